"""Long work beside the window: progress, cancel, and its result or refusal handed back to the screen's thread."""

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from enlace_app.errores import ErrorDeEnlace

R = TypeVar("R")


class Cancelada(Exception):  # not an error: the person asked for it
    """The person cancelled; whoever sees it pass leaves nothing half done behind."""


class Progreso:
    """What a task tells while it runs; every call is also the point at which it may be cancelled."""

    def __init__(self, avisar: Callable[[int, int], None]) -> None:
        self._avisar = avisar
        self._cancelada = Event()

    def __call__(self, hecho: int, total: int) -> None:
        """Tell that `hecho` of `total` is done (`total` 0: unknown); raises `Cancelada` if it was cancelled."""
        self.exigir_seguir()
        self._avisar(hecho, total)

    def exigir_seguir(self) -> None:
        """Raise `Cancelada` if the person cancelled."""
        if self._cancelada.is_set():
            raise Cancelada

    def cancelar(self) -> None:
        """Ask the task to stop at its next step."""
        self._cancelada.set()


class Tarea(QObject):
    """A running task as the screen sees it; it lives in the screen's thread, and so do its public signals."""

    avanzada = Signal(int, int)
    terminada = Signal(object)
    fallada = Signal(object)
    cancelada = Signal()
    concluida = Signal()
    """After any of the other three endings."""
    _paso = Signal(int, int)
    _fin = Signal(object, object)

    def __init__(self, titulo: str, *, cancelable: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.titulo = titulo
        self.cancelable = cancelable
        self.progreso = Progreso(self._paso.emit)
        # Queued on purpose: the work runs in another thread, and widgets may be touched in this one alone.
        self._paso.connect(self._avanzar, Qt.ConnectionType.QueuedConnection)
        self._fin.connect(self._concluir, Qt.ConnectionType.QueuedConnection)

    def cancelar(self) -> None:
        """Ask the task to stop; it ends with `cancelada`, or with its result if it was faster."""
        self.progreso.cancelar()

    def correr(self, trabajo: Callable[[Progreso], object]) -> None:
        """Do the work in the calling thread; nothing may escape from here."""
        try:
            resultado = trabajo(self.progreso)
        except Exception as error:  # noqa: BLE001  # told to the screen, which knows what to do with it
            self._fin.emit(None, error)
        else:
            self._fin.emit(resultado, None)

    @Slot(int, int)
    def _avanzar(self, hecho: int, total: int) -> None:
        self.avanzada.emit(hecho, total)

    @Slot(object, object)
    def _concluir(self, resultado: object, error: Exception | None) -> None:
        if error is None:
            self.terminada.emit(resultado)
        elif isinstance(error, Cancelada):
            self.cancelada.emit()
        else:
            self.fallada.emit(error)
        self.concluida.emit()


class Tareas(QObject):
    """Starts long work, one task after the other: they share the disk and the one write lock."""

    iniciada = Signal(object)
    """A `Tarea` that the window should show."""
    fallada = Signal(object)
    """The exception of a task whose starter does not handle failures itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hilos = QThreadPool(self)
        self._hilos.setMaxThreadCount(1)
        self._vivas: set[Tarea] = set()

    def lanzar(
        self,
        titulo: str,
        trabajo: Callable[[Progreso], R],
        *,
        al_terminar: Callable[[R], object] | None = None,
        al_fallar: Callable[[ErrorDeEnlace], object] | None = None,
        cancelable: bool = False,
        callada: bool = False,
    ) -> Tarea:
        """Run `trabajo` beside the screen; `callada` shows nothing of it. Callbacks run in the screen's thread.

        `al_fallar` gets refusals of ours; any other exception is a bug and goes to `fallada`.
        """
        tarea = Tarea(titulo, cancelable=cancelable, parent=self)
        self._vivas.add(tarea)
        if al_terminar is not None:
            tarea.terminada.connect(al_terminar)
        tarea.fallada.connect(lambda error: self._fallar(error, al_fallar))
        tarea.concluida.connect(lambda: self._soltar(tarea))
        if not callada:
            self.iniciada.emit(tarea)
        self._hilos.start(lambda: tarea.correr(trabajo))
        return tarea

    def _soltar(self, tarea: Tarea) -> None:
        self._vivas.discard(tarea)
        tarea.deleteLater()

    def _fallar(self, error: Exception, al_fallar: Callable[[ErrorDeEnlace], object] | None) -> None:
        if al_fallar is not None and isinstance(error, ErrorDeEnlace):
            al_fallar(error)
        else:
            self.fallada.emit(error)

    @property
    def ocupada(self) -> bool:
        """Whether something is running or waiting."""
        return bool(self._vivas)

    def esperar(self) -> None:
        """Cancel what can be cancelled and wait for the rest: the data must not be closed under a running task."""
        for tarea in self._vivas:
            if tarea.cancelable:
                tarea.cancelar()
        self._hilos.waitForDone()
