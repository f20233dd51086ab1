"""The file that was just written: where it is, and what to do with it."""

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.ui.avisos import Avisos
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.tema import Icono


class PaqueteHecho(QFrame):
    """Hidden until there is a file."""

    def __init__(self, avisos: Avisos, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._avisos = avisos
        self._archivo = Path()
        self.setProperty("papel", "tarjeta")
        self.titulo = Etiqueta("", RolDeEtiqueta.SUBTITULO, ajustar=True)
        self.ruta = Etiqueta("", ajustar=True)
        self.ruta.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.siguiente = Etiqueta("", ajustar=True)
        self.mostrar_carpeta = BotonSecundario(
            "Mostrar en la carpeta", con_icono=Icono.CARPETA, al_pulsar=self._mostrar_en_la_carpeta
        )
        self.copiar = BotonSecundario("Copiar la ruta", con_icono=Icono.COPIAR, al_pulsar=self._copiar_ruta)
        botones = QHBoxLayout()
        botones.addWidget(self.mostrar_carpeta)
        botones.addWidget(self.copiar)
        botones.addStretch(1)
        caja = QVBoxLayout(self)
        for etiqueta in (self.titulo, self.ruta, self.siguiente):
            caja.addWidget(etiqueta)
        caja.addLayout(botones)
        self.hide()

    def mostrar(self, titulo: str, archivo: Path, siguiente: str) -> None:
        """Show a file, and take the keyboard to what one does with it."""
        self._archivo = archivo
        self.titulo.setText(titulo)
        self.ruta.setText(str(archivo))
        self.siguiente.setText(siguiente)
        self.show()
        self.copiar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copiar_ruta(self) -> None:
        QGuiApplication.clipboard().setText(str(self._archivo))
        self._avisos.hecho("Se copió la ruta del archivo.")

    def _mostrar_en_la_carpeta(self) -> None:
        if not mostrar_en_la_carpeta(self._archivo):
            self._avisos.error(f"No se pudo abrir la carpeta. El archivo está en: {self._archivo}")


def mostrar_en_la_carpeta(archivo: Path) -> bool:
    """Open the folder of a file in the system's file manager, the file marked where that can be asked for."""
    if sys.platform == "win32" and archivo.exists():
        abierta, _ = QProcess.startDetached("explorer.exe", ["/select,", str(archivo)])
        return abierta
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(archivo.parent)))
