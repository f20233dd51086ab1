"""The plain reads of every thread: each has its own connection, so that none waits for another's query."""

import threading
from pathlib import Path

from enlace_app.datos.lectura import Lectura
from enlace_app.errores import ErrorDeEntorno


class Lecturas:
    """Opens one `Lectura` per thread at its first read, and closes them all together."""

    def __init__(self, base: Path, clave: str | None) -> None:
        self._base = base
        self._clave = clave
        self._turno = threading.Lock()
        self._por_hilo: dict[threading.Thread, Lectura] = {}
        self._cerradas = False

    def de_este_hilo(self) -> Lectura:
        """Return the one of the calling thread; raises `ErrorDeEntorno` once they were closed."""
        hilo = threading.current_thread()
        lectura = self._por_hilo.get(hilo)
        if lectura is not None:
            return lectura
        nueva = Lectura(self._base, self._clave)
        with self._turno:
            if self._cerradas:
                nueva.cerrar()
                raise ErrorDeEntorno("Los datos ya se cerraron; vuelva a abrirlos.")
            for terminado in [h for h in self._por_hilo if not h.is_alive()]:
                self._por_hilo.pop(terminado).cerrar()
            self._por_hilo[hilo] = nueva
        return nueva

    def cerrar(self) -> None:
        """Let go of the file; a query that another thread is running ends with an error."""
        with self._turno:
            self._cerradas = True
            while self._por_hilo:
                self._por_hilo.popitem()[1].cerrar()
