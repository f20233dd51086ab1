"""A date and how much of it is known."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enlace_app.dominio.calendario import fin_de_mes


class Precision(StrEnum):
    """How much of a date the source says."""

    dia = "dia"
    mes = "mes"
    semestre = "semestre"
    anio = "anio"
    rango = "rango"
    posterior_a = "posterior_a"
    no_indicada = "no_indicada"
    agregado = "agregado"
    """Only for documents that are a declared total and so belong to no one day."""


@dataclass(frozen=True)
class FechaImprecisa:
    """A period: `fecha` is its first day, `fin` the last one of a rango and None otherwise.

    `fecha` is None for no_indicada and may be None for agregado; for posterior_a it is the day after which it happened.
    """

    fecha: date | None
    precision: Precision
    fin: date | None = None


def ultimo_dia(fecha: FechaImprecisa) -> date | None:
    """Last day of the period; None where it is open or unknown."""
    if fecha.fecha is None or fecha.precision in (Precision.posterior_a, Precision.no_indicada):
        return None
    match fecha.precision:
        case Precision.mes:
            return fin_de_mes(fecha.fecha.year, fecha.fecha.month)
        case Precision.semestre:
            return fin_de_mes(fecha.fecha.year, 6 if fecha.fecha.month <= 6 else 12)
        case Precision.anio:
            return date(fecha.fecha.year, 12, 31)
        case _:
            return fecha.fin or fecha.fecha
