"""A line for who types fast: it completes what follows «@», and its keys never surprise."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from enlace_app.dominio.organizaciones import plegar
from enlace_app.ui.componentes.completado import CampoConSugerencias


class CampoDeLinea(CampoConSugerencias):
    """Enter on a name that is already whole adds the line instead of completing it; Esc closes the suggestions first.

    Ctrl+Z on an empty line takes back what was noted last, as it does outside of a field.
    """

    abandonado = Signal()
    """Esc with no suggestion to close."""
    confirmada = Signal()
    """Ctrl+Enter."""

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window where there are no letters to take back."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            deshace = event.matches(QKeySequence.StandardKey.Undo)
            if deshace and not self.text():
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if event.key() == Qt.Key.Key_Escape and not self.propuestas():
            self.abandonado.emit()
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.cerrar()
                self.confirmada.emit()
                return
            if self._ya_esta_entero():
                self.cerrar()
            super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _ya_esta_entero(self) -> bool:
        fragmento = self._fragmento() if self._prefijo else None
        if fragmento is None or self._lista is None or not self.propuestas():
            return False
        escrito = self.text()[fragmento[0] + len(self._prefijo) : fragmento[1]]
        return plegar(escrito) == plegar(self._lista.marcada().texto)
