"""The six words by which the authority knows this computer, always in sight: they are read out on the telephone."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from enlace_app.errores import ErrorDeEnlace
from enlace_app.servicios.clave_de_envio import clave_de_envio
from enlace_app.ui.componentes.botones import BotonDeIcono
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.tema import Icono


class PalabrasDeMiClave(QWidget):
    """One line; where the key cannot be read it says why."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self.palabras: tuple[str, ...] = ()
        self.texto = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self.texto.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.texto.setToolTip(
            "Quien recibe sus paquetes ve estas mismas palabras, en este orden. Si un día no son las mismas, el "
            "paquete no lo hizo este equipo."
        )
        self.copiar = BotonDeIcono(Icono.COPIAR, "Copiar las palabras de su clave", al_pulsar=self._copiar)
        caja = QHBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(self.texto, 1)
        caja.addWidget(self.copiar)
        self.leer()

    def leer(self) -> None:
        """Read the key."""
        try:
            self.palabras = clave_de_envio(self._entorno.contexto.almacen).palabras
            self.texto.setText(f"Las palabras de su clave: {' '.join(self.palabras)}")
        except ErrorDeEnlace as error:
            self.palabras = ()
            self.texto.setText(f"No se pudo leer la clave con que firma. {error}")
        self.copiar.setVisible(bool(self.palabras))

    def _copiar(self) -> None:
        QGuiApplication.clipboard().setText(" ".join(self.palabras))
        self._entorno.avisos.hecho("Se copiaron las palabras de su clave.")
