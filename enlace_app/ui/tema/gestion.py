"""Putting a theme on the application, and keeping it with the system's while the person has not chosen one."""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from enlace_app.ui.tema.colores import ALTO_CONTRASTE, CLARO, OSCURO, Rol, Tema
from enlace_app.ui.tema.fuentes import fuente
from enlace_app.ui.tema.hoja_de_estilo import hoja_de_estilo


class Preferencia(StrEnum):
    """What the person chose."""

    SISTEMA = "sistema"
    CLARO = "claro"
    OSCURO = "oscuro"
    ALTO_CONTRASTE = "alto_contraste"

    @property
    def etiqueta(self) -> str:
        """The choice as the user reads it."""
        return {
            Preferencia.SISTEMA: "Como el sistema",
            Preferencia.CLARO: "Claro",
            Preferencia.OSCURO: "Oscuro",
            Preferencia.ALTO_CONTRASTE: "Alto contraste",
        }[self]


_FIJOS = {Preferencia.CLARO: CLARO, Preferencia.OSCURO: OSCURO, Preferencia.ALTO_CONTRASTE: ALTO_CONTRASTE}


_PROPIEDAD = "gestor_de_tema"


class GestorDeTema(QObject):
    """Lives as a child of the application; `cambio` tells a widget that paints by itself to paint again."""

    cambio = Signal(object)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.setProperty(_PROPIEDAD, self)
        self._app = app
        self.preferencia = Preferencia.SISTEMA
        self.tema: Tema | None = None
        app.setFont(fuente())
        # Both are kept: PySide lets go of the inner one together with a temporary outer one.
        self._sistema = QGuiApplication.styleHints()
        self._accesibilidad = self._sistema.accessibility()
        self._sistema.colorSchemeChanged.connect(self._seguir_al_sistema)
        self._accesibilidad.contrastPreferenceChanged.connect(self._seguir_al_sistema)

    def elegir(self, preferencia: Preferencia) -> Tema:
        """Put on the theme of this choice."""
        self.preferencia = preferencia
        # The window frame and the system's own dialogs follow a fixed choice too, where the system can.
        if preferencia is Preferencia.SISTEMA:
            self._sistema.unsetColorScheme()
        else:
            oscuro = _FIJOS[preferencia].es_oscuro
            self._sistema.setColorScheme(Qt.ColorScheme.Dark if oscuro else Qt.ColorScheme.Light)
        return self._poner()

    def _seguir_al_sistema(self) -> None:
        if self.preferencia is Preferencia.SISTEMA:
            self._poner()

    def _poner(self) -> Tema:
        tema = _FIJOS.get(self.preferencia) or _del_sistema()
        if tema is not self.tema:
            self.tema = tema
            self._app.setPalette(paleta(tema))
            self._app.setStyleSheet(hoja_de_estilo(tema))
            self.cambio.emit(tema)
        return tema


def aplicar(app: QApplication, preferencia: Preferencia = Preferencia.SISTEMA) -> Tema:
    """Put the theme of the person's choice on the application, now or again later; answers the one that is on."""
    return gestor(app).elegir(preferencia)


def gestor(app: QApplication) -> GestorDeTema:
    """The application's theme keeper; made on first use."""
    return _buscar(app) or GestorDeTema(app)


def actual() -> Tema:
    """The theme that is on; the light one while none was applied."""
    app = QApplication.instance()
    existente = _buscar(app) if isinstance(app, QApplication) else None
    return (existente.tema if existente else None) or CLARO


def paleta(tema: Tema) -> QPalette:
    """The palette that makes Fusion, and all that the style sheet does not name, wear the theme."""
    papel, hecha = QPalette.ColorRole, QPalette()
    colores = {
        papel.Window: Rol.FONDO,
        papel.WindowText: Rol.TEXTO,
        papel.Base: Rol.SUPERFICIE,
        papel.AlternateBase: Rol.FONDO,
        papel.Text: Rol.TEXTO,
        papel.PlaceholderText: Rol.TEXTO_TENUE,
        papel.Button: Rol.SUPERFICIE,
        papel.ButtonText: Rol.TEXTO,
        papel.BrightText: Rol.PELIGRO,
        papel.Highlight: Rol.SELECCION,
        papel.HighlightedText: Rol.TEXTO,
        papel.Accent: Rol.ACENTO,
        papel.Link: Rol.ACENTO,
        papel.LinkVisited: Rol.ACENTO,
        papel.ToolTipBase: Rol.SUPERFICIE,
        papel.ToolTipText: Rol.TEXTO,
        papel.Light: Rol.SUPERFICIE,
        papel.Midlight: Rol.LINEA,
        papel.Mid: Rol.LINEA,
        papel.Dark: Rol.BORDE,
    }
    for rol_de_qt, rol in colores.items():
        hecha.setColor(rol_de_qt, tema.color(rol))
    for rol_de_qt in (papel.WindowText, papel.Text, papel.ButtonText, papel.HighlightedText):
        hecha.setColor(QPalette.ColorGroup.Disabled, rol_de_qt, tema.color(Rol.TEXTO_TENUE))
    return hecha


def _buscar(app: QApplication) -> GestorDeTema | None:
    # Not `findChild`: it makes PySide look at every class of widgets there is, which a start would feel.
    hallado = app.property(_PROPIEDAD)
    return hallado if isinstance(hallado, GestorDeTema) else None


def _del_sistema() -> Tema:
    sistema = QGuiApplication.styleHints()
    accesibilidad = sistema.accessibility()
    if accesibilidad.contrastPreference() is Qt.ContrastPreference.HighContrast:
        return ALTO_CONTRASTE
    return OSCURO if sistema.colorScheme() is Qt.ColorScheme.Dark else CLARO
