"""Agreements counted: in all, by who must do them, by compromiso; withdrawn ones left out as in their list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from enlace_app.consultas.acuerdos import VIGENTES
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.organizaciones import plegar

DIAS_POR_VENCER = 15
_CUENTAS = """
count(*) AS abiertos,
  sum(CASE WHEN situacion.plazo < :hoy THEN 1 ELSE 0 END) AS vencidos,
  sum(CASE WHEN situacion.plazo >= :hoy AND situacion.plazo <= :cercano THEN 1 ELSE 0 END) AS por_vencer
"""
_ABIERTOS = f"""
FROM situacion JOIN acuerdo ON acuerdo.uuid = situacion.acuerdo
{{junta}}
WHERE situacion.concluido = FALSE AND {VIGENTES}
"""
_TOTALES = f"SELECT {_CUENTAS} {_ABIERTOS.format(junta='')}"
_TODOS = f"SELECT count(*) AS n FROM acuerdo WHERE {VIGENTES}"
# Named twice, an agreement still is one of that name.
_RESPONSABLES = """
JOIN (
  SELECT DISTINCT suyo.acuerdo, organizacion.uuid, coalesce(organizacion.nombre, suyo.literal) AS nombre
  FROM acuerdo_responsable AS suyo LEFT JOIN organizacion ON organizacion.uuid = suyo.organizacion
) AS responsable ON responsable.acuerdo = acuerdo.uuid
"""
_POR_RESPONSABLE = f"""
SELECT responsable.nombre AS nombre, {_CUENTAS} {_ABIERTOS.format(junta=_RESPONSABLES)}
GROUP BY responsable.nombre
"""
_COMPROMISOS = """
JOIN acuerdo_compromiso AS enlace ON enlace.acuerdo = acuerdo.uuid
JOIN compromiso ON compromiso.uuid = enlace.compromiso
"""
_POR_COMPROMISO = f"""
SELECT compromiso.clave AS clave, compromiso.titulo AS nombre, {_CUENTAS} {_ABIERTOS.format(junta=_COMPROMISOS)}
GROUP BY compromiso.clave, compromiso.titulo
"""


@dataclass(frozen=True, slots=True)
class Conteos:
    """How many agreements there are; overdue and soon due ones are among the open."""

    vencidos: int
    por_vencer: int
    abiertos: int
    concluidos: int


@dataclass(frozen=True, slots=True)
class GrupoDeAcuerdos:
    """The open agreements of one responsible or compromiso; `clave` is what its list is filtered by."""

    clave: str
    nombre: str
    abiertos: int
    vencidos: int
    por_vencer: int


def conteos(lectura: Lectura, hoy: date, *, dias: int = DIAS_POR_VENCER) -> Conteos:
    """Return the counts as of that day; soon is within that many days."""
    suma, todos = lectura.fila(_TOTALES, _dias(hoy, dias)), lectura.fila(_TODOS)
    if suma is None or todos is None:
        return Conteos(0, 0, 0, 0)
    abiertos = int(suma["abiertos"])
    return Conteos(int(suma["vencidos"] or 0), int(suma["por_vencer"] or 0), abiertos, int(todos["n"]) - abiertos)


def por_responsable(lectura: Lectura, hoy: date, *, dias: int = DIAS_POR_VENCER) -> list[GrupoDeAcuerdos]:
    """Return who has open agreements, those with most overdue first; names linked to one institution are that one's."""
    filas = lectura.filas(_POR_RESPONSABLE, _dias(hoy, dias))
    return _ordenar([GrupoDeAcuerdos(clave=fila["nombre"], **fila) for fila in filas])


def por_compromiso(lectura: Lectura, hoy: date, *, dias: int = DIAS_POR_VENCER) -> list[GrupoDeAcuerdos]:
    """Return the compromisos that have open agreements, those with most overdue first."""
    return _ordenar([GrupoDeAcuerdos(**fila) for fila in lectura.filas(_POR_COMPROMISO, _dias(hoy, dias))])


def _ordenar(grupos: list[GrupoDeAcuerdos]) -> list[GrupoDeAcuerdos]:
    return sorted(grupos, key=lambda g: (-g.vencidos, -g.abiertos, plegar(g.nombre), g.clave))


def _dias(hoy: date, dias: int) -> Mapping[str, Any]:
    return {"hoy": hoy.isoformat(), "cercano": (hoy + timedelta(days=dias)).isoformat()}
