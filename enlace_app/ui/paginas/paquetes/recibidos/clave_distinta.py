"""Another key than before: nobody takes it without having compared the words with the sender."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.ui.componentes.botones import BotonDePeligro, BotonSecundario
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta

_ANCHO = 70
"""Characters."""


class ClaveDistinta(QDialog):
    """Shows the words of the former key and of the new one; `aceptada` only after the person ticked what was done."""

    aceptada = Signal()

    def __init__(
        self, quien: str, antes: tuple[str, ...], ahora: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Otra clave que antes")
        explicacion = (
            f"Este paquete llegó a nombre de {quien}, pero firmado con otra clave que sus envíos anteriores. Puede ser "
            "que haya cambiado de computadora; también puede ser que lo haya hecho otra persona. Llame por teléfono al "
            "número que usted ya tenía (no al que venga en el correo) y pida que le lean las seis palabras que su "
            "programa muestra en Paquetes."
        )
        self.hable = QCheckBox("&Hablé con quien lo envió y me leyó las palabras nuevas")
        self.aceptar = BotonDePeligro("Aceptar la clave nueva", al_pulsar=self._aceptar)
        self.aceptar.setEnabled(False)
        self.cancelar = BotonSecundario("No aceptar", al_pulsar=self.reject)
        self.hable.toggled.connect(self.aceptar.setEnabled)
        palabras = QGridLayout()
        for fila, (titulo, cuales) in enumerate((("Clave de antes", antes), ("Clave nueva", ahora))):
            palabras.addWidget(Etiqueta(titulo, RolDeEtiqueta.TENUE), fila, 0)
            palabras.addWidget(Etiqueta(" · ".join(cuales), RolDeEtiqueta.SUBTITULO, ajustar=True), fila, 1)
        palabras.setColumnStretch(1, 1)
        botones = QHBoxLayout()
        botones.addStretch(1)
        botones.addWidget(self.cancelar)
        botones.addWidget(self.aceptar)
        caja = QVBoxLayout(self)
        caja.setSpacing(self.fontMetrics().height())
        caja.addWidget(Etiqueta(explicacion, ajustar=True))
        caja.addLayout(palabras)
        caja.addWidget(self.hable)
        caja.addLayout(botones)
        ancho = self.fontMetrics().averageCharWidth() * _ANCHO
        self.setMinimumSize(ancho, caja.heightForWidth(ancho))
        self.cancelar.setFocus()

    def _aceptar(self) -> None:
        self.accept()
        self.aceptada.emit()
