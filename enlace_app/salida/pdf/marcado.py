"""From a user's text to ReportLab markup and back: nothing typed may change or vanish on the way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from markupsafe import Markup

from enlace_app.errores import ErrorDeNegocio

_SALTO: Final = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ESPACIOS: Final = re.compile("^ +| {2,}")
_ETIQUETA: Final = re.compile(r"<(/?)([a-zA-Z]+)\s*(/?)>")
_MENOR: Final = re.compile(r"<[^<>]*>?")
_PARRAFO: Final = re.compile(r"<p(?:\s+estilo=\"(?P<estilo>\w+)\")?\s*>(?P<interior>.*?)</p>", re.DOTALL)
_BLANCOS: Final = re.compile("[ \n]+")
BR: Final = re.compile(r"<br\s*/?>")
_PERMITIDAS: Final = frozenset({"b", "u", "sub", "super", "br"})
_FIJO: Final = "\u00a0"


@dataclass(frozen=True)
class Trozo:
    """One running paragraph: its style's name, its markup without line breaks, whether a blank line comes before."""

    estilo: str
    marcado: str
    tras_blanco: bool = False


def marcar(texto: str) -> Markup:
    """Return markup that prints exactly `texto`: escaped, line ends as `<br/>`, runs of spaces kept."""
    lineas = _SALTO.split(texto.replace("\t", " " * 4))
    return Markup("<br/>").join(_ESPACIOS.sub(_fijar, linea) for linea in lineas)


def _fijar(espacios: re.Match[str]) -> str:
    largo = len(espacios.group())
    # The first of an inner run stays breakable; at the start of a line ReportLab would drop it.
    return _FIJO * largo if espacios.start() == 0 else " " + _FIJO * (largo - 1)


def llano(marcado: str) -> str:
    """Return the characters that the markup prints, without tags."""
    if "<" not in marcado:
        return unescape(marcado)
    return unescape(_ETIQUETA.sub("", marcado))


def exigir_etiquetas(marcado: str) -> None:
    """Raise `ErrorDeNegocio` for a tag that the wording of a template may not use, or one left open."""
    abiertas: list[str] = []
    for suelta in _MENOR.finditer(marcado):
        etiqueta = _ETIQUETA.fullmatch(suelta.group())
        if etiqueta is None or etiqueta[2] not in _PERMITIDAS:
            raise ErrorDeNegocio(f"la etiqueta «{suelta.group()[:40]}» no se permite")
        if etiqueta[2] == "br" or etiqueta[3]:
            continue
        if not etiqueta[1]:
            abiertas.append(etiqueta[2])
        elif not abiertas or abiertas.pop() != etiqueta[2]:
            raise ErrorDeNegocio(f"la etiqueta «{suelta.group()}» cierra lo que no está abierto")
    if abiertas:
        raise ErrorDeNegocio(f"la etiqueta «<{abiertas[-1]}>» no se cierra")


def parrafos(marcado: str, estilo: str = "cuerpo") -> Iterator[Trozo]:
    """Yield the `<p>` of a rendered wording, each split at its line breaks; raise `ErrorDeNegocio` on loose text."""
    if suelto := _PARRAFO.sub("", marcado).strip():
        raise ErrorDeNegocio(f"hay texto fuera de <p>…</p>: «{llano(suelto)[:40]}»")
    for parrafo in _PARRAFO.finditer(marcado):
        yield from renglones(parrafo["interior"], parrafo["estilo"] or estilo)


def renglones(marcado: str, estilo: str) -> Iterator[Trozo]:
    """Yield one `Trozo` per line of the markup, closing and reopening tags around each break.

    Paragraphs of their own, instead of one with `<br/>`: each closes its gap with dashes, and layout stays linear.
    """
    if "<" not in marcado:
        if llano(marcado).strip():
            yield Trozo(estilo, _BLANCOS.sub(" ", marcado).strip(" "))
        return
    exigir_etiquetas(marcado)
    abiertas: list[str] = []
    tras_blanco = False
    # Typed runs of spaces are hard spaces by now: what is left to collapse is the template's own layout.
    for linea in BR.split(_BLANCOS.sub(" ", marcado)):
        apertura = "".join(f"<{nombre}>" for nombre in abiertas)
        for etiqueta in _ETIQUETA.finditer(linea):
            if etiqueta[1]:
                abiertas.pop()
            elif not etiqueta[3]:
                abiertas.append(etiqueta[2])
        if not llano(linea).strip():
            tras_blanco = True
            continue
        yield Trozo(estilo, apertura + linea.strip(" ") + "".join(f"</{n}>" for n in reversed(abiertas)), tras_blanco)
        tras_blanco = False
