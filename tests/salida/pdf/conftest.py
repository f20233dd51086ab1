import pytest

from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.lectura import leer_plantilla
from enlace_app.salida.pdf.plantilla import Plantilla
from tests.salida.pdf.muestra import RUTA_DE_PLANTILLA


@pytest.fixture(scope="session")
def fuentes() -> Fuentes:
    return Fuentes.cargar()


@pytest.fixture(scope="session")
def plantilla() -> Plantilla:
    return leer_plantilla(RUTA_DE_PLANTILLA)
