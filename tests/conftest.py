"""Fixtures that tests of several layers share: a started data folder and the characters that may be kept."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Dialect, Engine

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.textos import Alfabeto
from enlace_app.rutas import CarpetaDatos

if TYPE_CHECKING:
    from tests.servicios.autoridad import Autoridad

# Nothing here is timed: what a loaded computer takes says nothing of the rule.
settings.register_profile("enlace", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("enlace")

RAIZ = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def frases_compiladas() -> Iterator[None]:
    """Let all data folders of a test process share one dialect and its compiled statements, as one folder's tasks do.

    Each test opens a folder of its own, and compiling the same statements for each was a third of the whole run.
    """
    from enlace_app.datos import motor

    crear, dialectos, compiladas = motor.crear_motor, dict[str, Dialect](), dict[Any, Any]()

    def crear_con_las_mismas(base: Path, clave: str | None) -> Engine:
        hecho = crear(base, clave)
        hecho.dialect = dialectos.setdefault(hecho.dialect.name, hecho.dialect)
        hecho.update_execution_options(compiled_cache=compiladas)
        return hecho

    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(motor, "crear_motor", crear_con_las_mismas)
        yield


@pytest.fixture(scope="session")
def alfabeto() -> Alfabeto:
    """Latin letters, punctuation and a few signs: what any text font prints."""
    return Alfabeto.de_lineas(["0020-007E", "00A0-017F", "2010-2027", "2030-203A", "20AC", "2116", "2122", "2713"])


@pytest.fixture
def almacen_vacio(tmp_path: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    """A data folder that has no owner yet."""
    with Almacen(CarpetaDatos(tmp_path / "datos-de-prueba"), alfabeto=alfabeto) as almacen:
        yield almacen


@pytest.fixture(scope="session")
def molde_iniciado(tmp_path_factory: pytest.TempPathFactory, alfabeto: Alfabeto) -> Path:
    """A data folder of an enlace of the region CAR, with the catalogues loaded; copy it, never write to it."""
    from enlace_app.servicios.sitios import iniciar

    raiz = tmp_path_factory.mktemp("molde") / "iniciado"
    with Almacen(CarpetaDatos(raiz), alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
    return raiz


@pytest.fixture(scope="session")
def molde_garante(tmp_path_factory: pytest.TempPathFactory, alfabeto: Alfabeto) -> Path:
    """A data folder of the authority; copy it, never write to it."""
    from enlace_app.servicios.sitios import iniciar

    raiz = tmp_path_factory.mktemp("molde") / "garante"
    with Almacen(CarpetaDatos(raiz), alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Autoridad", rol="garante", region=None)
    return raiz


@pytest.fixture
def almacen(molde_iniciado: Path, tmp_path: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    """A copy of that folder of its own, open."""
    raiz = shutil.copytree(molde_iniciado, tmp_path / "datos-de-prueba")
    with Almacen(CarpetaDatos(raiz), alfabeto=alfabeto) as almacen:
        yield almacen


@pytest.fixture(scope="session")
def molde_de_autoridad(tmp_path_factory: pytest.TempPathFactory, alfabeto: Alfabeto) -> "Autoridad":
    """The data folder of an authority that two regions sent something to; take copies of it."""
    from tests.servicios.autoridad import autoridad_comun

    base = tmp_path_factory.getbasetemp()
    return autoridad_comun(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base, alfabeto)


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
