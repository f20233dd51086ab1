"""The words and letters of a text as they are compared, each with the place where it is written."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from enlace_app.dominio.organizaciones import plegar


@dataclass(frozen=True, slots=True)
class Hallado:
    """A passage, in code points of its text, and the key of the causal for leaving it out."""

    desde: int
    hasta: int
    causal: str


@dataclass(frozen=True, slots=True)
class Palabra:
    """A word of a text, folded, and its code points."""

    plegada: str
    desde: int
    hasta: int


def palabras(texto: str) -> list[Palabra]:
    """Return the words; accents written apart and invisible characters belong to the word in which they stand."""
    salida: list[Palabra] = []
    inicio: int | None = None
    for n, caracter in enumerate([*texto, " "]):
        dentro = caracter.isalnum() or (inicio is not None and unicodedata.category(caracter) in {"Mn", "Mc", "Cf"})
        if dentro and inicio is None:
            inicio = n
        elif not dentro and inicio is not None:
            salida.append(Palabra(_plegada(texto[inicio:n]), inicio, n))
            inicio = None
    return salida


class Letras:
    """The letters and figures of a text without anything between them, and where a word, or a part of one, begins.

    A part begins where the case changes («laMuestra», «IDMuestra») and between letters and figures.
    """

    def __init__(self, texto: str) -> None:
        self.palabras = palabras(texto)
        self._texto = texto
        self._lugares: list[int] = []
        self._duenas: list[int] = []
        self._lindes: set[int] = set()
        corrido: list[str] = []
        for n, palabra in enumerate(self.palabras):
            previa = ""
            for lugar in range(palabra.desde, palabra.hasta):
                plegadas = _plegadas(texto[lugar])
                if plegadas and _empieza(previa, texto[lugar], texto[lugar + 1 : palabra.hasta][:1]):
                    self._lindes.add(len(corrido))
                previa = texto[lugar] if plegadas else previa
                corrido += plegadas
                self._lugares += [lugar] * len(plegadas)
                self._duenas += [n] * len(plegadas)
        self._lindes.add(len(corrido))
        self._corrido = "".join(corrido)

    def apariciones(self, forma: str) -> Iterator[tuple[int, int]]:
        """Yield where a run of folded letters stands, counted in letters."""
        desde = self._corrido.find(forma)
        while desde >= 0:
            yield desde, desde + len(forma)
            desde = self._corrido.find(forma, desde + 1)

    def de(self, desde: int, hasta: int) -> list[Palabra]:
        """Return the words that some letters belong to."""
        return self.palabras[self._duenas[desde] : self._duenas[hasta - 1] + 1]

    def linda(self, letra: int) -> bool:
        """Whether a word or a part of one begins at this letter, or ended before it."""
        return letra in self._lindes

    def trozos(self, palabra: Palabra) -> list[Palabra]:
        """Return the parts of a word of more than one part."""
        inicios = [self._lugares[n] for n in sorted(self._lindes - {len(self._corrido)})]
        suyos = [n for n in inicios if palabra.desde <= n < palabra.hasta]
        bordes = [*suyos, palabra.hasta]
        return [Palabra(_plegada(self._texto[a:b]), a, b) for a, b in pairwise(bordes)] if len(suyos) > 1 else []


def _plegada(escrita: str) -> str:
    return plegar("".join(c for c in escrita if unicodedata.category(c) != "Cf"))


def _plegadas(letra: str) -> str:
    """The folded letters of one, most often itself: a ligature has two, an accent written apart none."""
    if letra.isascii():
        return letra.lower() if letra.isalnum() else ""
    return "".join(filter(str.isalnum, plegar(letra)))


def _empieza(previa: str, letra: str, siguiente: str) -> bool:
    if not previa or previa.isdigit() != letra.isdigit():
        return True
    return letra.isupper() and (previa.islower() or (previa.isupper() and siguiente.islower()))
