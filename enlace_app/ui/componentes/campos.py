"""Fields for text and numbers: each tells once, when one leaves it, that what it holds has changed."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from enlace_app.dominio.cantidades import leer_minimo
from enlace_app.errores import ErrorDeNegocio

LARGO_MAXIMO = 32_767
"""What may be kept in one text; see dominio.textos."""


class CampoDeTexto(QLineEdit):
    """One line. `dejado` is emitted on Enter or when the focus leaves, if the text is another one than before."""

    dejado = Signal(str)

    def __init__(self, valor: str = "", *, sugerencia: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(LARGO_MAXIMO)
        self.setPlaceholderText(sugerencia)
        self._guardado = ""
        self.poner_valor(valor)
        self.editingFinished.connect(self.confirmar)

    def valor(self) -> str:
        """What it holds; pasted line ends count as spaces, the ends are trimmed."""
        return " ".join(self.text().split("\n")).strip()

    def poner_valor(self, valor: str) -> None:
        """Show what is stored; that is no change."""
        self._guardado = valor
        if self.text() != valor:
            self.setText(valor)
            self.setCursorPosition(0)

    def confirmar(self) -> None:
        """Tell now what was typed, if it was not told: the page closes, or saves by itself."""
        if (ahora := self.valor()) != self._guardado:
            self._guardado = ahora
            self.dejado.emit(ahora)


class CampoLargo(QPlainTextEdit):
    """Several lines that wrap; it grows with its text up to `maximo` lines, then scrolls. Tab leaves it."""

    dejado = Signal(str)

    def __init__(
        self,
        valor: str = "",
        *,
        sugerencia: str = "",
        minimo: int = 3,
        maximo: int = 14,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._minimo, self._maximo = minimo, maximo
        self._guardado = ""
        self.setTabChangesFocus(True)
        self.setPlaceholderText(sugerencia)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._crecer)
        self.poner_valor(valor)

    def valor(self) -> str:
        """What it holds."""
        return self.toPlainText()

    def poner_valor(self, valor: str) -> None:
        """Show what is stored; that is no change."""
        self._guardado = valor
        if self.toPlainText() != valor:
            self.setPlainText(valor)

    def confirmar(self) -> None:
        """Tell now what was typed, if it was not told."""
        if (ahora := self.valor()) != self._guardado:
            self._guardado = ahora
            self.dejado.emit(ahora)

    def sizeHint(self) -> QSize:
        """As high as its lines, between the two limits."""
        # The layout of a plain text counts its height in lines.
        lineas = min(max(round(self.document().size().height()), self._minimo), self._maximo)
        marco = 2 * self.frameWidth() + self.contentsMargins().top() + self.contentsMargins().bottom()
        alto = lineas * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin()) + marco + 4
        return QSize(super().sizeHint().width(), alto)

    def minimumSizeHint(self) -> QSize:
        """The same height: a page scrolls rather than squeezing what one writes."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A context menu, or another window on top, is no leaving."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.confirmar()

    def _crecer(self) -> None:
        self.updateGeometry()


class CampoDeNumero(CampoDeTexto):
    """A whole number, typed as people do («2,737»); `problema` says what is wrong with it."""

    def __init__(
        self, valor: int | None = None, *, minimo: int = 0, maximo: int = 999_999_999, parent: QWidget | None = None
    ) -> None:
        self._minimo, self._maximo = minimo, maximo
        super().__init__("" if valor is None else str(valor), parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * 18)

    def numero(self) -> int | None:
        """The number; None while it is empty or wrong."""
        return self._leer()[0]

    def problema(self) -> str | None:
        """What to do about what was typed, or None."""
        return self._leer()[1]

    def poner_numero(self, numero: int | None) -> None:
        """Show what is stored; that is no change."""
        self.poner_valor("" if numero is None else str(numero))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down count."""
        paso = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if not paso:
            super().keyPressEvent(event)
            return
        actual = self.numero()
        siguiente = self._minimo if actual is None else actual + paso
        self.setText(str(min(max(siguiente, self._minimo), self._maximo)))

    def _leer(self) -> tuple[int | None, str | None]:
        texto = self.valor()
        if not texto:
            return None, None
        try:
            cantidad = leer_minimo(texto)
        except ErrorDeNegocio as error:
            return None, str(error)
        if cantidad.es_minimo or cantidad.nota:
            return None, "Escriba solo el número."
        if not self._minimo <= cantidad.numero <= self._maximo:
            return None, f"Escriba un número de {self._minimo:,} a {self._maximo:,}."
        return cantidad.numero, None
