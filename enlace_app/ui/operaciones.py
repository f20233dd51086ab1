"""The one way in which the window calls a service: short writes at once, every refusal told in one place."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from enlace_app.consultas.bitacora import tocados_desde, ultima_secuencia
from enlace_app.errores import ErrorDeEnlace
from enlace_app.servicios.contexto import Contexto
from enlace_app.ui.avisos import Avisos
from enlace_app.ui.tareas import Progreso, Tarea, Tareas

R = TypeVar("R")


class Operaciones(QObject):
    """Runs services for the pages and announces what changed, whoever changed it."""

    cambiado = Signal(object)
    """The rows that an operation touched, as frozenset of (table, uuid text); pages refresh what they show of them."""

    def __init__(self, contexto: Contexto, avisos: Avisos, tareas: Tareas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contexto = contexto
        self._avisos = avisos
        self._tareas = tareas
        self._vista = ultima_secuencia(contexto.almacen.lectura)
        self._plantillas_dichas: set[str] = set()

    def hacer(
        self,
        accion: Callable[[], R],
        *,
        dicho: str | None = None,
        al_rehusar: Callable[[ErrorDeEnlace], object] | None = None,
    ) -> R | None:
        """Run one service now; return its result, or None where it was refused.

        A refusal goes to `al_rehusar` (for a message under its field), else to the notices. `dicho` is told when it
        was done, with the offer to undo it left to Ctrl+Z.
        """
        try:
            resultado = accion()
        except ErrorDeEnlace as error:
            if al_rehusar is not None:
                al_rehusar(error)
            else:
                self._avisos.error(str(error))
            # What somebody else changed meanwhile is often the very reason of the refusal.
            self.anunciar()
            return None
        if dicho:
            self._avisos.hecho(dicho)
        self.anunciar()
        return resultado

    def en_tarea(
        self,
        titulo: str,
        trabajo: Callable[[Progreso], R],
        *,
        al_terminar: Callable[[R], object] | None = None,
        al_rehusar: Callable[[ErrorDeEnlace], object] | None = None,
        para: QObject | None = None,
        cancelable: bool = False,
    ) -> Tarea:
        """Run a service that takes long beside the window; told and announced like the short ones.

        `para` is the widget that waits: when it no longer exists at the end, what was written is announced all the
        same, a refusal goes to the notices, and neither callback is called.
        """

        def espera() -> bool:  # asked after the announcement, which may take the widget away
            return para is None or isValid(para)

        def terminar(resultado: R) -> None:
            self.anunciar()
            if al_terminar is not None and espera():
                al_terminar(resultado)
            self._decir_plantillas()

        def rehusar(error: ErrorDeEnlace) -> None:
            self.anunciar()
            if al_rehusar is not None and espera():
                al_rehusar(error)
            else:
                self._avisos.error(str(error))

        return self._tareas.lanzar(titulo, trabajo, al_terminar=terminar, al_fallar=rehusar, cancelable=cancelable)

    def _decir_plantillas(self) -> None:
        """Tell once of each template of the institution that could not be used: the built-in one printed instead."""
        for dicho in self._contexto.avisos_de_plantillas:
            if dicho not in self._plantillas_dichas:
                self._plantillas_dichas.add(dicho)
                self._avisos.aviso(dicho)

    def anunciar(self) -> None:
        """Emit `cambiado` with what was written since the last announcement, if anything was."""
        lectura = self._contexto.almacen.lectura
        tocados, self._vista = tocados_desde(lectura, self._vista)
        if tocados:
            self.cambiado.emit(tocados)
