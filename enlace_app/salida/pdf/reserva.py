"""Keeping things on one page without moving a whole long table or paragraph to the next, as KeepTogether would."""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any, Final

from reportlab.platypus import CondPageBreak, Flowable, LongTable, Paragraph, Spacer

from enlace_app.salida.pdf.parrafos import Encabezado

_LINEAS: Final = 3


class Reserva(CondPageBreak):
    """Starts a new page unless `juntos` fit in the rest of this one; of the last only its beginning must fit."""

    def __init__(self, juntos: Sequence[Flowable]) -> None:
        super().__init__(0)
        self._juntos = tuple(juntos)

    def wrap(self, ancho: float, alto: float) -> tuple[float, float]:
        """Measure, then behave like a conditional page break."""
        marco: Any = getattr(getattr(self.canv, "_doctemplate", None), "frame", None)
        medida = sum(self._medir(f, ancho) for f in self._juntos[:-1]) + self._medir_comienzo(self._juntos[-1], ancho)
        # At the top of a page, or for what no page holds, a break would only leave a blank.
        self.height = 0 if marco is None or marco._atTop or medida > marco._height else medida
        dimensiones: tuple[float, float] = super().wrap(ancho, alto)
        return dimensiones

    def _medir(self, flowable: Flowable, ancho: float) -> float:
        _, alto = flowable.wrapOn(self.canv, ancho, 1e6)
        return float(alto + flowable.getSpaceBefore() + flowable.getSpaceAfter())

    def _medir_comienzo(self, flowable: Flowable, ancho: float) -> float:
        alto = self._medir(flowable, ancho)
        if isinstance(flowable, LongTable):
            alturas: list[float] = vars(flowable)["_rowHeights"]
            return sum(alturas[:2])
        if isinstance(flowable, Paragraph):
            return min(alto, flowable.getSpaceBefore() + _LINEAS * flowable.style.leading)
        return alto


def comienzo(flowables: Sequence[Flowable]) -> list[Flowable]:
    """Return the headings and spaces that begin a block, and the first flowable with text after them."""
    encabezan = list(takewhile(_acompana, flowables))
    return [*encabezan, *flowables[len(encabezan) : len(encabezan) + 1]]


def con_reservas(historia: Sequence[Flowable]) -> Iterable[Flowable]:
    """Yield the story with room reserved for the beginning of what follows each run of headings."""
    en_encabezado = False
    for n, flowable in enumerate(historia):
        if isinstance(flowable, Encabezado) and not en_encabezado:
            yield Reserva(comienzo(historia[n:]))
        en_encabezado = isinstance(flowable, Encabezado)
        yield flowable


def _acompana(flowable: Flowable) -> bool:
    return isinstance(flowable, Encabezado | Spacer | Reserva)
