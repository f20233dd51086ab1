"""The zip that a package travels in with its attachments: the workbook first, each file by its hash.

Runs in the reading process; see `sincronizacion.sobre` for how one is made.
"""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import IO, NamedTuple
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from enlace_app.sincronizacion.lector import limites
from enlace_app.sincronizacion.lector.analisis import roto_es_dano
from enlace_app.sincronizacion.lector.directorio import CIFRADA, abrir_zip, revisar_entradas, revisar_locales
from enlace_app.sincronizacion.lector.rechazo import Rechazo

_LIBRO = re.compile(r"[^/\\]{1,200}\.xlsx", re.IGNORECASE)
_ADJUNTO = re.compile(r"adjuntos/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_DE_OTRA_COSA = ("[content_types].xml", "mimetype")
"""What the zip of a document has: a workbook, not something that holds one."""


class Sobre(NamedTuple):
    """An open zip with its workbook and its attachments, these by their SHA-256; only its directory was read."""

    comprimido: ZipFile
    libro: ZipInfo
    adjuntos: dict[str, ZipInfo]

    def describir(self) -> dict[str, object]:
        """Say what it holds, for the other process."""
        return {"libro": self.libro.filename, "adjuntos": [[h, p.file_size] for h, p in self.adjuntos.items()]}

    def extraer_libro(self) -> tuple[IO[bytes], int]:
        """Return the workbook and its size.

        Raises:
            Rechazo: it is broken.
        """
        with roto_es_dano():
            return BytesIO(self.comprimido.read(self.libro)), self.libro.file_size


def abrir_sobre(archivo: IO[bytes], tamano: int) -> Sobre | None:
    """Return the zip, or None for a file that is something else, which is then at its beginning.

    Raises:
        Rechazo: it holds a workbook, and is too much, deceives, or has anything else in it.
    """
    es_zip = archivo.read(4) == b"PK\x03\x04"
    archivo.seek(0)
    if not es_zip or tamano > limites.SOBRE:
        return None
    comprimido = abrir_zip(archivo, tamano, partes=limites.ADJUNTOS, largo=limites.DIRECTORIO_DE_SOBRE)
    partes = comprimido.infolist()
    libros = [p for p in partes if _LIBRO.fullmatch(p.filename)]
    archivo.seek(0)
    if not libros or any(p.filename.lower() in _DE_OTRA_COSA for p in partes):
        return None
    if any(p.flag_bits & CIFRADA for p in partes):
        raise Rechazo("zip_con_contrasena")
    revisar_entradas(partes)
    if len(libros) > 1:
        raise Rechazo("zip_ajeno", detalle="más de un libro")
    if comprimido.comment:
        raise Rechazo("enganoso", detalle="comentario")
    adjuntos = _adjuntos([p for p in partes if p is not libros[0]])
    _revisar_medidas(libros[0], list(adjuntos.values()), tamano)
    revisar_locales(archivo, partes, comprimido.start_dir)
    return Sobre(comprimido, libros[0], adjuntos)


def _adjuntos(partes: Sequence[ZipInfo]) -> dict[str, ZipInfo]:
    adjuntos = {}
    for parte in partes:
        dicho = _ADJUNTO.fullmatch(parte.filename)
        if dicho is None:
            raise Rechazo("zip_ajeno", detalle=parte.filename)
        adjuntos[dicho[2]] = parte
    return adjuntos


def _revisar_medidas(libro: ZipInfo, adjuntos: Sequence[ZipInfo], tamano: int) -> None:
    if libro.file_size > limites.ARCHIVO:
        raise Rechazo("tamano", mb=libro.file_size // limites.MB, maximo=limites.ARCHIVO // limites.MB)
    total = libro.file_size + sum(p.file_size for p in adjuntos)
    mayor = max((p.file_size for p in adjuntos), default=0)
    desmedido = total > limites.RAZON_DESDE and total > limites.RAZON * tamano
    if total > limites.SOBRE_DESCOMPRIMIDO or mayor > limites.ADJUNTO or desmedido:
        raise Rechazo("crece", detalle=f": {total // limites.MB:,} MB")
    if libro.compress_type == ZIP_STORED and not libro.file_size:
        raise Rechazo("vacio")
