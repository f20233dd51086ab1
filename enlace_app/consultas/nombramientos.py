"""Who holds which role: rows of a package."""

from enlace_app.consultas.nombres_reservados import PARTICULAR, Calidades
from enlace_app.consultas.valores import FilaDePaquete, leer_fecha, si_no
from enlace_app.datos.lectura import Lectura

_CAMPOS = """
SELECT nombramiento.uuid, nombramiento.rev, nombramiento.baja,
  coalesce(nombramiento.persona_literal, persona.nombre) AS persona, nombramiento.rol, nombramiento.organo,
  nombramiento.parte, nombramiento.calidad, region.clave AS region, ejercicio.clave AS ejercicio, nombramiento.desde,
  nombramiento.hasta, nombramiento.voz, nombramiento.voto
FROM nombramiento
LEFT JOIN persona ON persona.uuid = nombramiento.persona
LEFT JOIN region ON region.uuid = nombramiento.region
LEFT JOIN ejercicio ON ejercicio.uuid = nombramiento.ejercicio
ORDER BY ejercicio.clave, nombramiento.organo, nombramiento.rol, nombramiento.desde, nombramiento.uuid
"""


def filas_de_paquete(lectura: Lectura) -> list[FilaDePaquete]:
    """Return the rows of the sheet Nombramientos; `voto` may be `al_suplir`, who comes for herself `particular`."""
    calidades = Calidades.leer(lectura)
    return [
        {
            **fila,
            "persona": PARTICULAR if fila["persona"] and calidades.es_particular(fila["rol"]) else fila["persona"],
            "baja": si_no(fila["baja"]),
            "desde": leer_fecha(fila["desde"]),
            "hasta": leer_fecha(fila["hasta"]),
            "voz": si_no(fila["voz"]),
        }
        for fila in lectura.filas(_CAMPOS)
    ]
