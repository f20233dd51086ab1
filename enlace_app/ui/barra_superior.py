"""The head of the window: whose data these are, the way back, and the one search box."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from enlace_app.ui.buscador import Buscador
from enlace_app.ui.componentes.botones import BotonDeIcono
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.tema import Icono


class BarraSuperior(QFrame):
    """Stays above every page but the session mode."""

    atras = Signal()

    def __init__(self, entorno: Entorno, region: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("barraSuperior")
        sitio = entorno.sitio
        atras = BotonDeIcono(Icono.FLECHA_IZQUIERDA, "Volver a lo anterior", al_pulsar=self.atras.emit)
        atras.setShortcut(QKeySequence("Alt+Left"))
        atras.setToolTip("Volver a lo anterior  (Alt+←)")
        quien = EtiquetaElidida(f"{region} · {sitio.nombre}" if region else sitio.nombre, RolDeEtiqueta.TENUE)
        self.buscador = Buscador(entorno)
        disposicion = QHBoxLayout(self)
        disposicion.setContentsMargins(8, 6, 12, 6)
        disposicion.addWidget(atras)
        disposicion.addWidget(Etiqueta("Enlace", RolDeEtiqueta.SUBTITULO))
        disposicion.addWidget(quien, 1)
        if sitio.ejemplo:
            disposicion.addWidget(Etiqueta("EJEMPLO, SIN VALIDEZ", RolDeEtiqueta.ERROR))
        disposicion.addWidget(self.buscador, 2)
