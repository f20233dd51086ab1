"""Reading dates as people and the sources write them."""

import re
from datetime import date

from enlace_app.dominio.calendario import (
    DIAS_DE_LA_SEMANA,
    LARGO_MAXIMO,
    MES_POR_NOMBRE,
    MESES,
    PATRON_DIA_DE_LA_SEMANA,
    PATRON_MES,
    citar,
    en_limites,
    fin_de_mes,
    plegar,
)
from enlace_app.dominio.fechas.escritura import SIN_FECHA, TOTAL_DECLARADO
from enlace_app.dominio.fechas.tipos import FechaImprecisa, Precision, ultimo_dia

_OTROS_NOMBRES = {
    "ano": Precision.anio,
    "sin_fecha": Precision.no_indicada,
    "no_precisada": Precision.no_indicada,
    "posterior": Precision.posterior_a,
}
_SIN_FECHA = frozenset({"", SIN_FECHA, "sin fecha", "s/f", "no indicada", "no precisada", "no precisado"})
# Each may pass for a wider one that stands after it, never for a narrower one.
_DE_ANGOSTA_A_ANCHA = (Precision.dia, Precision.mes, Precision.semestre, Precision.anio)

# Text, compiled by `re` (which keeps them) when the first date is read: whoever only writes dates need not wait.
_ANIO = r"(?:de |del )?(?:ano )?(?P<a>[0-9]{4})"
_DIA = (
    r"(?P<a>[0-9]{4})(?P<s>[/-])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?:[t ]00:00(?::00)?)?",
    r"(?P<d>[0-9]{1,2})(?P<s>[/.-])(?P<m>[0-9]{1,2})(?P=s)(?P<a>[0-9]{4})",
    rf"(?P<d>[0-9]{{1,2}})(?P<s>[/-])(?P<mes>{PATRON_MES})(?P=s)(?P<a>[0-9]{{4}})",
    rf"(?:(?P<semana>{PATRON_DIA_DE_LA_SEMANA}),? )?(?:el )?(?:dia )?"
    rf"(?:(?P<d>[0-9]{{1,2}})|primero|1(?:o|ro|er)\.?) (?:de )?(?P<mes>{PATRON_MES})\.?,? {_ANIO}",
)
_MES = (
    r"(?P<a>[0-9]{4})-(?P<m>[0-9]{1,2})",
    r"(?P<m>[0-9]{1,2})/(?P<a>[0-9]{4})",
    rf"(?P<mes>{PATRON_MES})\.?,? {_ANIO}",
)
_SEMESTRE = rf"(?:el )?(?:(?P<primero>primer|1(?:er|o|ro)?\.?)|segundo|2(?:o|do)?\.?) (?:semestre|sem\.?),? {_ANIO}"
_ANIO_SOLO = rf"(?:el )?{_ANIO}"
_RANGO = r"(?:del? )?(?:el )?(?P<desde>[0-9].*?)(?: al? (?:el )?| ?[-–] ?)(?P<hasta>[0-9].*)"
_POSTERIOR = r"(?:despues|posterior|con posterioridad) (?:del?|al?) (?P<resto>.+)"
_TOTAL = rf"{TOTAL_DECLARADO}(?: al (?P<resto>.+))?"


def leer_precision(texto: str) -> Precision:
    """Read a precision as the sources and the workbook write it ("día", "año", "posterior a").

    Raises:
        ValueError: no such precision; the message lists them.
    """
    nombre = re.sub(r"[ -]", "_", plegar(texto))
    try:
        return _OTROS_NOMBRES.get(nombre) or Precision(nombre)
    except ValueError:
        raise ValueError(f"No se conoce la precisión {citar(texto)}; escriba una de: {', '.join(Precision)}.") from None


def leer_fecha(texto: str, precision: str | None = None, fin: str | None = None) -> FechaImprecisa:
    """Read a date as people and the sources write it; `precision` and `fin` are the columns beside it.

    A precision wider than the text wins ("2017-11-01" with mes is November); a narrower one is refused. A range of
    one day is that day.

    Raises:
        ValueError: impossible, outside 1900-03-01..2200-12-31, not understood, or at odds with `precision` or `fin`.
    """
    leida = _leer_texto(texto)
    pedida = leer_precision(precision) if precision and precision.strip() else None
    if fin and fin.strip():
        leida = _con_fin(texto, leida, fin)
        pedida = leida.precision if pedida is Precision.rango else pedida
    pedida = pedida or leida.precision
    ajustada = leida if pedida is leida.precision else _con_precision(texto, leida, pedida)
    for limite in (ajustada.fecha, ultimo_dia(ajustada)):
        if limite is not None and not en_limites(limite):
            raise ValueError(
                f"La fecha {citar(texto)} queda fuera de lo que se puede guardar: "
                "del 1 de marzo de 1900 al 31 de diciembre de 2200."
            )
    return ajustada


def _leer_texto(texto: str) -> FechaImprecisa:
    plegado = plegar(texto)
    if plegado in _SIN_FECHA:
        return FechaImprecisa(None, Precision.no_indicada)
    leida = (_leer_periodo(plegado) or _leer_compuesta(plegado)) if len(plegado) <= LARGO_MAXIMO else None
    if leida is None:
        raise ValueError(
            f"No se entiende la fecha {citar(texto)}; escríbala como 18/07/2017, 18 de julio de 2017, "
            "noviembre de 2017 o 2017."
        )
    return leida


def _leer_periodo(plegado: str) -> FechaImprecisa | None:
    """Read a day, month, semester or year; None if it is written as none of them."""
    if dia := _leer_dia(plegado):
        return FechaImprecisa(dia, Precision.dia)
    for patron in _MES:
        if partes := re.fullmatch(patron, plegado):
            return FechaImprecisa(_fecha(int(partes["a"]), _numero_de_mes(partes), 1), Precision.mes)
    if partes := re.fullmatch(_SEMESTRE, plegado):
        return FechaImprecisa(_fecha(int(partes["a"]), 1 if partes["primero"] else 7, 1), Precision.semestre)
    if partes := re.fullmatch(_ANIO_SOLO, plegado):
        return FechaImprecisa(_fecha(int(partes["a"]), 1, 1), Precision.anio)
    return None


def _leer_compuesta(plegado: str) -> FechaImprecisa | None:
    """Read "después de", a declared total, or a range."""
    if (partes := re.fullmatch(_POSTERIOR, plegado)) and (antes := _leer_periodo(partes["resto"])):
        return FechaImprecisa(ultimo_dia(antes), Precision.posterior_a)
    if partes := re.fullmatch(_TOTAL, plegado):
        dia = _leer_dia(partes["resto"]) if partes["resto"] else None
        return FechaImprecisa(dia, Precision.agregado) if dia or not partes["resto"] else None
    if (partes := re.fullmatch(_RANGO, plegado)) and (hasta := _leer_dia(partes["hasta"])):
        desde = _completar(partes["desde"], hasta)
        return _rango(desde, hasta) if desde else None
    return None


def _completar(desde: str, hasta: date) -> date | None:
    """Read the beginning of a range, whose month and year may be said only at its end."""
    de_anio = f" de {hasta.year}"
    de_mes = f" de {MESES[hasta.month - 1]}"
    return _leer_dia(desde) or _leer_dia(desde + de_anio) or _leer_dia(desde + de_mes + de_anio)


def _leer_dia(plegado: str) -> date | None:
    """Read one day; None if it is not written as one; ValueError if there is no such day."""
    for patron in _DIA:
        if partes := re.fullmatch(patron, plegado):
            campos = partes.groupdict()
            # Only the first of a month has a name of its own, which leaves the figures empty.
            dia = _fecha(int(campos["a"]), _numero_de_mes(partes), int(campos["d"] or 1))
            semana = campos.get("semana")
            if semana and semana != plegar(DIAS_DE_LA_SEMANA[dia.weekday()]):
                raise ValueError(f"El {dia:%d/%m/%Y} no fue {semana}, sino {DIAS_DE_LA_SEMANA[dia.weekday()]}.")
            return dia
    return None


def _numero_de_mes(partes: re.Match[str]) -> int:
    campos = partes.groupdict()
    return MES_POR_NOMBRE[campos["mes"]] if campos.get("mes") else int(campos["m"])


def _fecha(anio: int, mes: int, dia: int) -> date:
    if not 1 <= mes <= 12:
        raise ValueError(f"La fecha no existe: no hay mes {mes}; van del 1 al 12.")
    if anio < 1:
        raise ValueError("La fecha no existe: no hay año 0.")
    ultimo = fin_de_mes(anio, mes).day
    if not 1 <= dia <= ultimo:
        raise ValueError(f"La fecha no existe: {MESES[mes - 1]} de {anio} va del 1 al {ultimo}, no tiene día {dia}.")
    return date(anio, mes, dia)


def _rango(desde: date, hasta: date) -> FechaImprecisa:
    if hasta < desde:
        raise ValueError(f"El rango termina ({hasta:%d/%m/%Y}) antes de empezar ({desde:%d/%m/%Y}).")
    if hasta == desde:
        return FechaImprecisa(desde, Precision.dia)
    return FechaImprecisa(desde, Precision.rango, hasta)


def _con_fin(texto: str, leida: FechaImprecisa, fin: str) -> FechaImprecisa:
    final = _leer_texto(fin)
    if final.precision is not Precision.dia or final.fecha is None:
        raise ValueError(f"La fecha final {citar(fin)} debe ser un día, por ejemplo 16/07/2019.")
    if leida.precision is Precision.dia and leida.fecha is not None:
        return _rango(leida.fecha, final.fecha)
    if ultimo_dia(leida) != final.fecha:
        raise ValueError(f"La fecha {citar(texto)} no es un día y no termina en la fecha final {citar(fin)}.")
    return leida


def _con_precision(texto: str, leida: FechaImprecisa, pedida: Precision) -> FechaImprecisa:
    """Give a date the precision that stands beside it, if that loses nothing that contradicts it."""
    if leida.fecha is None:
        if pedida is Precision.agregado:
            return FechaImprecisa(None, pedida)
        raise ValueError(f"Falta la fecha: la precisión «{pedida}» necesita una.")
    dia, anchas = leida.fecha, _DE_ANGOSTA_A_ANCHA
    if pedida is Precision.posterior_a and leida.precision in anchas:
        return FechaImprecisa(ultimo_dia(leida), pedida)
    if leida.precision is Precision.dia and pedida is Precision.agregado:
        return FechaImprecisa(dia, pedida)
    if leida.precision is Precision.dia and pedida is Precision.rango:
        raise ValueError(f"Falta la fecha final del rango que empieza en {citar(texto)}.")
    if leida.precision not in anchas or pedida not in anchas or anchas.index(pedida) < anchas.index(leida.precision):
        raise ValueError(f"La fecha {citar(texto)} y la precisión «{pedida}» se contradicen.")
    mes = {Precision.mes: dia.month, Precision.semestre: 1 if dia.month <= 6 else 7}.get(pedida, 1)
    return FechaImprecisa(date(dia.year, mes, 1), pedida)
