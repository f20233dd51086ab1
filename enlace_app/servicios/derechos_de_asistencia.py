"""Voz and voto that the rule gave follow what they were derived from; what somebody wrote expressly stays."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.reuniones import CONGELADOS, Reunion
from enlace_app.dominio.votantes import votantes
from enlace_app.servicios.expedientes import reunir_directorio

_ASISTIO = """
SELECT DISTINCT asistencia.reunion FROM asistencia
JOIN persona ON persona.uuid = :persona
WHERE asistencia.persona_registrada = persona.uuid OR asistencia.suple_a = persona.nombre
"""


@contextmanager
def derechos_al_dia(u: Unidad, *reuniones: Reunion) -> Iterator[None]:
    """Derive voz and voto anew after a change in the block: day, kind, ejercicio, facilitador, who somebody is.

    Written expressly is what differs from what the rule gave before the change: only equal values are renewed. A
    parte that was noted stays as it is, because nobody can tell any more whether somebody wrote it.
    """
    if not reuniones:
        yield
        return
    directorio = reunir_directorio(u)
    antes = {v.asistencia.uuid: (v.voz, v.voto) for reunion in reuniones for v in votantes(reunion, directorio)}
    yield
    u.asentar()  # the directory is read anew: what the block changed in it must be there
    directorio = reunir_directorio(u)
    for reunion in reuniones:
        for votante in votantes(reunion, directorio):
            asistencia = votante.asistencia
            if (asistencia.voz, asistencia.voto) == antes.get(asistencia.uuid):
                asistencia.voz, asistencia.voto = votante.voz, votante.voto


def reuniones_abiertas_de(u: Unidad, persona: UUID) -> list[Reunion]:
    """Return the meetings that may still change and that a person of the directory attended or was substituted in."""
    uuids = [UUID(fila["reunion"]) for fila in u.filas(_ASISTIO, {"persona": str(persona)})]
    reuniones = u.varios(Reunion, uuid=uuids) if uuids else []
    return [r for r in reuniones if es_editable(u, r)]


def es_editable(u: Unidad, reunion: Reunion) -> bool:
    """Whether rows of the meeting may still change: nobody else's, not closed, not called off."""
    propia = reunion.publicado or reunion.origen == u.sitio.uuid
    return propia and reunion.se_celebro and not reunion.baja and reunion.estado not in CONGELADOS
