"""How a package is made: what it starts from, with its attachments or not, under a password or not."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.paquetes import VistaDePaquete, exigir_contrasena
from enlace_app.ui.componentes.eleccion import Eleccion
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.paginas.paquetes import palabras

_NO_JUNTOS = "La contraseña cierra el libro y los archivos irían sin ella: por eso no van juntos."
_NADIE = (
    "Nadie puede recuperarla, y el programa no la guarda. Dígala por teléfono a quien recibe, nunca en el correo. Si "
    "se olvida, haga otro paquete."
)


class OpcionesDePaquete(QWidget):
    """Until the person chooses, what is new goes where that is possible, and all where it is not."""

    tipo_elegido = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._elegido: TipoPaquete | None = None
        self._hay_adjuntos = False
        self.tipo = Eleccion([(str(TipoPaquete.INCREMENTAL), "Sólo lo nuevo"), (str(TipoPaquete.COMPLETO), "Todo")])
        self.adjuntos = QCheckBox()
        self.con_contrasena = QCheckBox("Cerrar el libro con una &contraseña")
        self.con_contrasena.setAccessibleName("Cerrar el libro con una contraseña")
        self.no_juntos = Etiqueta(_NO_JUNTOS, RolDeEtiqueta.DETALLE, ajustar=True)
        self.contrasena = _campo_de_contrasena("Contraseña")
        self.otra_vez = _campo_de_contrasena("Otra vez, igual")
        self.ver = QCheckBox("&Ver lo que escribo")
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self._panel = self._crear_panel()
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(2)
        for parte in (self.tipo, self.adjuntos, self.con_contrasena, self.no_juntos, self._panel):
            caja.addWidget(parte)
        self.tipo.elegida.connect(self._elegir_tipo)
        self.adjuntos.toggled.connect(lambda _: self._ajustar())
        self.con_contrasena.toggled.connect(self._pedir_contrasena)
        self.ver.toggled.connect(self._mostrar_lo_escrito)
        for campo in (self.contrasena, self.otra_vez):
            campo.textEdited.connect(lambda _: self._decir(""))
        self.poner(None)

    def _crear_panel(self) -> QWidget:
        panel = QWidget()
        rejilla = QGridLayout(panel)
        rejilla.setContentsMargins(panel.fontMetrics().height() * 3 // 2, 0, 0, 0)
        for n, campo in enumerate((self.contrasena, self.otra_vez)):
            etiqueta = Etiqueta(f"{campo.accessibleName()}:")
            etiqueta.setBuddy(campo)
            rejilla.addWidget(etiqueta, n, 0)
            rejilla.addWidget(campo, n, 1)
        rejilla.addWidget(self.error, 2, 0, 1, 2)
        rejilla.addWidget(self.ver, 3, 0, 1, 2)
        rejilla.addWidget(Etiqueta(_NADIE, RolDeEtiqueta.DETALLE, ajustar=True), 4, 0, 1, 2)
        rejilla.setColumnStretch(1, 1)
        self.error.hide()
        return panel

    @property
    def pedido(self) -> TipoPaquete | None:
        """What the person chose; None leaves it to what is possible."""
        return self._elegido

    @property
    def con_adjuntos(self) -> bool:
        """Whether the files go too."""
        return self.adjuntos.isChecked() and self.adjuntos.isEnabled()

    def poner(self, vista: VistaDePaquete | None) -> None:
        """Offer what is possible now."""
        acusado = vista.acusado if vista is not None else None
        solo_lo_nuevo = self.tipo.boton(str(TipoPaquete.INCREMENTAL))
        texto = palabras.solo_lo_nuevo(acusado)
        solo_lo_nuevo.setText(texto)
        solo_lo_nuevo.setAccessibleName(texto)
        solo_lo_nuevo.setEnabled(acusado is not None)
        if acusado is None and self._elegido is TipoPaquete.INCREMENTAL:
            self._elegido = None
        tipo = self._elegido or (TipoPaquete.INCREMENTAL if acusado is not None else TipoPaquete.COMPLETO)
        self.tipo.poner_valor(str(tipo))
        self._hay_adjuntos = vista is not None and bool(vista.adjuntos.van)
        texto = palabras.con_los_adjuntos(vista)
        self.adjuntos.setText(texto)
        self.adjuntos.setAccessibleName(texto)
        self._ajustar()

    def tomar_contrasena(self) -> str | None:
        """Return the password to be used, None where none was asked for.

        Raises:
            ErrorDeNegocio: it cannot be used, or the two are not the same; told under the fields too.
        """
        if not self.con_contrasena.isChecked():
            return None
        try:
            exigir_contrasena(self.contrasena.text())
            self._exigir_iguales()
        except ErrorDeNegocio as error:
            self._decir(str(error))
            self.contrasena.setFocus(Qt.FocusReason.OtherFocusReason)
            raise
        return self.contrasena.text()

    def _exigir_iguales(self) -> None:
        if self.contrasena.text() != self.otra_vez.text():
            raise ErrorDeNegocio("Las dos veces no se escribió lo mismo; escríbala de nuevo en los dos campos.")

    def olvidar(self) -> None:
        """Empty the fields of the password, so that it is nowhere."""
        self.con_contrasena.setChecked(False)
        self._pedir_contrasena(False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Who leaves the page leaves no password behind."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.olvidar()

    def _elegir_tipo(self, valor: str) -> None:
        self._elegido = TipoPaquete(valor)
        self.tipo_elegido.emit()

    def _ajustar(self) -> None:
        self.adjuntos.setEnabled(self._hay_adjuntos and not self.con_contrasena.isChecked())
        self.con_contrasena.setEnabled(not self.con_adjuntos)
        self.no_juntos.setVisible(self._hay_adjuntos and (self.con_adjuntos or self.con_contrasena.isChecked()))
        self._panel.setVisible(self.con_contrasena.isChecked())

    def _pedir_contrasena(self, pedida: bool) -> None:
        for campo in (self.contrasena, self.otra_vez):
            campo.clear()
        self.ver.setChecked(False)
        self._decir("")
        if pedida:
            self.adjuntos.setChecked(False)
        self._ajustar()
        if pedida:
            self.contrasena.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mostrar_lo_escrito(self, mostrar: bool) -> None:
        modo = QLineEdit.EchoMode.Normal if mostrar else QLineEdit.EchoMode.Password
        for campo in (self.contrasena, self.otra_vez):
            campo.setEchoMode(modo)

    def _decir(self, texto: str) -> None:
        self.error.setText(texto)
        self.error.setVisible(bool(texto))


def _campo_de_contrasena(nombre: str) -> QLineEdit:
    campo = QLineEdit()
    campo.setEchoMode(QLineEdit.EchoMode.Password)
    campo.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
    campo.setAccessibleName(nombre)
    return campo
