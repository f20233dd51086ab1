"""What hangs N:M on a record, gathered with one query instead of one per row.

PostgreSQL and SQLite join texts with different functions: the members are put together here.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from enlace_app.datos.lectura import Lectura

Conjuntos = Mapping[str, tuple[str, ...]]
"""The members' texts by the uuid of the record that has them."""

_REGIONES = """
SELECT enlace.{duenio} AS duenio, region.clave AS miembro
FROM {duenio}_region AS enlace JOIN region ON region.uuid = enlace.region {donde}
ORDER BY region.clave
"""
_COMPROMISOS = """
SELECT enlace.{duenio} AS duenio, compromiso.clave AS miembro
FROM {duenio}_compromiso AS enlace JOIN compromiso ON compromiso.uuid = enlace.compromiso {donde}
ORDER BY compromiso.clave
"""


def agrupar(lectura: Lectura, sql: str, parametros: Mapping[str, Any] | None = None) -> Conjuntos:
    """Return the members of every owner in the order of the query, which names its columns `duenio` and `miembro`."""
    grupos: dict[str, list[str]] = {}
    for fila in lectura.filas(sql, parametros):
        grupos.setdefault(fila["duenio"], []).append(fila["miembro"])
    return {duenio: tuple(miembros) for duenio, miembros in grupos.items()}


def regiones_por(lectura: Lectura, tabla: str, duenios: Sequence[str] | None = None) -> Conjuntos:
    """Return the region keys of every row of `reunion` or `compromiso`, or only of those uuids."""
    return _de(lectura, _REGIONES, tabla, duenios)


def compromisos_por(lectura: Lectura, tabla: str, duenios: Sequence[str] | None = None) -> Conjuntos:
    """Return the keys of the compromisos of every `reunion`, `acuerdo` or `documento`, or only of those uuids."""
    return _de(lectura, _COMPROMISOS, tabla, duenios)


def uno_de(nombre: str, valores: Sequence[object]) -> tuple[str, dict[str, object]]:
    """Return `(:nombre_0, :nombre_1, …)`, what follows IN, and the parameters; without values, what holds nothing."""
    parametros = {f"{nombre}_{n}": valor for n, valor in enumerate(valores)}
    return f"({', '.join(f':{clave}' for clave in parametros) or 'NULL'})", parametros


def _de(lectura: Lectura, sql: str, tabla: str, duenios: Sequence[str] | None) -> Conjuntos:
    if duenios is None:
        return agrupar(lectura, sql.format(duenio=tabla, donde=""))
    lista, parametros = uno_de("duenio", duenios)
    return agrupar(lectura, sql.format(duenio=tabla, donde=f"WHERE enlace.{tabla} IN {lista}"), parametros)
