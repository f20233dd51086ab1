"""Where an agreement came from, what happened to it, what fulfilled it, and what came of it: links to click along."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from enlace_app.consultas.secciones import juntar
from enlace_app.consultas.seguimientos import entradas_de
from enlace_app.consultas.valores import leer_fecha
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.fechas import FechaImprecisa, Precision, escribir_fecha
from enlace_app.dominio.seguimientos import EstadoAcuerdo, Seguimiento, ordenados

_ACUERDO = """
SELECT uuid, coalesce(folio, folio_provisional) AS folio, texto, baja, deriva_de, reunion FROM acuerdo
"""
_DERIVADOS = f"{_ACUERDO} WHERE deriva_de = :uuid AND uuid <> :uuid AND NOT baja ORDER BY folio_provisional, uuid"
_REUNION = """
SELECT reunion.uuid, coalesce(reunion.folio, reunion.folio_provisional) AS folio, reunion.baja, reunion.fecha,
  reunion.precision, reunion.fecha_fin, tipo_reunion.nombre AS tipo
FROM reunion LEFT JOIN tipo_reunion ON tipo_reunion.uuid = reunion.tipo
"""
_DOCUMENTO = "SELECT uuid, folio, tipo, remitente, descripcion, baja FROM documento"
_DOCUMENTOS = f"{_DOCUMENTO} WHERE acuerdo = :uuid AND NOT baja ORDER BY folio, uuid"
_UN_ACUERDO = f"{_ACUERDO} WHERE acuerdo.uuid = :uuid"
_UNA_REUNION = f"{_REUNION} WHERE reunion.uuid = :uuid"
_UN_DOCUMENTO = f"{_DOCUMENTO} WHERE documento.uuid = :uuid"
_CORTES = re.compile(r"[;,\s()«»]+")


@dataclass(frozen=True, slots=True)
class Eslabon:
    """A record to go to; `retirado` if it was withdrawn since, which is said and not hidden."""

    tabla: str
    uuid: str
    folio: str
    texto: str | None
    retirado: bool


@dataclass(frozen=True, slots=True)
class EntradaDeCadena:
    """One entry of the follow-up; `cumple` are the meeting and document that fulfilled it, `sustento` the other proof.

    `sustento` is found by the folios that stand in `evidencia`.
    """

    uuid: str
    fecha: date | None
    estado: EstadoAcuerdo | None
    nota: str | None
    plazo_nuevo: date | None
    cumple: tuple[Eslabon, ...]
    cumple_literal: str | None
    evidencia: str | None
    sustento: tuple[Eslabon, ...]
    autor: str | None


@dataclass(frozen=True, slots=True)
class Cadena:
    """`antecedentes` are what it derives from, the nearest first; `documentos` those that the register links to it."""

    acuerdo: Eslabon
    antecedentes: tuple[Eslabon, ...]
    reunion: Eslabon | None
    entradas: tuple[EntradaDeCadena, ...]
    documentos: tuple[Eslabon, ...]
    derivados: tuple[Eslabon, ...]


def cadena(lectura: Lectura, acuerdo: str) -> Cadena | None:
    """Return the chain of an agreement, its entries in the order they were written; None if there is no such one."""
    fila = _uno(lectura, _UN_ACUERDO, acuerdo)
    if fila is None:
        return None
    reunion = _uno(lectura, _UNA_REUNION, fila["reunion"])
    return Cadena(
        acuerdo=_de_acuerdo(fila),
        antecedentes=tuple(_de_acuerdo(f) for f in _antecedentes(lectura, fila)),
        reunion=_de_reunion(reunion) if reunion else None,
        entradas=tuple(_entrada(lectura, e) for e in ordenados(entradas_de(lectura, acuerdo))),
        documentos=tuple(_de_documento(f) for f in lectura.filas(_DOCUMENTOS, {"uuid": acuerdo})),
        derivados=tuple(_de_acuerdo(f) for f in lectura.filas(_DERIVADOS, {"uuid": acuerdo})),
    )


def _uno(lectura: Lectura, sql: str, uuid: str | None) -> dict[str, Any] | None:
    return lectura.fila(sql, {"uuid": uuid}) if uuid else None


def _antecedentes(lectura: Lectura, fila: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Walk up the chain; received data may hold a circle, which ends the walk."""
    vistos = {fila["uuid"]}
    anterior = _uno(lectura, _UN_ACUERDO, fila["deriva_de"])
    while anterior is not None and anterior["uuid"] not in vistos:
        vistos.add(anterior["uuid"])
        yield anterior
        anterior = _uno(lectura, _UN_ACUERDO, anterior["deriva_de"])


def _entrada(lectura: Lectura, entrada: Seguimiento) -> EntradaDeCadena:
    reunion = _uno(lectura, _UNA_REUNION, _texto(entrada.cumple_reunion))
    documento = _uno(lectura, _UN_DOCUMENTO, _texto(entrada.cumple_documento))
    cumple = (_de_reunion(reunion) if reunion else None, _de_documento(documento) if documento else None)
    return EntradaDeCadena(
        uuid=str(entrada.uuid),
        fecha=entrada.fecha,
        estado=entrada.estado,
        nota=entrada.nota,
        plazo_nuevo=entrada.plazo_nuevo,
        cumple=tuple(eslabon for eslabon in cumple if eslabon),
        cumple_literal=entrada.cumple_literal,
        evidencia=entrada.evidencia,
        sustento=tuple(_nombrados(lectura, entrada.evidencia)),
        autor=entrada.autor,
    )


def _nombrados(lectura: Lectura, evidencia: str | None) -> Iterator[Eslabon]:
    """Find the documents and meetings whose folios a text names; a number alone is no folio."""
    palabras = (palabra.strip(".:") for palabra in _CORTES.split(evidencia or ""))
    for folio in dict.fromkeys(p for p in palabras if not p.isdecimal() and any(c.isdecimal() for c in p)):
        con_folio = {"folio": folio}
        for fila in lectura.filas(f"{_DOCUMENTO} WHERE folio = :folio ORDER BY uuid", con_folio):
            yield _de_documento(fila)
        for fila in lectura.filas(
            f"{_REUNION} WHERE :folio IN (reunion.folio, reunion.folio_provisional) ORDER BY reunion.uuid", con_folio
        ):
            yield _de_reunion(fila)


def _de_acuerdo(fila: Mapping[str, Any]) -> Eslabon:
    return Eslabon("acuerdo", fila["uuid"], fila["folio"], fila["texto"], bool(fila["baja"]))


def _de_reunion(fila: Mapping[str, Any]) -> Eslabon:
    dia = FechaImprecisa(leer_fecha(fila["fecha"]), Precision(fila["precision"]), leer_fecha(fila["fecha_fin"]))
    return Eslabon(
        "reunion", fila["uuid"], fila["folio"], juntar(fila["tipo"], escribir_fecha(dia)), bool(fila["baja"])
    )


def _de_documento(fila: Mapping[str, Any]) -> Eslabon:
    texto = juntar(fila["tipo"], fila["remitente"], fila["descripcion"])
    return Eslabon("documento", fila["uuid"], fila["folio"], texto, bool(fila["baja"]))


def _texto(uuid: object) -> str | None:
    return str(uuid) if uuid else None
