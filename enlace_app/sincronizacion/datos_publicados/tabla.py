"""One published CSV as checked rows: separator, header, width of each row, identity of each row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from enlace_app.sincronizacion.datos_publicados.celdas import limpiar
from enlace_app.sincronizacion.datos_publicados.contenido import ErrorDeContenido, descifrar, leer_bytes
from enlace_app.sincronizacion.problemas import Problema

_SEPARADORES: Final = ",;\t"
_NADA: Final = "No se leyó nada de este archivo."


@dataclass(frozen=True)
class Forma:
    """Columns that a file must have, those that it may have, and those that it may have but are left alone.

    `clave` names the column that identifies a row; None where no single column does.
    """

    obligatorias: tuple[str, ...]
    opcionales: tuple[str, ...] = ()
    ignoradas: tuple[str, ...] = ()
    clave: str | None = None

    @property
    def conocidas(self) -> frozenset[str]:
        """Every column that needs no remark."""
        return frozenset((*self.obligatorias, *self.opcionales, *self.ignoradas))


@dataclass(frozen=True)
class Registro:
    """A row with its cells by column, None where empty; a column that the file lacks has no key at all."""

    numero: int
    celdas: Mapping[str, str | None]

    def __getitem__(self, columna: str) -> str | None:
        return self.celdas[columna]


@dataclass(frozen=True)
class Tabla:
    """What could be read of a file; `leida` is False when nothing was, and `problemas` says why."""

    archivo: str
    registros: tuple[Registro, ...]
    problemas: tuple[Problema, ...]
    leida: bool = True


def leer_tabla(ruta: Path, forma: Forma) -> Tabla:
    """Read a CSV: UTF-8, separated by comma, semicolon or tab, header in its first row with content.

    A fault of the file as a whole (encoding, quotes, header) keeps all of it out; a fault of a row only that row.

    Raises:
        ErrorDeNegocio: there is no such file.
        ErrorDeEntorno: it could not be opened.
    """
    try:
        texto = descifrar(leer_bytes(ruta))
    except ErrorDeContenido as error:
        return _rechazada(ruta.name, str(error))
    return leer_texto(texto, ruta.name, forma)


def leer_texto(texto: str, archivo: str, forma: Forma) -> Tabla:
    """Read the text of a CSV that `archivo` names in the findings; see `leer_tabla`."""
    filas = _Filas(texto, _separador(texto, forma))
    try:
        numeradas = list(filas)
    except csv.Error as error:
        return _rechazada(archivo, f"{_motivo(str(error))} {_NADA}", filas.numero + 1)
    if not numeradas:
        return _rechazada(archivo, f"Está vacío: falta la fila de encabezados. {_NADA}")
    columnas = [(limpiar(celda) or "").casefold() for celda in numeradas[0][1]]
    if motivo := _falta_en(columnas, forma):
        return _rechazada(archivo, motivo, numeradas[0][0])
    registros, problemas = _registros(archivo, columnas, numeradas[1:], forma)
    return Tabla(archivo, registros, (*_sobrantes(archivo, columnas, forma), *problemas))


class _Filas:
    """The rows that have content, with their numbers as a spreadsheet shows them: blank ones count."""

    def __init__(self, texto: str, separador: str) -> None:
        self._lector = csv.reader(io.StringIO(texto, newline=""), delimiter=separador, strict=True)
        self.numero = 0

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        for fila in self._lector:
            self.numero += 1
            if any(celda.strip() for celda in fila):
                yield self.numero, fila


def _separador(texto: str, forma: Forma) -> str:
    """Return the separator under which the first row names most of the known columns."""

    def columnas_halladas(separador: str) -> int:
        try:
            _, encabezado = next(iter(_Filas(texto, separador)), (0, []))
        except csv.Error:
            return 0
        return len({celda.strip().casefold() for celda in encabezado} & forma.conocidas)

    return max(_SEPARADORES, key=columnas_halladas)


def _falta_en(columnas: list[str], forma: Forma) -> str | None:
    faltan = [columna for columna in forma.obligatorias if columna not in columnas]
    if len(faltan) == 1:
        return f"Falta la columna {faltan[0]}: agréguela con ese encabezado, aunque quede vacía. {_NADA}"
    if faltan:
        cuales = ", ".join(faltan)
        return f"Faltan las columnas {cuales}: agréguelas con esos encabezados, aunque queden vacías. {_NADA}"
    repetidas = sorted({columna for columna in columnas if columna and columnas.count(columna) > 1})
    if repetidas:
        return f"El encabezado repite {', '.join(repetidas)}: deje una sola columna con ese nombre. {_NADA}"
    return None


def _sobrantes(archivo: str, columnas: list[str], forma: Forma) -> Iterator[Problema]:
    sobran = [columna for columna in columnas if columna and columna not in forma.conocidas]
    if sobran:
        motivo = f"No se conocen y no se importan las columnas: {', '.join(sobran)}."
        yield Problema(archivo, None, None, None, motivo, grave=False)


def _registros(
    archivo: str, columnas: list[str], filas: Iterable[tuple[int, list[str]]], forma: Forma
) -> tuple[tuple[Registro, ...], tuple[Problema, ...]]:
    registros: list[Registro] = []
    problemas: list[Problema] = []
    vistas: dict[str, int] = {}
    for numero, fila in filas:
        if len(fila) != len(columnas):
            problemas.append(_fila_rechazada(archivo, numero, None, _otro_ancho(len(fila), len(columnas))))
            continue
        celdas = {columna: limpiar(celda) for columna, celda in zip(columnas, fila, strict=True) if columna}
        if forma.clave and (motivo := _sin_identidad(celdas[forma.clave], numero, vistas)):
            problemas.append(_fila_rechazada(archivo, numero, forma.clave, motivo))
            continue
        registros.append(Registro(numero, celdas))
    return tuple(registros), tuple(problemas)


def _otro_ancho(celdas: int, columnas: int) -> str:
    return (
        f"El encabezado tiene {columnas} celdas y esta fila {celdas}: revise si un texto con comas quedó sin comillas."
    )


def _sin_identidad(clave: str | None, numero: int, vistas: dict[str, int]) -> str | None:
    """Say why a row has no key of its own; otherwise remember in `vistas` where it stands."""
    if clave is None:
        return "Está vacía, y sin ella no se puede reconocer la fila en otra importación."
    if clave in vistas:
        return f"«{clave}» ya está en la fila {vistas[clave]}: cada fila necesita una clave propia."
    vistas[clave] = numero
    return None


def _fila_rechazada(archivo: str, numero: int, columna: str | None, motivo: str) -> Problema:
    return Problema(archivo, None, numero, columna, f"{motivo} La fila no se leyó.", grave=True)


def _motivo(error: str) -> str:
    if "field larger" in error:
        return f"Una celda tiene más de {csv.field_size_limit():,} caracteres; quizá unas comillas no se cierran."
    if "unexpected end" in error:
        return "Unas comillas se abren y no se cierran."
    return 'Las comillas están mal puestas: dentro de una celda se escriben dobles ("").'


def _rechazada(archivo: str, motivo: str, fila: int | None = None) -> Tabla:
    return Tabla(archivo, (), (Problema(archivo, None, fila, None, motivo, grave=True),), leida=False)
