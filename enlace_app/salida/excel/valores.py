"""Which values survive Excel, LibreOffice and openpyxl unaltered; nothing else is ever written."""

import re
from datetime import date, datetime

from enlace_app.dominio.textos import MAXIMO_UTF16, SECUENCIA_DE_HOJA, unidades_utf16
from enlace_app.salida.excel.hojas import Celda

PRIMERA_FECHA = date(1900, 3, 1)
"""Before it Excel counts a 29 February 1900 that never was, and programs disagree by a day."""

LIMITE_ENTERO = 10**15
"""Spreadsheets keep 15 digits."""

_MAXIMO_CORTO = MAXIMO_UTF16 // 2
_ILEGALES = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters but the line feed, lone surrogates, and what XML cannot hold."""


def motivo_de_texto(texto: str) -> str | None:
    """Return why a text would not survive in a cell, in words for the user; None if it does."""
    # Most texts are short and plain: what is printable holds nothing illegal, and every sequence ends in "_".
    if len(texto) <= _MAXIMO_CORTO and "_" not in texto and texto.isprintable():
        return None
    # counting units is slow, and most texts are far from the limit
    if 2 * len(texto) > MAXIMO_UTF16 and (largo := unidades_utf16(texto)) > MAXIMO_UTF16:
        return f"el texto mide {largo:,} unidades y en una celda caben {MAXIMO_UTF16:,}; divídalo en dos partes"
    if ilegal := _ILEGALES.search(texto):
        codigo = f"U+{ord(ilegal.group()):04X}"
        return f"el carácter {ilegal.start() + 1} ({codigo}) no se puede guardar en una hoja de cálculo; bórrelo"
    if secuencia := SECUENCIA_DE_HOJA.search(texto):
        return f"«{secuencia.group()}» no sobrevive en una hoja de cálculo; sepárelo con un espacio"
    return None


def motivo_de_valor(valor: Celda) -> str | None:
    """Return why a value would not survive in a cell; None if it does.

    Raises:
        TypeError: a boolean, float, date with time or anything else that no column holds: a bug of the caller.
    """
    if valor is None:
        return None
    if isinstance(valor, str):
        return motivo_de_texto(valor)
    if isinstance(valor, date) and not isinstance(valor, datetime):
        return None if valor >= PRIMERA_FECHA else f"la fecha {valor.isoformat()} es anterior al 1 de marzo de 1900"
    if isinstance(valor, int) and not isinstance(valor, bool):
        return None if abs(valor) < LIMITE_ENTERO else f"el número {valor} pasa de 15 cifras; guárdelo como texto"
    raise TypeError(f"{type(valor).__name__} no cabe en una celda")
