"""The template as somebody without the program uses it: examples that are right, mistakes that are told by cell."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from enlace_app.datos.almacen import Almacen
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.importacion import importar
from enlace_app.servicios.paquetes import plantilla_de_captura
from enlace_app.sincronizacion.formato import leer_formato
from enlace_app.sincronizacion.plantilla import leer_ejemplos

RECURSOS = Path(__file__).resolve().parents[2] / "recursos"
FORMATO = leer_formato(RECURSOS / "formato_paquete.csv")
EJEMPLOS = leer_ejemplos(RECURSOS / "ejemplos_de_captura.csv")

Filas = Mapping[str, Sequence[Mapping[str, object]]]

REUNION = {"ref": "R1", "tipo": "reunion_trabajo", "fecha": date(2017, 7, 18)}
ASISTENCIA = {"reunion": "R1", "persona": "Persona Uno", "organizacion": "Institución de Ejemplo", "calidad": "titular"}
ACUERDO = {
    "ref": "C1",
    "reunion": "R1",
    "texto": "Entregar.",
    "responsables": "CEAS",
    "plazo_literal": "octubre de 2017",
}
MALAS: Filas = {
    "Reuniones": [
        REUNION,
        {**REUNION, "ref": "R2", "fecha": "treinta y uno de febrero"},
        {**REUNION, "ref": "R3", "tipo": "merienda"},
        {**REUNION, "ref": "R4", "hora_inicio": "25:00"},
        {**REUNION, "ref": "R5", "presentes_n": "muchos"},
        {**REUNION, "ref": "R6", "presentes_n": "=3+4"},
        {**REUNION, "ref": "R7", "precision": "siglo"},
        {**REUNION, "ref": "R8", "ejercicio": "PAL77"},
        {**REUNION, "ref": "R9", "zona": "America/Sabinas"},
        {**REUNION, "ref": "R10", "parte_de": "la de ayer"},
        {**REUNION, "ref": "R11", "hora_inicio": "25:00", "tipo": "merienda"},
        {**REUNION, "ref": "R1"},
        {**REUNION, "ref": "R13", "hora_fin": datetime(2017, 7, 18, 9, 30)},  # noqa: DTZ001
        {**REUNION, "ref": "R14", "fecha": 42934.5},
        {**REUNION, "ref": "R15", "sede": True},
        {**REUNION, "ref": "R16", "resumen": "_x000D_ raro"},
    ],
    "Asistencia": [
        {"ref": "A1", **ASISTENCIA},
        {"ref": "A2", **ASISTENCIA, "reunion": "R99"},
        {"ref": "A3", **ASISTENCIA, "voto": "quizá"},
        {"ref": "A4", **ASISTENCIA, "llegada": "tarde"},
    ],
    "OrdenDelDia": [{"ref": "P1", "reunion": "R1", "n": "primero", "asunto": "Uno"}],
    "Acuerdos": [ACUERDO, {**ACUERDO, "ref": "C2", "texto": None}, {**ACUERDO, "ref": "C3", "estado": "olvidado"}],
    "Seguimiento": [{"ref": "S1", "acuerdo": "C9", "fecha": date(2017, 8, 1), "estado": "cumplido"}],
    "Documentos": [
        {"ref": "D1", "fecha": date(2017, 7, 18), "sentido": "perdido", "tipo": "oficio", "remitente": "CEAS"}
    ],
}
ESPERADOS = {
    ("Reuniones", 3, "fecha"),
    ("Reuniones", 4, "tipo"),
    ("Reuniones", 5, "hora_inicio"),
    ("Reuniones", 6, "presentes_n"),
    ("Reuniones", 7, "presentes_n"),
    ("Reuniones", 8, "precision"),
    ("Reuniones", 9, "ejercicio"),
    ("Reuniones", 10, "zona"),
    ("Reuniones", 11, "parte_de"),
    ("Reuniones", 12, "hora_inicio"),
    ("Reuniones", 12, "tipo"),
    ("Reuniones", 13, "ref"),
    ("Reuniones", 14, "hora_fin"),
    ("Reuniones", 15, "fecha"),
    ("Reuniones", 16, "sede"),
    ("Reuniones", 17, "resumen"),
    ("Asistencia", 3, "reunion"),
    ("Asistencia", 4, "voto"),
    ("Asistencia", 5, "llegada"),
    ("OrdenDelDia", 2, "n"),
    ("Acuerdos", 3, "texto"),
    ("Acuerdos", 4, "estado"),
    ("Seguimiento", 2, "acuerdo"),
    ("Documentos", 2, "sentido"),
}


@pytest.fixture
def plantilla(tmp_path: Path) -> Path:
    ruta = tmp_path / "captura.xlsx"
    plantilla_de_captura(CarpetaDatos(tmp_path / "otros-datos"), ruta, FORMATO)
    return ruta


def llenar(ruta: Path, hojas: Filas) -> Path:
    """Type the rows under the template's headings, as a spreadsheet program stores them."""
    libro = openpyxl.load_workbook(ruta)
    for nombre, filas in hojas.items():
        hoja = libro[nombre]
        assert isinstance(hoja, Worksheet)
        columnas = [celda.value for celda in hoja[1]]
        for n, fila in enumerate(filas, start=2):
            for columna, valor in fila.items():
                hoja.cell(n, columnas.index(columna) + 1).value = valor  # type: ignore[assignment]
    libro.save(ruta)
    return ruta


def _de_ejemplo() -> dict[str, list[dict[str, object]]]:
    hojas: dict[str, list[dict[str, object]]] = {}
    for e in EJEMPLOS:
        filas = hojas.setdefault(e.hoja, [])
        if e.fila > len(filas):
            filas.append({})
        filas[e.fila - 1][e.columna] = e.ejemplo
    return hojas


def test_los_ejemplos_se_ven_y_no_se_importan(almacen: Almacen, plantilla: Path) -> None:
    hoja = openpyxl.load_workbook(plantilla)["Ejemplos"]
    assert isinstance(hoja, Worksheet)
    assert hoja["A2"].value == "EJEMPLO, SIN VALIDEZ"
    assert hoja.max_row == len(EJEMPLOS) + 2
    informe = importar(almacen, [plantilla], formato=FORMATO, solo_revisar=False)
    assert informe.problemas == ()
    assert almacen.lectura.filas("SELECT * FROM reunion") == []


def test_lo_que_dicen_los_ejemplos_entra_tal_cual(almacen: Almacen, plantilla: Path) -> None:
    hojas = _de_ejemplo()
    informe = importar(almacen, [llenar(plantilla, hojas)], formato=FORMATO, solo_revisar=False)
    assert [str(p) for p in informe.problemas] == []
    assert {nombre: informe.de(nombre).nuevas for nombre in hojas} == {n: len(filas) for n, filas in hojas.items()}
    obligatorias = {(hoja.nombre, c.nombre) for hoja in FORMATO.hojas for c in hoja.obligatorias}
    explicadas = {(e.hoja, e.columna) for e in EJEMPLOS}
    assert {par for par in obligatorias if par[0] in hojas} <= explicadas


def test_cada_error_se_nombra_por_hoja_fila_y_columna(almacen: Almacen, plantilla: Path) -> None:
    informe = importar(almacen, [llenar(plantilla, MALAS)], formato=FORMATO, solo_revisar=True)
    dichos = {(p.hoja, p.fila, p.columna) for p in informe.problemas}
    assert dichos >= ESPERADOS, ESPERADOS - dichos
    buenas = {("Reuniones", 2), ("Asistencia", 2), ("Acuerdos", 2)}
    assert not buenas & {(p.hoja, p.fila) for p in informe.problemas if p.grave}
    assert all(p.motivo and "Traceback" not in p.motivo for p in informe.problemas)
