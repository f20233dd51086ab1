"""The three questions of the first start."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from enlace_app.servicios.contexto import Contexto
from enlace_app.ui.tareas import Tareas


class Bienvenida(QWidget):
    """Asks name, role and region."""

    iniciada = Signal()

    def __init__(self, contexto: Contexto, tareas: Tareas) -> None:
        super().__init__()
        self._contexto = contexto
        self._tareas = tareas
