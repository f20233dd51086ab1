"""What happens to an error that nobody foresaw: the window stays, says so, and keeps where it was for who mends it."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.avisos import Avisos

ARCHIVO = "fallas.log"
_TAMANO_MAXIMO = 200_000


class Fallas:
    """Takes Python's last word on exceptions; a message of ours is told as it is, anything else as a failure.

    The file beside the data holds the kind of error and the lines of the program it passed through, never the message
    of the exception nor a value: those could be somebody's name.
    """

    def __init__(self, carpeta: Path, avisos: Avisos) -> None:
        self._ruta = carpeta / ARCHIVO
        self._avisos = avisos
        self._anterior: Callable[..., object] = sys.excepthook

    def instalar(self) -> None:
        """Begin to take exceptions."""
        self._anterior, sys.excepthook = sys.excepthook, self._tomar

    def quitar(self) -> None:
        """Give them back to whoever had them."""
        sys.excepthook = self._anterior

    def _tomar(self, tipo: type[BaseException], error: BaseException, traza: TracebackType | None) -> None:
        if not isinstance(error, Exception):
            self._anterior(tipo, error, traza)
            return
        self.contar(error)

    def contar(self, error: Exception) -> None:
        """Tell an exception to the person, and write down where it happened unless it is a refusal of ours."""
        if isinstance(error, ErrorDeEnlace):
            self._avisos.error(str(error))
            return
        self._escribir(error)
        self._avisos.error(
            f"Enlace falló por un error propio ({type(error).__name__}). Lo guardado está guardado; lo que se hacía en "
            f"este momento no se hizo. Si se repite, envíe el archivo «{self._ruta}» a quien mantiene el programa."
        )

    def _escribir(self, error: Exception) -> None:
        from traceback import extract_tb  # only failures need it

        pasos = [f"  {Path(p.filename).name}:{p.lineno} {p.name}" for p in extract_tb(error.__traceback__)]
        lineas = [f"{datetime.now().astimezone():%Y-%m-%dT%H:%M:%S%z} {type(error).__name__}", *pasos, ""]
        try:
            modo = "w" if self._ruta.exists() and self._ruta.stat().st_size > _TAMANO_MAXIMO else "a"
            with self._ruta.open(modo, encoding="utf-8") as archivo:
                archivo.write("\n".join(lineas))
        except OSError:
            return  # the notice is still told; a full disk must not make the failure worse
