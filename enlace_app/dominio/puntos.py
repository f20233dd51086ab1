"""Points of the agenda."""

from dataclasses import dataclass
from uuid import UUID

from enlace_app.dominio.registros import Registro, campo


@dataclass(eq=False, kw_only=True)
class PuntoOrdenDia(Registro):
    """A point of the agenda and what was said and done about it."""

    reunion: UUID | None = campo("Reunión", default=None)
    n: int = campo("Número del punto", default=1)
    asunto: str = campo("Asunto")
    desarrollo: str | None = campo("Desarrollo", default=None)
