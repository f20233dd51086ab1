"""Workbook writer: sheets in, one `.xlsx` out, whole or not at all."""

from collections.abc import Sequence
from pathlib import Path

from enlace_app.archivos import archivo_atomico
from enlace_app.salida.excel.hojas import HojaDeSalida, Propiedades


def escribir_libro(destino: Path, hojas: Sequence[HojaDeSalida], *, propiedades: Propiedades | None = None) -> None:
    """Write the sheets to `destino`, replacing what was there only once the new file is complete on disk.

    Every sheet is one Excel table under a frozen header. Memory does not grow with the number of rows.

    Raises:
        ErrorDeNegocio: a value would not survive in a cell; the message names sheet, row and column.
        ErrorDeEntorno: the disk or folder refused; `destino` is as it was and no partial file stays.
    """
    # openpyxl takes as long to import as Qt: only who writes a workbook pays for it
    from enlace_app.salida.excel.escritura import escribir_hojas

    with archivo_atomico(destino) as archivo:
        escribir_hojas(archivo, hojas, propiedades or Propiedades())
