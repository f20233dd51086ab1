"""The strip of session mode in which one says how many there are."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.conteo_de_asistentes import ConteoDeAsistentes
from enlace_app.ui.paginas.sesion.sesion_abierta import SesionAbierta


class FranjaDeConteo(QFrame):
    """Enter keeps the count and the photo, Esc gives them up."""

    cerrada = Signal()

    def __init__(self, sesion: SesionAbierta, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self.setProperty("papel", "tarjeta")
        self.conteo = ConteoDeAsistentes(sesion.entorno, sesion.hacer, al_dejar=False)
        self.campo = self.conteo.campo
        botones = QHBoxLayout()
        botones.addWidget(BotonPrimario("Anotar", al_pulsar=self.conteo.guardar))
        botones.addWidget(BotonSecundario("Cancelar", al_pulsar=self.cerrar))
        caja = QVBoxLayout(self)
        caja.setContentsMargins(6, 6, 6, 6)
        caja.setSpacing(4)
        caja.addWidget(self.conteo)
        caja.addLayout(botones)
        self.campo.returnPressed.connect(self.conteo.guardar)
        self.conteo.guardado.connect(self.cerrar)
        self.hide()

    def abrir(self, foto: Path | None = None) -> None:
        """Ask; what was noted before stands there."""
        if self.isHidden():
            self.conteo.poner(self._sesion.registro)
        if foto is not None:
            self.conteo.poner_foto(foto)
        self.show()
        self.campo.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.campo.selectAll()

    def refrescar(self) -> None:
        """The meeting was read again."""
        if not self.isHidden():
            self.conteo.poner(self._sesion.registro)

    def cerrar(self) -> None:
        """Put it away."""
        if not self.isHidden():
            self.hide()
            self.conteo.poner_foto(None)
            self.conteo.reponer()
            self.cerrada.emit()

    def capturas(self) -> dict[str, str]:
        """What a power cut must not take."""
        return {} if self.isHidden() else {"conteo": self.campo.text()}

    def recuperar(self, capturas: dict[str, str]) -> None:
        """Put back what an earlier run was typing."""
        if capturas.get("conteo"):
            self.conteo.poner(self._sesion.registro)
            self.campo.setText(capturas["conteo"])
            self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.cerrar()
        else:
            super().keyPressEvent(event)
