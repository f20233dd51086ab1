"""The same workbook as another program saves it: other bytes, the same values."""

import datetime
import functools
import shutil
import subprocess
from pathlib import Path
from random import Random
from typing import Any, Literal

import openpyxl
import xlsxwriter

Regrabador = Literal["openpyxl", "xlsxwriter", "libreoffice"]
_ESPERA = 120


@functools.cache
def hay_libreoffice() -> bool:
    """Whether this computer can save a workbook with LibreOffice."""
    return shutil.which("soffice") is not None


def regrabar(libro: Path, como: Regrabador, azar: Random) -> Path:
    """Save it again under another name; without LibreOffice the others stand in for it."""
    destino = libro.with_name(f"{azar.randrange(10**9)}-{libro.name}")
    if como == "libreoffice" and hay_libreoffice():
        _por_libreoffice(libro, destino)
    elif como == "xlsxwriter":
        _por_xlsxwriter(libro, destino, azar)
    else:
        abierto = openpyxl.load_workbook(libro)
        abierto.save(destino)
        abierto.close()
    return destino


def _por_libreoffice(libro: Path, destino: Path) -> None:
    perfil = libro.parent / "perfil-de-libreoffice"
    salida = libro.parent / "de-libreoffice"
    orden = [
        "soffice",
        f"-env:UserInstallation={perfil.as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run([*orden, "--outdir", str(salida), str(libro)], check=True, capture_output=True, timeout=_ESPERA)
    (salida / libro.name).rename(destino)


def _por_xlsxwriter(libro: Path, destino: Path, azar: Random) -> None:
    """Rows in another order, a column and blank rows more, other widths, dates in another format."""
    leido = openpyxl.load_workbook(libro, read_only=True)
    escrito = xlsxwriter.Workbook(destino, {"strings_to_formulas": False, "strings_to_urls": False})
    fecha = escrito.add_format({"num_format": "dddd d mmm yyyy"})
    for hoja in leido.worksheets:
        nueva = escrito.add_worksheet(hoja.title)
        encabezado, *filas = [list(fila) for fila in hoja.iter_rows(values_only=True)]
        if hoja.title != "Portada":
            azar.shuffle(filas)
            encabezado.append("notas de quien lo abrió")
            filas.insert(azar.randrange(len(filas) + 1), [None] * len(encabezado))
        nueva.set_column(0, len(encabezado), 5 + azar.randrange(60))
        for n, fila in enumerate([encabezado, *filas]):
            _escribir_fila(nueva, n, fila, fecha)
    leido.close()
    escrito.close()


def _escribir_fila(hoja: Any, n: int, fila: list[Any], fecha: Any) -> None:
    for columna, valor in enumerate(fila):
        if isinstance(valor, datetime.date):
            hoja.write_datetime(n, columna, valor, fecha)
        elif isinstance(valor, str):
            hoja.write_string(n, columna, valor)
        elif valor is not None:
            hoja.write_number(n, columna, valor)
