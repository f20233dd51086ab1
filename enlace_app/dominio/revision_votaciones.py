"""What is odd about the votes of a meeting; all of it warns, since the acta must tell what was done.

Source, where a rule names no other: decision of ours.
"""

import re
from collections.abc import Iterator

from enlace_app.dominio.expedientes import Expediente
from enlace_app.dominio.hallazgos import Gravedad, Hallazgo
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.votaciones import Modalidad, Votacion


def revisar_votaciones(expediente: Expediente) -> list[Hallazgo]:
    """Return the findings on each vote."""
    reunion = expediente.reunion
    votaciones = reunion.votaciones_vigentes()
    habilitados = _habilitados(expediente) if votaciones else None
    return [
        Hallazgo(
            Gravedad.ADVIERTE, "votacion", votacion.uuid, campo, f"{reunion.folio_visible}: la votación {n} {mensaje}"
        )
        for n, votacion in enumerate(votaciones, start=1)
        for campo, mensaje in _faltas(votacion, expediente, habilitados)
    ]


def _faltas(votacion: Votacion, expediente: Expediente, habilitados: int | None) -> Iterator[tuple[str, str]]:
    reunion = expediente.reunion
    if not reunion.tipo.con_votacion:
        yield "modalidad", f"no cabe en este tipo de reunión ({reunion.tipo.nombre}), que no admite votaciones."
    emitidos = votacion.emitidos
    if habilitados is not None and emitidos > habilitados:
        yield "a_favor", f"suma {emitidos} votos y según la asistencia pueden votar {habilitados}; revise los conteos."
    if _dice_aprobado(votacion.resultado) and _sin_mayoria(votacion):
        conteo = f"{votacion.a_favor or 0} a favor y {votacion.en_contra} en contra"
        yield "resultado", f"dice «{votacion.resultado}» con {conteo}; revise el resultado o los conteos."


def _habilitados(expediente: Expediente) -> int | None:
    """Return how many may vote: in a session one per party that has someone with a vote; elsewhere whoever came."""
    reunion = expediente.reunion
    presentes = [v for v in expediente.votantes() if not v.asistencia.ausente]
    if reunion.tipo.con_quorum:
        con_voto = [v for v in presentes if v.vota]
        return len({plegar(v.parte) for v in con_voto if v.parte}) + sum(1 for v in con_voto if not v.parte)
    if any(v.asistencia.persona is None for v in presentes) or reunion.presentes_es_minimo:
        return None  # an institution may have sent several
    return max(len(presentes), reunion.presentes_n or 0) or None


def _dice_aprobado(resultado: str) -> bool:
    llano = plegar(resultado)
    return bool(re.search(r"\baprob|\baprueb", llano)) and not re.search(r"\bno\b|\bsin\b|\brechaz", llano)


def _sin_mayoria(votacion: Votacion) -> bool:
    """Source: «Informe ICAI, ejercicio local 2015-2017»: where positions differ, the majority of votes decides."""
    contados = votacion.modalidad == Modalidad.MAYORIA and votacion.en_contra
    return bool(contados) and (votacion.a_favor or 0) <= (votacion.en_contra or 0)
