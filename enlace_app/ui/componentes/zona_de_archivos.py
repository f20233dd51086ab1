"""Files that come in: dropped anywhere on a page, pasted from the desktop, or chosen."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from enlace_app.dominio.adjuntos import nombre_seguro
from enlace_app.ui.componentes.archivos import pedir_archivo, pedir_archivos
from enlace_app.ui.componentes.botones import BotonDeIcono, BotonSecundario
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta, texto_de_ayuda
from enlace_app.ui.tema import Icono

NO_ESTA_AQUI = (
    "Eso no es un archivo de esta computadora. Guárdelo primero en una carpeta y suelte aquí el archivo guardado."
)
_ARRASTRES = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop})
_TECLAS = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})


def archivos_de(datos: QMimeData) -> list[Path]:
    """Return the files of this computer that are being dragged or were copied; links to elsewhere are none."""
    return [Path(url.toLocalFile()) for url in datos.urls() if url.isLocalFile()]


class ReceptorDeArchivos(QObject):
    """Takes the files that are dropped on a widget or pasted while the keyboard is in it, its fields included.

    A field by itself would take a dropped file for text. Nothing is looked up on the disk here: a folder, or what is
    on a drive that no longer answers, is for who reads the file beside the window.
    """

    recibidos = Signal(list)
    """One or more `Path`, after the drop is over: the other program need not wait for what follows."""
    rechazado = Signal(str)
    """What came is no file of this computer; the text says what to do."""

    def __init__(self, donde: QWidget, *, pegar: bool = True) -> None:
        """`pegar` is False inside a page that takes what is pasted itself."""
        super().__init__(donde)
        donde.setAcceptDrops(True)
        donde.installEventFilter(self)
        self.vigilar_campos(donde)
        if pegar:
            tecla = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), donde)
            tecla.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            tecla.activated.connect(self.pegar)

    def vigilar_campos(self, dentro: QWidget) -> None:
        """Let drops through the fields inside as well; to be called again for those that were added later."""
        for campo in dentro.findChildren(QLineEdit):
            campo.installEventFilter(self)
        for largo in dentro.findChildren(QPlainTextEdit):
            largo.installEventFilter(self)
            largo.viewport().installEventFilter(self)

    def pegar(self) -> None:
        """Take what was copied in the file manager; other things on the clipboard are left alone."""
        datos = QGuiApplication.clipboard().mimeData()
        if datos is not None and datos.hasUrls():
            self._recibir(archivos_de(datos))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch drags of files, and Ctrl+V with files on the clipboard."""
        clase = event.type()
        if clase in _ARRASTRES and isinstance(event, QDropEvent) and event.mimeData().hasUrls():
            # Always a copy: a file manager would delete its own after a move.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            if clase is QEvent.Type.Drop:
                self._recibir(archivos_de(event.mimeData()))
            return True
        if clase in _TECLAS and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste):
            datos = QGuiApplication.clipboard().mimeData()
            if datos is not None and archivos_de(datos) and isinstance(watched, QLineEdit | QPlainTextEdit):
                event.accept()
                if clase is QEvent.Type.KeyPress:
                    self.pegar()
                return True
        return super().eventFilter(watched, event)

    def _recibir(self, archivos: list[Path]) -> None:
        if archivos:
            QTimer.singleShot(0, self, lambda: self.recibidos.emit(archivos))
        else:
            QTimer.singleShot(0, self, lambda: self.rechazado.emit(NO_ESTA_AQUI))


class ZonaDeArchivos(QFrame):
    """Holds the files that were chosen, one line each; files dropped or pasted on it come in by themselves.

    With `varios=False` another file takes the place of the first one. On a page that takes files itself `recibe` is
    False, and the page hands them on with `agregar`.
    """

    cambiados = Signal()
    """Other files than before are chosen."""

    def __init__(
        self, *, varios: bool = True, invitacion: str = "", recibe: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._varios = varios
        self._archivos: list[Path] = []
        self._renglones: list[QWidget] = []
        self.setProperty("papel", "tarjeta")
        que = "archivos" if varios else "archivo"
        self.boton = BotonSecundario(f"Elegir {que}…", con_icono=Icono.ADJUNTAR, al_pulsar=self.elegir)
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.error.hide()
        fila = QHBoxLayout()
        fila.setSpacing(self.fontMetrics().height() // 2)
        fila.addWidget(self.boton)
        invita = invitacion or f"o {'suéltelos' if varios else 'suéltelo'} aquí, o Ctrl+V"
        fila.addWidget(EtiquetaElidida(invita, RolDeEtiqueta.TENUE), 1)
        self._caja = QVBoxLayout(self)
        alto = self.fontMetrics().height()
        self._caja.setContentsMargins(alto // 2, alto // 3, alto // 2, alto // 3)
        self._caja.setSpacing(2)
        self._caja.addLayout(fila)
        self._caja.addWidget(self.error)
        self.setFocusProxy(self.boton)
        if recibe:
            receptor = ReceptorDeArchivos(self)
            receptor.recibidos.connect(self.agregar)
            receptor.rechazado.connect(self.mostrar_error)

    def archivos(self) -> list[Path]:
        """What is chosen, in the order in which it came."""
        return list(self._archivos)

    def poner(self, archivos: Sequence[Path]) -> None:
        """Show these and no others; that counts as a change if they are others."""
        nuevos = list(dict.fromkeys(archivos))[: None if self._varios else 1]
        self.mostrar_error("")
        if nuevos == self._archivos:
            return
        self._archivos = nuevos
        self._dibujar()
        self.cambiados.emit()

    def agregar(self, archivos: Sequence[Path]) -> None:
        """Take these too, or the first of them instead where there is room for one."""
        self.poner([*self._archivos, *archivos] if self._varios else archivos)

    def quitar(self, archivo: Path) -> None:
        """Take one away; the file itself is not touched."""
        self.poner([otro for otro in self._archivos if otro != archivo])
        self.boton.setFocus(Qt.FocusReason.OtherFocusReason)

    def elegir(self) -> None:
        """Ask for files beside the window."""
        if self._varios:
            pedir_archivos(self, "Elegir archivos", "Todos los archivos (*)", self.agregar)
        else:
            pedir_archivo(self, "Elegir archivo", "Todos los archivos (*)", lambda uno: self.agregar([uno]))

    def mostrar_error(self, texto: str) -> None:
        """Say what is wrong with a file; an empty text takes it away."""
        self.error.setText(texto)
        self.error.setVisible(bool(texto))

    def _dibujar(self) -> None:
        for renglon in self._renglones:
            self._caja.removeWidget(renglon)
            renglon.hide()
            renglon.deleteLater()
        self._renglones = [self._renglon(archivo) for archivo in self._archivos]
        for lugar, renglon in enumerate(self._renglones, start=1):
            self._caja.insertWidget(lugar, renglon)

    def _renglon(self, archivo: Path) -> QWidget:
        # Without direction marks and control characters: «gpj.exe» must not read as «exe.jpg».
        visible = nombre_seguro(archivo.name)
        renglon = QWidget()
        fila = QHBoxLayout(renglon)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.addWidget(EtiquetaElidida(visible), 1)
        fila.addWidget(self._boton_de_quitar(archivo, visible))
        return renglon

    def _boton_de_quitar(self, archivo: Path, visible: str) -> BotonDeIcono:
        boton = BotonDeIcono(Icono.QUITAR, f"Quitar {visible}", al_pulsar=lambda: self.quitar(archivo))
        boton.setToolTip(texto_de_ayuda(f"Quitar {visible}"))
        return boton
