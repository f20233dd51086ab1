"""Who can cast a vote at an hour, and what a vote that was noted decided, with its reason."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from enlace_app.dominio.asistencias import PRIMERA_HORA, Asistencia
from enlace_app.dominio.ejercicios import ReglaDecision
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.quorum import Quorum, enumerar, evaluar, faltan_a, votos_por_parte
from enlace_app.dominio.resultados import ConVoto, Decision, ReglaDeVoto, decidir
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.votaciones import Conteo, Modalidad, Sentido, Votacion
from enlace_app.dominio.votantes import Directorio, Votante, votantes


def regla_de(reunion: Reunion) -> ReglaDecision | None:
    """Return the rule by which it decides: that of its ejercicio, in the kinds of meeting that have a quorum."""
    regla = reunion.ejercicio.regla if reunion.ejercicio else None
    return regla if regla is not None and regla.partes and reunion.tipo.con_quorum else None


def quorum_de(reunion: Reunion, directorio: Directorio) -> Quorum | None:
    """Return the quorum by the rule of its ejercicio; None where it has no rule or its kind of meeting no quorum.

    Source: design; without a rule nobody knows which parties must be there, and none is made up.
    """
    regla = reunion.ejercicio.regla if reunion.ejercicio else None
    if not reunion.tipo.con_quorum or regla is None:
        return None
    hasta = None if reunion.termina_antes_de_empezar else reunion.hora_fin
    return evaluar(regla, votantes(reunion, directorio), reunion.hora_inicio, hasta)


def con_voto(reunion: Reunion, juzgados: Sequence[Votante], hora: str) -> list[ConVoto]:
    """Return who can vote at that hour: in a session one per party, elsewhere whoever is there.

    Empty where nobody can tell, because institutions are listed or more came than were listed.
    """
    if reunion.tipo.con_quorum:
        regla = regla_de(reunion)
        por_parte = votos_por_parte(regla, juzgados, hora) if regla else {}
        sueltos = [v for v in juzgados if v.vota_a(hora) and not (regla and regla.parte_de(v.parte))]
        return [
            *(ConVoto(v.asistencia.quien, parte, v.suple_a) for parte, v in por_parte.items()),
            *(ConVoto(v.asistencia.quien, v.parte, v.suple_a) for v in sueltos),
        ]
    presentes = _presentes(juzgados, hora)
    if _sin_lista(reunion, presentes) or (reunion.presentes_n or 0) > len(presentes):
        return []
    return [ConVoto(a.quien, None, a.suple_a) for a in presentes]


def cuantos_votan(reunion: Reunion, juzgados: Sequence[Votante], hora: str) -> int | None:
    """Return how many votes can be cast at that hour, None where nobody can tell."""
    if reunion.tipo.con_quorum:
        return len(con_voto(reunion, juzgados, hora))
    presentes = _presentes(juzgados, hora)
    if _sin_lista(reunion, presentes):
        return None
    return max(len(presentes), reunion.presentes_n or 0) or None


def _presentes(juzgados: Sequence[Votante], hora: str) -> list[Asistencia]:
    """Outside a session roles say little: only who facilitates, recused herself or was denied the vote has none."""
    return [
        v.asistencia
        for v in juzgados
        if v.asistencia.presente_a(hora) and not v.facilita and not v.excusada and v.asistencia.voto is not False
    ]


def _sin_lista(reunion: Reunion, presentes: Sequence[Asistencia]) -> bool:
    """An institution may have sent several."""
    return reunion.presentes_es_minimo or any(a.persona is None for a in presentes)


def partes_excusadas(reunion: Reunion, directorio: Directorio, excusados: Collection[str], hora: str) -> list[str]:
    """Return the parties for which somebody would vote at that hour, had she not recused herself."""
    regla = regla_de(reunion)
    if regla is None or not excusados:
        return []
    sin_ellos = votos_por_parte(regla, votantes(reunion, directorio, excusados), hora)
    return [p for p in votos_por_parte(regla, votantes(reunion, directorio), hora) if p not in sin_ellos]


def se_juzga_a(reunion: Reunion, hora: str | None) -> bool:
    """Whether hours of arrival and departure can be held against it: not after midnight, when they begin anew."""
    return bool(hora) and not (reunion.hora_inicio and str(hora) < reunion.hora_inicio)


def horas_posibles(reunion: Reunion, hora: str | None) -> list[str]:
    """Return the hour, or without one each at which the room changed: the vote may have been taken in any of them."""
    if hora and se_juzga_a(reunion, hora):
        return [hora]
    horas = {h for a in reunion.asistencias_vigentes() for h in (a.llegada, a.salida) if h}
    return sorted({reunion.hora_inicio or PRIMERA_HORA, PRIMERA_HORA, *horas})


def conteo_de(votacion: Votacion, regla: ReglaDecision | None) -> Conteo | None:
    """Return what was noted of a vote, None for a consensus; parties under the name that the rule gives them."""
    por_parte: dict[str, Sentido] = {}
    for sentido in sorted(votacion.sentidos, key=lambda s: s.orden):
        leido = next((s for s in Sentido if plegar(s) == plegar(sentido.sentido)), None)
        parte = (regla.parte_de(sentido.parte) if regla else None) or sentido.parte
        if leido is not None:
            por_parte.setdefault(parte, leido)  # one vote per party, by whatever names it was noted
    if votacion.evidente:
        return Conteo.de_partes(por_parte, evidente=True)
    contados = (votacion.a_favor, votacion.en_contra, votacion.abstenciones, votacion.presentes_sin_votar)
    if any(n is not None for n in contados):
        a_favor, en_contra, abstenciones, sin_votar = (n or 0 for n in contados)
        return Conteo(a_favor, en_contra, abstenciones, sin_votar, por_parte=por_parte or None)
    if por_parte and votacion.modalidad != Modalidad.CONSENSO:
        return Conteo.de_partes(por_parte)
    return None


@dataclass(frozen=True)
class VotacionExplicada:
    """What a vote decided by the rule, why, and the parties that were missing for a quorum when it was taken.

    `explicacion` is None where what was noted tells nothing that the result does not: imported history. Of a vote whose
    hour nobody noted, `sin_quorum` are the parties that were missing at the fullest moment of a session without one.
    """

    decision: Decision
    regla: str | None
    explicacion: str | None
    sin_quorum: tuple[str, ...]


def explicar(reunion: Reunion, directorio: Directorio, votacion: Votacion) -> VotacionExplicada:
    """Return the reason of one vote of the meeting."""
    regla = regla_de(reunion)
    excusados = [e.persona for e in votacion.excusas]
    lista = [
        ConVoto(h.persona, (regla.parte_de(h.parte) if regla else None) or h.parte, h.suple_a)
        for h in sorted(votacion.habilitados, key=lambda h: h.orden)
    ]
    conteo = conteo_de(votacion, regla)
    excusadas = {
        parte
        for hora in horas_posibles(reunion, votacion.hora)
        for parte in partes_excusadas(reunion, directorio, excusados, hora)
        if parte not in {h.parte for h in lista}
    }
    decision = decidir(
        ReglaDeVoto.de(regla),
        conteo,
        habilitados=lista,
        excusadas=excusadas,
        con_disenso=bool(votacion.disenso),
    )
    dicho = decision.explicacion if conteo is not None or lista or votacion.disenso else None
    faltan, sin_quorum = _sin_quorum(reunion, directorio, votacion, contada=dicho is not None)
    if faltan:
        dicho = f"{dicho} {sin_quorum}" if dicho else sin_quorum
    return VotacionExplicada(decision, ReglaDeVoto.de(regla).texto, dicho, faltan)


def _sin_quorum(
    reunion: Reunion, directorio: Directorio, votacion: Votacion, *, contada: bool
) -> tuple[tuple[str, ...], str]:
    """Return the parties that were missing when it was taken, and how the acta says so.

    Without an hour that can be judged a vote had no quorum where the session never had; of one that keeps nothing but
    its result (imported history) the acta's part on the quorum says enough.
    """
    hora = votacion.hora
    if hora and se_juzga_a(reunion, hora):
        faltan = faltantes(reunion, directorio, hora)
        return faltan, f"A las {hora} horas, cuando se votó, no había quórum: {_faltaban(faltan)}."
    quorum = quorum_de(reunion, directorio) if contada and regla_de(reunion) else None
    faltan = quorum.faltan if quorum is not None and not quorum.reunido else ()
    return faltan, f"En ningún momento de la sesión hubo quórum: {_faltaban(faltan)}."


def _faltaban(partes: Sequence[str]) -> str:
    return f"{'faltaba' if len(partes) == 1 else 'faltaban'} {enumerar(partes)}"


def faltantes(reunion: Reunion, directorio: Directorio, hora: str) -> tuple[str, ...]:
    """Return the parties missing for a quorum at that hour, empty where there was one.

    Who recuses herself from a vote is present all the same. Source: usage of collegiate bodies.
    """
    regla = regla_de(reunion)
    return faltan_a(regla, votantes(reunion, directorio), hora) if regla else ()


def lista_distinta(reunion: Reunion, directorio: Directorio, votacion: Votacion) -> list[ConVoto] | None:
    """Return who could vote by the attendance as it is noted now, if that is not whom the vote keeps; else None.

    Source: decision of ours; without the hour of the vote any moment of the meeting may have been its own.
    """
    if not votacion.habilitados:
        return None
    excusados = [e.persona for e in votacion.excusas]
    juzgados = votantes(reunion, directorio, excusados)
    guardados = {_clave(ConVoto(h.persona, h.parte, h.suple_a), reunion) for h in votacion.habilitados}
    ahora: list[ConVoto] = []
    for hora in horas_posibles(reunion, votacion.hora):
        ahora = con_voto(reunion, juzgados, hora)
        if {_clave(c, reunion) for c in ahora} == guardados:
            return None
    return ahora


def _clave(con: ConVoto, reunion: Reunion) -> tuple[str, str]:
    regla = regla_de(reunion)
    parte = (regla.parte_de(con.parte) if regla else None) or con.parte
    return plegar(con.persona), plegar(parte or "") if reunion.tipo.con_quorum else ""
