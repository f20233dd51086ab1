"""From what was said to the last day on which it is still in time."""

import re
from datetime import date, timedelta

from enlace_app.dominio.calendario import LARGO_MAXIMO, citar, en_limites
from enlace_app.dominio.fechas import Precision, leer_fecha, ultimo_dia
from enlace_app.dominio.plazos.anios import leer_anio
from enlace_app.dominio.plazos.meses import leer_mes
from enlace_app.dominio.plazos.normalizacion import normalizar
from enlace_app.dominio.plazos.relativos import leer_cantidad, leer_cercano
from enlace_app.dominio.plazos.tipos import Periodo, Plazo

_SIN_PLAZO = re.compile(r"\s*sin\s+plazo(?!\w)\s*(?P<separador>:?)\s*(?P<motivo>.*?)\s*", re.IGNORECASE | re.DOTALL)
# Words before a due date that leave its last day as it is.
_ANTEPUESTO = re.compile(
    r"(?:a mas tardar|a lo mas tarde|como maximo|como limite|no mas tarde de|no despues de|fecha limite|limite|vence"
    r"|(?:1 )?plazo(?: maximo)?(?: de)?|dentro de|durante|en (?:transcurso|curso) de|de aqui a|hasta|para|en|a)\b:? ?"
)
_POSPUESTO = re.compile(r" (?:a mas tardar|como maximo|como limite|maximo|o antes)$")
_ANTES = re.compile(r"antes de (?P<fin>fin de )?(?P<resto>.+)")


def leer_plazo(literal: str, referencia: date) -> Plazo:
    """Read a due date said on `referencia`, the day of the meeting; what is not certain has no date.

    Weeks end on Sunday; "primera semana de" a month ends on its 7th, "última" on its last day; principios, mediados and
    fines end with each third; "el lunes" is never today; días hábiles know no holidays. A day without year is the next.

    Raises:
        ValueError: "sin plazo" without a reason.
    """
    limpio = literal.strip()
    motivo = leer_motivo_sin_plazo(limpio)
    if motivo is not None:
        return Plazo(limpio, None, None, sin_plazo=True, motivo=motivo)
    periodo = _leer(limpio, referencia) if len(limpio) <= LARGO_MAXIMO and en_limites(referencia) else None
    if periodo is None or not en_limites(periodo.fin) or (periodo.fin < referencia and not periodo.absoluto):
        return Plazo(limpio, None, None, sin_plazo=False, motivo=None)
    return Plazo(limpio, periodo.fin, periodo.precision, sin_plazo=False, motivo=None)


def leer_motivo_sin_plazo(literal: str) -> str | None:
    """The reason in "sin plazo: <reason>"; None if the wording is not about having none.

    Raises:
        ValueError: "sin plazo" without a reason, or with one that no colon introduces: readers of the workbook look
            for "sin plazo:".
    """
    partes = _SIN_PLAZO.fullmatch(literal)
    if partes is None:
        return None
    motivo = partes["motivo"]
    if not partes["separador"] or not any(c.isalpha() for c in motivo):
        raise ValueError(
            "Si el acuerdo no tiene plazo, explique por qué después de dos puntos («sin plazo: …»); "
            f"se leyó {citar(literal)}."
        )
    return motivo


def vencido(fecha: date | None, hoy: date) -> bool:
    """Whether the last day in time has passed; a plazo without date is never overdue."""
    return fecha is not None and hoy > fecha


def dias_de_atraso(fecha: date | None, hoy: date) -> int:
    """Days since the last day in time; 0 while it is not overdue."""
    return max((hoy - fecha).days, 0) if fecha is not None else 0


def _leer(literal: str, referencia: date) -> Periodo | None:
    texto = normalizar(literal)
    while True:
        if periodo := _leer_antes(texto, referencia) or _leer_periodo(texto, referencia):
            return periodo
        corto = _POSPUESTO.sub("", _ANTEPUESTO.sub("", texto, count=1) if _ANTEPUESTO.match(texto) else texto)
        if corto == texto:
            return None
        texto = corto


def _leer_antes(texto: str, referencia: date) -> Periodo | None:
    """Read "antes de" something: the day before it begins, but the very end of what ends."""
    partes = _ANTES.fullmatch(texto)
    if partes is None:
        return None
    if partes["fin"]:
        return _leer_periodo(f"fin de {partes['resto']}", referencia)
    periodo = _leer_periodo(partes["resto"], referencia)
    if periodo is None or periodo.aproximado:
        return None
    vispera = periodo.inicio - timedelta(days=1)
    return Periodo(vispera, vispera, Precision.dia, absoluto=periodo.absoluto)


def _leer_periodo(texto: str, referencia: date) -> Periodo | None:
    return (
        _leer_fecha_completa(texto)
        or leer_mes(texto, referencia)
        or leer_anio(texto, referencia)
        or leer_cercano(texto, referencia)
        or leer_cantidad(texto, referencia)
    )


def _leer_fecha_completa(texto: str) -> Periodo | None:
    """Read a date that says its year, in any of the ways of a meeting's date."""
    try:
        leida = leer_fecha(texto)
    except ValueError:
        return None
    ultimo = ultimo_dia(leida)
    if leida.fecha is None or ultimo is None or leida.precision is Precision.agregado:
        return None
    return Periodo(leida.fecha, ultimo, leida.precision, absoluto=True)
