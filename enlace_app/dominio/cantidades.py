"""Counts as people write them: «más de 2 737 fojas», «240 (suma de las cinco)»."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from enlace_app.errores import ErrorDeNegocio

TOPE: Final = 10**15
"""First number that a spreadsheet no longer keeps exactly."""

_MINIMO: Final = r"m[aá]s\s+de|al\s+menos|por\s+lo\s+menos|cuando\s+menos|no\s+menos\s+de|(?:como\s+)?m[ií]nimo|>=?|≥"
_UNIDADES: Final = frozenset({"foja", "fojas", "persona", "personas", "asistente", "asistentes"})
_CANTIDAD: Final = re.compile(
    rf"(?P<antes>{_MINIMO})?\s*"
    rf"(?P<numero>[0-9]{{1,3}}(?:(?P<separador>[ ,])[0-9]{{3}}(?:(?P=separador)[0-9]{{3}})*)?|[0-9]+)(?![0-9])"
    r"\s*(?P<despues>\+|o\s+m[aá]s\b)?"
    r"\s*(?P<unidad>[^\W\d_]+(?:\s+[^\W\d_]+)*)?"
    r"\s*(?:\((?P<nota>[^()]*)\))?",
    re.IGNORECASE,
)


class Cantidad(NamedTuple):
    """A count, whether it is only a lower bound, and what was written beside it."""

    numero: int
    es_minimo: bool
    nota: str | None


def leer_minimo(texto: str) -> Cantidad:
    """Read a count with its «más de», its thousands separators (comma or any space) and its remark in parentheses.

    The units that the program counts in (fojas, personas, asistentes) are dropped; any other word stays in the note,
    because ten «páginas» are not ten fojas. A point is not a thousands separator in Mexico: «2.737» is refused.

    Raises:
        ErrorDeNegocio: the text is not one whole number from 0 to 10^15 - 1.
    """
    partes = None if "\n" in texto.strip() else _CANTIDAD.fullmatch(" ".join(texto.split()))
    if partes is None:
        raise ErrorDeNegocio("No se entiende la cantidad: escriba un número entero, por ejemplo 2737 o «más de 2,737».")
    cifras = re.sub(r"[^0-9]", "", partes["numero"]).lstrip("0") or "0"
    if len(cifras) > len(str(TOPE - 1)):
        raise ErrorDeNegocio("La cantidad es demasiado grande: caben hasta quince cifras.")
    notas = [nota.strip() for nota in (_unidad_ajena(partes["unidad"]), partes["nota"]) if nota and nota.strip()]
    return Cantidad(int(cifras), bool(partes["antes"] or partes["despues"]), "; ".join(notas) or None)


def escribir_minimo(numero: int, *, es_minimo: bool) -> str:
    """Write a count so that `leer_minimo` reads it again: «más de 2,737»."""
    return f"{'más de ' if es_minimo else ''}{numero:,}"


def _unidad_ajena(unidad: str | None) -> str | None:
    return None if unidad is None or unidad.casefold() in _UNIDADES else unidad
