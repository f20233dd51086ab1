"""Who holds which role from when to when, and which rights a role carries."""

import re
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
    """A vote of one's own, none, or only while substituting the one who has it.

    Source: «Informe ICAI, ejercicio local 2015-2017».
    """

    SI = "sí"
    NO = "no"
    AL_SUPLIR = "al_suplir"


@dataclass(eq=False, kw_only=True)
class Rol(Registro):
    """A role of the catalogue with the rights that it carries.

    `firma` says whether its holder signs actas; `facilita` that it is impartial, and bars its holder from any vote.
    `variantes` are other names of it, between semicolons.
    """

    clave: str = campo("Clave del rol")
    nombre: str = campo("Nombre del rol")
    variantes: str | None = campo("Otros nombres del rol", default=None)
    voz: bool = campo("Voz", default=True)
    voto: DerechoDeVoto = campo("Voto", default=DerechoDeVoto.NO)
    facilita: bool = campo("Facilita", default=False)
    firma: bool = campo("Firma el acta", default=True)
    fuente: str | None = campo("Fuente", default=None)

    @property
    def nombres(self) -> list[str]:
        """Every name by which it may be meant."""
        return [n.strip() for n in (self.clave, self.nombre, *(self.variantes or "").split(";")) if n.strip()]

    @property
    def derecho(self) -> DerechoDeVoto:
        """The vote that it carries; whoever facilitates has none, whatever the catalogue says besides."""
        return DerechoDeVoto.NO if self.facilita else DerechoDeVoto(self.voto)


class Roles:
    """The catalogue, looked up by what people write: «Facilitadora», «testigo_honor», «Representante (Norte)»."""

    def __init__(self, roles: Iterable[Rol]) -> None:
        self._por_nombre = {_llano(nombre): rol for rol in roles if not rol.baja for nombre in rol.nombres}

    def de(self, texto: str | None) -> Rol | None:
        """Return the role that a text names, what follows in brackets or after a comma or semicolon left out."""
        if not texto:
            return None
        return self._por_nombre.get(_llano(texto)) or self._por_nombre.get(_llano(re.split(r"[(;,]", texto)[0]))


def _llano(texto: str) -> str:
    return plegar(texto.replace("_", " "))


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

    def es_del_ejercicio(self, ejercicio: Ejercicio | None) -> bool:
        """Whether it may hold in a meeting of that round: published ones of an earlier round name no end.

        Source: decision of ours; the terms of the first round are published without their last day.
        """
        return self.ejercicio is None or ejercicio is None or self.ejercicio.uuid == ejercicio.uuid


@dataclass(frozen=True)
class Cargo:
    """What one role lets its holder do, before it is known who else came; `nombre` as a sentence names it."""

    nombre: str
    parte: str | None
    voz: bool
    voto: DerechoDeVoto
    facilita: bool = False


def cargo_de_nombramiento(nombramiento: Nombramiento, roles: Roles) -> Cargo:
    """Return the rights of a nombramiento; what it does not say of voz and voto is as the catalogue has it.

    Where its role and its calidad name different roles («Representante», suplente), the one with less vote holds.
    """
    propios = [rol for rol in (roles.de(nombramiento.rol), roles.de(nombramiento.calidad)) if rol]
    facilita = any(rol.facilita for rol in propios)
    voto = nombramiento.voto or min((rol.derecho for rol in propios), key=_ORDEN.index, default=DerechoDeVoto.NO)
    return Cargo(
        nombre=nombramiento.rol.lower(),
        parte=nombramiento.parte,
        voz=facilita or (nombramiento.voz if nombramiento.voz is not None else any(rol.voz for rol in propios)),
        voto=DerechoDeVoto.NO if facilita else DerechoDeVoto(voto),
        facilita=facilita,
    )


_ORDEN = [DerechoDeVoto.NO, DerechoDeVoto.AL_SUPLIR, DerechoDeVoto.SI]


def cargo_de_rol(rol: Rol, parte: str | None) -> Cargo:
    """Return the rights of someone of whom only the capacity in which she came is known."""
    return Cargo(rol.nombre.lower(), parte, rol.voz, rol.derecho, rol.facilita)


def contradice(nuevo: Nombramiento, otro: Nombramiento, roles: Roles) -> str | None:
    """Say why two nombramientos cannot hold on the same days; None if they can, or never meet.

    Source: «Informe ICAI, ejercicio local 2015-2017»: one representante and one suplente per party, one enlace and one
    suplente per region, an impartial facilitador. An end that the source gives in words alone («hasta la 2ª sesión»)
    is no day: nobody can say that the two meet.
    """
    if otro.uuid == nuevo.uuid or otro.baja or not _se_traslapan(nuevo, otro):
        return None
    misma = nuevo.persona is not None and nuevo.persona == otro.persona
    return _contradice_al_suyo(nuevo, otro, roles) if misma else _contradice_al_ajeno(nuevo, otro, roles)


def _contradice_al_suyo(nuevo: Nombramiento, otro: Nombramiento, roles: Roles) -> str | None:
    mio, suyo = cargo_de_nombramiento(nuevo, roles), cargo_de_nombramiento(otro, roles)
    if _asiento(nuevo, roles) == _asiento(otro, roles):
        return "ya tiene ese mismo nombramiento"
    if (mio.facilita and suyo.voto in _CON_VOTO) or (suyo.facilita and mio.voto in _CON_VOTO):
        return "quien facilita es imparcial y no puede tener voto"
    otra_parte = nuevo.parte and otro.parte and plegar(nuevo.parte) != plegar(otro.parte)
    if mio.voto in _CON_VOTO and suyo.voto in _CON_VOTO and (otra_parte or mio.voto != suyo.voto):
        return "nadie puede votar por dos partes, ni suplirse a sí mismo"
    return None


def _contradice_al_ajeno(nuevo: Nombramiento, otro: Nombramiento, roles: Roles) -> str | None:
    if nuevo.organo and otro.organo and plegar(nuevo.organo) != plegar(otro.organo):
        return None
    mio, suyo = cargo_de_nombramiento(nuevo, roles), cargo_de_nombramiento(otro, roles)
    if mio.facilita and suyo.facilita:
        return "sólo una persona facilita"
    misma_parte = nuevo.parte and plegar(nuevo.parte) == plegar(otro.parte or "")
    if mio.voto in _CON_VOTO and mio.voto == suyo.voto and misma_parte:
        return "cada parte tiene un solo titular y un solo suplente"
    if nuevo.region is not None and _asiento(nuevo, roles) == _asiento(otro, roles):
        return "cada región tiene uno solo"
    return None


def _se_traslapan(uno: Nombramiento, otro: Nombramiento) -> bool:
    if not uno.es_del_ejercicio(otro.ejercicio):
        return False
    for antes, despues in ((uno, otro), (otro, uno)):
        acaba = antes.hasta is not None or antes.hasta_literal is not None
        empieza = despues.desde is not None or despues.desde_literal is not None
        if acaba and (antes.hasta is None or (empieza and (despues.desde is None or antes.hasta < despues.desde))):
            return False
    return True


def _asiento(nombramiento: Nombramiento, roles: Roles) -> tuple[object, ...]:
    """What two nombramientos to one and the same place have in common."""
    rol = roles.de(nombramiento.rol)
    region = nombramiento.region.uuid if nombramiento.region else None
    nombre = rol.clave if rol else _llano(nombramiento.rol)
    return nombre, _llano(nombramiento.calidad or ""), plegar(nombramiento.parte or ""), region


_CON_VOTO = (DerechoDeVoto.SI, DerechoDeVoto.AL_SUPLIR)
