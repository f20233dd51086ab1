"""Keeps how every agreement stands, for lists that filter and order by it: derived by the rules of `dominio`."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, select

from enlace_app.datos.lotes import en_lotes
from enlace_app.datos.tablas.acuerdos import ACUERDO, SEGUIMIENTO, SITUACION
from enlace_app.dominio.seguimientos import CONCLUIDOS, Seguimiento, estado_vigente, plazo_vigente

_ENTRADAS = select(*(SEGUIMIENTO.c[n] for n in ("acuerdo", "uuid", "creado", "estado", "plazo_nuevo")))
# Withdrawn agreements have none: so a count of what is overdue need not look at the agreements themselves.
_PLAZOS = select(ACUERDO.c.uuid, ACUERDO.c.plazo).where(ACUERDO.c.baja.is_(False))


def poner_al_dia(conexion: Connection, acuerdos: Collection[UUID], seguimientos: Collection[UUID]) -> None:
    """Derive it anew for these agreements and for those of these entries; inside the caller's transaction."""
    alcanzados = set(acuerdos)
    for lote in en_lotes(seguimientos):
        suyos = select(SEGUIMIENTO.c.acuerdo).where(SEGUIMIENTO.c.uuid.in_(lote))
        alcanzados.update(conexion.execute(suyos).scalars())
    for lote in en_lotes(alcanzados):
        conexion.execute(SITUACION.delete().where(SITUACION.c.acuerdo.in_(lote)))
        _derivar(conexion, _PLAZOS.where(ACUERDO.c.uuid.in_(lote)), _ENTRADAS.where(SEGUIMIENTO.c.acuerdo.in_(lote)))


def reconstruir(conexion: Connection) -> None:
    """Derive it anew for all agreements; inside the caller's transaction."""
    conexion.execute(SITUACION.delete())
    _derivar(conexion, _PLAZOS, _ENTRADAS)


def _derivar(conexion: Connection, plazos: Select[Any], entradas: Select[Any]) -> None:
    por_acuerdo: dict[UUID, list[Seguimiento]] = {}
    for fila in conexion.execute(entradas):
        entrada = Seguimiento(uuid=fila.uuid, creado=fila.creado, estado=fila.estado, plazo_nuevo=fila.plazo_nuevo)
        por_acuerdo.setdefault(fila.acuerdo, []).append(entrada)
    filas = []
    for acuerdo, plazo in conexion.execute(plazos):
        suyas = por_acuerdo.get(acuerdo, [])
        estado = estado_vigente(suyas)
        filas.append(
            {
                "acuerdo": acuerdo,
                "estado": estado,
                "plazo": plazo_vigente(plazo, suyas),
                "concluido": estado in CONCLUIDOS,
            }
        )
    if filas:
        conexion.execute(SITUACION.insert(), filas)
