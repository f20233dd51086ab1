"""The words on the pages, and whether those of a JSON are among them; for prints that differ in form."""

import logging
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any, Final

from enlace_app.salida.verificacion.limites import PROFUNDIDAD_MAXIMA, FueraDeLimites, Ilegible

_SEGUNDOS: Final = 40.0
"""For all pages; ours take a hundredth of a second each. A page may call its parts over and over."""

_NOMBRE_MAXIMO: Final = 60
_INICIO: Final = 2
"""Letters of a text that a page break leaves together at least: enough to pass over most pages."""


@dataclass(frozen=True)
class Hallazgo:
    """A value of the JSON that is not on the pages."""

    donde: str


def sin_blancos(texto: str) -> str:
    """Return it without white space: where a line breaks is nothing that was said."""
    return "".join(unicodedata.normalize("NFC", texto).split())


def hojas_de_texto(pdf: bytes, cuantas: int | None = None) -> list[str]:
    """Return the words of each page (of the first `cuantas`) without white space.

    Raises:
        Ilegible: they cannot be read.
        FueraDeLimites: reading them takes too long.
    """
    from pypdf import PdfReader

    # What it finds odd in a stranger's file it would write where a person reads the answer.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        plazo = _Plazo(_SEGUNDOS)
        hojas = islice(PdfReader(BytesIO(pdf)).pages, cuantas)
        return [sin_blancos(hoja.extract_text(visitor_operand_before=plazo)) for hoja in hojas]
    except FueraDeLimites:
        raise
    except Exception as error:  # pypdf promises nothing about what a hostile file makes it raise
        raise Ilegible("el texto de sus hojas no se puede leer") from error


class _Plazo:
    """Called before each instruction of a page: raises once the time is over."""

    def __init__(self, segundos: float) -> None:
        self._fin = time.monotonic() + segundos

    def __call__(self, *_: object) -> None:
        if time.monotonic() > self._fin:
            raise FueraDeLimites("leer sus hojas tarda demasiado")


def falta_en(hojas: Sequence[str], contenido: Mapping[str, Any], modelo: Sequence[str]) -> Hallazgo | None:
    """Return the first value of the JSON that these pages do not say and `modelo`, our own print of it, does.

    What our template does not print (identifiers, dates in figures that it writes in words) is asked of no page. The
    values of a list must come in its order.
    """
    for donde, valor in _valores(contenido, "", PROFUNDIDAD_MAXIMA):
        buscado = sin_blancos(valor)
        if buscado and _esta(buscado, modelo) and not _esta(buscado, hojas):
            return Hallazgo(visible(donde))
    for nombre, textos in _listas(contenido):
        if _en_orden(textos, "".join(modelo)) and not _en_orden(textos, "".join(hojas)):
            return Hallazgo(visible(nombre))
    return None


def hay_texto_mayor(contenido: Mapping[str, Any], tope: int) -> bool:
    """Whether one of its texts has more characters than that."""
    return any(len(valor) > tope for _, valor in _valores(contenido, "", PROFUNDIDAD_MAXIMA))


def hay_mas_piezas(contenido: Any, tope: int) -> bool:
    """Whether its lists have more elements than that, all of them together."""
    pendientes, piezas = [contenido], 0
    while pendientes and piezas <= tope:
        nodo = pendientes.pop()
        if isinstance(nodo, Mapping):
            pendientes.extend(nodo.values())
        elif isinstance(nodo, list):
            piezas += len(nodo)
            pendientes.extend(nodo)
    return piezas > tope


def visible(donde: str) -> str:
    """Return the beginning of a stranger's text: nothing in it may act on the screen that shows it."""
    return "".join(c for c in donde if c.isprintable())[:_NOMBRE_MAXIMO]


def _valores(nodo: Any, donde: str, niveles: int) -> Iterator[tuple[str, str]]:
    if niveles == 0:
        return
    if isinstance(nodo, str):
        yield donde, nodo
    elif isinstance(nodo, Mapping):
        for clave, valor in nodo.items():
            yield from _valores(valor, f"{donde}.{clave}" if donde else str(clave), niveles - 1)
    elif isinstance(nodo, list):
        for n, valor in enumerate(nodo, 1):
            yield from _valores(valor, f"{donde} {n}", niveles - 1)


def _listas(contenido: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The longest text of each element of each list: what an agreement says, not by when."""
    for nombre, valor in contenido.items():
        if isinstance(valor, list) and len(valor) > 1:
            textos = [
                max((sin_blancos(v) for v in elemento.values() if isinstance(v, str)), key=len, default="")
                for elemento in valor
                if isinstance(elemento, Mapping)
            ]
            yield nombre, [texto for texto in textos if texto]


def _esta(buscado: str, hojas: Sequence[str]) -> bool:
    """Whether it stands on a page, or runs over from one to the next, with what pages bear at top and foot between."""
    if any(buscado in hoja for hoja in hojas):
        return True
    inicio = buscado[:_INICIO]
    return any(inicio in hoja and _sigue(buscado, hojas, n) for n, hoja in enumerate(hojas))


def _sigue(resto: str, hojas: Sequence[str], n: int) -> bool:
    while resto and n < len(hojas):
        cabe = _prefijo(resto, hojas[n])
        if not cabe:
            return False
        resto, n = resto[cabe:], n + 1
    return not resto


def _prefijo(resto: str, hoja: str) -> int:
    """The length of its longest beginning that stands on a page."""
    if resto in hoja:
        return len(resto)
    bajo, alto = 0, len(resto)
    while bajo < alto - 1:
        medio = (bajo + alto) // 2
        bajo, alto = (medio, alto) if resto[:medio] in hoja else (bajo, medio)
    return bajo


def _en_orden(textos: Sequence[str], todo: str) -> bool:
    desde = 0
    for texto in textos:
        # Its beginning is enough: the whole of it was looked for above, and a page may end in the middle.
        hallado = todo.find(texto[:40], desde)
        if hallado < 0:
            return False
        desde = hallado + 1
    return True
