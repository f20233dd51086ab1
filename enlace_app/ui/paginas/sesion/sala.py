"""Who may vote in the room, and whether there is a quorum: judged in a quiet moment, and at once for a vote."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject, QTimer, Signal

from enlace_app.ui.paginas.sesion.sesion_abierta import SesionAbierta

if TYPE_CHECKING:
    from enlace_app.servicios.derechos import DerechosDeReunion

_CALMA_MILISEGUNDOS = 150


class Sala(QObject):
    """The rights as they were judged last."""

    TABLAS: ClassVar = frozenset({"asistencia", "reunion", "nombramiento", "persona", "ejercicio", "rol"})
    juzgada = Signal()

    def __init__(self, sesion: SesionAbierta, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._derechos: DerechosDeReunion | None = None
        self._calma = QTimer(self, singleShot=True, interval=_CALMA_MILISEGUNDOS)
        self._calma.timeout.connect(self.juzgar)

    def juzgar_pronto(self) -> None:
        """Judge when nobody types for a moment."""
        self._calma.start()

    def juzgar(self) -> "DerechosDeReunion":
        """Judge now; by the set hour where one is set, else as the room stands."""
        from enlace_app.servicios.derechos import derechos

        self._calma.stop()
        sesion = self._sesion
        self._derechos = derechos(sesion.almacen, reunion=sesion.uuid, hora=sesion.reloj.fijada)
        self.juzgada.emit()
        return self._derechos

    @property
    def hay_quorum(self) -> bool | None:
        """None where none is needed, or it was not judged yet."""
        return self._derechos.hay_quorum if self._derechos else None

    @property
    def explicacion(self) -> str:
        """Why there is a quorum or not, as a sentence."""
        dicha = self._derechos.explicacion if self._derechos else ""
        return f"{dicha[:1].upper()}{dicha[1:]}." if dicha else ""

    def dicho_de(self, asistencia: str) -> str | None:
        """What is to be known of one row: that she votes."""
        suyos = self._derechos.de(asistencia) if self._derechos else None
        return "vota" if suyos is not None and suyos.vota else None
