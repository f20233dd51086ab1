"""Plain reads: SQL text with :named parameters on sqlcipher3 alone, so that no screen waits for SQLAlchemy."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from enlace_app.datos.conexion import abrir_conexion, traducir_errores

_ENTRE_INTERRUPCIONES = 0.01
"""Seconds."""


class Lectura:
    """A read-only view of one database, for one thread; all queries of `momento` see the same moment."""

    def __init__(self, base: Path, clave: str | None) -> None:
        self._base = base
        self._en_uso = threading.Lock()
        self._conexion = abrir_conexion(base, clave=clave, solo_lectura=True, entre_hilos=True)

    @contextmanager
    def momento(self) -> Iterator[None]:
        """Hold one snapshot over several queries."""
        with traducir_errores(self._base):
            self._conexion.execute("BEGIN")
            try:
                yield
            finally:
                self._conexion.execute("ROLLBACK")

    def filas(self, sql: str, parametros: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Return all rows as dictionaries by column name."""
        with self._en_uso, traducir_errores(self._base):
            cursor = self._conexion.execute(sql, dict(parametros or {}))
            nombres = [columna[0] for columna in cursor.description]
            return [dict(zip(nombres, fila, strict=True)) for fila in cursor]

    def fila(self, sql: str, parametros: Mapping[str, Any] | None = None) -> dict[str, Any] | None:
        """Return the first row or None."""
        filas = self.filas(sql, parametros)
        return filas[0] if filas else None

    def cerrar(self) -> None:
        """Let go of the file; any thread may do it, and ends a query that is running."""
        # Closing a connection under a running query would wait for it; an interrupt that comes too early is lost.
        while not self._en_uso.acquire(timeout=_ENTRE_INTERRUPCIONES):
            self._conexion.interrupt()
        self._conexion.close()
        self._en_uso.release()
