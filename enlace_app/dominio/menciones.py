"""Who is named with «@» in a line: a name that is known, one between quotes, or one word."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enlace_app.dominio.organizaciones import plegar

_PALABRAS_MAXIMAS = 12
"""No institution's name has more words; each one more is one more look at the list."""

_CITADO = re.compile(r'@(?:"([^"]+)"|“([^”]+)”|«([^»]+)»)')
# After a letter, a digit or one of the signs of an address it is an e-mail, not a mention.
_ARROBA = re.compile(r"(?<![\w.+\-@])@(?=\S)")
_CIERRE = ".,;:!?)]}»”\"'…"
_ENLAZAN = frozenset({"y", "e", "o", "u"})
_INTRODUCEN = frozenset({
    "a", "al", "ante", "con", "contra", "de", "del", "desde", "e", "el", "en", "entre", "hacia", "la", "las", "los",
    "o", "para", "por", "que", "responsable", "responsables", "segun", "sobre", "su", "sus", "u", "un", "una", "y",
})  # fmt: skip
"""Words after which a name is part of the sentence: «solicitar a @…»."""

_A_CARGO = re.compile(r"(?:a cargo del?|por parte del?|responsables?:?)(?: la| los| las| el)?\s*$", re.IGNORECASE)
"""Words with which the sentence is over: what stands before them may end with the plazo."""


@dataclass(frozen=True, slots=True)
class Mencion:
    """One name, where it stands in the line, and the words by which the sentence goes on without the «@»."""

    nombre: str
    desde: int
    hasta: int


def leer_menciones(linea: str, conocidos: Mapping[str, str]) -> list[Mencion]:
    """Return who is named in a line; `conocidos` maps each folded name to the way it is written.

    The longest known name wins, several words included; what is not known is the words between quotes, else one word.
    Of a known name only its spelling is mended: an alias stays the alias that was typed.
    """
    menciones: list[Mencion] = []
    posicion = 0
    while hallada := _ARROBA.search(linea, posicion):
        mencion = _leer(linea, hallada.start(), conocidos)
        if mencion:
            menciones.append(mencion)
        posicion = mencion.hasta if mencion else hallada.end()
    return menciones


def sin_menciones(linea: str, menciones: Sequence[Mencion]) -> list[str]:
    """Return what is left of the line in stretches: nothing is read across the place where a name was taken out.

    A name that is part of the sentence («solicitar a @… el padrón») stays in it, without its «@»; one that was put
    beside it («limpiar canales @… en dos semanas») goes, with what joined it to the name before («y», a comma).
    """
    tramos: list[str] = [""]
    posicion = 0
    queda = False
    for n, mencion in enumerate(menciones):
        previo = linea[posicion : mencion.desde]
        sigue_lista = n > 0 and _solo_enlaza(previo)
        # A name of a list goes the way of the first: «a @… y @…» stays whole, «@…, @… y @…» goes whole.
        queda = queda if sigue_lista else _es_de_la_frase(previo)
        if queda:
            corte = _A_CARGO.search(previo)
            tramos[-1] += previo[: corte.start()] if corte else previo + mencion.nombre
            tramos += [f"{corte.group()} {mencion.nombre}"] if corte else []
        else:
            tramos[-1] += " " if sigue_lista else previo
            tramos.append("")
        posicion = mencion.hasta
    tramos[-1] += linea[posicion:]
    return tramos


def mencion_abierta(linea: str, cursor: int) -> tuple[int, str] | None:
    """Return where the «@» stands whose name is being typed at the cursor, and what of it there is; None if none is.

    A name may have several words, so the caller closes its list of suggestions when nothing fits any more.
    """
    arrobas = [a.start() for a in re.finditer(r"(?<![\w.+\-@])@", linea[:cursor])]
    if not arrobas:
        return None
    escrito = linea[arrobas[-1] + 1 : cursor].lstrip('"“«')
    cerrado = any(signo in escrito for signo in '"”»')
    return None if cerrado or escrito.startswith(" ") or escrito.endswith("  ") else (arrobas[-1], escrito)


def _leer(linea: str, desde: int, conocidos: Mapping[str, str]) -> Mencion | None:
    if citado := _CITADO.match(linea, desde):
        nombre = " ".join(next(grupo for grupo in citado.groups() if grupo).split())
        return Mencion(_escrito(nombre, conocidos), desde, citado.end()) if nombre else None
    palabras = list(re.finditer(r"\S+", linea[desde + 1 :]))[:_PALABRAS_MAXIMAS]
    for ultima in reversed(palabras):
        entero = linea[desde + 1 : desde + 1 + ultima.end()]
        for nombre in (entero, entero.rstrip(_CIERRE)):
            if nombre and plegar(nombre) in conocidos:
                return Mencion(_escrito(nombre, conocidos), desde, desde + 1 + len(nombre))
    nombre = palabras[0].group().rstrip(_CIERRE).lstrip("\"'«“")
    if not any(c.isalnum() for c in nombre):
        return None
    fin = linea.index(nombre, desde) + len(nombre)
    return Mencion(nombre, desde, fin)


def _escrito(nombre: str, conocidos: Mapping[str, str]) -> str:
    conocido = conocidos.get(plegar(nombre), nombre)
    return conocido if plegar(conocido) == plegar(nombre) else nombre


def _solo_enlaza(entre: str) -> bool:
    """Whether all that stands between two names is what joins a list."""
    return all(plegar(parte) in _ENLAZAN for parte in re.split(r"[\s,;/]+", entre) if parte)


def _es_de_la_frase(previo: str) -> bool:
    palabras = previo.split()
    return bool(palabras) and (plegar(palabras[-1]) in _INTRODUCEN or palabras[-1].endswith(":"))
