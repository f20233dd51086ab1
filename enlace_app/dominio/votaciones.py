"""Decisions put to the vote in a meeting."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.registros import Registro, Valor, campo
from enlace_app.errores import ErrorDeNegocio

MAYORIA_EVIDENTE = "mayoría evidente"
"""The words of the result by which a majority that nobody counted is known where nothing else tells."""


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
    """Votes as they were noted; `por_parte` is how each party voted, where the parties vote.

    `sin_votar` were there and neither voted nor abstained. `evidente`: the majority in favour was plain to see and
    nobody counted; `por_parte` may then say how single parties voted.
    """

    a_favor: int = 0
    en_contra: int = 0
    abstenciones: int = 0
    sin_votar: int = 0
    por_parte: Mapping[str, Sentido] | None = None
    evidente: bool = False

    @classmethod
    def de_partes(cls, sentidos: Mapping[str, Sentido], *, evidente: bool = False) -> "Conteo":
        """Count one vote per party; an evident majority is not counted."""
        if evidente:
            return cls(por_parte=dict(sentidos), evidente=True)
        valores = list(sentidos.values())
        return cls(
            a_favor=valores.count(Sentido.A_FAVOR),
            en_contra=valores.count(Sentido.EN_CONTRA),
            abstenciones=valores.count(Sentido.ABSTENCION),
            sin_votar=valores.count(Sentido.PRESENTE_SIN_VOTAR),
            por_parte=dict(sentidos),
        )

    @property
    def emitidos(self) -> int:
        """Votes and abstentions in all."""
        return self.a_favor + self.en_contra + self.abstenciones

    @property
    def contados(self) -> int:
        """All of whom it was noted what they did."""
        return self.emitidos + self.sin_votar

    @property
    def modalidad(self) -> Modalidad:
        """Consensus where nobody differed, else a majority.

        Source: «Informe ICAI, ejercicio local 2015-2017»: the vote decides where positions differ.
        """
        difieren = self.en_contra or self.abstenciones or self.sin_votar or not self.a_favor
        return Modalidad.MAYORIA if difieren else Modalidad.CONSENSO


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
        conteos = (self.a_favor, self.en_contra, self.abstenciones, self.presentes_sin_votar)
        if any(n is not None and n < 0 for n in conteos):
            raise ErrorDeNegocio("Un conteo de votos no puede ser negativo.")
        if self.modalidad == Modalidad.CONSENSO and self.en_contra:
            raise ErrorDeNegocio("Con votos en contra no hay consenso; elija mayoría.")
        if self.modalidad == Modalidad.MAYORIA and self.a_favor is None and not self.sentidos and not self.evidente:
            raise ErrorDeNegocio(
                "Una decisión por mayoría necesita el conteo de votos o el sentido de cada parte; si fue evidente y no "
                f"se contó, escriba «{MAYORIA_EVIDENTE}» en el resultado."
            )
        if self.evidente and (self.modalidad != Modalidad.MAYORIA or any(n is not None for n in conteos)):
            raise ErrorDeNegocio("Una mayoría evidente es la que no se contó: quite los conteos, o quite «evidente».")
        partes = [plegar(s.parte) for s in self.sentidos]
        if repetida := next((s.parte for s in self.sentidos if partes.count(plegar(s.parte)) > 1), None):
            raise ErrorDeNegocio(f"«{repetida}» consta dos veces en la votación; cada parte tiene un voto.")
