"""The inside of the workbook writer: openpyxl around rows that go straight into the zip, one table per sheet."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from enlace_app.salida.excel.estilos import (
    ALTO_DEL_ENCABEZADO,
    ENCABEZADO,
    ENCABEZADO_OBLIGATORIO,
    estilo_de,
    estilo_de_tabla,
    estilos_de_celda,
    estilos_de_encabezado,
)
from enlace_app.salida.excel.hojas import (
    PROPIEDAD_DEL_LIBRO,
    ColumnaDeSalida,
    HojaDeSalida,
    Propiedades,
    TipoDeCelda,
)
from enlace_app.salida.excel.renglones import MAXIMO_FILAS, NumerosDeEstilo, renglones

_MAXIMO_LISTA = 255
_MAXIMO_AYUDA = 255
_PRIMER_ZIP = (1980, 1, 1, 0, 0, 0)
_CARTA = 1
"""Excel's number for Letter paper."""
_ANCHO_VERTICAL = 100
"""Characters that a Letter sheet holds upright at full size."""
_ANCHO_LEGIBLE = 260
"""Characters that a Letter sheet holds sideways in print that can still be read, at a little over half size."""
_MARGENES = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)
_BLOQUE = 1 << 17
"""Characters of rows that are gathered before they are compressed."""


class _ArchivoFechado(ZipFile):
    """A zip whose entries all bear one date, so that the same content gives the same bytes."""

    fecha: tuple[int, int, int, int, int, int] = _PRIMER_ZIP

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *args: Any, **kwargs: Any) -> None:
        nombre = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        super().writestr(self.entrada(nombre), data, *args, **kwargs)

    def entrada(self, nombre: str) -> ZipInfo:
        """Return what a new entry says of itself."""
        entrada = ZipInfo(nombre, self.fecha)
        entrada.compress_type = ZIP_DEFLATED
        return entrada


class _EscritorDeHoja(WorksheetWriter):
    """openpyxl's writer of one sheet, but for its rows: they are text already, and their number is known at the end."""

    def __init__(self, pestana: Worksheet, salida: IO[bytes], hoja: HojaDeSalida, estilos: NumerosDeEstilo) -> None:
        super().__init__(pestana, salida)
        self._salida, self._hoja, self._estilos = salida, hoja, estilos

    def write_dimensions(self) -> None:
        """Say nothing of the size: it comes before the rows, which have not been counted yet."""

    def write_rows(self) -> None:
        """Write the header through openpyxl, then the rows as they come, and last what depends on their number."""
        xml: Any = self.xf.send(True)
        with xml.element("sheetData"):
            for numero, celdas in self.rows():
                self.write_row(xml, celdas, numero)
            xml.flush()
            ultima = self._volcar(renglones(self._hoja, self._estilos))
        self.xf.send(None)
        assert isinstance(self.ws, Worksheet)  # noqa: S101 - what the constructor was given
        _poner_listas(self.ws, self._hoja, ultima)
        for tabla in self.ws.tables.values():
            tabla.ref = tabla.autoFilter.ref = _zona(self._hoja, ultima)

    def _volcar(self, filas: Iterator[str]) -> int:
        """Write the rows and return the number of the last one; the header is row 1."""
        ultima, medida, bloque = 1, 0, list[str]()
        for ultima, fila in enumerate(filas, start=2):  # noqa: B007 - its last value is the result
            bloque.append(fila)
            medida += len(fila)
            if medida > _BLOQUE:
                self._salida.write("".join(bloque).encode())
                medida, bloque = 0, []
        self._salida.write("".join(bloque).encode())
        return ultima


class _EscritorDeLibro(ExcelWriter):
    """openpyxl's writer of the parts of a workbook; sheets go into the zip without a temporary file.

    That file would hold people's data, and stay if the program was killed.
    """

    def __init__(
        self, libro: Workbook, archivo: _ArchivoFechado, hojas: Mapping[str, HojaDeSalida], estilos: NumerosDeEstilo
    ) -> None:
        super().__init__(libro, archivo)
        self._comprimido, self._hojas, self._estilos = archivo, hojas, estilos

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write one sheet of the workbook, taking its rows."""
        entrada = self._comprimido.entrada(ws.path[1:])
        with (
            self._comprimido.open(entrada, "w", force_zip64=True) as salida,
            # closed before the entry is: half-written elements write their ends when they are let go
            closing(_EscritorDeHoja(ws, salida, self._hojas[ws.title], self._estilos)) as escritor,
        ):
            escritor.write()
        ws._rels = escritor._rels  # type: ignore[attr-defined]  # where openpyxl looks for the sheet's tables
        self.manifest.append(ws)


def escribir_hojas(archivo: IO[bytes], hojas: Sequence[HojaDeSalida], propiedades: Propiedades) -> None:
    """Write a complete workbook into an open file; see `escribir_libro` for the contract."""
    libro = Workbook()
    libro.remove(libro.worksheets[0])
    libro.calculation = CalcProperties(fullCalcOnLoad=False)
    creado = propiedades.creado or datetime.now(UTC)
    creado = (creado.astimezone(UTC) if creado.tzinfo else creado).replace(tzinfo=None, microsecond=0)
    libro.properties.creator = libro.properties.lastModifiedBy = propiedades.autor
    libro.properties.title = propiedades.titulo or None
    libro.properties.created = libro.properties.modified = creado
    if propiedades.libro is not None:
        propiedad = StringProperty(name=PROPIEDAD_DEL_LIBRO, value=propiedades.libro)
        libro.custom_doc_props.append(propiedad)  # type: ignore[attr-defined]  # the stubs are older than it
    for estilo in (*estilos_de_encabezado(), *estilos_de_celda().values()):
        libro.add_named_style(estilo)
    for numero, hoja in enumerate(hojas, start=1):
        _preparar_hoja(libro.create_sheet(hoja.nombre), hoja, numero)
    with _ArchivoFechado(archivo, "w", ZIP_DEFLATED) as comprimido:
        comprimido.fecha = max(_PRIMER_ZIP, (*creado.timetuple()[:5], creado.second // 2 * 2))
        por_nombre = {hoja.nombre: hoja for hoja in hojas}
        _EscritorDeLibro(libro, comprimido, por_nombre, _numeros_de_estilo(libro)).write_data()


def _numeros_de_estilo(libro: Workbook) -> NumerosDeEstilo:
    """Return the numbers under which the file knows each kind's style, for its own values and for integers."""
    numeros = {}
    for tipo in TipoDeCelda:
        propia, de_entero = (WriteOnlyCell(libro.worksheets[0]) for _ in range(2))
        propia.style = de_entero.style = estilo_de(tipo)
        de_entero.number_format = "0"
        numeros[tipo] = (propia.style_id, de_entero.style_id)
    return numeros


def _preparar_hoja(destino: Worksheet, hoja: HojaDeSalida, numero: int) -> None:
    destino.freeze_panes = "A2"
    estilos = estilos_de_celda()
    for indice, columna in enumerate(hoja.columnas, start=1):
        dimension = destino.column_dimensions[get_column_letter(indice)]
        dimension.width = columna.ancho + 2  # room for the filter button
        estilo = estilos[columna.tipo]
        dimension.number_format, dimension.font = estilo.number_format, estilo.font
        celda = destino.cell(1, indice, columna.nombre)
        celda.style = ENCABEZADO_OBLIGATORIO if columna.obligatoria else ENCABEZADO
    destino.row_dimensions[1].height = ALTO_DEL_ENCABEZADO
    _preparar_impresion(destino, sum(columna.ancho + 2 for columna in hoja.columnas))
    _poner_tabla(destino, hoja, numero)


def _poner_listas(destino: Worksheet, hoja: HojaDeSalida, ultima: int) -> None:
    """Add dropdowns to the data and the columns' help to the header; a value off the list only warns."""
    fin = min(ultima + hoja.filas_de_captura, MAXIMO_FILAS)
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


def _poner_tabla(destino: Worksheet, hoja: HojaDeSalida, numero: int) -> None:
    zona = _zona(hoja, 2)
    tabla = Table(
        displayName=f"T{numero}_{re.sub(r'[^A-Za-z0-9]', '_', hoja.nombre)}",
        ref=zona,
        tableStyleInfo=estilo_de_tabla(),
        autoFilter=AutoFilter(ref=zona),
        tableColumns=[TableColumn(id=i, name=c.nombre) for i, c in enumerate(hoja.columnas, start=1)],
    )
    destino.tables.add(tabla)  # `add_table` would warn that columns must be given, which they are


def _zona(hoja: HojaDeSalida, ultima: int) -> str:
    return f"A1:{get_column_letter(len(hoja.columnas))}{ultima}"


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
