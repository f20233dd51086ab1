"""The package's sheets and columns, read from their one definition (`recursos/formato_paquete.csv`)."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from enlace_app.errores import ErrorDeEntorno

FORMATO = "enlace-paquete"
FORMATO_VERSION = 1
HOJA_PORTADA = "Portada"
HOJA_EJEMPLOS = "Ejemplos"
"""Only in capture workbooks: how rows look once they are filled in; nobody reads it but people."""
COLUMNAS_DE_PORTADA = ("campo", "valor")
COLUMNA_REF = "ref"
"""Only in capture workbooks: the person's own mark of a row; known, but in no package and in no hash."""

_ENCABEZADO = "hoja,columna,tipo,captura,derivada,identidad,valores,ancho,etiqueta,descripcion"
_NOMBRE_HOJA = re.compile(r"[A-Z][A-Za-z]{0,30}")
_NOMBRE_COLUMNA = re.compile(r"[a-z][a-z0-9_]*")
_MAXIMO_DESCRIPCION = 255
"""What Excel shows as the help of a cell; a longer description would have to be cut."""


class TipoDeColumna(StrEnum):
    """What a column holds; all but `ENTERO` and `FECHA` are string cells."""

    TEXTO = "texto"
    ENTERO = "entero"
    FECHA = "fecha"
    HORA = "hora"
    INSTANTE = "instante"
    SI_NO = "si_no"
    LISTA = "lista"
    UUID = "uuid"
    REFERENCIA = "referencia"
    CLAVE = "clave"


@dataclass(frozen=True, slots=True)
class Columna:
    """A column of a sheet.

    `captura`: a capture workbook that uses the sheet must have it. `derivada`: repeated or left blank for the reader,
    ignored on reading and outside the hash. `identidad`: part of what identifies a row and gives the hash its order.
    `valores`: the fixed list, empty where there is none; a value outside it is warned about and kept.
    """

    nombre: str
    tipo: TipoDeColumna
    captura: bool
    derivada: bool
    identidad: bool
    valores: tuple[str, ...]
    ancho: int
    etiqueta: str
    descripcion: str


@dataclass(frozen=True, slots=True)
class Hoja:
    """A sheet: the listed columns in their order, then the derived ones."""

    nombre: str
    columnas: tuple[Columna, ...]

    @property
    def columnas_de_huella(self) -> tuple[Columna, ...]:
        """The columns that the hash covers."""
        return tuple(c for c in self.columnas if not c.derivada)

    @property
    def obligatorias(self) -> tuple[Columna, ...]:
        """The columns that a capture workbook needs in this sheet."""
        return tuple(c for c in self.columnas if c.captura)

    @property
    def identidad(self) -> tuple[Columna, ...]:
        """What identifies a row and orders the hash: the uuid, except in Bitacora and Diccionario."""
        return tuple(c for c in self.columnas if c.identidad)

    def columna(self, nombre: str) -> Columna:
        """Return a column by name; `KeyError` if this sheet has none such."""
        for columna in self.columnas:
            if columna.nombre == nombre:
                return columna
        raise KeyError(nombre)


@dataclass(frozen=True, slots=True)
class Formato:
    """All sheets of the package in their order, `Portada` left out: it is a list of fields, not of records."""

    hojas: tuple[Hoja, ...]

    def hoja(self, nombre: str) -> Hoja:
        """Return a sheet by name; `KeyError` if the format has none such."""
        for hoja in self.hojas:
            if hoja.nombre == nombre:
                return hoja
        raise KeyError(nombre)

    def diccionario(self) -> list[dict[str, str | None]]:
        """Return the rows of the sheet Diccionario: one for every column of every sheet."""
        return [
            {
                "hoja": hoja.nombre,
                "columna": columna.nombre,
                "descripcion": columna.descripcion,
                "tipo": columna.tipo.value,
                "valores": "; ".join(columna.valores) or None,
            }
            for hoja in self.hojas
            for columna in hoja.columnas
        ]


def leer_formato(ruta: Path) -> Formato:
    """Read and check the definition.

    Raises:
        ErrorDeEntorno: it is missing or damaged, which only a broken installation explains.
    """
    try:
        with ruta.open(encoding="utf-8", newline="") as archivo:
            hojas = _hojas(archivo)
    except (OSError, ValueError, csv.Error) as error:
        raise ErrorDeEntorno(
            f"La definición del formato ({ruta.name}) falta o está dañada: {error}. Vuelva a instalar el programa."
        ) from error
    return Formato(hojas)


def _hojas(lineas: Iterable[str]) -> tuple[Hoja, ...]:
    lector = csv.reader(lineas, strict=True)
    encabezado = next(lector, [])
    if ",".join(encabezado) != _ENCABEZADO:
        raise ValueError("encabezado")
    filas = [dict(zip(encabezado, fila, strict=True)) for fila in lector]
    hojas = tuple(_hoja(nombre, list(grupo)) for nombre, grupo in groupby(filas, itemgetter("hoja")))
    nombres = [hoja.nombre for hoja in hojas]
    if not nombres or len(set(nombres)) != len(nombres):
        raise ValueError(f"hojas {nombres}")
    return hojas


def _hoja(nombre: str, filas: list[dict[str, str]]) -> Hoja:
    columnas = tuple(_columna(fila) for fila in filas)
    nombres = [c.nombre for c in columnas]
    derivadas = [c.derivada for c in columnas]
    if not _NOMBRE_HOJA.fullmatch(nombre) or len(set(nombres)) != len(nombres):
        raise ValueError(f"hoja {nombre}")
    if derivadas != sorted(derivadas):
        raise ValueError(f"{nombre}: las columnas derivadas van al final")
    if not any(c.identidad for c in columnas) or any(c.derivada and (c.identidad or c.captura) for c in columnas):
        raise ValueError(f"{nombre}: identidad")
    return Hoja(nombre, columnas)


def _columna(fila: dict[str, str]) -> Columna:
    nombre, descripcion = fila["columna"], fila["descripcion"]
    lugar = f"{fila['hoja']}.{nombre}"
    valores = tuple(fila["valores"].split("; ")) if fila["valores"] else ()
    ancho = int(fila["ancho"])
    if not _NOMBRE_COLUMNA.fullmatch(nombre) or nombre == COLUMNA_REF or not 1 <= ancho <= 255:
        raise ValueError(lugar)
    if len(set(valores)) != len(valores) or any(v != v.strip() or not v for v in valores):
        raise ValueError(f"{lugar}: valores")
    if not fila["etiqueta"] or not 0 < len(descripcion) <= _MAXIMO_DESCRIPCION:
        raise ValueError(f"{lugar}: etiqueta o descripción")
    return Columna(
        nombre=nombre,
        tipo=TipoDeColumna(fila["tipo"]),
        captura=_si_no(fila["captura"], lugar),
        derivada=_si_no(fila["derivada"], lugar),
        identidad=_si_no(fila["identidad"], lugar),
        valores=valores,
        ancho=ancho,
        etiqueta=fila["etiqueta"],
        descripcion=descripcion,
    )


def _si_no(valor: str, lugar: str) -> bool:
    if valor not in {"sí", "no"}:
        raise ValueError(f"{lugar}: «{valor}» no es sí ni no")
    return valor == "sí"
