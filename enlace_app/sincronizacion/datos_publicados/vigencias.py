"""When a role begins and ends: ISO dates, or the session that the source names instead of one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from enlace_app.sincronizacion.datos_publicados.celdas import es_fecha_parcial, fecha_iso
from enlace_app.sincronizacion.datos_publicados.tabla import Tabla

_TIPOS_DE_SESION: Final = {"sesion_ordinaria": "ordinaria", "sesion_extraordinaria": "extraordinaria"}
_ENTRE_PARENTESIS: Final = re.compile(r"\((\d{4}-\d{2}-\d{2})\)", re.ASCII)
_SESION: Final = re.compile(
    r"\b(?P<numero>\d{1,3})\s*\.?\s*[ªaº°]?\s+sesi[oó]n(?:\s+(?P<serie>ordinaria|extraordinaria))?\b", re.IGNORECASE
)
_HASTA_ANTES: Final = re.compile(r"\bantes\s+de\b", re.IGNORECASE)

Sesiones = Mapping[tuple[str, str, int], date]
"""Day of each numbered session by ejercicio, series (ordinaria, extraordinaria) and number."""


@dataclass(frozen=True)
class Limite:
    """One end of a term: the ISO date (possibly a year or a month) and, if it was written otherwise, the words."""

    fecha: str | None
    literal: str | None

    @property
    def sin_fecha(self) -> bool:
        """Whether words were written of which no date could be made."""
        return self.fecha is None and self.literal is not None


def sesiones_de(reuniones: Tabla) -> Sesiones:
    """Return the numbered sessions of a `reuniones.csv` whose day is known; one that occurs twice is left out."""
    dias: dict[tuple[str, str, int], set[date]] = {}
    for registro in reuniones.registros:
        serie = _TIPOS_DE_SESION.get(registro["tipo"] or "")
        dia, numero = fecha_iso(registro["fecha"]) or "", registro["numero"] or ""
        if serie and numero.isdecimal() and len(dia) == len("AAAA-MM-DD"):
            clave = (registro["ejercicio"] or "", serie, int(numero))
            dias.setdefault(clave, set()).add(date.fromisoformat(dia))
    return {clave: next(iter(fechas)) for clave, fechas in dias.items() if len(fechas) == 1}


def leer_limite(texto: str | None, ejercicio: str | None, sesiones: Sesiones) -> Limite:
    """Read an end of a term; a session without series is an ordinary one, «antes de» means the day before it."""
    escrita = fecha_iso(texto)
    if texto is None or escrita is not None:
        return Limite(escrita, None)
    dia = _dia_escrito(texto) or _dia_de_sesion(texto, ejercicio, sesiones)
    if dia is not None and _HASTA_ANTES.search(texto):
        dia = dia - timedelta(days=1) if dia > date.min else None
    return Limite(None if dia is None else dia.isoformat(), texto)


def _dia_escrito(texto: str) -> date | None:
    hallazgo = _ENTRE_PARENTESIS.search(texto)
    if hallazgo is None or not es_fecha_parcial(hallazgo[1]):
        return None
    return date.fromisoformat(hallazgo[1])


def _dia_de_sesion(texto: str, ejercicio: str | None, sesiones: Sesiones) -> date | None:
    hallazgo = _SESION.search(texto)
    if hallazgo is None:
        return None
    serie = (hallazgo["serie"] or "ordinaria").casefold()
    return sesiones.get((ejercicio or "", serie, int(hallazgo["numero"])))
