"""Years and their fractions: "2018", "primer trimestre de 2018", "este semestre", "a fines de año".

Source of what each word covers: conventions of ours, docs/decisiones.md.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from enlace_app.dominio.calendario import PATRON_ANIO, fin_de_mes
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.plazos.tipos import Periodo, elegir

_MESES_POR_FRACCION = {"bimestre": 2, "trimestre": 3, "cuatrimestre": 4, "semestre": 6}
_FRACCION = f"(?P<fraccion>{'|'.join(_MESES_POR_FRACCION)})"
_ANIO = rf"(?:(?P<anio>{PATRON_ANIO})|(?P<relativo>este|proximo)? ?ano)"
_EN_ANIO = re.compile(rf"(?:(?P<parte>.+?) (?:de )?)??{_ANIO}")
_FRACCION_DE_ANIO = re.compile(
    rf"(?P<fin>fin(?:es|ales)? de )?(?:(?P<n>[1-6])o|ultimo) {_FRACCION}(?: (?:de )?{_ANIO})?"
)
_FRACCION_RELATIVA = re.compile(rf"(?P<fin>fin(?:es|ales)? de )?(?P<relativo>este|proximo)? ?{_FRACCION}")
_TERCIOS = {"principios": 0, "inicios": 0, "comienzos": 0, "mediados": 1, "fines": 2, "finales": 2}


def leer_anio(texto: str, referencia: date) -> Periodo | None:
    """Read a year or a fraction of one; a fraction without year is the next that has not ended by `referencia`."""
    if partes := _FRACCION_DE_ANIO.fullmatch(texto):
        cuantos = _MESES_POR_FRACCION[partes["fraccion"]]
        n = int(partes["n"]) if partes["n"] else 12 // cuantos
        periodo = _con_anio(partes, referencia, lambda enero: _fraccion(enero, cuantos, n))
        return _solo_el_fin(periodo) if partes["fin"] else periodo
    if partes := _FRACCION_RELATIVA.fullmatch(texto):
        return _leer_fraccion_relativa(partes, referencia)
    if partes := _EN_ANIO.fullmatch(texto):
        parte = partes["parte"] or ""
        if not parte and not partes["anio"] and not partes["relativo"]:
            return None  # "al año" says how often, not when
        return _con_anio(partes, referencia, lambda enero: _parte(parte, enero))
    return None


def _con_anio(partes: re.Match[str], referencia: date, construir: Callable[[date], Periodo | None]) -> Periodo | None:
    if partes["anio"]:
        periodo = construir(date(int(partes["anio"]), 1, 1))
        return replace(periodo, absoluto=True) if periodo else None
    enero = date(referencia.year, 1, 1)
    siguiente = date(referencia.year + 1, 1, 1)
    if partes["relativo"] == "proximo":
        return elegir([siguiente], construir, referencia)
    dijo_este = partes["relativo"] == "este" or partes[0].endswith("ano")
    return elegir([enero] if dijo_este else [enero, siguiente], construir, referencia)


def _leer_fraccion_relativa(partes: re.Match[str], referencia: date) -> Periodo | None:
    if not partes["fin"] and not partes["relativo"]:
        return None
    cuantos = _MESES_POR_FRACCION[partes["fraccion"]]
    indice = (referencia.month - 1) // cuantos + (1 if partes["relativo"] == "proximo" else 0)
    anios, indice = divmod(indice, 12 // cuantos)
    periodo = _fraccion(date(referencia.year + anios, 1, 1), cuantos, indice + 1)
    return _solo_el_fin(periodo) if partes["fin"] else periodo


def _fraccion(enero: date, cuantos: int, n: int) -> Periodo | None:
    """The n-th (from 1) stretch of `cuantos` months of a year."""
    if n * cuantos > 12:
        return None
    precision = Precision.semestre if cuantos == 6 else Precision.rango
    return Periodo(enero.replace(month=(n - 1) * cuantos + 1), fin_de_mes(enero.year, n * cuantos), precision)


def _parte(parte: str, enero: date) -> Periodo | None:
    diciembre = fin_de_mes(enero.year, 12)
    if not parte:
        return Periodo(enero, diciembre, Precision.anio)
    if parte in ("fin de", "fin", "ultimo dia"):
        return Periodo.de_un_dia(diciembre)
    if parte in _TERCIOS:
        tercio = _fraccion(enero, 4, _TERCIOS[parte] + 1)
        return tercio and replace(tercio, aproximado=True)
    return None


def _solo_el_fin(periodo: Periodo | None) -> Periodo | None:
    return replace(periodo, inicio=periodo.fin, precision=Precision.dia, aproximado=True) if periodo else None
