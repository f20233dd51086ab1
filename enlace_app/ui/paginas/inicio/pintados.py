"""The page's own buttons, painted by hand: the first page must stand at once, and painting costs next to nothing."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from enlace_app.ui.componentes.etiquetas import texto_de_ayuda
from enlace_app.ui.tema import Icono, Rol, actual, dibujo, fuente_escalada, lado_de_icono


class _Pintado(QAbstractButton):
    """A button that Enter presses too, and that shows its focus and the mouse over it."""

    def __init__(self, al_pulsar: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _=False: al_pulsar())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Be as before."""
        super().leaveEvent(event)
        self.update()


class Contador(_Pintado):
    """A large number under its name; in the colour and with the sign of `rol` while there is something to count."""

    def __init__(
        self, nombre: str, cual: Icono, rol: Rol, al_pulsar: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(al_pulsar, parent)
        self._nombre = nombre
        self._icono = cual
        self._rol = rol
        self._cifra = ""
        self._detalle = ""
        self._hay = False
        self._grande = fuente_escalada(1.9, negrita=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def poner(self, cuantos: int, detalle: str, *, o_mas: bool = False) -> None:
        """Show a number and what it counts; `o_mas` says that there are at least so many."""
        self._cifra = f"{cuantos:,}{'+' if o_mas else ''}"
        self._detalle = detalle
        self._hay = cuantos > 0
        self.setAccessibleName(f"{self._nombre}: {cuantos:,}{' o más' if o_mas else ''}. {detalle}")
        self.update()

    def cifra(self) -> str:
        """The number as shown."""
        return self._cifra

    def sizeHint(self) -> QSize:
        """Name and explanation beside the number."""
        alto = QFontMetrics(self._grande).height() + self.fontMetrics().height() * 7 // 4
        return QSize(self.fontMetrics().averageCharWidth() * 24, alto)

    def minimumSizeHint(self) -> QSize:
        """The same height in less room."""
        return QSize(self.fontMetrics().averageCharWidth() * 16, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint in the theme that is on."""
        pintor, tema = QPainter(self), actual()
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        foco = self.hasFocus()
        pintor.setPen(QPen(tema.color(Rol.FOCO if foco else Rol.LINEA), 2 if foco else 1))
        pintor.setBrush(tema.color(Rol.SELECCION if self.underMouse() else Rol.SUPERFICIE))
        pintor.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        color = tema.color(self._rol if self._hay else Rol.TEXTO_TENUE)
        margen, letra = self.fontMetrics().height() * 2 // 3, self.fontMetrics()
        lado = lado_de_icono(1.5)
        _dibujar(pintor, self._icono, color, QRect(margen, 0, lado, self.height()))
        pintor.setPen(color)
        pintor.setFont(self._grande)
        ancho = QFontMetrics(self._grande).horizontalAdvance(self._cifra)
        izquierda = margen + lado + margen // 2
        pintor.drawText(QRect(izquierda, 0, ancho + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self._cifra)
        izquierda += ancho + margen * 3 // 4
        resto = max(self.width() - izquierda - margen, 0)
        medio = self.height() // 2
        pintor.setFont(self.font())
        pintor.setPen(tema.color(Rol.TEXTO))
        for texto, arriba in ((self._nombre, medio - letra.height()), (self._detalle, medio)):
            corto = letra.elidedText(texto, Qt.TextElideMode.ElideRight, resto)
            pintor.drawText(QRect(izquierda, arriba, resto, letra.height()), Qt.AlignmentFlag.AlignVCenter, corto)
            pintor.setPen(tema.color(Rol.TEXTO_TENUE))


class Noticia(_Pintado):
    """One line of what there is to know, with its sign; it leads to where one sees to it."""

    def __init__(self, al_pulsar: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(al_pulsar, parent)
        self._icono = Icono.INFORMACION
        self._rol = Rol.TEXTO
        self._texto = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()

    def poner(self, cual: Icono, texto: str, rol: Rol = Rol.TEXTO) -> None:
        """Show this; an empty text hides it."""
        self._icono, self._texto, self._rol = cual, " ".join(texto.split()), rol
        self.setAccessibleName(self._texto)
        self.setVisible(bool(texto))
        self.updateGeometry()
        self.update()

    def texto(self) -> str:
        """What it says, whole."""
        return self._texto

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        letra = self.fontMetrics()
        ancho = lado_de_icono(1.1) + letra.height() * 3 // 2 + letra.horizontalAdvance(self._texto) + 4
        return QSize(ancho, letra.height() * 3 // 2)

    def minimumSizeHint(self) -> QSize:
        """A few words: it never widens the window."""
        return QSize(self.fontMetrics().averageCharWidth() * 14, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint in the theme that is on; what does not fit is in the tooltip."""
        pintor, tema, letra = QPainter(self), actual(), self.fontMetrics()
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            pintor.setPen(QPen(tema.color(Rol.FOCO), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            pintor.setBrush(tema.color(Rol.SELECCION) if self.underMouse() else Qt.BrushStyle.NoBrush)
            pintor.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        margen, lado, color = letra.height() // 3, lado_de_icono(1.1), tema.color(self._rol)
        _dibujar(pintor, self._icono, color, QRect(margen, 0, lado, self.height()))
        pintor.setPen(color)
        izquierda = margen + lado + margen
        corto = letra.elidedText(self._texto, Qt.TextElideMode.ElideRight, self.width() - izquierda - margen)
        self.setToolTip(texto_de_ayuda(self._texto) if corto != self._texto else "")
        pintor.drawText(
            QRect(izquierda, 0, self.width() - izquierda, self.height()), Qt.AlignmentFlag.AlignVCenter, corto
        )


def _dibujar(pintor: QPainter, cual: Icono, color: QColor, zona: QRect) -> None:
    figura = dibujo(cual, color.name(), zona.width(), pintor.device().devicePixelRatioF())
    pintor.drawPixmap(QPointF(zona.x(), zona.y() + (zona.height() - zona.width()) / 2), figura)
