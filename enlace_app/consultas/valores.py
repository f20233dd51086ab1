"""From what the database gives (text, integers, truth values of either engine) to what a row holds."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Celda = str | int | date | None
"""A value of a package's row; lists are joined, yes/no is `sí` or `no`."""

FilaDePaquete = dict[str, Celda]
"""A row under the package's column names."""

SEPARADOR = "; "


def leer_fecha(texto: str | None) -> date | None:
    """Return the date that a column holds as ISO text."""
    return None if texto is None else date.fromisoformat(texto)


def si_no(valor: object) -> str | None:
    """Return `sí` or `no`; None where nobody said."""
    if valor is None:
        return None
    return "sí" if valor else "no"


def unir(miembros: Iterable[str]) -> str | None:
    """Return a list as one text; None if it is empty."""
    return SEPARADOR.join(miembros) or None


def instante_local(texto: str | None, zona: str | None = None) -> str | None:
    """Return a stored instant in ISO 8601 to the second with its offset, in that zone; without one, in UTC."""
    if texto is None:
        return None
    en_zona = datetime.fromisoformat(texto).astimezone(ZoneInfo(zona) if zona else UTC)
    return en_zona.isoformat(timespec="seconds")
