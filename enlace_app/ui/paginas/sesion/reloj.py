"""The hour that is stamped on what is noted: the clock of the meeting's municipality, or one that was set."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from enlace_app.dominio.fechas import FechaImprecisa
from enlace_app.ui.entorno import Entorno

_LATIDO_MILISEGUNDOS = 5000
_MADRUGADA = 6
"""A session that began yesterday may still go on until this hour."""


class RelojDeSesion(QObject):
    """Local hours `HH:MM`. A set hour stands still until it is set anew or let go: lists are copied from paper by it.

    Of a meeting of another day nobody knows the hour until it is set: the clock on the wall would be an invention.
    """

    cambiado = Signal()
    """Another minute, another set hour, or none any more."""

    def __init__(self, entorno: Entorno, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._zona: str | None = None
        self._fecha: FechaImprecisa | None = None
        self._fijada: str | None = None
        self._latido = QTimer(self, interval=_LATIDO_MILISEGUNDOS)
        self._latido.timeout.connect(self.cambiado)
        self._latido.start()

    def poner(self, zona: str, fecha: FechaImprecisa) -> None:
        """From now on tell the hour of this zone, for a meeting of that day."""
        if (zona, fecha) != (self._zona, self._fecha):
            self._zona, self._fecha = zona, fecha
            self.cambiado.emit()

    @property
    def ahora(self) -> datetime:
        """The real hour where the meeting is held."""
        return self._entorno.ahora_en(self._zona)

    @property
    def hoy(self) -> date:
        """The day where the meeting is held."""
        return self.ahora.date()

    @property
    def fijada(self) -> str | None:
        """The hour that was set."""
        return self._fijada

    @property
    def es_de_hoy(self) -> bool:
        """Whether the real clock may be stamped: the meeting is held today, or began last night."""
        if self._fecha is None or self._fecha.fecha is None:
            return False
        ahora = self.ahora
        ultimo = self._fecha.fin or self._fecha.fecha
        if ahora.hour < _MADRUGADA:
            ultimo += timedelta(days=1)
        return self._fecha.fecha <= ahora.date() <= ultimo

    @property
    def hora(self) -> str | None:
        """What is stamped now; None where nobody can tell."""
        if self._fijada is not None:
            return self._fijada
        return f"{self.ahora:%H:%M}" if self.es_de_hoy else None

    def fijar(self, hora: str | None) -> None:
        """Stamp this hour (`HH:MM`) from now on; None lets the real clock run again."""
        if hora != self._fijada:
            self._fijada = hora
            self.cambiado.emit()

    def transcurrido(self, desde: str | None) -> str:
        """Write how long the session lasts, `01:12`; nothing where it cannot be told."""
        hora = self.hora
        if desde is None or hora is None:
            return ""
        minutos = _minutos(hora) - _minutos(desde)
        if minutos < 0 and self._fijada is None and self.ahora.hour < _MADRUGADA:
            minutos += 24 * 60
        if minutos < 0:
            return ""
        return f"{minutos // 60:02d}:{minutos % 60:02d}"


def _minutos(hora: str) -> int:
    horas, minutos = hora.split(":")
    return int(horas) * 60 + int(minutos)
