"""Months and their parts: "8 de noviembre", "última semana de octubre de 2017", "fin de mes", "a mediados de mayo".

Source of what each word covers: conventions of ours, docs/decisiones.md.
"""

import re
from dataclasses import replace
from datetime import date

from enlace_app.dominio.calendario import MES_POR_NOMBRE, PATRON_ANIO, PATRON_MES, sumar_meses
from enlace_app.dominio.plazos.partes import dia_del_mes, leer_parte
from enlace_app.dominio.plazos.tipos import Periodo, elegir

# A 29 February without year may be eight years away, around 2100.
_ANIOS_A_BUSCAR = 9

_EN_MES = re.compile(
    rf"(?:(?P<parte>.+?) (?:de )?)??(?:(?P<proximo>proximo )|este )?(?P<mes>{PATRON_MES})"
    rf"(?: (?:de )?(?P<anio>{PATRON_ANIO}|este ano|proximo ano))?"
)
# Here "de" is needed: "1 mes" is an amount, "1 de mes" a day; and "al mes" says how often, not when.
_EN_ESTE_MES = re.compile(r"(?:(?P<parte>.+) de )?(?P<relativo>este|proximo) mes|(?P<corriente>.+) de mes")
_DIA_Y_MES = re.compile(rf"(?P<d>[0-9]{{1,2}})/(?:(?P<m>[0-9]{{1,2}})|(?P<mes>{PATRON_MES}))(?:/(?P<a>[0-9]{{2}}))?")
_DIA_SOLO = re.compile(r"dia (?:(?P<d>[0-9]{1,2})|1o)")


def leer_mes(texto: str, referencia: date) -> Periodo | None:
    """Read a month or a part of one; without year, the next that has not ended by `referencia`."""
    if partes := _DIA_SOLO.fullmatch(texto):
        dia = int(partes["d"] or 1)
        meses = [sumar_meses(referencia.replace(day=1), n) for n in range(12)]
        return elegir(meses, lambda mes: dia_del_mes(mes, dia), referencia)
    if partes := _DIA_Y_MES.fullmatch(texto):
        mes = MES_POR_NOMBRE[partes["mes"]] if partes["mes"] else int(partes["m"])
        return _leer_cifras(int(partes["d"]), mes, partes["a"], referencia)
    if partes := _EN_ESTE_MES.fullmatch(texto):
        inicio = sumar_meses(referencia.replace(day=1), 1 if partes["relativo"] == "proximo" else 0)
        parte = partes["parte"] or partes["corriente"] or ""
        return elegir([inicio], lambda mes: leer_parte(parte, mes), referencia)
    partes = _EN_MES.fullmatch(texto)
    return _leer_mes_con_nombre(partes["parte"] or "", partes, referencia) if partes else None


def _leer_cifras(dia: int, mes: int, anio: str | None, referencia: date) -> Periodo | None:
    if not 1 <= mes <= 12:
        return None
    if anio and 2000 + int(anio) > referencia.year + _ANIOS_A_BUSCAR:
        return None  # more likely not a year at all
    anios = [date(2000 + int(anio), mes, 1)] if anio else _cada_anio(mes, referencia)
    return elegir(anios, lambda inicio: dia_del_mes(inicio, dia), referencia)


def _leer_mes_con_nombre(parte: str, partes: re.Match[str], referencia: date) -> Periodo | None:
    mes, anio = MES_POR_NOMBRE[partes["mes"]], partes["anio"]
    if partes["mes"] == "mar" and not parte and not anio:
        return None  # as likely martes as marzo
    if partes["proximo"] and (anio or mes == referencia.month):
        return None  # this November or the next one: whoever said it must tell
    if anio and anio.isdigit():
        periodo = leer_parte(parte, date(int(anio), mes, 1))
        return replace(periodo, absoluto=True) if periodo else None
    meses = [date(referencia.year + (anio == "proximo ano"), mes, 1)] if anio else _cada_anio(mes, referencia)
    return elegir(meses, lambda inicio: leer_parte(parte, inicio), referencia)


def _cada_anio(mes: int, referencia: date) -> list[date]:
    return [date(referencia.year + n, mes, 1) for n in range(_ANIOS_A_BUSCAR)]
