"""Signing with an e.firma: two files and a password, which stays in its field only until it is used."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from enlace_app.ui.componentes.archivos import pedir_archivo
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.formulario import Formulario
from enlace_app.ui.tema import Icono

_DEL_CERTIFICADO = "Quien diga el certificado"
_AVISO = (
    "La llave y la contraseña se usan una sola vez, en este equipo, y no se guardan. Con la última firma el archivo "
    "queda cerrado; después de una e.firma, lo demás va en una hoja de firmas aparte."
)


@dataclass(frozen=True)
class PedidoDeEfirma:
    """The two files, and who it is in the acta where the certificate writes the name otherwise."""

    cer: Path
    key: Path
    firmante: str | None


class _Archivo(QWidget):
    """The name of the chosen file and the button that chooses it."""

    def __init__(self, que: str, filtro: str) -> None:
        super().__init__()
        self._que, self._filtro = que, filtro
        self.ruta: Path | None = None
        self.nombre = EtiquetaElidida("sin elegir", RolDeEtiqueta.TENUE)
        self.boton = BotonSecundario("Elegir…", al_pulsar=self.pedir)
        self.boton.setAccessibleName(f"Elegir {que}")
        self.setFocusProxy(self.boton)
        fila = QHBoxLayout(self)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.addWidget(self.nombre, 1)
        fila.addWidget(self.boton)

    def pedir(self) -> None:
        pedir_archivo(self, f"Elegir {self._que}", self._filtro, self.poner)

    def poner(self, ruta: Path) -> None:
        """Take that file."""
        self.ruta = ruta
        self.nombre.setText(ruta.name)


class FormaDeEfirma(QFrame):
    """Hidden until it is opened; Enter in the password signs, Esc puts it away."""

    pedido = Signal(object)
    """A `PedidoDeEfirma`; whoever takes it asks for the password with `tomar_contrasena`, once."""
    cerrada = Signal()
    falta = Signal(str)
    """What is missing to sign."""

    def __init__(self) -> None:
        super().__init__()
        self.formulario = Formulario()
        self.cer = self.formulario.agregar("Ce&rtificado (.cer)", _Archivo("el certificado", "Certificado (*.cer)"))
        self.key = self.formulario.agregar("Lla&ve (.key)", _Archivo("la llave", "Llave privada (*.key)"))
        self.contrasena = self.formulario.agregar("Con&traseña de la llave", QLineEdit())
        self.contrasena.setEchoMode(QLineEdit.EchoMode.Password)
        self.contrasena.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.contrasena.returnPressed.connect(self.firmar)
        self.quien = self.formulario.agregar("En el acta es", QComboBox())
        self.boton = BotonSecundario("Firmar con e.firma", con_icono=Icono.CANDADO, al_pulsar=self.firmar)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 4, 0, 4)
        caja.addWidget(Etiqueta("Firmar con e.firma", RolDeEtiqueta.SUBTITULO))
        caja.addWidget(Etiqueta(_AVISO, RolDeEtiqueta.TENUE, ajustar=True))
        caja.addWidget(self.formulario)
        botones = QHBoxLayout()
        botones.addWidget(self.boton)
        botones.addWidget(BotonSecundario("Cancelar", al_pulsar=self.cancelar))
        botones.addStretch(1)
        caja.addLayout(botones)
        self.hide()

    def abrir(self, pendientes: Sequence[str]) -> None:
        """Ask for the files; who it was the last time is forgotten, so that nobody signs under another's name."""
        self.quien.clear()
        self.quien.addItems([_DEL_CERTIFICADO, *pendientes])
        self.show()
        primero = next((a for a in (self.cer, self.key) if a.ruta is None), self.contrasena)
        primero.setFocus(Qt.FocusReason.OtherFocusReason)

    def tomar(self, archivo: Path) -> bool:
        """Take a dropped certificate or key; False for any other file."""
        cual = {".cer": self.cer, ".key": self.key}.get(archivo.suffix.lower())
        if cual is not None:
            cual.poner(archivo)
        return cual is not None

    def firmar(self) -> None:
        """Ask for the signature, or say what is missing."""
        if self.cer.ruta is None or self.key.ruta is None:
            self.falta.emit("Elija los dos archivos de la e.firma: el certificado (.cer) y la llave (.key).")
        elif not self.contrasena.text():
            self.falta.emit("Escriba la contraseña de la llave.")
            self.contrasena.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            firmante = self.quien.currentText() if self.quien.currentIndex() > 0 else None
            self.pedido.emit(PedidoDeEfirma(self.cer.ruta, self.key.ruta, firmante))

    def tomar_contrasena(self) -> bytearray:
        """Return the password and empty its field; whoever takes it overwrites it."""
        tomada = bytearray(self.contrasena.text().encode())
        self.contrasena.setText("")  # unlike `clear`, this forgets what could be undone
        return tomada

    def cancelar(self) -> None:
        """Put it away and forget the password."""
        self.contrasena.setText("")
        self.hide()
        self.cerrada.emit()

    def olvidar(self) -> None:
        """Forget the files too: whoever signs next has other ones."""
        self.cancelar()
        for archivo in (self.cer, self.key):
            archivo.ruta = None
            archivo.nombre.setText("sin elegir")
        self.quien.setCurrentIndex(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes this form, not the panel around it."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelar()
        else:
            super().keyPressEvent(event)
