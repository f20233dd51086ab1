"""The strip at the foot: what each F-key does, for the eye and for the mouse."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from enlace_app.ui.componentes.botones import Boton, PapelDeBoton


@dataclass(frozen=True)
class Tecla:
    """A key, what it is called on the strip (nothing: it is not there), and what it does."""

    tecla: str
    nombre: str
    accion: Callable[[], object]
    explicacion: str = ""
    atajo: bool = True
    """False where the page or the window sees to the key itself."""


class TiraDeTeclas(QWidget):
    """Buttons that never take the keyboard; the keys work wherever it is in the page."""

    def __init__(self, teclas: Sequence[Tecla], pagina: QWidget) -> None:
        super().__init__(pagina)
        fila = QHBoxLayout(self)
        fila.setContentsMargins(6, 2, 6, 2)
        fila.setSpacing(4)
        self.botones: dict[str, Boton] = {}
        for tecla in teclas:
            if tecla.atajo:
                atajo = QShortcut(QKeySequence(tecla.tecla), pagina)
                atajo.setAutoRepeat(False)
                atajo.activated.connect(tecla.accion)
            if tecla.nombre:
                boton = _Boton(f"{tecla.tecla} {tecla.nombre}", al_pulsar=tecla.accion)
                boton.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                boton.setToolTip(tecla.explicacion)
                self.botones[tecla.tecla] = boton
                fila.addWidget(boton, 1)


class _Boton(Boton):
    papel: ClassVar = PapelDeBoton.ICONO
