"""The site: one installation of the program, whose data folder this is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from enlace_app.dominio.registros import campo


class RolDeSitio(StrEnum):
    """Who works with this installation."""

    ENLACE = "enlace"
    SUPLENTE = "suplente"
    FACILITADOR = "facilitador"
    GARANTE = "garante"


@dataclass(eq=False, kw_only=True)
class Sitio:
    """Identity of this data folder; `epoca` counts its restores, so that packages never repeat a sequence."""

    uuid: UUID
    nombre: str = campo("Nombre")
    region: str | None = campo("Región", default=None)
    rol: RolDeSitio = campo("Rol", default=RolDeSitio.ENLACE)
    marca: str = campo("Marca del equipo")
    epoca: int = 1
    zona: str = campo("Zona horaria del equipo", default="America/Monterrey")
    ejemplo: bool = False
    creado: datetime | None = None
