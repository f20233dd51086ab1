"""Text on the window: always shown literally, whatever it contains."""

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from enlace_app.ui.tema import fuente_escalada


class RolDeEtiqueta(StrEnum):
    """How much a text weighs on the page."""

    NORMAL = "normal"
    TITULO = "titulo"
    SUBTITULO = "subtitulo"
    TENUE = "tenue"
    DETALLE = "detalle"
    """Small print under something else."""
    ERROR = "error"


_TAMANOS = {RolDeEtiqueta.TITULO: 1.45, RolDeEtiqueta.SUBTITULO: 1.1, RolDeEtiqueta.DETALLE: 0.92}
_NEGRITAS = frozenset({RolDeEtiqueta.TITULO, RolDeEtiqueta.SUBTITULO})


class Etiqueta(QLabel):
    """A label that never interprets what it shows; `ajustar` breaks long text into lines."""

    def __init__(
        self,
        texto: str = "",
        rol: RolDeEtiqueta = RolDeEtiqueta.NORMAL,
        *,
        ajustar: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(ajustar)
        self.setProperty("rol", rol.value)
        if rol in _TAMANOS or rol in _NEGRITAS:
            self.setFont(fuente_escalada(_TAMANOS.get(rol, 1.0), negrita=rol in _NEGRITAS))
        self.setText(texto)


class EtiquetaElidida(Etiqueta):
    """One line that shortens itself with «…» to the room there is; the whole text is its tooltip and its name."""

    def __init__(
        self, texto: str = "", rol: RolDeEtiqueta = RolDeEtiqueta.NORMAL, parent: QWidget | None = None
    ) -> None:
        self._completo = texto
        super().__init__("", rol, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(texto)

    def setText(self, texto: str) -> None:
        """Show this text; line ends count as spaces."""
        self._completo = " ".join(texto.split())
        self.setAccessibleName(self._completo)
        self._elidir()
        self.updateGeometry()

    def texto_completo(self) -> str:
        """What it would show with enough room."""
        return self._completo

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._completo) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A few letters: it never widens the window."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten again."""
        super().resizeEvent(event)
        self._elidir()

    def _elidir(self) -> None:
        ancho = max(self.contentsRect().width(), 0)
        corto = self.fontMetrics().elidedText(self._completo, Qt.TextElideMode.ElideRight, ancho)
        super().setText(corto)
        self.setToolTip(texto_de_ayuda(self._completo) if corto != self._completo else "")


def texto_de_ayuda(texto: str) -> str:
    """A text for `setToolTip` or `setWhatsThis`, which would otherwise take `<b>` for a command."""
    if "<" not in texto:  # only then does Qt look for tags
        return texto
    from html import escape  # rarely needed, and the first page must not wait for it

    return f"<span>{escape(texto).replace(chr(10), '<br>')}</span>"
