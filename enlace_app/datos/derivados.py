"""The derived indexes, `busqueda` and `situacion`: kept in line at every flush, and made anew after a migration.

Nothing in them is a truth of its own: they travel in no package, and whatever they hold can be thrown away.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection

from enlace_app.datos import busqueda, situaciones


def poner_al_dia(
    conexion: Connection, tocados: Iterable[tuple[str, UUID]], progreso: busqueda.Progreso | None = None
) -> None:
    """Bring both in line with rows that were just written, given as (table, uuid); inside the caller's transaction.

    `progreso` hears of rows done and in all; what it raises stops the work.
    """
    por_tabla: dict[str, set[UUID]] = {}
    for tabla, uuid in tocados:
        por_tabla.setdefault(tabla, set()).add(uuid)
    situaciones.poner_al_dia(conexion, por_tabla.get("acuerdo", ()), por_tabla.get("seguimiento", ()))
    busqueda.poner_al_dia(conexion, {tabla: [str(u) for u in uuids] for tabla, uuids in por_tabla.items()}, progreso)


def reconstruir(conexion: Connection) -> None:
    """Make both anew; inside the caller's transaction."""
    situaciones.reconstruir(conexion)
    busqueda.reconstruir(conexion)
