"""Rounds of the programme and the rules by which each one decides."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.registros import Registro, Valor, campo


class ReglaDeQuorum(StrEnum):
    """How many parties must be present through titular or suplente.

    The law gives no figure; the default, every party, is a setting of each ejercicio.
    """

    TODAS_LAS_PARTES = "todas_las_partes"
    MAYORIA_DE_PARTES = "mayoria_de_partes"


_MINIMO_RECONOCIBLE = 3
"""Shorter words («de») are part of any name."""


@dataclass(eq=False, kw_only=True)
class ParteDeRegla(Valor):
    """A party of the Technical Secretariat; without an `indispensable` one no majority counts.

    `sinonimos` are other words for it, between semicolons («gobierno; gobierno estatal»).
    """

    orden: int = 1
    parte: str = campo("Parte")
    sinonimos: str | None = campo("Otros nombres de la parte", default=None)
    indispensable: bool = campo("Parte indispensable", default=False)

    def se_llama(self, texto: str) -> bool:
        """Whether a folded text is one of its names."""
        return texto in {plegar(nombre) for nombre in (self.parte, *(self.sinonimos or "").split(";"))}


@dataclass(eq=False, kw_only=True)
class ReglaDecision(Registro):
    """Quorum, voting and rhythm of one ejercicio: data, because composition and rules differ by state and year.

    `votos_necesarios` are the votes in favour that a majority needs; none: more in favour than against.
    """

    quorum: ReglaDeQuorum = campo("Quórum", default=ReglaDeQuorum.TODAS_LAS_PARTES)
    consenso_primero: bool = campo("Consenso primero", default=True)
    dias_aviso: int | None = campo("Días de anticipación de la convocatoria", default=None)
    dias_entre_ordinarias: int | None = campo("Días entre sesiones ordinarias", default=None)
    sede_rotativa: bool = campo("Sedes rotativas", default=False)
    fuente: str | None = campo("Fuente", default=None)
    votos_necesarios: int | None = campo("Votos a favor necesarios", default=None)
    partes: list[ParteDeRegla] = campo("Partes", default_factory=list)

    @property
    def nombres_de_partes(self) -> list[str]:
        """The parties in the order of the rule."""
        return [p.parte for p in sorted(self.partes, key=lambda p: p.orden)]

    @property
    def indispensables(self) -> tuple[str, ...]:
        """The parties without whose vote no majority counts."""
        return tuple(p.parte for p in sorted(self.partes, key=lambda p: p.orden) if p.indispensable)

    def parte_de(self, texto: str | None) -> str | None:
        """Return the party that a text means: its name, a synonym, or words of the name of one alone («garante»).

        Source: decision of ours; workbooks write the parties in many ways. The other way round is not read: «órgano
        garante nacional» is no party.
        """
        escrito = re.sub(r"^(?:la|el|los|las) ", "", plegar(re.sub(r"\(.*?\)", " ", texto or "")).strip(" ."))
        if len(escrito) < _MINIMO_RECONOCIBLE:
            return None
        exactas = [p.parte for p in self.partes if p.se_llama(escrito)]
        parciales = [p.parte for p in self.partes if f" {escrito} " in f" {plegar(p.parte)} "]
        halladas = exactas or parciales
        return halladas[0] if len(halladas) == 1 else None


@dataclass(eq=False, kw_only=True)
class Ejercicio(Registro):
    """One round of the programme with its Local Action Plan (PAL); dates are empty where no source gives them."""

    clave: str = campo("Clave del ejercicio")
    nombre: str = campo("Nombre del ejercicio")
    declaratoria: date | None = campo("Declaratoria", default=None)
    stga_instalado: date | None = campo("Instalación del secretariado", default=None)
    compromisos_acordados: date | None = campo("Compromisos acordados", default=None)
    firma_o_adopcion: date | None = campo("Firma o adopción", default=None)
    publicacion_po: date | None = campo("Publicación oficial", default=None)
    inicio_trabajos: date | None = campo("Inicio de los trabajos", default=None)
    evaluacion: date | None = campo("Evaluación", default=None)
    cierre: str | None = campo("Cierre", default=None)
    vigencia: str | None = campo("Vigencia", default=None)
    enfoque: str | None = campo("Enfoque", default=None)
    nota: str | None = campo("Nota", default=None)
    fuente: str | None = campo("Fuente", default=None)
    regla: ReglaDecision | None = campo("Regla de decisión", default=None)
