"""Portions of many identifiers: a query takes only so many parameters."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T", bound=Any)

_CUANTOS = 500


def en_lotes(valores: Iterable[T]) -> Iterator[list[T]]:
    """Yield the values in order, as many at a time as one query may name."""
    ordenados = sorted(valores)
    for desde in range(0, len(ordenados), _CUANTOS):
        yield ordenados[desde : desde + _CUANTOS]
