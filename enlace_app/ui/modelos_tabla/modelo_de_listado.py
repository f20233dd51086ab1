"""A table of any length that holds only the pages that are looked at."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from enlace_app.consultas.listado import Fila, Listado, Pedido
from enlace_app.servicios.contexto import Contexto
from enlace_app.ui.modelos_tabla.columna import Columna

PAGINA = 64
"""Rows read at once: somewhat more than a screen shows."""
_PAGINAS_EN_MEMORIA = 12

SENAL = Qt.ItemDataRole.UserRole + 1
"""Role under which a cell gives its state, for the delegate that draws it."""
FILA = Qt.ItemDataRole.UserRole + 2
"""Role under which every cell gives the whole row."""

_Indice = QModelIndex | QPersistentModelIndex


F = TypeVar("F", bound=Fila)


class ModeloDeListado(QAbstractTableModel, Generic[F]):
    """Rows of one `Listado` as a person asked for them; memory stays the same for ten rows and for 100,000."""

    def __init__(
        self, contexto: Contexto, listado: Listado[F], columnas: Sequence[Columna[F]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._contexto = contexto
        self._listado = listado
        self.columnas = tuple(columnas)
        self.pedido = Pedido()
        self._total = 0
        self._paginas: OrderedDict[int, list[F]] = OrderedDict()
        self.recargar()

    def pedir(self, pedido: Pedido) -> None:
        """Show what is asked for now."""
        self.pedido = pedido
        self.recargar()

    def recargar(self) -> None:
        """Read again: something changed."""
        self.beginResetModel()
        self._paginas.clear()
        self._total = self._listado.contar(self._contexto.almacen.lectura, self.pedido)
        self.endResetModel()

    def poner_listado(self, listado: Listado[F]) -> None:
        """Show another list of the same rows: a new day, with other plazos overdue."""
        self._listado = listado
        self.recargar()

    def fila(self, renglon: int) -> F | None:
        """Return the row at a position, None beyond the end (another program may have shortened the list)."""
        if not 0 <= renglon < self._total:
            return None
        numero, dentro = divmod(renglon, PAGINA)
        pagina = self._pagina(numero)
        return pagina[dentro] if dentro < len(pagina) else None

    def _pagina(self, numero: int) -> list[F]:
        if numero in self._paginas:
            self._paginas.move_to_end(numero)
            return self._paginas[numero]
        pagina = self._listado.pagina(self._contexto.almacen.lectura, self.pedido, numero * PAGINA, PAGINA)
        self._paginas[numero] = pagina
        while len(self._paginas) > _PAGINAS_EN_MEMORIA:
            self._paginas.popitem(last=False)
        return pagina

    def posicion(self, uuid: str) -> int | None:
        """Return where a record stands in what is shown now."""
        return self._listado.posicion(self._contexto.almacen.lectura, self.pedido, uuid)

    def textos(self, columnas: Sequence[Columna[F]]) -> Iterator[list[str]]:
        """Yield what the given columns show of every row, page by page: for an export. May run in a worker."""
        lectura, pedido = self._contexto.almacen.lectura, self.pedido
        for desde in range(0, self._total, PAGINA):
            for fila in self._listado.pagina(lectura, pedido, desde, PAGINA):
                yield [columna.texto(fila) for columna in columnas]

    def rowCount(self, parent: _Indice | None = None) -> int:
        """Return how many rows there are in all."""
        return 0 if parent is not None and parent.isValid() else self._total

    def columnCount(self, parent: _Indice | None = None) -> int:
        """Return how many columns there are, hidden ones included."""
        return 0 if parent is not None and parent.isValid() else len(self.columnas)

    def data(self, index: _Indice, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; a page is read when its first cell is asked for."""
        if not index.isValid():
            return None
        columna = self.columnas[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return columna.alineacion
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, SENAL, FILA}:
            return None
        fila = self.fila(index.row())
        if fila is None or role == FILA:
            return fila
        if role == SENAL:
            return columna.senal(fila) if columna.senal else None
        return columna.texto(fila)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the titles; rows bear none."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columnas):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columnas[section].titulo
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columnas[section].alineacion
        return None

    def ordenable(self, columna: int) -> bool:
        """Whether the list can be sorted by that column."""
        return self.columnas[columna].clave in self._listado.ordenes

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the list's natural order."""
        if column < 0:
            self.pedir(replace(self.pedido, orden=None, descendente=False))
        elif self.ordenable(column):
            descendente = order == Qt.SortOrder.DescendingOrder
            self.pedir(replace(self.pedido, orden=self.columnas[column].clave, descendente=descendente))
