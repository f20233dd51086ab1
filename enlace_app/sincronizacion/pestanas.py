"""A sheet as every reader of workbooks gives it, whatever library or process it comes from."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from enlace_app.sincronizacion.celdas import Celda


class Pestana(Protocol):
    """A sheet as a reader of workbooks streams it."""

    @property
    def titulo(self) -> str:
        """Its name."""

    @property
    def visible(self) -> bool:
        """Whether people see it."""

    def filas(self) -> Iterator[tuple[int, Sequence[Celda]]]:
        """Yield number and cells, from the first column on, of every row that holds anything, from the header on.

        Once. A damaged sheet ends in `ErrorDeNegocio`.
        """


def ancho_de(celdas: Iterable[Celda]) -> int:
    """Return the number of columns up to the last that has a header."""
    return max((posicion for posicion, celda in enumerate(celdas, start=1) if con_algo(celda)), default=0)


def con_algo(celda: Celda) -> bool:
    """Whether a cell holds more than blanks."""
    valor = celda.value
    return not (valor is None or (isinstance(valor, str) and not valor.strip()))
