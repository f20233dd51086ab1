"""All about one agreement."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from enlace_app.consultas.cadena_de_acuerdo import Cadena, EntradaDeCadena, cadena
from enlace_app.consultas.conjuntos import agrupar, compromisos_por
from enlace_app.consultas.secciones import Ficha, Seccion, componer, con_contenido, escribir_dia, juntar
from enlace_app.consultas.seguimientos import Situacion, entradas_de, situacion
from enlace_app.consultas.valores import Celda, leer_fecha, unir
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.fechas import FechaImprecisa, Precision, escribir_fecha
from enlace_app.dominio.registros import etiqueta
from enlace_app.dominio.seguimientos import vencido

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


def componer_ficha(lectura: Lectura, uuid: str, hoy: date) -> Ficha | None:
    """Return its data, its follow-up entry by entry, where it derives from, what derives from it, and its documents."""
    fila = lectura.fila(_DETALLE, {"uuid": uuid})
    if fila is None:
        return None
    folio = str(fila["folio"] or fila["folio_provisional"])
    hoy_esta = situacion(leer_fecha(fila["plazo"]), entradas_de(lectura, uuid))
    eslabones = cadena(lectura, uuid)
    secciones = (componer(f"Acuerdo {folio}", _datos(lectura, fila, hoy_esta, hoy)), *_cadena(eslabones))
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


def _cadena(eslabones: Cadena | None) -> Iterator[Seccion]:
    if eslabones is None:
        return
    yield componer("Seguimiento", (_entrada(entrada) for entrada in eslabones.entradas))
    yield componer("Deriva de", ((e.folio, e.texto) for e in eslabones.antecedentes))
    yield componer("De él derivan", ((e.folio, e.texto) for e in eslabones.derivados))
    yield componer("Documentos", ((e.folio, e.texto) for e in eslabones.documentos))


def _entrada(entrada: EntradaDeCadena) -> tuple[str, str | None]:
    cumple = unir([*(e.folio for e in entrada.cumple), *filter(None, [entrada.cumple_literal])])
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
