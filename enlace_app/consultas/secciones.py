"""The shape of what is shown about one record: titled sections of labels and values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from enlace_app.consultas.valores import Celda
from enlace_app.dominio.cantidades import escribir_minimo
from enlace_app.dominio.fechas import FechaImprecisa, Precision, escribir_fecha


@dataclass(frozen=True, slots=True)
class Renglon:
    """A label and its value, both for a person to read."""

    etiqueta: str
    valor: str


@dataclass(frozen=True, slots=True)
class Seccion:
    """Lines under a title; the first section of a record has no title of its own."""

    titulo: str
    renglones: tuple[Renglon, ...]


@dataclass(frozen=True, slots=True)
class Ficha:
    """One record: its folio and all that is known about it."""

    tabla: str
    uuid: str
    folio: str
    secciones: tuple[Seccion, ...]


def componer(titulo: str, renglones: Iterable[tuple[str, Celda]]) -> Seccion:
    """Return a section; what has no value is left out."""
    return Seccion(titulo, tuple(Renglon(etiqueta, escribir(v)) for etiqueta, v in renglones if v not in (None, "")))


def con_contenido(secciones: Iterable[Seccion]) -> tuple[Seccion, ...]:
    """Return the sections that have lines."""
    return tuple(seccion for seccion in secciones if seccion.renglones)


def escribir(valor: Celda) -> str:
    """Return a value as a person reads it: a date in words, the rest as it is."""
    return escribir_dia(valor) if isinstance(valor, date) else str(valor)


def escribir_dia(dia: date) -> str:
    """Return a day in words."""
    return escribir_fecha(FechaImprecisa(dia, Precision.dia))


def escribir_fojas(numero: int | None, *, es_minimo: bool) -> str | None:
    """Return a count of sheets, «más de» kept."""
    if numero is None:
        return None
    return f"{escribir_minimo(numero, es_minimo=es_minimo)} {'foja' if numero == 1 else 'fojas'}"


def juntar(*partes: Celda) -> str | None:
    """Return what there is of several details on one line."""
    return " · ".join(escribir(parte) for parte in partes if parte not in (None, "")) or None
