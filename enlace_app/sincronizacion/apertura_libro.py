"""Opening a workbook that somebody handed in: what it really is, and whether it is safe to read."""

import os
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol, cast
from uuid import UUID
from zipfile import BadZipFile, ZipFile

from defusedxml.common import DTDForbidden
from defusedxml.ElementTree import iterparse
from openpyxl import Workbook
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.salida.excel.hojas import PROPIEDAD_DEL_LIBRO
from enlace_app.sincronizacion.celdas import Celda
from enlace_app.sincronizacion.pestanas import Pestana, ancho_de

MAXIMO_ARCHIVO = 100 * 2**20
MAXIMO_DESCOMPRIMIDO = 250 * 2**20
MAXIMO_TEXTOS = 100 * 2**20
MAXIMO_PARTES = 5_000
MAXIMO_COLUMNAS = 200
_FILAS_DE_EXCEL = 1_048_576
_MARGEN = 20
"""Columns beyond the last header in which stray data is noticed."""

DANOS = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)
"""What openpyxl and the XML parser throw at damaged files, often by accident; wrap only their calls in it."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CIFRADO = "EncryptedPackage".encode("utf-16-le")
_XML = (".xml", ".rels", ".vml")


class _Lector(ExcelReader):
    """openpyxl's reader, but with texts as they are stored.

    Its own deletes `x005F_` wherever it stands, so that a text could change on the way without anybody being told.
    """

    def read_strings(self) -> None:
        """Fill the table of shared texts."""
        self.shared_strings = []
        parte = next((p for p in self.package.Override if p.ContentType == SHARED_STRINGS), None)
        if parte is None:
            return
        with self.archive.open(parte.PartName[1:]) as origen:
            for _, nodo in iterparse(origen, forbid_dtd=True):
                if nodo.tag == f"{{{SHEET_MAIN_NS}}}si":
                    texto = Text.from_tree(nodo)
                    self.shared_strings.append(texto.content if texto else "")
                    nodo.clear()


class _PestanaDeOpenpyxl(Protocol):
    """What we use of a sheet as openpyxl streams it; its stubs describe another class."""

    title: str
    sheet_state: str

    def iter_rows(self, *, min_row: int, max_row: int, max_col: int) -> Iterator[tuple[Celda, ...]]:
        """Yield rows of cells, missing ones filled in."""


class _Pestana:
    """A sheet of openpyxl under the names that the reader of sheets knows."""

    def __init__(self, archivo: str, hoja: _PestanaDeOpenpyxl) -> None:
        self._archivo, self._hoja = archivo, hoja
        self.titulo, self.visible = hoja.title, hoja.sheet_state == "visible"

    def filas(self) -> Iterator[tuple[int, Sequence[Celda]]]:
        """Yield number and cells of every row up to Excel's last, as wide as the header.

        Width and height are given, for the declared dimensions are not believed: anyone can write them, and LibreOffice
        lets them grow.
        """
        try:
            ancho = MAXIMO_COLUMNAS
            for celdas in self._hoja.iter_rows(min_row=1, max_row=1, max_col=ancho):
                ancho = ancho_de(celdas) + _MARGEN
            yield from enumerate(self._hoja.iter_rows(min_row=1, max_row=_FILAS_DE_EXCEL, max_col=ancho), start=1)
        except DANOS as error:
            raise danado(self._archivo) from error


@contextmanager
def abrir_libro(ruta: Path) -> Iterator[Workbook]:
    """Open a workbook for streaming reading after looking at its zip directory and its prologues.

    Raises:
        ErrorDeNegocio: it is no `.xlsx` workbook, or is encrypted, damaged, with macros, or absurdly large.
        ErrorDeEntorno: the file cannot be read at all.
    """
    try:
        archivo = ruta.open("rb")
    except FileNotFoundError as error:
        raise ErrorDeEntorno(f"No existe el archivo {ruta}. Revise el nombre y la carpeta.") from error
    except OSError as error:
        raise ErrorDeEntorno(
            f"No se puede leer {ruta}: si está abierto en Excel ciérrelo; si no, revise que tenga permiso."
        ) from error
    with archivo:
        _revisar_inicio(ruta.name, archivo)
        with warnings.catch_warnings():
            # about looks that it does not know (we read values) and dates out of range (they come as error cells)
            warnings.filterwarnings("ignore", module="openpyxl")
            try:
                libro = _leer(ruta.name, archivo)
            except DANOS as error:
                raise danado(ruta.name) from error
            yield libro


def pestanas_de(archivo: str, libro: Workbook) -> Iterator[Pestana]:
    """Yield the sheets, to be read in their order."""
    for hoja in libro.worksheets:
        yield _Pestana(archivo, cast("_PestanaDeOpenpyxl", hoja))


def identificador_de(libro: Workbook) -> str | None:
    """Return what the template wrote into the workbook's properties to tell it from others; None if it is not there."""
    propiedades = libro.custom_doc_props.props  # type: ignore[attr-defined]  # the stubs are older than it
    escrito = next((p.value for p in propiedades if p.name == PROPIEDAD_DEL_LIBRO), None)
    try:
        return str(UUID(escrito)) if isinstance(escrito, str) else None
    except ValueError:
        return None


def danado(nombre: str) -> ErrorDeNegocio:
    """Return the error that says that a workbook cannot be read to its end."""
    return ErrorDeNegocio(
        f"{nombre} está dañado o incompleto y no se puede leer. Ábralo en Excel o LibreOffice y guárdelo de nuevo "
        "como «Libro de Excel (.xlsx)»; si no abre, pida otra copia a quien lo envió."
    )


def _revisar_inicio(nombre: str, archivo: IO[bytes]) -> None:
    largo = os.fstat(archivo.fileno()).st_size
    if largo == 0:
        raise ErrorDeNegocio(f"{nombre} está vacío (0 bytes). Vuelva a copiarlo o pida que lo envíen otra vez.")
    if largo > MAXIMO_ARCHIVO:
        raise ErrorDeNegocio(
            f"{nombre} mide {largo // 2**20} MB y el máximo es {MAXIMO_ARCHIVO // 2**20} MB. "
            "Quite imágenes y hojas ajenas, o divídalo en varios libros."
        )
    inicio = archivo.read(8)
    if inicio == _OLE:
        if _CIFRADO in archivo.read():
            raise ErrorDeNegocio(
                f"{nombre} está protegido con contraseña. Ábralo en Excel, quite la contraseña "
                "(Archivo > Información > Proteger libro > Cifrar con contraseña) y guárdelo de nuevo."
            )
        raise ErrorDeNegocio(
            f"{nombre} es un libro del formato antiguo (.xls). Ábralo en Excel o LibreOffice y guárdelo como "
            "«Libro de Excel (.xlsx)»."
        )
    if not inicio.startswith(b"PK"):
        raise ErrorDeNegocio(
            f"{nombre} no es un libro de Excel. Guárdelo desde Excel o LibreOffice como «Libro de Excel (.xlsx)»; "
            "cambiar la terminación del nombre no basta."
        )
    archivo.seek(0)


def _leer(nombre: str, archivo: IO[bytes]) -> Workbook:
    with ZipFile(archivo) as comprimido:
        _revisar_directorio(nombre, comprimido)
        _revisar_prologos(nombre, comprimido)
    lector = _Lector(archivo, read_only=True, keep_links=False)
    lector.read()
    return lector.wb


def _revisar_directorio(nombre: str, comprimido: ZipFile) -> None:
    partes = comprimido.infolist()
    nombres = [parte.filename.lower() for parte in partes]
    if "mimetype" in nombres and b"opendocument" in comprimido.read("mimetype")[:100]:
        raise ErrorDeNegocio(
            f"{nombre} es un documento de LibreOffice (.ods). Ábralo y guárdelo como «Excel 2007-365 (.xlsx)»."
        )
    if "xl/workbook.bin" in nombres or any(n.endswith("vbaproject.bin") for n in nombres):
        raise ErrorDeNegocio(
            f"{nombre} lleva macros o está en formato binario. Guárdelo como «Libro de Excel (.xlsx)», sin macros."
        )
    if "[content_types].xml" not in nombres or not any(n.startswith("xl/") for n in nombres):
        raise ErrorDeNegocio(f"{nombre} no es un libro de Excel. Guárdelo como «Libro de Excel (.xlsx)».")
    textos = sum(p.file_size for p in partes if "sharedstrings" in p.filename.lower())
    total = sum(p.file_size for p in partes)
    if len(partes) > MAXIMO_PARTES or total > MAXIMO_DESCOMPRIMIDO or textos > MAXIMO_TEXTOS:
        raise ErrorDeNegocio(
            f"{nombre} crece demasiado al abrirse ({total // 2**20} MB en {len(partes):,} partes) y no se leyó. "
            "Copie sus filas a un libro nuevo y guárdelo, o divídalo en varios."
        )
    if len(set(nombres)) != len(nombres) or any(p.flag_bits & 1 for p in partes):
        raise danado(nombre)


def _revisar_prologos(nombre: str, comprimido: ZipFile) -> None:
    """Refuse a document type in any part: a spreadsheet never has one, a booby-trapped one does.

    openpyxl leaves some parts to other parsers than defusedxml's, depending on what is installed.
    """
    for parte in comprimido.namelist():
        if not parte.lower().endswith(_XML):
            continue
        with comprimido.open(parte) as origen:
            try:
                next(iter(iterparse(origen, events=("start",), forbid_dtd=True)), None)
            except DTDForbidden as error:
                raise ErrorDeNegocio(
                    f"{nombre} contiene instrucciones que un libro de Excel no lleva, y no se leyó. "
                    "Confirme con quien lo envió que el archivo es suyo."
                ) from error
