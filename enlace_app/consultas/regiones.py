"""The regions of the catalogue."""

from enlace_app.datos.lectura import Lectura


def nombre_de_region(lectura: Lectura, clave: str | None) -> str | None:
    """Return the name of a region by its key; None without a key, the key itself where the catalogue lacks it."""
    if clave is None:
        return None
    fila = lectura.fila("SELECT nombre FROM region WHERE clave = :clave", {"clave": clave})
    return str(fila["nombre"]) if fila else clave
