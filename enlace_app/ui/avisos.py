"""What the program tells the person, in one place: errors stay until they are read, the rest goes by itself."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

_RECORDADOS = 100


class Clase(StrEnum):
    """How much a notice matters."""

    HECHO = "hecho"
    AVISO = "aviso"
    ERROR = "error"


@dataclass(frozen=True)
class Aviso:
    """One notice in plain text, with at most one thing to do about it (`accion`, labelled `opcion`)."""

    clase: Clase
    texto: str
    opcion: str | None = None
    accion: Callable[[], object] | None = None
    instante: datetime = field(default_factory=lambda: datetime.now().astimezone())


class Avisos(QObject):
    """Remembers the latest notices and announces each new one."""

    nuevo = Signal(object)
    """An `Aviso`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.recientes: deque[Aviso] = deque(maxlen=_RECORDADOS)

    def hecho(self, texto: str, *, opcion: str | None = None, accion: Callable[[], object] | None = None) -> None:
        """Tell that something was done."""
        self._avisar(Aviso(Clase.HECHO, texto, opcion, accion))

    def aviso(self, texto: str, *, opcion: str | None = None, accion: Callable[[], object] | None = None) -> None:
        """Tell something that deserves a look."""
        self._avisar(Aviso(Clase.AVISO, texto, opcion, accion))

    def error(self, texto: str, *, opcion: str | None = None, accion: Callable[[], object] | None = None) -> None:
        """Tell that something could not be done, why, and what to do."""
        self._avisar(Aviso(Clase.ERROR, texto, opcion, accion))

    def _avisar(self, aviso: Aviso) -> None:
        self.recientes.append(aviso)
        self.nuevo.emit(aviso)
