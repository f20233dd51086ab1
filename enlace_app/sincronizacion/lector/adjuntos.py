"""The attachments of a zip that somebody mailed: unpacked by another process, proved here, held in no memory."""

import hashlib
import os
import re
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from enlace_app.archivos import traducir_oserror
from enlace_app.errores import ErrorDeNegocio
from enlace_app.sincronizacion.lector import proceso
from enlace_app.sincronizacion.lector.rechazo import explicar
from enlace_app.sincronizacion.paquete import SobreLeido

_HUELLA = re.compile(r"[0-9a-f]{64}")


class Trozo(NamedTuple):
    """Some bytes of the workbook, whose `huella` is None, or of the attachment with that SHA-256, in order.

    The last one of a file has no bytes: by then all of it is proved to be what its name says.
    """

    huella: str | None
    bytes: bytes


def leer_adjuntos(ruta: Path) -> Generator[Trozo, None, None]:
    """Yield what is in a zip, piece by piece: the workbook first.

    What is yielded before an error must be thrown away. Close it, or listen to its end: another process is behind it.

    Raises:
        ErrorDeNegocio: it is refused, or an attachment is not what its name says.
        ErrorDeEntorno: the file cannot be opened, or no process started.
    """
    with traducir_oserror(ruta):
        archivo = ruta.open("rb")
    with archivo:
        tamano = os.fstat(archivo.fileno()).st_size
        flujo = proceso.mensajes(archivo, ruta.name, tamano, guion=proceso.GUION_DE_DESEMPACADO)
        try:
            yield from _probados(flujo, ruta.name)
        finally:
            flujo.close()


def _probados(flujo: Iterator[Any], nombre: str) -> Iterator[Trozo]:
    cual: str | None = None
    abierto, suma = False, hashlib.sha256()
    for mensaje in flujo:
        if isinstance(mensaje, bytes) and abierto:
            suma.update(mensaje)
            yield Trozo(cual, mensaje)
            continue
        if abierto:
            yield _cerrar(cual, suma.hexdigest(), nombre)
        cual, abierto, suma = _siguiente(mensaje, nombre, es_el_primero=not abierto), True, hashlib.sha256()
    if not abierto:
        raise ErrorDeNegocio(explicar(nombre, "danado", None))
    yield _cerrar(cual, suma.hexdigest(), nombre)


def _siguiente(mensaje: object, nombre: str, *, es_el_primero: bool) -> str | None:
    """Return whose bytes follow: None for the workbook's, which come first; the process is believed no more."""
    if isinstance(mensaje, dict):
        if es_el_primero and "libro" in mensaje:
            return None
        huella = str(mensaje.get("adjunto"))
        if not es_el_primero and _HUELLA.fullmatch(huella):
            return huella
    raise ErrorDeNegocio(explicar(nombre, "danado", None))


def _cerrar(cual: str | None, huella: str, nombre: str) -> Trozo:
    if cual is not None and cual != huella:
        raise ErrorDeNegocio(explicar(nombre, "adjunto", {"detalle": cual[:8]}))
    return Trozo(cual, b"")


def sobre_dicho(mensaje: object, nombre: str) -> SobreLeido | None:
    """Return what the reading process says of the zip, None if the file is a workbook alone.

    Raises:
        ErrorDeNegocio: what it says makes no sense.
    """
    if not isinstance(mensaje, dict) or "sobre" not in mensaje:
        return None
    try:
        dicho = mensaje["sobre"]
        adjuntos = {str(huella): int(mide) for huella, mide in dicho["adjuntos"]}
        if all(map(_HUELLA.fullmatch, adjuntos)):
            return SobreLeido(str(dicho["libro"]), adjuntos)
    except (TypeError, ValueError, KeyError):
        pass
    raise ErrorDeNegocio(explicar(nombre, "danado", None))
