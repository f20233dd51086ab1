"""What a text must be before it is kept, so that nothing ever prints as less than what was typed.

Limits come from the two outputs: a spreadsheet cell holds 32,767 UTF-16 units and reads `_x000D_` as a control
character; the acta prints only characters that its embedded font has.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from enlace_app.errores import ErrorDeNegocio

MAXIMO_UTF16 = 32_767
SECUENCIA_DE_HOJA = re.compile(r"_x[0-9A-F]{4}_|x005F_", re.IGNORECASE)
"""What a workbook reads as an escaped character instead of the text that it is."""


class ErrorDeTexto(ErrorDeNegocio):
    """A text that cannot be kept as typed; `motivo` says why without the field's name."""

    def __init__(self, campo: str, motivo: str) -> None:
        super().__init__(f"{campo}: {motivo}")
        self.campo = campo
        self.motivo = motivo


def unidades_utf16(texto: str) -> int:
    """Return the length that Excel and Windows count: characters beyond U+FFFF count twice."""
    return len(texto) + sum(1 for c in texto if ord(c) > 0xFFFF)


def normalizar(texto: str) -> str:
    """Return the text as it is captured: every line end becomes a line feed, a tab becomes a space."""
    return texto.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")


@dataclass(frozen=True)
class Alfabeto:
    """The characters that can be printed; `imprimibles` holds their code points."""

    imprimibles: frozenset[int]

    @classmethod
    def de_lineas(cls, lineas: Iterable[str]) -> "Alfabeto":
        """Read ranges such as `0020-007E` or `2713`, one per line; `#` begins a comment."""
        puntos: set[int] = set()
        for linea in lineas:
            rango = linea.split("#")[0].strip()
            if rango:
                desde, _, hasta = rango.partition("-")
                puntos.update(range(int(desde, 16), int(hasta or desde, 16) + 1))
        return cls(frozenset(puntos))

    def limpiar(self, campo: str, texto: str) -> str:
        """Return the normalised text, or raise `ErrorDeTexto` naming the field and what cannot be kept.

        A Mac writes é as two characters (NFD), of which the font has only the first: they become one.
        """
        limpio = unicodedata.normalize("NFC", normalizar(texto))
        largo = unidades_utf16(limpio)
        if largo > MAXIMO_UTF16:
            raise ErrorDeTexto(
                campo, f"el texto mide {largo:,} unidades y caben {MAXIMO_UTF16:,}; divídalo en dos partes"
            )
        for posicion, caracter in enumerate(limpio, start=1):
            if caracter != "\n" and ord(caracter) not in self.imprimibles:
                raise ErrorDeTexto(campo, self._motivo(caracter, posicion))
        if secuencia := SECUENCIA_DE_HOJA.search(limpio):
            raise ErrorDeTexto(
                campo, f"«{secuencia.group()}» no sobrevive en una hoja de cálculo; sepárelo con un espacio"
            )
        return limpio

    @staticmethod
    def _motivo(caracter: str, posicion: int) -> str:
        codigo = f"U+{ord(caracter):04X}"
        if not caracter.isprintable():
            return f"el carácter {posicion} ({codigo}) es invisible y no se puede imprimir; bórrelo"
        cual = f"el carácter «{caracter}» ({codigo}, posición {posicion})"
        return f"{cual} no se puede imprimir en el acta; escríbalo de otro modo"
