from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from enlace_app.arranque import leer_alfabeto
from enlace_app.datos.almacen import Almacen
from enlace_app.rutas import CarpetaDatos
from enlace_app.ui.aplicacion import Programa
from tests.ui.paginas.sesion.escenario import Mesa, nueva_reunion

SentarEn = Callable[..., Mesa]


@pytest.fixture
def sentar(programa_vacio: Programa) -> SentarEn:
    """Open a new meeting in session mode: `sentar(tipo=…, fecha=…, puntos=…)`."""

    def abrir(antes: Callable[[Almacen, UUID], object] | None = None, **datos: object) -> Mesa:
        almacen = programa_vacio.entorno.contexto.almacen
        reunion = nueva_reunion(almacen, **datos)  # type: ignore[arg-type]
        if antes is not None:
            antes(almacen, reunion)
        return Mesa(programa_vacio, reunion)

    return abrir


@pytest.fixture
def mesa(sentar: SentarEn) -> Mesa:
    """A working meeting of today with three points and nobody yet."""
    return sentar()


@pytest.fixture
def carpeta_con_reunion(carpeta_vacia: Path) -> tuple[Path, UUID]:
    """A folder with one meeting, closed: for programs that are opened one after the other."""
    with Almacen(CarpetaDatos(carpeta_vacia), alfabeto=leer_alfabeto()) as almacen:
        return carpeta_vacia, nueva_reunion(almacen)
