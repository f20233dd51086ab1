"""Reading signatures back: what holds, and every way of changing a signed file, none of which may pass."""

import random
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pyhanko.pdf_utils import generic as tipos
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.efirma.ejemplo import RFC_DE_EJEMPLO, AutoridadDeEjemplo
from enlace_app.salida.efirma.firma import firmar
from enlace_app.salida.efirma.lectura import Cadena, FirmaElectronica, firmas_de
from tests.efirmas import AHORA, DESDE, DOS, TRES, UNO, autoridad, clave, efirma, hoja_por_firmar

INSTANTE = AHORA.astimezone(ZoneInfo("America/Monterrey"))
VOLTEOS = 50
generico: Any = tipos


def con_firma(pdf: bytes, nombre: str, casilla: str | None, *, ultima: bool = False) -> bytes:
    suya = efirma(nombre)
    return firmar(
        pdf, cer=suya.cer, key=suya.key, contrasena=clave(), casilla=casilla, instante=INSTANTE, ultima=ultima
    ).datos


@pytest.fixture(scope="module")
def con_una() -> bytes:
    return con_firma(hoja_por_firmar(), UNO, "firma-1")


@pytest.fixture(scope="module")
def abierto(con_una: bytes) -> bytes:
    """Two signatures, and room for more."""
    return con_firma(con_una, DOS, None)


@pytest.fixture(scope="module")
def bloqueado(con_una: bytes) -> bytes:
    return con_firma(con_una, DOS, "firma-2", ultima=True)


def se_sostienen(pdf: bytes) -> bool:
    """Whether each signature holds and the last covers the whole file; a file that cannot be read does not."""
    try:
        halladas = firmas_de(pdf)
    except ErrorDeNegocio:
        return False
    return bool(halladas) and all(h.se_sostiene for h in halladas) and halladas[-1].cubre_todo


def test_dice_de_cada_una_lo_que_es(bloqueado: bytes) -> None:
    primera, segunda = firmas_de(bloqueado)
    assert (primera.nombre, segunda.nombre) == (UNO, DOS)
    assert primera.numero != segunda.numero
    assert all(f.se_sostiene and f.vigente and f.instante == INSTANTE for f in (primera, segunda))
    assert (primera.cubre_todo, segunda.cubre_todo) == (False, True)
    assert primera.cubre_hasta < segunda.cubre_hasta == len(bloqueado)
    assert (primera.bloquea, segunda.bloquea) == (False, True)
    assert primera.rfc == RFC_DE_EJEMPLO
    assert RFC_DE_EJEMPLO not in repr(primera)


def test_sin_firmas() -> None:
    assert firmas_de(hoja_por_firmar()) == []


@pytest.mark.parametrize("pdf", [b"", b"\0" * 4096, b"%PDF-1.7\nno es un PDF", hoja_por_firmar()[:-300]])
def test_lo_que_no_se_puede_leer(pdf: bytes) -> None:
    with pytest.raises(ErrorDeNegocio, match="no se puede leer"):
        firmas_de(pdf)


def test_la_cadena_solo_se_comprueba_con_la_autoridad(bloqueado: bytes) -> None:
    ajena = AutoridadDeEjemplo.crear(DESDE)
    assert {f.cadena for f in firmas_de(bloqueado)} == {Cadena.NO_COMPROBADA}
    assert {f.cadena for f in firmas_de(bloqueado, [ajena.cer])} == {Cadena.NO_COMPROBADA}
    assert {f.cadena for f in firmas_de(bloqueado, [ajena.cer, autoridad().cer])} == {Cadena.COMPROBADA}


def test_el_certificado_propio_no_se_vuelve_autoridad(bloqueado: bytes) -> None:
    """Somebody who puts the signer's certificate among the authorities has proved nothing about who issued it."""
    with pytest.raises(ErrorDeNegocio, match="autoridades"):
        firmas_de(bloqueado, [efirma(UNO).cer])


def test_una_autoridad_ilegible(bloqueado: bytes) -> None:
    with pytest.raises(ErrorDeNegocio, match="autoridades"):
        firmas_de(bloqueado, [b"no es un certificado"])


def anotar(escritor: Any) -> None:
    """A note over the first page."""
    pagina = escritor.root["/Pages"]["/Kids"][0]
    nota = generico.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generico.ArrayObject([generico.NumberObject(n) for n in (72, 690, 400, 720)]),
            pdf_name("/Contents"): generico.pdf_string("Se acordó otra cosa."),
        }
    )
    pagina["/Annots"] = generico.ArrayObject([escritor.add_object(nota)])
    escritor.update_container(pagina)


def sobrescribir(escritor: Any) -> None:
    """Another content for the first page."""
    pagina = escritor.root["/Pages"]["/Kids"][0]
    pagina["/Contents"] = escritor.add_object(generico.StreamObject(stream_data=b"BT ET"))
    escritor.update_container(pagina)


def titular(escritor: Any) -> None:
    """Another language in the catalogue."""
    escritor.root["/Lang"] = generico.pdf_string("en")
    escritor.update_root()


def huerfano(escritor: Any) -> None:
    """An object that nothing uses: pyHanko lets it pass, even after a lock."""
    escritor.add_object(generico.pdf_string("nada"))


def campo_vacio(escritor: Any) -> None:
    """A field to sign that nobody signed, which could show anything in its rectangle."""
    append_signature_field(escritor, SigFieldSpec("otro", on_page=0, box=(72, 690, 400, 720)))


@pytest.mark.parametrize("cambiar", [anotar, sobrescribir, titular, huerfano, campo_vacio])
def test_ningun_incremento_que_no_sea_firma(abierto: bytes, bloqueado: bytes, cambiar: Callable[[Any], None]) -> None:
    for firmado in (abierto, bloqueado):
        escritor: Any = IncrementalPdfFileWriter(BytesIO(firmado))
        cambiar(escritor)
        salida = BytesIO()
        escritor.write(salida)
        assert salida.getvalue().startswith(firmado)
        halladas = _o_ninguna(salida.getvalue())
        assert not any(h.se_sostiene or h.cubre_todo for h in halladas)


@pytest.mark.parametrize("cambiar", [huerfano, campo_vacio])
def test_ni_entre_dos_firmas(abierto: bytes, cambiar: Callable[[Any], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Who signs after an increment that is no signature covers it; those who signed before did not."""
    escritor: Any = IncrementalPdfFileWriter(BytesIO(abierto))
    cambiar(escritor)
    salida = BytesIO()
    escritor.write(salida)
    monkeypatch.setattr("enlace_app.salida.efirma.firma._exigir_firmable", lambda *_: None)
    halladas = firmas_de(con_firma(salida.getvalue(), TRES, None))
    assert [h.integra for h in halladas] == [True, True, True]
    assert not any(h.se_sostiene for h in halladas[:2])


@pytest.mark.parametrize("resto", [b"\n", b"%", b"\0" * 7, b"\n%%EOF\n"])
def test_ni_un_octeto_mas(abierto: bytes, bloqueado: bytes, resto: bytes) -> None:
    for firmado in (abierto, bloqueado):
        assert se_sostienen(firmado)
        assert not any(h.se_sostiene for h in _o_ninguna(firmado + resto))


def test_una_firma_despues_del_bloqueo_no_pasa(bloqueado: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that ignores the lock and signs once more makes the locking signature invalid."""
    monkeypatch.setattr("enlace_app.salida.efirma.firma._exigir_firmable", lambda *_: None)
    otra = con_firma(bloqueado, TRES, None)
    primera, segunda, tercera = firmas_de(otra)
    assert tercera.se_sostiene
    assert segunda.integra
    assert not segunda.solo_firmas_despues
    assert primera.se_sostiene


def test_una_firma_mas_no_estorba_a_las_anteriores(abierto: bytes) -> None:
    halladas = firmas_de(con_firma(abierto, TRES, None))
    assert [h.se_sostiene for h in halladas] == [True, True, True]


def test_quitar_la_ultima_se_nota(bloqueado: bytes) -> None:
    """What is left is a whole file with fewer signatures: only the record can tell that one is missing."""
    primera, _ = firmas_de(bloqueado)
    assert len(firmas_de(bloqueado[: primera.cubre_hasta])) == 1


def test_ningun_bit_volteado_pasa(bloqueado: bytes) -> None:
    """Anywhere but in the digits of the containers, whose tail is padding."""
    contenedores = [_contenedor(bloqueado, n) for n in (0, 1)]
    azar = random.Random(20170718)
    hechos = 0
    while hechos < VOLTEOS:
        lugar = azar.randrange(len(bloqueado))
        if any(desde <= lugar < hasta for desde, hasta in contenedores):
            continue
        volteado = bytearray(bloqueado)
        volteado[lugar] ^= 1 << azar.randrange(8)
        assert not se_sostienen(bytes(volteado)), lugar
        hechos += 1


def _contenedor(pdf: bytes, n: int) -> tuple[int, int]:
    from pyhanko.pdf_utils.reader import PdfFileReader

    rango = PdfFileReader(BytesIO(pdf)).embedded_signatures[n].byte_range
    return int(rango[1]), int(rango[2])


def test_la_firma_de_otro_archivo_no_sirve(abierto: bytes) -> None:
    """The container of one document put into another."""
    ajeno = con_firma(con_firma(hoja_por_firmar("Se acordó lo contrario."), UNO, None), DOS, None)
    desde, hasta = _contenedor(abierto, 1)
    otro_desde, otro_hasta = _contenedor(ajeno, 1)
    assert hasta - desde == otro_hasta - otro_desde
    mezcla = ajeno[:otro_desde] + abierto[desde:hasta] + ajeno[otro_hasta:]
    primera, segunda = firmas_de(mezcla)
    assert primera.se_sostiene
    assert not segunda.integra


def test_un_certificado_vencido_al_firmar_se_nota() -> None:
    """The file cannot prove when it was signed; what it says is held against the dates of its certificate."""
    suya = efirma(UNO)
    antes = DESDE - timedelta(days=1)
    with pytest.MonkeyPatch.context() as m:
        m.setattr("enlace_app.salida.efirma.firma.exigir_que_pueda_firmar", lambda *_: None)
        datos = firmar(
            hoja_por_firmar(),
            cer=suya.cer,
            key=suya.key,
            contrasena=clave(),
            casilla=None,
            instante=antes,
            ultima=False,
        ).datos
    (hallada,) = firmas_de(datos, [autoridad().cer])
    assert hallada.se_sostiene
    assert not hallada.vigente
    assert hallada.cadena == Cadena.NO_COMPROBADA


def _o_ninguna(pdf: bytes) -> list[FirmaElectronica]:
    try:
        return firmas_de(pdf)
    except ErrorDeNegocio:
        return []
