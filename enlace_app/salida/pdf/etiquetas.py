"""The structure of a document for who does not see it: elements, and the flowables that say which of them they print.

The tree is made with the story, so its order is the source's; drawing only records which marked content belongs to
which element. Whatever prints without an element is an artifact: rules, dashes, furniture, repeated headers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from reportlab.platypus import Flowable, LongTable, Table


@dataclass(eq=False, slots=True)
class Nodo:
    """A structure element: either has `hijos` or prints by itself the marked contents `marcas` (page from 0, MCID).

    `rango` orders headings (1 is the document's title) before their level is known; `caja` is left, bottom, right, top.
    """

    clase: str
    hijos: list["Nodo"] = field(default_factory=list)
    marcas: list[tuple[int, int]] = field(default_factory=list)
    alternativo: str | None = None
    rango: int = 0
    caja: tuple[float, float, float, float] | None = None


class Etiquetado(Flowable):
    """Prints what it draws as marked content of `nodo`; its pieces belong to the same element.

    Only the first drawing counts: what is drawn again is the header of a table repeated on another page.
    """

    nodo: Nodo | None = None
    canv: Any

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 -- ReportLab's signature
        """Split, each piece with the same element."""
        partes: list[Any] = super().split(availWidth, availHeight)
        for parte in partes:
            parte.nodo = self.nodo
        return partes

    def draw(self) -> None:
        """Draw between the marks."""
        dibujo: Any = super()
        self.canv.abrir(self.nodo)
        dibujo.draw()
        self.canv.cerrar()
        self.nodo = None


class Figura(Flowable):
    """Any drawing with a `texto_alternativo`, as a figure that a screen reader can tell."""

    def __init__(self, dibujo: Any) -> None:
        super().__init__()
        self._dibujo = dibujo
        self.hAlign = dibujo.hAlign
        self.nodo = Nodo("Figure", alternativo=dibujo.texto_alternativo)

    def getSpaceBefore(self) -> float:  # noqa: N802 -- ReportLab's name
        """Return the drawing's own."""
        return float(self._dibujo.getSpaceBefore())

    def getSpaceAfter(self) -> float:  # noqa: N802 -- ReportLab's name
        """Return the drawing's own."""
        return float(self._dibujo.getSpaceAfter())

    def wrap(self, ancho: float, alto: float) -> tuple[float, float]:
        """Return the drawing's size."""
        self.width, self.height = self._dibujo.wrapOn(self.canv, ancho, alto)
        return self.width, self.height

    def draw(self) -> None:
        """Draw between the marks, and note where: a figure states its box."""
        lienzo: Any = self.canv
        self.nodo.caja = (*lienzo.absolutePosition(0, 0), *lienzo.absolutePosition(self.width, self.height))
        lienzo.abrir(self.nodo)
        self._dibujo.drawOn(lienzo, 0, 0)
        lienzo.cerrar()


class Rejilla(LongTable):
    """A table whose cells print elements of their own; its rules and backgrounds are artifacts."""

    nodo: Nodo | None = None
    canv: Any

    def _drawBkgrnd(self) -> None:  # noqa: N802 -- ReportLab's name
        dibujo: Any = super()
        self.canv.abrir(None)
        dibujo._drawBkgrnd()
        self.canv.cerrar()

    def _drawLines(self) -> None:  # noqa: N802 -- ReportLab's name
        dibujo: Any = super()
        self.canv.abrir(None)
        dibujo._drawLines()
        self.canv.cerrar()


class Acomodo(Table):
    """Flowables side by side: a layout, not a table to read; `nodo` gathers their elements in reading order."""

    nodo: Nodo | None = None


def figuras(flowables: Iterable[Flowable]) -> list[Flowable]:
    """Return the flowables, those that have a `texto_alternativo` as figures."""
    return [Figura(f) if hasattr(f, "texto_alternativo") else f for f in flowables]


def nodos(flowables: Iterable[Flowable]) -> list[Nodo]:
    """Return the elements of the flowables in order, runs of list bodies gathered in lists."""
    todos: list[Nodo] = [nodo for f in flowables if (nodo := getattr(f, "nodo", None)) is not None]
    salida: list[Nodo] = []
    for de_lista, seguidos in groupby(todos, lambda nodo: nodo.clase == "LBody"):
        grupo = list(seguidos)
        salida += [lista(grupo)] if de_lista else grupo
    return salida


def lista(cuerpos: Iterable[Nodo]) -> Nodo:
    """Return a list with one item per body."""
    return Nodo("L", [Nodo("LI", [cuerpo]) for cuerpo in cuerpos])


def contener(nodo: Nodo, flowables: Iterable[Flowable]) -> Nodo:
    """Put the flowables into an element that prints text: one of them becomes it, several become its children."""
    propios: list[Any] = [f for f in flowables if getattr(f, "nodo", None) is not None]
    if len(propios) == 1 and propios[0].nodo.clase == "P":
        propios[0].nodo = nodo
    else:
        nodo.hijos = nodos(propios)
    return nodo


def fijar_niveles(raiz: Nodo) -> None:
    """Turn ranks into H1, H2…: the first heading is H1 and no level is skipped."""
    encabezados = [nodo for nodo in recorrer(raiz) if nodo.rango]
    base, ultimo = min((nodo.rango for nodo in encabezados), default=1), 0
    for nodo in encabezados:
        ultimo = min(nodo.rango - base + 1, ultimo + 1)
        nodo.clase = f"H{ultimo}"


def recorrer(nodo: Nodo) -> Iterator[Nodo]:
    """Yield the element and all below it, in reading order."""
    yield nodo
    for hijo in nodo.hijos:
        yield from recorrer(hijo)
