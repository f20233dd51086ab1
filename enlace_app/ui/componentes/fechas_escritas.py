"""Days and hours as one types them in a hurry; what is read here is only shorthand for what `dominio` reads."""

import re
from datetime import date, timedelta
from enum import Enum, auto

from enlace_app.dominio.calendario import PATRON_MES, citar, plegar
from enlace_app.dominio.fechas import FechaImprecisa, Precision, leer_fecha, leer_hora
from enlace_app.dominio.plazos import leer_plazo


class Sentido(Enum):
    """Where a day without year lies: most fields tell what happened, some what is to come."""

    PASADO = auto()
    FUTURO = auto()


_CERCANOS = {"hoy": 0, "ayer": -1, "anteayer": -2, "antier": -2, "antes de ayer": -2, "manana": 1, "pasado manana": 2}
_SIN_ANIO = re.compile(rf"(?P<d>[0-9]{{1,2}})(?:[/.-](?P<m>[0-9]{{1,2}})|[ /-](?:de )?(?P<mes>{PATRON_MES})\.?)")
_ANIO_CORTO = re.compile(r"(?P<d>[0-9]{1,2})(?P<s>[/.-])(?P<m>[0-9]{1,2})(?P=s)(?P<a>[0-9]{2})")
# A meeting called for the coming weeks is typed without its year, too.
_MARGEN = timedelta(days=60)


def leer_fecha_escrita(texto: str, hoy: date, sentido: Sentido = Sentido.PASADO) -> FechaImprecisa:
    """Read «18/7/2017», «18/7/17», «18 jul», «18/7», «hoy», «ayer», and all that `leer_fecha` reads.

    A day without year is the latest one up to two months ahead of `hoy`, or with FUTURO the next one from `hoy` on;
    then also what a plazo may say («el lunes», «en dos semanas»).

    Raises:
        ValueError: not understood, or no such day; the message says how to write it.
    """
    plegado = plegar(texto)
    if plegado in _CERCANOS:
        return FechaImprecisa(hoy + timedelta(days=_CERCANOS[plegado]), Precision.dia)
    if corto := _ANIO_CORTO.fullmatch(plegado):
        return leer_fecha(f"{corto['d']}/{corto['m']}/{hoy.year // 100}{corto['a']}")
    if partes := _SIN_ANIO.fullmatch(plegado):
        return _sin_anio(partes, hoy, sentido)
    if sentido is Sentido.FUTURO:
        plazo = leer_plazo(texto, hoy)
        if plazo.fecha is not None and plazo.precision is Precision.dia:
            return FechaImprecisa(plazo.fecha, Precision.dia)
    return leer_fecha(texto)


def leer_hora_escrita(texto: str) -> str:
    """Read «9», «930», «0930», «9.30» and all that `leer_hora` reads, as "HH:MM".

    Raises:
        ValueError: no hour of the day.
    """
    cifras = texto.strip()
    if re.fullmatch(r"[0-9]{3,4}", cifras):
        cifras = f"{cifras[:-2]}:{cifras[-2:]}"
    elif re.fullmatch(r"[0-9]{1,2}", cifras):
        cifras = f"{cifras}:00"
    try:
        return leer_hora(cifras)
    except ValueError as error:
        if cifras == texto.strip():
            raise
        raise ValueError(
            f"La hora {citar(texto)} no existe: el día va de 00:00 a 23:59. Escríbala como 9:30 o 2105."
        ) from error


def _sin_anio(partes: re.Match[str], hoy: date, sentido: Sentido) -> FechaImprecisa:
    mes = partes["mes"] or partes["m"]
    patron = f"{partes['d']}/{mes}/{{}}"
    primero = hoy.year if sentido is Sentido.FUTURO else hoy.year + 1
    paso = 1 if sentido is Sentido.FUTURO else -1
    problema: ValueError | None = None
    for anio in range(primero, primero + paso * 10, paso):
        try:
            leida = leer_fecha(patron.format(anio))
        except ValueError as error:  # 29 de febrero: another year has it
            problema = problema or error
            continue
        dia = leida.fecha
        if dia is not None and (dia >= hoy if sentido is Sentido.FUTURO else dia <= hoy + _MARGEN):
            return leida
    raise problema or ValueError(f"No se entiende la fecha {citar(partes.string)}; escriba también el año.")
