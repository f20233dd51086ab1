"""What the cells of the published data mean: empty words, lists, counts and partial dates."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from enlace_app.dominio.fechas.lectura import leer_fecha
from enlace_app.dominio.fechas.tipos import Precision
from enlace_app.dominio.textos import normalizar

_SIN_DATO: Final = frozenset(
    {
        "no precisado", "no precisada", "no precisados", "no precisadas",
        "no indicado", "no indicada", "no indicados", "no indicadas",
        "no publicado", "no publicada", "no publicados", "no publicadas",
        "no listado", "no listada", "no listados", "no listadas",
    }
)  # fmt: skip
_FECHA_PARCIAL: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


def limpiar(texto: str) -> str | None:
    """Return the cell as it is captured (see `normalizar`), without outer blanks; None when nothing is left."""
    return normalizar(texto).strip() or None


def con_dato(texto: str | None) -> str | None:
    """Return the text unless it only says that the source does not tell («No precisado», «(no publicado)»)."""
    if texto is None or texto.strip(" ().").casefold() in _SIN_DATO:
        return None
    return texto


def lista(texto: str | None) -> tuple[str, ...]:
    """Split at `;` and at nothing else: names hold commas, slashes and «y». Empty words are left out."""
    elementos = (con_dato(elemento.strip()) for elemento in (texto or "").split(";"))
    return tuple(elemento for elemento in elementos if elemento)


def como_lista(texto: str | None) -> str | None:
    """Return the list as the package writes it, `a; b`; None when it has no element."""
    return "; ".join(lista(texto)) or None


def es_fecha_parcial(texto: str) -> bool:
    """Whether it is an existing year, month or day in ISO form."""
    if not _FECHA_PARCIAL.fullmatch(texto):
        return False
    try:
        date.fromisoformat((texto + "-01-01")[:10])
    except ValueError:
        return False
    return True


def fecha_iso(texto: str | None) -> str | None:
    """Return the date in ISO form (a year, a month or a day); None when it is no date.

    A day may also be written as Excel leaves it when it saves a CSV in Spanish, `28/09/2015`.
    """
    if texto is None or es_fecha_parcial(texto):
        return texto
    try:
        leida = leer_fecha(texto)
    except ValueError:
        return None
    return leida.fecha.isoformat() if leida.fecha and leida.precision is Precision.dia else None
