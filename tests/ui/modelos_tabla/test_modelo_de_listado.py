"""The long list: real rows of a data folder, never more of them in memory than a few screens."""

import gc
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from benchmarks.datos_sinteticos import sembrar
from enlace_app.consultas import documentos
from enlace_app.consultas.documentos import FilaDocumento
from enlace_app.consultas.listado import Pedido
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.modelos_tabla.columna import Columna
from enlace_app.ui.modelos_tabla.documentos import COLUMNAS_DE_DOCUMENTOS
from enlace_app.ui.modelos_tabla.modelo_de_listado import PAGINA, ModeloDeListado
from tests.ui.conftest import AbrirPrograma

Modelo = ModeloDeListado[FilaDocumento]


@pytest.fixture(scope="module")
def sembrada(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year of synthetic data: some thousand documents."""
    raiz = tmp_path_factory.mktemp("sinteticos") / "datos"
    sembrar(raiz, anios=1, por_anio=200)
    return raiz


@pytest.fixture
def programa(sembrada: Path, abrir_programa: AbrirPrograma) -> Iterator[Programa]:
    yield abrir_programa(sembrada)


@pytest.fixture
def modelo(programa: Programa) -> Modelo:
    return ModeloDeListado(programa.entorno.contexto, documentos.listado(), COLUMNAS_DE_DOCUMENTOS)


def _recorrer(modelo: Modelo) -> None:
    for renglon in range(modelo.rowCount()):
        for columna in range(modelo.columnCount()):
            modelo.data(modelo.index(renglon, columna))


def test_recorrer_toda_la_lista_no_llena_la_memoria(modelo: Modelo) -> None:
    assert modelo.rowCount() > 30 * PAGINA, "hacen falta muchas más páginas de las que se guardan"
    _recorrer(modelo)  # whatever is loaded once
    gc.collect()
    tracemalloc.start()
    _recorrer(modelo)
    gc.collect()
    usada, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert usada < 3_000_000, f"{usada} bytes después de recorrer {modelo.rowCount()} renglones"


def test_guardarlos_todos_se_notaria(programa: Programa) -> None:
    """Control: the rows of the whole list weigh more than what is allowed above."""
    tracemalloc.start()
    todas = documentos.listado().todas(programa.entorno.contexto.almacen.lectura, Pedido())
    usada, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(todas) > 30 * PAGINA
    assert usada > 3_000_000


def test_dice_lo_mismo_que_la_consulta_en_cualquier_orden(modelo: Modelo, programa: Programa) -> None:
    lectura = programa.entorno.contexto.almacen.lectura
    folio = next(n for n, c in enumerate(modelo.columnas) if c.clave == "folio")
    for orden in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        modelo.sort(folio, orden)
        mostrados = [modelo.index(n, folio).data() for n in range(0, modelo.rowCount(), 97)]
        pedido = Pedido(orden="folio", descendente=orden == Qt.SortOrder.DescendingOrder)
        esperados = [f.folio for f in documentos.listado().todas(lectura, pedido)][::97]
        assert mostrados == esperados
    modelo.sort(-1)
    assert modelo.pedido.orden is None


def test_lo_que_no_se_puede_ordenar_queda_como_estaba(modelo: Modelo) -> None:
    fijas = [n for n in range(modelo.columnCount()) if not modelo.ordenable(n)]
    modelo.sort(next(n for n in range(modelo.columnCount()) if modelo.ordenable(n)))
    antes = modelo.pedido
    for columna in fijas:
        modelo.sort(columna)
    assert modelo.pedido == antes


def test_un_registro_se_encuentra_donde_se_muestra(modelo: Modelo) -> None:
    for renglon in (0, PAGINA, modelo.rowCount() - 1):
        fila = modelo.fila(renglon)
        assert fila is not None
        assert modelo.posicion(fila.uuid) == renglon
    assert modelo.fila(modelo.rowCount()) is None
    assert modelo.posicion("no existe") is None


def test_si_la_lista_se_acorta_por_otro_lado_no_falla(programa: Programa) -> None:
    """Another thread withdrew rows after they were counted: cells beyond the end are empty, not an error."""
    real = documentos.listado()
    modelo: Modelo = ModeloDeListado(programa.entorno.contexto, real, COLUMNAS_DE_DOCUMENTOS)
    ultimo = modelo.rowCount() - 1
    modelo._total += 5
    assert modelo.index(ultimo + 3, 0).data() is None
    assert modelo.fila(ultimo + 5) is None


def test_cumple_lo_que_qt_pide(modelo: Modelo) -> None:
    vigilante = QAbstractItemModelTester(modelo, QAbstractItemModelTester.FailureReportingMode.Fatal)
    modelo.pedir(Pedido(texto="agua"))
    modelo.sort(0, Qt.SortOrder.DescendingOrder)
    modelo.recargar()
    assert vigilante.model() is modelo


def test_los_textos_para_exportar_son_los_de_la_pantalla(modelo: Modelo) -> None:
    columnas: list[Columna[FilaDocumento]] = [modelo.columnas[1], modelo.columnas[0]]
    modelo.pedir(Pedido(texto="agua"))
    exportados = list(modelo.textos(columnas))
    assert exportados == [[modelo.index(n, 1).data(), modelo.index(n, 0).data()] for n in range(modelo.rowCount())]
