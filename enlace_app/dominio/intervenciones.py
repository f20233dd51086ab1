"""What somebody asked to be put on record, in their own words."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from enlace_app.dominio.registros import Registro, campo


class ClaseDeIntervencion(StrEnum):
    """A plain statement; the `manifestación` of one who may speak but not vote; the reasoned dissent of one who votes.

    Source: design section 2.
    """

    INTERVENCION = "intervencion"
    MANIFESTACION = "manifestacion"
    VOTO_PARTICULAR = "voto_particular"

    @property
    def nombre(self) -> str:
        """As a person reads it."""
        return {"intervencion": "intervención", "manifestacion": "manifestación"}.get(self, "voto particular")


@dataclass(eq=False, kw_only=True)
class Intervencion(Registro):
    """One statement; `votacion` is the vote that a voto particular dissents from, `hora` local `HH:MM`."""

    reunion: UUID | None = campo("Reunión", default=None)
    punto: UUID | None = campo("Punto del orden del día", default=None)
    votacion: UUID | None = campo("Votación", default=None)
    orden: int = 1
    clase: ClaseDeIntervencion = campo("Clase de intervención", default=ClaseDeIntervencion.INTERVENCION)
    persona: str = campo("Quién interviene")
    hora: str | None = campo("Hora", default=None)
    texto: str = campo("Texto de la intervención")
