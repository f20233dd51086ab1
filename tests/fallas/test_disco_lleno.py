"""A disk that fills up at any point of import, closing and export: exit code 4, nothing lost, nothing half-written."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fallas.ordenes import ORDENES, Intento, Orden
from tests.vivero import Falla, Final, Vivero

LIBRES = (0, 4, 16, 32, 64, 128, 256, 512, 768, 1024, 1536, 2048, 4096, 8192, 16384)
"""KiB left free, from nothing to more than any of the commands needs."""
LIMITES = (4, 16, 32, 64, 128, 512, 1024, 1280, 1536, 2048, 4096, 16384)
"""KiB that no file may exceed."""


@pytest.fixture
def disco(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, small enough to be filled up."""
    punto = tmp_path / "disco"
    punto.mkdir()
    montado = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(punto)], capture_output=True, check=False
    )
    if montado.returncode:
        pytest.skip("no se puede montar un disco de prueba: hace falta root")
    yield punto
    subprocess.run(["umount", str(punto)], check=True)


def _exigir_todo_o_nada(intento: Intento, final: Final, vivero: Vivero) -> bool:
    """Check one run; return whether the command did all of its work, its backup included."""
    assert intento.revisar() == []
    restos = [r.name for r in intento.lugar.rglob("*") if r.name.startswith(".enlace-temporal-")]
    assert restos == []
    if final.codigo == 0:
        assert intento.hecho()
        return "no se pudo respaldar" not in final.error
    assert final.codigo == 4, final
    assert "Traceback" not in final.error
    assert "espacio" in final.error or "disco" in final.error, final.error
    assert not intento.hecho()
    return False


@pytest.mark.parametrize("nombre", ORDENES)
def test_con_cada_vez_mas_espacio(nombre: str, ordenes: dict[str, Orden], vivero: Vivero, disco: Path) -> None:
    completos = []
    for libres in LIBRES:
        intento = ordenes[nombre].preparar(disco / "intento")
        lastre = disco / "lastre"
        _llenar(lastre, libres * 1024)
        completo = _exigir_todo_o_nada(intento, intento.correr(vivero), vivero)
        completos.append(completo)
        lastre.unlink()
        if not completo:
            assert intento.repetir(vivero) == []
        shutil.rmtree(intento.lugar)
        if completo:
            break
    assert completos[0] is False
    assert completos[-1] is True


def _llenar(lastre: Path, libres: int) -> None:
    """Take all the space of the file system but so many bytes."""
    with lastre.open("wb") as archivo:
        disponible = os.statvfs(lastre).f_bavail * os.statvfs(lastre).f_frsize
        os.posix_fallocate(archivo.fileno(), 0, max(disponible - libres, 1))


@pytest.mark.parametrize("nombre", ORDENES)
def test_cuando_ningun_archivo_puede_crecer(
    nombre: str, ordenes: dict[str, Orden], vivero: Vivero, tmp_path: Path
) -> None:
    completos = []
    for limite in LIMITES:
        intento = ordenes[nombre].preparar(tmp_path / str(limite))
        final = intento.correr(vivero, Falla(limite_de_archivo=limite * 1024))
        completo = _exigir_todo_o_nada(intento, final, vivero)
        completos.append(completo)
        if not completo:
            assert intento.repetir(vivero) == []
        shutil.rmtree(intento.lugar)
        if completo:
            break
    assert completos[0] is False
    assert completos[-1] is True
