"""Runs the program the way a user does: a process of its own, arguments in, text and exit code out."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.vivero import PACIENCIA, RAIZ, entorno, vivero_comun

EJEMPLO = RAIZ / "recursos" / "ejemplo"


@dataclass(frozen=True)
class Respuesta:
    codigo: int
    salida: str
    error: str

    def json(self) -> Any:
        return json.loads(self.salida)

    def __str__(self) -> str:
        return f"código {self.codigo}\n--- salida\n{self.salida}\n--- error\n{self.error}"


@dataclass(frozen=True)
class Programa:
    """`enlace --datos …` on one data folder, started in a folder that is neither that nor the repository.

    Every command is a process of its own, forked from one that has imported the program already; with `nuevo`, or
    where a test sets variables, it is an interpreter of its own too, as a user's is.
    """

    datos: Path
    lugar: Path
    nuevo: bool = False

    def __call__(self, *argumentos: object, codigo: int = 0, cambios: Mapping[str, str] | None = None) -> Respuesta:
        """Run one command and demand its exit code; nobody ever gets to see a traceback."""
        completos = ("--datos", str(self.datos), *map(str, argumentos))
        if self.nuevo or cambios:
            respuesta = self._en_interprete_nuevo(completos, cambios or {})
        else:
            final = vivero_comun().correr(*completos, lugar=self.lugar)
            respuesta = Respuesta(final.codigo, final.salida, final.error)
        assert respuesta.codigo == codigo, str(respuesta)
        assert "Traceback" not in respuesta.error, str(respuesta)
        return respuesta

    def rechazo(self, codigo: int, *argumentos: object, cambios: Mapping[str, str] | None = None) -> str:
        """Run what must fail; return the message, which is there, on stderr, and in Spanish."""
        respuesta = self(*argumentos, codigo=codigo, cambios=cambios)
        assert respuesta.error.strip(), "sin mensaje"
        ingles = ("error:", "usage:", "no such", "invalid", "permission denied", "errno", "not found")
        assert not [palabra for palabra in ingles if palabra in respuesta.error.casefold()], respuesta.error
        return respuesta.error

    @property
    def base(self) -> Path:
        return self.datos / "enlace.db"

    def _en_interprete_nuevo(self, argumentos: tuple[str, ...], cambios: Mapping[str, str]) -> Respuesta:
        proceso = subprocess.run(
            [sys.executable, "-m", "enlace_app", *argumentos],
            capture_output=True,
            cwd=self.lugar,
            env=entorno(**cambios),
            check=False,
            timeout=PACIENCIA,
        )
        return Respuesta(proceso.returncode, proceso.stdout.decode(), proceso.stderr.decode())


def fotografia(carpeta: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes, but the lock, which carries no data."""
    return {
        str(ruta.relative_to(carpeta)): ruta.read_bytes()
        for ruta in sorted(carpeta.rglob("*"))
        if ruta.is_file() and not ruta.name.startswith("enlace.lock") and not ruta.name.endswith("-journal")
    }
