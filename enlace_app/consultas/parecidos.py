"""Which entries of the directory a written name may mean, and why: for a person to choose from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from enlace_app.dominio.organizaciones import plegar

_MAXIMO = 3
_PARECIDO = 0.8
_EN_COMUN = 0.5
_CONTENIDO = 0.7
_PREFIJO = 4
_VACIAS = frozenset({"de", "del", "la", "las", "el", "los", "y", "e", "en", "para", "por", "a", "al", "c", "ac", "sc"})


@dataclass(frozen=True, slots=True)
class Conocido:
    """A name of an entry of the directory: its full name, acronym or alias."""

    tabla: str
    uuid: str
    oficial: str
    escrito: str
    plegado: str


@dataclass(frozen=True, slots=True)
class Sugerencia:
    """An entry that may be meant; `porque` says why, for the person who decides."""

    tabla: str
    uuid: str
    nombre: str
    porque: str


class Parecidos:
    """Finds entries by equal names, by the words in common and by the likeness of the letters."""

    def __init__(self, conocidos: Sequence[Conocido]) -> None:
        self._conocidos = [(conocido, palabras_de(conocido.plegado)) for conocido in conocidos]
        # Words are compared by their beginnings, so that «agua» finds «aguas»; most names share none and cost nothing.
        self._por_palabra: dict[str, list[int]] = {}
        for n, (_, palabras) in enumerate(self._conocidos):
            for palabra in {p[:_PREFIJO] for p in palabras}:
                self._por_palabra.setdefault(palabra, []).append(n)
        self._cortos = [n for n, (_, palabras) in enumerate(self._conocidos) if len(palabras) == 1]

    def de(self, literal: str) -> tuple[Sugerencia, ...]:
        """Return the likeliest entries, the best first, each once; none where nothing is alike."""
        llano = plegar(literal)
        palabras = palabras_de(llano)
        candidatos = {n for p in palabras for n in self._por_palabra.get(p[:_PREFIJO], ())}
        if len(palabras) == 1:
            candidatos.update(self._cortos)
        mejores: dict[str, tuple[float, Sugerencia]] = {}
        for n in candidatos:
            conocido, suyas = self._conocidos[n]
            juicio = _comparar(llano, palabras, conocido, suyas)
            if juicio and juicio[0] > mejores.get(conocido.uuid, (0.0, None))[0]:
                puntos, porque = juicio
                mejores[conocido.uuid] = puntos, Sugerencia(conocido.tabla, conocido.uuid, conocido.oficial, porque)
        orden = sorted(mejores.values(), key=lambda m: (-m[0], m[1].nombre, m[1].uuid))
        return tuple(sugerencia for _, sugerencia in orden[:_MAXIMO])


def _comparar(
    llano: str, palabras: frozenset[str], conocido: Conocido, suyas: frozenset[str]
) -> tuple[float, str] | None:
    if llano == conocido.plegado:
        return 2.0, f"también se llama «{conocido.escrito}»"
    parecido = SequenceMatcher(None, llano, conocido.plegado, autojunk=False)
    if parecido.real_quick_ratio() >= _PARECIDO and parecido.quick_ratio() >= _PARECIDO:
        puntos = parecido.ratio()
        if puntos >= _PARECIDO:
            return 1.0 + puntos / 2, f"se escribe casi como «{conocido.escrito}»"
    comunes = {p for p in palabras if any(_misma(p, otra) for otra in suyas)}
    puntos = len(comunes) / (len(palabras) + len(suyas) - len(comunes)) if comunes else 0.0
    if len(comunes) > 1 and len(comunes) == min(len(palabras), len(suyas)):
        puntos = max(puntos, _CONTENIDO)
    if puntos < _EN_COMUN:
        return None
    dichas = ", ".join(f"«{p}»" for p in sorted(comunes))
    return puntos, f"tiene en común {dichas} con «{conocido.escrito}»"


def palabras_de(llano: str) -> frozenset[str]:
    """Return the words of a folded name that tell it from others: without articles, prepositions and «A.C.»."""
    return frozenset(re.findall(r"\w+", llano)) - _VACIAS


def _misma(una: str, otra: str) -> bool:
    """Whether two words differ at most in their ending: «agua», «aguas»."""
    corta, larga = sorted((una, otra), key=len)
    return una == otra or (len(corta) >= _PREFIJO and larga.startswith(corta) and len(larga) - len(corta) <= 2)
