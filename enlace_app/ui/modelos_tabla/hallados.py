"""What a search found, as the lines that are shown: a heading per kind, its records, and the way to more of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from enlace_app.consultas.busqueda import Grupo, Hallado

RENGLON = Qt.ItemDataRole.UserRole + 1
"""Role under which a line gives its `Renglon`."""

_Indice = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Renglon:
    """One line of a group: a record, else the way to more of its kind, else its heading."""

    grupo: Grupo
    hallado: Hallado | None = None
    ver_mas: bool = False

    @property
    def elegible(self) -> bool:
        """Whether one can stand on it."""
        return self.hallado is not None or self.ver_mas

    @property
    def texto(self) -> str:
        """What it says, without the marks."""
        if self.hallado is not None:
            return " · ".join(parte for parte in (self.hallado.titulo, self.hallado.fragmento) if parte)
        return f"Ver más: {self.grupo.nombre}" if self.ver_mas else self.grupo.nombre


class ModeloDeHallados(QAbstractListModel):
    """The groups of one search, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.renglones: tuple[Renglon, ...] = ()

    def poner(self, grupos: Sequence[Grupo], *, con_ver_mas: bool) -> None:
        """Show these groups; without `con_ver_mas` they are already all there is to see."""
        renglones: list[Renglon] = []
        for grupo in grupos:
            renglones += [Renglon(grupo), *(Renglon(grupo, hallado) for hallado in grupo.hallados)]
            if grupo.hay_mas and con_ver_mas:
                renglones.append(Renglon(grupo, ver_mas=True))
        self.beginResetModel()
        self.renglones = tuple(renglones)
        self.endResetModel()

    def rowCount(self, parent: _Indice | None = None) -> int:
        """Return how many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self.renglones)

    def data(self, index: _Indice, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the line, or what a screen reader says of it."""
        if not index.isValid():
            return None
        renglon = self.renglones[index.row()]
        if role == RENGLON:
            return renglon
        if role == Qt.ItemDataRole.DisplayRole:
            return renglon.texto
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{renglon.grupo.nombre}: {renglon.texto}" if renglon.hallado else renglon.texto
        return None

    def flags(self, index: _Indice) -> Qt.ItemFlag:
        """Headings are passed over."""
        if not index.isValid() or not self.renglones[index.row()].elegible:
            return Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
