"""Points of the agenda: their rows in a package."""

from collections.abc import Collection

from enlace_app.consultas.valores import FilaDePaquete, si_no
from enlace_app.datos.lectura import Lectura

_CAMPOS = """
SELECT punto.uuid, punto.rev, punto.baja, punto.reunion, punto.n, punto.asunto, punto.desarrollo
FROM punto_orden_dia AS punto JOIN reunion ON reunion.uuid = punto.reunion
ORDER BY reunion.fecha IS NULL, reunion.fecha, reunion.folio_provisional, punto.reunion, punto.n, punto.uuid
"""


def filas_de_paquete(lectura: Lectura, *, fuera: Collection[str] = frozenset()) -> list[FilaDePaquete]:
    """Return the rows of the sheet OrdenDelDia, meeting by meeting, without those of the meetings in `fuera`."""
    return [{**fila, "baja": si_no(fila["baja"])} for fila in lectura.filas(_CAMPOS) if fila["reunion"] not in fuera]
