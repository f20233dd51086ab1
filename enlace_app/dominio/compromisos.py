"""Commitments of a Local Action Plan and their planned activities."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from enlace_app.dominio.ejercicios import Ejercicio
from enlace_app.dominio.regiones import Region
from enlace_app.dominio.registros import Registro, Valor, campo

ESTADOS = ("no iniciado", "limitado", "sustancial", "completo")
"""How far a commitment or activity is. Source: the assessment scale of the Open Government Partnership."""


class PapelEnCompromiso(StrEnum):
    """What an organisation is in a commitment."""

    OSC = "osc"
    INSTITUCION = "institucion"


@dataclass(eq=False, kw_only=True)
class OrganizacionDeCompromiso(Valor):
    """An organisation as the source writes it, linked to the directory where the name is known."""

    orden: int = 1
    papel: PapelEnCompromiso = campo("Papel")
    literal: str = campo("Nombre como se escribió")
    organizacion: UUID | None = campo("Organización", default=None)


@dataclass(eq=False, kw_only=True)
class Compromiso(Registro):
    """A commitment; a `proactivo` starts only if another ends early and stays out of overall progress."""

    clave: str = campo("Clave del compromiso")
    ejercicio: Ejercicio | None = campo("Ejercicio", default=None)
    numero: str | None = campo("Número", default=None)
    tipo: str = campo("Tipo de compromiso", default="ordinario")
    titulo: str = campo("Título", default="")
    estatal: bool = campo("Estatal", default=False)
    nota_region: str | None = campo("Nota sobre la región", default=None)
    objetivo: str | None = campo("Objetivo", default=None)
    fojas_declaradas: int | None = campo("Fojas declaradas", default=None)
    fojas_es_minimo: bool = campo("Fojas: más de", default=False)
    reuniones_declaradas: int | None = campo("Reuniones declaradas", default=None)
    producto: str | None = campo("Producto o resultado", default=None)
    estado_declarado: str | None = campo("Estado declarado", default=None)
    estado: str | None = campo("Estado", default=None)
    avance: int | None = campo("Avance", default=None)
    fuente: str | None = campo("Fuente", default=None)
    regiones: list[Region] = campo("Regiones", default_factory=list)
    organizaciones: list[OrganizacionDeCompromiso] = campo("Organizaciones", default_factory=list)


@dataclass(eq=False, kw_only=True)
class Actividad(Registro):
    """A planned activity of a commitment; `plazo` is the last day of its period."""

    compromiso: UUID | None = campo("Compromiso", default=None)
    n: int | None = campo("Número de la actividad", default=None)
    actividad: str = campo("Actividad")
    responsable: str | None = campo("Responsable", default=None)
    trimestre: str | None = campo("Trimestre", default=None)
    plazo: date | None = campo("Plazo", default=None)
    producto: str | None = campo("Producto", default=None)
    indicador: str | None = campo("Indicador", default=None)
    estado: str | None = campo("Estado", default=None)
    avance: int | None = campo("Avance", default=None)
