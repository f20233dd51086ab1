"""The main job as a user does it: bring in, complete, close, print, sign, send; every answer read back from outside."""

import re
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from enlace_app.rutas import carpeta_recursos
from enlace_app.sincronizacion.formato import Formato, leer_formato
from enlace_app.sincronizacion.huella import huella_contenido
from enlace_app.sincronizacion.lectura_libro import leer_libro
from tests.cli import papel
from tests.cli.captura import (
    MAXIMO_UTF16,
    TEXTO_CON_SIGNOS,
    TEXTO_ENTRE_ANGULOS,
    LibroDeCaptura,
    jornada_propia,
    texto_largo,
)
from tests.cli.programa import Programa
from tests.sincronizacion.libros_leidos import huellas_libro

FIRMANTES = [TEXTO_ENTRE_ANGULOS, "Persona Dos", "Persona Presidenta", "Persona Facilitadora"]

necesita_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="falta soffice (LibreOffice)")


@dataclass(frozen=True)
class Cierre:
    programa: Programa
    provisional: str
    folio: str
    sha256: str
    borrador: Path
    acta: Path


@pytest.fixture(scope="module")
def cierre(datos_iniciados: Path, tmp_path_factory: pytest.TempPathFactory) -> Cierre:
    """A captured meeting, printed before and after its acta was closed; copy the data to go on from here."""
    lugar = tmp_path_factory.mktemp("cierre")
    shutil.copytree(datos_iniciados, lugar / "datos")
    enlace = Programa(lugar / "datos", lugar, nuevo=True)
    enlace("importar", jornada_propia(lugar / "jornada.xlsx", desarrollo=texto_largo()).escribir())
    (reunion,) = enlace("listar", "reuniones", "--json").json()
    provisional = reunion["folio"]
    enlace("acta", "exportar", provisional, "-o", "borrador.pdf")
    dicho = enlace("acta", "cerrar", provisional, "--json").json()
    enlace("acta", "exportar", dicho["folio"], "-o", "acta.pdf")
    return Cierre(enlace, provisional, dicho["folio"], dicho["sha256"], lugar / "borrador.pdf", lugar / "acta.pdf")


@pytest.fixture
def cerrado(cierre: Cierre, tmp_path: Path) -> Cierre:
    """The same on data of one's own."""
    shutil.copytree(cierre.programa.datos, tmp_path / "datos")
    return Cierre(
        Programa(tmp_path / "datos", tmp_path),
        cierre.provisional,
        cierre.folio,
        cierre.sha256,
        cierre.borrador,
        cierre.acta,
    )


def test_lo_que_impide_cerrar_se_nombra_y_se_corrige_en_el_libro(iniciado: Programa, libro: LibroDeCaptura) -> None:
    asistencia = libro.hojas.pop("Asistencia")
    libro.hojas["OrdenDelDia"][1]["desarrollo"] = None
    libro.hojas["Acuerdos"][0]["responsables"] = None
    libro.hojas["Acuerdos"][1]["plazo_literal"] = "cuando se pueda"
    iniciado("importar", libro.escribir())
    (reunion,) = iniciado("listar", "reuniones", "--json").json()
    folio = reunion["folio"]

    revisado = iniciado("acta", "revisar", folio, codigo=3).salida
    impiden = [renglon for renglon in revisado.splitlines() if "impide cerrar" in renglon]
    assert len(impiden) == 4, revisado
    assert any(folio in r and "no hay asistencia" in r for r in impiden)
    assert any("«Acuerdos»" in r and "desarrollo" in r for r in impiden)
    assert any(f"{folio}/01" in r and "responsable" in r for r in impiden)
    assert any(f"{folio}/02" in r and "«cuando se pueda»" in r for r in impiden)
    hallazgos = iniciado("acta", "revisar", folio, "--json", codigo=3).json()
    assert [h["campo"] for h in hallazgos if h["gravedad"] == "bloquea"].count("plazo") == 1
    dicho = iniciado.rechazo(3, "acta", "cerrar", folio)
    assert f"{folio}/02" in dicho
    assert "no hay asistencia" in dicho

    libro.hojas["Asistencia"] = asistencia
    libro.hojas["OrdenDelDia"][1]["desarrollo"] = "Se tomaron."
    libro.hojas["Acuerdos"][0]["responsables"] = "CNA"
    libro.hojas["Acuerdos"][1]["plazo_literal"] = "30 de abril de 2026"
    corregido = {h["hoja"]: h for h in iniciado("importar", libro.escribir(), "--json").json()["hojas"]}
    assert corregido["Acuerdos"]["cambiadas"] == 2
    assert corregido["OrdenDelDia"] | {"iguales": 1, "cambiadas": 1} == corregido["OrdenDelDia"]
    iniciado("acta", "revisar", folio)
    iniciado("acta", "cerrar", folio)


@papel.necesita_poppler
def test_el_acta_dice_en_papel_lo_que_se_capturo(cierre: Cierre) -> None:
    texto = papel.renglones(cierre.acta)
    assert re.fullmatch(r"RT/CAR-[A-Z]\d[A-Z]\d/2026-001", cierre.folio)
    for esperado in (
        f"Folio: {cierre.folio}",
        "siendo las nueve horas con treinta minutos del día doce de marzo de dos mil veintiséis",
        "El acto concluyó siendo las trece horas con cinco minutos",
        "Se incorporó a las 10:15 h.",
        "Se retiró a las 12:00 h.",
        "=1+1 es texto, no fórmula",
        "Responsables: CNA; Organización Uno.",
        "«en 15 días»; a más tardar el veintisiete de marzo de dos mil veintiséis",
        "depende de la entrega anterior",
        cierre.sha256,
    ):
        assert esperado in texto, esperado
    for esperado in (
        f"Acuerdo 1 (folio {cierre.folio}/01). Entregar el padrón a {TEXTO_ENTRE_ANGULOS} si {TEXTO_CON_SIGNOS}",
        f"Acuerdo 2 (folio {cierre.folio}/02). Publicar la relación de descargas",
    ):
        assert papel.contiene(cierre.acta, esperado), esperado
    # The agreements come after what was said and before the closing.
    orden = [
        texto.index(t) for t in ("Proemio", "Asistencia", "Desarrollo", "Acuerdo 1", "Clausura", "Firmas al calce")
    ]
    assert orden == sorted(orden)


@papel.necesita_poppler
def test_un_texto_de_32767_unidades_se_imprime_entero(cierre: Cierre) -> None:
    assert len(texto_largo()) == MAXIMO_UTF16
    assert "".join(texto_largo().split()) in papel.cuerpo_seguido(cierre.acta)


@papel.necesita_poppler
def test_cada_foja_lleva_folio_foja_version_y_huella(cierre: Cierre) -> None:
    fojas = papel.fojas(cierre.acta)
    assert len(fojas) > 10
    for n, foja in enumerate(fojas, start=1):
        assert cierre.folio in foja
        assert f"foja{n}de{len(fojas)}" in foja
        assert f"Versión1·huella{cierre.sha256[:8]}" in foja
        assert "BORRADOR" not in foja
        assert "Parafirma" in foja


@papel.necesita_poppler
def test_antes_de_cerrar_cada_foja_dice_borrador(cierre: Cierre) -> None:
    fojas = papel.fojas(cierre.borrador)
    assert fojas
    for foja in fojas:
        assert "BORRADOR" in foja
        assert cierre.provisional in foja
        assert cierre.sha256[:8] not in foja
        assert "EJEMPLO" not in foja


@papel.necesita_poppler
def test_el_pdf_es_carta_y_lleva_sus_fuentes(cierre: Cierre) -> None:
    for pdf in (cierre.acta, cierre.borrador):
        assert papel.tamano(pdf) == "612 x 792 pts (letter)"
        fuentes = papel.fuentes(pdf)
        assert fuentes
        assert {incrustada for _, incrustada in fuentes} == {"yes"}
        assert {tipo for tipo, _ in fuentes} == {"TrueType"}


def test_exportar_dos_veces_da_los_mismos_bytes(cerrado: Cierre) -> None:
    otro = cerrado.programa.lugar / "otra vez.pdf"
    cerrado.programa("acta", "exportar", cerrado.provisional, "-o", otro)
    assert otro.read_bytes() == cerrado.acta.read_bytes()


@papel.necesita_poppler
def test_se_firma_por_nombre_hasta_que_no_falta_nadie(cerrado: Cierre) -> None:
    enlace = cerrado.programa
    for n, nombre in enumerate(FIRMANTES, start=1):
        dicho = enlace("acta", "firmar", cerrado.folio, "--simple", nombre).salida
        assert ("El acta está firmada" in dicho) == (n == len(FIRMANTES))
        assert all(falta in dicho for falta in FIRMANTES[n:])
    (reunion,) = enlace("listar", "reuniones", "--json").json()
    assert reunion["estado"] == "firmada"
    enlace("acta", "exportar", cerrado.folio, "-o", "firmada.pdf")
    firmada = enlace.lugar / "firmada.pdf"
    assert firmada.read_bytes() != cerrado.acta.read_bytes()
    assert "".join(papel.fojas(firmada)).count("noequivalealaautógrafa") >= len(FIRMANTES)
    assert all(f"huella{cerrado.sha256[:8]}" in foja for foja in papel.fojas(firmada))
    assert "no se reabre" in enlace.rechazo(3, "acta", "reabrir", cerrado.folio, "--motivo", "Error")


@papel.necesita_poppler
def test_un_escaneo_asienta_a_los_nombrados_y_luego_al_resto(cerrado: Cierre) -> None:
    enlace = cerrado.programa
    escaneo = enlace.lugar / "escaneo.jpg"
    escaneo.write_bytes(b"\xff\xd8\xff\xe0" + b"papel firmado" * 50 + b"\xff\xd9")
    parte = enlace("acta", "firmar", cerrado.folio, "--escaneo", escaneo, "--firmante", "persona dos").salida
    assert "Persona Presidenta" in parte.split("Faltan por firmar:")[1]
    assert "El acta está firmada" in enlace("acta", "firmar", cerrado.folio, "--escaneo", escaneo).salida
    enlace("acta", "exportar", cerrado.folio, "-o", "firmada.pdf")
    assert "".join(papel.fojas(enlace.lugar / "firmada.pdf")).count("conescaneoadjunto") >= len(FIRMANTES)
    (guardado,) = [
        a for a in (enlace.datos / "adjuntos").rglob("*") if a.is_file() and a.read_bytes()[:3] == b"\xff\xd8\xff"
    ]
    assert guardado.read_bytes() == escaneo.read_bytes()


@papel.necesita_poppler
def test_reabrir_hace_otra_version_con_el_mismo_folio(cerrado: Cierre) -> None:
    enlace = cerrado.programa
    enlace("acta", "reabrir", cerrado.folio, "--motivo", "Faltó un dato")
    otra = enlace("acta", "cerrar", cerrado.folio, "--json").json()
    assert (otra["folio"], otra["version"]) == (cerrado.folio, 2)
    assert otra["sha256"] != cerrado.sha256
    enlace("acta", "exportar", cerrado.folio, "-o", "v2.pdf")
    fojas = papel.fojas(enlace.lugar / "v2.pdf")
    assert all(f"Versión2,sustituyealaversión1·huella{otra['sha256'][:8]}" in foja for foja in fojas)
    assert papel.contiene(enlace.lugar / "v2.pdf", "Faltó un dato")


def test_lo_cerrado_no_cambia_ni_por_importar_ni_por_sql(cerrado: Cierre) -> None:
    enlace = cerrado.programa
    libro = jornada_propia(enlace.lugar / "jornada.xlsx", desarrollo=texto_largo())
    libro.hojas["Reuniones"][0]["sede"] = "Otra sede"
    libro.hojas["Acuerdos"][0]["texto"] = "Otro texto"
    antes = enlace("mostrar", cerrado.folio, "--json").json()
    assert "cerrada" in enlace.rechazo(3, "importar", libro.escribir())
    assert enlace("mostrar", cerrado.folio, "--json").json() == antes
    for sentencia in (
        "UPDATE reunion SET sede = 'Otra'",
        "DELETE FROM acuerdo",
        "UPDATE acta SET contenido = '{}'",
        "UPDATE punto_orden_dia SET desarrollo = ''",
        "DELETE FROM acta",
    ):
        conexion = sqlite3.connect(enlace.base)
        with pytest.raises(sqlite3.Error):
            conexion.execute(sentencia)
        conexion.close()


@pytest.fixture(scope="module")
def formato() -> Formato:
    return leer_formato(carpeta_recursos() / "formato_paquete.csv")


@necesita_libreoffice
def test_el_paquete_sobrevive_a_libreoffice(cerrado: Cierre, formato: Formato, tmp_path: Path) -> None:
    hecho = cerrado.programa("paquete", "exportar", "-o", "paquete.xlsx", "--json").json()
    original = Path(hecho["archivo"])
    vuelto = _guardar_con_libreoffice(original, tmp_path / "vuelto")
    for ruta in (original, vuelto):
        libro = leer_libro(ruta, formato)
        assert [p for p in libro.problemas if p.grave] == []
        assert libro.portada is not None
        huellas = huellas_libro(libro, formato)
        assert huella_contenido(huellas.values()) == hecho["contenido_sha256"] == libro.portada["contenido_sha256"]
        assert all(libro.portada[f"sha256.{hoja}"] == huella for hoja, huella in huellas.items())
        (reunion,) = (fila.valores for fila in libro.filas("Reuniones"))
        assert (reunion["folio"], reunion["cvegeo"], reunion["estado"]) == (cerrado.folio, "05028", "cerrada")
        (acta,) = (fila.valores for fila in libro.filas("Actas"))
        assert acta["sha256"] == cerrado.sha256
        desarrollos = {fila.valores["n"]: fila.valores["desarrollo"] for fila in libro.filas("OrdenDelDia")}
        assert desarrollos == {1: texto_largo(), 2: "=1+1 es texto, no fórmula"}
        assert {fila.valores["plazo_literal"] for fila in libro.filas("Acuerdos")} == {
            "en 15 días",
            "sin plazo: depende de la entrega anterior",
        }


def _guardar_con_libreoffice(libro: Path, carpeta: Path) -> Path:
    perfil = carpeta.with_name("perfil-de-libreoffice").absolute().as_uri()
    argumentos = ["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(carpeta), str(libro)]
    subprocess.run(["soffice", f"-env:UserInstallation={perfil}", *argumentos], check=True, capture_output=True)
    return carpeta / libro.name


def test_el_paquete_es_un_libro_que_cualquiera_lee(cerrado: Cierre, formato: Formato) -> None:
    cerrado.programa("paquete", "exportar", "-o", "paquete.xlsx")
    libro = load_workbook(cerrado.programa.lugar / "paquete.xlsx")
    assert libro.sheetnames == ["Portada", *(hoja.nombre for hoja in formato.hojas)]
    portada = {fila[0]: fila[1] for fila in libro["Portada"].iter_rows(min_row=2, values_only=True)}
    assert (portada["formato"], portada["tipo"], portada["secuencia"]) == ("enlace-paquete", "completo", 1)
    assert portada["cadena_actas"] == cerrado.sha256
    assert portada["filas.Reuniones"] == 1
    encabezado = [celda.value for celda in libro["Reuniones"][1]]
    valores = {e: libro["Reuniones"].cell(2, n) for n, e in enumerate(encabezado, start=1)}
    assert valores["folio"].value == cerrado.folio
    assert valores["fecha"].value == datetime(2026, 3, 12)  # noqa: DTZ001 - a day in a sheet has no zone
    assert [c.data_type for hoja in libro for renglon in hoja for c in renglon if c.data_type == "f"] == []


def test_cada_paquete_lleva_el_numero_que_sigue(cerrado: Cierre) -> None:
    uno, dos = (
        cerrado.programa("paquete", "exportar", "-o", nombre, "--json").json() for nombre in ("uno.xlsx", "dos.xlsx")
    )
    assert (uno["secuencia"], dos["secuencia"]) == (1, 2)
    assert uno["contenido_sha256"] == dos["contenido_sha256"]
