"""What regions propose about published rows, and how each proposal was answered."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from enlace_app.consultas.conjuntos import uno_de
from enlace_app.consultas.expedientes import Lector
from enlace_app.datos.lotes import en_lotes
from enlace_app.dominio.recepcion import EstadoDePropuesta

PENDIENTE_DE_RESPUESTA = "es un dato de la autoridad; se registró como propuesta y espera respuesta"

_TODAS = """
SELECT propuesta.uuid, propuesta.rev, propuesta.hoja, propuesta.registro, propuesta.sitio, propuesta.recibido,
  propuesta.remitente, propuesta.campos, propuesta.valor_propio, propuesta.valor_propuesto, propuesta.estado,
  propuesta.respuesta, propuesta.quien, propuesta.respondida, propuesta.creado, paquete.secuencia,
  coalesce(region.nombre, paquete.region) AS region
FROM propuesta_de_catalogo AS propuesta LEFT JOIN paquete_recibido AS paquete ON paquete.uuid = propuesta.recibido
LEFT JOIN region ON region.clave = paquete.region
WHERE NOT propuesta.baja
"""
_ORDEN = " ORDER BY propuesta.hoja, propuesta.registro, propuesta.sitio, propuesta.creado, propuesta.uuid"


@dataclass(frozen=True, slots=True)
class FilaPropuesta:
    """A proposal: what stands here and what the region would have, column by column; None where it is empty.

    `existe` is False where the region proposes a row that is not here at all. `valores` is the row as it stood here,
    or as it is proposed where there was none, under the package's column names; `region` is the name of the sender's.
    """

    uuid: str
    rev: int
    hoja: str
    registro: str
    remitente: str
    region: str | None
    secuencia: int | None
    estado: str
    campos: tuple[tuple[str, str | int | None, str | int | None], ...]
    existe: bool
    creado: str
    respuesta: str | None
    quien: str | None
    respondida: str | None
    valores: Mapping[str, str | int]


def listar(lector: Lector, *, estado: str | None = EstadoDePropuesta.PENDIENTE) -> list[FilaPropuesta]:
    """Return the proposals in that state (None: in any), sheet by sheet."""
    donde, parametros = (" AND propuesta.estado = :estado", {"estado": str(estado)}) if estado else ("", {})
    return [_fila(fila) for fila in lector.filas(_TODAS + donde + _ORDEN, parametros)]


def operacion_de_respuesta(lector: Lector, propuesta: str) -> str | None:
    """Return the operation by which a proposal got the answer that it has now; None while it has none.

    Only that the answer stands as it was given counts: what was undone is pending again.
    """
    filas = lector.filas(
        "SELECT operacion FROM bitacora WHERE uuid = :uuid AND accion <> 'alta' ORDER BY secuencia DESC LIMIT 1",
        {"uuid": propuesta},
    )
    return str(filas[0]["operacion"]) if filas else None


def de_un_sitio(lector: Lector, *, sitio: str, registros: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Return what a site proposed about these rows before, by row, the latest first."""
    grupos: dict[str, list[dict[str, Any]]] = {}
    for lote in en_lotes(set(registros)):
        lista, parametros = uno_de("registro", lote)
        sql = (
            "SELECT * FROM propuesta_de_catalogo WHERE NOT baja AND sitio = :sitio "
            f"AND registro IN {lista} ORDER BY creado DESC, uuid DESC"
        )
        for fila in lector.filas(sql, {"sitio": sitio, **parametros}):
            grupos.setdefault(fila["registro"], []).append(fila)
    return grupos


def respuesta_en_palabras(fila: Mapping[str, Any]) -> str:
    """Return how a proposal was answered, as the receipt tells it."""
    verbo = "se tomó" if fila["estado"] == EstadoDePropuesta.TOMADA else "se declinó"
    cuando = f" el {str(fila['respondida'])[:10]}" if fila["respondida"] else ""
    motivo = f": {fila['respuesta']}" if fila["respuesta"] else ""
    return f"la propuesta {verbo}{cuando}{motivo}"


def _fila(fila: Mapping[str, Any]) -> FilaPropuesta:
    propio = json.loads(fila["valor_propio"]) if fila["valor_propio"] else {}
    propuesto = json.loads(fila["valor_propuesto"])
    return FilaPropuesta(
        uuid=fila["uuid"],
        rev=fila["rev"],
        hoja=fila["hoja"],
        registro=fila["registro"],
        remitente=fila["remitente"],
        region=fila["region"],
        secuencia=fila["secuencia"],
        estado=fila["estado"],
        campos=tuple((c, propio.get(c), propuesto.get(c)) for c in json.loads(fila["campos"])),
        existe=fila["valor_propio"] is not None,
        creado=fila["creado"],
        respuesta=fila["respuesta"],
        quien=fila["quien"],
        respondida=fila["respondida"],
        valores=propio or propuesto,
    )
