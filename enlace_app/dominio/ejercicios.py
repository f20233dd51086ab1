"""Rounds of the programme and the rules by which each one decides."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enlace_app.dominio.registros import Registro, Valor, campo


class ReglaDeQuorum(StrEnum):
    """How many parties must be present through titular or suplente.

    The law gives no figure; the default, every party, is a setting of each ejercicio.
    """

    TODAS_LAS_PARTES = "todas_las_partes"
    MAYORIA_DE_PARTES = "mayoria_de_partes"


@dataclass(eq=False, kw_only=True)
class ParteDeRegla(Valor):
    """A party of the Technical Secretariat; without an `indispensable` one no majority counts."""

    orden: int = 1
    parte: str = campo("Parte")
    indispensable: bool = campo("Parte indispensable", default=False)


@dataclass(eq=False, kw_only=True)
class ReglaDecision(Registro):
    """Quorum, voting and rhythm of one ejercicio: data, because composition and rules differ by state and year."""

    quorum: ReglaDeQuorum = campo("Quórum", default=ReglaDeQuorum.TODAS_LAS_PARTES)
    consenso_primero: bool = campo("Consenso primero", default=True)
    dias_aviso: int | None = campo("Días de anticipación de la convocatoria", default=None)
    dias_entre_ordinarias: int | None = campo("Días entre sesiones ordinarias", default=None)
    sede_rotativa: bool = campo("Sedes rotativas", default=False)
    fuente: str | None = campo("Fuente", default=None)
    partes: list[ParteDeRegla] = campo("Partes", default_factory=list)

    @property
    def nombres_de_partes(self) -> list[str]:
        """The parties in the order of the rule."""
        return [p.parte for p in sorted(self.partes, key=lambda p: p.orden)]


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
