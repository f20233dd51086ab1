"""A part of a page that folds away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from enlace_app.ui.componentes.botones import BotonDePlegar
from enlace_app.ui.tema import Icono


class SeccionPlegable(QWidget):
    """A heading that one presses (Enter, Space or click) to show or hide `contenido`."""

    plegada = Signal(bool)
    """Emitted with True when it was folded, False when it was opened."""

    def __init__(self, titulo: str, contenido: QWidget, *, abierta: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titulo = titulo
        self.contenido = contenido
        self.encabezado = BotonDePlegar(titulo.replace("&", "&&"), al_pulsar=self._alternar)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(self.encabezado)
        caja.addWidget(contenido)
        self._mostrar(abierta=abierta)

    def abrir(self, *, abierta: bool = True) -> None:
        """Open it, or fold it with `abierta=False`."""
        if abierta is self.esta_abierta():
            return
        self._mostrar(abierta=abierta)
        self.plegada.emit(not abierta)

    def esta_abierta(self) -> bool:
        """Whether its content shows."""
        return not self.contenido.isHidden()

    def _alternar(self) -> None:
        self.abrir(abierta=not self.esta_abierta())

    def _mostrar(self, *, abierta: bool) -> None:
        self.contenido.setVisible(abierta)
        self.encabezado.cambiar_icono(Icono.DESPLEGADO if abierta else Icono.PLEGADO)
        self.encabezado.setAccessibleName(self._titulo)
        self.encabezado.setAccessibleDescription("abierta" if abierta else "plegada")
