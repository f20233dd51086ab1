"""What a review of files found: its rows by sheet, and every finding with its place."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from enlace_app.servicios.importacion.informe import ConteoDeHoja
from enlace_app.sincronizacion.problemas import Problema
from enlace_app.ui.componentes.senales import Aspecto
from enlace_app.ui.modelos_tabla.columna import DERECHA, Columna
from enlace_app.ui.modelos_tabla.modelo_de_listado import SENAL
from enlace_app.ui.tema import Icono, Rol

ORDEN = Qt.ItemDataRole.UserRole + 3
"""Role under which a cell gives what it is sorted by: numbers as numbers."""

NO_ENTRA = Aspecto("No entra", Icono.ERROR, Rol.PELIGRO)
AVISO = Aspecto("Aviso", Icono.ALERTA, Rol.AVISO)

T = TypeVar("T")
_Indice = QModelIndex | QPersistentModelIndex


def _aspecto(problema: Problema) -> Aspecto:
    return NO_ENTRA if problema.grave else AVISO


COLUMNAS_DE_HALLAZGOS: tuple[Columna[Problema], ...] = (
    Columna("clase", "Clase", lambda p: _aspecto(p).palabra, ancho=10, senal=_aspecto),
    Columna("archivo", "Archivo", lambda p: p.archivo, ancho=14),
    Columna("hoja", "Hoja", lambda p: p.hoja or "", ancho=10),
    Columna("fila", "Fila", lambda p: "" if p.fila is None else f"{p.fila}", ancho=6, alineacion=DERECHA),
    Columna("columna", "Columna", lambda p: p.columna or "", ancho=10),
    Columna("motivo", "Qué pasa", lambda p: " ".join(p.motivo.split()), ancho=60, estira=True),
)


def _columna_de_cuenta(clave: str, titulo: str, cuantas: Callable[[ConteoDeHoja], int]) -> Columna[ConteoDeHoja]:
    return Columna(clave, titulo, lambda c: f"{cuantas(c):,}" if cuantas(c) else "", ancho=11, alineacion=DERECHA)


COLUMNAS_DE_CONTEOS: tuple[Columna[ConteoDeHoja], ...] = (
    Columna("hoja", "Hoja", lambda c: c.hoja, ancho=20, estira=True),
    _columna_de_cuenta("nuevas", "Nuevas", lambda c: c.nuevas),
    _columna_de_cuenta("cambiadas", "Cambiadas", lambda c: c.cambiadas),
    _columna_de_cuenta("iguales", "Ya estaban", lambda c: c.iguales),
    _columna_de_cuenta("rechazadas", "No entran", lambda c: c.rechazadas),
)


class ModeloDeFilas(QAbstractTableModel, Generic[T]):
    """A table of rows that are all in memory, such as what one import tells."""

    def __init__(self, columnas: Sequence[Columna[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columnas = tuple(columnas)
        self.filas: tuple[T, ...] = ()

    def poner(self, filas: Sequence[T]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.filas = tuple(filas)
        self.endResetModel()

    def rowCount(self, parent: _Indice | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.filas)

    def columnCount(self, parent: _Indice | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self.columnas)

    def data(self, index: _Indice, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows, how it is drawn and what it is sorted by."""
        if not index.isValid():
            return None
        columna, fila = self.columnas[index.column()], self.filas[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return columna.texto(fila)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return columna.alineacion
        if role == SENAL:
            return columna.senal(fila) if columna.senal else None
        if role == ORDEN:
            texto = columna.texto(fila)
            return int(texto.replace(",", "") or 0) if columna.alineacion == DERECHA else texto.casefold()
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the titles; rows bear none."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columnas):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columnas[section].titulo
        return self.columnas[section].alineacion if role == Qt.ItemDataRole.TextAlignmentRole else None
