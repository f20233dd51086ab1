"""The one search box."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from enlace_app.ui.entorno import Entorno


class Buscador(QLineEdit):
    """Looks through everything."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Buscar en todo  (Ctrl+K)")
        self.setAccessibleName("Buscar en todo")
        self._entorno = entorno

    def enfocar(self) -> None:
        """Take the keyboard."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
