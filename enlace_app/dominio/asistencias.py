"""Who was at a meeting, as what, and between which hours."""

from dataclasses import dataclass
from uuid import UUID

from enlace_app.dominio.registros import Registro, campo

CALIDADES_CON_VOTO = frozenset({"titular", "representante", "suplente"})
"""Capacities through which a party is present when nobody recorded the vote expressly."""


@dataclass(eq=False, kw_only=True)
class Asistencia(Registro):
    """A person or institution as written, linked to the directory where known; hours are local `HH:MM`."""

    reunion: UUID | None = campo("Reunión", default=None)
    orden: int = 1
    persona: str | None = campo("Persona", default=None)
    persona_registrada: UUID | None = campo("Persona del directorio", default=None)
    organizacion: str | None = campo("Organización", default=None)
    organizacion_registrada: UUID | None = campo("Organización del directorio", default=None)
    cargo: str | None = campo("Cargo", default=None)
    parte: str | None = campo("Parte", default=None)
    calidad: str | None = campo("Calidad", default=None)
    voz: bool | None = campo("Voz", default=None)
    voto: bool | None = campo("Voto", default=None)
    suple_a: str | None = campo("Suple a", default=None)
    llegada: str | None = campo("Hora de llegada", default=None)
    salida: str | None = campo("Hora de salida", default=None)
    ausente: bool = campo("Ausente", default=False)
    justificada: bool | None = campo("Ausencia justificada", default=None)
    aviso_version: str | None = campo("Versión del aviso de privacidad", default=None)
    consiente_publicar: bool = campo("Consiente publicar su nombre", default=False)

    def presente_a(self, hora: str) -> bool:
        """Whether she was there at that local hour; who noted no arrival was there from the beginning."""
        if self.ausente or self.baja:
            return False
        return (self.llegada is None or self.llegada <= hora) and (self.salida is None or hora < self.salida)

    @property
    def representa_a_su_parte(self) -> bool:
        """Whether her party counts as present through her: she votes, as titular or substituting."""
        if self.voto is not None:
            return self.voto
        return (self.calidad or "").casefold() in CALIDADES_CON_VOTO
