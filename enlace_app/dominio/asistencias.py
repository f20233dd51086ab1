"""Who was at a meeting, as what, and between which hours."""

from dataclasses import dataclass
from uuid import UUID

from enlace_app.dominio.registros import Registro, campo
from enlace_app.errores import ErrorDeNegocio

PRIMERA_HORA = "00:00"
"""Whoever noted no arrival was there from the beginning."""


@dataclass(eq=False, kw_only=True)
class Asistencia(Registro):
    """A person or institution as written, linked to the directory where known; hours are local `HH:MM`.

    `voz` and `voto` are as somebody wrote them; whether she truly votes is told by `votantes`.
    """

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
        """Whether she was there at that local hour; who noted no arrival was there from the beginning.

        Source: decision of ours; lists of the published meetings note no hours.
        """
        if self.ausente or self.baja:
            return False
        return (self.llegada is None or self.llegada <= hora) and (self.salida is None or hora < self.salida)

    @property
    def quien(self) -> str:
        """The person, or else the institution, as a message names it."""
        return self.persona or self.organizacion or f"la fila {self.orden}"

    def exigir_horas(self) -> None:
        """Raise `ErrorDeNegocio` where she would have left before she came, on one and the same day."""
        if self.llegada and self.salida and self.salida < self.llegada:
            raise ErrorDeNegocio(f"La salida ({self.salida}) no puede ser antes de la llegada ({self.llegada}).")

    def regreso(self, hora: str) -> "Asistencia":
        """Return her second stay, from that hour on, with the same capacity; the first one keeps its hours.

        Two stays are two rows: with one alone the acta would say either that she never left or that she never came
        back, and a vote taken in between would count her. Source: decision of ours.

        Raises:
            ErrorDeNegocio: she did not leave, or left later than that.
        """
        if self.ausente or self.salida is None:
            raise ErrorDeNegocio(f"{self.quien} no ha salido; anote primero su salida.")
        if hora < self.salida:
            raise ErrorDeNegocio(f"El regreso ({hora}) no puede ser antes de la salida ({self.salida}).")
        return Asistencia(
            reunion=self.reunion,
            persona=self.persona,
            persona_registrada=self.persona_registrada,
            organizacion=self.organizacion,
            organizacion_registrada=self.organizacion_registrada,
            cargo=self.cargo,
            parte=self.parte,
            calidad=self.calidad,
            voz=self.voz,
            voto=self.voto,
            suple_a=self.suple_a,
            llegada=hora,
            aviso_version=self.aviso_version,
            consiente_publicar=self.consiente_publicar,
        )

    def coincide_con(self, otra: "Asistencia") -> bool:
        """Whether both were there at some hour."""
        entradas = [a.llegada or PRIMERA_HORA for a in (self, otra)]
        return self.presente_a(max(entradas)) and otra.presente_a(max(entradas))
