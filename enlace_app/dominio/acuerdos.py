"""Agreements: what, by whom, by when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from enlace_app.dominio.compromisos import Compromiso
from enlace_app.dominio.ejercicios import Ejercicio
from enlace_app.dominio.plazos import leer_motivo_sin_plazo
from enlace_app.dominio.registros import Registro, Valor, campo
from enlace_app.dominio.respuestas import dice_quien


@dataclass(eq=False, kw_only=True)
class Responsable(Valor):
    """Who must do it, as written, linked to the directory where the name is known."""

    orden: int = 1
    literal: str = campo("Responsable")
    organizacion: UUID | None = campo("Organización", default=None)


@dataclass(eq=False, kw_only=True)
class Acuerdo(Registro):
    """An agreement; `plazo` is the last day of the period that `plazo_literal` names.

    What happens later is not part of it: see `seguimientos`. Its state is that of the latest Seguimiento.
    """

    folio_provisional: str = campo("Folio provisional", default="")
    folio: str | None = campo("Folio", default=None)
    reunion: UUID | None = campo("Reunión", default=None)
    punto: UUID | None = campo("Punto del orden del día", default=None)
    n: int = campo("Número del acuerdo", default=1)
    ejercicio: Ejercicio | None = campo("Ejercicio", default=None)
    texto: str = campo("Texto del acuerdo")
    plazo_literal: str | None = campo("Plazo como se dijo", default=None)
    plazo: date | None = campo("Plazo", default=None)
    plazo_precision: str | None = campo("Precisión del plazo", default=None)
    deriva_de: UUID | None = campo("Deriva de", default=None)
    fuente: str | None = campo("Fuente", default=None)
    responsables: list[Responsable] = campo("Responsables", default_factory=list)
    compromisos: list[Compromiso] = campo("Compromisos", default_factory=list)

    @property
    def tiene_responsable(self) -> bool:
        """Whether someone is named who must do it: «los mismos» or «por definir» name nobody.

        Source: the Plan de Acción Local names who is responsible («Informe ICAI, ejercicio local 2015-2017»).
        """
        return any(r.organizacion or dice_quien(r.literal) for r in self.responsables)

    @property
    def sin_plazo_expreso(self) -> bool:
        """Whether someone said that there is no due date, and why («sin plazo: …»)."""
        try:
            return leer_motivo_sin_plazo(self.plazo_literal or "") is not None
        except ValueError:  # «sin plazo» without its reason
            return False

    @property
    def tiene_plazo(self) -> bool:
        """Whether the plazo is answered: a date, or expressly none with its reason.

        Source: the Plan de Acción Local fixes dates («Informe ICAI, ejercicio local 2015-2017»); the way out with a
        reason is a decision of ours.
        """
        return self.plazo is not None or self.sin_plazo_expreso

    @property
    def folio_visible(self) -> str:
        """The definitive folio once there is one."""
        return self.folio or self.folio_provisional

    def nombrar_responsables(self, literales: Iterable[str], indice: Mapping[str, UUID] | None = None) -> None:
        """Replace who must do it; `indice` maps each name to its organisation where the directory knows it."""
        conocidos = indice or {}
        limpios = [literal.strip() for literal in literales if literal.strip()]
        self.responsables = [
            Responsable(orden=orden, literal=literal, organizacion=conocidos.get(literal))
            for orden, literal in enumerate(limpios, start=1)
        ]
