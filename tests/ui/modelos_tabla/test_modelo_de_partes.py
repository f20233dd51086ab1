"""Rows that come and go under the cursor: whatever the change, views are told of it as Qt demands."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from enlace_app.ui.modelos_tabla.modelo_de_listado import SENAL
from enlace_app.ui.modelos_tabla.modelo_de_partes import ColumnaDePartes, ModeloDePartes


@dataclass(frozen=True)
class Fila:
    uuid: str
    texto: str = ""


COLUMNAS = (
    ColumnaDePartes[Fila]("texto", "Texto", lambda f: f.texto, escrito=lambda f: f.texto),
    ColumnaDePartes[Fila]("uuid", "Clave", lambda f: f.uuid),
)
LISTAS = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["", "x", "y"])), unique_by=lambda par: par[0])


def _modelo(problema: str | None = None) -> ModeloDePartes[Fila]:
    return ModeloDePartes(COLUMNAS, lambda *_: problema, nombrar=lambda f: f.uuid, arrastrable=True)


@given(st.lists(LISTAS, max_size=6))
def test_cualquier_cambio_conserva_lo_senalado(cambios: list[list[tuple[str, str]]]) -> None:
    modelo = _modelo()
    tester = QAbstractItemModelTester(modelo, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for lista in cambios:
        senalados = {f.uuid: QPersistentModelIndex(modelo.index(n, 0)) for n, f in enumerate(modelo.filas)}
        filas = [Fila(*par) for par in lista]
        modelo.poner(filas)
        assert list(modelo.filas) == filas
        assert [modelo.index(n, 1).data() for n in range(modelo.rowCount())] == [f.uuid for f in filas]
        for uuid, indice in senalados.items():
            assert (indice.row() if indice.isValid() else None) == modelo.renglon(uuid)
    tester.deleteLater()


def test_solo_se_avisa_de_lo_que_cambio() -> None:
    modelo, avisados = _modelo(), list[int]()
    modelo.poner([Fila("a"), Fila("b"), Fila("c")])
    modelo.dataChanged.connect(lambda desde, hasta: avisados.extend(range(desde.row(), hasta.row() + 1)))
    modelo.poner([Fila("a"), Fila("b", "x"), Fila("c")])
    assert avisados == [1]


def test_lo_rehusado_se_queda_en_su_celda_hasta_descartarlo() -> None:
    modelo = _modelo("No se pudo.")
    modelo.poner([Fila("a", "antes")])
    celda = modelo.index(0, 0)
    assert not modelo.setData(celda, "después")
    modelo.poner([Fila("a", "de otro"), Fila("b")])
    assert (celda.data(), celda.data(Qt.ItemDataRole.EditRole)) == ("después", "después")
    assert celda.data(SENAL) is not None
    assert "No se pudo." in celda.data(Qt.ItemDataRole.AccessibleTextRole)
    modelo.descartar(modelo.rehusados()[0])
    assert celda.data() == "de otro"
    assert modelo.rehusados() == []
    modelo.setData(celda, "después")
    modelo.poner([Fila("b")])
    assert modelo.rehusados() == []


def test_lo_que_no_se_edita_y_lo_cerrado_no_se_escriben() -> None:
    modelo = _modelo()
    modelo.poner([Fila("a")], editable=False)
    assert not modelo.index(0, 0).flags() & Qt.ItemFlag.ItemIsEditable
    assert not modelo.setData(modelo.index(0, 0), "x")
    modelo.poner([Fila("a")])
    assert modelo.index(0, 0).flags() & Qt.ItemFlag.ItemIsEditable
    assert not modelo.setData(modelo.index(0, 1), "x")


@pytest.mark.parametrize(
    ("desde", "soltada_en", "posicion"), [(0, 3, 3), (0, 2, 2), (2, 0, 1), (2, 1, 2), (1, -1, 3), (0, 0, None)]
)
def test_soltar_pide_el_lugar_que_se_ve(desde: int, soltada_en: int, posicion: int | None) -> None:
    modelo, pedidas = _modelo(), list[tuple[str, int]]()
    modelo.poner([Fila("a"), Fila("b"), Fila("c")])
    modelo.movida.connect(lambda uuid, lugar: pedidas.append((uuid, lugar)))
    datos = modelo.mimeData([modelo.index(desde, 0)])
    assert not modelo.dropMimeData(datos, Qt.DropAction.MoveAction, soltada_en, 0, QModelIndex())
    assert pedidas == ([] if posicion is None else [("abc"[desde], posicion)])
    ajeno = QMimeData()
    ajeno.setText("a")
    assert not modelo.dropMimeData(ajeno, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert len(pedidas) == (0 if posicion is None else 1)
