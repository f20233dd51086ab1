"""Runs the program the way a user does: a process of its own, arguments in, text and exit code out."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RAIZ = Path(__file__).resolve().parents[2]
EJEMPLO = RAIZ / "recursos" / "ejemplo"

_AJENAS = ("DISPLAY", "WAYLAND_DISPLAY", "ENLACE_DATOS", "ENLACE_CLAVE", "QT_QPA_PLATFORM", "COLUMNS")


def entorno(**cambios: str) -> dict[str, str]:
    """The environment of a computer without a screen, plus what a test sets."""
    limpio = {k: v for k, v in os.environ.items() if k not in _AJENAS and not k.startswith("PYTEST")}
    return {**limpio, "PYTHONPATH": str(RAIZ), **cambios}


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
    """`enlace --datos …` on one data folder, started in a folder that is neither that nor the repository."""

    datos: Path
    lugar: Path

    def __call__(self, *argumentos: object, codigo: int = 0, cambios: Mapping[str, str] | None = None) -> Respuesta:
        """Run one command and demand its exit code; nobody ever gets to see a traceback."""
        proceso = subprocess.run(
            [sys.executable, "-m", "enlace_app", "--datos", self.datos, *map(str, argumentos)],
            capture_output=True,
            cwd=self.lugar,
            env=entorno(**(cambios or {})),
            check=False,
            timeout=300,
        )
        respuesta = Respuesta(proceso.returncode, proceso.stdout.decode(), proceso.stderr.decode())
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


def fotografia(carpeta: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes, but the lock, which carries no data."""
    return {
        str(ruta.relative_to(carpeta)): ruta.read_bytes()
        for ruta in sorted(carpeta.rglob("*"))
        if ruta.is_file() and not ruta.name.startswith("enlace.lock") and not ruta.name.endswith("-journal")
    }
