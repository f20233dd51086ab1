"""Writing what a list of the window shows, as a workbook or as CSV: for a person to read, not for a program."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from enlace_app.archivos import archivo_atomico
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos
from enlace_app.salida.excel.hojas import ColumnaDeSalida, HojaDeSalida, Propiedades
from enlace_app.salida.excel.libro import escribir_libro
from enlace_app.servicios.destinos import exigir_destino

_CADA = 256
"""Rows between two reports of progress."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet program takes for the beginning of a formula in a CSV file, which cannot say «this is text»."""


def exportar_listado(
    carpeta: CarpetaDatos,
    destino: Path,
    *,
    titulo: str,
    columnas: Sequence[tuple[str, int]],
    filas: Iterable[Sequence[str]],
    total: int,
    progreso: Callable[[int, int], None],
) -> None:
    """Write the rows to `destino`, whole or not at all; `columnas` are (title, width in characters).

    `.xlsx` and `.csv` are taken; whoever calls has asked before an existing file is replaced. `progreso` gets the rows
    done and `total`, and may raise to stop: then nothing was written.

    Raises:
        ErrorDeNegocio: another extension, or the data folder itself.
        ErrorDeEntorno: the disk refused; what was there before is as it was.
    """
    extension = destino.suffix.lower()
    if extension not in {".xlsx", ".csv"}:
        raise ErrorDeNegocio(f"«{destino.name}» debe terminar en .xlsx (libro de Excel) o en .csv.")
    exigir_destino(carpeta, destino, extension, lambda _: True)
    contadas = _contar(filas, total, progreso)
    if extension == ".csv":
        _escribir_csv(destino, [nombre for nombre, _ in columnas], contadas)
    else:
        salida = [ColumnaDeSalida(nombre, ancho=max(6, min(ancho, 60))) for nombre, ancho in columnas]
        escribir_libro(destino, [HojaDeSalida(titulo[:31], salida, contadas)], propiedades=Propiedades(titulo=titulo))


def _contar(
    filas: Iterable[Sequence[str]], total: int, progreso: Callable[[int, int], None]
) -> Iterator[Sequence[str]]:
    for numero, fila in enumerate(filas):
        if numero % _CADA == 0:
            progreso(numero, total)
        yield fila


def _escribir_csv(destino: Path, titulos: Sequence[str], filas: Iterable[Sequence[str]]) -> None:
    with archivo_atomico(destino) as archivo:
        # The mark at the beginning is what makes Excel read UTF-8.
        texto = io.TextIOWrapper(archivo, encoding="utf-8-sig", newline="")
        escritor = csv.writer(texto)
        escritor.writerow(titulos)
        escritor.writerows([_sin_formula(celda) for celda in fila] for fila in filas)
        texto.flush()
        texto.detach()


def _sin_formula(celda: str) -> str:
    return f"'{celda}" if celda.startswith(_FORMULA) else celda
