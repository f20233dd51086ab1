"""`enlace demo`: what it writes, what it says on every page, and that it needs no screen."""

import csv
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli import papel
from tests.cli.programa import EJEMPLO, Programa, fotografia

ACTAS = {"acta-piedras-negras-2017-07-18.pdf", "acta-sabinas-2017-07-19.pdf"}
CON_EFIRMA = "acta-con-dos-efirmas.pdf"
VERSION_PUBLICA = "acta-con-dos-efirmas-version-publica.pdf"
PAQUETE = "paquete-ejemplo.xlsx"
PAQUETE_DE_LA_OTRA = "paquete-ejemplo-carbonifera.xlsx"
ACUSES = {"acuse-ejemplo.xlsx", "acuse-ejemplo-carbonifera.xlsx"}
LIBRO = "libro-del-estado-ejemplo.xlsx"
TODO = {
    *ACTAS,
    CON_EFIRMA,
    "acta-con-dos-efirmas-hoja-de-firmas.pdf",
    VERSION_PUBLICA,
    PAQUETE,
    PAQUETE_DE_LA_OTRA,
    *ACUSES,
    LIBRO,
}


@pytest.fixture(scope="module")
def demostrado(tmp_path_factory: pytest.TempPathFactory) -> tuple[Programa, str]:
    """The program after `demo --salida salida`, with what it said."""
    lugar = tmp_path_factory.mktemp("demo")
    enlace = Programa(lugar / "datos", lugar)
    return enlace, enlace("demo", "--salida", "salida", "--sin-ventana").salida


def test_escribe_dos_actas_y_un_paquete_y_dice_que_sigue(demostrado: tuple[Programa, str]) -> None:
    enlace, dicho = demostrado
    salida = enlace.lugar / "salida"
    assert {ruta.name for ruta in salida.iterdir()} == TODO
    for nombre in TODO:
        assert str(salida / nombre) in dicho
    sigue = re.findall(r"^  enlace (.+?)(?:   .*)?$", dicho.split("Siga con:")[1], re.MULTILINE)
    assert len(sigue) >= 3
    # What it tells the user to do next works, word for word.
    for orden in sigue:
        if "iniciar" not in orden:
            _, datos, *partes = (p.strip('"') for p in re.findall(r'"[^"]*"|\S+', orden))
            assert Programa(Path(datos), enlace.lugar)(*partes).salida.strip()


@papel.necesita_poppler
def test_cada_foja_dice_ejemplo_y_nadie_real_firma(demostrado: tuple[Programa, str]) -> None:
    enlace, _ = demostrado
    for nombre in ACTAS:
        pdf = enlace.lugar / "salida" / nombre
        fojas = papel.fojas(pdf)
        assert len(fojas) >= 2
        assert all("EJEMPLO,SINVALIDEZ" in foja for foja in fojas)
        todo = "".join(fojas)
        assert "Nohayfirmantesprevistos" in todo
        assert re.search(r"EJEMPLO\s*Firmó", papel.renglones(pdf).replace("OPLO", ""))
    firmas = [ruta for ruta in (enlace.datos / "adjuntos").rglob("*") if ruta.is_file()]
    # Two renderings of each acta; of the session the one to sign, each e.firma and the sheet; the receipt; no scan.
    assert len(firmas) == 2 * len(ACTAS) + 4 + 1


@papel.necesita_poppler
def test_ninguna_persona_publicada_aparece_en_las_actas(demostrado: tuple[Programa, str]) -> None:
    with (EJEMPLO / "personas_roles.csv").open(encoding="utf-8-sig", newline="") as abierto:
        columnas = next(abierto).strip().split(",")
        personas = {f["persona"] for f in csv.DictReader(abierto, columnas) if f["persona"]}
    assert len(personas) > 5
    enlace, _ = demostrado
    for nombre in ACTAS:
        todo = "".join(papel.fojas(enlace.lugar / "salida" / nombre))
        assert [p for p in personas if "".join(p.split()) in todo] == []
    libro = load_workbook(enlace.lugar / "salida" / PAQUETE)
    encabezado = [celda.value for celda in libro["Asistencia"][1]]
    persona = encabezado.index("persona")
    assert {fila[persona] for fila in libro["Asistencia"].iter_rows(min_row=2, values_only=True)} == {
        None,
        "EJEMPLO UNO SIN VALIDEZ",
        "EJEMPLO DOS SIN VALIDEZ",
        "particular",
    }


@papel.necesita_poppler
def test_las_actas_dicen_lo_que_el_informe_publica(demostrado: tuple[Programa, str]) -> None:
    enlace, _ = demostrado
    negras, sabinas = (papel.renglones(enlace.lugar / "salida" / nombre) for nombre in sorted(ACTAS))
    assert "día dieciocho de julio de dos mil diecisiete" in negras
    assert "Escuela de Medicina de la UAdeC" in negras
    assert "día diecinueve de julio de dos mil diecisiete" in sabinas
    assert re.search(r"RT/NTE-\w{4}/2017-001", negras)
    assert re.search(r"RT/CAR-\w{4}/2017-001", sabinas)
    assert "PROFEPA" in negras
    assert "SIMAS Sabinas" in sabinas


def test_repetirla_deja_las_mismas_actas(demostrado: tuple[Programa, str], tmp_path: Path) -> None:
    primera, _ = demostrado
    shutil.copytree(primera.datos, tmp_path / "datos")
    enlace = Programa(tmp_path / "datos", tmp_path)
    assert "-autoridad" in enlace.rechazo(3, "demo", "--salida", "otra", "--sin-ventana")
    for de in ("carbonifera", "autoridad"):
        copia = tmp_path / f"datos-{de}"
        shutil.rmtree(copia, ignore_errors=True)
        shutil.copytree(primera.datos.with_name(f"datos-{de}"), copia)
    assert "nada nuevo" in enlace("demo", "--salida", "otra", "--sin-ventana").salida
    for nombre in (*ACTAS, CON_EFIRMA):
        assert (tmp_path / "otra" / nombre).read_bytes() == (primera.lugar / "salida" / nombre).read_bytes()
    reuniones = enlace("listar", "reuniones", "--json").json()
    assert len(reuniones) == 51 + 1
    assert sum(r["estado"] == "firmada" for r in reuniones) == 4 + 1


@papel.necesita_poppler
def test_la_sesion_inventada_lleva_dos_efirmas_y_su_version_publica_ningun_dato(
    demostrado: tuple[Programa, str],
) -> None:
    enlace, _ = demostrado
    firmada, publica = (enlace.lugar / "salida" / nombre for nombre in (CON_EFIRMA, VERSION_PUBLICA))
    firmas = subprocess.run(["pdfsig", "-nocert", firmada], capture_output=True, text=True, check=True).stdout
    assert firmas.count("Signature is Valid") == 2
    assert "auténtica y vigente" in enlace("acta", "verificar", str(firmada)).salida.casefold()
    todo = "".join(papel.fojas(firmada))
    assert "Conlapresenciadelastrespartes" in todo
    assert "VotoparticulardeEJEMPLODOSSINVALIDEZ" in todo
    testado = "".join(papel.fojas(publica))
    for dato in ("PERSONAINVENTADATRES", "ejemplo@ejemplo.invalid", "calleinventada"):
        assert dato in todo
        assert dato not in testado
    assert "PROPUESTADEVERSIÓNPÚBLICA" in testado
    assert "EJEMPLOUNOSINVALIDEZ" in testado


@papel.necesita_poppler
def test_con_una_pantalla_que_no_responde_es_la_misma_y_dice_una_linea(
    vacio: Programa, demostrado: tuple[Programa, str]
) -> None:
    """Two demonstrations differ in folio, hour and hash only; this one is an interpreter of its own."""
    primera, _ = demostrado
    respuesta = vacio("demo", "--salida", "salida", cambios={"DISPLAY": ":9751"})
    assert len(respuesta.error.splitlines()) <= 1
    assert {ruta.name for ruta in (vacio.lugar / "salida").iterdir()} == TODO

    def sin_lo_propio(pdf: Path) -> list[str]:
        texto = "\f".join(papel.fojas(pdf))
        texto = re.sub(r"-[A-Z]\d[A-Z]\d/", "-MARCA/", texto)
        texto = re.sub(r"[0-9a-f]{64}|huella[0-9a-f]{8}", "HUELLA", texto)
        texto = re.sub(r"\d{1,2}de[a-z]+de20[2-9]\d,\d\d:\d\d", "CUANDO", texto)
        return texto.split("\f")

    for nombre in ACTAS:
        una, otra = (sin_lo_propio(p.lugar / "salida" / nombre) for p in (primera, vacio))
        assert una == otra
        assert any("CUANDO" in foja for foja in una)


def test_no_toca_una_carpeta_con_datos_de_trabajo(iniciado: Programa) -> None:
    antes = fotografia(iniciado.datos)
    dicho = iniciado.rechazo(3, "demo", "--salida", "salida", "--sin-ventana")
    assert "datos de trabajo" in dicho
    assert fotografia(iniciado.datos) == antes
    assert not (iniciado.lugar / "salida").exists()
    assert not list(iniciado.datos.parent.glob(f"{iniciado.datos.name}-*"))


def test_el_circulo_dos_envian_la_autoridad_responde_y_ellos_lo_leen(demostrado: tuple[Programa, str]) -> None:
    enlace, dicho = demostrado
    otra, autoridad = (
        Programa(enlace.datos.with_name(f"datos-{cual}"), enlace.lugar) for cual in ("carbonifera", "autoridad")
    )
    reuniones = {r["folio"]: r["estado"] for r in autoridad("listar", "reuniones", "--json").json()}
    suyas = {r["folio"]: r["estado"] for r in enlace("listar", "reuniones", "--json").json()}
    suyas |= {r["folio"]: r["estado"] for r in otra("listar", "reuniones", "--json").json()}
    assert reuniones == suyas, "la autoridad tiene lo de las dos, y lo que aceptó de lo publicado"
    assert "firmada" in reuniones.values()
    folio = re.search(r"mostrar (RT/CAR-\S+/01)", dicho)
    assert folio is not None
    visto = otra("mostrar", folio[1]).salida
    assert "EJEMPLO: falta decir ante quién se entrega." in visto
    assert "la autoridad lo recibió" in visto.casefold()
    assert "EJEMPLO/0001" in otra("mostrar", folio[1].rpartition("/")[0]).salida
    estados = {p["estado"] for p in autoridad("paquete", "propuestas", "listar", "--todas", "--json").json()}
    assert estados == {"tomada", "declinada"}
    libro = load_workbook(enlace.lugar / "salida" / LIBRO)
    encabezado = [celda.value for celda in libro["Reuniones"][1]]
    folios = [fila[encabezado.index("folio")] for fila in libro["Reuniones"].iter_rows(min_row=2, values_only=True)]
    assert sorted(map(str, folios)) == sorted(reuniones)


def test_una_salida_que_no_se_puede_escribir(vacio: Programa) -> None:
    (vacio.lugar / "ocupado").write_text("un archivo")
    assert "ocupado" in vacio.rechazo(4, "demo", "--salida", "ocupado", "--sin-ventana")
    assert (vacio.lugar / "ocupado").read_text() == "un archivo"
