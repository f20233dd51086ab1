"""Whether two spellings of a name are one person's: a certificate writes it in capitals, without accents."""

import re
from typing import Final

from enlace_app.dominio.organizaciones import plegar

_MINIMO: Final = 2
"""Words that two names must share to raise the question: with one, all the Marías of Mexico are alike."""


def homonimos(uno: str, otro: str) -> bool:
    """Whether both have the same words, whatever their order, accents and case.

    Source: decision of ours; certificates begin with the first name, lists of attendance often with the surnames.
    """
    return sorted(_palabras(uno)) == sorted(_palabras(otro))


def parecidos(uno: str, otro: str) -> bool:
    """Whether one name may be the other with a title, a second name or a second surname more: a person must say."""
    unas, otras = set(_palabras(uno)), set(_palabras(otro))
    return len(unas & otras) >= _MINIMO


def _palabras(nombre: str) -> list[str]:
    return re.findall(r"\w+", plegar(nombre))
