"""Parts of a month: a day, a week, a fortnight, its end, its middle, its second Tuesday.

Source of what each word covers: conventions of ours, docs/decisiones.md.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from enlace_app.dominio.calendario import DIAS_DE_LA_SEMANA, PATRON_DIA_DE_LA_SEMANA, fin_de_mes, plegar
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.plazos.tipos import Periodo, primer_dia_habil


def leer_parte(parte: str, mes: date) -> Periodo | None:
    """Read a part of the month that begins on `mes`; the empty part is the whole month."""
    for patron, construir in _PARTES:
        if partes := patron.fullmatch(parte):
            return construir(partes, mes)
    return None


def dia_del_mes(mes: date, dia: int) -> Periodo | None:
    """One day of the month that begins on `mes`; None if the month has no such day."""
    return Periodo.de_un_dia(mes.replace(day=dia)) if 1 <= dia <= _ultimo(mes).day else None


def semana_de(dia: date) -> Periodo:
    """The week, Monday to Sunday, that holds a day."""
    lunes = dia - timedelta(days=dia.weekday())
    return Periodo(lunes, lunes + timedelta(days=6), Precision.rango)


def numero_de_dia(nombre: str) -> int:
    """0 for lunes to 6 for domingo; `nombre` went through `plegar`."""
    return [plegar(dia) for dia in DIAS_DE_LA_SEMANA].index(nombre)


def _ultimo(mes: date) -> date:
    return fin_de_mes(mes.year, mes.month)


def _tramo(mes: date, desde: int, hasta: int) -> Periodo | None:
    if not 1 <= desde <= hasta <= _ultimo(mes).day:
        return None
    return Periodo(mes.replace(day=desde), mes.replace(day=hasta), Precision.rango)


def _mes_entero(_: re.Match[str], mes: date) -> Periodo:
    return Periodo(mes, _ultimo(mes), Precision.mes)


def _dia(partes: re.Match[str], mes: date) -> Periodo | None:
    return dia_del_mes(mes, int(partes["d"] or 1))


def _extremo(partes: re.Match[str], mes: date) -> Periodo:
    """First or last day, counting only Monday to Friday where it says so."""
    primero = partes["cual"].startswith("1o")
    dia = mes if primero else _ultimo(mes)
    return Periodo.de_un_dia(primer_dia_habil(dia, 1 if primero else -1) if partes["habil"] else dia)


def _entre_dias(partes: re.Match[str], mes: date) -> Periodo | None:
    return _tramo(mes, int(partes["d"]), int(partes["h"]))


def _primeros_dias(partes: re.Match[str], mes: date) -> Periodo | None:
    return _tramo(mes, 1, int(partes["n"]))


def _semana_del_dia(partes: re.Match[str], mes: date) -> Periodo | None:
    dia = _dia(partes, mes)
    return dia and semana_de(dia.inicio)


def _semana(partes: re.Match[str], mes: date) -> Periodo | None:
    """Seven days from the 1st, 8th…, not calendar weeks: where a month begins on a Saturday those start a dispute."""
    ultimo = _ultimo(mes).day
    if not partes["n"]:
        return _tramo(mes, ultimo - 6, ultimo)
    hasta = 7 * int(partes["n"])
    return _tramo(mes, hasta - 6, hasta)


def _quincena(partes: re.Match[str], mes: date) -> Periodo | None:
    return _tramo(mes, 1, 15) if partes["n"] == "1" else _tramo(mes, 16, _ultimo(mes).day)


def _tercio(partes: re.Match[str], mes: date) -> Periodo:
    """Up to the 10th, the 20th or the end: the latest day that each word still covers."""
    desde, hasta = (1, 10) if partes["principios"] else (11, 20) if partes["mediados"] else (21, _ultimo(mes).day)
    return Periodo(mes.replace(day=desde), mes.replace(day=hasta), Precision.rango, aproximado=True)


def _n_dia_de_la_semana(partes: re.Match[str], mes: date) -> Periodo | None:
    """Read "segundo martes", "último viernes"; a fifth one may not exist and is not read."""
    numero = numero_de_dia(partes["semana"])
    dias = [d for d in range(1, _ultimo(mes).day + 1) if mes.replace(day=d).weekday() == numero]
    return dia_del_mes(mes, dias[int(partes["n"]) - 1 if partes["n"] else -1])


_PARTES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Periodo | None]], ...] = (
    (re.compile(""), _mes_entero),
    (re.compile(r"(?P<d>[0-9]{1,2})|1o"), _dia),
    (re.compile(r"(?P<cual>1o dia|fin(?: de)?|ultimo(?: dia)?)(?P<habil> habil)?"), _extremo),
    (re.compile(r"(?:de )?(?P<d>[0-9]{1,2})(?: a | ?- ?)(?P<h>[0-9]{1,2})"), _entre_dias),
    (re.compile(r"semana de (?P<d>[0-9]{1,2})(?: a | ?- ?)(?P<h>[0-9]{1,2})"), _entre_dias),
    (re.compile(r"entre (?P<d>[0-9]{1,2}) y (?P<h>[0-9]{1,2})"), _entre_dias),
    (re.compile(r"(?:los )?1o (?P<n>[0-9]{1,2}) dias"), _primeros_dias),
    (re.compile(r"semana de (?P<d>[0-9]{1,2})"), _semana_del_dia),
    (re.compile(r"(?:(?P<n>[1-4])o|ultima) semana"), _semana),
    (re.compile(r"(?:(?P<n>[12])o|ultima) quincena"), _quincena),
    (
        re.compile(
            r"(?P<principios>principios?|inicios?|comienzos?|(?:los )?1o dias)|(?P<mediados>mediados|mitad)"
            r"|fines|finales|(?:los )?ultimos dias"
        ),
        _tercio,
    ),
    (re.compile(rf"(?:(?P<n>[1-4])o|ultimo) (?P<semana>{PATRON_DIA_DE_LA_SEMANA})"), _n_dia_de_la_semana),
)
