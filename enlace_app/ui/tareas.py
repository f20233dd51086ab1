"""Long work beside the window: progress, cancel, and its result or refusal handed back to the screen's thread."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from itertools import count
from threading import Event
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

from enlace_app.errores import ErrorDeEnlace

P = ParamSpec("P")
R = TypeVar("R")


def mientras_viva(para: QObject | None, accion: Callable[P, object]) -> Callable[P, None]:
    """Return `accion` as something that does nothing once `para`, the widget that waits for it, was deleted.

    Long work may outlast the page that began it, and the window itself. Without `para` it is always done.
    """

    def hacer(*args: P.args, **kwargs: P.kwargs) -> None:
        if para is None or isValid(para):
            accion(*args, **kwargs)

    return hacer


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


class Desenlace(StrEnum):
    """How a task ended."""

    TERMINADA = "terminada"
    FALLADA = "fallada"
    CANCELADA = "cancelada"


class Tarea:
    """A running task as the screen sees it; everything about it happens in the screen's thread."""

    def __init__(self, titulo: str, progreso: Progreso, *, cancelable: bool) -> None:
        self.titulo = titulo
        self.cancelable = cancelable
        self.desenlace: Desenlace | None = None
        """None while it runs or waits for its turn."""
        self._progreso = progreso
        self._al_fallar: list[Callable[[Exception], object]] = []
        self._al_concluir: list[Callable[[], object]] = []

    def cancelar(self) -> None:
        """Ask the task to stop; it ends as cancelled, or with its result if it was faster."""
        self._progreso.cancelar()

    def al_fallar(self, accion: Callable[[Exception], object], *, para: QObject | None = None) -> None:
        """Call this with the exception if the task fails, besides what its starter asked for; `para` as in `lanzar`."""
        self._al_fallar.append(mientras_viva(para, accion))

    def al_concluir(self, accion: Callable[[], object], *, para: QObject | None = None) -> None:
        """Call this when the task has ended, however it did; `para` as in `lanzar`."""
        self._al_concluir.append(mientras_viva(para, accion))

    def concluir(self, resultado: object, error: Exception | None, al_terminar: Callable[[Any], object] | None) -> None:
        """Tell those who asked how it ended."""
        if error is None:
            self.desenlace = Desenlace.TERMINADA
            if al_terminar is not None:
                al_terminar(resultado)
        elif isinstance(error, Cancelada):
            self.desenlace = Desenlace.CANCELADA
        else:
            self.desenlace = Desenlace.FALLADA
            for accion in self._al_fallar:
                accion(error)
        for conclusion in self._al_concluir:
            conclusion()


class Tareas(QObject):
    """Starts long work, one task after the other: they share the disk and the one write lock.

    What a thread tells goes through signals of this one object, which outlives every thread. (A QObject per task, let
    go when the screen has heard of its end, was deleted while its thread was still leaving the call that told it.)
    """

    iniciada = Signal(object)
    """A `Tarea` that the window should show."""
    avanzada = Signal(object, int, int)
    """The `Tarea`, how much of it is done, and of how much (0: unknown)."""
    concluida = Signal(object)
    """A `Tarea` that has ended."""
    fallada = Signal(object)
    """The exception of a task whose starter does not handle failures itself."""
    _paso = Signal(int, int, int)
    _fin = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hilos = QThreadPool(self)
        self._hilos.setMaxThreadCount(1)
        self._vivas: dict[int, tuple[Tarea, Callable[[Any], object] | None]] = {}
        self._numeros = count(1)
        # Queued on purpose: the work runs in another thread, and widgets may be touched in this one alone.
        self._paso.connect(self._avanzar, Qt.ConnectionType.QueuedConnection)
        self._fin.connect(self._concluir, Qt.ConnectionType.QueuedConnection)

    def lanzar(
        self,
        titulo: str,
        trabajo: Callable[[Progreso], R],
        *,
        al_terminar: Callable[[R], object] | None = None,
        al_fallar: Callable[[ErrorDeEnlace], object] | None = None,
        para: QObject | None = None,
        cancelable: bool = False,
        callada: bool = False,
    ) -> Tarea:
        """Run `trabajo` beside the screen; `callada` shows nothing of it. Callbacks run in the screen's thread.

        `al_fallar` gets refusals of ours; any other exception is a bug and goes to `fallada`. `para` is the widget
        that waits: when it no longer exists at the end, neither `al_terminar` nor `al_fallar` is called.
        """
        al_terminar = mientras_viva(para, al_terminar) if al_terminar is not None else None
        al_fallar = mientras_viva(para, al_fallar) if al_fallar is not None else None
        numero = next(self._numeros)
        progreso = Progreso(partial(self._paso.emit, numero))
        tarea = Tarea(titulo, progreso, cancelable=cancelable)
        tarea.al_fallar(lambda error: self._fallar(error, al_fallar))
        self._vivas[numero] = (tarea, al_terminar)
        if not callada:
            self.iniciada.emit(tarea)
        self._hilos.start(lambda: self._correr(numero, trabajo, progreso))
        return tarea

    def _correr(self, numero: int, trabajo: Callable[[Progreso], object], progreso: Progreso) -> None:
        """In the thread: nothing may escape from here."""
        try:
            resultado = trabajo(progreso)
        except Exception as error:  # noqa: BLE001  # told to the screen, which knows what to do with it
            self._fin.emit(numero, None, error)
        else:
            self._fin.emit(numero, resultado, None)

    @Slot(int, int, int)
    def _avanzar(self, numero: int, hecho: int, total: int) -> None:
        if numero in self._vivas:
            self.avanzada.emit(self._vivas[numero][0], hecho, total)

    @Slot(int, object, object)
    def _concluir(self, numero: int, resultado: object, error: Exception | None) -> None:
        tarea, al_terminar = self._vivas.pop(numero)
        try:
            tarea.concluir(resultado, error, al_terminar)
        finally:
            self.concluida.emit(tarea)

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
        for tarea, _ in self._vivas.values():
            if tarea.cancelable:
                tarea.cancelar()
        self._hilos.waitForDone()
