"""The zip directory of a workbook: looked at before anything in it is unpacked. Runs in the reading process."""

import stat
import struct
from collections.abc import Iterable, Sequence
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from enlace_app.sincronizacion.lector import limites
from enlace_app.sincronizacion.lector.rechazo import Rechazo

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CIFRADO = "EncryptedPackage".encode("utf-16-le")
_FIN = b"PK\x05\x06"
_LOCALIZADOR_ZIP64 = b"PK\x06\x07"
_MAXIMO_COLA = 22 + 65_535
_LOCAL = struct.Struct("<4s5H3L2H")
_EN_EXTRA = 0xFFFFFFFF
_CON_DESCRIPTOR = 0x08
CIFRADA = 0x41
"""Bits of an encrypted entry, old and new."""

_AJENAS = {
    "xl/externallinks/": "vínculos a otros archivos",
    "xl/embeddings/": "archivos incrustados",
    "xl/activex/": "controles",
    "xl/ctrlprops/": "controles",
    "xl/querytables/": "consultas a otros programas",
    "xl/connections": "conexiones a otros programas",
    "xl/model/": "conexiones a otros programas",
    "xl/webextensions/": "complementos",
    "customui/": "botones con programas",
    "xl/oleobject": "archivos incrustados",
    "xl/pivotcache/": "tablas dinámicas",
}
_MACROS = ("vbaproject", "vbadata", "xl/macrosheets/", "xl/dialogsheets/", "xl/intlmacrosheets/")
_BINARIO_PERMITIDO = "xl/printersettings/"
_ARCHIVOS = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    OLE,
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"MZ",
    b"\x7fELF",
    b"BZh",
    b"\xfd7zXZ",
)


def abrir_directorio(archivo: IO[bytes], tamano: int) -> ZipFile:
    """Return the zip of a workbook whose directory keeps to what a package needs.

    Raises:
        Rechazo: it is something else, or too much, or deceives.
    """
    _revisar_inicio(archivo, tamano)
    comprimido = abrir_zip(archivo, tamano, partes=limites.PARTES, largo=limites.DIRECTORIO)
    partes = comprimido.infolist()
    _revisar_clase(comprimido, {p.filename.lower() for p in partes})
    revisar_entradas(partes)
    _revisar_medidas(partes, tamano)
    revisar_locales(archivo, partes, comprimido.start_dir)
    _revisar_contenidos(comprimido, partes)
    return comprimido


def abrir_zip(archivo: IO[bytes], tamano: int, *, partes: int, largo: int) -> ZipFile:
    """Return a zip whose directory has at most so many entries and bytes; nothing in it was looked at yet.

    Raises:
        Rechazo: it is none, or too much, or deceives about its directory.
    """
    _revisar_cola(archivo, tamano, partes, largo)
    try:
        return ZipFile(archivo)
    except (BadZipFile, NotImplementedError, ValueError, struct.error, EOFError, OverflowError) as error:
        raise Rechazo("danado") from error


def revisar_entradas(partes: Sequence[ZipInfo]) -> None:
    """Refuse names that climb or stand twice, links, and what is encrypted or packed in another way."""
    for parte in partes:
        _revisar_entrada(parte)
    if len({p.filename.casefold() for p in partes}) != len(partes):
        raise Rechazo("enganoso", detalle="partes repetidas")


def _revisar_inicio(archivo: IO[bytes], tamano: int) -> None:
    if tamano == 0:
        raise Rechazo("vacio")
    if tamano > limites.ARCHIVO:
        raise Rechazo("tamano", mb=tamano // limites.MB, maximo=limites.ARCHIVO // limites.MB)
    inicio = archivo.read(8)
    if inicio == OLE:
        # the names of an OLE file's streams stand in its directory, which may be anywhere in it
        resto = b""
        while bloque := archivo.read(limites.MB):
            if CIFRADO in resto + bloque:
                raise Rechazo("contrasena")
            resto = bloque[-len(CIFRADO) :]
        raise Rechazo("xls")
    if not inicio.startswith((b"PK\x03\x04", _FIN)):
        raise Rechazo("no_es_libro")


def _revisar_cola(archivo: IO[bytes], tamano: int, partes: int, maximo: int) -> None:
    """Look at the zip's last record by hand: `ZipFile` reads the whole directory that it announces."""
    archivo.seek(max(0, tamano - _MAXIMO_COLA))
    cola = archivo.read(_MAXIMO_COLA)
    lugar = cola.rfind(_FIN)
    if lugar < 0 or len(cola) < lugar + 22:
        raise Rechazo("danado", detalle=": le falta el final")
    disco, otro, aqui, todas, largo, desde, comentario = struct.unpack_from("<4H2LH", cola, lugar + 4)
    if disco or otro or aqui != todas or cola.count(_LOCALIZADOR_ZIP64) or len(cola) != lugar + 22 + comentario:
        raise Rechazo("enganoso", detalle="directorio")
    if todas > partes or largo > maximo:
        raise Rechazo("crece", detalle=f": {todas:,} partes")
    if desde + largo != max(0, tamano - _MAXIMO_COLA) + lugar:
        raise Rechazo("enganoso", detalle="directorio")
    archivo.seek(0)


def _revisar_clase(comprimido: ZipFile, nombres: set[str]) -> None:
    if "mimetype" in nombres:
        raise Rechazo("ods" if "content.xml" in nombres else "otro_documento")
    if any(n.startswith(("word/", "ppt/", "visio/")) for n in nombres):
        raise Rechazo("otro_documento")
    if any(marca in n for n in nombres for marca in _MACROS):
        raise Rechazo("macros")
    for n in nombres:
        for inicio, que in _AJENAS.items():
            if n.startswith(inicio):
                raise Rechazo("ajeno", detalle=que)
    if "xl/workbook.bin" in nombres:
        raise Rechazo("xls")
    if "[content_types].xml" not in nombres or "xl/workbook.xml" not in nombres:
        raise Rechazo("no_es_libro")
    if comprimido.comment:
        raise Rechazo("enganoso", detalle="comentario")


def _revisar_entrada(parte: ZipInfo) -> None:
    nombre = parte.orig_filename
    if nombre != parte.filename or any(ord(c) < 32 or c in '\\:*?"<>|' for c in nombre):
        raise Rechazo("enganoso", detalle="nombres de partes")
    if nombre.startswith("/") or any(tramo in {"", ".", ".."} for tramo in nombre.removesuffix("/").split("/")):
        raise Rechazo("enganoso", detalle="nombres de partes")
    modo = parte.external_attr >> 16
    if modo and not (stat.S_ISREG(modo) or stat.S_ISDIR(modo) or stat.S_IFMT(modo) == 0):
        raise Rechazo("enganoso", detalle="enlaces")
    if parte.flag_bits & CIFRADA:
        raise Rechazo("contrasena")
    if parte.compress_type not in {ZIP_STORED, ZIP_DEFLATED} or parte.flag_bits & 0x2020:
        raise Rechazo("danado")
    if parte.compress_type == ZIP_STORED and parte.file_size != parte.compress_size:
        raise Rechazo("enganoso", detalle="medidas")


def _revisar_medidas(partes: Iterable[ZipInfo], tamano: int) -> None:
    total = sum(p.file_size for p in partes)
    menor = max(
        (p.file_size for p in partes if not p.filename.lower().startswith(("xl/worksheets/", "xl/sharedstrings"))),
        default=0,
    )
    desmedido = total > limites.RAZON_DESDE and total > limites.RAZON * tamano
    if total > limites.DESCOMPRIMIDO or menor > limites.PARTE_MENOR or desmedido:
        raise Rechazo("crece", detalle=f": {total // limites.MB:,} MB")


def revisar_locales(archivo: IO[bytes], partes: Iterable[ZipInfo], directorio: int) -> None:
    """Compare each entry with its own header, and see that they stand one after the other, without sharing bytes."""
    hasta = 0
    for parte in sorted(partes, key=lambda p: p.header_offset):
        archivo.seek(parte.header_offset)
        crudo = archivo.read(_LOCAL.size)
        if parte.header_offset < hasta or len(crudo) != _LOCAL.size:
            raise Rechazo("enganoso", detalle="partes encimadas")
        firma, _, marcas, metodo, _, _, crc, comprimida, entera, largo, extra = _LOCAL.unpack(crudo)
        nombre = archivo.read(largo)
        if firma != b"PK\x03\x04" or nombre not in _escrituras(parte.orig_filename):
            raise Rechazo("enganoso", detalle="encabezados")
        if comprimida == entera == _EN_EXTRA:
            entera, comprimida = _medidas_largas(archivo.read(extra))
        iguales = (crc, comprimida, entera) == (parte.CRC, parte.compress_size, parte.file_size)
        despues = bool(marcas & _CON_DESCRIPTOR)
        if marcas != parte.flag_bits or metodo != parte.compress_type or not (iguales or despues):
            raise Rechazo("enganoso", detalle="encabezados")
        hasta = parte.header_offset + _LOCAL.size + largo + extra + parte.compress_size
    if hasta > directorio:
        raise Rechazo("enganoso", detalle="partes encimadas")


def _medidas_largas(extra: bytes) -> tuple[int, int]:
    """Return sizes, unpacked and packed, from a header's zip64 field: there puts them who writes as rows come."""
    while len(extra) >= 4:
        clase, largo = struct.unpack_from("<2H", extra)
        if clase == 1 and largo == 16 and len(extra) >= 20:
            entera, comprimida = struct.unpack_from("<2Q", extra, 4)
            return entera, comprimida
        extra = extra[4 + largo :]
    return -1, -1


def _escrituras(nombre: str) -> set[bytes]:
    """Return the bytes that a name may be written in: the zip's old alphabet, or UTF-8 by its own mark."""
    try:
        return {nombre.encode("utf-8"), nombre.encode("cp437")}
    except UnicodeEncodeError:
        return {nombre.encode("utf-8")}


def _revisar_contenidos(comprimido: ZipFile, partes: Iterable[ZipInfo]) -> None:
    """Refuse a file inside a part: another zip, a program, an OLE object. Printer settings may be anything."""
    for parte in partes:
        nombre = parte.filename.lower()
        if parte.is_dir() or nombre.endswith((".xml", ".rels", ".vml")) or nombre.startswith(_BINARIO_PERMITIDO):
            continue
        try:
            with comprimido.open(parte) as origen:
                inicio = origen.read(8)
        except (BadZipFile, OSError, RuntimeError, ValueError, EOFError) as error:
            raise Rechazo("danado") from error
        if inicio.startswith(_ARCHIVOS):
            raise Rechazo("ajeno", detalle="un archivo dentro de otro")
