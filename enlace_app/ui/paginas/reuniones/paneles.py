"""What a step asks before it is taken: a strip inside the record, never a window on top of it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.botones import BotonDePeligro, BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.campo_de_fecha import CampoDeFecha
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.formulario import Formulario

C = TypeVar("C", bound=QWidget)


class Panel(QFrame):
    """Title, why, fields, and two buttons; Enter in a one-line field accepts, Esc closes.

    `al_aceptar` returns whether it was done: the panel then closes. A refusal is told through `mostrar_error`.
    """

    cerrado = Signal()
    llena = False
    """Whether it takes the place of the tabs."""

    def __init__(
        self,
        titulo: str,
        explicacion: str,
        aceptar: str,
        al_aceptar: Callable[[], bool],
        *,
        peligro: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("papel", "tarjeta")
        self.setAccessibleName(titulo)
        self._al_aceptar = al_aceptar
        self._primero: QWidget | None = None
        self.formulario = Formulario()
        self.formulario.hide()
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.error.hide()
        clase = BotonDePeligro if peligro else BotonPrimario
        self.boton = clase(aceptar, al_pulsar=self.aceptar)
        self.salir = BotonSecundario("No, dejarlo así  (Esc)", al_pulsar=self.cerrar)
        self.caja = QVBoxLayout(self)
        self.caja.addWidget(Etiqueta(titulo, RolDeEtiqueta.SUBTITULO, ajustar=True))
        self.explicacion = Etiqueta(explicacion, RolDeEtiqueta.TENUE, ajustar=True)
        if explicacion:
            self.caja.addWidget(self.explicacion)
        self.caja.addWidget(self.formulario)
        self.caja.addWidget(self.error)
        botones = QHBoxLayout()
        botones.addWidget(self.boton)
        botones.addWidget(self.salir)
        botones.addStretch(1)
        self.caja.addLayout(botones)

    def pedir(self, nombre: str, campo: C, *, ayuda: str = "") -> C:
        """Ask for something; the first field gets the keyboard, and Enter in a line accepts."""
        self.formulario.agregar(nombre, campo, ayuda=ayuda)
        self.formulario.show()
        self._primero = self._primero or campo
        linea = campo.linea if isinstance(campo, CampoDeFecha) else campo
        if isinstance(linea, CampoDeTexto):
            linea.returnPressed.connect(self.aceptar)
        return campo

    @property
    def vivo(self) -> bool:
        """Whether it is still there: long work may outlast it."""
        return isValid(self)

    def aceptar(self) -> None:
        """Do it; the panel closes unless it was refused."""
        self.mostrar_error("")
        if self.boton.isEnabled() and self._al_aceptar():
            self.cerrar()

    def cerrar(self) -> None:
        """Put the panel away; nothing was done unless it was told."""
        self.cerrado.emit()

    def enfocar(self) -> None:
        """Put the keyboard on what is asked first, or on the button."""
        (self._primero or self.boton).setFocus(Qt.FocusReason.OtherFocusReason)

    def mostrar_error(self, error: ErrorDeEnlace | str) -> None:
        """Say why it was not done; an empty text takes it away."""
        texto = str(error)
        self.error.setText(texto)
        self.error.setVisible(bool(texto))
        self.boton.setEnabled(True)

    def ocupar(self, dicho: str) -> None:
        """Say that it is being done and take no second order."""
        self.error.hide()
        self.boton.setText(dicho)
        self.boton.setAccessibleName(dicho)
        self.boton.setEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.cerrar()
        else:
            super().keyPressEvent(event)
