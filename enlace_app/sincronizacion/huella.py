"""Canonical hashes of a workbook's content.

They cover values, not files: a re-save, a sort, an added column, another date format or a blank row leave them as they
were; one changed value changes them, and the sheet's own hash says where.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from enlace_app.errores import ErrorDeNegocio
from enlace_app.sincronizacion.filas import Valor
from enlace_app.sincronizacion.formato import Columna, Hoja, TipoDeColumna

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ENTERO = re.compile(r"-?[1-9][0-9]{0,14}|0")

Canonico = str | int | None
"""What stands in the hashed lines: JSON text, integer or null."""


def huella_hoja(hoja: Hoja, filas: Iterable[Mapping[str, Valor]]) -> str:
    """Return the SHA-256 of a sheet, in hexadecimal.

    Its lines are JSON arrays without spaces, in UTF-8, each ended by a line feed: first `[sheet,[columns]]`, then the
    rows in the order of their identity. Missing columns count as empty; rows without any value are left out.

    Raises:
        ErrorDeNegocio: a row has values but not all of its identity, or a text that is not valid Unicode.
    """
    columnas = hoja.columnas_de_huella
    return huella_canonica(hoja, ([canonico(c, fila.get(c.nombre)) for c in columnas] for fila in filas))


def huella_canonica(hoja: Hoja, filas: Iterable[Sequence[Canonico]]) -> str:
    """Return the same of rows that have one spelling per value already, given as the values of the hashed columns.

    Raises:
        ErrorDeNegocio: as `huella_hoja`.
    """
    nombres = [c.nombre for c in hoja.columnas_de_huella]
    identidad = [(n, nombres.index(n)) for n in (c.nombre for c in hoja.identidad)]
    lineas: list[tuple[list[tuple[int, int, str]], str]] = []
    for valores in filas:
        if all(v is None for v in valores):
            continue
        faltan = [nombre for nombre, lugar in identidad if valores[lugar] is None]
        if faltan:
            raise ErrorDeNegocio(
                f"La hoja «{hoja.nombre}» tiene una fila sin {', '.join(faltan)}: no se puede comprobar su huella. "
                "Pida el libro otra vez a quien lo envió."
            )
        lineas.append(([_orden(valores[lugar]) for _, lugar in identidad], _linea(valores)))
    lineas.sort()
    resumen = hashlib.sha256(_en_utf8(hoja, _linea([hoja.nombre, nombres])))
    for _, linea in lineas:
        resumen.update(_en_utf8(hoja, linea))
    return resumen.hexdigest()


def huella_contenido(huellas: Iterable[str]) -> str:
    """Return the SHA-256 of the sheets' hexadecimal hashes, one right after the other in the format's order."""
    return hashlib.sha256("".join(huellas).encode("ascii")).hexdigest()


def canonico(columna: Columna, valor: Valor) -> Canonico:
    """Return one spelling per value, whether it comes from our rows or from a workbook read back."""
    if valor is None or valor == "":
        return None
    if isinstance(valor, date):
        return valor.isoformat()
    if columna.tipo is TipoDeColumna.ENTERO:
        if isinstance(valor, str) and _ENTERO.fullmatch(valor):
            return int(valor)
        return valor if isinstance(valor, int) else str(valor)
    return str(valor)


def _orden(valor: Canonico) -> tuple[int, int, str]:
    """Return a key that compares integers as such, before texts, which compare by code point."""
    return (0, valor, "") if isinstance(valor, int) else (1, 0, str(valor))


def _linea(valores: Sequence[object]) -> str:
    return _JSON.encode(valores) + "\n"


def _en_utf8(hoja: Hoja, linea: str) -> bytes:
    try:
        return linea.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ErrorDeNegocio(f"La hoja «{hoja.nombre}» tiene un texto con caracteres que no son válidos.") from error
