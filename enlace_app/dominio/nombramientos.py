"""Who holds which role from when to when, and what that lets them do in a meeting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from enlace_app.dominio.ejercicios import Ejercicio
from enlace_app.dominio.regiones import Region
from enlace_app.dominio.registros import Registro, campo


class DerechoDeVoto(StrEnum):
    """A vote of one's own, none, or only while substituting the one who has it."""

    SI = "sí"
    NO = "no"
    AL_SUPLIR = "al_suplir"


@dataclass(eq=False, kw_only=True)
class Rol(Registro):
    """A role of the catalogue with the rights that it carries; `firma` says whether its holder signs actas."""

    clave: str = campo("Clave del rol")
    nombre: str = campo("Nombre del rol")
    voz: bool = campo("Voz", default=True)
    voto: DerechoDeVoto = campo("Voto", default=DerechoDeVoto.NO)
    firma: bool = campo("Firma el acta", default=True)
    fuente: str | None = campo("Fuente", default=None)


@dataclass(eq=False, kw_only=True)
class Nombramiento(Registro):
    """A role held from a day to a day; open where no date is known, the source's words kept beside each date."""

    persona: UUID | None = campo("Persona", default=None)
    persona_literal: str | None = campo("Persona como se escribió", default=None)
    rol: str = campo("Rol")
    organo: str | None = campo("Órgano", default=None)
    parte: str | None = campo("Parte", default=None)
    calidad: str | None = campo("Calidad", default=None)
    region: Region | None = campo("Región", default=None)
    ejercicio: Ejercicio | None = campo("Ejercicio", default=None)
    desde: date | None = campo("Desde", default=None)
    desde_literal: str | None = campo("Desde, como se escribió", default=None)
    hasta: date | None = campo("Hasta", default=None)
    hasta_literal: str | None = campo("Hasta, como se escribió", default=None)
    voz: bool | None = campo("Voz", default=None)
    voto: DerechoDeVoto | None = campo("Voto", default=None)
    fuente: str | None = campo("Fuente", default=None)

    def vigente(self, dia: date) -> bool:
        """Whether the role was held on that day, both ends included."""
        return not self.baja and (self.desde is None or self.desde <= dia) and (self.hasta is None or dia <= self.hasta)

    @property
    def es_facilitador(self) -> bool:
        """Whether this is the impartial facilitador, who directs the session and never votes."""
        return self.rol.casefold().startswith("facilitador")


@dataclass(frozen=True)
class Derechos:
    """What a person may do in a meeting, and the sentence that says why."""

    voz: bool
    voto: bool
    parte: str | None
    razon: str


def derechos(
    nombramientos: Iterable[Nombramiento], persona: UUID, dia: date, *, suple_a: UUID | None = None
) -> Derechos:
    """Return the rights of `persona` on `dia`, `suple_a` being the person she substitutes in that meeting.

    Source: «Informe ICAI, ejercicio local 2015-2017»: enlaces attend with voz; the vote is cast by their
    representante or, in that one's absence, the suplente; the facilitador directs and is impartial.
    """
    todos = [n for n in nombramientos if n.vigente(dia)]
    propios = [n for n in todos if n.persona == persona]
    voz = any(n.voz or n.es_facilitador for n in propios)
    parte = next((n.parte for n in propios if n.voto in {DerechoDeVoto.SI, DerechoDeVoto.AL_SUPLIR}), None)
    parte = parte or next((n.parte for n in propios), None)
    if any(n.es_facilitador for n in propios):
        return Derechos(voz=True, voto=False, parte=parte, razon="facilita la sesión y no vota")
    titular = next((n for n in propios if n.voto == DerechoDeVoto.SI), None)
    if titular:
        return Derechos(voz=True, voto=True, parte=titular.parte, razon=f"es {titular.rol.lower()} ({titular.parte})")
    for propio in (n for n in propios if n.voto == DerechoDeVoto.AL_SUPLIR):
        suplido = next(
            (n for n in todos if n.persona == suple_a and n.voto == DerechoDeVoto.SI and n.parte == propio.parte), None
        )
        if suple_a is not None and suplido:
            return Derechos(voz=True, voto=True, parte=propio.parte, razon=f"suple al titular de {propio.parte}")
        return Derechos(voz=True, voto=False, parte=propio.parte, razon="es suplente y su titular no está ausente")
    if propios:
        return Derechos(voz=voz, voto=False, parte=parte, razon=f"asiste como {propios[0].rol.lower()}, sin voto")
    return Derechos(voz=False, voto=False, parte=None, razon="no tiene nombramiento vigente ese día")
