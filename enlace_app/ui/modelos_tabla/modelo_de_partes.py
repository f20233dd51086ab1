"""A table of what belongs to one record, edited in its cells: each cell is an operation of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from enlace_app.ui.componentes.completado import Sugerencia
from enlace_app.ui.componentes.etiquetas import texto_de_ayuda
from enlace_app.ui.componentes.senales import Aspecto
from enlace_app.ui.modelos_tabla.columna import Columna
from enlace_app.ui.modelos_tabla.modelo_de_listado import FILA, SENAL
from enlace_app.ui.tema import Icono, Rol

_Indice = QModelIndex | QPersistentModelIndex
_RENGLON = "application/x-enlace-renglon"
_REHUSADO = Aspecto("No se guardó", Icono.ERROR, Rol.PELIGRO)
_TEXTOS = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole})


class Parte(Protocol):
    """A row of a record: its identity; equal rows show the same."""

    @property
    def uuid(self) -> str:
        """Its key."""


P = TypeVar("P", bound=Parte)


@dataclass(frozen=True)
class ColumnaDePartes(Columna[P]):
    """A column that can be edited where it has `escrito`: the text with which the editor begins.

    `opciones` (what is read, text that is stored) makes it a choice, `sugerir` a line that proposes, `hora` an hour.
    """

    escrito: Callable[[P], str] | None = None
    opciones: Sequence[tuple[str, str]] = ()
    sugerir: Callable[[str], Sequence[Sugerencia]] | None = None
    hora: bool = False


@dataclass(frozen=True)
class Rehusado:
    """What was typed in a cell and not accepted, and why."""

    uuid: str
    columna: str
    texto: str
    problema: str


Guardar = Callable[[P, str, str], str | None]
"""Saves the text of a column of a row; returns why it was refused, or None. The rows may be put anew meanwhile."""


class ModeloDePartes(QAbstractTableModel, Generic[P]):
    """Rows that change under the cursor: putting them anew keeps selection and open editors where they are.

    What was refused stays in its cell, marked, until it is accepted or discarded.
    """

    rehusados_cambiaron = Signal()
    movida = Signal(str, int)
    """A row (uuid) was dropped on a place, counted from 1."""

    def __init__(
        self,
        columnas: Sequence[ColumnaDePartes[P]],
        guardar: Guardar[P],
        *,
        nombrar: Callable[[P], str],
        arrastrable: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columnas = tuple(columnas)
        self.filas: tuple[P, ...] = ()
        self.editable = True
        self.nombrar = nombrar
        self._guardar = guardar
        self._arrastrable = arrastrable
        self._rehusados: dict[tuple[str, str], Rehusado] = {}

    def poner(self, filas: Sequence[P], *, editable: bool = True) -> None:
        """Show these rows; only what is another than before is touched."""
        self.editable = editable
        nuevas = {fila.uuid: fila for fila in filas}
        for n in reversed(range(len(self.filas))):
            if self.filas[n].uuid not in nuevas:
                self.beginRemoveRows(QModelIndex(), n, n)
                self.filas = (*self.filas[:n], *self.filas[n + 1 :])
                self.endRemoveRows()
        self._ordenar([uuid for uuid in nuevas if self.renglon(uuid) is not None])
        for n, fila in enumerate(filas):
            if n >= len(self.filas) or self.filas[n].uuid != fila.uuid:
                self.beginInsertRows(QModelIndex(), n, n)
                self.filas = (*self.filas[:n], fila, *self.filas[n:])
                self.endInsertRows()
        viejas, self.filas = self.filas, tuple(filas)
        for n, (vieja, nueva) in enumerate(zip(viejas, self.filas, strict=True)):
            if vieja != nueva:
                self.dataChanged.emit(self.index(n, 0), self.index(n, len(self.columnas) - 1))
        if sobran := [clave for clave in self._rehusados if clave[0] not in nuevas]:
            for clave in sobran:
                del self._rehusados[clave]
            self.rehusados_cambiaron.emit()

    def _ordenar(self, uuids: Sequence[str]) -> None:
        """Put the rows that stay into their new order; what points at a row goes with it."""
        if [fila.uuid for fila in self.filas] == list(uuids):
            return
        self.layoutAboutToBeChanged.emit()
        viejos = self.persistentIndexList()
        suyos = [self.filas[indice.row()].uuid for indice in viejos]
        por_uuid = {fila.uuid: fila for fila in self.filas}
        self.filas = tuple(por_uuid[uuid] for uuid in uuids)
        lugares = {uuid: n for n, uuid in enumerate(uuids)}
        nuevos = [self.index(lugares[uuid], i.column()) for uuid, i in zip(suyos, viejos, strict=True)]
        self.changePersistentIndexList(viejos, nuevos)
        self.layoutChanged.emit()

    def renglon(self, uuid: str | None) -> int | None:
        """Return where a row stands."""
        return next((n for n, fila in enumerate(self.filas) if fila.uuid == uuid), None)

    def columna(self, clave: str) -> int | None:
        """Return where a column stands."""
        return next((n for n, columna in enumerate(self.columnas) if columna.clave == clave), None)

    def rehusados(self) -> list[Rehusado]:
        """What was typed and not accepted, oldest first."""
        return list(self._rehusados.values())

    def descartar(self, rehusado: Rehusado) -> None:
        """Give a cell back what is stored."""
        if self._rehusados.pop((rehusado.uuid, rehusado.columna), None) is not None:
            self._repintar(rehusado.uuid)
            self.rehusados_cambiaron.emit()

    def olvidar(self) -> None:
        """Discard everything that was refused: another record is shown."""
        for rehusado in self.rehusados():
            self.descartar(rehusado)

    def rowCount(self, parent: _Indice | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.filas)

    def columnCount(self, parent: _Indice | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self.columnas)

    def data(self, index: _Indice, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, what its editor begins with, and what is wrong with it."""
        if not index.isValid() or index.row() >= len(self.filas):
            return None
        fila, columna = self.filas[index.row()], self.columnas[index.column()]
        rehusado = self._rehusados.get((fila.uuid, columna.clave))
        if role in _TEXTOS:
            return self._texto(fila, columna, rehusado, role)
        if role == SENAL:
            return _REHUSADO if rehusado else (columna.senal(fila) if columna.senal else None)
        if role == Qt.ItemDataRole.ToolTipRole:
            return texto_de_ayuda(rehusado.problema if rehusado else columna.texto(fila))
        return {FILA: fila, Qt.ItemDataRole.TextAlignmentRole: columna.alineacion}.get(role)

    def _texto(self, fila: P, columna: ColumnaDePartes[P], rehusado: Rehusado | None, role: int) -> str:
        if role == Qt.ItemDataRole.EditRole:
            return rehusado.texto if rehusado else (columna.escrito or columna.texto)(fila)
        visto = rehusado.texto if rehusado else columna.texto(fila)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            problema = f". {rehusado.problema}" if rehusado else ""
            return f"{columna.titulo}: {visto or 'sin anotar'}{problema}"
        return visto

    def setData(self, index: _Indice, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Save what was typed in a cell, if it is another than what is stored."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not self.editable:
            return False
        fila, columna = self.filas[index.row()], self.columnas[index.column()]
        if columna.escrito is None:
            return False
        texto, clave = str(value), (fila.uuid, columna.clave)
        problema = None if texto == columna.escrito(fila) else self._guardar(fila, columna.clave, texto)
        antes = self._rehusados.pop(clave, None)
        if problema is not None and self.renglon(fila.uuid) is not None:
            self._rehusados[clave] = Rehusado(fila.uuid, columna.clave, texto, problema)
        if antes != self._rehusados.get(clave):
            self._repintar(fila.uuid)
            self.rehusados_cambiaron.emit()
        return problema is None

    def _repintar(self, uuid: str) -> None:
        if (n := self.renglon(uuid)) is not None:
            self.dataChanged.emit(self.index(n, 0), self.index(n, len(self.columnas) - 1))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the titles, and the number of each row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return self.columnas[section].titulo if 0 <= section < len(self.columnas) else None

    def flags(self, index: _Indice) -> Qt.ItemFlag:
        """Cells that can be edited, rows that can be dragged."""
        suyas = super().flags(index)
        if not index.isValid():
            return suyas | Qt.ItemFlag.ItemIsDropEnabled if self._arrastrable and self.editable else suyas
        if self.editable and self.columnas[index.column()].escrito is not None:
            suyas |= Qt.ItemFlag.ItemIsEditable
        return suyas | Qt.ItemFlag.ItemIsDragEnabled if self._arrastrable and self.editable else suyas

    def supportedDropActions(self) -> Qt.DropAction:
        """Rows are only moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Only rows of such a table."""
        return [_RENGLON]

    def mimeData(self, indexes: Sequence[_Indice]) -> QMimeData:
        """Return the row that is dragged."""
        datos = QMimeData()
        if indexes:
            datos.setData(_RENGLON, self.filas[indexes[0].row()].uuid.encode())
        return datos

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Indice) -> bool:
        """Ask for the move; the rows come back in their new order by themselves, so nothing is taken here."""
        uuid = data.data(_RENGLON).toStdString() if data.hasFormat(_RENGLON) else ""
        desde = self.renglon(uuid)
        if action != Qt.DropAction.MoveAction or desde is None or not self.editable:
            return False
        hasta = row if row >= 0 else (parent.row() if parent.isValid() else len(self.filas))
        lugar = hasta - 1 if hasta > desde else hasta
        if lugar != desde:
            self.movida.emit(uuid, lugar + 1)
        return False
