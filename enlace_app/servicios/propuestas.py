"""The authority's answer to what a region proposes about a published row."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from enlace_app.consultas import propias
from enlace_app.consultas.expedientes import Lector
from enlace_app.consultas.propuestas import FilaPropuesta
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.deshacer import poner_valores
from enlace_app.datos.lote import Lote, Remitente
from enlace_app.datos.unidad import Cambios, Unidad
from enlace_app.dominio.recepcion import EstadoDePropuesta, PropuestaDeCatalogo
from enlace_app.errores import ErrorDeNegocio
from enlace_app.sincronizacion.aplicar import escribir_plan
from enlace_app.sincronizacion.comparar import filas_propias
from enlace_app.sincronizacion.formato import Formato
from enlace_app.sincronizacion.paquete import Fila
from enlace_app.sincronizacion.proyeccion.celdas import si_no
from enlace_app.sincronizacion.proyeccion.hojas import por_que_no, proyectar
from enlace_app.sincronizacion.proyeccion.plan import planear
from enlace_app.sincronizacion.proyeccion.referencias import Referencias, reunir_referencias
from enlace_app.sincronizacion.proyeccion.tipos import (
    LISTAS,
    TABLAS,
    Candidato,
    FilaEnEspera,
    FilaRechazada,
    Proyeccion,
)

_PROPIAS_DE_AQUI = frozenset({"folio_provisional"})
"""Columns that a package fills from another one: where the row is here, its own stays."""


def al_dia(lector: Lector, filas: Sequence[FilaPropuesta], formato: Formato) -> list[FilaPropuesta]:
    """Return proposals with what stands here now: since they came another one may have been taken, or a person wrote.

    Answered ones stay as they were answered.
    """
    cambiadas = {fila.uuid for fila in filas if fila.estado == EstadoDePropuesta.PENDIENTE and _cambio(lector, fila)}
    hojas = {fila.hoja for fila in filas if fila.uuid in cambiadas}
    aqui = {hoja: filas_propias(propias.filas_de_hoja(lector, hoja), formato, hoja) for hoja in hojas}
    return [_con(fila, aqui[fila.hoja].get(fila.registro)) if fila.uuid in cambiadas else fila for fila in filas]


def _cambio(lector: Lector, fila: FilaPropuesta) -> bool:
    ahora = lector.filas(f"SELECT rev FROM {TABLAS[fila.hoja]} WHERE uuid = :uuid", {"uuid": fila.registro})
    return [f["rev"] for f in ahora] != ([fila.valores.get("rev")] if fila.existe else [])


def _con(fila: FilaPropuesta, propia: Fila | None) -> FilaPropuesta:
    aqui = propia or {}
    campos = tuple((columna, aqui.get(columna), propuesto) for columna, _, propuesto in fila.campos)
    return replace(fila, campos=campos, existe=propia is not None, valores=propia or fila.valores)


def tomar_propuesta(
    almacen: Almacen, *, propuesta: UUID, rev: int, formato: Formato, respuesta: str | None = None
) -> Cambios:
    """Make the fields that a region proposes those of the row here, as an operation that can be undone.

    Only the fields that it proposes change, whatever was taken from others since. A proposal to close a published
    meeting takes the hash of the region's acta with it.

    Raises:
        ErrorDeNegocio: it was answered before or changed since; the row is closed here; or what it names is missing.
    """
    with almacen.escribir("Tomar una propuesta") as u:
        pedida = _pendiente(u, propuesta, rev)
        fila: Fila = json.loads(pedida.valor_propuesto)
        candidato = Candidato(str(pedida.sitio), pedida.hoja, fila)
        try:
            if _existe(u, candidato):
                _cambiar(u, candidato, frozenset(json.loads(pedida.campos)), formato)
            else:
                _dar_de_alta(u, almacen, candidato)
        except (FilaRechazada, FilaEnEspera) as motivo:
            raise ErrorDeNegocio(f"La propuesta no se puede tomar: {motivo}.") from motivo
        _responder(u, pedida, EstadoDePropuesta.TOMADA, respuesta)
    return u.cambios


def declinar_propuesta(almacen: Almacen, *, propuesta: UUID, rev: int, respuesta: str) -> Cambios:
    """Leave the row as it is; the region reads the reason in the next receipt.

    Raises:
        ErrorDeNegocio: it was answered before or changed since, or no reason is given.
    """
    if not respuesta.strip():
        raise ErrorDeNegocio("Diga por qué se declina: quien lo propuso lo leerá en su acuse.")
    with almacen.escribir("Declinar una propuesta") as u:
        _responder(u, _pendiente(u, propuesta, rev), EstadoDePropuesta.DECLINADA, respuesta)
    return u.cambios


def _pendiente(u: Unidad, propuesta: UUID, rev: int) -> PropuestaDeCatalogo:
    pedida = u.traer(PropuestaDeCatalogo, propuesta)
    pedida.exigir_rev(rev)
    if pedida.baja:
        raise ErrorDeNegocio("Quien lo propuso ya no lo propone; no hay nada que responder.")
    if pedida.estado is not EstadoDePropuesta.PENDIENTE:
        raise ErrorDeNegocio(f"Esa propuesta ya está {pedida.estado}; no se cambió nada.")
    return pedida


def _responder(u: Unidad, pedida: PropuestaDeCatalogo, estado: EstadoDePropuesta, respuesta: str | None) -> None:
    pedida.estado = estado
    pedida.respuesta = respuesta
    pedida.quien = u.sitio.nombre
    pedida.respondida = datetime.now(UTC)
    u.principal = pedida.uuid


def _existe(u: Unidad, c: Candidato) -> bool:
    return bool(u.filas(f"SELECT uuid FROM {c.tabla} WHERE uuid = :uuid", {"uuid": c.uuid}))


def _cambiar(u: Unidad, entera: Candidato, campos: frozenset[str], formato: Formato) -> None:
    propia = filas_propias(propias.filas_de_hoja(u, entera.hoja), formato, entera.hoja)[entera.uuid]
    pedidos = {columna: valor for columna, valor in entera.fila.items() if columna in campos}
    otros = {columna: valor for columna, valor in propia.items() if columna not in campos}
    c = Candidato(entera.sitio, entera.hoja, otros | pedidos)
    actual = Candidato(c.sitio, c.hoja, propia)
    referencias = reunir_referencias(u, [c, actual], u.sitio.zona)
    nueva, vieja = proyectar(c, referencias), proyectar(actual, referencias)
    if nueva.faltan:
        raise FilaEnEspera(f"falta aquí {'; '.join(nueva.faltan)}")
    valores = _diferencias(c, nueva, vieja)
    if si_no(c.fila, "baja") != si_no(propia, "baja"):
        valores["baja"] = bool(si_no(c.fila, "baja"))
    lote = Lote(u, Remitente(str(u.sitio.uuid), u.sitio.epoca, u.sitio.nombre), recibido=False)
    for reunion in _cerradas(c, nueva, referencias):
        if motivo := por_que_no(c, referencias, reunion):
            raise FilaEnEspera(motivo)
        lote.permitir([reunion])
    poner_valores(u, tabla=c.tabla, uuid=UUID(c.uuid), valores=valores)
    u.asentar()
    lote.terminar()


def _diferencias(c: Candidato, nueva: Proyeccion, vieja: Proyeccion) -> dict[str, Any]:
    """What the mapping calls the columns and lists that differ, as the change log would write them."""
    valores: dict[str, Any] = {
        columna: valor
        for columna, valor in nueva.columnas.items()
        if columna not in _PROPIAS_DE_AQUI and vieja.columnas[columna] != valor
    }
    for nombre, miembros in nueva.listas.items():
        if miembros != vieja.listas[nombre]:
            enlaza = LISTAS[c.tabla][nombre].tabla.endswith(("_region", "_compromiso"))
            valores[nombre] = (
                [next(iter(m.values())) for m in miembros] if enlaza else [_miembro(c, m) for m in miembros]
            )
    return valores


def _miembro(c: Candidato, miembro: Mapping[str, Any]) -> dict[str, Any]:
    return {c.tabla: c.uuid, **miembro}


def _cerradas(c: Candidato, nueva: Proyeccion, referencias: Referencias) -> list[str]:
    """The closed meetings that the row is, is part of, or would share the acta of."""
    fila = referencias.registros[c.tabla][c.uuid]
    suyas = [c.uuid, nueva.columnas.get("parte_de")] if c.tabla == "reunion" else [fila.get("reunion")]
    return [reunion for reunion in suyas if isinstance(reunion, str) and referencias.cerrada_aqui(reunion)]


def _dar_de_alta(u: Unidad, almacen: Almacen, c: Candidato) -> None:
    plan = planear(u, [c], alfabeto=almacen.alfabeto, zona=u.sitio.zona, ahora=u.operacion.instante)
    if motivo := plan.esperas.get(c.clave):
        raise FilaEnEspera(motivo)
    lote = Lote(u, Remitente(str(u.sitio.uuid), u.sitio.epoca, u.sitio.nombre), recibido=False)
    escribir_plan(lote, plan)
    lote.terminar()
