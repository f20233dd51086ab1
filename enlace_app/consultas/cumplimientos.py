"""Which open agreements a document that just came may fulfil: «cumple el acuerdo /03 del 24 de octubre»."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from enlace_app.consultas.conjuntos import agrupar
from enlace_app.consultas.secciones import juntar
from enlace_app.consultas.valores import leer_fecha
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.fechas import FechaImprecisa, Precision
from enlace_app.dominio.organizaciones import Alias, Organizacion, indice_de_nombres, plegar
from enlace_app.dominio.plazos import vencido
from enlace_app.dominio.respuestas import dice_quien

MAXIMO = 5
_ORGANIZACIONES = "SELECT uuid, nombre, sigla, sucede_a FROM organizacion WHERE NOT baja"
_ALIAS = "SELECT organizacion AS duenio, alias AS miembro FROM organizacion_alias ORDER BY organizacion, id"
_LITERALES = "SELECT DISTINCT literal FROM acuerdo_responsable"
_ABIERTOS = """
SELECT * FROM (
  SELECT acuerdo.uuid, coalesce(acuerdo.folio, acuerdo.folio_provisional) AS folio, acuerdo.texto, situacion.plazo,
    reunion.fecha, reunion.precision, reunion.fecha_fin,
    acuerdo.uuid IN (
      SELECT acuerdo FROM acuerdo_responsable WHERE literal IN ({literales}) OR organizacion IN ({organizaciones})
    ) AS le_toca,
    coalesce(acuerdo.reunion = :reunion, FALSE) AS misma_reunion,
    acuerdo.uuid IN (
      SELECT acuerdo FROM acuerdo_compromiso WHERE compromiso IN ({compromisos})
    ) AS mismo_compromiso
  FROM situacion
  JOIN acuerdo ON acuerdo.uuid = situacion.acuerdo
  LEFT JOIN reunion ON reunion.uuid = acuerdo.reunion
  WHERE situacion.concluido = FALSE AND NOT acuerdo.baja AND NOT coalesce(reunion.baja, FALSE)
) AS abiertos
WHERE le_toca OR misma_reunion OR mismo_compromiso
ORDER BY le_toca DESC, misma_reunion DESC, mismo_compromiso DESC, plazo IS NULL, plazo, fecha DESC, uuid
LIMIT :maximo
"""
_RESPONSABLES = """
SELECT acuerdo, literal, organizacion FROM acuerdo_responsable WHERE acuerdo IN ({acuerdos}) ORDER BY acuerdo, orden, id
"""
_ENTRE_PARENTESIS = re.compile(r"([^()]*)\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Sugerencia:
    """An open agreement, its plazo in force, and in words why it may be meant."""

    acuerdo: str
    folio: str
    texto: str
    responsables: tuple[str, ...]
    plazo: date | None
    vencido: bool
    fecha_reunion: FechaImprecisa | None
    porque: str


@dataclass(frozen=True, slots=True)
class _Quien:
    """Somebody by every name that stands for him, folded, and by his rows in the directory."""

    nombres: frozenset[str]
    organizaciones: frozenset[str]

    def es(self, literal: str, organizacion: str | None) -> bool:
        return organizacion in self.organizaciones or plegar(literal) in self.nombres


def acuerdos_que_cumpliria(
    lectura: Lectura,
    *,
    hoy: date,
    remitente: str | None = None,
    reunion: str | None = None,
    compromisos: Collection[str] = (),
) -> list[Sugerencia]:
    """Return the open agreements that a document may fulfil, the likeliest first, at most `MAXIMO`.

    First those whose responsible is the sender, under any name in the directory, predecessors and successors
    included; then those of the meeting (uuid), then those of the compromisos (uuids). Source: decision of ours.
    """
    quien = _quien(lectura, remitente or "")
    parametros: dict[str, Any] = {"reunion": reunion, "maximo": MAXIMO}
    literales = [f["literal"] for f in lectura.filas(_LITERALES) if plegar(f["literal"]) in quien.nombres]
    sql = _ABIERTOS.format(
        literales=_lista("literal", literales, parametros),
        organizaciones=_lista("organizacion", quien.organizaciones, parametros),
        compromisos=_lista("compromiso", compromisos, parametros),
    )
    filas = lectura.filas(sql, parametros)
    responsables = _responsables(lectura, [fila["uuid"] for fila in filas])
    return [_sugerencia(fila, responsables.get(fila["uuid"], []), quien, hoy) for fila in filas]


def _sugerencia(
    fila: Mapping[str, Any], responsables: list[tuple[str, str | None]], quien: _Quien, hoy: date
) -> Sugerencia:
    a_cargo = next((literal for literal, organizacion in responsables if quien.es(literal, organizacion)), None)
    plazo = leer_fecha(fila["plazo"])
    porque = juntar(
        f"le toca a {a_cargo}" if a_cargo else None,
        "es de la misma reunión" if fila["misma_reunion"] else None,
        "es del mismo compromiso" if fila["mismo_compromiso"] else None,
    )
    return Sugerencia(
        acuerdo=fila["uuid"],
        folio=fila["folio"],
        texto=fila["texto"],
        responsables=tuple(literal for literal, _ in responsables),
        plazo=plazo,
        vencido=vencido(plazo, hoy),
        fecha_reunion=FechaImprecisa(
            leer_fecha(fila["fecha"]), Precision(fila["precision"]), leer_fecha(fila["fecha_fin"])
        )
        if fila["precision"]
        else None,
        porque=porque or "",
    )


def _lista(nombre: str, valores: Iterable[str], parametros: dict[str, Any]) -> str:
    """Put the values under names of their own and return these for an IN; an empty one holds nothing."""
    nuevos = {f"{nombre}_{n}": valor for n, valor in enumerate(valores)}
    parametros.update(nuevos)
    return ", ".join(f":{clave}" for clave in nuevos) or "NULL"


def _responsables(lectura: Lectura, acuerdos: Collection[str]) -> dict[str, list[tuple[str, str | None]]]:
    parametros: dict[str, Any] = {}
    sql = _RESPONSABLES.format(acuerdos=_lista("acuerdo", acuerdos, parametros))
    reunidos: dict[str, list[tuple[str, str | None]]] = {}
    for fila in lectura.filas(sql, parametros):
        reunidos.setdefault(fila["acuerdo"], []).append((fila["literal"], fila["organizacion"]))
    return reunidos


def _quien(lectura: Lectura, remitente: str) -> _Quien:
    escritos = frozenset(_nombres_escritos(remitente))
    if not escritos:
        return _Quien(frozenset(), frozenset())
    organizaciones = _directorio(lectura)
    indice = indice_de_nombres(organizaciones.values())
    suyas = _con_su_sucesion({indice[n] for n in escritos if n in indice}, organizaciones)
    nombres = {plegar(nombre) for uuid in suyas for nombre in organizaciones[uuid].nombres}
    return _Quien(escritos | nombres, frozenset(map(str, suyas)))


def _nombres_escritos(remitente: str) -> Iterator[str]:
    """Each name of «A; B» and both of «Organismo de Cuenca (COMISIÓN)», folded; «los mismos» names nobody."""
    for escrito in remitente.split(";"):
        dobles = _ENTRE_PARENTESIS.fullmatch(escrito.strip())
        for nombre in (escrito, *(dobles.groups() if dobles else ())):
            if dice_quien(nombre):
                yield plegar(nombre)


def _directorio(lectura: Lectura) -> dict[UUID, Organizacion]:
    alias = agrupar(lectura, _ALIAS)
    return {
        UUID(fila["uuid"]): Organizacion(
            uuid=UUID(fila["uuid"]),
            nombre=fila["nombre"],
            sigla=fila["sigla"],
            sucede_a=UUID(fila["sucede_a"]) if fila["sucede_a"] else None,
            alias=[Alias(alias=otro) for otro in alias.get(fila["uuid"], ())],
        )
        for fila in lectura.filas(_ORGANIZACIONES)
    }


def _con_su_sucesion(uuids: Collection[UUID], organizaciones: Mapping[UUID, Organizacion]) -> set[UUID]:
    """Add who came before and after: what one agreed to, its successor delivers."""
    vecinas: dict[UUID, set[UUID]] = {}
    for uuid, organizacion in organizaciones.items():
        if organizacion.sucede_a is not None and organizacion.sucede_a in organizaciones:
            vecinas.setdefault(uuid, set()).add(organizacion.sucede_a)
            vecinas.setdefault(organizacion.sucede_a, set()).add(uuid)
    todas, pendientes = set(uuids), list(uuids)
    while pendientes:
        nuevas = vecinas.get(pendientes.pop(), set()) - todas
        todas |= nuevas
        pendientes += nuevas
    return todas
