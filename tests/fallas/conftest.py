from pathlib import Path

import pytest

from enlace_app.rutas import carpeta_recursos
from enlace_app.sincronizacion.formato import leer_formato
from tests.fallas.ordenes import Orden, preparar_ordenes
from tests.vivero import Vivero, vivero_comun


@pytest.fixture(scope="session")
def vivero() -> Vivero:
    """The nursery of this test process."""
    return vivero_comun()


@pytest.fixture(scope="session")
def ordenes(vivero: Vivero, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Orden]:
    """Import, closing and export, each ready to be run on copies of its template."""
    formato = leer_formato(carpeta_recursos() / "formato_paquete.csv")
    return preparar_ordenes(tmp_path_factory.mktemp("plantillas"), vivero, formato)


@pytest.fixture
def lugar(tmp_path: Path) -> Path:
    """Where the copies of a test go."""
    return tmp_path
