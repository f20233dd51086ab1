"""Whether two spellings of a name are one person's: a certificate writes it in capitals, without accents."""

import re
from typing import Final

from enlace_app.dominio.organizaciones import plegar

_MINIMO: Final = 2
"""Words that two names must share to raise the question: with one, all the Marías of Mexico are alike."""
_PARTICULAS: Final = frozenset({"de", "del", "la", "las", "los", "y"})
"""Half of Mexico shares these: they make nobody alike."""


def homonimos(uno: str, otro: str) -> bool:
    """Whether both have the same words in the same order, or with the surnames first; accents and case do not count.

    Source: decision of ours; certificates begin with the first name, lists of attendance often with the surnames. In
    any other order the same words may name somebody else, such as María José and José María.
    """
    unas, otras = _palabras(uno), _palabras(otro)
    return len(unas) == len(otras) and any(otras == unas[n:] + unas[:n] for n in range(len(unas) or 1))


def parecidos(uno: str, otro: str) -> bool:
    """Whether one name may be the other in another order, or with a title, a second name or surname more or less.

    Only a person can say whether they are one.
    """
    comunes = set(_palabras(uno)) & set(_palabras(otro)) - _PARTICULAS
    return len(comunes) >= _MINIMO


def _palabras(nombre: str) -> list[str]:
    return re.findall(r"\w+", plegar(nombre))
