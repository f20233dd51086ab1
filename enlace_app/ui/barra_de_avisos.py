"""The strip above the page that tells what happened; the list of the latest opens from the foot of the window."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from enlace_app.ui.avisos import Aviso, Avisos, Clase
from enlace_app.ui.componentes.botones import BotonDeIcono, BotonSecundario
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.tema import Icono, Rol, icono

_DURACION_MILISEGUNDOS = 7000
_ICONOS = {
    Clase.HECHO: (Icono.EXITO, Rol.BIEN),
    Clase.AVISO: (Icono.ALERTA, Rol.AVISO),
    Clase.ERROR: (Icono.ERROR, Rol.PELIGRO),
}
_PALABRAS = {Clase.HECHO: "Hecho", Clase.AVISO: "Atención", Clase.ERROR: "No se pudo"}


class BarraDeAvisos(QFrame):
    """Shows one notice; an error stays until it is closed or another takes its place."""

    def __init__(self, avisos: Avisos, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aviso: Aviso | None = None
        self._antes: QWidget | None = None
        """Who had the keyboard when the notice came."""
        self.setProperty("papel", "tarjeta")
        self._icono = QLabel()
        self._icono.setTextFormat(Qt.TextFormat.PlainText)
        self._texto = Etiqueta(ajustar=True)
        self._texto.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._opcion = BotonSecundario("")
        self._opcion.clicked.connect(self._actuar)
        cerrar = BotonDeIcono(Icono.CERRAR, "Cerrar el aviso", al_pulsar=self._cerrar)
        # A click must not take the keyboard from the line that is being written.
        for boton in (cerrar, self._opcion):
            boton.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        disposicion = QHBoxLayout(self)
        disposicion.setContentsMargins(12, 6, 6, 6)
        disposicion.addWidget(self._icono)
        disposicion.addWidget(self._texto, 1)
        disposicion.addWidget(self._opcion)
        disposicion.addWidget(cerrar, 0, Qt.AlignmentFlag.AlignTop)
        self._reloj = QTimer(self, singleShot=True, interval=_DURACION_MILISEGUNDOS)
        self._reloj.timeout.connect(self._cerrar)
        avisos.nuevo.connect(self.mostrar)
        self.hide()

    def mostrar(self, aviso: Aviso) -> None:
        """Show a notice in place of the former one."""
        self._aviso = aviso
        con_teclado = QApplication.focusWidget()
        if con_teclado is not None and not self.isAncestorOf(con_teclado):
            self._antes = con_teclado
        lado = self.fontMetrics().height()
        self._icono.setPixmap(icono(*_ICONOS[aviso.clase]).pixmap(lado, lado))
        self._texto.setText(f"{_PALABRAS[aviso.clase]}: {aviso.texto}")
        self.setAccessibleName(self._texto.text())
        self._opcion.setText(aviso.opcion or "")
        self._opcion.setAccessibleName(aviso.opcion or "Atender el aviso")
        self._opcion.setVisible(aviso.opcion is not None)
        self.show()
        if aviso.clase is Clase.HECHO:
            self._reloj.start()
        else:
            self._reloj.stop()

    @property
    def texto(self) -> str:
        """What is shown now; empty while nothing is."""
        return "" if self.isHidden() else self._texto.text()

    def _cerrar(self) -> None:
        """Go, and give the keyboard back to who had it if it is in here."""
        con_teclado = QApplication.focusWidget()
        dentro = con_teclado is not None and self.isAncestorOf(con_teclado)
        self.hide()
        if dentro and self._antes is not None and isValid(self._antes):
            self._antes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _actuar(self) -> None:
        self._cerrar()
        if self._aviso is not None and self._aviso.accion is not None:
            self._aviso.accion()


class HistorialDeAvisos(QFrame):
    """The latest notices as text that can be copied: what one reads out on the telephone."""

    def __init__(self, avisos: Avisos, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAccessibleName("Avisos recientes")
        titulo = Etiqueta("Avisos recientes", RolDeEtiqueta.SUBTITULO)
        self._lineas = QPlainTextEdit(readOnly=True)
        self._lineas.setAccessibleName("Avisos recientes")
        recientes = [f"{a.instante:%H:%M}  {_PALABRAS[a.clase]}: {a.texto}" for a in reversed(avisos.recientes)]
        self._lineas.setPlainText("\n\n".join(recientes) or "Todavía no hay avisos.")
        disposicion = QVBoxLayout(self)
        disposicion.addWidget(titulo)
        disposicion.addWidget(self._lineas)
        self.resize(520, 320)
