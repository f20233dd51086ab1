"""Fixtures that tests of several layers share: a started data folder and the characters that may be kept."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.textos import Alfabeto
from enlace_app.rutas import CarpetaDatos

RAIZ = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def alfabeto() -> Alfabeto:
    """Latin letters, punctuation and a few signs: what any text font prints."""
    return Alfabeto.de_lineas(["0020-007E", "00A0-017F", "2010-2027", "2030-203A", "20AC", "2116", "2122", "2713"])


@pytest.fixture
def almacen_vacio(tmp_path: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    """A data folder that has no owner yet."""
    with Almacen(CarpetaDatos(tmp_path / "datos-de-prueba"), alfabeto=alfabeto) as almacen:
        yield almacen


@pytest.fixture
def almacen(almacen_vacio: Almacen) -> Almacen:
    """A data folder of an enlace of the region CAR, with the catalogues loaded."""
    from enlace_app.servicios.sitios import iniciar

    iniciar(almacen_vacio, nombre="Persona Uno", rol="enlace", region="CAR")
    return almacen_vacio


@pytest.fixture(scope="session")
def carpeta_datos_reales() -> Path:
    """The published data of the 2015-2017 exercise."""
    return RAIZ / "recursos" / "ejemplo"


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run if a test was skipped and ENLACE_SIN_OMISIONES is set, as `.ci/run` does.

    A test that needs a program of the system skips itself elsewhere; where all of them are installed, a skip hides
    something that was not shown.
    """
    informe = session.config.pluginmanager.get_plugin("terminalreporter")
    if informe is None or hasattr(session.config, "workerinput") or not os.environ.get("ENLACE_SIN_OMISIONES"):
        return
    omitidas = len(informe.stats.get("skipped", []))
    if omitidas and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        informe.write_line(f"\n{omitidas} skipped, and ENLACE_SIN_OMISIONES allows none", red=True)
