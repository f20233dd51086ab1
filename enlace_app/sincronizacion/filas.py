"""The one shape in which rows reach the importer, wherever they were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

Valor: TypeAlias = str | int | date | None


@dataclass(frozen=True)
class FilaLeida:
    """A row of a capture workbook or of a published CSV, under the package's column names.

    `archivo` is the file's name without folders, `hoja` the package sheet that the row belongs to and `numero` the row
    that a person sees in Excel (the header is row 1). `ref` identifies the row inside its sheet and file; None when
    the source gives nothing to remember it by. An empty cell is None, never an empty text; a column that the file
    does not have is no key of `valores`, so that what is absent is not taken for emptied.
    """

    archivo: str
    hoja: str
    numero: int
    ref: str | None
    valores: Mapping[str, Valor]

    def texto(self, columna: str) -> str | None:
        """Value of `columna` as text (a date in ISO form), None when it is empty or was not in the file."""
        valor = self.valores.get(columna)
        if isinstance(valor, date):
            return valor.isoformat()
        return None if valor is None else str(valor)
