"""The sections of the window, each with its key."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from enlace_app.ui.navegacion import Seccion
from enlace_app.ui.tema import Icono, icono, lado_de_icono

SECCIONES = {
    Seccion.INICIO: ("Inicio", Icono.INICIO),
    Seccion.REUNIONES: ("Reuniones", Icono.REUNIONES),
    Seccion.ACUERDOS: ("Acuerdos", Icono.ACUERDOS),
    Seccion.DOCUMENTOS: ("Documentos", Icono.DOCUMENTOS),
    Seccion.COMPROMISOS: ("Compromisos", Icono.COMPROMISOS),
    Seccion.DIRECTORIO: ("Directorio", Icono.DIRECTORIO),
    Seccion.PAQUETES: ("Paquetes", Icono.PAQUETES),
    Seccion.INFORMES: ("Informes", Icono.INFORMES),
    Seccion.VERIFICAR: ("Verificar", Icono.VERIFICAR),
    Seccion.AJUSTES: ("Ajustes", Icono.AJUSTES),
    Seccion.AYUDA: ("Ayuda", Icono.AYUDA),
}
_AL_PIE = Seccion.VERIFICAR


class BarraLateral(QFrame):
    """One button for each section; Ctrl+1…Ctrl+9 press the first nine, F1 the last."""

    pedida = Signal(object)
    """The `Seccion` that was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("barraLateral")
        self._botones: dict[Seccion, QToolButton] = {}
        grupo = QButtonGroup(self)
        disposicion = QVBoxLayout(self)
        disposicion.setContentsMargins(6, 8, 6, 8)
        disposicion.setSpacing(2)
        for numero, (seccion, (nombre, cual)) in enumerate(SECCIONES.items(), start=1):
            if seccion is _AL_PIE:
                disposicion.addStretch(1)
            boton = QToolButton()
            boton.setText(nombre)
            boton.setIcon(icono(cual))
            boton.setCheckable(True)
            boton.setAutoRaise(True)
            boton.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            boton.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            lado = lado_de_icono()
            boton.setIconSize(QSize(lado, lado))
            boton.setAccessibleName(nombre)
            tecla = "F1" if seccion is Seccion.AYUDA else f"Ctrl+{numero}" if numero < 10 else ""
            if tecla:
                # Not the button's own shortcut: that presses it a tenth of a second later, and who types fast is still
                # on the page before.
                QShortcut(QKeySequence(tecla), boton).activated.connect(boton.click)
            boton.setToolTip(f"{nombre}  ({tecla})" if tecla else nombre)
            boton.clicked.connect(lambda _=False, s=seccion: self.pedida.emit(s))
            grupo.addButton(boton)
            disposicion.addWidget(boton)
            self._botones[seccion] = boton
        grupo.setExclusive(True)

    def marcar(self, seccion: Seccion) -> None:
        """Show which section is open."""
        self._botones[seccion].setChecked(True)

    def boton(self, seccion: Seccion) -> QToolButton:
        """Return the button of a section."""
        return self._botones[seccion]
