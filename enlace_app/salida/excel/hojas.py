"""What the workbook writer is handed: sheets as plain data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Celda = str | int | date | None
"""A value that survives every spreadsheet program; no booleans, no floats, no hours (they are text)."""


PROPIEDAD_DEL_LIBRO = "enlace_libro"
"""Name of the document property that holds `Propiedades.libro`."""


class TipoDeCelda(StrEnum):
    """How a column is shown; the cell itself is a string, number or date according to its value."""

    TEXTO = "texto"
    IDENTIFICADOR = "identificador"
    """Text for programs (uuid, hash): small and grey, so that it does not shout at the reader."""
    ENTERO = "entero"
    FECHA = "fecha"


@dataclass(frozen=True, slots=True)
class ColumnaDeSalida:
    """A column: `ancho` in characters, `valores` for a dropdown, `ayuda` shown when its header is selected."""

    nombre: str
    tipo: TipoDeCelda = TipoDeCelda.TEXTO
    ancho: int = 16
    valores: Sequence[str] = ()
    ayuda: str = ""
    obligatoria: bool = False


@dataclass(frozen=True, slots=True)
class HojaDeSalida:
    """A sheet; `filas` is consumed once, in order, one value per column.

    `filas_de_captura`: blank rows below the last one in which dropdowns also work.
    """

    nombre: str
    columnas: Sequence[ColumnaDeSalida]
    filas: Iterable[Sequence[Celda]]
    filas_de_captura: int = 0


@dataclass(frozen=True, slots=True)
class Propiedades:
    """What the file says of itself; the same `creado` and sheets give the same bytes.

    `creado` has its offset or is UTC; None stands for now. `libro` is an identifier that stays with the file when a
    spreadsheet program saves it under another name.
    """

    titulo: str = ""
    autor: str = "Enlace"
    creado: datetime | None = None
    libro: str | None = None
