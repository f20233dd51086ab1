"""What every part of the directory can be asked for, and the line that adds to it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.tema import Icono

VIAJA = "Es un dato publicado por la autoridad: lo que cambie aquí viaja como propuesta."


class Panel(QWidget):
    """One of the parts; made when it is first shown."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entorno = entorno

    def mostrar(self, uuid: str) -> bool:
        """Show a record; False if there is none such."""
        return False

    def nuevo(self) -> None:
        """Put the keyboard where one adds."""

    def enfocar(self) -> None:
        """Put the keyboard on the list."""

    def refrescar(self) -> None:
        """Read again what is shown."""

    def dejar(self) -> bool:
        """Save what is being edited; False if it was refused and must stay."""
        return True


class LineaDeAlta(QWidget):
    """A name and Enter adds it; `agregar` says whether it was done, `de_todos_modos` the words to insist with."""

    def __init__(
        self, que: str, agregar: Callable[[str, bool], bool], *, de_todos_modos: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._agregar, self._insistir = agregar, bool(de_todos_modos)
        self.campo = CampoDeTexto(sugerencia=f"Agregar {que}: nombre y Enter")
        self.campo.setAccessibleName(f"Agregar {que}")
        self.boton = BotonSecundario("Agregar", con_icono=Icono.MAS, al_pulsar=lambda: self._entrar(insistiendo=False))
        self.insistir = BotonSecundario(de_todos_modos, al_pulsar=lambda: self._entrar(insistiendo=True))
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        fila = QHBoxLayout()
        fila.addWidget(self.campo, 1)
        fila.addWidget(self.boton)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addLayout(fila)
        caja.addWidget(self.error)
        caja.addWidget(self.insistir, 0, Qt.AlignmentFlag.AlignLeft)
        self.campo.returnPressed.connect(lambda: self._entrar(insistiendo=False))
        self.campo.textEdited.connect(lambda _: self.mostrar_error(""))
        self.mostrar_error("")

    def mostrar_error(self, error: ErrorDeEnlace | str) -> None:
        """Say why it was not added; what was typed stays."""
        self.error.setText(str(error))
        self.error.setVisible(bool(str(error)))
        self.insistir.setVisible(self._insistir and bool(str(error)))
        self.campo.setAccessibleDescription(str(error))

    def _entrar(self, *, insistiendo: bool) -> None:
        nombre = self.campo.valor()
        self.mostrar_error("")
        if nombre and self._agregar(nombre, insistiendo):
            self.campo.poner_valor("")


def area_de(dentro: QWidget) -> QScrollArea:
    """Return the area in which a long record scrolls, never sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(dentro)
    return area


def parrafo(texto: str = "", rol: RolDeEtiqueta = RolDeEtiqueta.NORMAL) -> Etiqueta:
    """Return a text that breaks into lines and never widens the page."""
    etiqueta = Etiqueta(texto, rol, ajustar=True)
    etiqueta.setMinimumWidth(1)
    etiqueta.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return etiqueta


def poner(caja: QVBoxLayout, control: QWidget) -> None:
    """Put something into a layout, on show at once: Qt would wait for its next turn, and the keyboard go elsewhere."""
    caja.addWidget(control)
    if control.parentWidget() is not None:
        control.show()


def vaciar(caja: QVBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := caja.takeAt(0)) is not None:
        if (control := item.widget()) is not None:
            control.hide()
            control.deleteLater()
