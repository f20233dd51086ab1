"""What a page says when it has nothing to show: why, and what to do next."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.tema import Icono, Rol, icono, lado_de_icono


class EstadoVacio(QWidget):
    """Icon, title, explanation and the buttons of what comes next, in the middle of the room there is."""

    def __init__(
        self,
        cual: Icono,
        titulo: str,
        explicacion: str = "",
        acciones: Sequence[QAbstractButton] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(titulo)
        self._icono = icono(cual, Rol.TEXTO_TENUE)
        self._lado = lado = lado_de_icono(3.4)
        self.figura = Etiqueta()
        self._dibujar()
        self.titulo = Etiqueta(titulo, RolDeEtiqueta.TITULO, ajustar=True)
        self.explicacion = Etiqueta(explicacion, RolDeEtiqueta.TENUE, ajustar=True)
        if not explicacion:
            self.explicacion.hide()  # never `show` here: without a parent yet it would open a window of its own
        botones = QHBoxLayout()
        botones.addStretch(1)
        for boton in acciones:
            botones.addWidget(boton)
        botones.addStretch(1)
        # Longer lines are hard to read on a wide window; a plain maximum on the label would cut its second line.
        columna = QWidget()
        columna.setMaximumWidth(self.fontMetrics().averageCharWidth() * 80)
        caja = QVBoxLayout(columna)
        caja.addStretch(2)
        for etiqueta in (self.figura, self.titulo, self.explicacion):
            etiqueta.setAlignment(Qt.AlignmentFlag.AlignCenter)
            caja.addWidget(etiqueta)
        caja.addSpacing(lado // 4)
        caja.addLayout(botones)
        caja.addStretch(3)
        centro = QHBoxLayout(self)
        centro.addStretch(1)
        centro.addWidget(columna, 100)
        centro.addStretch(1)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon again in the colours of another theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and hasattr(self, "figura"):
            self._dibujar()

    def _dibujar(self) -> None:
        self.figura.setPixmap(self._icono.pixmap(self._lado, self._lado))
