"""Decisions put to the vote in a meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from enlace_app.dominio.registros import Registro, Valor, campo
from enlace_app.errores import ErrorDeNegocio


class Modalidad(StrEnum):
    """How the decision was reached; consensus comes first, a majority only where positions differ.

    Source: «Informe ICAI, ejercicio local 2015-2017».
    """

    CONSENSO = "consenso"
    MAYORIA = "mayoria"


class Sentido(StrEnum):
    """How one votes. Source: usage; imported history may hold other words."""

    A_FAVOR = "a favor"
    EN_CONTRA = "en contra"
    ABSTENCION = "abstención"
    PRESENTE_SIN_VOTAR = "presente sin votar"


@dataclass(frozen=True, slots=True)
class Conteo:
    """Votes as they were counted; `por_parte` is how each party voted, where the parties vote."""

    a_favor: int = 0
    en_contra: int = 0
    abstenciones: int = 0
    por_parte: Mapping[str, Sentido] | None = None

    @classmethod
    def de_partes(cls, sentidos: Mapping[str, Sentido]) -> "Conteo":
        """Count one vote per party."""
        valores = list(sentidos.values())
        return cls(
            a_favor=valores.count(Sentido.A_FAVOR),
            en_contra=valores.count(Sentido.EN_CONTRA),
            abstenciones=valores.count(Sentido.ABSTENCION),
            por_parte=dict(sentidos),
        )

    @property
    def emitidos(self) -> int:
        """Votes and abstentions in all."""
        return self.a_favor + self.en_contra + self.abstenciones

    @property
    def modalidad(self) -> Modalidad:
        """Consensus where nobody differed, else a majority.

        Source: «Informe ICAI, ejercicio local 2015-2017»: the vote decides where positions differ.
        """
        return Modalidad.MAYORIA if self.en_contra or self.abstenciones or not self.a_favor else Modalidad.CONSENSO


def resultado_propuesto(conteo: Conteo | None, indispensables: Sequence[str] = ()) -> str:
    """Return the words for the result that follow from what was counted, and nothing else; None is a consensus.

    `indispensables` are the parties without which no majority counts: where it was not noted that each of them was in
    favour, the words say so instead of «aprobado». Source: «Informe ICAI, ejercicio local 2015-2017» (more votes in
    favour than against); who is indispensable is data of the ejercicio.
    """
    if conteo is None:
        return "aprobado por consenso"
    cuentas = _contar(conteo)
    if conteo.a_favor == conteo.en_contra:
        return f"{'empate, ' if conteo.a_favor else ''}sin decisión: {cuentas}"
    if conteo.a_favor < conteo.en_contra:
        return f"no aprobado: {cuentas}"
    sin_su_voto = [p for p in indispensables if (conteo.por_parte or {}).get(p) != Sentido.A_FAVOR]
    if sin_su_voto:
        return f"mayoría a favor; no consta el voto a favor de {' ni de '.join(sin_su_voto)}: {cuentas}"
    return f"aprobado{'' if conteo.en_contra else ' sin votos en contra'}: {cuentas}"


def _contar(conteo: Conteo) -> str:
    favor = "1 voto a favor" if conteo.a_favor == 1 else f"{conteo.a_favor} votos a favor"
    abstenciones = "1 abstención" if conteo.abstenciones == 1 else f"{conteo.abstenciones} abstenciones"
    return f"{favor}, {conteo.en_contra} en contra, {abstenciones}"


@dataclass(eq=False, kw_only=True)
class SentidoDeParte(Valor):
    """How one party voted."""

    orden: int = 1
    parte: str = campo("Parte")
    sentido: str = campo("Sentido del voto")


@dataclass(eq=False, kw_only=True)
class Habilitado(Valor):
    """One who could cast a vote when it was taken; frozen with the vote, whatever is corrected in the list later."""

    orden: int = 1
    persona: str = campo("Persona")
    parte: str | None = campo("Parte", default=None)
    suple_a: str | None = campo("Suple a", default=None)


@dataclass(eq=False, kw_only=True)
class Excusa(Valor):
    """One who recused himself from this vote, and why."""

    orden: int = 1
    persona: str = campo("Persona que se excusa")
    motivo: str | None = campo("Motivo de la excusa", default=None)


@dataclass(eq=False, kw_only=True)
class Votacion(Registro):
    """A vote: consensus needs no counts; a majority states them, unless it was evident and nobody counted.

    `hora` is the local `HH:MM` at which it was taken, `presentes_sin_votar` those who neither voted nor abstained.
    """

    reunion: UUID | None = campo("Reunión", default=None)
    punto: UUID | None = campo("Punto del orden del día", default=None)
    orden: int = 1
    modalidad: str = campo("Modalidad de la votación")
    a_favor: int | None = campo("Votos a favor", default=None)
    en_contra: int | None = campo("Votos en contra", default=None)
    abstenciones: int | None = campo("Abstenciones", default=None)
    disenso: str | None = campo("Disenso razonado", default=None)
    resultado: str = campo("Resultado")
    hora: str | None = campo("Hora de la votación", default=None)
    asunto: str | None = campo("Asunto que se vota", default=None)
    presentes_sin_votar: int | None = campo("Presentes que no votaron", default=None)
    evidente: bool = campo("Mayoría evidente", default=False)
    sentidos: list[SentidoDeParte] = campo("Sentido por parte", default_factory=list)
    habilitados: list[Habilitado] = campo("Con derecho a votar", default_factory=list)
    excusas: list[Excusa] = campo("Excusas", default_factory=list)

    @property
    def emitidos(self) -> int:
        """Votes and abstentions in all; a vote by party alone counts each party that is told of."""
        return sum(n or 0 for n in (self.a_favor, self.en_contra, self.abstenciones)) or len(self.sentidos)

    def exigir_coherencia(self) -> None:
        """Raise `ErrorDeNegocio` where counts and modality contradict each other.

        Source: the meaning of the words (a consensus has nobody against); that a majority states its counts is a
        decision of ours: an acta must let it be checked.
        """
        conteos = (self.a_favor, self.en_contra, self.abstenciones)
        if any(n is not None and n < 0 for n in conteos):
            raise ErrorDeNegocio("Un conteo de votos no puede ser negativo.")
        if self.modalidad == Modalidad.CONSENSO and self.en_contra:
            raise ErrorDeNegocio("Con votos en contra no hay consenso; elija mayoría.")
        if self.modalidad == Modalidad.MAYORIA and self.a_favor is None and not self.sentidos:
            raise ErrorDeNegocio("Una decisión por mayoría necesita el conteo de votos o el sentido de cada parte.")
