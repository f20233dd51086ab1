"""Bringing in workbooks through the page: reviewed first, kept only when one says so, and nothing by a bad file."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from enlace_app.consultas.bitacora import ultima_secuencia
from enlace_app.rutas import carpeta_recursos
from enlace_app.servicios.importacion.informe import ConteoDeHoja
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.modelos_tabla.hallazgos import COLUMNAS_DE_CONTEOS, ModeloDeFilas
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.paquetes.pagina import PaginaDePaquetes
from enlace_app.ui.paginas.paquetes.traer import TraerLoQueTengo

REUNION = {"ref": "1", "tipo": "Reunión de trabajo", "fecha": date(2017, 10, 24), "sede": "Sala <b>uno</b>"}


def guardar(ruta: Path, filas: Sequence[Mapping[str, Any]]) -> Path:
    libro = openpyxl.Workbook()
    libro.remove(libro.worksheets[0])
    hoja = libro.create_sheet("Reuniones")
    columnas = list(dict.fromkeys(c for fila in filas for c in fila))
    hoja.append(columnas)
    for fila in filas:
        hoja.append([fila.get(c) for c in columnas])
    libro.save(ruta)
    return ruta


def abrir_traer(programa: Programa) -> TraerLoQueTengo:
    programa.entorno.navegacion.ir(Destino(Seccion.PAQUETES, campo="importar"))
    assert programa.ventana is not None
    pagina = programa.ventana.pagina_actual
    assert isinstance(pagina, PaginaDePaquetes)
    assert pagina.pestanas.currentWidget() is pagina.traer
    return pagina.traer


def soltar(traer: TraerLoQueTengo, rutas: Sequence[Path], qtbot: QtBot) -> None:
    """Drop files on the page as the file manager does, and wait for their review."""
    datos = QMimeData()
    datos.setUrls([QUrl.fromLocalFile(str(ruta)) for ruta in rutas])
    accion, boton, nada = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entra = QDragEnterEvent(QPointF(50, 300), accion, datos, boton, nada)
    QApplication.sendEvent(traer, entra)
    assert entra.isAccepted()
    QApplication.sendEvent(traer, QDropEvent(QPointF(50, 300), accion, datos, boton, nada))
    qtbot.waitUntil(lambda: traer.cancelar.isVisible() or traer.estado.text() != "")
    esperar(traer, qtbot)


def esperar(traer: TraerLoQueTengo, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not traer.cancelar.isVisible(), timeout=30_000)


def secuencia(programa: Programa) -> int:
    return ultima_secuencia(programa.entorno.contexto.almacen.lectura)


def contar(programa: Programa, tabla: str) -> int:
    fila = programa.entorno.contexto.almacen.lectura.fila(f"SELECT count(*) AS n FROM {tabla}")
    return int(fila["n"]) if fila else 0


def motivos(traer: TraerLoQueTengo) -> list[str]:
    vistas = traer.informe.hallazgos.vistas
    return [str(vistas.index(fila, 5).data()) for fila in range(vistas.rowCount())]


def test_lo_soltado_se_revisa_sin_guardar_y_luego_se_importa(
    programa_vacio: Programa, tmp_path: Path, qtbot: QtBot
) -> None:
    traer = abrir_traer(programa_vacio)
    antes = secuencia(programa_vacio)
    mala = {**REUNION, "ref": "2", "tipo": "no existe"}
    soltar(traer, [guardar(tmp_path / "captura.xlsx", [REUNION, mala])], qtbot)
    assert secuencia(programa_vacio) == antes
    assert traer.estado.text() == "Revisado; todavía no se guarda nada: 1 fila nueva y 1 que no entra."
    vistas = traer.informe.hallazgos.vistas
    primera = [str(vistas.index(0, columna).data()) for columna in range(5)]
    assert primera == ["No entra", "captura.xlsx", "Reuniones", "3", "tipo"]
    assert traer.window().focusWidget() is traer.boton
    qtbot.keyClick(traer.boton, Qt.Key.Key_Return)
    esperar(traer, qtbot)
    assert traer.estado.text() == "Traído y guardado: 1 fila nueva y 1 que no entró."
    lectura = programa_vacio.entorno.contexto.almacen.lectura
    assert [fila["sede"] for fila in lectura.filas("SELECT sede FROM reunion")] == ["Sala <b>uno</b>"]
    assert not traer.boton.isVisible()
    [enlace] = traer.informe.enlaces
    qtbot.keyClick(enlace, Qt.Key.Key_Return)
    assert programa_vacio.entorno.navegacion.actual == Destino(Seccion.REUNIONES)


def test_lo_que_ya_esta_no_se_ofrece_otra_vez(programa_real: Programa, qtbot: QtBot) -> None:
    traer = abrir_traer(programa_real)
    soltar(traer, [carpeta_recursos() / "ejemplo"], qtbot)
    assert "que ya estaban" in traer.estado.text()
    assert not traer.boton.isVisible()
    assert "hitos.csv" in traer.informe.omitidos.text()


def _hostiles(carpeta: Path) -> list[Path]:
    (carpeta / "cero.xlsx").write_bytes(b"")
    (carpeta / "texto.xlsx").write_text("no soy un libro", encoding="utf-8")
    # The signature of an encrypted workbook: an OLE container, no zip.
    (carpeta / "cifrado.xlsx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    (carpeta / "sin csv").mkdir()
    (carpeta / "cortado.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 40)
    (carpeta / "imagen.png").write_bytes(b"\x89PNG\r\n")
    nombres = ["cero.xlsx", "texto.xlsx", "cifrado.xlsx", "sin csv", "cortado.xlsx", "imagen.png", "no existe.xlsx"]
    return [carpeta / nombre for nombre in nombres]


@pytest.mark.parametrize("numero", range(7))
def test_un_archivo_hostil_se_dice_y_no_escribe_nada(
    programa_vacio: Programa, tmp_path: Path, qtbot: QtBot, numero: int
) -> None:
    (tmp_path / "h").mkdir()
    hostil = _hostiles(tmp_path / "h")[numero]
    traer = abrir_traer(programa_vacio)
    antes = secuencia(programa_vacio)
    soltar(traer, [hostil], qtbot)
    assert secuencia(programa_vacio) == antes
    assert not traer.boton.isVisible()
    [motivo] = motivos(traer)
    assert len(motivo) > 20
    assert "Error" not in motivo
    assert "Traceback" not in motivo
    assert traer.informe.hallazgos.entero.text() == motivo
    assert traer.estado.text() == "No se encontró ninguna fila que traer."


def test_un_nombre_que_sube_de_carpeta_no_sale_de_ahi(programa_vacio: Programa, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "dentro").mkdir()
    guardar(tmp_path / "fuera.xlsx", [REUNION])
    traer = abrir_traer(programa_vacio)
    soltar(traer, [tmp_path / "dentro" / ".." / "fuera.xlsx"], qtbot)
    assert "1 fila nueva" in traer.estado.text()
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != "datos") == ["dentro", "fuera.xlsx"]


def test_cancelar_la_importacion_no_deja_nada(programa_vacio: Programa, tmp_path: Path, qtbot: QtBot) -> None:
    traer = abrir_traer(programa_vacio)
    filas = [{**REUNION, "ref": str(n), "sede": f"Sala {n}"} for n in range(1, 400)]
    soltar(traer, [guardar(tmp_path / "captura.xlsx", filas)], qtbot)
    antes = secuencia(programa_vacio)
    qtbot.mouseClick(traer.boton, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(traer.cancelar, Qt.MouseButton.LeftButton)
    esperar(traer, qtbot)
    assert secuencia(programa_vacio) == antes
    assert contar(programa_vacio, "reunion") == 0
    assert "se canceló" in programa_vacio.avisos.recientes[-1].texto
    # The review still stands, and so does the offer to import.
    qtbot.waitUntil(traer.boton.isVisible)


def test_cancelar_la_revision_ofrece_revisar_de_nuevo(programa_vacio: Programa, tmp_path: Path, qtbot: QtBot) -> None:
    traer = abrir_traer(programa_vacio)
    filas = [{**REUNION, "ref": str(n), "sede": f"Sala {n}"} for n in range(1, 300)]
    traer.recibir([guardar(tmp_path / "captura.xlsx", filas)])
    qtbot.mouseClick(traer.cancelar, Qt.MouseButton.LeftButton)
    esperar(traer, qtbot)
    qtbot.mouseClick(traer.otra_vez, Qt.MouseButton.LeftButton)
    esperar(traer, qtbot)
    assert "299 filas nuevas" in traer.estado.text()


def test_quitar_el_ultimo_archivo_vuelve_al_principio(programa_vacio: Programa, tmp_path: Path, qtbot: QtBot) -> None:
    traer = abrir_traer(programa_vacio)
    libro = guardar(tmp_path / "captura.xlsx", [REUNION])
    soltar(traer, [libro], qtbot)
    traer.zona.quitar(libro)
    assert not traer.boton.isVisible()
    assert not traer.informe.isVisible()
    assert traer.estado.text() == ""


def test_otros_archivos_a_media_revision_valen_los_ultimos(
    programa_vacio: Programa, tmp_path: Path, qtbot: QtBot
) -> None:
    traer = abrir_traer(programa_vacio)
    muchas = [{**REUNION, "ref": str(n), "sede": f"Sala {n}"} for n in range(1, 300)]
    grande = guardar(tmp_path / "grande.xlsx", muchas)
    traer.recibir([grande])
    traer.zona.poner([guardar(tmp_path / "chico.xlsx", [REUNION])])
    esperar(traer, qtbot)
    assert "1 fila nueva" in traer.estado.text()
    assert traer.error.text() == ""


def test_los_hallazgos_se_filtran_ordenan_y_exportan(programa_vacio: Programa, tmp_path: Path, qtbot: QtBot) -> None:
    filas = [{**REUNION, "ref": str(n), "tipo": f"malo{n}"} for n in range(1, 13)]
    traer = abrir_traer(programa_vacio)
    soltar(traer, [guardar(tmp_path / "captura.xlsx", filas)], qtbot)
    hallazgos = traer.informe.hallazgos
    assert len(motivos(traer)) == 12
    hallazgos.tabla.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    assert [hallazgos.vistas.index(n, 3).data() for n in range(3)] == ["13", "12", "11"]
    qtbot.keyClicks(hallazgos.filtro, "malo1")
    assert hallazgos.vistas.rowCount() == 4
    hallazgos.exportar_a(tmp_path / "hallazgos.xlsx")
    qtbot.waitUntil(lambda: not programa_vacio.tareas.ocupada, timeout=15_000)
    hoja = openpyxl.load_workbook(tmp_path / "hallazgos.xlsx").worksheets[0]
    escritas = list(hoja.iter_rows(values_only=True))
    assert [str(fila[3]) for fila in escritas] == ["Fila", "13", "12", "11", "2"]


def test_la_plantilla_que_se_obtiene_se_puede_traer(programa_vacio: Programa, tmp_path: Path, qtbot: QtBot) -> None:
    traer = abrir_traer(programa_vacio)
    traer.escribir_plantilla_en(tmp_path / "captura.xlsx")
    qtbot.waitUntil(lambda: not programa_vacio.tareas.ocupada, timeout=15_000)
    libro = openpyxl.load_workbook(tmp_path / "captura.xlsx")
    hoja = libro["Reuniones"]
    columnas = [celda.value for celda in hoja[1]]
    hoja.append([REUNION.get(str(columna)) for columna in columnas])
    libro.save(tmp_path / "llena.xlsx")
    soltar(traer, [tmp_path / "llena.xlsx"], qtbot)
    assert "1 fila nueva" in traer.estado.text()


def test_la_plantilla_no_pisa_un_archivo(programa_vacio: Programa, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "captura.xlsx").write_bytes(b"mio")
    traer = abrir_traer(programa_vacio)
    traer.escribir_plantilla_en(tmp_path / "captura.xlsx")
    qtbot.waitUntil(lambda: not programa_vacio.tareas.ocupada, timeout=15_000)
    assert (tmp_path / "captura.xlsx").read_bytes() == b"mio"
    assert "ya existe" in programa_vacio.avisos.recientes[-1].texto


def test_el_modelo_de_filas_es_un_modelo(qapp: object) -> None:
    modelo: ModeloDeFilas[ConteoDeHoja] = ModeloDeFilas(COLUMNAS_DE_CONTEOS)
    QAbstractItemModelTester(modelo, QAbstractItemModelTester.FailureReportingMode.Fatal)
    modelo.poner([ConteoDeHoja("Reuniones", nuevas=1_200), ConteoDeHoja("Acuerdos")])
    assert [modelo.index(0, n).data() for n in range(5)] == ["Reuniones", "1,200", "", "", ""]
    modelo.poner([])
    assert modelo.rowCount() == 0


def test_los_archivos_elegidos_estan_a_la_vista(programa_vacio: Programa, tmp_path: Path, qtbot: QtBot) -> None:
    traer = abrir_traer(programa_vacio)
    soltar(traer, [guardar(tmp_path / f"captura {n}.xlsx", [REUNION]) for n in range(3)], qtbot)
    qtbot.waitUntil(lambda: traer.zona.visibleRegion().boundingRect().height() >= traer.zona.height())
    assert traer.zona.height() > 3 * traer.fontMetrics().height()
