"""Breaks files and folders the way disks, cables and people do."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def de_solo_lectura(carpeta: Path) -> Iterator[None]:
    """Root ignores permission bits: for it only a read-only mount is read-only."""
    if os.geteuid() != 0:
        for ruta in (carpeta, *carpeta.rglob("*")):
            ruta.chmod(0o500 if ruta.is_dir() else 0o400)
        try:
            yield
        finally:
            for ruta in (carpeta, *carpeta.rglob("*")):
                ruta.chmod(0o700 if ruta.is_dir() else 0o600)
        return
    montar = [["mount", "--bind", str(carpeta), str(carpeta)], ["mount", "-o", "remount,ro,bind", str(carpeta)]]
    if any(subprocess.run(orden, capture_output=True, check=False).returncode for orden in montar):
        subprocess.run(["umount", str(carpeta)], capture_output=True, check=False)
        pytest.skip("root sin permiso para montar: no hay cómo hacer una carpeta de sólo lectura")
    try:
        yield
    finally:
        subprocess.run(["umount", str(carpeta)], check=True)


def sin_medio(base: bytes) -> bytes:
    medio = len(base) // 2 // 4096 * 4096
    return base[:medio] + b"\xa5" * 4096 * 20 + base[medio + 4096 * 20 :]


def escribir(ruta: Path, contenido: bytes) -> Path:
    ruta.write_bytes(contenido)
    return ruta
