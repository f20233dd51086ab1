"""The answer itself: one large panel with sign, word and colour, that a screen reader says as a whole."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.dominio.verificacion import Dictamen, Veredicto
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.senales import Aspecto
from enlace_app.ui.tema import Icono, Rol, actual, dibujo, lado_de_icono

ASPECTOS = {
    Veredicto.VIGENTE: Aspecto("Auténtica y vigente", Icono.CUMPLIDO, Rol.BIEN),
    Veredicto.SUPERADA: Aspecto("Auténtica, pero hay otra posterior", Icono.ALERTA, Rol.AVISO),
    Veredicto.ALTERADA: Aspecto("Alterada", Icono.ERROR, Rol.PELIGRO),
    Veredicto.NO_COMPROBABLE: Aspecto("No se puede comprobar aquí", Icono.INFORMACION, Rol.ACENTO),
    Veredicto.AJENA: Aspecto("No es un acta de este programa", Icono.NO_PROCEDE, Rol.NEUTRO),
}


class PanelDeVeredicto(QWidget):
    """Icon, word, the sentence, and what to do; takes the keyboard so that it is read aloud when the answer comes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._aspecto = ASPECTOS[Veredicto.AJENA]
        self.figura = Etiqueta()
        self.palabra = Etiqueta("", RolDeEtiqueta.TITULO, ajustar=True)
        self.frase = Etiqueta("", ajustar=True)
        self.siguiente = Etiqueta("", RolDeEtiqueta.SUBTITULO, ajustar=True)
        alto = self.fontMetrics().height()
        textos = QVBoxLayout()
        textos.setSpacing(alto // 3)
        for etiqueta in (self.palabra, self.frase, self.siguiente):
            textos.addWidget(etiqueta)
        caja = QHBoxLayout(self)
        caja.setContentsMargins(alto, alto, alto, alto)
        caja.setSpacing(alto)
        caja.addWidget(self.figura, 0, Qt.AlignmentFlag.AlignTop)
        caja.addLayout(textos, 1)

    def poner(self, dictamen: Dictamen) -> None:
        """Show this answer."""
        self._aspecto = ASPECTOS[dictamen.veredicto]
        self.palabra.setText(self._aspecto.palabra)
        self.frase.setText(dictamen.frase)
        self.siguiente.setText(dictamen.siguiente)
        self.setAccessibleName(f"{self._aspecto.palabra}. {dictamen.frase} {dictamen.siguiente}")
        self._pintar_figura()
        self.update()

    def _pintar_figura(self) -> None:
        lado, escala = lado_de_icono(3.2), self.devicePixelRatioF()
        self.figura.setPixmap(dibujo(self._aspecto.icono, actual().valor(self._aspecto.rol), lado, escala))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the sign again in the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "figura"):
            self._pintar_figura()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tinted card with its edge in the colour of the answer."""
        tema, pintor = actual(), QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        pintor.setBrush(tema.tinte(self._aspecto.rol))
        pintor.setPen(QPen(tema.color(self._aspecto.rol), 2))
        pintor.drawRoundedRect(QRectF(self.rect()).adjusted(5, 5, -5, -5), 8, 8)
        if self.hasFocus():
            pintor.setBrush(Qt.BrushStyle.NoBrush)
            pintor.setPen(QPen(tema.color(Rol.FOCO), 2))
            pintor.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
