"""Hours of the day."""

import re

from enlace_app.dominio.calendario import citar, plegar

# Text, as in `lectura`: compiled when the first hour is read.
_HORA = (
    r"(?P<h>[0-9]{1,2})(?:[:.](?P<m>[0-9]{2})(?::[0-5][0-9])?)?"
    r" ?(?:(?P<unidad>h|hr|hrs|hora|horas)\.?)?(?: ?(?P<mitad>[ap])\.? ?m\.?)?"
)


def leer_hora(texto: str) -> str:
    """Read an hour of the day ("9:30", "9:30 h", "21:05:00", "9 horas", "9:30 p. m.") as "HH:MM"; seconds are dropped.

    Raises:
        ValueError: no hour of the day, or a bare number that may be anything.
    """
    partes = re.fullmatch(_HORA, plegar(texto))
    if partes is None or not (partes["m"] or partes["unidad"] or partes["mitad"]):
        raise ValueError(f"No se entiende la hora {citar(texto)}; escríbala como 9:30 o 21:05.")
    horas, minutos = int(partes["h"]), int(partes["m"] or 0)
    if partes["mitad"] and not 1 <= horas <= 12:
        raise ValueError(f"La hora {citar(texto)} no existe: con a. m. o p. m. va de 1 a 12.")
    if partes["mitad"]:
        horas = horas % 12 + (12 if partes["mitad"] == "p" else 0)
    if horas > 23 or minutos > 59:
        raise ValueError(f"La hora {citar(texto)} no existe: el día va de 00:00 a 23:59.")
    return f"{horas:02d}:{minutos:02d}"
