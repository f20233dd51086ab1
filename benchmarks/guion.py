"""The text of a PDF as a neutral script (headings, paragraphs, tables), so that other programs can print the same."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ELEMENTO = re.compile(r"( *)(\w+)(?: \((?:block|inline)\))?:?$")
_TEXTO = re.compile(r' *"(.*)"$')
_TITULO = re.compile(r"H[1-6]")


@dataclass(frozen=True)
class Titulo:
    """A heading; 1 is the document's."""

    nivel: int
    texto: str


@dataclass(frozen=True)
class Parrafo:
    """A running paragraph."""

    texto: str


@dataclass(frozen=True)
class Tabla:
    """Rows of cells, the first of them the headings; a cell's lines are its paragraphs."""

    filas: tuple[tuple[tuple[str, ...], ...], ...]


Pieza = Titulo | Parrafo | Tabla
Guion = tuple[Pieza, ...]


@dataclass
class _Nodo:
    sangria: int
    clase: str
    textos: list[str]
    hijos: list["_Nodo"]


def leer_guion(pdf: bytes) -> Guion:
    """Read a tagged PDF by its structure, with poppler's pdfinfo."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as archivo:
        Path(archivo.name).write_bytes(pdf)
        orden = ["pdfinfo", "-struct-text", "-enc", "UTF-8", archivo.name]
        salida = subprocess.run(orden, capture_output=True, check=True).stdout.decode()
    return tuple(_piezas(_arbol(salida.splitlines())))


def letras(guion: Guion) -> int:
    """Return how many characters a script has."""
    return sum(len(linea) for pieza in guion for linea in _lineas(pieza))


def repetido(guion: Guion, veces: int) -> Guion:
    """Return a script as long as so many of it; its tables grow instead of being many."""
    corrido = [pieza for pieza in guion if not isinstance(pieza, Tabla)]
    tablas = [Tabla((t.filas[0], *t.filas[1:] * veces)) for t in guion if isinstance(t, Tabla)]
    return (*tablas, *corrido * veces)


def _lineas(pieza: Pieza) -> Iterator[str]:
    if isinstance(pieza, Tabla):
        yield from (linea for fila in pieza.filas for celda in fila for linea in celda)
    else:
        yield pieza.texto


def _arbol(lineas: list[str]) -> _Nodo:
    raiz = _Nodo(-1, "Raiz", [], [])
    camino = [raiz]
    for linea in lineas:
        if hallado := _TEXTO.match(linea):
            camino[-1].textos.append(hallado[1].strip())
        elif hallado := _ELEMENTO.match(linea):
            nodo = _Nodo(len(hallado[1]), hallado[2], [], [])
            while camino[-1].sangria >= nodo.sangria:
                camino.pop()
            camino[-1].hijos.append(nodo)
            camino.append(nodo)
    return raiz


def _piezas(nodo: _Nodo) -> Iterator[Pieza]:
    if nodo.clase == "Table":
        yield Tabla(tuple(_fila(fila) for fila in _filas(nodo)))
    elif nodo.textos:
        texto = " ".join(nodo.textos)
        if texto.strip():
            yield Titulo(int(nodo.clase[1]), texto) if _TITULO.fullmatch(nodo.clase) else Parrafo(texto)
    else:
        for hijo in nodo.hijos:
            yield from _piezas(hijo)


def _filas(tabla: _Nodo) -> Iterator[_Nodo]:
    for hijo in tabla.hijos:
        if hijo.clase == "TR":
            yield hijo
        else:
            yield from _filas(hijo)


def _fila(fila: _Nodo) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_textos(celda)) or ("",) for celda in fila.hijos)


def _textos(nodo: _Nodo) -> Iterator[str]:
    if nodo.textos:
        yield " ".join(nodo.textos)
    for hijo in nodo.hijos:
        yield from _textos(hijo)
