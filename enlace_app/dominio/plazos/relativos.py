"""Wording that counts from the meeting: "hoy", "en quince días", "el próximo lunes", "esta semana".

Source: usage; where usage is divided, conventions of ours (docs/decisiones.md).
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from enlace_app.dominio.calendario import PATRON_DIA_DE_LA_SEMANA, fin_de_mes, sumar_meses
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.plazos.meses import leer_mes
from enlace_app.dominio.plazos.partes import numero_de_dia, semana_de
from enlace_app.dominio.plazos.tipos import Periodo

_DIAS_CERCANOS = {"hoy": 0, "hoy mismo": 0, "manana": 1, "manana mismo": 1, "pasado manana": 2}
_MESES_POR_UNIDAD = {"mes": 1, "meses": 1, "ano": 12, "anos": 12}
_DIAS_POR_UNIDAD = {"dia": 1, "dias": 1, "semana": 7, "semanas": 7, "quincena": 15, "quincenas": 15}

_ESTA_VEZ = (
    r"(?:hoy|(?:dia de )?hoy mismo|dia de hoy|(?:est[ea] |presente )?(?:fecha|reunion|sesion)|est[ea] (?:dia|momento))"
)
_CANTIDAD = re.compile(
    r"(?:l[oa]s )?(?:proxim[oa]s |siguientes |no (?:mayor|superior) (?:a|de) |maximo (?:de )?)?"
    r"(?:(?P<n>[0-9]{1,3}) (?P<unidad>dias|semanas|quincenas|meses|anos|horas)|1 (?P<una>dia|semana|quincena|mes|ano))"
    r"(?: (?P<clase>habil|habiles|naturales|corridos|calendario))?"
    r"(?: (?:siguientes|proxim[oa]s|mas))?"
    rf"(?: (?:contad[oa]s )?(?:a partir de|desde|despues de|posteriores a|siguientes a) {_ESTA_VEZ})?"
)
_SEMANA = re.compile(r"(?P<fin>fin(?:es|ales)? de )?(?:(?P<relativo>este|proximo) )?semana")
_QUINCENA = re.compile(r"(?P<fin>fin(?:es|ales)? de )?(?:(?P<relativo>este|proximo) )?quincena")
_FIN_DE_SEMANA = re.compile(r"(?:este )?fin de semana")
_DIA_DE_LA_SEMANA = re.compile(
    rf"(?P<relativo>este|proximo)? ?(?P<semana>{PATRON_DIA_DE_LA_SEMANA})(?: (?:de )?(?P<resto>.+))?"
)


def leer_cantidad(texto: str, referencia: date) -> Periodo | None:
    """Read an amount of days, weeks, fortnights (15 days), months, years or whole days in hours, from `referencia` on.

    Días hábiles are Monday to Friday; holidays are not known, so the true due day may be later.
    """
    partes = _CANTIDAD.fullmatch(texto)
    if partes is None:
        return None
    n, unidad, clase = int(partes["n"] or 1), partes["unidad"] or partes["una"], partes["clase"]
    if not n or (clase and not unidad.startswith("dia")):
        return None
    if clase and clase.startswith("habil"):
        dia = _sumar_habiles(referencia, n)
    elif unidad in _MESES_POR_UNIDAD:
        dia = sumar_meses(referencia, n * _MESES_POR_UNIDAD[unidad])
    elif unidad == "horas":
        if n % 24:
            return None
        dia = referencia + timedelta(days=n // 24)
    else:
        dia = referencia + timedelta(days=n * _DIAS_POR_UNIDAD[unidad])
    return replace(Periodo.de_un_dia(dia), aproximado=True)


def leer_cercano(texto: str, referencia: date) -> Periodo | None:
    """Read today, tomorrow, a weekday, this or next week or fortnight."""
    if texto in _DIAS_CERCANOS:
        return Periodo.de_un_dia(referencia + timedelta(days=_DIAS_CERCANOS[texto]))
    if _FIN_DE_SEMANA.fullmatch(texto):
        return Periodo.de_un_dia(semana_de(referencia).fin)
    if (partes := _SEMANA.fullmatch(texto)) and partes["relativo"]:
        semana = semana_de(referencia + timedelta(days=7 if partes["relativo"] == "proximo" else 0))
        return replace(Periodo.de_un_dia(semana.fin), aproximado=True) if partes["fin"] else semana
    if (partes := _QUINCENA.fullmatch(texto)) and (partes["relativo"] or partes["fin"]):
        return _quincena(referencia, proxima=partes["relativo"] == "proximo")
    if partes := _DIA_DE_LA_SEMANA.fullmatch(texto):
        return _leer_dia_de_la_semana(partes, referencia)
    return None


def _leer_dia_de_la_semana(partes: re.Match[str], referencia: date) -> Periodo | None:
    numero, resto = numero_de_dia(partes["semana"]), partes["resto"]
    if resto is None:
        # Who means today says "hoy"; "este viernes" said on a Friday may be either, so it stays open.
        if partes["relativo"] == "este" and referencia.weekday() == numero:
            return None
        return Periodo.de_un_dia(referencia + timedelta(days=(numero - referencia.weekday() - 1) % 7 + 1))
    if resto in ("este semana", "proximo semana"):
        lunes = semana_de(referencia + timedelta(days=7 if resto.startswith("proximo") else 0)).inicio
        return Periodo.de_un_dia(lunes + timedelta(days=numero))
    periodo = leer_mes(f"dia {resto}" if resto.isdigit() else resto, referencia)
    if periodo is None or periodo.precision is not Precision.dia or periodo.inicio.weekday() != numero:
        return None  # the weekday and the day contradict each other: one of them is a slip
    return periodo


def _quincena(referencia: date, *, proxima: bool) -> Periodo:
    primera = referencia.day <= 15
    if proxima and not primera:
        inicio = sumar_meses(referencia.replace(day=1), 1)
        return Periodo(inicio, inicio.replace(day=15), Precision.rango)
    if primera and not proxima:
        return Periodo(referencia.replace(day=1), referencia.replace(day=15), Precision.rango)
    return Periodo(referencia.replace(day=16), fin_de_mes(referencia.year, referencia.month), Precision.rango)


def _sumar_habiles(desde: date, habiles: int) -> date:
    dia = desde
    for _ in range(habiles):
        dia += timedelta(days=1)
        while dia.weekday() > 4:
            dia += timedelta(days=1)
    return dia
