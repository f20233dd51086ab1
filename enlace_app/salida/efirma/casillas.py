"""Where the visible block of a signature goes: named destinations of type /FitR that the printer leaves al calce."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor
from typing import Any, Final

PREFIJO: Final = "firma-"
_PROFUNDIDAD_MAXIMA: Final = 16


@dataclass(frozen=True, slots=True)
class Casilla:
    """A free rectangle: page from 0, and left, bottom, right, top in points."""

    nombre: str
    pagina: int
    rectangulo: tuple[float, float, float, float]

    @property
    def entera(self) -> tuple[int, int, int, int]:
        """The rectangle in whole points, never larger than it is."""
        x1, y1, x2, y2 = self.rectangulo
        return ceil(x1), ceil(y1), floor(x2), floor(y2)

    def ocupada(self, otra: "Casilla") -> bool:
        """Whether both share area on the same page."""
        x1, y1, x2, y2 = self.rectangulo
        a1, b1, a2, b2 = otra.rectangulo
        return self.pagina == otra.pagina and min(x2, a2) > max(x1, a1) and min(y2, b2) > max(y1, b1)


def casillas_de(lector: Any) -> dict[str, Casilla]:
    """Return the cells of a document (pyHanko's reader) by name; a destination that is not a rectangle is none."""
    paginas = {_referencia(lector, n): n for n in range(_cuantas(lector))}
    halladas: dict[str, Casilla] = {}
    for nombre, destino in _destinos(lector.root):
        if nombre.startswith(PREFIJO) and (casilla := _casilla(nombre, destino, paginas)):
            halladas[nombre] = casilla
    return halladas


def ocupadas(lector: Any) -> list[Casilla]:
    """Return the rectangles that form fields take already, whatever they are: found on the pages that show them."""
    return [
        Casilla(str(campo.get("/T", "")), n, rectangulo)
        for n in range(_cuantas(lector))
        for campo in _anotaciones(lector, n)
        if campo.get("/Subtype") == "/Widget" and (rectangulo := _rectangulo(campo.get("/Rect", ())))
    ]


def _anotaciones(lector: Any, n: int) -> Iterator[Any]:
    pagina = lector.find_page_for_modification(n)[0].get_object()
    return (anotacion.get_object() for anotacion in pagina.get("/Annots", ()))


def _cuantas(lector: Any) -> int:
    return int(lector.root["/Pages"]["/Count"])


def _referencia(lector: Any, n: int) -> tuple[int, int]:
    referencia = lector.find_page_for_modification(n)[0].reference
    return referencia.idnum, referencia.generation


def _destinos(raiz: Any) -> Iterator[tuple[str, Any]]:
    """Yield name and destination from the old dictionary and from the name tree."""
    if "/Dests" in raiz:
        yield from ((str(nombre).removeprefix("/"), destino) for nombre, destino in raiz["/Dests"].items())
    if "/Names" in raiz and "/Dests" in raiz["/Names"]:
        yield from _hojas(raiz["/Names"]["/Dests"], 0)


def _hojas(nodo: Any, profundidad: int) -> Iterator[tuple[str, Any]]:
    if profundidad > _PROFUNDIDAD_MAXIMA:
        return
    nombres = nodo.get("/Names", ())
    yield from ((str(nombres[i]), nombres[i + 1]) for i in range(0, len(nombres) - 1, 2))
    for hijo in nodo.get("/Kids", ()):
        yield from _hojas(hijo, profundidad + 1)


def _casilla(nombre: str, destino: Any, paginas: dict[tuple[int, int], int]) -> Casilla | None:
    destino = destino.get_object() if hasattr(destino, "get_object") else destino
    if hasattr(destino, "keys"):
        destino = destino.get("/D", ())
    if len(destino) != 6 or str(destino[1]) != "/FitR":
        return None
    referencia = getattr(destino.raw_get(0), "reference", None)
    pagina = paginas.get((referencia.idnum, referencia.generation)) if referencia else None
    rectangulo = _rectangulo([destino[i] for i in range(2, 6)])
    return Casilla(nombre, pagina, rectangulo) if pagina is not None and rectangulo else None


def _rectangulo(numeros: Any) -> tuple[float, float, float, float] | None:
    """Return it with left below right and bottom below top; None if it has no area."""
    if len(numeros) != 4:
        return None
    x1, y1, x2, y2 = (float(numero) for numero in numeros)
    ordenado = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    return ordenado if ordenado[2] - ordenado[0] > 1 and ordenado[3] - ordenado[1] > 1 else None
