"""Where a file may be written: never over the data, nor over what somebody else made."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos

MARCA_PDF = b"/Creator (Enlace)"
_HOJAS_DE_PAQUETE = (b'name="Portada"', b'name="Reuniones"')
_HOJAS_DE_ACUSE = (b'name="Portada"', b'name="Resultado"')


def exigir_destino(carpeta: CarpetaDatos, destino: Path, extension: str, es_nuestro: Callable[[Path], bool]) -> None:
    """Raise `ErrorDeNegocio` unless `destino` may be written.

    It must bear the extension and lie outside the data folder; a file that is there already is replaced only where it
    is an earlier export: a scan or a filled-in workbook of the same name would be lost.
    """
    if destino.is_dir():
        raise ErrorDeNegocio(f"«{destino}» es una carpeta; diga también el nombre del archivo, con {extension}.")
    if destino.suffix.lower() != extension:
        raise ErrorDeNegocio(f"«{destino.name}» debe terminar en {extension}.")
    if destino.resolve().is_relative_to(carpeta.raiz.resolve()):
        raise ErrorDeNegocio(f"«{destino}» está en la carpeta de datos de Enlace; elija otra carpeta.")
    if destino.exists() and not es_nuestro(destino):
        raise ErrorDeNegocio(
            f"«{destino}» ya existe y no lo hizo esta orden; no se tocó. Elija otro nombre, o muévalo antes."
        )


def es_pdf_de_enlace(ruta: Path) -> bool:
    """Whether a file is a PDF that this program printed."""
    try:
        datos = ruta.read_bytes()
    except OSError:
        return False
    return datos.startswith(b"%PDF-") and (MARCA_PDF in datos or _creador(ruta) == "Enlace")


def _creador(ruta: Path) -> str | None:
    """Return what the PDF says of its creator; in a sealed one that stands in a compressed part."""
    import pikepdf

    try:
        with pikepdf.open(ruta) as pdf:
            return str(pdf.docinfo.get("/Creator", ""))
    except (pikepdf.PdfError, OSError):
        return None


def es_paquete_de_enlace(ruta: Path | IO[bytes]) -> bool:
    """Whether a file is a package: a workbook with Portada, which a capture workbook does not have."""
    return _tiene_hojas(ruta, _HOJAS_DE_PAQUETE)


def es_acuse_de_enlace(ruta: Path) -> bool:
    """Whether a file is a receipt; a package is none, and is not replaced by one."""
    return _tiene_hojas(ruta, _HOJAS_DE_ACUSE)


def _tiene_hojas(ruta: Path | IO[bytes], hojas: tuple[bytes, ...]) -> bool:
    try:
        with zipfile.ZipFile(ruta) as libro:
            dicho = libro.read("xl/workbook.xml")
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return False
    return all(hoja in dicho for hoja in hojas)


def es_envio_de_enlace(ruta: Path) -> bool:
    """Whether a file is a zip with a package first in it, as they are made with attachments."""
    try:
        with zipfile.ZipFile(ruta) as sobre, sobre.open(sobre.infolist()[0]) as libro:
            return es_paquete_de_enlace(libro)
    except (OSError, IndexError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return False
