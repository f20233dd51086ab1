"""Runs the program many times, each in a process of its own that can be killed, without importing it anew each time.

A nursery process imports everything once and forks a child for every run. It is started as a script of its own, so
that the process that forks has a single thread and no test machinery in it.
"""

from __future__ import annotations

import atexit
import functools
import gc
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RAIZ = Path(__file__).resolve().parent.parent
CARGA = "calentar"
PACIENCIA = 300
"""Seconds after which a run that does not end is killed."""
_AJENAS = ("DISPLAY", "WAYLAND_DISPLAY", "ENLACE_DATOS", "ENLACE_CLAVE", "QT_QPA_PLATFORM", "COLUMNS")


def entorno(**cambios: str) -> dict[str, str]:
    """The environment of a computer without a screen, plus what a test sets."""
    limpio = {k: v for k, v in os.environ.items() if k not in _AJENAS and not k.startswith("PYTEST")}
    return {**limpio, "PYTHONPATH": str(RAIZ), **cambios}


@dataclass(frozen=True)
class Falla:
    """What goes wrong in a run; nothing by default."""

    en_operacion: int | None = None
    """Killed right before its n-th operation on files (open to write, rename, remove, create a folder)."""
    limite_de_archivo: int | None = None
    """No file may grow beyond so many bytes: writing fails as on a full disk."""
    sin_reemplazo: bool = False
    """Runs without the safeguard that a file takes its name only when it is whole, to show that its lack is noticed."""


@dataclass(frozen=True)
class Final:
    """How a run ended: its exit code, or minus the signal that killed it."""

    codigo: int
    salida: str
    error: str

    @property
    def muerto(self) -> bool:
        return self.codigo == -signal.SIGKILL


class Corrida:
    """A run under way."""

    def __init__(self, vivero: Vivero, pid: int, textos: Path) -> None:
        self._vivero = vivero
        self._textos = textos
        self.pid = pid

    def matar(self) -> None:
        """kill -9; harmless if it already ended, because nobody has collected it yet."""
        os.kill(self.pid, signal.SIGKILL)

    def esperar(self) -> Final:
        estado = int(self._vivero.pedir({"esperar": self.pid})["codigo"])
        salida, error = (
            (self._textos / nombre).read_bytes().decode(errors="replace") for nombre in ("salida", "error")
        )
        shutil.rmtree(self._textos)
        return Final(estado, salida, error)


class Vivero:
    """The nursery; close it."""

    def __init__(self) -> None:
        self._lugar = Path(tempfile.mkdtemp(prefix="enlace-vivero-"))
        self._n = 0
        self._proceso = subprocess.Popen(
            [sys.executable, "-m", "tests.vivero"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=RAIZ,
            env=entorno(),
            text=True,
        )

    def pedir(self, peticion: dict[str, Any]) -> dict[str, Any]:
        assert self._proceso.stdin is not None
        assert self._proceso.stdout is not None
        self._proceso.stdin.write(json.dumps(peticion) + "\n")
        self._proceso.stdin.flush()
        respuesta: dict[str, Any] = json.loads(self._proceso.stdout.readline())
        return respuesta

    def comenzar(
        self, argumentos: Sequence[object], falla: Falla | None = None, *, lugar: Path | None = None, **cambios: str
    ) -> Corrida:
        """Start `enlace …` in a folder, with variables of its own, and return at once."""
        self._n += 1
        textos = self._lugar / f"corrida-{self._n}"
        textos.mkdir()
        for nombre in ("salida", "error"):  # here, because the child may die before it makes them
            (textos / nombre).touch(0o600)
        peticion = {
            "argumentos": [str(a) for a in argumentos],
            "textos": str(textos),
            "falla": vars(falla or Falla()),
            "lugar": str(lugar or RAIZ),
            "cambios": cambios,
        }
        return Corrida(self, int(self.pedir(peticion)["pid"]), textos)

    def correr(
        self, *argumentos: object, falla: Falla | None = None, lugar: Path | None = None, **cambios: str
    ) -> Final:
        """Run to the end."""
        return self.comenzar(argumentos, falla, lugar=lugar, **cambios).esperar()

    def calentar(self, *ordenes: Sequence[object]) -> list[int]:
        """Run commands in the nursery itself: what they import, compile and cache, no child has to make again."""
        codigos: list[int] = self.pedir({CARGA: [[str(a) for a in orden] for orden in ordenes]})["codigos"]
        return codigos

    def cerrar(self) -> None:
        assert self._proceso.stdin is not None
        self._proceso.stdin.close()
        self._proceso.wait()
        assert self._proceso.stdout is not None
        self._proceso.stdout.close()
        shutil.rmtree(self._lugar)


@functools.cache
def vivero_comun() -> Vivero:
    """The nursery of this test process, closed when that ends."""
    abierto = Vivero()
    atexit.register(abierto.cerrar)
    return abierto


def _atender() -> None:
    """The nursery's own loop: one JSON request per line."""
    for linea in sys.stdin:
        peticion = json.loads(linea)
        if "esperar" in peticion:
            _, estado = os.waitpid(peticion["esperar"], 0)
            respuesta: dict[str, Any] = {"codigo": os.waitstatus_to_exitcode(estado)}
        elif CARGA in peticion:
            respuesta = {"codigos": _calentar(peticion[CARGA])}
        else:
            pid = os.fork()
            if pid == 0:
                _ser_hijo(peticion)
            respuesta = {"pid": pid}
        sys.stdout.write(json.dumps(respuesta) + "\n")
        sys.stdout.flush()


def _calentar(ordenes: Sequence[Sequence[str]]) -> list[int]:
    import contextlib

    from enlace_app.arranque import ejecutar

    with Path(os.devnull).open("w") as nada, contextlib.redirect_stdout(nada), contextlib.redirect_stderr(nada):
        codigos = [ejecutar(orden) for orden in ordenes]
    gc.collect()
    gc.freeze()  # else every child walks, and so copies, all that was imported
    return codigos


def _ser_hijo(peticion: Mapping[str, Any]) -> None:
    codigo = 70
    try:
        _tomar_lugar(Path(peticion["lugar"]), Path(peticion["textos"]), peticion["cambios"])
        falla = Falla(**peticion["falla"])
        # Everything is imported before something may go wrong: the target is the program's work, not its start.
        from enlace_app.__main__ import main

        if falla.sin_reemplazo:
            _sin_reemplazo()
        if falla.limite_de_archivo is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (falla.limite_de_archivo, resource.RLIM_INFINITY))
        if falla.en_operacion is not None:
            _matar_en(falla.en_operacion)
        sys.argv = ["enlace", *peticion["argumentos"]]
        try:
            main()
            codigo = 0
        except SystemExit as fin:
            codigo = fin.code if isinstance(fin.code, int) else 70
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(codigo)


def _tomar_lugar(lugar: Path, textos: Path, cambios: Mapping[str, str]) -> None:
    """Give the child its folder, its environment, no input, and files for what it says."""
    signal.alarm(PACIENCIA)
    os.chdir(lugar)
    os.environ.update(cambios)
    entrada = os.open(os.devnull, os.O_RDONLY)
    salida, error = (os.open(textos / n, os.O_WRONLY) for n in ("salida", "error"))
    for nuevo, descriptor in ((entrada, 0), (salida, 1), (error, 2)):
        os.dup2(nuevo, descriptor)
        os.close(nuevo)


def _matar_en(operacion: int) -> None:
    hechas = 0

    def contar(suceso: str, datos: tuple[Any, ...]) -> None:
        nonlocal hechas
        escribe = suceso in {"os.rename", "os.remove", "os.mkdir", "os.truncate"} or (
            suceso == "open" and isinstance(datos[2], int) and datos[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        )
        if escribe:
            hechas += 1
            if hechas == operacion:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(contar)


def _sin_reemplazo() -> None:
    """Write packages straight under their name and in two goes, as a program does that thinks of no power cut."""
    import contextlib
    from collections.abc import Iterator
    from typing import BinaryIO

    from enlace_app.servicios import paquetes

    @contextlib.contextmanager
    def en_su_lugar(destino: Path) -> Iterator[BinaryIO]:
        with destino.open("w+b") as archivo:
            yield archivo
            archivo.seek(0)
            contenido = archivo.read()
        for parte in (contenido[: len(contenido) // 2], contenido):
            destino.write_bytes(parte)

    vars(paquetes)["archivo_atomico"] = en_su_lugar


if __name__ == "__main__":
    _atender()
