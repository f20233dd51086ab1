"""What is odd about the votes of a meeting; all of it warns, since the acta must tell what was done.

Source, where a rule names no other: decision of ours.
"""

import re
from collections.abc import Iterator

from enlace_app.dominio.expedientes import Expediente
from enlace_app.dominio.habilitados import VotacionExplicada, lista_distinta, se_juzga_a
from enlace_app.dominio.hallazgos import Gravedad, Hallazgo
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.quorum import enumerar
from enlace_app.dominio.votaciones import Modalidad, Votacion


def revisar_votaciones(expediente: Expediente) -> list[Hallazgo]:
    """Return the findings on each vote."""
    reunion = expediente.reunion
    votaciones = reunion.votaciones_vigentes()
    presentes = _habilitados(expediente) if votaciones else None
    return [
        Hallazgo(
            Gravedad.ADVIERTE, "votacion", votacion.uuid, campo, f"{reunion.folio_visible}: la votación {n} {mensaje}"
        )
        for n, votacion in enumerate(votaciones, start=1)
        for campo, mensaje in _faltas(votacion, expediente, len(votacion.habilitados) or presentes)
    ]


def _faltas(votacion: Votacion, expediente: Expediente, habilitados: int | None) -> Iterator[tuple[str, str]]:
    reunion = expediente.reunion
    if not reunion.tipo.con_votacion:
        yield "modalidad", f"no cabe en este tipo de reunión ({reunion.tipo.nombre}), que no admite votaciones."
    contados = votacion.emitidos + (votacion.presentes_sin_votar or 0)
    if habilitados is not None and contados > habilitados:
        yield "a_favor", f"suma {contados} votos y según la asistencia pueden votar {habilitados}; revise los conteos."
    explicada = expediente.explicar(votacion)
    yield from _del_resultado(votacion, explicada)
    if explicada.sin_quorum:
        cuando = f"a las {votacion.hora} " if votacion.hora and se_juzga_a(reunion, votacion.hora) else ""
        faltan = f"{'faltaba' if len(explicada.sin_quorum) == 1 else 'faltaban'} {enumerar(explicada.sin_quorum)}"
        yield "hora", f"se tomó {cuando}sin quórum: {faltan}. El acta lo dirá; revise la asistencia y las horas."
    if ajenas := explicada.decision.sin_derecho:
        yield (
            "habilitados",
            f"tiene anotado el voto de {enumerar(ajenas)} y según su lista nadie podía votar por "
            f"{'esa parte' if len(ajenas) == 1 else 'esas partes'}: no se cuenta, y el acta lo dirá. Corrija la "
            "asistencia y elija «Actualizar quién podía votar», o quite ese voto.",
        )
    yield from _de_la_lista(votacion, expediente)


def _del_resultado(votacion: Votacion, explicada: VotacionExplicada) -> Iterator[tuple[str, str]]:
    """Source: «Informe ICAI, ejercicio local 2015-2017» (the majority decides), and the rule of the ejercicio."""
    if not _dice_aprobado(votacion.resultado):
        if explicada.decision.aprobada and _dice_rechazado(votacion.resultado):
            yield (
                "resultado",
                f"dice «{votacion.resultado}» y según la regla es «{explicada.decision.resultado}»; revise.",
            )
        return
    if votacion.modalidad == Modalidad.MAYORIA and votacion.en_contra and (votacion.a_favor or 0) <= votacion.en_contra:
        conteo = f"{votacion.a_favor or 0} a favor y {votacion.en_contra} en contra"
        yield "resultado", f"dice «{votacion.resultado}» con {conteo}; revise el resultado o los conteos."
    elif explicada.explicacion and not explicada.decision.aprobada:
        yield (
            "resultado",
            f"dice «{votacion.resultado}» y según la regla es «{explicada.decision.resultado}»; revise el resultado o "
            "los votos.",
        )


def _de_la_lista(votacion: Votacion, expediente: Expediente) -> Iterator[tuple[str, str]]:
    """What was kept with the vote is what the acta prints: it may not contradict the list of attendance in silence."""
    ahora = lista_distinta(expediente.reunion, expediente.directorio, votacion)
    if ahora is None:
        return
    guardados = [h.persona for h in sorted(votacion.habilitados, key=lambda h: h.orden)]
    podian = f"podían {enumerar([c.persona for c in ahora])}" if ahora else "no podía nadie"
    yield (
        "habilitados",
        f"guarda que podían votar {enumerar(guardados)} y, según la asistencia de ahora, {podian}. Corrija la "
        "asistencia, o abra la votación y elija «Actualizar quién podía votar».",
    )


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
    return bool(re.search(r"\baprob|\baprueb", llano)) and not re.search(
        r"\bno\b|\bsin (?!votos en contra|contar|conteo)|\brechaz", llano
    )


def _dice_rechazado(resultado: str) -> bool:
    return bool(re.search(r"\bno (?:se )?(?:aprob|aprueb)|\brechaz", plegar(resultado)))
