"""Starting the reading process, listening to it, and not waiting for ever."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import IO, Any

import enlace_app
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.sincronizacion.lector import limites
from enlace_app.sincronizacion.lector.rechazo import explicar

_RAIZ = Path(enlace_app.__file__).resolve().parent.parent
_GUION = "import sys; sys.path.insert(0, sys.argv[1]); from enlace_app.sincronizacion.lector.{} import main; main()"
GUION_DE_LECTURA = _GUION.format("hijo")
GUION_DE_DESCIFRADO = _GUION.format("descifrador")
GUION_DE_DESEMPACADO = _GUION.format("desempacador")
_LATIDO = 0.05
"""Seconds between two looks at the other process, where only we can limit it."""


def mensajes(archivo: IO[bytes], nombre: str, tamano: int, *, guion: str | None = None) -> Generator[Any, None, None]:
    """Yield what the reading process says of an open file, line by line, up to its end; it waits as `tamano` allows.

    After a line `{"bytes": n}` come that many bytes as they are: they are yielded in its place. Whoever stops
    listening ends the process. `guion` is another script than that for reading workbooks.

    Raises:
        ErrorDeNegocio: the file is refused; the message says what it is, that nothing changed and what to ask for.
        ErrorDeEntorno: the computer starts no process.
    """
    proceso = comenzar(guion or GUION_DE_LECTURA, archivo, aislado=True)
    assert proceso.stdout is not None  # noqa: S101 - it was asked for
    vencido = threading.Event()
    fin = threading.Event()
    vigia = threading.Thread(target=_vigilar, args=(proceso, limites.espera(tamano), vencido, fin), daemon=True)
    vigia.start()
    abandonado, completo = True, False
    try:
        with proceso.stdout as salida:
            while linea := salida.readline(limites.RENGLON_DE_SALIDA + 1):
                mensaje = _descifrar(linea)
                if mensaje is None:
                    raise ErrorDeNegocio(explicar(nombre, "danado", None))
                if isinstance(mensaje, dict) and "rechazo" in mensaje:
                    abandonado = False
                    raise ErrorDeNegocio(explicar(nombre, mensaje["rechazo"], mensaje.get("datos")))
                if isinstance(mensaje, dict) and "fin" in mensaje:
                    completo = True
                    break
                if isinstance(mensaje, dict) and "bytes" in mensaje:
                    mensaje = _tomar(salida, mensaje["bytes"])
                    if mensaje is None:
                        break
                yield mensaje
            abandonado = False
    finally:
        if abandonado:
            proceso.kill()
        codigo = proceso.wait()
        fin.set()
        vigia.join()
    if not completo:
        raise ErrorDeNegocio(explicar(nombre, "tarda" if vencido.is_set() else _por_codigo(codigo), None))


def comenzar(
    guion: str, archivo: IO[bytes], *, aislado: bool, variables: Mapping[str, str] | None = None
) -> "subprocess.Popen[bytes]":
    """Start this very program on a script with an open file as its input; `aislado` leaves installed libraries out.

    Nothing of ours goes along: no open files, and no variables but those given (the passphrase is one of ours).

    Raises:
        ErrorDeEntorno: the computer starts no process.
    """
    with contextlib.suppress(OSError):  # a pipe has no beginning to go back to
        os.lseek(archivo.fileno(), 0, os.SEEK_SET)
    entorno = {c: os.environ[c] for c in ("SYSTEMROOT",) if c in os.environ} | dict(variables or {})
    try:
        return subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-I", *(["-S"] if aislado else []), "-c", guion, str(_RAIZ)],
            stdin=archivo,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=entorno,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise ErrorDeEntorno(
            "No se pudo comenzar la lectura del paquete: el equipo no dejó iniciar otro proceso. No se cambió nada. "
            "Cierre otros programas y vuelva a intentarlo."
        ) from error


def _descifrar(linea: bytes) -> Any:
    """Return what one line says; None for a line that was cut off or is no JSON."""
    with contextlib.suppress(ValueError, RecursionError):
        return json.loads(linea)
    return None


def _tomar(salida: IO[bytes], cuantos: object) -> bytes | None:
    """Return the bytes that were announced; None if they are not there, or too many to be true."""
    if not isinstance(cuantos, int) or not 0 < cuantos <= limites.BLOQUE:
        return None
    datos = salida.read(cuantos)
    return datos if len(datos) == cuantos else None


def _por_codigo(codigo: int) -> str:
    """Return the word for a process that ended without an answer: its limit of time, or of memory."""
    muertes = {-getattr(signal, nombre, 0): "tarda" for nombre in ("SIGXCPU", "SIGKILL")}
    return muertes.get(codigo, "crece" if codigo else "danado")


def _vigilar(proceso: "subprocess.Popen[bytes]", segundos: int, vencido: threading.Event, fin: threading.Event) -> None:
    """End a process that takes too long; on Windows, which limits neither memory nor time, also one that grows."""
    for _ in range(round(segundos / _LATIDO)):
        if fin.wait(_LATIDO):
            return
        if sys.platform == "win32" and _memoria(proceso) > limites.MEMORIA:
            proceso.kill()
            return
    vencido.set()
    proceso.kill()


if sys.platform == "win32":

    def _memoria(proceso: "subprocess.Popen[bytes]") -> int:
        """Return the bytes that a process holds."""
        import ctypes
        from ctypes import wintypes

        class Cuentas(ctypes.Structure):
            _fields_ = (
                ("cb", wintypes.DWORD),
                ("PageFaultCount", wintypes.DWORD),
                *((f"campo{n}", ctypes.c_size_t) for n in range(8)),
            )

        cuentas = Cuentas(cb=ctypes.sizeof(Cuentas))
        llamada = ctypes.windll.kernel32.K32GetProcessMemoryInfo
        llamada.argtypes = (wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD)
        if not llamada(int(proceso._handle), ctypes.byref(cuentas), cuentas.cb):
            return 0
        return int(cuentas.campo7)  # PagefileUsage: what it committed
