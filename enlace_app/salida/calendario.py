"""The call to a meeting as a calendar file (iCalendar, RFC 5545) that any calendar program takes in."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from enlace_app.errores import ErrorDeNegocio

PRODUCTO: Final = "-//Enlace//Convocatoria//ES"
"""Who made the file: by it an earlier export of ours is known."""
_CANCELADAS: Final = frozenset({"cancelada", "no celebrada por falta de quórum"})
_SALTO: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def calendario_de(convocatoria: Mapping[str, Any]) -> bytes:
    """Return the calendar file of a call ("enlace-convocatoria/1"); the same bytes for the same content.

    The event keeps the uuid of the meeting, so a later file replaces it (`SEQUENCE` is its revision). Without an hour
    it takes the whole day. It ends when the record says so, and otherwise says no end: nobody stated how long it takes.
    No addresses of persons are in it. Raises `ErrorDeNegocio` where no day is recorded.
    """
    from icalendar import Calendar, Event

    reunion = convocatoria["reunion"]
    if convocatoria["dia"] is None:
        raise ErrorDeNegocio(
            "Para el archivo de calendario falta el día de la reunión; anótelo en Datos, «Programada»."
        )
    dia = date.fromisoformat(convocatoria["dia"])
    evento = Event()
    evento.add("uid", reunion["uuid"])
    evento.add("dtstamp", datetime.fromisoformat(convocatoria["emitida"]).astimezone(UTC))
    evento.add("sequence", convocatoria["revision"])
    evento.add("status", "CANCELLED" if reunion["estado"] in _CANCELADAS else "CONFIRMED")
    if convocatoria["hora"]:
        zona = ZoneInfo(reunion["zona"])
        evento.add("dtstart", datetime.combine(dia, time.fromisoformat(convocatoria["hora"]), zona))
        if convocatoria["termina"]:
            evento.add("dtend", datetime.combine(dia, time.fromisoformat(convocatoria["termina"]), zona))
    else:
        evento.add("dtstart", dia)
    evento.add("summary", _limpio(_titulo(convocatoria)))
    if lugar := _limpio(_lugar(reunion)):
        evento.add("location", lugar)
    evento.add("description", _limpio(_descripcion(convocatoria)))
    calendario = Calendar()
    calendario.add("prodid", PRODUCTO)
    calendario.add("version", "2.0")
    calendario.add("method", "PUBLISH")
    calendario.add_component(evento)
    calendario.add_missing_timezones(dia - timedelta(days=366), dia + timedelta(days=366))
    archivo: bytes = calendario.to_ical()
    return archivo


def _titulo(convocatoria: Mapping[str, Any]) -> str:
    reunion = convocatoria["reunion"]
    titulo = reunion["tipo"]["nombre"]
    if reunion["numero"]:
        titulo += f", número {reunion['numero']}"
    return f"EJEMPLO, SIN VALIDEZ: {titulo}" if convocatoria["ejemplo"] else titulo


def _lugar(reunion: Mapping[str, Any]) -> str:
    municipio = reunion["municipio"]["nombre"] if reunion["municipio"] else None
    return ", ".join(dict.fromkeys(parte for parte in (reunion["sede"], reunion["ciudad"], municipio) if parte))


def _descripcion(convocatoria: Mapping[str, Any]) -> str:
    reunion, puntos = convocatoria["reunion"], convocatoria["orden_del_dia"]
    lineas = [f"Folio: {convocatoria['folio']}"]
    if reunion["convoca"]:
        lineas.append(f"Convoca: {reunion['convoca']}")
    if reunion["modalidad"]:
        lineas.append(f"Modalidad: {reunion['modalidad'].replace('_', ' ')}")
    if not convocatoria["hora"]:
        lineas.append("Hora: sin registro")
    lineas.append("Orden del día:" if puntos else "Orden del día: sin registro")
    return "\n".join([*lineas, *(f"{p['n']}. {p['asunto']}" for p in puntos)])


def _limpio(texto: str) -> str:
    """Return the text with one kind of line end and no other control character: a line of its own could be a field."""
    return "".join(c for c in _SALTO.sub("\n", texto) if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"})
