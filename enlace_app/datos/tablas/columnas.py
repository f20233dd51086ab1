"""Column types and the columns that every kind of row shares.

Everything is stored as text or integer: the same file reads the same with sqlcipher3 alone and on PostgreSQL.
"""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Dialect, ForeignKey, Index, Integer, MetaData, String, Table, Text, text
from sqlalchemy.types import TypeDecorator

METADATOS = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s"}
)


class Identidad(TypeDecorator[UUID]):
    """A UUID as its 36 characters."""

    impl = String(36)
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> str | None:
        """Write it as text."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> UUID | None:
        """Read it back."""
        return None if value is None else UUID(value)


class Fecha(TypeDecorator[date]):
    """A date as ISO text."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Write it as text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """Read it back."""
        return None if value is None else date.fromisoformat(value)


class Instante(TypeDecorator[datetime]):
    """An instant as ISO text in UTC with microseconds, so that text order is time order."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write it in UTC; a naive instant is a bug."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("un instante sin zona no se guarda")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Read it back, aware and in UTC."""
        return None if value is None else datetime.fromisoformat(value)


class Opcion(TypeDecorator[StrEnum]):
    """One value of a fixed list as its text."""

    impl = String(32)
    cache_ok = True

    def __init__(self, enumeracion: type[StrEnum]) -> None:
        super().__init__()
        self.enumeracion = enumeracion

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Write it, or fail on a value outside the list."""
        return None if value is None else str(self.enumeracion(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Read it back."""
        return None if value is None else self.enumeracion(value)


class OpcionEscrita(Opcion):
    """The same in a column that began as free text."""

    impl = Text()
    cache_ok = True


def a_otra(destino: str) -> ForeignKey:
    """Return a reference, checked at commit: within one operation rows may be written in any order."""
    return ForeignKey(f"{destino}.uuid", deferrable=True, initially="DEFERRED")


def referencia(nombre: str, destino: str, *, obligatoria: bool = False, indice: bool = True) -> Column[Any]:
    """Return a column that points to the uuid of another table."""
    return Column(nombre, Identidad, a_otra(destino), nullable=not obligatoria, index=indice)


def textos(*nombres: str, obligatorio: bool = False) -> list[Column[Any]]:
    """Return text columns."""
    return [Column(nombre, Text, nullable=not obligatorio) for nombre in nombres]


def vigentes() -> dict[str, Any]:
    """Return the options of an index over the rows that were not withdrawn."""
    return {"sqlite_where": text("NOT baja"), "postgresql_where": text("NOT baja")}


def retirados() -> dict[str, Any]:
    """Return the options of an index over the few rows that were withdrawn."""
    return {"sqlite_where": text("baja"), "postgresql_where": text("baja")}


def registro(nombre: str, *columnas: Column[Any] | Index) -> Table:
    """Return the table of a `Registro`: a row that travels in packages."""
    return Table(
        nombre,
        METADATOS,
        Column("uuid", Identidad, primary_key=True),
        Column("rev", Integer, nullable=False),
        Column("creado", Instante, nullable=False),
        Column("modificado", Instante, nullable=False),
        Column("origen", Identidad, nullable=False),
        Column("baja", Boolean, nullable=False),
        *columnas,
    )


def constancia(nombre: str, *columnas: Column[Any] | Index) -> Table:
    """Return the table of a `Constancia`: a row that is only ever added."""
    return Table(
        nombre,
        METADATOS,
        Column("uuid", Identidad, primary_key=True),
        Column("creado", Instante, nullable=False),
        Column("origen", Identidad, nullable=False),
        *columnas,
    )


def valor(nombre: str, duenio: str, *columnas: Column[Any] | Index) -> Table:
    """Return the table of a `Valor`: rows that belong to one row of `duenio` and are only replaced."""
    return Table(
        nombre,
        METADATOS,
        Column("id", Integer, primary_key=True, autoincrement=True),
        referencia(duenio, duenio, obligatoria=True),
        *columnas,
    )


def enlace(nombre: str, izquierda: str, derecha: str) -> Table:
    """Return the table that links two nouns N:M."""
    return Table(
        nombre,
        METADATOS,
        Column(izquierda, Identidad, a_otra(izquierda), primary_key=True),
        Column(derecha, Identidad, a_otra(derecha), primary_key=True, index=True),
    )
