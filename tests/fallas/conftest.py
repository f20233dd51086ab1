from collections.abc import Iterator
from pathlib import Path

import pytest

from enlace_app.rutas import carpeta_recursos
from enlace_app.sincronizacion.formato import leer_formato
from tests.fallas.ordenes import Orden, preparar_ordenes
from tests.fallas.vivero import Vivero


@pytest.fixture(scope="session")
def vivero(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vivero]:
    """The nursery of this test process."""
    abierto = Vivero(tmp_path_factory.mktemp("vivero"))
    yield abierto
    abierto.cerrar()


@pytest.fixture(scope="session")
def ordenes(vivero: Vivero, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Orden]:
    """Import, closing and export, each ready to be run on copies of its template."""
    formato = leer_formato(carpeta_recursos() / "formato_paquete.csv")
    return preparar_ordenes(tmp_path_factory.mktemp("plantillas"), vivero, formato)


@pytest.fixture
def lugar(tmp_path: Path) -> Path:
    """Where the copies of a test go."""
    return tmp_path
