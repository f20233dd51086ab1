import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.captura import LibroDeCaptura, jornada_propia
from tests.cli.programa import EJEMPLO, Programa
from tests.vivero import vivero_comun


@pytest.fixture(scope="session")
def datos_iniciados(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of an enlace right after `enlace iniciar`; copy it, do not write to it."""
    datos = tmp_path_factory.mktemp("iniciados") / "datos"
    _calentar(datos, "iniciar", "--nombre", "Persona Uno", "--region", "CAR")
    return datos


@pytest.fixture(scope="session")
def datos_publicados(datos_iniciados: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the published history; copy it, do not write to it."""
    lugar = tmp_path_factory.mktemp("publicados")
    shutil.copytree(datos_iniciados, lugar / "datos")
    _calentar(lugar / "datos", "importar", EJEMPLO)
    _calentar(lugar / "datos", "acta", "exportar", "R047", "-o", lugar / "borrador.pdf")
    return lugar / "datos"


def _calentar(datos: Path, *argumentos: object) -> None:
    """Run a command where all others are forked from, so that none of them loads and compiles its part again."""
    assert vivero_comun().calentar(("--datos", datos, *argumentos)) == [0]


@pytest.fixture
def iniciado(datos_iniciados: Path, tmp_path: Path) -> Programa:
    """The program on a started data folder of its own."""
    shutil.copytree(datos_iniciados, tmp_path / "datos")
    return Programa(tmp_path / "datos", tmp_path)


@pytest.fixture
def publicado(datos_publicados: Path, tmp_path: Path) -> Programa:
    """The program on a data folder of its own with the published history."""
    shutil.copytree(datos_publicados, tmp_path / "datos")
    return Programa(tmp_path / "datos", tmp_path)


@pytest.fixture
def vacio(tmp_path: Path) -> Programa:
    """The program on a data folder that does not exist yet."""
    return Programa(tmp_path / "datos", tmp_path)


@pytest.fixture
def libro(tmp_path: Path) -> LibroDeCaptura:
    """The capture workbook of a meeting that can be closed."""
    return jornada_propia(tmp_path / "mi reunión.xlsx")


@pytest.fixture
def importar_libro(iniciado: Programa) -> Callable[[LibroDeCaptura], str]:
    """Import a capture workbook and return the folio of its only meeting."""

    def importar(libro: LibroDeCaptura) -> str:
        iniciado("importar", libro.escribir())
        (fila,) = iniciado("listar", "reuniones", "--json").json()
        return str(fila["folio"])

    return importar
