"""Votes: their rows in a package."""

from collections.abc import Collection

from enlace_app.consultas.conjuntos import agrupar
from enlace_app.consultas.valores import FilaDePaquete, si_no, unir
from enlace_app.datos.lectura import Lectura

_CAMPOS = """
SELECT votacion.uuid, votacion.rev, votacion.baja, votacion.reunion, votacion.punto, votacion.modalidad,
  votacion.a_favor, votacion.en_contra, votacion.abstenciones, votacion.disenso,
  coalesce(votacion.asunto || ': ', '') || votacion.resultado AS resultado
FROM votacion JOIN reunion ON reunion.uuid = votacion.reunion
ORDER BY reunion.fecha IS NULL, reunion.fecha, reunion.folio_provisional, votacion.reunion, votacion.orden,
  votacion.uuid
"""
_SENTIDOS = """
SELECT votacion AS duenio, parte || ': ' || sentido AS miembro FROM votacion_parte ORDER BY votacion, orden, id
"""


def filas_de_paquete(lectura: Lectura, *, fuera: Collection[str] = frozenset()) -> list[FilaDePaquete]:
    """Return the rows of the sheet Votaciones, meeting by meeting, without those of the meetings in `fuera`."""
    sentidos = agrupar(lectura, _SENTIDOS)
    return [
        {**fila, "baja": si_no(fila["baja"]), "sentido_por_parte": unir(sentidos.get(fila["uuid"], ()))}
        for fila in lectura.filas(_CAMPOS)
        if fila["reunion"] not in fuera
    ]
