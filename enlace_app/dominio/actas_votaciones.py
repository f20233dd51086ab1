"""The part of an acta that tells quorum, votes and what somebody asked to be put on record."""

from typing import Any
from uuid import UUID

from enlace_app.dominio.expedientes import Expediente
from enlace_app.dominio.intervenciones import Intervencion
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.votaciones import Votacion


def quorum(expediente: Expediente) -> dict[str, Any] | None:
    """Return the judgement, None in a kind of meeting without quorum or where no rule is known."""
    suyo = expediente.quorum
    if suyo is None:
        return None
    return {
        "aplica": True,
        "reunido": suyo.reunido,
        "explicacion": suyo.explicacion,
        "declaracion": suyo.declaracion,
        "regla": suyo.regla,
        "fuente": suyo.fuente,
    }


def votaciones(expediente: Expediente) -> list[dict[str, Any]]:
    """Return the votes in their order, each with its rule and its reason."""
    return [_votacion(expediente, n, v) for n, v in enumerate(expediente.reunion.votaciones_vigentes(), start=1)]


def intervenciones(reunion: Reunion) -> list[dict[str, Any]]:
    """Return what was put on record in a meeting or a visit, in the order in which it was said."""
    return [_intervencion(reunion, n, i) for n, i in enumerate(reunion.intervenciones_vigentes(), start=1)]


def numero_de_punto(reunion: Reunion, punto: UUID | None) -> int | None:
    """Return the number that the acta gives a point."""
    return next((n for n, p in enumerate(reunion.puntos_vigentes(), start=1) if p.uuid == punto), None)


def _votacion(expediente: Expediente, n: int, votacion: Votacion) -> dict[str, Any]:
    explicada = expediente.explicar(votacion)
    return {
        "n": n,
        "punto": numero_de_punto(expediente.reunion, votacion.punto),
        "asunto": votacion.asunto,
        "hora": votacion.hora,
        "modalidad": votacion.modalidad,
        "a_favor": votacion.a_favor,
        "en_contra": votacion.en_contra,
        "abstenciones": votacion.abstenciones,
        "presentes_sin_votar": votacion.presentes_sin_votar,
        "evidente": votacion.evidente,
        "sentido_por_parte": [
            {"parte": s.parte, "sentido": s.sentido} for s in sorted(votacion.sentidos, key=lambda s: s.orden)
        ],
        "habilitados": [
            {"persona": h.persona, "parte": h.parte, "suple_a": h.suple_a}
            for h in sorted(votacion.habilitados, key=lambda h: h.orden)
        ],
        "excusas": [
            {"persona": e.persona, "motivo": e.motivo} for e in sorted(votacion.excusas, key=lambda e: e.orden)
        ],
        "disenso": votacion.disenso,
        "resultado": votacion.resultado,
        "regla": explicada.regla,
        "explicacion": explicada.explicacion,
    }


def _intervencion(reunion: Reunion, n: int, intervencion: Intervencion) -> dict[str, Any]:
    quien = plegar(intervencion.persona)
    suyas = [a for a in reunion.asistencias_vigentes() if plegar(a.quien) == quien]
    votadas = enumerate(reunion.votaciones_vigentes(), start=1)
    return {
        "n": n,
        "punto": numero_de_punto(reunion, intervencion.punto),
        "votacion": next((numero for numero, v in votadas if v.uuid == intervencion.votacion), None),
        "clase": str(intervencion.clase),
        "persona": intervencion.persona,
        "calidad": next((a.calidad for a in suyas if a.calidad), None),
        "hora": intervencion.hora,
        "texto": intervencion.texto,
    }
