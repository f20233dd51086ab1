"""A due date as it was said and as it is understood."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from enlace_app.dominio.fechas import Precision


@dataclass(frozen=True)
class Plazo:
    """`literal` is what was typed; `fecha` the LAST day of the period that it names, None where that is not certain.

    `sin_plazo` is True where someone said expressly that there is none; `motivo` is then their reason.
    """

    literal: str
    fecha: date | None
    precision: Precision | None
    sin_plazo: bool
    motivo: str | None


@dataclass(frozen=True)
class Periodo:
    """What a wording names: both days included.

    `absoluto`: the wording gives the year itself, so the period may lie before the reference day. `aproximado`: people
    would not agree on its first day ("mediados de…"), so "antes de" it names no day.
    """

    inicio: date
    fin: date
    precision: Precision
    absoluto: bool = False
    aproximado: bool = False

    @classmethod
    def de_un_dia(cls, dia: date) -> "Periodo":
        """The period of one day."""
        return cls(dia, dia, Precision.dia)


def primer_dia_habil(desde: date, paso: int = 1) -> date:
    """First Monday-to-Friday from a day on; `paso` -1 looks back. Holidays are not known."""
    dia = desde
    while dia.weekday() > 4:
        dia += timedelta(days=paso)
    return dia


def elegir(candidatos: Iterable[date], construir: Callable[[date], Periodo | None], desde: date) -> Periodo | None:
    """The first of the periods built on each candidate that exists and has not ended before `desde`."""
    for candidato in candidatos:
        periodo = construir(candidato)
        if periodo is not None and periodo.fin >= desde:
            return periodo
    return None
