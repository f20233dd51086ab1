"""Dates and hours as the window writes them: short enough for a cell, in words that people use."""

from datetime import date, datetime

from enlace_app.dominio.calendario import MESES
from enlace_app.dominio.fechas import FechaImprecisa, Precision
from enlace_app.dominio.fechas import escribir_fecha as en_palabras

_RAYA = "–"


def escribir_dia(dia: date) -> str:
    """Write a day: «24 oct 2017»."""
    return f"{dia.day} {_mes(dia)} {dia.year}"


def escribir_dia_o_nada(dia: date | None) -> str:
    """Write a day, an empty text where there is none."""
    return "" if dia is None else escribir_dia(dia)


def escribir_fecha(fecha: FechaImprecisa) -> str:
    """Write a date of any precision: «24 oct 2017», «oct 2017», «1.er semestre 2018», «14–16 ago 2017», «sin fecha»."""
    primero = fecha.fecha
    if primero is None:
        return "sin fecha" if fecha.precision is Precision.no_indicada else en_palabras(fecha)
    match fecha.precision:
        case Precision.dia:
            texto = escribir_dia(primero)
        case Precision.mes:
            texto = f"{_mes(primero)} {primero.year}"
        case Precision.semestre:
            texto = f"{'1.er' if primero.month <= 6 else '2.º'} semestre {primero.year}"
        case Precision.rango:
            texto = _escribir_rango(primero, fecha.fin or primero)
        case Precision.posterior_a:
            texto = f"después del {escribir_dia(primero)}"
        case _:
            texto = en_palabras(fecha)
    return texto


def escribir_instante(instante: datetime) -> str:
    """Write a moment in the zone that it bears: «24 oct 2017, 10:42»."""
    return f"{escribir_dia(instante.date())}, {instante:%H:%M}"


def escribir_horas(inicio: str | None, fin: str | None) -> str:
    """Write from when to when: «09:30–13:05 h», «desde las 09:30 h»; nothing where neither is known."""
    if inicio and fin:
        return f"{inicio}{_RAYA}{fin} h"
    if inicio:
        return f"desde las {inicio} h"
    return f"hasta las {fin} h" if fin else ""


def hace_dias(dias: int) -> str:
    """Say how long ago: «hoy», «ayer», «hace 12 días»; a negative number lies ahead."""
    if dias < 0:
        return en_dias(-dias)
    return {0: "hoy", 1: "ayer"}.get(dias, f"hace {dias:,} días")


def en_dias(dias: int) -> str:
    """Say how far ahead: «hoy», «mañana», «en 5 días»; a negative number lies behind."""
    if dias < 0:
        return hace_dias(-dias)
    return {0: "hoy", 1: "mañana"}.get(dias, f"en {dias:,} días")


def escribir_tamano(bytes_: int) -> str:
    """Write a size as file managers do: «340 KB», «1.2 MB»."""
    if bytes_ < 1000:
        return f"{bytes_:,} bytes"
    if bytes_ < 999_500:
        return f"{max(round(bytes_ / 1000), 1):,} KB"
    return f"{bytes_ / 1_000_000:,.1f} MB"


def _mes(dia: date) -> str:
    return MESES[dia.month - 1][:3]


def _escribir_rango(desde: date, hasta: date) -> str:
    if desde == hasta:
        return escribir_dia(desde)
    if desde.year != hasta.year:
        comienzo = f"{escribir_dia(desde)} "
    elif desde.month != hasta.month:
        comienzo = f"{desde.day} {_mes(desde)} "
    else:
        return f"{desde.day}{_RAYA}{escribir_dia(hasta)}"
    return f"{comienzo}{_RAYA} {escribir_dia(hasta)}"
