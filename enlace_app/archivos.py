"""Files written whole or not at all: a power cut or a full disk leaves the old one or the new one, never a half."""

import contextlib
import errno
import hashlib
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from enlace_app.errores import ErrorDeEntorno, causa_del_sistema

# Not ".tmp": what a crash leaves behind must be recognisable as ours when it is swept.
PREFIJO_TEMPORAL = ".enlace-temporal-"
_BLOQUE = 1 << 20
_SIN_ESPACIO = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_SIN_PERMISO = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def explicar_oserror(error: OSError, ruta: Path) -> ErrorDeEntorno:
    """Say in Spanish what the operating system refused to do with ``ruta``, and what to do about it."""
    if error.errno in _SIN_ESPACIO:
        return ErrorDeEntorno(
            f"El disco está lleno: no se pudo escribir «{ruta}». Lo que ya estaba guardado no cambió. "
            "Libere espacio y vuelva a intentarlo."
        )
    if error.errno in _SIN_PERMISO:
        return ErrorDeEntorno(
            f"Sin permiso para usar «{ruta}». Si el archivo está abierto en otro programa, ciérrelo; "
            "si no, revise los permisos o elija otra carpeta."
        )
    if isinstance(error, FileNotFoundError):
        return ErrorDeEntorno(f"No se encontró «{ruta}». Revise que la carpeta exista y que el disco esté conectado.")
    if isinstance(error, IsADirectoryError):
        return ErrorDeEntorno(f"«{ruta}» es una carpeta y se esperaba un archivo. Elija otro nombre.")
    causa = causa_del_sistema(error)
    return ErrorDeEntorno(f"Falló el disco al usar «{ruta}» ({causa}). Revise el disco y vuelva a intentarlo.")


@contextlib.contextmanager
def traducir_oserror(ruta: Path) -> Iterator[None]:
    """Turn any OSError of the block into an ErrorDeEntorno that names ``ruta``."""
    try:
        yield
    except OSError as error:
        raise explicar_oserror(error, ruta) from error


def sincronizar_archivo(ruta: Path) -> None:
    """Wait until the file's content is on the disk; raises OSError."""
    with ruta.open("rb+") as archivo:  # Windows refuses to flush a handle that cannot write
        os.fsync(archivo.fileno())


def sincronizar_carpeta(carpeta: Path) -> None:
    """Wait until names created, renamed or deleted in the folder are on the disk; raises OSError.

    Windows offers no such call: NTFS journals names by itself.
    """
    if os.name == "nt":
        return
    descriptor = os.open(carpeta, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some FUSE and network file systems have none either
            raise
    finally:
        os.close(descriptor)


def crear_carpeta(carpeta: Path) -> None:
    """Create one folder durably, if it is missing; its parent must exist. Raises OSError."""
    if not carpeta.is_dir():
        carpeta.mkdir(exist_ok=True)
        sincronizar_carpeta(carpeta.parent)


def ruta_temporal(carpeta: Path) -> Path:
    """A new name in the folder, recognisable as ours if a crash leaves the file behind."""
    return carpeta / f"{PREFIJO_TEMPORAL}{uuid.uuid4().hex}"


def borrar_temporales(carpeta: Path) -> None:
    """Delete what a crash left half-written in the folder; only while nobody else writes there."""
    for resto in carpeta.glob(f"{PREFIJO_TEMPORAL}*"):
        with contextlib.suppress(OSError):
            resto.unlink()


@contextlib.contextmanager
def archivo_atomico(destino: Path) -> Iterator[BinaryIO]:
    """Give a temporary file in the folder of ``destino`` that takes its place when the block ends well.

    An existing ``destino`` is replaced and keeps its permissions. If the block raises, ``destino`` stays as it was
    and nothing else stays behind. Raises ErrorDeEntorno for any OSError.
    """
    temporal = ruta_temporal(destino.parent)
    with traducir_oserror(destino):
        try:
            # Not tempfile: it makes files for the owner alone, and an exported PDF must be as readable as any other.
            with temporal.open("xb") as archivo:
                yield archivo
                archivo.flush()
                os.fsync(archivo.fileno())
            if destino.exists():
                temporal.chmod(destino.stat().st_mode & 0o777)
            temporal.replace(destino)
        except BaseException:
            with contextlib.suppress(OSError):
                temporal.unlink()
            raise
        sincronizar_carpeta(destino.parent)


def escribir_atomico(destino: Path, datos: bytes) -> None:
    """Write ``datos`` to ``destino`` whole or not at all; raises ErrorDeEntorno."""
    with archivo_atomico(destino) as archivo:
        archivo.write(datos)


def crear_archivo_privado(destino: Path, datos: bytes) -> bool:
    """Create a file for its owner alone (POSIX mode 600), whole or not at all; False if there is one already.

    Raises ErrorDeEntorno for any other OSError; then nothing stays behind.
    """
    temporal = ruta_temporal(destino.parent)
    with traducir_oserror(destino):
        try:
            descriptor = os.open(temporal, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(descriptor, "wb") as archivo:
                archivo.write(datos)
                archivo.flush()
                os.fsync(archivo.fileno())
            try:
                os.link(temporal, destino)  # unlike a rename, never in place of another
            except FileExistsError:
                return False
            except OSError:  # a disk without hard links (exFAT)
                if destino.exists():
                    return False
                temporal.rename(destino)
        finally:
            with contextlib.suppress(OSError):
                temporal.unlink()
        sincronizar_carpeta(destino.parent)
    return True


@contextlib.contextmanager
def carpeta_atomica(destino: Path) -> Iterator[Path]:
    """Give an empty folder beside ``destino`` that takes its place when the block ends well.

    What was there goes with it: the caller asks before. If the block raises, ``destino`` stays as it was and nothing
    else stays behind. Raises ErrorDeEntorno for any OSError.
    """
    temporal, anterior = ruta_temporal(destino.parent), ruta_temporal(destino.parent)
    with traducir_oserror(destino):
        try:
            temporal.mkdir()
            yield temporal
            for ruta in temporal.rglob("*"):
                if ruta.is_file():
                    sincronizar_archivo(ruta)
            if destino.exists():
                destino.rename(anterior)
            try:
                temporal.rename(destino)
            except OSError:
                if anterior.exists():
                    anterior.rename(destino)
                raise
        except BaseException:
            shutil.rmtree(temporal, ignore_errors=True)
            raise
        shutil.rmtree(anterior, ignore_errors=True)
        sincronizar_carpeta(destino.parent)


def huella_archivo(ruta: Path) -> str:
    """SHA-256 of a file in lower-case hex, read block by block; raises ErrorDeEntorno."""
    with traducir_oserror(ruta), ruta.open("rb") as archivo:
        return hashlib.file_digest(archivo, "sha256").hexdigest()
