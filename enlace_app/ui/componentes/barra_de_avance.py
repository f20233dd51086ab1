"""A share as a short bar beside its number: the number and its word say it, the bar only helps the eye."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from enlace_app.ui.tema import Rol, actual

Indice = QModelIndex | QPersistentModelIndex
_ANCHO_MINIMO = 24


class PintorDeBarra(QStyledItemDelegate):
    """Paints a cell's text and after it a bar; `parte_de` gives what share (0 to 1) of it is full, None no bar."""

    def __init__(self, parte_de: Callable[[Indice], float | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parte_de = parte_de

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Indice) -> None:
        """Paint background and number as the style does, then the bar in the room to its left."""
        super().paint(painter, option, index)
        parte = self._parte_de(index)
        if parte is None:
            return
        estilo = option.widget.style() if option.widget is not None else QApplication.style()
        margen = estilo.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 4
        metrica = option.fontMetrics
        # Every number gets the same room, so that the bars of a column begin at one line.
        reservado = max(metrica.horizontalAdvance(str(index.data() or "")), metrica.averageCharWidth() * 8) + 2 * margen
        zona = QRectF(option.rect).adjusted(margen, 0, -reservado, 0)
        if zona.width() >= _ANCHO_MINIMO:
            alto = metrica.height() * 0.5
            pintar_barra(painter, QRectF(zona.x(), zona.center().y() - alto / 2, zona.width(), alto), parte)


class BarraDeAvance(QWidget):
    """The same for one record, with its words; a screen reader gets them as its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parte: float | None = None
        self._texto = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def poner(self, parte: float | None, texto: str) -> None:
        """Show a share (0 to 1; None: nobody knows) and its words."""
        self._parte, self._texto = parte, texto
        self.setAccessibleName(texto)
        self.update()

    def texto(self) -> str:
        """The words."""
        return self._texto

    def sizeHint(self) -> QSize:
        """Room for the words and a bar as long."""
        metrica = self.fontMetrics()
        return QSize(metrica.averageCharWidth() * 40, round(metrica.height() * 1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint in the theme that is on."""
        pintor = QPainter(self)
        metrica = self.fontMetrics()
        ancho = 0
        if self._parte is not None:
            ancho = min(self.width() // 2, metrica.averageCharWidth() * 24)
            alto = metrica.height() * 0.6
            pintar_barra(pintor, QRectF(0, (self.height() - alto) / 2, ancho, alto), self._parte)
            ancho += metrica.averageCharWidth()
        resto = self.rect().adjusted(ancho, 0, 0, 0)
        pintor.setPen(actual().color(Rol.TEXTO))
        corto = metrica.elidedText(self._texto, Qt.TextElideMode.ElideRight, resto.width())
        pintor.drawText(resto, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, corto)


def pintar_barra(pintor: QPainter, zona: QRectF, parte: float, rol: Rol = Rol.ACENTO) -> None:
    """Paint the whole as an outline and the share filled."""
    tema = actual()
    pintor.save()
    pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
    pintor.setPen(tema.color(Rol.BORDE))
    pintor.setBrush(tema.color(Rol.SUPERFICIE))
    marco = zona.adjusted(0.5, 0.5, -0.5, -0.5)
    pintor.drawRoundedRect(marco, 2, 2)
    lleno = max(0.0, min(parte, 1.0)) * marco.width()
    if lleno >= 1:
        pintor.setPen(Qt.PenStyle.NoPen)
        pintor.setBrush(tema.color(rol))
        pintor.drawRoundedRect(QRectF(marco.x(), marco.y(), lleno, marco.height()), 2, 2)
    pintor.restore()
