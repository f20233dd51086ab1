"""What a vote decided by the rule of its ejercicio, in words, with its reason: for the screen, the acta and the review.

Source: «Informe ICAI, ejercicio local 2015-2017» (consensus first, a majority only where positions differ; one vote per
party); the votes that a majority needs and the parties without which it does not count are data of each ejercicio
(Morelos: three of four, civil society among them).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from enlace_app.dominio.ejercicios import ReglaDecision
from enlace_app.dominio.palabras import numero_en_palabras
from enlace_app.dominio.quorum import enumerar
from enlace_app.dominio.votaciones import MAYORIA_EVIDENTE, Conteo, Sentido


class ConVoto(NamedTuple):
    """One who can cast a vote, for which party, and whom she substitutes."""

    persona: str
    parte: str | None
    suple_a: str | None


@dataclass(frozen=True, slots=True)
class ReglaDeVoto:
    """What the rule of an ejercicio says of votes; empty where votes are taken outside of it."""

    partes: tuple[str, ...] = ()
    indispensables: tuple[str, ...] = ()
    votos_necesarios: int | None = None
    consenso_primero: bool = True

    @classmethod
    def de(cls, regla: ReglaDecision | None) -> "ReglaDeVoto":
        """Read it from the ejercicio's."""
        if regla is None or not regla.partes:
            return cls()
        return cls(
            tuple(regla.nombres_de_partes),
            regla.indispensables,
            regla.votos_necesarios,
            regla.consenso_primero,
        )

    @property
    def pide(self) -> str:
        """What a majority needs."""
        necesarios = self.votos_necesarios
        cuantos = (
            f"al menos {_votos(necesarios)} a favor{f' de {len(self.partes)}' if self.partes else ''}"
            if necesarios
            else "más votos a favor que en contra"
        )
        incluida = f", entre ellos el de {enumerar(self.indispensables)}" if self.indispensables else ""
        return f"{cuantos}{', uno por parte' if self.partes else ''}{incluida}"

    @property
    def texto(self) -> str | None:
        """The whole rule as the acta prints it; None where there is none."""
        if not self.partes:
            return None
        return f"consenso y, si hay posturas distintas, {self.pide}" if self.consenso_primero else self.pide


@dataclass(frozen=True, slots=True)
class Decision:
    """`resultado` are the words to note, `explicacion` whole sentences; `aprobada` is None: nothing was decided.

    `sin_derecho` are the parties whose vote was noted and not counted, because nobody could vote for them.
    """

    aprobada: bool | None
    resultado: str
    explicacion: str
    sin_derecho: tuple[str, ...] = ()


def decidir(
    regla: ReglaDeVoto,
    conteo: Conteo | None,
    *,
    habilitados: Sequence[ConVoto] = (),
    excusadas: Collection[str] = (),
    con_disenso: bool = False,
) -> Decision:
    """Return what follows from what was noted, and nothing else; a `conteo` of None is a consensus.

    `habilitados` are those who could vote, empty where nobody knows; `excusadas` the parties of which nobody could,
    because who would have recused herself: what is noted as their vote does not count. Nor does, where the parties of a
    rule vote, that of a party which has nobody among the `habilitados`.
    """
    if conteo is None:
        return _consenso(regla, habilitados, con_disenso=con_disenso)
    suyo = _sin(conteo, excusadas)
    pueden = {h.parte for h in habilitados}
    ajenas = [p for p in suyo.por_parte or {} if regla.partes and pueden and p not in pueden]
    suyo = _sin(suyo, ajenas)
    decision = _evidente(regla, suyo) if suyo.evidente else _mayoria(regla, suyo, habilitados)
    if not ajenas:
        return decision
    voto = "el voto" if len(ajenas) == 1 else "los votos"
    nadie = f"No se {'cuenta' if len(ajenas) == 1 else 'cuentan'} {voto} de {enumerar(ajenas)}: según la asistencia"
    nadie += f" nadie podía votar por {'esa parte' if len(ajenas) == 1 else 'esas partes'}."
    return replace(decision, explicacion=f"{decision.explicacion} {nadie}", sin_derecho=tuple(ajenas))


def _sin(conteo: Conteo, excusadas: Collection[str]) -> Conteo:
    quitados = [s for p, s in (conteo.por_parte or {}).items() if p in excusadas]
    if not quitados:
        return conteo
    quedan = {p: s for p, s in (conteo.por_parte or {}).items() if p not in excusadas}
    if conteo.evidente:
        return replace(conteo, por_parte=quedan)
    return replace(
        conteo,
        a_favor=max(0, conteo.a_favor - quitados.count(Sentido.A_FAVOR)),
        en_contra=max(0, conteo.en_contra - quitados.count(Sentido.EN_CONTRA)),
        abstenciones=max(0, conteo.abstenciones - quitados.count(Sentido.ABSTENCION)),
        sin_votar=max(0, conteo.sin_votar - quitados.count(Sentido.PRESENTE_SIN_VOTAR)),
        por_parte=quedan,
    )


def _consenso(regla: ReglaDeVoto, habilitados: Sequence[ConVoto], *, con_disenso: bool) -> Decision:
    """A consensus may carry a reasoned dissent: who states it does not stand against the decision.

    It needs as many parties as a majority needs votes. Source: decision of ours; no source lets fewer decide because
    none of them differs. That there was no quorum is told beside it, as of a majority: life may differ from the rule.
    """
    disenso = ", con disenso razonado" if con_disenso else ""
    quienes = [h.parte for h in habilitados if h.parte]
    partes = {p for p in quienes if p in regla.partes}
    faltan = []
    if sin_ellas := [p for p in regla.indispensables if p not in partes]:
        faltan.append(f"que participara {_ni(sin_ellas)}")
    if len(partes) < (regla.votos_necesarios or 0):
        faltan.append(f"que lo compartieran al menos {regla.votos_necesarios} partes")
    if faltan:
        falta = f"no consta {' ni '.join(faltan)}"
        return Decision(
            False,
            f"consenso{disenso}; {falta}",
            f"Hubo consenso de quienes estaban{f' ({enumerar(quienes)})' if quienes else ''}, pero {falta}, y la regla "
            "del ejercicio no da por válida una decisión así.",
        )
    de = f" de {_las_partes(len(quienes))} con derecho a voto ({enumerar(quienes)})" if quienes and regla.partes else ""
    resto = " Consta un disenso razonado, que se expresó sin impedir el consenso." if con_disenso else ""
    return Decision(True, f"aprobado por consenso{disenso}", f"Aprobado por consenso{de}, sin contar votos.{resto}")


def _evidente(regla: ReglaDeVoto, conteo: Conteo) -> Decision:
    """What nobody counted shows neither a number of votes nor, unless it was noted, how a party voted."""
    por_parte = conteo.por_parte or {}
    faltan = []
    if list(por_parte.values()).count(Sentido.A_FAVOR) < (regla.votos_necesarios or 0):
        faltan.append(f"que reuniera {_votos(regla.votos_necesarios or 0)} a favor")
    if sin_su_voto := [p for p in regla.indispensables if por_parte.get(p) != Sentido.A_FAVOR]:
        faltan.append(f"el voto a favor de {_ni(sin_su_voto)}")
    visto = "La mayoría a favor fue evidente y no se contaron los votos"
    anotados = f" Consta el voto de {_por_parte(por_parte)}." if por_parte else ""
    if faltan:
        no_consta = f"no consta {' ni '.join(faltan)}"
        return Decision(
            False,
            f"{MAYORIA_EVIDENTE} a favor, sin conteo; {no_consta}",
            f"{visto}; {no_consta}, y la regla del ejercicio pide {regla.pide}.{anotados}",
        )
    pide = f"; la regla del ejercicio pide {regla.pide}" if regla.partes else ""
    return Decision(True, f"aprobado por {MAYORIA_EVIDENTE}, sin conteo", f"{visto}{pide}.{anotados}")


def _mayoria(regla: ReglaDeVoto, conteo: Conteo, habilitados: Sequence[ConVoto]) -> Decision:
    aprobada, que, motivo = _juzgar(regla, conteo, habilitados)
    resultado = f"{que}: {_contar(conteo)}"
    pide = f"; la regla del ejercicio pide {regla.pide}" if regla.partes else ""
    dicho = "aprobado por mayoría" if que == "aprobado" else que
    explicacion = f"{dicho[:1].upper()}{dicho[1:]}: {_quienes(conteo)}{motivo}{pide}."
    return Decision(aprobada, resultado, explicacion)


def _juzgar(regla: ReglaDeVoto, conteo: Conteo, habilitados: Sequence[ConVoto]) -> tuple[bool | None, str, str]:
    if conteo.a_favor == conteo.en_contra:
        return None, f"{'empate, ' if conteo.a_favor else ''}sin decisión", ""
    if conteo.a_favor < conteo.en_contra:
        return False, "no aprobado", ""
    necesarios = regla.votos_necesarios or 0
    podian = len(habilitados) if regla.partes and habilitados else conteo.a_favor
    if min(conteo.a_favor, podian) < necesarios:  # more hands may have been counted than could vote
        solo = f" y sólo podían votar {podian}" if podian < necesarios else ""
        return False, "no aprobado", f"; no alcanzan {_votos(necesarios)} a favor{solo}"
    por_parte = conteo.por_parte or {}
    sin_su_voto = [p for p in regla.indispensables if por_parte.get(p) != Sentido.A_FAVOR]
    # All who could vote did so in favour: then each of them did, although nobody noted the parties.
    unanimes = habilitados and conteo.a_favor == conteo.contados >= len(habilitados)
    if unanimes and not conteo.por_parte:
        sin_su_voto = [p for p in sin_su_voto if p not in {h.parte for h in habilitados}]
    if distintas := [p for p in sin_su_voto if p in por_parte]:
        return False, f"no aprobado sin el voto a favor de {_ni(distintas)}", "; sin él la mayoría no cuenta"
    if sin_su_voto:
        return False, f"mayoría a favor; no consta el voto a favor de {_ni(sin_su_voto)}", ""
    return True, "aprobado" if conteo.en_contra else "aprobado sin votos en contra", ""


def _contar(conteo: Conteo) -> str:
    abstenciones = "1 abstención" if conteo.abstenciones == 1 else f"{conteo.abstenciones} abstenciones"
    callados = f", {_callados(conteo.sin_votar)}" if conteo.sin_votar else ""
    return f"{_votos(conteo.a_favor)} a favor, {conteo.en_contra} en contra, {abstenciones}{callados}"


def _quienes(conteo: Conteo) -> str:
    """Say how many voted how and, where the parties voted, which ones."""
    por_parte = conteo.por_parte or {}
    if not por_parte or len(por_parte) != conteo.contados:
        return _contar(conteo)
    dichas: list[str] = []
    for sentido in Sentido:
        suyas = [p for p, s in por_parte.items() if s == sentido]
        if suyas:
            cuantas = numero_en_palabras(len(suyas), femenino=True)
            parte = "" if dichas else (" parte" if len(suyas) == 1 else " partes")
            dichas.append(f"{cuantas}{parte} {_DICHO[sentido]} ({enumerar(suyas)})")
    return ", ".join(dichas)


_DICHO = {
    Sentido.A_FAVOR: "a favor",
    Sentido.EN_CONTRA: "en contra",
    Sentido.ABSTENCION: "en abstención",
    Sentido.PRESENTE_SIN_VOTAR: "presente sin votar",
}


def _por_parte(por_parte: Mapping[str, Sentido]) -> str:
    return enumerar([f"{parte} ({sentido})" for parte, sentido in por_parte.items()])


def _las_partes(cuantas: int) -> str:
    return f"las {numero_en_palabras(cuantas, femenino=True)} partes" if cuantas > 1 else "la única parte"


def _votos(cuantos: int) -> str:
    return "1 voto" if cuantos == 1 else f"{cuantos} votos"


def _callados(cuantos: int) -> str:
    return "1 presente sin votar" if cuantos == 1 else f"{cuantos} presentes sin votar"


def _ni(partes: Sequence[str]) -> str:
    return " ni de ".join(partes)
