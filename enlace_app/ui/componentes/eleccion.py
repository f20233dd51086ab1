"""One of a few: all choices in sight, the arrows move between them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget


class Eleccion(QWidget):
    """Radio buttons over (value, words); nothing is chosen until someone chooses or `poner_valor` is called."""

    elegida = Signal(str)
    """The value that the person chose."""

    def __init__(self, opciones: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(1)
        self._botones: dict[str, QRadioButton] = {}
        for valor, palabras in opciones:
            boton = QRadioButton(palabras.replace("&", "&&"))
            boton.setAccessibleName(palabras)
            boton.clicked.connect(lambda _=False, v=valor: self.elegida.emit(v))
            caja.addWidget(boton, alignment=Qt.AlignmentFlag.AlignLeft)
            self._botones[valor] = boton
        primero = next(iter(self._botones.values()), None)
        if primero is not None:
            self.setFocusProxy(primero)

    def valor(self) -> str | None:
        """What is chosen."""
        return next((valor for valor, boton in self._botones.items() if boton.isChecked()), None)

    def poner_valor(self, valor: str) -> None:
        """Choose; that is no choice of the person's."""
        self._botones[valor].setChecked(True)
        self.setFocusProxy(self._botones[valor])

    def limpiar(self) -> None:
        """Choose nothing."""
        elegido = next((boton for boton in self._botones.values() if boton.isChecked()), None)
        if elegido is not None:
            elegido.setAutoExclusive(False)  # an exclusive button cannot be unchecked
            elegido.setChecked(False)
            elegido.setAutoExclusive(True)
        visible = next((boton for boton in self._botones.values() if not boton.isHidden()), None)
        if visible is not None:
            self.setFocusProxy(visible)

    def boton(self, valor: str) -> QRadioButton:
        """The button of a value."""
        return self._botones[valor]
