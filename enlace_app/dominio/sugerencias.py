"""Completion: which of many names somebody means who has typed a few letters."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from enlace_app.dominio.organizaciones import plegar

T = TypeVar("T")

LIMITE = 8
"""More would not be read while people talk."""

_NO_PALABRA = re.compile(r"[\W_]+")
_SIGLA, _NOMBRE, _PALABRA, _VARIAS = range(1, 5)
_EXACTO = 0


def plegar_nombres(*nombres: str | None) -> str:
    """Return the names of one thing as `sugerir` looks at them: folded, signs left out, each on a line of its own."""
    llanos = (_llano(nombre) for nombre in nombres if nombre)
    return "".join(f"\n{llano}" for llano in llanos if llano)


def sugerir(opciones: Iterable[T], escrito: str, plegado: Callable[[T], str], *, limite: int = LIMITE) -> list[T]:
    """Return what was probably meant, the likeliest first; equally likely ones stay in the order given.

    Before all comes the name itself, then acronyms that begin with what was typed, then names, then words of names;
    of several words each must begin one. `plegado` gives what `plegar_nombres` made of an option, once.
    """
    buscado = _llano(escrito)
    if not buscado:
        return []
    juzgadas = ((_rango(plegado(opcion), buscado), opcion) for opcion in opciones)
    halladas = [(rango, opcion) for rango, opcion in juzgadas if rango is not None]
    halladas.sort(key=lambda par: par[0])
    return [opcion for _, opcion in halladas[:limite]]


def sugerencias(conocidos: Mapping[str, str], escrito: str, *, limite: int = LIMITE) -> list[str]:
    """Return the known names that what was typed may mean; `conocidos` maps each folded name to its spelling."""
    inicio = (_llano(escrito).split() or [""])[0]
    # The keys are folded already: only of what may fit the signs have to be taken out.
    posibles = (par for par in conocidos.items() if inicio in par[0])
    halladas = sugerir(posibles, escrito, lambda par: plegar_nombres(par[0]), limite=limite)
    return list(dict.fromkeys(nombre for _, nombre in halladas))


def _llano(texto: str) -> str:
    return _NO_PALABRA.sub(" ", plegar(texto)).strip()


def _rango(nombres: str, buscado: str) -> int | None:
    """Return how well the lines of one option fit what was typed, 0 best, None not at all."""
    palabras = buscado.split()
    if palabras[0] not in nombres:
        return None
    inicio = f"\n{buscado}"
    if inicio in nombres:
        if f"{inicio}\n" in f"{nombres}\n":
            return _EXACTO
        # An acronym is a name of one word.
        return _SIGLA if re.search(rf"{re.escape(inicio)}\S*(?:\n|$)", nombres) else _NOMBRE
    if f" {buscado}" in nombres:
        return _PALABRA
    if len(palabras) > 1 and all(f"\n{p}" in nombres or f" {p}" in nombres for p in palabras):
        return _VARIAS
    return None
