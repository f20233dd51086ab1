"""What is being typed, kept every few seconds without rules, revisions or change log, until its field is confirmed."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from enlace_app.datos.conexion import Conexion, abrir_conexion, traducir_errores
from enlace_app.datos.lectura import Lectura

_GUARDAR = """
INSERT INTO captura (pantalla, campo, texto, instante) VALUES (?, ?, ?, ?)
ON CONFLICT (pantalla, campo) DO UPDATE SET texto = excluded.texto, instante = excluded.instante
WHERE captura.texto IS NOT excluded.texto
"""


class Capturas:
    """The autosaved typing of one database, usable from any thread.

    It writes through a connection of its own, so that it is no part of anybody's operation. While another writer holds
    the database, saving waits for `conexion.ESPERA_MILISEGUNDOS` and then raises `ErrorDeEntorno`; reading never waits.
    """

    def __init__(self, base: Path, clave: str | None, leer: Callable[[], Lectura]) -> None:
        self._base = base
        self._clave = clave
        self._leer = leer
        self._turno = threading.Lock()
        self._conexion: Conexion | None = None

    def guardar(self, pantalla: str, textos: Mapping[str, str]) -> None:
        """Keep these texts by field, durably and all of them or none; other fields of the screen stay."""
        instante = datetime.now(UTC).isoformat(timespec="microseconds")
        filas = [(pantalla, campo, _guardable(texto), instante) for campo, texto in textos.items()]
        with self._escribir() as conexion:
            conexion.executemany(_GUARDAR, filas)

    def leer(self, pantalla: str) -> dict[str, str]:
        """Return what was kept of a screen, by field."""
        sql = "SELECT campo, texto FROM captura WHERE pantalla = :pantalla ORDER BY campo"
        return {fila["campo"]: fila["texto"] for fila in self._leer().filas(sql, {"pantalla": pantalla})}

    def olvidar(self, pantalla: str, *campos: str) -> None:
        """Forget these fields of a screen, or the whole screen if none is named."""
        with self._escribir() as conexion:
            if not campos:
                conexion.execute("DELETE FROM captura WHERE pantalla = ?", (pantalla,))
            conexion.executemany(
                "DELETE FROM captura WHERE pantalla = ? AND campo = ?", [(pantalla, campo) for campo in campos]
            )

    def pantallas(self) -> list[str]:
        """Return the screens that have something kept, the one typed in last first."""
        sql = "SELECT pantalla FROM captura GROUP BY pantalla ORDER BY max(instante) DESC, pantalla"
        return [fila["pantalla"] for fila in self._leer().filas(sql)]

    def cerrar(self) -> None:
        """Let go of the file, after what is being saved."""
        with self._turno:
            if self._conexion is not None:
                self._conexion.close()
                self._conexion = None

    @contextmanager
    def _escribir(self) -> Iterator[Conexion]:
        with self._turno, traducir_errores(self._base):
            if self._conexion is None:
                self._conexion = abrir_conexion(self._base, clave=self._clave, entre_hilos=True)
            self._conexion.execute("BEGIN IMMEDIATE")
            try:
                yield self._conexion
                self._conexion.execute("COMMIT")
            finally:
                if self._conexion.in_transaction:  # also where a reader did not let it commit
                    self._conexion.execute("ROLLBACK")


def _guardable(texto: str) -> str:
    """A half of a character outside the basic plane, as a window may give while one is being typed, has no bytes."""
    return texto.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
