"""An agreement in one line, as it is typed while people talk: what, by whom («@…»), by when in ordinary Spanish.

What is taken for a plazo must be one: the wrong due date in an acta does more harm than none, which the review asks
for. So only the end of the line is looked at, or what begins with words that announce a plazo, and of that only what
`plazos` reads. Source: decision of ours; the wordings are those of published agreements and of usage.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from enlace_app.dominio.calendario import LARGO_MAXIMO, PATRON_DIA_DE_LA_SEMANA, PATRON_MES
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.menciones import leer_menciones, sin_menciones
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.plazos import Plazo, leer_plazo

_DIA_CUALQUIERA = date(2001, 1, 3)
"""Where the day of the meeting is unknown the wording is recognised as if it had been this one; no date is told."""

_PALABRAS_DE_UN_PLAZO = 14
_SOBRAS = " \t,;:-–—·"
_SIN_PLAZO = re.compile(r"(?<!\w)sin\s+plazo\s*(?::.*|[.]?)$", re.IGNORECASE | re.DOTALL)
_ANUNCIA = re.compile(
    r"a mas tardar\b|a lo mas tarde\b|antes de(?:l)?\b|como maximo\b|como limite\b|dentro de\b|fecha limite\b"
    r"|no mas tarde de|no despues de|plazo\b|en un plazo\b|vence\b"
)
_INTRODUCE = re.compile(rf"(?:{_ANUNCIA.pattern}|en\b|para\b|hasta\b)")
_SIN_FECHA = re.compile(
    r"(?:lo (?:antes|mas pronto|mas rapido) posible|a la (?:mayor )?brevedad(?: posible)?|cuanto antes|de inmediato"
    r"|inmediatamente|de (?:manera|forma) (?:inmediata|permanente)|permanentemente"
    r"|(?:en|para|a mas tardar en|antes de) (?:la )?(?:proxima|siguiente) (?:sesion|reunion)(?: ordinaria)?)"
)
"""What people say instead of a day: kept as said, and the review asks for the date."""

_CONTINUA = frozenset({
    "a", "al", "articulo", "art", "cada", "con", "cuenta", "de", "del", "desde", "durante", "e", "el", "en", "entre",
    "exp", "expediente", "folio", "fraccion", "hasta", "inciso", "la", "las", "los", "mas", "menos", "no", "num",
    "numero", "o", "oficio", "para", "por", "punto", "que", "sobre", "u", "un", "una", "unos", "unas", "y",
})  # fmt: skip
"""Words that bind what follows to what stands before: «informe de octubre», «oficio 8/11», «cada dos meses»."""

_ABREN = re.compile(r"(?:de|del|y|e|o|u|con|por|sobre|que|cada|desde|entre)\b")
_NO_CIERRAN = re.compile(r"(?:.* )?(?:a|al|de|del|e|el|en|la|las|lo|los|o|un|una|y)")
"""A plazo neither begins with words of the first kind nor ends with one of the second."""

_CANTIDAD = re.compile(
    r"(?:l[oa]s )?(?:proxim[oa]s |siguientes )?\S+(?: y \S+)? (?:dia|semana|quincena|mes|ano|hora)(?:s|es)?\b"
)
_PALABRA_SUELTA = re.compile(rf"(?:{PATRON_MES}|{PATRON_DIA_DE_LA_SEMANA}|\d{{4}})")
_ENTRE_PERIODOS = re.compile(rf"(?:{PATRON_MES}|{PATRON_DIA_DE_LA_SEMANA}|\d+)")
_A_UN_PERIODO = re.compile(rf"(?:a|durante) (?:{PATRON_MES}|{PATRON_DIA_DE_LA_SEMANA}|\S+ (?:dia|semana|mes|ano)|\d)")


@dataclass(frozen=True, slots=True)
class RenglonDeAcuerdo:
    """What was understood of the line; every word of it is in `texto`, `responsables` or `plazo_literal`.

    `plazo` is the last day in time, None where the wording names no certain day.
    """

    texto: str
    responsables: tuple[str, ...]
    plazo_literal: str | None
    plazo: date | None
    precision: Precision | None


def leer_renglon(texto: str, *, referencia: date | None, conocidos: Mapping[str, str]) -> RenglonDeAcuerdo:
    """Read an agreement typed in one line on the day of the meeting; it never fails, whatever was typed.

    `conocidos` maps each folded name to the way it is written; without `referencia` no plazo has a date.
    """
    linea = " ".join(texto.split())
    menciones = leer_menciones(linea, conocidos)
    tramos = sin_menciones(linea, menciones)
    plazo: Plazo | None = None
    # The last stretch first: what was said last is the plazo.
    for n in reversed(range(len(tramos))):
        hallado = _buscar_plazo(tramos[n], referencia or _DIA_CUALQUIERA, inicia=n > 0)
        if hallado:
            plazo, tramos[n] = hallado
            break
    responsables = {plegar(m.nombre): m.nombre for m in reversed(menciones)}
    return RenglonDeAcuerdo(
        texto=_tender(tramos),
        responsables=tuple(reversed(responsables.values())),
        plazo_literal=plazo.literal if plazo else None,
        plazo=plazo.fecha if plazo and referencia else None,
        precision=plazo.precision if plazo and referencia else None,
    )


def _tender(tramos: list[str]) -> str:
    llenos = [" ".join(tramo.split()) for tramo in tramos]
    unido = " ".join(tramo for tramo in llenos if tramo)
    return re.sub(r" ([,;:.!?])(?=\s|$)", r"\1", unido).strip(_SOBRAS)


def _buscar_plazo(tramo: str, referencia: date, *, inicia: bool) -> tuple[Plazo, str] | None:
    """Return the plazo of a stretch and what is left of it; `inicia`: a name stood before it."""
    if sin_plazo := _SIN_PLAZO.search(tramo):
        literal = sin_plazo.group().strip()
        return Plazo(literal, None, None, sin_plazo=True, motivo=None), tramo[: sin_plazo.start()]
    for desde, hasta in _candidatos(tramo):
        if _es_de_la_frase(tramo, desde, hasta, suelto=inicia and not tramo[:desde].strip()):
            continue
        literal = tramo[desde:hasta].strip(_SOBRAS + ".")
        plazo = _leer(literal, referencia)
        if plazo:
            return plazo, f"{tramo[:desde].rstrip(_SOBRAS)} {tramo[hasta:].lstrip(_SOBRAS)}"
    return None


def _candidatos(tramo: str) -> Iterator[tuple[int, int]]:
    """Yield where a plazo may stand: the ends of the stretch, the longest first, then what is announced as one."""
    palabras = [(m.start(), m.end()) for m in re.finditer(r"\S+", tramo)]
    fin = len(tramo)
    finales = [desde for desde, _ in palabras[-_PALABRAS_DE_UN_PLAZO:] if fin - desde <= LARGO_MAXIMO]
    yield from ((desde, fin) for desde in finales)
    for n, (desde, _) in enumerate(palabras):
        if _ANUNCIA.match(plegar(tramo[desde : desde + LARGO_MAXIMO])):
            for _, hasta in reversed(palabras[n : n + _PALABRAS_DE_UN_PLAZO]):
                yield desde, hasta


def _leer(literal: str, referencia: date) -> Plazo | None:
    """Return the plazo that a wording names from that day on; a day gone by was told, not agreed on."""
    if _SIN_FECHA.fullmatch(plegar(literal)):
        return Plazo(literal, None, None, sin_plazo=False, motivo=None)
    try:
        plazo = leer_plazo(literal, referencia)
    except ValueError:
        return None
    if plazo.fecha is None or (plazo.fecha < referencia and referencia != _DIA_CUALQUIERA):
        return None
    return plazo


def _es_de_la_frase(tramo: str, desde: int, hasta: int, *, suelto: bool) -> bool:
    """Whether words that could be a plazo go with those before them: «el padrón de 2017», «entregar 15 días».

    `suelto`: they stand right after a name, so there is nothing that they could go with.
    """
    llano = plegar(tramo[desde:hasta].strip(_SOBRAS + "."))
    introducido = bool(_INTRODUCE.match(llano))
    if _ABREN.match(llano) or _NO_CIERRAN.fullmatch(llano) or (_A_UN_PERIODO.match(llano) and not introducido):
        return True
    if suelto:
        return False
    suelta = bool(_PALABRA_SUELTA.fullmatch(llano))
    previas = tramo[:desde].split()
    if not previas:
        return suelta
    previa = plegar(previas[-1])
    if previa[-1] in ",;:.-–—(":
        return False
    ligada = previa in _CONTINUA or bool(_ENTRE_PERIODOS.fullmatch(previa))
    return ligada or (not introducido and (suelta or bool(_CANTIDAD.match(llano))))
