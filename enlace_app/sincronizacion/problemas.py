"""What is wrong with one place of a file that somebody handed in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problema:
    """A finding about a file, a sheet, a row or a cell, in words for the person who filled it in.

    `fila` is the row number as the spreadsheet program shows it (the header is row 1).
    `grave` findings keep the row (or the file) out; the others are warnings.
    """

    archivo: str
    hoja: str | None
    fila: int | None
    columna: str | None
    motivo: str
    grave: bool

    def __str__(self) -> str:
        lugar = [self.archivo]
        if self.hoja is not None:
            lugar.append(f"hoja «{self.hoja}»")
        if self.fila is not None:
            lugar.append(f"fila {self.fila}")
        if self.columna is not None:
            lugar.append(f"columna «{self.columna}»")
        return f"{', '.join(lugar)}: {' '.join(self.motivo.split())}"
