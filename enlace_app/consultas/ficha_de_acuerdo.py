"""All about one agreement."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from enlace_app.consultas.conjuntos import agrupar, compromisos_por
from enlace_app.consultas.secciones import Ficha, Seccion, componer, con_contenido, escribir_dia, juntar
from enlace_app.consultas.seguimientos import Situacion, entradas_por_acuerdo, situacion
from enlace_app.consultas.valores import Celda, leer_fecha, unir
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.fechas import FechaImprecisa, Precision, escribir_fecha
from enlace_app.dominio.registros import etiqueta
from enlace_app.dominio.seguimientos import Seguimiento, vencido

_DETALLE = """
SELECT acuerdo.*, coalesce(reunion.folio, reunion.folio_provisional) AS folio_reunion, reunion.fecha AS fecha_reunion,
  reunion.precision AS precision_reunion, reunion.fecha_fin AS fin_reunion,
  ejercicio.nombre AS ejercicio_nombre, punto.asunto AS punto_asunto
FROM acuerdo
LEFT JOIN reunion ON reunion.uuid = acuerdo.reunion
LEFT JOIN ejercicio ON ejercicio.uuid = acuerdo.ejercicio
LEFT JOIN punto_orden_dia AS punto ON punto.uuid = acuerdo.punto
WHERE acuerdo.uuid = :uuid
"""
_RESPONSABLES = "SELECT acuerdo AS duenio, literal AS miembro FROM acuerdo_responsable ORDER BY acuerdo, orden, id"
_TODOS = """
SELECT uuid, coalesce(folio, folio_provisional) AS folio, texto, deriva_de, baja FROM acuerdo
ORDER BY folio_provisional, uuid
"""
_DOCUMENTOS = """
SELECT folio, tipo, remitente, descripcion FROM documento WHERE acuerdo = :uuid AND NOT baja ORDER BY folio, uuid
"""
_FOLIOS = (
    "SELECT uuid, coalesce(folio, folio_provisional) AS folio FROM reunion",
    "SELECT uuid, folio FROM documento",
)


def componer_ficha(lectura: Lectura, uuid: str, hoy: date) -> Ficha | None:
    """Return its data, its follow-up entry by entry, where it derives from, what derives from it, and its documents."""
    fila = lectura.fila(_DETALLE, {"uuid": uuid})
    if fila is None:
        return None
    folio = str(fila["folio"] or fila["folio_provisional"])
    hoy_esta = situacion(leer_fecha(fila["plazo"]), entradas_por_acuerdo(lectura).get(uuid, []))
    secciones = (
        componer(f"Acuerdo {folio}", _datos(lectura, fila, hoy_esta, hoy)),
        _seguimiento(lectura, hoy_esta),
        *_cadena(lectura, uuid),
        componer(
            "Documentos",
            (
                (d["folio"], juntar(d["tipo"], d["remitente"], d["descripcion"]))
                for d in lectura.filas(_DOCUMENTOS, {"uuid": uuid})
            ),
        ),
    )
    return Ficha("acuerdo", uuid, folio, con_contenido(secciones))


def _datos(lectura: Lectura, fila: Mapping[str, Any], hoy_esta: Situacion, hoy: date) -> list[tuple[str, Celda]]:
    plazo = leer_fecha(fila["plazo"])
    return [
        (etiqueta(Acuerdo, "texto"), fila["texto"]),
        ("Folio provisional", fila["folio_provisional"] if fila["folio"] else None),
        ("Estado", str(hoy_esta.estado).replace("_", " ")),
        ("Vencido", _vencimiento(hoy_esta, hoy)),
        ("Dado de baja", "sí" if fila["baja"] else None),
        ("Responsables", unir(agrupar(lectura, _RESPONSABLES).get(fila["uuid"], ()))),
        (etiqueta(Acuerdo, "plazo_literal"), fila["plazo_literal"]),
        ("Plazo", plazo),
        ("Plazo ampliado", hoy_esta.plazo if hoy_esta.plazo != plazo else None),
        ("Reunión", _reunion(fila)),
        (etiqueta(Acuerdo, "punto"), fila["punto_asunto"]),
        ("Ejercicio", fila["ejercicio_nombre"]),
        ("Compromisos", unir(compromisos_por(lectura, "acuerdo").get(fila["uuid"], ()))),
        ("Fuente", fila["fuente"]),
    ]


def _reunion(fila: Mapping[str, Any]) -> str | None:
    if not fila["reunion"]:
        return None
    dia, fin = leer_fecha(fila["fecha_reunion"]), leer_fecha(fila["fin_reunion"])
    return juntar(fila["folio_reunion"], escribir_fecha(FechaImprecisa(dia, Precision(fila["precision_reunion"]), fin)))


def _vencimiento(hoy_esta: Situacion, hoy: date) -> str | None:
    if hoy_esta.plazo is None or not vencido(hoy_esta.plazo, hoy_esta.estado, hoy):
        return None
    dias = (hoy - hoy_esta.plazo).days
    return f"hace {dias} {'día' if dias == 1 else 'días'}"


def _seguimiento(lectura: Lectura, hoy_esta: Situacion) -> Seccion:
    folios = {fila["uuid"]: fila["folio"] for sql in _FOLIOS for fila in lectura.filas(sql)}
    return componer("Seguimiento", (_entrada(entrada, folios) for entrada in hoy_esta.entradas))


def _entrada(entrada: Seguimiento, folios: Mapping[str, str]) -> tuple[str, str | None]:
    cumplidos = [folios.get(str(u)) for u in (entrada.cumple_reunion, entrada.cumple_documento) if u]
    cumple = unir([*(folio for folio in cumplidos if folio), *filter(None, [entrada.cumple_literal])])
    return (
        escribir_dia(entrada.fecha) if entrada.fecha else "Sin fecha",
        juntar(
            str(entrada.estado).replace("_", " ") if entrada.estado else None,
            entrada.nota,
            f"nuevo plazo: {escribir_dia(entrada.plazo_nuevo)}" if entrada.plazo_nuevo else None,
            f"se cumplió con {cumple}" if cumple else None,
            f"evidencia: {entrada.evidencia}" if entrada.evidencia else None,
            f"informa {entrada.autor}" if entrada.autor else None,
        ),
    )


def _cadena(lectura: Lectura, uuid: str) -> tuple[Seccion, Seccion]:
    """What it derives from, the nearest first, and what derives from it directly."""
    todos = {fila["uuid"]: fila for fila in lectura.filas(_TODOS)}
    return (
        componer("Deriva de", ((f["folio"], f["texto"]) for f in _antecedentes(todos, uuid))),
        componer(
            "De él derivan",
            ((f["folio"], f["texto"]) for f in todos.values() if f["deriva_de"] == uuid and not f["baja"]),
        ),
    )


def _antecedentes(todos: Mapping[str, Mapping[str, Any]], uuid: str) -> Iterator[Mapping[str, Any]]:
    """Walk up the chain; received data may hold a circle, which ends the walk."""
    vistos = {uuid}
    anterior = todos[uuid]["deriva_de"]
    while anterior in todos and anterior not in vistos:
        vistos.add(anterior)
        yield todos[anterior]
        anterior = todos[anterior]["deriva_de"]
