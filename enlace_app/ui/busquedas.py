"""Searches beside the screen, one at a time and apart from long tasks; only the latest one is answered."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from enlace_app.consultas.busqueda import Grupo, buscar
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.entorno import Entorno


class Busquedas(QObject):
    """Answers in the screen's thread; what was asked before the latest request is dropped without a word."""

    halladas = Signal(str, list)
    """The text that was looked for and its groups."""
    fallada = Signal(str)
    """Why the data could not be searched, in words for the person."""
    _llegada = Signal(int, str, object)

    def __init__(self, entorno: Entorno, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._ultima = 0
        self._respondida = 0
        self._hilos = QThreadPool(self)
        self._hilos.setMaxThreadCount(1)
        self._hilos.setExpiryTimeout(-1)  # its connection to the data stays open between two searches
        self._llegada.connect(self._responder, Qt.ConnectionType.QueuedConnection)

    @property
    def pendiente(self) -> bool:
        """Whether the latest request has not been answered yet."""
        return self._respondida != self._ultima

    def pedir(self, texto: str, limite_por_clase: int) -> None:
        """Look for this instead of what was asked before."""
        self._hilos.clear()
        self._ultima += 1
        numero = self._ultima
        self._hilos.start(lambda: self._trabajar(numero, texto, limite_por_clase))

    def olvidar(self) -> None:
        """Answer nothing of what was asked."""
        self._hilos.clear()
        self._ultima += 1
        self._respondida = self._ultima

    def esperar(self) -> None:
        """Return when nothing reads any more."""
        self._hilos.waitForDone()

    def _trabajar(self, numero: int, texto: str, limite_por_clase: int) -> None:
        """In the other thread; nothing may escape from here."""
        if numero != self._ultima:
            return
        try:
            lectura = self._entorno.contexto.almacen.lectura
            self._llegada.emit(numero, texto, buscar(lectura, texto, limite_por_clase=limite_por_clase))
        except Exception as error:  # noqa: BLE001  # told to the screen, which knows what to do with it
            self._llegada.emit(numero, texto, error)

    @Slot(int, str, object)
    def _responder(self, numero: int, texto: str, respuesta: Sequence[Grupo] | Exception) -> None:
        if numero != self._ultima:
            return
        self._respondida = numero
        if isinstance(respuesta, ErrorDeEnlace):
            self.fallada.emit(str(respuesta))
        elif isinstance(respuesta, Exception):
            self._entorno.tareas.fallada.emit(respuesta)
        else:
            self.halladas.emit(texto, list(respuesta))
