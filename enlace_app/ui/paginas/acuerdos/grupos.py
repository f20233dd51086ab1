"""Who, or which compromiso, has agreements open: one line each with its numbers, and choosing it narrows the list."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from enlace_app.consultas.conteos_de_acuerdos import GrupoDeAcuerdos
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta, texto_de_ayuda
from enlace_app.ui.componentes.senales import POR_VENCER, VENCIDO, Aspecto, PintorDeSenal
from enlace_app.ui.modelos_tabla.columna import DERECHA, IZQUIERDA
from enlace_app.ui.modelos_tabla.modelo_de_listado import SENAL

_Indice = QModelIndex | QPersistentModelIndex
_TITULOS = ("", "Abiertos", "Vencidos", "Por vencer")
_TODOS = "Todos"


class ModeloDeGrupos(QAbstractTableModel):
    """The groups under a first line that stands for all of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grupos: Sequence[GrupoDeAcuerdos] = ()

    def poner(self, grupos: Sequence[GrupoDeAcuerdos]) -> None:
        """Show these."""
        self.beginResetModel()
        self._grupos = tuple(grupos)
        self.endResetModel()

    def grupo(self, renglon: int) -> GrupoDeAcuerdos | None:
        """The group of a line; None for the first one, and beyond the end."""
        return self._grupos[renglon - 1] if 1 <= renglon <= len(self._grupos) else None

    def renglon_de(self, clave: object) -> int:
        """The line of a group; the first one where there is none such."""
        return next((n for n, g in enumerate(self._grupos, start=1) if g.clave == clave), 0)

    def rowCount(self, parent: _Indice | None = None) -> int:
        """One more than there are groups."""
        return 0 if parent is not None and parent.isValid() else len(self._grupos) + 1

    def columnCount(self, parent: _Indice | None = None) -> int:
        """Name and three numbers."""
        return 0 if parent is not None and parent.isValid() else len(_TITULOS)

    def data(self, index: _Indice, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name or number; late and soon due ones with their sign, a zero as nothing."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return DERECHA if index.column() == 1 else None
        grupo = self.grupo(index.row())
        textos = _textos(grupo) if grupo else (_TODOS, "", "", "")
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return textos[index.column()]
            case Qt.ItemDataRole.AccessibleTextRole:
                return _leido(grupo) if grupo else _TODOS
            case Qt.ItemDataRole.ToolTipRole if index.column() == 0:
                return texto_de_ayuda(textos[0])
            case _:
                return _aspecto(index.column()) if role == SENAL and textos[index.column()] else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles of the numbers."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(_TITULOS):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return DERECHA if section == 1 else IZQUIERDA
        return _TITULOS[section] if role == Qt.ItemDataRole.DisplayRole else None


def _textos(grupo: GrupoDeAcuerdos) -> tuple[str, ...]:
    return (" ".join(grupo.nombre.split()), *map(_numero, (grupo.abiertos, grupo.vencidos, grupo.por_vencer)))


def _leido(grupo: GrupoDeAcuerdos) -> str:
    numeros = f"{grupo.abiertos:,} abiertos, {grupo.vencidos:,} vencidos, {grupo.por_vencer:,} por vencer"
    return f"{_textos(grupo)[0]}: {numeros}"


def _numero(cuantos: int) -> str:
    return f"{cuantos:,}" if cuantos else ""


def _aspecto(columna: int) -> Aspecto | None:
    return {2: VENCIDO, 3: POR_VENCER}.get(columna)


class Grupos(QWidget):
    """`elegido` carries the group's key, None for all."""

    elegido = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.modelo = ModeloDeGrupos(self)
        self.tabla = QTableView()
        self.tabla.setAccessibleName("Acuerdos abiertos")
        self.tabla.setModel(self.modelo)
        self.tabla.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.tabla.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tabla.setShowGrid(False)
        self.tabla.setWordWrap(False)
        self.tabla.setTabKeyNavigation(False)
        self.tabla.setItemDelegate(PintorDeSenal(lambda indice: indice.data(SENAL), self.tabla))
        self.tabla.verticalHeader().hide()
        self.tabla.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.tabla.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.6))
        encabezado = self.tabla.horizontalHeader()
        encabezado.setHighlightSections(False)
        encabezado.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for columna in range(1, len(_TITULOS)):
            encabezado.resizeSection(columna, self.fontMetrics().averageCharWidth() * 13)
        self.nota = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(self.tabla, 1)
        caja.addWidget(self.nota)
        self.tabla.selectionModel().currentRowChanged.connect(self._elegir)

    def poner(self, grupos: Sequence[GrupoDeAcuerdos], *, que: str, clave: object) -> None:
        """Show these, `que` they are («responsables»), with the one of that key chosen; that is no choice."""
        self.tabla.setAccessibleName(f"Acuerdos abiertos por {que}")
        self.nota.setText("" if grupos else f"No hay acuerdos abiertos con {que}.")
        self.nota.setVisible(not grupos)
        seleccion = self.tabla.selectionModel()
        bloqueada = seleccion.blockSignals(True)
        desplazamiento = self.tabla.verticalScrollBar().value()
        self.modelo.poner(grupos)
        self.tabla.setCurrentIndex(self.modelo.index(self.modelo.renglon_de(clave), 0))
        self.tabla.verticalScrollBar().setValue(desplazamiento)
        seleccion.blockSignals(bloqueada)

    def _elegir(self, actual: QModelIndex, _: QModelIndex) -> None:
        grupo = self.modelo.grupo(actual.row())
        self.elegido.emit(grupo.clave if grupo else None)
