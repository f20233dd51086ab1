"""Windows are drawn into memory: no screen is needed, events and pixels are real."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from enlace_app.ajustes import Ajustes
from enlace_app.arranque import crear_imprenta, leer_alfabeto, leer_formato_de_paquete
from enlace_app.datos.almacen import Almacen
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios.contexto import Contexto
from enlace_app.servicios.textos import TextosInstitucionales
from enlace_app.ui.aplicacion import Programa, crear_aplicacion
from enlace_app.ui.entorno import Entorno

AHORA = datetime(2017, 11, 21, 16, 30, tzinfo=UTC)
"""The clock of the windows under test: a Tuesday morning in Sabinas, in the days of the real data."""

AbrirPrograma = Callable[[Path], Programa]


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program itself makes it."""
    return crear_aplicacion()


def _fundar(raiz: Path) -> None:
    from enlace_app.servicios.sitios import iniciar

    with Almacen(CarpetaDatos(raiz), alfabeto=leer_alfabeto()) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")


@pytest.fixture(scope="session")
def molde_vacio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A started data folder of an enlace of the region CAR without a single meeting; copy it, never write to it."""
    raiz = tmp_path_factory.mktemp("molde") / "vacio"
    _fundar(raiz)
    return raiz


@pytest.fixture(scope="session")
def molde_real(tmp_path_factory: pytest.TempPathFactory, molde_vacio: Path) -> Path:
    """The same with the published data of 2015-2017 imported; copy it, never write to it."""
    from enlace_app.servicios.importacion.importacion import importar

    raiz = tmp_path_factory.mktemp("molde") / "real"
    shutil.copytree(molde_vacio, raiz)
    with Almacen(CarpetaDatos(raiz), alfabeto=leer_alfabeto()) as almacen:
        importar(almacen, [carpeta_recursos() / "ejemplo"], formato=leer_formato_de_paquete())
    return raiz


@pytest.fixture
def carpeta_vacia(molde_vacio: Path, tmp_path: Path) -> Path:
    """A copy of its own of the empty folder."""
    return Path(shutil.copytree(molde_vacio, tmp_path / "datos"))


@pytest.fixture
def carpeta_real(molde_real: Path, tmp_path: Path) -> Path:
    """A copy of its own of the folder with the published data."""
    return Path(shutil.copytree(molde_real, tmp_path / "datos"))


@pytest.fixture
def abrir_programa(qtbot: QtBot, qapp: QApplication) -> Iterator[AbrirPrograma]:
    """Open the program on a folder as `enlace --datos` does, with the clock at `AHORA`; closed after the test."""
    abiertos: list[tuple[Programa, Almacen]] = []

    def abrir(raiz: Path) -> Programa:
        almacen = Almacen(CarpetaDatos(raiz), alfabeto=leer_alfabeto(), integridad=False)
        contexto = Contexto(
            almacen=almacen,
            crear_imprenta=lambda: crear_imprenta(almacen.carpeta),
            leer_formato=leer_formato_de_paquete,
            textos=TextosInstitucionales.leer(carpeta_recursos() / "catalogos" / "textos.csv"),
            ajustes=Ajustes(),
            version_app="0.0-prueba",
        )
        programa = Programa(qapp, contexto, ahora=lambda: AHORA)
        abiertos.append((programa, almacen))
        programa.abrir()
        if programa.ventana is not None:
            programa.ventana.resize(1366, 768)
        return programa

    yield abrir
    for programa, almacen in abiertos:
        if programa.ventana is not None:
            programa.ventana.close()
            programa.ventana.deleteLater()
        programa.autoguardado.esperar()
        programa.tareas.esperar()
        qtbot.wait(1)
        almacen.cerrar()


@pytest.fixture
def programa_vacio(abrir_programa: AbrirPrograma, carpeta_vacia: Path) -> Programa:
    """The window on a folder without a single meeting."""
    return abrir_programa(carpeta_vacia)


@pytest.fixture
def programa_real(abrir_programa: AbrirPrograma, carpeta_real: Path) -> Programa:
    """The window on the published data of 2015-2017."""
    return abrir_programa(carpeta_real)


@pytest.fixture
def entorno_vacio(programa_vacio: Programa) -> Entorno:
    """What a page is handed, on a folder without a single meeting."""
    return programa_vacio.entorno


@pytest.fixture
def entorno_real(programa_real: Programa) -> Entorno:
    """What a page is handed, on the published data."""
    return programa_real.entorno
