"""The demonstration's data, in a folder that goes away."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from enlace_app.arranque import abrir_contexto
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios.contexto import Contexto
from enlace_app.servicios.ejemplo import Equipos, demostrar
from enlace_app.servicios.importacion.importacion import importar
from enlace_app.servicios.sitios import iniciar


def carpeta_ejemplo() -> Path:
    """Return the folder of the published data."""
    return carpeta_recursos() / "ejemplo"


@contextmanager
def ejemplo_hecho() -> Iterator[Contexto]:
    """Run the demonstration and give its open data."""
    with tempfile.TemporaryDirectory() as temporal:
        raiz = Path(temporal)
        with (
            abrir_contexto(CarpetaDatos(raiz / "datos")) as contexto,
            abrir_contexto(CarpetaDatos(raiz / "otra")) as otra,
            abrir_contexto(CarpetaDatos(raiz / "autoridad")) as autoridad,
        ):
            equipos = Equipos(region=contexto, otra=otra, autoridad=autoridad)
            demostrar(equipos, ejemplo=carpeta_ejemplo(), salida=raiz / "salida")
            yield contexto


def ejemplo_importado(raiz: Path) -> Path:
    """Make a data folder of an enlace with the published data imported, and return it."""
    with abrir_contexto(CarpetaDatos(raiz)) as contexto:
        iniciar(contexto.almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        importar(contexto.almacen, [carpeta_ejemplo()], formato=contexto.formato)
    return raiz
