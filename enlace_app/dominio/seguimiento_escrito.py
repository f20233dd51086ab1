"""Follow-up in one line, as people write it: «cumplido: entregaron el plano», «nuevo plazo 8 nov: llovió».

When in doubt nothing is understood but the note: an agreement must not pass for fulfilled because of how a sentence
begins («cumplido a medias»), and no word of it is lost. Source: decision of ours.
"""

import re
from dataclasses import dataclass
from datetime import date

from enlace_app.dominio.plazos import leer_plazo
from enlace_app.dominio.seguimientos import CONCLUIDOS, EstadoAcuerdo

_DICHOS = {
    EstadoAcuerdo.PARCIAL: r"parcial(?:mente)?(?: cumplid[oa])?|cumplid[oa] (?:parcialmente|en parte|a medias)",
    EstadoAcuerdo.NO_PROCEDE: r"(?:ya )?no procede",
    EstadoAcuerdo.EN_PROCESO: r"(?:sigue |va )?en (?:proceso|tr[aá]mite|curso)",
    EstadoAcuerdo.PENDIENTE: r"(?:sigue |queda )?pendiente",
    EstadoAcuerdo.CUMPLIDO: r"(?:ya )?(?:se )?(?:cumplid[oa]|cumpli[oó])|hecho|listo",
}
_ESTADOS = {
    estado: re.compile(rf"(?:{dicho})(?P<resto>(?!\w).*)", re.IGNORECASE | re.DOTALL)
    for estado, dicho in _DICHOS.items()
}
_SEPARADOR = re.compile(r"\s*(?:[:;,.!]|[-–—](?!\w))+\s*|\s*\n\s*")
_RESERVA = re.compile(
    r"(?:(?:pero|aunque|sin embargo|y|ya)\s+)?"
    r"(?:salvo|excepto|menos|falta|faltan|falt[oó]|no|nada|casi|parcial|en parte|a medias|s[oó]lo|solamente|sin)(?!\w)",
    re.IGNORECASE,
)
_AMPLIACION = re.compile(
    r"(?:(?:nuevo |otro )plazo|(?:se )?(?:ampl[ií]a|ampli[oó]|ampliar|ampliaci[oó]n)(?: (?:del?|el))?(?: plazo)?"
    r"|(?:se )?(?:prorroga|prorrog[oó])|pr[oó]rroga)"
    r"(?!\w)\s*:?\s*(?:al |a |hasta |para )?(?:el )?"
    r"(?P<plazo>[^:;,\n]+?)"
    r"(?:\s*[:;,\n]\s*(?P<motivo>.+)|\s+(?P<causa>(?:porque|por|ya que|pues|debido a)\s.+))?",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class SeguimientoEscrito:
    """What one line says; `nota` is all that nothing else was made of."""

    estado: EstadoAcuerdo | None
    nota: str | None
    plazo_nuevo: date | None = None


def leer_seguimiento(texto: str, hoy: date) -> SeguimientoEscrito:
    """Read a line written on `hoy`, the day from which «en dos semanas» counts."""
    limpio = texto.strip()
    if (ampliado := _AMPLIACION.fullmatch(limpio)) and (dia := _dia(ampliado["plazo"], hoy)):
        motivo = ampliado["motivo"] or ampliado["causa"]
        return SeguimientoEscrito(None, motivo.strip() if motivo else None, dia)
    for estado, patron in _ESTADOS.items():
        if dicho := patron.fullmatch(limpio):
            return _con_estado(estado, limpio, dicho["resto"])
    return SeguimientoEscrito(None, limpio or None)


def _con_estado(estado: EstadoAcuerdo, texto: str, resto: str) -> SeguimientoEscrito:
    separador = _SEPARADOR.match(resto)
    if separador is None:
        # Without a sign between, the words go on («en proceso de licitación») and may take back what they began with.
        nota = texto if resto.strip() else None
        seguro = nota is None or estado not in CONCLUIDOS
        return SeguimientoEscrito(estado if seguro else None, nota)
    nota = resto[separador.end() :].strip()
    if estado in CONCLUIDOS and _RESERVA.match(nota):
        return SeguimientoEscrito(None, texto)
    return SeguimientoEscrito(estado, nota or None)


def _dia(literal: str, hoy: date) -> date | None:
    try:
        return leer_plazo(literal, hoy).fecha
    except ValueError:
        return None
