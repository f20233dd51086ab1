"""The reports in the real window: their numbers are those of the data, and they can be exported."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.informes.pagina import PaginaDeInformes

INFORMES = ("acuerdos", "reuniones", "ordinarias", "fojas", "asistencia")


def abrir(programa: Programa, cual: str, qtbot: QtBot) -> PaginaDeInformes:
    programa.entorno.navegacion.ir(Destino(Seccion.INFORMES, campo=cual))
    assert programa.ventana is not None
    pagina = programa.ventana.pagina_actual
    assert isinstance(pagina, PaginaDeInformes)
    qtbot.waitUntil(lambda: not programa.entorno.tareas.ocupada)
    return pagina


def renglones(pagina: PaginaDeInformes) -> list[list[str]]:
    modelo = pagina.informe.lista.modelo
    return list(modelo.textos(modelo.columnas))


def test_los_acuerdos_por_region_suman_lo_registrado(programa_real: Programa, qtbot: QtBot) -> None:
    pagina = abrir(programa_real, "acuerdos", qtbot)
    por_region = {fila[0]: fila for fila in renglones(pagina)}
    assert por_region["Norte"][1:6] == ["11", "5", "2", "", "4"]
    assert por_region["Sin región"][1] == "8"
    assert pagina.informe.suma.text().startswith("En total 36 acuerdos: 17 cumplidos")


def test_el_ritmo_de_las_ordinarias(programa_real: Programa, qtbot: QtBot) -> None:
    pagina = abrir(programa_real, "ordinarias", qtbot)
    ultima, penultima = renglones(pagina)[:2]
    # 22 September to 29 November 2017 are 68 days, 7 more than the 61 of the rule.
    assert (ultima[0], ultima[4:]) == ("29 nov 2017", ["68", "61 días", "Tarde, 7 días"])
    assert penultima[0] == "22 sep 2017"
    assert renglones(pagina)[-1][6] == "Primera del ejercicio"


def test_las_fojas_guardan_el_mas_de(programa_real: Programa, qtbot: QtBot) -> None:
    pagina = abrir(programa_real, "fojas", qtbot)
    por_clave = {fila[0]: fila for fila in renglones(pagina)}
    assert por_clave["PAL1-C5"][3] == "más de 469"
    assert por_clave["PAL1-C1"][3:] == ["", "más de 2,737"]
    assert pagina.informe.suma.text() == "En total más de 791 fojas recibidas."


def test_la_asistencia_cuenta_reuniones(programa_real: Programa, qtbot: QtBot) -> None:
    pagina = abrir(programa_real, "asistencia", qtbot)
    primera = renglones(pagina)[0]
    assert primera[:2] == ["Secretariado Técnico de Gobierno Abierto", "15 de 44"]
    fila = next(f for f in pagina.informe.lista.modelo.filas if f.nombre == "comunidad")
    assert fila.uuid is None and fila.reuniones == 7


def test_las_reuniones_del_anio_llevan_a_su_lista(programa_real: Programa, qtbot: QtBot) -> None:
    pagina = abrir(programa_real, "reuniones", qtbot)
    assert renglones(pagina)[0][:3] == ["2017", "Reunión de trabajo", "6"]
    pagina.informe.lista.enfocar()
    qtbot.keyClick(pagina.informe.lista.tabla, Qt.Key.Key_Return)
    actual = programa_real.entorno.navegacion.actual
    assert actual is not None and actual.filtro == ("tipo", "reunion_trabajo")


def test_se_exporta_lo_que_se_ve_en_su_orden(programa_real: Programa, qtbot: QtBot, tmp_path: Path) -> None:
    pagina = abrir(programa_real, "acuerdos", qtbot)
    lista = pagina.informe.lista
    lista.tabla.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    lista.buscador.setText("r")
    destino = tmp_path / "informe.csv"
    lista.exportar_a(destino)
    qtbot.waitUntil(destino.exists)
    qtbot.waitUntil(lambda: not programa_real.entorno.tareas.ocupada)
    escrito = list(csv.reader(destino.read_text(encoding="utf-8-sig").splitlines()))
    assert escrito[0][:2] == ["Región", "Acuerdos"]
    assert [fila[0] for fila in escrito[1:3]] == ["Norte", "Sin región"]


@pytest.mark.parametrize("cual", INFORMES)
def test_cada_informe_cumple_las_reglas_de_qt(programa_real: Programa, qtbot: QtBot, cual: str) -> None:
    pagina = abrir(programa_real, cual, qtbot)
    lista = pagina.informe.lista
    probador = QAbstractItemModelTester(lista.modelo, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for columna in range(lista.modelo.columnCount()):
        lista.tabla.horizontalHeader().setSortIndicator(columna, Qt.SortOrder.DescendingOrder)
    pagina.refrescar(frozenset())
    qtbot.waitUntil(lambda: not programa_real.entorno.tareas.ocupada)
    assert probador is not None and lista.modelo.rowCount() > 0


@pytest.mark.parametrize("cual", [cual for cual in INFORMES if cual != "fojas"])
def test_sin_datos_se_dice_que_hacer(programa_vacio: Programa, qtbot: QtBot, cual: str) -> None:
    pagina = abrir(programa_vacio, cual, qtbot)
    visibles = [e.text() for e in pagina.informe.findChildren(QLabel) if e.isVisibleTo(pagina)]
    assert "Todavía no hay de qué informar" in visibles
