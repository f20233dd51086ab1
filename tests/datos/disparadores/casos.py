"""Meetings in every state, and the attack that a trigger must refuse and nothing else would."""

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
import sqlcipher3.dbapi2 as sqlite

from enlace_app.datos.conexion import Conexion
from enlace_app.datos.tablas import METADATOS
from tests.datos.disparadores.tablas import NIETAS
from tests.servicios.escenario import Completa

CLASES = ("cerrada", "visita", "firmada")


@dataclass(frozen=True)
class Casos:
    conexion: Conexion
    cerrada: Completa
    visita: Completa
    firmada: Completa
    abierta: Completa
    reabierta: Completa

    def de(self, clase: str) -> Completa:
        caso = getattr(self, clase)
        assert isinstance(caso, Completa)
        return caso


def rechazado(conexion: Conexion, sql: str, *parametros: object) -> str:
    """The message of the trigger that refuses; then, with all triggers gone, the same statement must change a row."""
    antes = conexion.total_changes
    with pytest.raises(sqlite.IntegrityError) as error:
        conexion.execute(sql, parametros)
    assert "constraint failed" not in str(error.value), "lo rechazó otra regla de la base, no un disparador"
    assert conexion.total_changes == antes
    for (nombre,) in conexion.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        conexion.execute(f"DROP TRIGGER {nombre}")
    conexion.execute(sql, parametros)
    assert conexion.total_changes > antes, "la instrucción no cambia nada ni sin disparadores: la prueba no prueba"
    return str(error.value)


def otro_valor(columna: str, tabla: str) -> object:
    """Something else that the column can hold."""
    tipo = str(METADATOS.tables[tabla].c[columna].type).upper()
    return 987_654 if tipo.startswith(("INT", "BOOL")) else str(uuid4())


def copia(tabla: str, **cambios: str) -> str:
    """SELECT list that copies a row, some columns replaced by an expression."""
    return ", ".join(cambios.get(c.name, c.name) for c in METADATOS.tables[tabla].columns)


def condicion(tabla: str, reunion: UUID) -> str:
    """Which rows of a table belong to a meeting."""
    if tabla in NIETAS or tabla in {"acuerdo_compromiso", "documento_compromiso"}:
        padre = NIETAS.get(tabla, tabla.partition("_")[0])
        return f"{padre} IN (SELECT uuid FROM {padre} WHERE reunion = '{reunion}')"
    return f"reunion = '{reunion}'"
