"""Who may be meant by a few letters: read once, and again in a quiet moment after something changed."""

from PySide6.QtCore import QObject, QTimer

from enlace_app.consultas.candidatos import Candidato, candidatos_de_asistencia, nombres_conocidos
from enlace_app.ui.paginas.sesion.sesion_abierta import SesionAbierta

_CALMA_MILISEGUNDOS = 300
_TABLAS = frozenset({"asistencia", "acuerdo", "persona", "organizacion", "nombramiento", "reunion"})


class Conocidos(QObject):
    """Reading a large directory takes longer than a key press may: what is handed out may be a moment old."""

    def __init__(self, sesion: SesionAbierta, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._nombres: dict[str, str] | None = None
        self._candidatos: list[Candidato] | None = None
        self._calma = QTimer(self, singleShot=True, interval=_CALMA_MILISEGUNDOS)
        self._calma.timeout.connect(self._leer)
        sesion.leida.connect(self._cambiado)
        self._calma.start()

    def nombres(self) -> dict[str, str]:
        """Every folded name that «@» may mean, with its spelling."""
        if self._nombres is None:
            self._nombres = nombres_conocidos(self._sesion.lectura, str(self._sesion.uuid))
        return self._nombres

    def candidatos(self) -> list[Candidato]:
        """Who may come, the likeliest first."""
        if self._candidatos is None:
            self._candidatos = candidatos_de_asistencia(self._sesion.lectura, str(self._sesion.uuid))
        return self._candidatos

    def _cambiado(self, tablas: frozenset[str]) -> None:
        if tablas & _TABLAS:
            self._calma.start()

    def _leer(self) -> None:
        self._nombres = self._candidatos = None
        self.nombres()
        self.candidatos()
