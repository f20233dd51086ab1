"""A short table that is held whole: a report, or what was looked for in the directory."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from enlace_app.dominio.organizaciones import plegar
from enlace_app.ui.componentes.etiquetas import texto_de_ayuda
from enlace_app.ui.modelos_tabla.columna import Columna
from enlace_app.ui.modelos_tabla.modelo_de_listado import FILA, SENAL

F = TypeVar("F")

PARTE = Qt.ItemDataRole.UserRole + 3
"""Role under which a cell gives its share (0 to 1), for the delegate that draws a bar."""
_LARGO_DE_AYUDA = 400

_Indice = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class ColumnaDeFilas(Columna[F]):
    """`valor` is by what the column is ordered (its text where it has none), `parte` the share that a bar shows."""

    valor: Callable[[F], Any] | None = None
    parte: Callable[[F], float | None] | None = None


class ModeloDeFilas(QAbstractTableModel, Generic[F]):
    """Rows in the order in which they were put, until a column is chosen; narrowed by words of what they show."""

    def __init__(self, columnas: Sequence[ColumnaDeFilas[F]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columnas = tuple(columnas)
        self.todas: tuple[F, ...] = ()
        self.filas: tuple[F, ...] = ()
        self._palabras: list[str] = []
        self._columna, self._descendente = -1, False

    def poner(self, filas: Sequence[F]) -> None:
        """Show these."""
        self.beginResetModel()
        self.todas = tuple(filas)
        self._escoger()
        self.endResetModel()

    def filtrar(self, texto: str) -> None:
        """Keep the rows in which every word appears, accents and case aside."""
        palabras = plegar(texto).split()
        if palabras != self._palabras:
            self.beginResetModel()
            self._palabras = palabras
            self._escoger()
            self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, what has no value last; -1 is the order in which they were put."""
        self.beginResetModel()
        self._columna, self._descendente = column, order == Qt.SortOrder.DescendingOrder
        self._escoger()
        self.endResetModel()

    def _escoger(self) -> None:
        filas = [fila for fila in self.todas if self._cumple(fila)] if self._palabras else list(self.todas)
        if self._columna >= 0:
            columna = self.columnas[self._columna]
            valor: Callable[[F], Any] = columna.valor or (lambda fila: plegar(columna.texto(fila)) or None)
            con, sin = [f for f in filas if valor(f) is not None], [f for f in filas if valor(f) is None]
            filas = sorted(con, key=valor, reverse=self._descendente) + sin
        self.filas = tuple(filas)

    def _cumple(self, fila: F) -> bool:
        todo = plegar(" ".join(columna.texto(fila) for columna in self.columnas))
        return all(palabra in todo for palabra in self._palabras)

    def fila(self, renglon: int) -> F | None:
        """The row at a position, None beyond the end."""
        return self.filas[renglon] if 0 <= renglon < len(self.filas) else None

    def textos(self, columnas: Sequence[ColumnaDeFilas[F]]) -> Iterator[list[str]]:
        """Yield what the given columns show of every row: for an export."""
        for fila in self.filas:
            yield [columna.texto(fila) for columna in columnas]

    def rowCount(self, parent: _Indice | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.filas)

    def columnCount(self, parent: _Indice | None = None) -> int:
        """Return how many columns there are, hidden ones included."""
        return 0 if parent is not None and parent.isValid() else len(self.columnas)

    def data(self, index: _Indice, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, its state and its share."""
        fila = self.fila(index.row()) if index.isValid() else None
        if fila is None:
            return None
        columna = self.columnas[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return columna.texto(fila)
            case Qt.ItemDataRole.TextAlignmentRole:
                return columna.alineacion
            case Qt.ItemDataRole.ToolTipRole:
                return texto_de_ayuda(columna.texto(fila)[:_LARGO_DE_AYUDA])
            case _:
                return self._dato(fila, columna, role)

    def _dato(self, fila: F, columna: ColumnaDeFilas[F], role: int) -> Any:
        if role == SENAL:
            return columna.senal(fila) if columna.senal else None
        if role == PARTE:
            return columna.parte(fila) if columna.parte else None
        return fila if role == FILA else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the titles; rows bear none."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columnas):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columnas[section].titulo
        return self.columnas[section].alineacion if role == Qt.ItemDataRole.TextAlignmentRole else None
