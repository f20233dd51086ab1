"""The inside of the workbook writer: openpyxl's streaming mode, one table per sheet."""

import errno
import math
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import IO, Any, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import LXML, Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.excel.estilos import (
    ALTO_DEL_ENCABEZADO,
    ALTO_DEL_RENGLON,
    ENCABEZADO,
    ENCABEZADO_OBLIGATORIO,
    MAXIMO_DE_RENGLONES,
    AltoSugerido,
    estilo_de,
    estilo_de_tabla,
    estilos_de_celda,
    estilos_de_encabezado,
)
from enlace_app.salida.excel.hojas import (
    PROPIEDAD_DEL_LIBRO,
    Celda,
    ColumnaDeSalida,
    HojaDeSalida,
    Propiedades,
    TipoDeCelda,
)
from enlace_app.salida.excel.valores import motivo_de_valor

_MAXIMO_LISTA = 255
_MAXIMO_AYUDA = 255
_MAXIMO_FILAS = 1_048_576
_PRIMER_ZIP = (1980, 1, 1, 0, 0, 0)
_CARTA = 1
"""Excel's number for Letter paper."""
_ANCHO_VERTICAL = 100
"""Characters that a Letter sheet holds upright at full size."""
_ANCHO_LEGIBLE = 260
"""Characters that a Letter sheet holds sideways in print that can still be read, at a little over half size."""
_MARGENES = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)


class _ArchivoFechado(ZipFile):
    """A zip whose entries all bear one date, so that the same content gives the same bytes."""

    fecha: tuple[int, int, int, int, int, int] = _PRIMER_ZIP

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *args: Any, **kwargs: Any) -> None:
        nombre = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        super().writestr(self._entrada(nombre), data, *args, **kwargs)

    def write(self, filename: str | PathLike[str], arcname: Any = None, *args: Any, **kwargs: Any) -> None:
        entrada = self._entrada(str(arcname or filename))
        entrada.file_size = Path(filename).stat().st_size
        with Path(filename).open("rb") as origen, self.open(entrada, "w") as destino:
            shutil.copyfileobj(origen, destino, 1 << 20)

    def _entrada(self, nombre: str) -> ZipInfo:
        entrada = ZipInfo(nombre, self.fecha)
        entrada.compress_type = ZIP_DEFLATED
        return entrada


def escribir_hojas(archivo: IO[bytes], hojas: Sequence[HojaDeSalida], propiedades: Propiedades) -> None:
    """Write a complete workbook into an open file; see `escribir_libro` for the contract."""
    libro = Workbook(write_only=True)
    libro.calculation = CalcProperties(fullCalcOnLoad=False)
    creado = propiedades.creado or datetime.now(UTC)
    creado = (creado.astimezone(UTC) if creado.tzinfo else creado).replace(tzinfo=None, microsecond=0)
    libro.properties.creator = libro.properties.lastModifiedBy = propiedades.autor
    libro.properties.title = propiedades.titulo or None
    libro.properties.created = libro.properties.modified = creado
    if propiedades.libro is not None:
        propiedad = StringProperty(name=PROPIEDAD_DEL_LIBRO, value=propiedades.libro)
        libro.custom_doc_props.append(propiedad)  # type: ignore[attr-defined]  # the stubs are older than it
    estilos = estilos_de_celda()
    for estilo in (*estilos_de_encabezado(), *estilos.values()):
        libro.add_named_style(estilo)
    try:
        with _como_oserror():
            _escribir(libro, archivo, hojas, creado, estilos)
    finally:
        _borrar_temporales(libro)


@contextmanager
def _como_oserror() -> Iterator[None]:
    """Give a full disk its usual name: under openpyxl, lxml writes with its own kind of error («IO_ENOSPC»)."""
    if not LXML:
        yield
        return
    from lxml.etree import SerialisationError  # type: ignore[import-untyped]

    try:
        yield
    except SerialisationError as error:
        codigo = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
        raise OSError(codigo, os.strerror(codigo)) from error


def _escribir(
    libro: Workbook,
    archivo: IO[bytes],
    hojas: Sequence[HojaDeSalida],
    creado: datetime,
    estilos: Mapping[TipoDeCelda, NamedStyle],
) -> None:
    for numero, hoja in enumerate(hojas, start=1):
        # a write-only sheet has what we use of a worksheet, but shares no type with it
        _escribir_hoja(cast("Worksheet", libro.create_sheet(hoja.nombre)), hoja, numero, estilos)
    with _ArchivoFechado(archivo, "w", ZIP_DEFLATED) as comprimido:
        comprimido.fecha = max(_PRIMER_ZIP, (*creado.timetuple()[:5], creado.second // 2 * 2))
        ExcelWriter(libro, comprimido).write_data()


def _escribir_hoja(
    destino: Worksheet, hoja: HojaDeSalida, numero: int, estilos: Mapping[TipoDeCelda, NamedStyle]
) -> None:
    destino.freeze_panes = "A2"
    for indice, columna in enumerate(hoja.columnas, start=1):
        dimension = destino.column_dimensions[get_column_letter(indice)]
        dimension.width = columna.ancho + 2  # room for the filter button
        estilo = estilos[columna.tipo]
        dimension.number_format, dimension.font = estilo.number_format, estilo.font
    destino.row_dimensions[1].height = ALTO_DEL_ENCABEZADO
    _preparar_impresion(destino, sum(columna.ancho + 2 for columna in hoja.columnas))
    destino.append(
        [_celda(destino, c.nombre, ENCABEZADO_OBLIGATORIO if c.obligatoria else ENCABEZADO) for c in hoja.columnas]
    )
    ultima = 1
    for ultima, (celdas, renglones) in enumerate(_filas(destino, hoja), start=2):
        if renglones > 1:
            destino.row_dimensions[ultima] = AltoSugerido(destino, index=ultima, ht=renglones * ALTO_DEL_RENGLON)
        destino.append(celdas)
        destino.row_dimensions.pop(ultima, None)  # written already; keeping it would cost memory per row
    if ultima == 1:
        destino.append([_celda(destino, None, estilo_de(c.tipo)) for c in hoja.columnas])
    _poner_listas(destino, hoja, ultima)
    _poner_tabla(destino, hoja, numero, max(ultima, 2))


def _filas(destino: Worksheet, hoja: HojaDeSalida) -> Iterator[tuple[list[Cell], int]]:
    """Yield the cells of every row and how many lines its longest text needs."""
    for numero, fila in enumerate(hoja.filas, start=2):
        if numero > _MAXIMO_FILAS:
            raise ErrorDeNegocio(f"La hoja «{hoja.nombre}» pasa de {_MAXIMO_FILAS:,} filas, que es lo que cabe.")
        celdas = []
        for columna, valor in zip(hoja.columnas, fila, strict=True):
            if motivo := motivo_de_valor(valor):
                raise ErrorDeNegocio(f"Hoja «{hoja.nombre}», fila {numero}, columna «{columna.nombre}»: {motivo}.")
            celdas.append(_celda(destino, valor, estilo_de(columna.tipo)))
        yield celdas, max(map(_renglones, hoja.columnas, fila), default=1)


def _renglones(columna: ColumnaDeSalida, valor: Celda) -> int:
    if not isinstance(valor, str) or columna.tipo is not TipoDeCelda.TEXTO:
        return 1
    if len(valor) <= columna.ancho and "\n" not in valor:
        return 1
    # widths count digits; letters are narrower, and words do not fill their lines
    lineas = sum(max(1, math.ceil(0.88 * len(parrafo) / columna.ancho)) for parrafo in valor.split("\n"))
    return min(lineas, MAXIMO_DE_RENGLONES)


def _celda(destino: Worksheet, valor: Celda, estilo: str) -> Cell:
    celda = WriteOnlyCell(destino)
    celda.value = None if valor == "" else valor
    if isinstance(valor, str) and valor:
        celda.data_type = "s"  # openpyxl takes "=x" for a formula and "#N/A" for an error
    celda.style = estilo
    if isinstance(valor, int):
        celda.number_format = "0"
    return celda


def _poner_listas(destino: Worksheet, hoja: HojaDeSalida, ultima: int) -> None:
    """Add dropdowns to the data and the columns' help to the header; a value off the list only warns."""
    fin = min(max(ultima, 2) + hoja.filas_de_captura, _MAXIMO_FILAS)
    for indice, columna in enumerate(hoja.columnas, start=1):
        letra = get_column_letter(indice)
        if lista := _lista(columna):
            opciones = DataValidation(
                type="list",
                formula1=lista,
                allow_blank=True,
                showErrorMessage=True,
                errorStyle="warning",
                errorTitle="Fuera de la lista",
                error="Ese valor no está en la lista prevista. ¿Desea conservarlo?",
            )
            opciones.add(f"{letra}2:{letra}{fin}")
            destino.data_validations.append(opciones)
        if columna.ayuda:
            if len(columna.ayuda) > _MAXIMO_AYUDA:
                raise ValueError(f"{hoja.nombre}.{columna.nombre}: la ayuda no cabe")
            ayuda = DataValidation(
                showInputMessage=True, promptTitle=columna.nombre[:32], prompt=columna.ayuda, allow_blank=True
            )
            ayuda.add(f"{letra}1")
            destino.data_validations.append(ayuda)


def _lista(columna: ColumnaDeSalida) -> str | None:
    """Return the dropdown's formula; None if there is no list or it does not fit Excel's 255 characters."""
    lista = ",".join(columna.valores)
    if not lista or len(lista) > _MAXIMO_LISTA or any(c in v for v in columna.valores for c in ',"'):
        return None
    return f'"{lista}"'


def _poner_tabla(destino: Worksheet, hoja: HojaDeSalida, numero: int, ultima: int) -> None:
    zona = f"A1:{get_column_letter(len(hoja.columnas))}{ultima}"
    tabla = Table(
        displayName=f"T{numero}_{re.sub(r'[^A-Za-z0-9]', '_', hoja.nombre)}",
        ref=zona,
        tableStyleInfo=estilo_de_tabla(),
        autoFilter=AutoFilter(ref=zona),
        tableColumns=[TableColumn(id=i, name=c.nombre) for i, c in enumerate(hoja.columnas, start=1)],
    )
    destino.tables.add(tabla)  # `add_table` would warn that columns must be given, which they are


def _preparar_impresion(destino: Worksheet, ancho: int) -> None:
    """Print whole columns, as few sheets wide as can be read; where that is more than one, rows bear their numbers."""
    hojas_a_lo_ancho = math.ceil(ancho / _ANCHO_LEGIBLE)
    destino.page_setup.orientation = "portrait" if ancho <= _ANCHO_VERTICAL else "landscape"
    destino.page_setup.paperSize = _CARTA
    destino.page_setup.pageOrder = "overThenDown"
    destino.page_setup.fitToWidth, destino.page_setup.fitToHeight = hojas_a_lo_ancho, 0
    destino.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    destino.page_margins = _MARGENES
    destino.print_options.headings = hojas_a_lo_ancho > 1 or None
    destino.print_title_rows = "1:1"
    if destino.oddFooter is not None:
        destino.oddFooter.center.text = "&A — hoja &P de &N"


def _borrar_temporales(libro: Workbook) -> None:
    """Remove what the streaming mode left in the temporary folder when writing stopped half-way.

    Those files hold people's data and would otherwise stay until the program ends.
    """
    for hoja in libro.worksheets:
        escritor = getattr(hoja, "_writer", None)
        if escritor is None or not Path(escritor.out).exists():
            continue
        with suppress(Exception):
            hoja.close()
        with suppress(OSError, ValueError):
            escritor.cleanup()
