"""One program per data folder: two that write the same numbers and attachments would undo each other's work."""

import contextlib
import errno
import json
import os
import platform
from datetime import datetime
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from enlace_app.archivos import escribir_atomico, explicar_oserror
from enlace_app.errores import ErrorDeEntorno
from enlace_app.rutas import CarpetaDatos

_DISCO_SIN_CANDADOS = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK})


class Cerrojo:
    """Holds a data folder while the program runs.

    The operating system keeps the lock itself and releases it however the process ends. The file beside it only says
    who holds it: it may be stale or missing, and decides nothing. Keep the object: the lock goes when it is collected.
    """

    def __init__(self, carpeta: CarpetaDatos) -> None:
        self._archivo = carpeta.cerrojo
        self._informe = self._archivo.with_name(self._archivo.name + ".json")
        # thread_local=False: the window takes it in one thread and may let go in another.
        # fallback_to_soft=False: a soft lock survives a power cut and would shut the user out of their own data.
        self._candado = FileLock(str(self._archivo), blocking=False, thread_local=False, fallback_to_soft=False)

    def tomar(self) -> None:
        """Take the folder at once or raise ErrorDeEntorno that says who has it; harmless if already held."""
        if self._candado.is_locked:
            return
        try:
            self._candado.acquire()
        except Timeout as error:
            raise ErrorDeEntorno(self._explicar_ocupada()) from error
        except OSError as error:
            if error.errno in _DISCO_SIN_CANDADOS:
                raise ErrorDeEntorno(_sin_candados(self._archivo)) from error
            raise explicar_oserror(error, self._archivo) from error
        # Without it the second program says less; that is no reason to refuse this one.
        with contextlib.suppress(ErrorDeEntorno):
            escribir_atomico(self._informe, _informe_propio())

    def soltar(self) -> None:
        """Let go; harmless if it is not held."""
        if not self._candado.is_locked:
            return
        with contextlib.suppress(OSError):
            self._informe.unlink(missing_ok=True)
        self._candado.release()

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
