"""A real X screen in memory, and the moment at which a program's picture on it stands complete."""

import contextlib
import mmap
import os
import signal
import subprocess
import tempfile
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ANCHO, ALTO = 1366, 768
_QUIETUD = 2.0
"""Seconds without any change after which a picture counts as final: longer than the heavy imports take."""
_PLAZO = 60.0
_PAUSA = 0.003


@dataclass(frozen=True)
class Apertura:
    """One start: seconds until anything was seen, and until what was seen never changed again."""

    primera: float
    completa: float
    memoria: int
    """Bytes resident at that moment."""


class PantallaVirtual:
    """Xvfb with its pixels in a file that this process reads directly: looking costs the program nothing."""

    def __init__(self, carpeta: Path, numero: int) -> None:
        self.nombre = f":{numero}"
        # -noreset: else the server starts anew when its last client leaves, and the next one may find it gone.
        self._servidor = subprocess.Popen(
            [
                "Xvfb",
                self.nombre,
                "-screen",
                "0",
                f"{ANCHO}x{ALTO}x24",
                "-fbdir",
                str(carpeta),
                "-noreset",
                "-nocursor",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._archivo = carpeta / "Xvfb_screen0"
        self._pixeles = self._mapear()

    def _mapear(self) -> mmap.mmap:
        limite = time.monotonic() + 20
        enchufe = Path(f"/tmp/.X11-unix/X{self.nombre[1:]}")
        while time.monotonic() < limite:
            if enchufe.exists() and self._archivo.exists() and self._archivo.stat().st_size > ANCHO * ALTO * 4:
                with self._archivo.open("rb") as archivo:
                    return mmap.mmap(archivo.fileno(), 0, access=mmap.ACCESS_READ)
            time.sleep(0.05)
        raise RuntimeError("Xvfb did not answer")

    def mirar(self) -> int:
        """Return what tells this picture from another."""
        return zlib.crc32(self._pixeles)

    def cerrar(self) -> None:
        """Stop the server."""
        self._pixeles.close()
        self._servidor.terminate()
        self._servidor.wait(10)


@contextlib.contextmanager
def pantalla() -> Iterator[PantallaVirtual]:
    """A screen of 1366×768 of its own."""
    with tempfile.TemporaryDirectory() as carpeta:
        libre = next(n for n in range(90, 200) if not Path(f"/tmp/.X{n}-lock").exists())
        virtual = PantallaVirtual(Path(carpeta), libre)
        try:
            yield virtual
        finally:
            virtual.cerrar()


def abrir(virtual: PantallaVirtual, orden: Sequence[str], entorno: Mapping[str, str]) -> Apertura:
    """Start a program, watch the screen until it is final, end the program and wait for an empty screen."""
    vacia = virtual.mirar()
    # The users' language: under another one Qt draws a ligature differently until the program has set its own.
    propias = {
        **entorno,
        "DISPLAY": virtual.nombre,
        "QT_QPA_PLATFORM": "xcb",
        "LANG": "es_MX.UTF-8",
        "LC_ALL": "es_MX.UTF-8",
    }
    # Installed programs have their bytecode; a shell that forbids writing it would have each start compile anew.
    completo = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | propias
    inicio = time.perf_counter()
    programa = subprocess.Popen(orden, env=completo, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return _observar(virtual, vacia, inicio, programa.pid)
    finally:
        programa.send_signal(signal.SIGKILL)
        programa.wait(20)
        _esperar_a(virtual, vacia)


def _observar(virtual: PantallaVirtual, vacia: int, inicio: float, pid: int) -> Apertura:
    primera, ultimo_cambio, anterior, memoria = 0.0, 0.0, vacia, 0
    while True:
        ahora, imagen = time.perf_counter() - inicio, virtual.mirar()
        if imagen != anterior:
            primera = primera or ahora
            ultimo_cambio, anterior, memoria = ahora, imagen, _residente(pid)
        if primera and ahora - ultimo_cambio > _QUIETUD:
            return Apertura(primera, ultimo_cambio, memoria)
        if ahora > _PLAZO:
            raise RuntimeError("the picture never came to rest")
        time.sleep(_PAUSA)


def _residente(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _esperar_a(virtual: PantallaVirtual, vacia: int) -> None:
    limite = time.monotonic() + 10
    while virtual.mirar() != vacia and time.monotonic() < limite:
        time.sleep(0.02)
