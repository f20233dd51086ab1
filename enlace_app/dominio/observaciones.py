"""The observation round: what those present remark on a draft of the acta, and what became of each remark."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from enlace_app.dominio.registros import Constancia, campo
from enlace_app.errores import ErrorDeNegocio


class ResultadoDeObservacion(StrEnum):
    """What became of a remark. Source: decision of ours."""

    ATENDIDA = "atendida"
    EN_PARTE = "atendida en parte"
    NO_ATENDIDA = "no atendida"
    RETIRADA = "retirada"


@dataclass(eq=False, kw_only=True)
class Observacion(Constancia):
    """A remark on the draft of one version.

    `version` is the one that the next closing makes, `borrador_sha256` the hash of the draft's canonical JSON: which
    text the remark was about can be told for ever. `seccion` is the part of the acta, as the person names it.
    """

    reunion: UUID
    version: int
    borrador_sha256: str
    autor: str = campo("Quién observa")
    seccion: str | None = campo("Parte del acta", default=None)
    texto: str = campo("Observación")


@dataclass(eq=False, kw_only=True)
class Resolucion(Constancia):
    """The answer to one remark; the last one counts."""

    observacion: UUID
    resultado: ResultadoDeObservacion = campo("Resultado")
    respuesta: str | None = campo("Respuesta", default=None)
    persona: str | None = campo("Persona que resuelve", default=None)


def exigir_respuesta(resultado: ResultadoDeObservacion, respuesta: str | None) -> None:
    """Raise `ErrorDeNegocio` where a remark that was not wholly attended to is left without its reason.

    Source: decision of ours.
    """
    sin_atender = {ResultadoDeObservacion.NO_ATENDIDA, ResultadoDeObservacion.EN_PARTE}
    if resultado in sin_atender and not respuesta:
        raise ErrorDeNegocio(f"Escriba la respuesta: por qué queda {resultado}.")


def abiertas(observaciones: Sequence[Observacion], resoluciones: Iterable[Resolucion]) -> list[Observacion]:
    """Return the remarks that nobody resolved yet, in their order."""
    resueltas = {r.observacion for r in resoluciones}
    return [o for o in observaciones if o.uuid not in resueltas]
