"""The tables, one file per noun; importing this package declares them all on `METADATOS`."""

from enlace_app.datos.tablas import (
    actas,
    acuerdos,
    bitacora,
    busqueda,
    capturas,
    catalogos,
    compromisos,
    documentos,
    paquetes,
    recepcion,
    reuniones,
)
from enlace_app.datos.tablas.columnas import METADATOS

__all__ = [
    "METADATOS",
    "actas",
    "acuerdos",
    "bitacora",
    "busqueda",
    "capturas",
    "catalogos",
    "compromisos",
    "documentos",
    "paquetes",
    "recepcion",
    "reuniones",
]
