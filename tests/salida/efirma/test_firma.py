"""Signing for real, read back with poppler; and each document, certificate and password that must be refused."""

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.efirma.bloque import texto_del_bloque
from enlace_app.salida.efirma.casillas import Casilla, ocupadas
from enlace_app.salida.efirma.ejemplo import CURP_DE_EJEMPLO, RFC_DE_EJEMPLO
from enlace_app.salida.efirma.firma import FirmadoConEfirma, firmar
from enlace_app.salida.efirma.lectura import firmas_de
from enlace_app.salida.efirma.llave import abrir_llave
from tests.efirmas import (
    AHORA,
    CASILLAS,
    CONTRASENA,
    DESDE,
    DOS,
    TRES,
    UNO,
    autoridad,
    certificado,
    clave,
    efirma,
    exponente_privado,
    hoja_por_firmar,
    llave_corta,
    llave_de,
    sin_cifrar,
)

ZONA = ZoneInfo("America/Monterrey")
INSTANTE = AHORA.astimezone(ZONA)


def firmado(pdf: bytes, nombre: str = UNO, **cambios: Any) -> FirmadoConEfirma:
    suya = efirma(nombre)
    datos: dict[str, Any] = {
        "cer": suya.cer,
        "key": suya.key,
        "contrasena": clave(),
        "casilla": "firma-1",
        "instante": INSTANTE,
        "ultima": False,
    }
    return firmar(pdf, **datos | cambios)


@pytest.fixture(scope="module")
def con_una() -> bytes:
    return firmado(hoja_por_firmar()).datos


@pytest.fixture(scope="module")
def con_dos(con_una: bytes) -> bytes:
    """Two signatories, the second of which locked it."""
    return firmado(con_una, DOS, casilla="firma-2", ultima=True).datos


def pdfsig(pdf: bytes, carpeta: Path) -> str:
    ruta = carpeta / "firmado.pdf"
    ruta.write_bytes(pdf)
    return orden("pdfsig", "-nocert", str(ruta))


def orden(programa: str, *argumentos: str) -> str:
    if not shutil.which(programa):
        pytest.skip(f"{programa} is not installed")
    return subprocess.run([programa, *argumentos], capture_output=True, text=True, check=True, timeout=60).stdout


def diccionarios(pdf: bytes) -> list[Any]:
    return [hallada.sig_object for hallada in PdfFileReader(BytesIO(pdf)).embedded_signatures]


def test_poppler_halla_las_dos_validas(con_dos: bytes, tmp_path: Path) -> None:
    dicho = pdfsig(con_dos, tmp_path)
    assert re.findall(r"Signature #\d", dicho) == ["Signature #1", "Signature #2"]
    assert dicho.count("Signature is Valid.") == 2
    assert dicho.count("ETSI.CAdES.detached") == 2
    assert dicho.count("SHA-256") == 2
    assert [r.strip() for r in dicho.splitlines() if "otal document signed" in r] == [
        "- Not total document signed",
        "- Total document signed",
    ]


def test_lo_anterior_queda_como_estaba(con_una: bytes, con_dos: bytes) -> None:
    """The revision that was judged as PDF/A, and each earlier signature, are the beginning of the file."""
    assert con_una.startswith(hoja_por_firmar())
    assert con_dos.startswith(con_una)


def test_los_metadatos_quedan_como_estaban(con_dos: bytes) -> None:
    """What says "PDF/A-3b", the title and the dates are still the objects of the first revision."""
    lector: Any = PdfFileReader(BytesIO(con_dos))
    assert b"pdfaid:part" in lector.root["/Metadata"].data
    for objeto in (lector.root.raw_get("/Metadata"), lector.trailer.raw_get("/Info")):
        assert lector.xrefs.get_last_change(objeto.reference) == 0
    assert b"pyHanko" not in con_dos


def test_poppler_nota_lo_que_se_agrega_tras_el_bloqueo(con_dos: bytes, tmp_path: Path) -> None:
    assert "Total document signed" not in pdfsig(con_dos + b"\n% algo\n", tmp_path).replace("Not total", "")


def test_el_bloque_dice_quien_cuando_y_que_no_se_consulto(con_dos: bytes, tmp_path: Path) -> None:
    ruta = tmp_path / "firmado.pdf"
    ruta.write_bytes(con_dos)
    texto = orden("pdftotext", "-raw", "-f", "2", str(ruta), "-")
    for nombre in (UNO, DOS):
        assert nombre in texto
    assert texto.count("e.firma avanzada, certificado 99999") == 2
    assert texto.count(f"{INSTANTE:%H:%M} (UTC-06:00), hora del equipo") == 2
    assert texto.count("Sin consulta de revocación ni sello de tiempo") == 2
    assert RFC_DE_EJEMPLO not in texto
    assert CURP_DE_EJEMPLO not in texto
    renglones = orden("pdffonts", str(ruta)).splitlines()[2:]
    assert len(renglones) >= 2
    assert all(re.search(r" yes (yes|no)  ?yes ", renglon) for renglon in renglones), "each letter is embedded"


def test_es_pades_sin_sello_de_tiempo(con_una: bytes) -> None:
    (hallada,) = PdfFileReader(BytesIO(con_una)).embedded_signatures
    firmados = {a["type"].native for a in hallada.signer_info["signed_attrs"]}
    assert firmados == {"content_type", "message_digest", "signing_certificate_v2"}
    assert not len(hallada.signer_info["unsigned_attrs"] or ())
    assert len(hallada.signed_data["certificates"]) == 1
    assert hallada.signer_info["digest_algorithm"]["algorithm"].native == "sha256"
    diccionario = hallada.sig_object
    assert set(diccionario) >= {"/M", "/Reason"}
    assert not {"/Name", "/Location", "/ContactInfo"} & set(diccionario)
    assert UNO not in diccionario["/Reason"]
    assert hallada.self_reported_timestamp == INSTANTE


def test_cada_quien_en_su_casilla(con_dos: bytes) -> None:
    lector: Any = PdfFileReader(BytesIO(con_dos))
    campos = [hallada.sig_field for hallada in lector.embedded_signatures]
    assert [tuple(int(n) for n in campo["/Rect"]) for campo in campos] == list(CASILLAS)
    assert {campo.raw_get("/P").reference for campo in campos} == {lector.find_page_for_modification(1)[0].reference}


@pytest.mark.parametrize("casilla", [None, "firma-9", "firma-1"])
def test_sin_casilla_propia_es_invisible_y_lo_dice(con_una: bytes, casilla: str | None) -> None:
    """Absent, or taken by another: she does not sign in the place of somebody else."""
    segunda = firmado(con_una, DOS, casilla=casilla)
    assert segunda.casilla is None
    campo = PdfFileReader(BytesIO(segunda.datos)).embedded_signatures[1].sig_field
    assert [int(n) for n in campo["/Rect"]] == [0, 0, 0, 0]


def test_lo_ocupado_se_halla_donde_se_ve(con_dos: bytes) -> None:
    """On the page that shows it: a field need not say on which page it is."""
    escritor: Any = IncrementalPdfFileWriter(BytesIO(con_dos))
    campo = escritor.root["/AcroForm"]["/Fields"][0]
    del campo["/P"]
    escritor.update_container(campo)
    salida = BytesIO()
    escritor.write(salida)
    halladas = ocupadas(PdfFileReader(salida))
    assert [(o.pagina, o.entera) for o in halladas] == [(1, CASILLAS[0]), (1, CASILLAS[1])]


def test_una_casilla_por_sus_medidas() -> None:
    uno = firmado(hoja_por_firmar(), casilla=Casilla("aparte", 0, (72.4, 100.2, 300.9, 150.7)))
    campo = PdfFileReader(BytesIO(uno.datos)).embedded_signatures[0].sig_field
    assert [int(n) for n in campo["/Rect"]] == [73, 101, 300, 150]


def test_un_nombre_largo_cabe(tmp_path: Path) -> None:
    largo = "MARIA DE LOS ANGELES INVENTADA DEL PERPETUO SOCORRO EJEMPLO Y XX"
    uno = firmado(hoja_por_firmar(), UNO, cer=_a_nombre_de(largo))
    ruta = tmp_path / "firmado.pdf"
    ruta.write_bytes(uno.datos)
    assert largo in " ".join(orden("pdftotext", "-raw", "-f", "2", str(ruta), "-").split())


def _a_nombre_de(nombre: str) -> bytes:
    return autoridad().emitir(nombre, llave_de(UNO), consecutivo=8, desde=DESDE)


def test_la_ultima_bloquea(con_una: bytes, con_dos: bytes) -> None:
    primera, ultima = diccionarios(con_dos)
    assert "/Reference" not in primera
    assert ultima["/Reference"][0]["/TransformMethod"] == "/FieldMDP"
    assert ultima["/Reference"][0]["/TransformParams"]["/Action"] == "/All"
    assert ultima["/Reference"][0]["/TransformParams"]["/P"] == 1
    with pytest.raises(ErrorDeNegocio, match="bloqueado"):
        firmado(con_dos, TRES)


def test_el_mismo_certificado_no_firma_dos_veces(con_una: bytes) -> None:
    with pytest.raises(ErrorDeNegocio, match="ya firmó este archivo"):
        firmado(con_una, UNO, casilla="firma-2")


def test_no_se_firma_sobre_lo_alterado(con_una: bytes) -> None:
    lugar = con_una.index(b"/Reason")
    for malo in (con_una[:lugar] + b"/Rezons" + con_una[lugar + 7 :], con_una + b"\n% algo\n"):
        with pytest.raises(ErrorDeNegocio, match=r"no se sostiene|no se puede leer"):
            firmado(malo, DOS)


@pytest.mark.parametrize("pdf", [b"", b"no es un PDF", b"%PDF-1.7\n%%EOF\n"])
def test_no_se_firma_lo_que_no_es_un_pdf(pdf: bytes) -> None:
    with pytest.raises(ErrorDeNegocio, match="no se puede leer"):
        firmado(pdf)


@pytest.mark.parametrize(
    ("cambios", "dice"),
    [
        pytest.param(lambda: {"contrasena": clave("otra")}, "no es la de esa llave", id="contraseña"),
        pytest.param(lambda: {"key": efirma(DOS).key}, "no corresponde", id="llave de otra"),
        pytest.param(lambda: {"cer": certificado(es_efirma=False)}, "CSD", id="csd"),
        pytest.param(lambda: {"cer": certificado(hasta=AHORA - timedelta(1))}, "venció", id="vencido"),
        pytest.param(lambda: {"instante": INSTANTE + timedelta(days=3000)}, "venció", id="vencido después"),
        pytest.param(lambda: {"cer": certificado(desde=AHORA + timedelta(1))}, "empieza a valer", id="futuro"),
        pytest.param(lambda: {"cer": certificado(llave=llave_corta())}, "bits", id="corta"),
        pytest.param(lambda: {"cer": efirma(UNO).key, "key": efirma(UNO).cer}, "al revés", id="al revés"),
    ],
)
def test_se_niega_y_borra_la_contrasena(cambios: Callable[[], dict[str, Any]], dice: str) -> None:
    dados = {"contrasena": clave(), **cambios()}
    with pytest.raises(ErrorDeNegocio) as error:
        firmado(hoja_por_firmar(), **dados)
    assert dice in str(error.value)
    assert not any(dados["contrasena"])


def test_nada_de_la_llave_queda_en_el_archivo(con_dos: bytes) -> None:
    for nombre in (UNO, DOS):
        secreto = exponente_privado(llave_de(nombre))
        assert secreto not in con_dos
        assert secreto.hex().encode() not in con_dos.lower()
        assert sin_cifrar(llave_de(nombre)) not in con_dos
    assert CONTRASENA.encode() not in con_dos


def test_la_contrasena_se_borra_tambien_al_firmar() -> None:
    secreto = clave()
    firmado(hoja_por_firmar(), contrasena=secreto, casilla=None)
    assert not any(secreto)


def test_nadie_llama_a_la_red(monkeypatch: pytest.MonkeyPatch) -> None:
    def negar(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    # The event loop's own pair of sockets stays: it leads nowhere.
    for metodo in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, metodo, negar)
    for funcion in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, funcion, negar)
    una = firmado(hoja_por_firmar())
    dos = firmado(una.datos, DOS, casilla=None)
    assert all(f.se_sostiene for f in firmas_de(dos.datos, [autoridad().cer]))


def test_los_avisos_de_la_biblioteca_no_cuentan_quien_es(
    con_una: bytes, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """pyHanko's warning that nobody vouches for a certificate names its subject, RFC and CURP included."""
    firmas_de(con_una)
    salidas = capfd.readouterr()
    assert RFC_DE_EJEMPLO not in salidas.err + salidas.out + caplog.text


def test_la_hora_se_escribe_en_la_zona_dada() -> None:
    otra = datetime(2026, 7, 1, 18, 5, tzinfo=ZoneInfo("America/Ojinaga"))
    assert "1 de julio de 2026, 18:05 (UTC-05:00), hora del equipo" in texto_del_bloque(UNO, "1", otra)


@pytest.mark.parametrize("falla", [False, True])
def test_nadie_se_queda_con_la_llave(monkeypatch: pytest.MonkeyPatch, falla: bool) -> None:
    """After the call only the test knows the key object, even while the error that ended it is being told."""
    abiertas: list[Any] = []

    def guardar(*datos: Any) -> Any:
        abiertas.append(abrir_llave(*datos))
        return abiertas[-1]

    def fallar(*_: object, **__: object) -> None:
        raise PdfError("no structure")

    monkeypatch.setattr("enlace_app.salida.efirma.firma.abrir_llave", guardar)
    if falla:
        monkeypatch.setattr("enlace_app.salida.efirma.firma._firmar", fallar)
        with pytest.raises(ErrorDeNegocio, match="no se puede firmar") as error:
            firmado(hoja_por_firmar(), casilla=None)
        assert error.value.__traceback__ is not None
    else:
        firmado(hoja_por_firmar(), casilla=None)
    de_nadie_mas = [object()]
    cuantos, minimo = sys.getrefcount(abiertas[0]), sys.getrefcount(de_nadie_mas[0])
    assert cuantos == minimo


def test_quien_firma_bajo_protesta_lo_dice_en_su_casilla_y_en_su_firma(tmp_path: Path) -> None:
    motivo = "No se incorporó mi observación sobre el cauce (ñandú, «así»)."
    con = firmado(hoja_por_firmar(), protesta=motivo, casilla="firma-1").datos
    sin = firmado(hoja_por_firmar(), casilla="firma-1").datos
    (suya,), (otra,) = firmas_de(con), firmas_de(sin)
    assert (suya.se_sostiene, suya.protesta) == (True, motivo)
    assert (otra.se_sostiene, otra.protesta) == (True, None)
    impresos = []
    for nombre, pdf in (("con.pdf", con), ("sin.pdf", sin)):
        (tmp_path / nombre).write_bytes(pdf)
        impresos.append(orden("pdftotext", str(tmp_path / nombre), "-"))
    assert ["Firma bajo protesta" in impreso for impreso in impresos] == [True, False]
