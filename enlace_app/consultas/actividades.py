"""Planned activities of the commitments: their rows in a package."""

from enlace_app.consultas.valores import FilaDePaquete, leer_fecha, si_no
from enlace_app.datos.lectura import Lectura

_CAMPOS = """
SELECT actividad.uuid, actividad.rev, actividad.baja, actividad.compromiso, actividad.n, actividad.actividad,
  actividad.responsable, actividad.trimestre, actividad.plazo, actividad.producto, actividad.indicador,
  actividad.estado, actividad.avance
FROM actividad LEFT JOIN compromiso ON compromiso.uuid = actividad.compromiso
ORDER BY compromiso.clave, actividad.compromiso, actividad.n, actividad.uuid
"""


def filas_de_paquete(lectura: Lectura) -> list[FilaDePaquete]:
    """Return the rows of the sheet Actividades, commitment by commitment."""
    return [{**f, "baja": si_no(f["baja"]), "plazo": leer_fecha(f["plazo"])} for f in lectura.filas(_CAMPOS)]
