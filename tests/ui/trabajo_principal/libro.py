"""The workbook of a package as whoever receives it reads it."""

from pathlib import Path
from typing import Any

from openpyxl import load_workbook


def filas(libro: Path, hoja: str) -> list[dict[str, Any]]:
    """The rows of a sheet by the keys in its first row."""
    abierto = load_workbook(libro, read_only=True)
    try:
        encabezado, *renglones = abierto[hoja].iter_rows(values_only=True)
        return [dict(zip(map(str, encabezado), renglon, strict=True)) for renglon in renglones if any(renglon)]
    finally:
        abierto.close()
