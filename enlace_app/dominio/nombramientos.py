"""Who holds which role from when to when, and what that lets them do in a meeting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from enlace_app.dominio.ejercicios import Ejercicio
from enlace_app.dominio.organizaciones import plegar
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
    nombramientos: Iterable[Nombramiento],
    persona: UUID,
    dia: date,
    *,
    suple_a: UUID | None = None,
    roles: Iterable[Rol] = (),
) -> Derechos:
    """Return the rights of `persona` on `dia`, `suple_a` being the person she substitutes in that meeting.

    What a nombramiento does not say of voz and voto is as its role has it in the catalogue (`roles`).

    Source: «Informe ICAI, ejercicio local 2015-2017»: enlaces attend with voz; the vote is cast by their
    representante or, in that one's absence, the suplente; the facilitador directs and is impartial.
    """
    catalogo = {plegar(clave): rol for rol in roles for clave in (rol.clave, rol.nombre)}
    todos = [_Cargo(n, catalogo.get(plegar(n.rol))) for n in nombramientos if n.vigente(dia)]
    propios = [c for c in todos if c.nombramiento.persona == persona]
    if not propios:
        return Derechos(voz=False, voto=False, parte=None, razon="no tiene nombramiento vigente ese día")
    con_voto = [c for c in propios if c.voto != DerechoDeVoto.NO]
    parte = next((c.parte for c in (*con_voto, *propios) if c.parte), None)
    if any(c.nombramiento.es_facilitador for c in propios):
        return Derechos(voz=True, voto=False, parte=parte, razon="facilita la sesión y no vota")
    titular = next((c for c in con_voto if c.voto == DerechoDeVoto.SI), None)
    if titular:
        razon = f"es {titular.nombramiento.rol.lower()}" + (f" ({titular.parte})" if titular.parte else "")
        return Derechos(voz=True, voto=True, parte=titular.parte, razon=razon)
    suplidos = [c for c in todos if c.nombramiento.persona == suple_a and c.voto == DerechoDeVoto.SI and suple_a]
    for suplente in con_voto:
        if any(suplente.es_de_la_parte_de(suplido) for suplido in suplidos):
            return Derechos(voz=True, voto=True, parte=suplente.parte, razon=f"suple al titular de {suplente.parte}")
    if con_voto:
        return Derechos(voz=True, voto=False, parte=parte, razon="es suplente y no suple a un titular de su parte")
    razon = f"asiste como {propios[0].nombramiento.rol.lower()}, sin voto"
    return Derechos(voz=any(c.voz for c in propios), voto=False, parte=parte, razon=razon)


@dataclass(frozen=True)
class _Cargo:
    nombramiento: Nombramiento
    rol: Rol | None

    @property
    def voz(self) -> bool:
        propia = self.nombramiento.voz
        return propia if propia is not None else bool(self.rol and self.rol.voz)

    @property
    def voto(self) -> DerechoDeVoto:
        return self.nombramiento.voto or (self.rol.voto if self.rol else DerechoDeVoto.NO)

    @property
    def parte(self) -> str | None:
        return self.nombramiento.parte

    def es_de_la_parte_de(self, otro: "_Cargo") -> bool:
        """Two whose party nobody noted are not of the same party."""
        return bool(self.parte and otro.parte) and plegar(self.parte or "") == plegar(otro.parte or "")
