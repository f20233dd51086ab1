"""The published history through the command line: what comes in, how often, and how it is asked for again."""

import csv
import shutil
from pathlib import Path

import pytest

from enlace_app.rutas import carpeta_recursos
from enlace_app.sincronizacion.formato import leer_formato
from tests.cli.programa import EJEMPLO, Programa, fotografia

LO_PUBLICADO = {"Reuniones": 51, "Acuerdos": 36, "Documentos": 11, "Compromisos": 12, "Organizaciones": 68}
LISTAS = {
    "reuniones": "Reuniones",
    "acuerdos": "Acuerdos",
    "documentos": "Documentos",
    "compromisos": "Compromisos",
    "organizaciones": "Organizaciones",
}


def test_entra_todo_lo_publicado_y_repetirlo_no_cambia_nada(iniciado: Programa) -> None:
    primera = iniciado("importar", EJEMPLO)
    for hoja, n in LO_PUBLICADO.items():
        assert f"{hoja}: {n} filas leídas" in primera.salida
    assert "rechazada" not in primera.salida
    for omitido in ("hitos.csv", "indicadores.csv"):
        assert omitido in primera.salida
    antes = fotografia(iniciado.datos)
    segunda = iniciado("importar", EJEMPLO, "--json").json()
    assert {h["hoja"]: h["iguales"] for h in segunda["hojas"]}.items() >= LO_PUBLICADO.items()
    assert all(h["iguales"] == h["leidas"] for h in segunda["hojas"])
    assert fotografia(iniciado.datos) == antes


def test_revisar_dice_lo_mismo_que_importar_y_no_escribe(iniciado: Programa) -> None:
    antes = fotografia(iniciado.datos)
    revisado = iniciado("importar", "--revisar", EJEMPLO, "--json").json()
    assert revisado.pop("solo_revisar") is True
    assert fotografia(iniciado.datos) == antes
    hecho = iniciado("importar", EJEMPLO, "--json").json()
    assert hecho.pop("solo_revisar") is False
    assert hecho == revisado


@pytest.mark.parametrize(("lista", "hoja"), LISTAS.items())
def test_cada_lista_en_json_trae_las_columnas_del_paquete(publicado: Programa, lista: str, hoja: str) -> None:
    filas = publicado("listar", lista, "--json").json()
    assert len(filas) == LO_PUBLICADO[hoja]
    formato = leer_formato(carpeta_recursos() / "formato_paquete.csv")
    columnas = {c.nombre for c in formato.hoja(hoja).columnas} - {"observacion"}
    for fila in filas:
        assert set(fila) == columnas
    assert len({fila["uuid"] for fila in filas}) == len(filas)
    assert f"{len(filas)} en total" in publicado("listar", lista).salida


def test_los_filtros_dejan_lo_que_nombran(publicado: Programa) -> None:
    def folios(*filtros: str) -> set[str]:
        return {fila["folio"] for fila in publicado("listar", *filtros, "--json").json()}

    with (EJEMPLO / "reuniones.csv").open(encoding="utf-8-sig", newline="") as abierto:
        publicadas = list(csv.DictReader(abierto))
    de_visita = {f"{r['ejercicio']}-{r['id']}" for r in publicadas if r["tipo"] == "visita_sitio"}
    assert folios("reuniones", "--tipo", "visita_sitio") == de_visita
    en_julio = {
        f"{r['ejercicio']}-{r['id']}"
        for r in publicadas
        if "2017-07-01" <= r["fecha"] <= "2017-07-31" and r["precision"] == "dia"
    }
    assert folios("reuniones", "--desde", "2017-07-01", "--hasta", "2017-07-31") >= en_julio
    assert "PAL1-R047" in folios("reuniones", "--region", "NTE", "--compromiso", "PAL1-C6")
    assert "PAL1-R049" not in folios("reuniones", "--region", "NTE", "--desde", "2017-07-01", "--hasta", "2017-07-31")
    assert folios("reuniones", "--estado", "cerrada") == set()
    assert folios("acuerdos", "--reunion", "R047") == {"PAL1-A034"}
    assert folios("acuerdos", "--compromiso", "PAL1-C6") >= {"PAL1-A034"}
    de_conagua = publicado("listar", "documentos", "--remitente", "CONAGUA", "--json").json()
    assert de_conagua
    assert all("CONAGUA" in d["remitente"] or "CNA" in d["remitente"] for d in de_conagua)
    with (EJEMPLO / "compromisos.csv").open(encoding="utf-8-sig", newline="") as abierto:
        del_primero = {c["clave"] for c in csv.DictReader(abierto) if c["ejercicio"] == "PAL1"}
    de_lista = publicado("listar", "compromisos", "--ejercicio", "PAL1", "--json").json()
    assert {fila["clave"] for fila in de_lista} == del_primero
    (encontrada,) = publicado("listar", "organizaciones", "--texto", "conagua", "--json").json()
    assert encontrada["sigla"] == "CONAGUA"


@pytest.mark.parametrize(
    ("folio", "columna", "valor", "dicho"),
    [
        ("PAL1-R047", "folio", "PAL1-R047", "REUNIÓN PAL1-R047"),
        ("r047", "folio", "PAL1-R047", "18 de julio de 2017"),
        ("PAL1-A034", "folio", "PAL1-A034", "Apoyar las verificaciones"),
        ("PAL1-D021", "folio", "PAL1-D021", "CONAGUA"),
        ("PAL1-C6", "clave", "PAL1-C6", "San Rodrigo"),
    ],
)
def test_mostrar_dice_todo_de_un_registro(
    publicado: Programa, folio: str, columna: str, valor: str, dicho: str
) -> None:
    fila = publicado("mostrar", folio, "--json").json()
    assert fila[columna] == valor
    assert dicho in publicado("mostrar", folio).salida


def test_un_folio_que_no_existe_o_que_puede_ser_varios(publicado: Programa) -> None:
    assert "«PAL1-R999»" in publicado.rechazo(3, "mostrar", "PAL1-R999")
    varios = publicado.rechazo(3, "mostrar", "1")
    assert "puede ser" in varios
    assert "escriba el folio completo" in varios
    assert "acuerdo" in publicado.rechazo(3, "acta", "cerrar", "PAL1-A034")


def test_una_fila_mala_se_nombra_y_lo_demas_entra(iniciado: Programa, tmp_path: Path) -> None:
    carpeta = tmp_path / "historia"
    shutil.copytree(EJEMPLO, carpeta)
    renglones = (carpeta / "reuniones.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    mala = renglones[5].replace("platica_sensibilizacion", "fiesta")
    assert mala != renglones[5]
    (carpeta / "reuniones.csv").write_text("".join([*renglones[:5], mala, *renglones[6:]]), encoding="utf-8")
    respuesta = iniciado("importar", carpeta, codigo=3)
    assert "reuniones.csv" in respuesta.error
    assert "fila 6" in respuesta.error
    assert "columna «tipo»" in respuesta.error
    assert len(iniciado("listar", "reuniones", "--json").json()) == LO_PUBLICADO["Reuniones"] - 1


@pytest.mark.parametrize(
    ("filtro", "hay"),
    [
        (("reuniones", "--region", "ZZZ"), "CAR, CEN, LAG, NTE, SUR"),
        (("reuniones", "--tipo", "qqq"), "visita_sitio"),
        (("reuniones", "--estado", "vencida"), "celebrada"),
        (("acuerdos", "--estado", "vencido"), "--vencidos"),
        (("acuerdos", "--compromiso", "PAL9-C1"), "PAL1-C6"),
        (("documentos", "--compromiso", "C99"), "PAL1-C6"),
        (("compromisos", "--ejercicio", "PAL9"), "PAL1"),
    ],
)
def test_un_filtro_que_no_existe_no_es_una_lista_vacia(publicado: Programa, filtro: tuple[str, ...], hay: str) -> None:
    dicho = publicado.rechazo(3, "listar", *filtro)
    assert f"«{filtro[2]}»" in dicho
    assert hay in dicho
