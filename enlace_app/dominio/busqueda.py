"""How a text is cut into the words by which it is found: accents, case and punctuation make no difference."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# A letter or a digit, and what follows it; the marks are accents that a Mac writes as characters of their own.
_PALABRA = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")


@dataclass(frozen=True, slots=True)
class Palabra:
    """A word of a text: where it stands, as a slice, and what it is compared by."""

    inicio: int
    fin: int
    plegada: str


def palabras(texto: str) -> Iterator[Palabra]:
    """Yield the words of a text in order; everything but letters and digits separates («ICAI/2026» is two)."""
    for hallada in _PALABRA.finditer(texto):
        plegada = _plegar(hallada.group())
        if plegada:
            yield Palabra(hallada.start(), hallada.end(), plegada)


def plegar_en_palabras(texto: str) -> str:
    """Return the folded words with one space between them."""
    return " ".join(filter(None, map(_plegar, _PALABRA.findall(texto))))


def _plegar(palabra: str) -> str:
    """Compatibility forms count as what they stand for: «1º» is found as «1o»."""
    if palabra.isascii():
        return palabra.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", palabra).casefold() if c.isalnum())
