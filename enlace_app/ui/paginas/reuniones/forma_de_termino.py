"""How one signatory ends other than by the scan of all: what must be told of it is asked, and nothing else."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from enlace_app.consultas.firmas import Firmante
from enlace_app.dominio.firmas import Resultado
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.formulario import Formulario

_TITULOS = {
    Resultado.BAJO_PROTESTA: "{} firmó bajo protesta",
    Resultado.SE_RETIRO: "{} se retiró sin firmar",
    Resultado.SE_NEGO: "{} se negó a firmar",
}


@dataclass(frozen=True)
class Termino:
    """How somebody ended; `en_papel` asks for the scan of the sheet that was signed under protest."""

    nombre: str
    resultado: Resultado
    hora: str = ""
    motivo: str = ""
    en_papel: bool = False


class FormaDeTermino(QFrame):
    """Hidden until it is opened for one signatory; Enter settles, Esc puts it away."""

    pedido = Signal(object)
    """A `Termino`; whoever takes it closes this form once it was done."""
    cerrada = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._nombre = ""
        self._resultado = Resultado.SE_RETIRO
        self.titulo = Etiqueta("", RolDeEtiqueta.SUBTITULO, ajustar=True)
        self.formulario = Formulario()
        self.hora = self.formulario.agregar("&Hora", CampoDeTexto(sugerencia="13:05"))
        self.hora.setMaximumWidth(self.fontMetrics().averageCharWidth() * 16)
        self.motivo = self.formulario.agregar("&Motivo", CampoDeTexto())
        for campo in (self.hora, self.motivo):
            campo.returnPressed.connect(self.asentar)
        self.boton = BotonSecundario("Asentar", al_pulsar=self.asentar)
        self.papel = BotonSecundario("Adjuntar su hoja firmada…", al_pulsar=self._con_papel)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 4, 0, 4)
        caja.addWidget(self.titulo)
        caja.addWidget(self.formulario)
        botones = QHBoxLayout()
        for boton in (self.papel, self.boton, BotonSecundario("Cancelar", al_pulsar=self.cerrar)):
            botones.addWidget(boton)
        botones.addStretch(1)
        caja.addLayout(botones)
        self.hide()

    def abrir(self, firmante: Firmante, resultado: Resultado) -> None:
        """Ask what that result needs of that person."""
        self._nombre, self._resultado = firmante.nombre, resultado
        self.titulo.setText(_TITULOS[resultado].format(firmante.nombre))
        retiro, protesta = resultado is Resultado.SE_RETIRO, resultado is Resultado.BAJO_PROTESTA
        self.formulario.mostrar_renglon(self.hora, visible=retiro)
        self.hora.poner_valor(firmante.salida or "")
        self.motivo.poner_valor("")
        self.motivo.setPlaceholderText(
            {Resultado.SE_RETIRO: "Puede quedar vacío", Resultado.SE_NEGO: "Si no lo dijo: no dio razón"}.get(
                resultado, "De qué protesta"
            )
        )
        self.papel.setVisible(protesta)
        texto = "Asentar como firma simple" if protesta else "Hacer constar"
        self.boton.setText(texto)
        self.boton.setAccessibleName(texto)
        self.show()
        (self.hora if retiro and not firmante.salida else self.motivo).setFocus(Qt.FocusReason.OtherFocusReason)

    def cerrar(self) -> None:
        """Put it away."""
        self.hide()
        self.cerrada.emit()

    def asentar(self) -> None:
        """Ask for it to be settled."""
        self._pedir(en_papel=False)

    def _con_papel(self) -> None:
        self._pedir(en_papel=True)

    def _pedir(self, *, en_papel: bool) -> None:
        hora = self.hora.valor() if self._resultado is Resultado.SE_RETIRO else ""
        self.pedido.emit(Termino(self._nombre, self._resultado, hora, self.motivo.valor(), en_papel))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes this form, not the panel around it."""
        if event.key() == Qt.Key.Key_Escape:
            self.cerrar()
        else:
            super().keyPressEvent(event)
