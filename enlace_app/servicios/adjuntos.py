"""Files that come in and go out: stored under a harmless name, opened only where nothing in them can run."""

import contextlib
import os
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path

from enlace_app.archivos import huella_archivo, traducir_oserror
from enlace_app.consultas.adjuntos import Duplicado, duplicados
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.adjuntos import (
    LARGO_DE_CABEZA,
    TAMANO_MAXIMO,
    Apertura,
    es_de_oficina,
    extension,
    nombre_imprimible,
    nombre_seguro,
    puede_abrirse,
)
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio

_ZONA_DE_INTERNET = "[ZoneTransfer]\r\nZoneId=3\r\n"


@dataclass(frozen=True, slots=True)
class AdjuntoGuardado:
    """A file whose content is stored; `nombre` is the harmless one that the register keeps."""

    sha256: str
    nombre: str
    tamano: int


def guardar_adjunto(almacen: Almacen, archivo: Path) -> AdjuntoGuardado:
    """Store the content of a file, outside any transaction because it may take long.

    Raises:
        ErrorDeNegocio: it is a folder, no ordinary file, empty, or larger than `TAMANO_MAXIMO`.
        ErrorDeEntorno: it is missing, cannot be read, changes while it is read, or the disk is full.
    """
    tamano = _exigir_archivo(archivo)
    sha256 = almacen.adjuntos.guardar_archivo(archivo)
    return AdjuntoGuardado(sha256, nombre_imprimible(archivo.name, almacen.alfabeto), tamano)


def registrar_adjunto(u: Unidad, adjunto: AdjuntoGuardado) -> None:
    """Name a stored file in the transaction of what it belongs to."""
    u.registrar_adjunto(adjunto.sha256, adjunto.nombre, extension(adjunto.nombre), adjunto.tamano)


def lo_mismo_que(almacen: Almacen, archivo: Path) -> list[Duplicado]:
    """Return the documents that came with the same content, whatever its name; errors as in `guardar_adjunto`."""
    _exigir_archivo(archivo)
    return duplicados(almacen.lectura, huella_archivo(archivo))


def apertura(almacen: Almacen, *, sha256: str, nombre: str) -> Apertura:
    """Say whether the system's viewer may open a stored file; `ErrorDeEntorno` if its content is missing."""
    ruta = almacen.adjuntos.ruta(sha256)
    with traducir_oserror(ruta), ruta.open("rb") as archivo:
        cabeza = archivo.read(LARGO_DE_CABEZA)
    return puede_abrirse(nombre, cabeza, _partes(ruta) if es_de_oficina(nombre) else ())


def preparar_para_ver(almacen: Almacen, *, sha256: str, nombre: str, carpeta_temporal: Path) -> Path:
    """Return a read-only copy for the system's viewer, under its harmless name, in a folder of its own.

    `carpeta_temporal` exists and is this program's alone; who made it removes it. Raises `ErrorDeNegocio` for what
    may not be opened, and `ErrorDeEntorno` if the content is missing or damaged or the disk is full.
    """
    permiso = apertura(almacen, sha256=sha256, nombre=nombre)
    if not permiso.permitida:
        raise ErrorDeNegocio(permiso.motivo or "Este archivo no se abre desde aquí; guarde una copia.")
    carpeta = carpeta_temporal / sha256[:16]
    copia = carpeta / nombre_seguro(nombre)
    with traducir_oserror(copia):
        carpeta.mkdir(exist_ok=True)
        if copia.exists():
            copia.chmod(stat.S_IRUSR | stat.S_IWUSR)  # Windows replaces no read-only file
            copia.unlink()
    almacen.adjuntos.copiar(sha256, copia)
    _marcar_como_ajeno(copia)
    with traducir_oserror(copia):
        copia.chmod(stat.S_IRUSR)
    return copia


def guardar_copia(almacen: Almacen, *, sha256: str, destino: Path, sustituir: bool = False) -> None:
    """Write a copy of a stored file where the person said; over another file only if she was asked (`sustituir`)."""
    if destino.is_dir():
        raise ErrorDeNegocio(f"«{destino}» es una carpeta; diga también el nombre del archivo.")
    if destino.resolve().is_relative_to(almacen.carpeta.raiz.resolve()):
        raise ErrorDeNegocio(f"«{destino}» está en la carpeta de datos de Enlace; elija otra carpeta.")
    if destino.exists() and not sustituir:
        raise ErrorDeNegocio(f"«{destino}» ya existe; no se tocó. Elija otro nombre, o confirme que se sustituya.")
    almacen.adjuntos.copiar(sha256, destino)
    _marcar_como_ajeno(destino)


def _exigir_archivo(archivo: Path) -> int:
    """Return its size; a pipe or a device would be read for ever."""
    with traducir_oserror(archivo):
        estado = archivo.stat()
    if stat.S_ISDIR(estado.st_mode):
        raise ErrorDeNegocio(f"«{archivo.name}» es una carpeta; elija los archivos que están en ella.")
    if not stat.S_ISREG(estado.st_mode):
        raise ErrorDeNegocio(f"«{archivo.name}» no es un archivo; elija otro.")
    if estado.st_size > TAMANO_MAXIMO:
        raise ErrorDeNegocio(
            f"«{archivo.name}» mide {estado.st_size / 2**20:,.0f} MB y caben {TAMANO_MAXIMO // 2**20} MB. No se "
            "guardó: divídalo, o registre el documento sin archivo y anote dónde quedó el original."
        )
    if estado.st_size == 0:
        raise ErrorDeNegocio(f"«{archivo.name}» está vacío; revise que se haya copiado completo.")
    return estado.st_size


def _partes(ruta: Path) -> list[str]:
    """Return the names inside a ZIP; what cannot be read as one has none, and is not opened."""
    try:
        with zipfile.ZipFile(ruta) as comprimido:
            return comprimido.namelist()
    except OSError as error:
        raise ErrorDeEntorno(f"No se pudo leer el archivo adjunto «{ruta}»; vuelva a intentarlo.") from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return []


def _marcar_como_ajeno(archivo: Path) -> None:
    """Tell Windows that this came from outside: it then opens it in its protected view."""
    if os.name == "nt":
        with contextlib.suppress(OSError):  # a USB stick in FAT keeps no such mark
            Path(f"{archivo}:Zone.Identifier").write_text(_ZONA_DE_INTERNET, encoding="ascii")
