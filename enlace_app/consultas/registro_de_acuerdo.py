"""What the record of one agreement shows besides its chain, and whether its own words may still be changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from enlace_app.consultas.opciones import Opcion
from enlace_app.consultas.seguimientos import entradas_de, situacion
from enlace_app.consultas.valores import leer_fecha
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.fechas import FechaImprecisa, Precision
from enlace_app.dominio.identidad import ORIGEN_PUBLICADO
from enlace_app.dominio.reuniones import CONGELADOS, EstadoReunion
from enlace_app.dominio.seguimientos import CONCLUIDOS, EstadoAcuerdo

_ACUERDO = """
SELECT acuerdo.uuid, acuerdo.rev, acuerdo.baja, coalesce(acuerdo.folio, acuerdo.folio_provisional) AS folio,
  acuerdo.texto, acuerdo.plazo_literal, acuerdo.plazo, acuerdo.reunion, acuerdo.fuente, punto.asunto AS punto,
  coalesce(reunion.folio, reunion.folio_provisional) AS folio_reunion, reunion.estado AS estado_reunion,
  reunion.baja AS reunion_retirada, reunion.fecha AS fecha_reunion, reunion.precision AS precision_reunion,
  reunion.fecha_fin AS fin_reunion, reunion.origen AS origen_reunion, sitio.uuid AS sitio
FROM acuerdo
LEFT JOIN reunion ON reunion.uuid = acuerdo.reunion
LEFT JOIN punto_orden_dia AS punto ON punto.uuid = acuerdo.punto
LEFT JOIN sitio ON sitio.uuid = reunion.origen
WHERE acuerdo.uuid = :uuid
"""
_RESPONSABLES = "SELECT literal FROM acuerdo_responsable WHERE acuerdo = :uuid ORDER BY orden, id"
_COMPROMISOS = """
SELECT compromiso.uuid, compromiso.clave, compromiso.clave AS nombre, compromiso.titulo AS detalle
FROM acuerdo_compromiso AS enlace JOIN compromiso ON compromiso.uuid = enlace.compromiso
WHERE enlace.acuerdo = :uuid ORDER BY compromiso.clave, compromiso.uuid
"""


@dataclass(frozen=True, slots=True)
class RegistroDeAcuerdo:
    """One agreement; `impedimento` says in words why it may not be changed, None if it may.

    `plazo_acordado` is the day agreed on, `ampliaciones` the days to which it was extended, in their order, `plazo`
    the one in force.
    """

    uuid: str
    rev: int
    baja: bool
    folio: str
    texto: str
    responsables: tuple[str, ...]
    plazo_literal: str | None
    plazo_acordado: date | None
    ampliaciones: tuple[date, ...]
    plazo: date | None
    estado: str
    punto: str | None
    fuente: str | None
    reunion: str | None
    folio_reunion: str | None
    fecha_reunion: FechaImprecisa | None
    compromisos: tuple[Opcion, ...]
    impedimento: str | None

    @property
    def concluido(self) -> bool:
        """Whether nothing is left to do."""
        return EstadoAcuerdo(self.estado) in CONCLUIDOS


def traer(lectura: Lectura, uuid: str) -> RegistroDeAcuerdo | None:
    """Return the agreement, withdrawn or not; None if there is none such."""
    fila = lectura.fila(_ACUERDO, {"uuid": uuid})
    if fila is None:
        return None
    acordado = leer_fecha(fila["plazo"])
    hoy_esta = situacion(acordado, entradas_de(lectura, uuid))
    fecha = (leer_fecha(fila["fecha_reunion"]), leer_fecha(fila["fin_reunion"]))
    return RegistroDeAcuerdo(
        uuid=fila["uuid"],
        rev=fila["rev"],
        baja=bool(fila["baja"]),
        folio=fila["folio"],
        texto=fila["texto"],
        responsables=tuple(r["literal"] for r in lectura.filas(_RESPONSABLES, {"uuid": uuid})),
        plazo_literal=fila["plazo_literal"],
        plazo_acordado=acordado,
        ampliaciones=tuple(e.plazo_nuevo for e in hoy_esta.entradas if e.plazo_nuevo),
        plazo=hoy_esta.plazo,
        estado=str(hoy_esta.estado),
        punto=fila["punto"],
        fuente=fila["fuente"],
        reunion=fila["reunion"],
        folio_reunion=fila["folio_reunion"],
        fecha_reunion=FechaImprecisa(fecha[0], Precision(fila["precision_reunion"]), fecha[1])
        if fila["reunion"]
        else None,
        compromisos=tuple(Opcion(**c) for c in lectura.filas(_COMPROMISOS, {"uuid": uuid})),
        impedimento=_impedimento(fila),
    )


def acuerdo_de(lectura: Lectura, seguimiento: str) -> str | None:
    """Return the agreement that an entry of follow-up belongs to."""
    fila = lectura.fila("SELECT acuerdo FROM seguimiento WHERE uuid = :uuid", {"uuid": seguimiento})
    return fila["acuerdo"] if fila else None


def _impedimento(fila: Mapping[str, Any]) -> str | None:
    """Say what the service would refuse, before anybody types."""
    if fila["baja"]:
        return "Este acuerdo se retiró: ya no se cambia ni lleva seguimiento."
    if not fila["reunion"]:
        return None
    return _cierre(fila, fila["folio_reunion"])


def _cierre(fila: Mapping[str, Any], folio: str) -> str | None:
    if fila["reunion_retirada"]:
        return f"Su reunión {folio} se retiró: el acuerdo ya no se cambia."
    estado = EstadoReunion(fila["estado_reunion"])
    if estado in CONGELADOS:
        return (
            f"Su reunión {folio} está {estado.etiqueta}: texto, responsables y plazo quedaron como se acordaron. "
            "Lo que pasa después se anota en el seguimiento; un plazo se amplía ahí mismo."
        )
    if estado in {EstadoReunion.CANCELADA, EstadoReunion.NO_CELEBRADA}:
        return f"Su reunión {folio} está {estado.etiqueta} y ya no se modifica."
    if fila["sitio"] is None and fila["origen_reunion"] != str(ORIGEN_PUBLICADO):
        return (
            f"Su reunión {folio} es de otra computadora: sólo allá se cambia el acuerdo. "
            "Aquí puede agregarle seguimiento."
        )
    return None
