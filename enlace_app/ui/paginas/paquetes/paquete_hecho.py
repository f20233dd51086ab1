"""The file that was just written: where it is, how it gets into a mail, and what to read out on the telephone."""

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, QProcess, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDrag, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.errores import ErrorDeEnlace
from enlace_app.servicios.clave_de_envio import clave_de_envio
from enlace_app.servicios.paquetes import PaqueteExportado
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.tema import Icono

_GRUPO = 4


class ArchivoArrastrable(Etiqueta):
    """The path of a file; dragged into a mail or a folder it takes the file there, always as a copy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", ajustar=True, parent=parent)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip("Arrástrelo hasta el correo")
        self._archivo = Path()
        self._desde: QMouseEvent | None = None

    def poner(self, archivo: Path) -> None:
        """Show this file."""
        self._archivo = archivo
        self.setText(str(archivo))
        self.setAccessibleName(f"Archivo {archivo}")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Perhaps a drag begins."""
        self._desde = event.clone() if event.button() is Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It does, once the mouse went far enough."""
        if self._desde is None:
            return
        lejos = (event.position() - self._desde.position()).manhattanLength()
        if lejos >= QApplication.startDragDistance():
            self._desde = None
            arrastre = QDrag(self)
            arrastre.setMimeData(como_archivo(self._archivo))
            arrastre.exec(Qt.DropAction.CopyAction)


class PaqueteHecho(QFrame):
    """Hidden until there is a file."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._archivo = Path()
        self._huella = ""
        self.setProperty("papel", "tarjeta")
        self.titulo = Etiqueta("", RolDeEtiqueta.SUBTITULO, ajustar=True)
        self.ruta = ArchivoArrastrable()
        self.siguiente = Etiqueta("", ajustar=True)
        self.telefono = Etiqueta("", RolDeEtiqueta.DETALLE, ajustar=True)
        self.telefono.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.mostrar_carpeta = BotonSecundario(
            "Mostrar en la carpeta", con_icono=Icono.CARPETA, al_pulsar=self._mostrar_en_la_carpeta
        )
        self.copiar = BotonSecundario("Copiar el archivo", con_icono=Icono.COPIAR, al_pulsar=self._copiar_archivo)
        self.copiar.setToolTip("En el correo, péguelo con Ctrl+V. En un texto se pega su ruta.")
        self.copiar_huella = BotonSecundario("Copiar la huella", con_icono=Icono.COPIAR, al_pulsar=self._copiar_huella)
        botones = QHBoxLayout()
        for boton in (self.copiar, self.mostrar_carpeta, self.copiar_huella):
            botones.addWidget(boton)
        botones.addStretch(1)
        caja = QVBoxLayout(self)
        for etiqueta in (self.titulo, self.ruta, self.siguiente):
            caja.addWidget(etiqueta)
        caja.addLayout(botones)
        caja.addWidget(self.telefono)
        self.hide()

    def mostrar(self, titulo: str, hecho: PaqueteExportado, siguiente: str) -> None:
        """Show a package, and take the keyboard to what one does with it."""
        self._archivo, self._huella = hecho.ruta, hecho.contenido_sha256
        self.titulo.setText(titulo)
        self.ruta.poner(hecho.ruta)
        self.siguiente.setText(siguiente)
        self.telefono.setText(
            f"Por si se lo preguntan por teléfono. Su huella: {en_grupos(hecho.contenido_sha256)}{self._palabras()}"
        )
        self.show()
        self.copiar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _palabras(self) -> str:
        try:
            palabras = clave_de_envio(self._entorno.contexto.almacen).palabras
        except ErrorDeEnlace:  # told at the foot of the page
            return ""
        return f"\nLas palabras de su clave: {' '.join(palabras)}"

    def _copiar_archivo(self) -> None:
        QGuiApplication.clipboard().setMimeData(como_archivo(self._archivo))
        self._entorno.avisos.hecho("Se copió el archivo: péguelo en el correo con Ctrl+V.")

    def _copiar_huella(self) -> None:
        QGuiApplication.clipboard().setText(self._huella)
        self._entorno.avisos.hecho("Se copió la huella del paquete.")

    def _mostrar_en_la_carpeta(self) -> None:
        if not mostrar_en_la_carpeta(self._archivo):
            self._entorno.avisos.error(f"No se pudo abrir la carpeta. El archivo está en: {self._archivo}")


def como_archivo(archivo: Path) -> QMimeData:
    """Return what other programs take for that file; those that want a text get its path."""
    datos = QMimeData()
    datos.setUrls([QUrl.fromLocalFile(str(archivo))])
    datos.setText(str(archivo))
    return datos


def en_grupos(huella: str) -> str:
    """Write a hash so that it can be read aloud."""
    return " ".join(huella[n : n + _GRUPO] for n in range(0, len(huella), _GRUPO))


def mostrar_en_la_carpeta(archivo: Path) -> bool:
    """Open the folder of a file in the system's file manager, the file marked where that can be asked for."""
    if sys.platform == "win32" and archivo.exists():
        abierta, _ = QProcess.startDetached("explorer.exe", ["/select,", str(archivo)])
        return abierta
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(archivo.parent)))
