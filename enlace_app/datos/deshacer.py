"""Puts back into a record what the change log says that it showed: the one place that sets columns by their name."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Column
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.orm import Mapper, RelationshipProperty
from sqlalchemy.types import TypeDecorator

from enlace_app.datos.bitacora import miembro_en_bitacora
from enlace_app.datos.mapeo import mapear
from enlace_app.datos.tablas import METADATOS
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.registros import Registro, Valor

_DIALECTO = DefaultDialect()
"""Our column types read the same text whatever database it comes from."""


def poner_valores(u: Unidad, *, tabla: str, uuid: UUID, valores: Mapping[str, Any]) -> None:
    """Set columns and lists of one record to what `antes` or `despues` of the log name.

    The record changes as by any other operation: its `rev` rises, the triggers and the rule of owners hold.

    Raises:
        ErrorDeNegocio: there is no such record, or one that it refers to.
        KeyError: the log names a table or column that there is not.
    """
    mapeador = _mapeadores()[tabla]
    registro = u.traer(mapeador.class_, uuid)
    for nombre, valor in valores.items():
        relacion = mapeador.relationships.get(nombre)
        if relacion is None:
            columna = METADATOS.tables[tabla].c[nombre]
            setattr(registro, mapeador.get_property_by_column(columna).key, _leer(columna, valor))
        elif not relacion.uselist:
            setattr(registro, nombre, u.traer(relacion.mapper.class_, UUID(valor)) if valor else None)
        elif relacion.secondary is not None:
            setattr(registro, nombre, [u.traer(relacion.mapper.class_, UUID(miembro)) for miembro in valor])
        else:
            setattr(registro, nombre, _lista_de_valores(relacion, getattr(registro, nombre), valor))


@cache
def _mapeadores() -> dict[str, Mapper[Any]]:
    """The records that can change, by table."""
    return {str(m.local_table): m for m in mapear().mappers if issubclass(m.class_, Registro)}


def _leer(columna: Column[Any], valor: Any) -> Any:
    """The log writes a value as the database does: the column's own type reads both."""
    tipo = columna.type
    if isinstance(tipo, TypeDecorator):
        return tipo.process_result_value(valor, _DIALECTO)
    return valor


def _lista_de_valores(
    relacion: RelationshipProperty[Any], actuales: list[Valor], pedidos: list[dict[str, Any]]
) -> list[Valor]:
    """The members asked for; those that are there already stay the same rows."""
    libres = list(actuales)
    lista = []
    for pedido in pedidos:
        igual = next((valor for valor in libres if miembro_en_bitacora(valor) == pedido), None)
        if igual is not None:
            libres.remove(igual)
        lista.append(igual or _nuevo_valor(relacion, pedido))
    return lista


def _nuevo_valor(relacion: RelationshipProperty[Any], pedido: dict[str, Any]) -> Valor:
    columnas = METADATOS.tables[str(relacion.mapper.local_table)].c
    ajenas = {columna.name for columna in relacion.remote_side}  # the owner's key, which the list itself sets
    nuevo: Valor = relacion.mapper.class_(
        **{nombre: _leer(columnas[nombre], valor) for nombre, valor in pedido.items() if nombre not in ajenas}
    )
    return nuevo
