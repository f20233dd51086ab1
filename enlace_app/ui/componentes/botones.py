"""Buttons by weight; Enter presses them as Space does, and each has a name that a screen reader says."""

from collections.abc import Callable
from enum import StrEnum
from typing import ClassVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from enlace_app.ui.tema import Icono, Rol, icono, lado_de_icono


class PapelDeBoton(StrEnum):
    """What a button looks like; the style sheet knows these names."""

    PRIMARIO = "primario"
    SECUNDARIO = "secundario"
    PELIGRO = "peligro"
    ICONO = "icono"
    ENLACE = "enlace"
    PLEGAR = "plegar"


_COLOR_DEL_ICONO = {
    PapelDeBoton.PRIMARIO: Rol.TEXTO_SOBRE_ACENTO,
    PapelDeBoton.PELIGRO: Rol.PELIGRO,
    PapelDeBoton.ENLACE: Rol.ACENTO,
}


class Boton(QPushButton):
    """A button; `al_pulsar` is called when it is pressed. `&` in `texto` marks its access key, `&&` is an ampersand."""

    papel: ClassVar = PapelDeBoton.SECUNDARIO

    def __init__(
        self,
        texto: str,
        *,
        con_icono: Icono | None = None,
        al_pulsar: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(texto, parent)
        self.setProperty("papel", self.papel.value)
        self.setAccessibleName(texto.replace("&&", "\0").replace("&", "").replace("\0", "&"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if con_icono is not None:
            self.cambiar_icono(con_icono)
        if al_pulsar is not None:
            self.clicked.connect(_sin_argumentos(al_pulsar))

    def cambiar_icono(self, cual: Icono) -> None:
        """Put another icon on it."""
        self.setIcon(icono(cual, _COLOR_DEL_ICONO.get(self.papel, Rol.TEXTO)))
        lado = lado_de_icono()
        self.setIconSize(QSize(lado, lado))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


class BotonPrimario(Boton):
    """The one thing that comes next on this page."""

    papel = PapelDeBoton.PRIMARIO


class BotonSecundario(Boton):
    """Anything else that one may do."""

    papel = PapelDeBoton.SECUNDARIO


class BotonDePeligro(Boton):
    """What cannot be taken back easily."""

    papel = PapelDeBoton.PELIGRO


class BotonDePlegar(Boton):
    """A heading that folds what lies under it."""

    papel = PapelDeBoton.PLEGAR


class BotonDeIcono(Boton):
    """A small button without words: `nombre` is its tooltip and its accessible name."""

    papel = PapelDeBoton.ICONO

    def __init__(
        self,
        cual: Icono,
        nombre: str,
        *,
        al_pulsar: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", con_icono=cual, al_pulsar=al_pulsar, parent=parent)
        self.setAccessibleName(nombre)
        self.setToolTip(nombre)


class Enlace(Boton):
    """A phrase that leads somewhere, for the mouse and for the keyboard; its text is shown literally."""

    papel = PapelDeBoton.ENLACE
    activado = Signal()

    def __init__(
        self, texto: str, *, al_activar: Callable[[], object] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent=parent)
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.poner_texto(texto)
        self.clicked.connect(_sin_argumentos(self.activado.emit))
        if al_activar is not None:
            self.activado.connect(al_activar)

    def poner_texto(self, texto: str) -> None:
        """Show this text; an ampersand in it is one."""
        limpio = " ".join(texto.split())
        self.setText(limpio.replace("&", "&&"))
        self.setAccessibleName(limpio)


def _sin_argumentos(accion: Callable[[], object]) -> Callable[[bool], None]:
    """Keep Qt's «checked» from reaching an action that has an optional argument of its own."""

    def pulsar(_marcado: bool) -> None:
        accion()

    return pulsar
