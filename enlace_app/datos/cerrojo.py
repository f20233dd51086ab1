"""One program per data folder: two that write the same numbers and attachments would undo each other's work."""

import contextlib
import errno
import json
import os
import platform
import sys
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from enlace_app.archivos import explicar_oserror
from enlace_app.errores import ErrorDeEntorno
from enlace_app.rutas import CarpetaDatos

_OCUPADO = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK})
_DISCO_SIN_CANDADOS = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK})


class Cerrojo:
    """Holds a data folder while the program runs.

    The operating system keeps the lock itself and releases it however the process ends. The file beside it only says
    who holds it: it may be stale or missing, and decides nothing. Keep the object: the lock goes when it is collected.
    """

    def __init__(self, carpeta: CarpetaDatos) -> None:
        self._archivo = carpeta.cerrojo
        self._informe = self._archivo.with_name(self._archivo.name + ".json")
        self._candado: IO[bytes] | None = None

    def tomar(self) -> None:
        """Take the folder at once or raise ErrorDeEntorno that says who has it; harmless if already held."""
        if self._candado is not None:
            return
        try:
            archivo = self._archivo.open("ab")
            try:
                libre = _apartar(archivo.fileno())
            except BaseException:
                archivo.close()
                raise
        except OSError as error:
            if error.errno in _DISCO_SIN_CANDADOS:
                raise ErrorDeEntorno(_sin_candados(self._archivo)) from error
            raise explicar_oserror(error, self._archivo) from error
        if not libre:
            archivo.close()
            raise ErrorDeEntorno(self._explicar_ocupada())
        self._candado = archivo
        # Without it the second program says less; that is no reason to refuse this one.
        with contextlib.suppress(OSError):
            self._informe.write_bytes(_informe_propio())

    def soltar(self) -> None:
        """Let go; harmless if it is not held."""
        if self._candado is None:
            return
        with contextlib.suppress(OSError):
            self._informe.unlink(missing_ok=True)
        self._candado.close()  # with it the system lets go of the lock
        self._candado = None

    def __enter__(self) -> "Cerrojo":
        self.tomar()
        return self

    def __exit__(
        self, tipo: type[BaseException] | None, error: BaseException | None, traza: TracebackType | None
    ) -> None:
        self.soltar()

    def _explicar_ocupada(self) -> str:
        quien = _leer_informe(self._informe)
        return (
            f"Enlace ya está abierto con estos datos{quien}. Use esa ventana, o ciérrela y vuelva a intentarlo. "
            f"Carpeta: «{self._archivo.parent}»."
        )


def _apartar(descriptor: int) -> bool:
    """Take the operating system's lock on an open file without waiting; False if somebody else has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            # Not `lockf`: two of those in one process do not see each other.
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _OCUPADO:
            return False
        raise
    return True


def _sin_candados(archivo: Path) -> str:
    return (
        f"La carpeta «{archivo.parent}» está en un disco que no permite apartarla para un solo programa. Pase los "
        "datos a una carpeta del disco de este equipo."
    )


def _informe_propio() -> bytes:
    desde = datetime.now().astimezone().isoformat(timespec="seconds")
    informe = {"proceso": os.getpid(), "equipo": platform.node(), "desde": desde}
    return json.dumps(informe, ensure_ascii=False).encode()


def _leer_informe(ruta: Path) -> str:
    """Describe the holder, or nothing: a half-known or stale one would send the user after a wrong process."""
    try:
        informe = json.loads(ruta.read_bytes())
        proceso, equipo = int(informe["proceso"]), str(informe["equipo"])
        desde = datetime.fromisoformat(informe["desde"]).astimezone()
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    aqui = equipo == platform.node()
    if aqui and not _vive(proceso):
        return ""
    hoy = desde.date() == datetime.now().astimezone().date()
    cuando = f"desde las {desde:%H:%M}" if hoy else f"desde el {desde:%d/%m/%Y} a las {desde:%H:%M}"
    return f" en {'este equipo' if aqui else f'el equipo «{equipo}»'} (proceso {proceso}, {cuando})"


def _vive(proceso: int) -> bool:
    """Whether the process may exist; on Windows, where asking would end it, assume so."""
    if os.name == "nt":
        return True
    try:
        os.kill(proceso, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
