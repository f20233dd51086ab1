"""Meetings: their rows in a package, and the list."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from enlace_app.consultas.conjuntos import compromisos_por, regiones_por
from enlace_app.consultas.nombres_reservados import leer_nombres_reservados
from enlace_app.consultas.valores import Celda, FilaDePaquete, leer_fecha, si_no, unir
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.fechas import FechaImprecisa, Precision, ultimo_dia

_CAMPOS = """
SELECT reunion.uuid, reunion.rev, reunion.baja, coalesce(reunion.folio, reunion.folio_provisional) AS folio,
  tipo_reunion.clave AS tipo, tipo_reunion.nombre AS tipo_nombre, reunion.numero, ejercicio.clave AS ejercicio,
  reunion.fecha, reunion.precision, reunion.fecha_fin, reunion.hora_inicio, reunion.hora_fin, reunion.zona,
  reunion.modalidad, municipio.cvegeo, municipio.nombre AS municipio, reunion.ciudad, reunion.sede, reunion.convoca,
  reunion.preside, reunion.facilitador, reunion.parte_de, reunion.presentes_n, reunion.presentes_es_minimo,
  reunion.estado, reunion.resumen, reunion.fuente
FROM reunion
JOIN tipo_reunion ON tipo_reunion.uuid = reunion.tipo
LEFT JOIN ejercicio ON ejercicio.uuid = reunion.ejercicio
LEFT JOIN municipio ON municipio.uuid = reunion.municipio
"""
_ORDEN = """
ORDER BY reunion.fecha IS NULL, reunion.fecha, reunion.hora_inicio, reunion.folio_provisional, reunion.uuid
"""
_CUENTA = "SELECT reunion, count(*) AS n FROM {tabla} WHERE NOT baja AND reunion IS NOT NULL GROUP BY reunion"
_IGUALES = [
    "numero",
    "hora_inicio",
    "hora_fin",
    "zona",
    "modalidad",
    "cvegeo",
    "sede",
    "parte_de",
    "presentes_n",
    "estado",
    "resumen",
    "fuente",
]

_NOMBRES = ["convoca", "preside", "facilitador"]

SIN_REUNION: FilaDePaquete = {"region": None, "folio_reunion": None, "fecha_reunion": None}
"""The columns that are repeated for the reader, of a row that belongs to no meeting."""


@dataclass(frozen=True, slots=True)
class FilaReunion:
    """A meeting in a list; `lugar` is its municipality, or the city as written."""

    uuid: str
    rev: int
    folio: str
    tipo: str
    tipo_nombre: str
    numero: str | None
    ejercicio: str | None
    fecha: FechaImprecisa
    hora_inicio: str | None
    lugar: str | None
    sede: str | None
    regiones: tuple[str, ...]
    compromisos: tuple[str, ...]
    estado: str
    presentes_n: int | None
    presentes_es_minimo: bool
    acuerdos_n: int
    documentos_n: int
    resumen: str | None


def filas_de_paquete(
    lectura: Lectura, *, fuera: Collection[str] = frozenset(), reservar: bool = True
) -> list[FilaDePaquete]:
    """Return the rows of the sheet Reuniones in the order of their dates, without those whose uuid is in `fuera`.

    `reservar` withholds the names that their attendance withholds, as in every sheet that has names.
    """
    reservados = leer_nombres_reservados(lectura, reservar=reservar)
    regiones, compromisos = regiones_por(lectura, "reunion"), compromisos_por(lectura, "reunion")
    return [
        {
            "uuid": fila["uuid"],
            "rev": fila["rev"],
            "baja": si_no(fila["baja"]),
            "folio": fila["folio"],
            "folio_oficial": None,
            "tipo": fila["tipo"],
            "ejercicio": fila["ejercicio"],
            "fecha": leer_fecha(fila["fecha"]),
            "precision": fila["precision"],
            "fecha_fin": leer_fecha(fila["fecha_fin"]),
            "regiones": unir(regiones.get(fila["uuid"], ())),
            "compromisos": unir(compromisos.get(fila["uuid"], ())),
            **{nombre: fila[nombre] for nombre in _IGUALES},
            **{n: reservados.tapar(fila["uuid"], fila[n]) for n in _NOMBRES},
        }
        for fila in lectura.filas(_CAMPOS + _ORDEN)
        if fila["uuid"] not in fuera
    ]


def columnas_derivadas(lectura: Lectura) -> dict[str, dict[str, Celda]]:
    """Return what Asistencia, Acuerdos and Documentos repeat of each meeting: region, folio_reunion, fecha_reunion."""
    regiones = regiones_por(lectura, "reunion")
    filas = lectura.filas("SELECT uuid, coalesce(folio, folio_provisional) AS folio, fecha FROM reunion")
    return {
        fila["uuid"]: {
            "region": unir(regiones.get(fila["uuid"], ())),
            "folio_reunion": fila["folio"],
            "fecha_reunion": leer_fecha(fila["fecha"]),
        }
        for fila in filas
    }


def listar(
    lectura: Lectura,
    *,
    region: str | None = None,
    compromiso: str | None = None,
    tipo: str | None = None,
    desde: date | None = None,
    hasta: date | None = None,
    estado: str | None = None,
) -> list[FilaReunion]:
    """Return the meetings, the latest first and those without date last; withdrawn ones are left out.

    `region`, `compromiso` and `tipo` are keys. `desde` and `hasta` take in every meeting whose period touches them: one
    of «julio de 2017» may have been on the 3rd.
    """
    condiciones = {"tipo_reunion.clave = :tipo": tipo, "reunion.estado = :estado": estado}
    pedidas = ["NOT reunion.baja", *(sql for sql, valor in condiciones.items() if valor is not None)]
    parametros = {nombre: valor for nombre, valor in (("tipo", tipo), ("estado", estado)) if valor is not None}
    filas = _componer(lectura, f"{_CAMPOS} WHERE {' AND '.join(pedidas)}", parametros)
    elegidas = [
        fila
        for fila in filas
        if (region is None or region.upper() in fila.regiones)
        and (compromiso is None or compromiso.upper() in fila.compromisos)
        and _en_periodo(fila.fecha, desde, hasta)
    ]
    con_fecha = [fila for fila in elegidas if fila.fecha.fecha is not None]
    con_fecha.sort(key=lambda f: (f.fecha.fecha or date.min, f.hora_inicio or "", f.folio), reverse=True)
    return con_fecha + sorted((f for f in elegidas if f.fecha.fecha is None), key=lambda f: f.folio)


def _componer(lectura: Lectura, sql: str, parametros: dict[str, Any]) -> list[FilaReunion]:
    regiones, compromisos = regiones_por(lectura, "reunion"), compromisos_por(lectura, "reunion")
    acuerdos, documentos = _contar(lectura, "acuerdo"), _contar(lectura, "documento")
    return [
        FilaReunion(
            uuid=fila["uuid"],
            rev=fila["rev"],
            folio=fila["folio"],
            tipo=fila["tipo"],
            tipo_nombre=fila["tipo_nombre"],
            numero=fila["numero"],
            ejercicio=fila["ejercicio"],
            fecha=FechaImprecisa(
                leer_fecha(fila["fecha"]), Precision(fila["precision"]), leer_fecha(fila["fecha_fin"])
            ),
            hora_inicio=fila["hora_inicio"],
            lugar=fila["municipio"] or fila["ciudad"],
            sede=fila["sede"],
            regiones=regiones.get(fila["uuid"], ()),
            compromisos=compromisos.get(fila["uuid"], ()),
            estado=fila["estado"],
            presentes_n=fila["presentes_n"],
            presentes_es_minimo=bool(fila["presentes_es_minimo"]),
            acuerdos_n=acuerdos.get(fila["uuid"], 0),
            documentos_n=documentos.get(fila["uuid"], 0),
            resumen=fila["resumen"],
        )
        for fila in lectura.filas(sql, parametros)
    ]


def _contar(lectura: Lectura, tabla: str) -> dict[str, int]:
    return {fila["reunion"]: fila["n"] for fila in lectura.filas(_CUENTA.format(tabla=tabla))}


def _en_periodo(fecha: FechaImprecisa, desde: date | None, hasta: date | None) -> bool:
    if desde is None and hasta is None:
        return True
    if fecha.fecha is None:
        return False
    # Open-ended («después del 3 de marzo») has no last day: it may have been any time later.
    ultimo = ultimo_dia(fecha) or date.max
    return (hasta is None or fecha.fecha <= hasta) and (desde is None or ultimo >= desde)
