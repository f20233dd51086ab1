"""Decisions put to the vote in a meeting."""

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


@dataclass(eq=False, kw_only=True)
class SentidoDeParte(Valor):
    """How one party voted."""

    orden: int = 1
    parte: str = campo("Parte")
    sentido: str = campo("Sentido del voto")


@dataclass(eq=False, kw_only=True)
class Votacion(Registro):
    """A vote: consensus needs no counts; a majority states them."""

    reunion: UUID | None = campo("Reunión", default=None)
    punto: UUID | None = campo("Punto del orden del día", default=None)
    orden: int = 1
    modalidad: str = campo("Modalidad de la votación")
    a_favor: int | None = campo("Votos a favor", default=None)
    en_contra: int | None = campo("Votos en contra", default=None)
    abstenciones: int | None = campo("Abstenciones", default=None)
    disenso: str | None = campo("Disenso razonado", default=None)
    resultado: str = campo("Resultado")
    sentidos: list[SentidoDeParte] = campo("Sentido por parte", default_factory=list)

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
