"""Where in the window one is and wants to go: sections, records, a field of a record, and the way back."""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal


class Seccion(StrEnum):
    """What the sidebar offers, in its order."""

    INICIO = "inicio"
    REUNIONES = "reuniones"
    ACUERDOS = "acuerdos"
    DOCUMENTOS = "documentos"
    COMPROMISOS = "compromisos"
    DIRECTORIO = "directorio"
    PAQUETES = "paquetes"
    INFORMES = "informes"
    VERIFICAR = "verificar"
    AJUSTES = "ajustes"
    AYUDA = "ayuda"


_SECCION_DE_TABLA = {
    "reunion": Seccion.REUNIONES,
    "punto_orden_dia": Seccion.REUNIONES,
    "asistencia": Seccion.REUNIONES,
    "votacion": Seccion.REUNIONES,
    "intervencion": Seccion.REUNIONES,
    "acuerdo": Seccion.ACUERDOS,
    "seguimiento": Seccion.ACUERDOS,
    "documento": Seccion.DOCUMENTOS,
    "compromiso": Seccion.COMPROMISOS,
    "actividad": Seccion.COMPROMISOS,
    "organizacion": Seccion.DIRECTORIO,
    "persona": Seccion.DIRECTORIO,
    "nombramiento": Seccion.DIRECTORIO,
    "paquete": Seccion.PAQUETES,
}


@dataclass(frozen=True)
class Destino:
    """A place in the window.

    `tabla` and `uuid` name a record of the section; `campo` the field (or the part, as `puntos:<uuid>`) that gets the
    focus; `filtro` is a filter key of the section's list to set, with its value; `sesion` opens the session mode of
    that meeting; `nuevo` begins a new record, with the files of `archivos` where it has any. Of a new record `filtro`
    says what it belongs to.
    """

    seccion: Seccion
    tabla: str | None = None
    uuid: str | None = None
    campo: str | None = None
    filtro: tuple[str, str] | None = None
    sesion: bool = False
    nuevo: bool = False
    archivos: tuple[Path, ...] = ()


class Navegacion(QObject):
    """Hands requests to the window; pages never know each other."""

    pedido = Signal(object)
    """A `Destino` that the window should show."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._anteriores: list[Destino] = []
        self._actual: Destino | None = None

    def ir(self, destino: Destino) -> None:
        """Show a place; the present one can be returned to."""
        if self._actual is not None and self._actual != destino:
            self._anteriores.append(self._actual)
            del self._anteriores[:-50]
        # Coming back must not hand over the same files once more.
        self._actual = replace(destino, archivos=())
        self.pedido.emit(destino)

    def abrir(self, tabla: str, uuid: str, *, campo: str | None = None) -> None:
        """Show a record in its section; of a table without a section nothing happens."""
        seccion = _SECCION_DE_TABLA.get(tabla)
        if seccion is not None:
            self.ir(Destino(seccion, tabla, uuid, campo))

    def sesion(self, reunion: str) -> None:
        """Show a meeting in session mode."""
        self.ir(Destino(Seccion.REUNIONES, "reunion", reunion, sesion=True))

    def nuevo(self, seccion: Seccion) -> None:
        """Begin a new record of a section."""
        self.ir(Destino(seccion, nuevo=True))

    def atras(self) -> None:
        """Return to the place before this one, if there is one."""
        if self._anteriores:
            self._actual = self._anteriores.pop()
            self.pedido.emit(self._actual)

    @property
    def anterior(self) -> Destino | None:
        """The place that `atras` would show."""
        return self._anteriores[-1] if self._anteriores else None

    @property
    def actual(self) -> Destino | None:
        """The place that is shown."""
        return self._actual
