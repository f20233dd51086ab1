"""What hangs N:M on a record, gathered with one query instead of one per row.

PostgreSQL and SQLite join texts with different functions: the members are put together here.
"""

from collections.abc import Mapping

from enlace_app.datos.lectura import Lectura

Conjuntos = Mapping[str, tuple[str, ...]]
"""The members' texts by the uuid of the record that has them."""

_REGIONES = """
SELECT enlace.{duenio} AS duenio, region.clave AS miembro
FROM {duenio}_region AS enlace JOIN region ON region.uuid = enlace.region
ORDER BY region.clave
"""
_COMPROMISOS = """
SELECT enlace.{duenio} AS duenio, compromiso.clave AS miembro
FROM {duenio}_compromiso AS enlace JOIN compromiso ON compromiso.uuid = enlace.compromiso
ORDER BY compromiso.clave
"""


def agrupar(lectura: Lectura, sql: str) -> Conjuntos:
    """Return the members of every owner in the order of the query, which names its columns `duenio` and `miembro`."""
    grupos: dict[str, list[str]] = {}
    for fila in lectura.filas(sql):
        grupos.setdefault(fila["duenio"], []).append(fila["miembro"])
    return {duenio: tuple(miembros) for duenio, miembros in grupos.items()}


def regiones_por(lectura: Lectura, tabla: str) -> Conjuntos:
    """Return the region keys of every row of `reunion` or `compromiso`."""
    return agrupar(lectura, _REGIONES.format(duenio=tabla))


def compromisos_por(lectura: Lectura, tabla: str) -> Conjuntos:
    """Return the keys of the compromisos of every row of `reunion`, `acuerdo` or `documento`."""
    return agrupar(lectura, _COMPROMISOS.format(duenio=tabla))
