"""What the writer of open data is handed: tables as plain data, with what each field means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Celda = str | int | date | None
"""A value of a field; yes and no are `sí` and `no`."""


class ClaseDeCampo(StrEnum):
    """What a field holds."""

    TEXTO = "texto"
    ENTERO = "entero"
    FECHA = "fecha"
    HORA = "hora"
    INSTANTE = "instante"
    SI_NO = "si_no"
    UUID = "uuid"


@dataclass(frozen=True, slots=True)
class Campo:
    """A field: `valores` are those that are expected, where there is a list."""

    nombre: str
    clase: ClaseDeCampo
    titulo: str
    descripcion: str
    valores: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Referencia:
    """A field whose values are the `uuid` of rows of `tabla`."""

    campo: str
    tabla: str


@dataclass(frozen=True, slots=True)
class Tabla:
    """Rows under the names of their fields; `identidad` are the fields that tell them apart."""

    nombre: str
    titulo: str
    campos: Sequence[Campo]
    identidad: Sequence[str]
    filas: Sequence[Mapping[str, Celda]]
    referencias: Sequence[Referencia] = ()


@dataclass(frozen=True, slots=True)
class Conjunto:
    """All tables, and what is said of them together; `creado` has its offset."""

    nombre: str
    titulo: str
    descripcion: str
    creado: datetime
    version_app: str
    tablas: Sequence[Tabla]
