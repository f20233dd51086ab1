"""The prepared folders, founded once for all tests of this folder."""

import os
import time
from pathlib import Path

import pytest

from tests.sincronizacion.convergencia.guion import leer_recursos
from tests.sincronizacion.convergencia.molde import Molde, hacer_molde

_PACIENCIA = 300


@pytest.fixture(scope="session")
def molde(tmp_path_factory: pytest.TempPathFactory) -> Molde:
    """Founding six folders takes longer than most runs: whichever process was first makes them for all."""
    corrida = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"sola-{os.getpid()}")
    comun = tmp_path_factory.getbasetemp().parent / f"molde-{corrida}"
    hecho = Molde(comun, *leer_recursos())
    try:
        comun.with_suffix(".en-obra").mkdir()
    except FileExistsError:
        _esperar(comun)
        return hecho
    en_obra = comun.with_suffix(".a-medias")
    hacer_molde(en_obra, hecho.alfabeto, hecho.formato)
    en_obra.rename(comun)
    return hecho


def _esperar(comun: Path) -> None:
    limite = time.monotonic() + _PACIENCIA
    while not comun.exists():
        assert time.monotonic() < limite, "otro proceso no terminó de preparar las carpetas"
        time.sleep(0.05)
