"""The site whose data folder this is."""

from dataclasses import dataclass

from enlace_app.datos.lectura import Lectura
from enlace_app.errores import ErrorDeNegocio


@dataclass(frozen=True, slots=True)
class FilaSitio:
    """Who this installation is."""

    uuid: str
    nombre: str
    region: str | None
    rol: str
    marca: str
    epoca: int
    zona: str
    ejemplo: bool


def traer(lectura: Lectura) -> FilaSitio:
    """Return the site; raises `ErrorDeNegocio` if the data folder has no owner yet."""
    sitio = traer_si_hay(lectura)
    if sitio is None:
        raise ErrorDeNegocio("Esta carpeta de datos aún no tiene dueño; comience con: enlace iniciar --nombre …")
    return sitio


def quedo_a_medias(lectura: Lectura) -> bool:
    """Whether the site was founded, but the program ended before its catalogues were loaded."""
    return lectura.fila("SELECT 1 AS si FROM sitio WHERE NOT EXISTS (SELECT 1 FROM tipo_reunion)") is not None


def faltan_causales(lectura: Lectura) -> bool:
    """Whether the data were made by a version of the program without reasons for a public version."""
    return (
        lectura.fila(
            "SELECT 1 AS si FROM sitio WHERE EXISTS (SELECT 1 FROM tipo_reunion) AND NOT EXISTS (SELECT 1 FROM causal)"
        )
        is not None
    )


def zonas(lectura: Lectura) -> list[str]:
    """Return the time zones of the municipalities of the catalogue."""
    filas = lectura.filas("SELECT DISTINCT zona FROM municipio WHERE zona IS NOT NULL AND NOT baja ORDER BY zona")
    return [str(fila["zona"]) for fila in filas]


def traer_si_hay(lectura: Lectura) -> FilaSitio | None:
    """Return the site; None while the data folder has no owner."""
    fila = lectura.fila("SELECT uuid, nombre, region, rol, marca, epoca, zona, ejemplo FROM sitio")
    return FilaSitio(**{**fila, "ejemplo": bool(fila["ejemplo"])}) if fila else None


def contador(lectura: Lectura, clave: str) -> int:
    """Return the last value that a counter of this data folder gave out, 0 if none."""
    fila = lectura.fila("SELECT valor FROM contador WHERE clave = :clave", {"clave": clave})
    return int(fila["valor"]) if fila else 0
