"""What a person chooses from when filling in a form: catalogues, and what was written in the same field before."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enlace_app.datos.lectura import Lectura

_TIPOS = "SELECT uuid, clave, nombre, documento AS detalle FROM tipo_reunion WHERE NOT baja ORDER BY nombre, uuid"
_EJERCICIOS = "SELECT uuid, clave, clave AS nombre, nombre AS detalle FROM ejercicio WHERE NOT baja ORDER BY clave"
_REGIONES = "SELECT uuid, clave, nombre, ciudad_sede AS detalle FROM region WHERE NOT baja ORDER BY nombre"
_MUNICIPIOS = """
SELECT municipio.uuid, municipio.cvegeo AS clave, municipio.nombre, region.nombre AS detalle
FROM municipio LEFT JOIN region ON region.uuid = municipio.region WHERE NOT municipio.baja ORDER BY municipio.nombre
"""
_COMPROMISOS = """
SELECT uuid, clave, clave AS nombre, titulo AS detalle FROM compromiso WHERE NOT baja ORDER BY clave, uuid
"""
_SEDE = """
SELECT municipio.uuid FROM region JOIN municipio ON region.ciudad_sede IN (municipio.nombre, municipio.cabecera)
WHERE region.clave = :region AND NOT municipio.baja ORDER BY municipio.cvegeo LIMIT 1
"""
_ULTIMA = """
SELECT reunion.tipo, reunion.ejercicio FROM reunion JOIN sitio ON sitio.uuid = reunion.origen
WHERE NOT reunion.baja ORDER BY reunion.creado DESC, reunion.uuid DESC LIMIT 1
"""
_TIPO_HABITUAL = "SELECT uuid FROM tipo_reunion WHERE clave = 'reunion_trabajo' AND NOT baja"
_EJERCICIO_EN_CURSO = """
SELECT uuid FROM ejercicio WHERE NOT baja
  AND coalesce(declaratoria, stga_instalado, compromisos_acordados, inicio_trabajos) <= :dia
ORDER BY coalesce(declaratoria, stga_instalado, compromisos_acordados, inicio_trabajos) DESC LIMIT 1
"""
_PERSONAS = """
SELECT uuid, nombre AS clave, nombre, NULL AS detalle FROM persona WHERE NOT baja ORDER BY nombre, uuid
"""
_ROLES = "SELECT nombre FROM rol WHERE NOT baja ORDER BY nombre"
_QUE_LLEVAN_ACTA = """
SELECT reunion.uuid, coalesce(reunion.folio, reunion.folio_provisional) AS clave,
  coalesce(reunion.folio, reunion.folio_provisional) AS nombre,
  tipo_reunion.nombre || coalesce(' · ' || reunion.fecha, '') AS detalle
FROM reunion JOIN tipo_reunion ON tipo_reunion.uuid = reunion.tipo
WHERE NOT reunion.baja AND reunion.parte_de IS NULL AND reunion.uuid <> :uuid
  AND reunion.estado IN ('borrador', 'convocada', 'celebrada', 'en_revision')
ORDER BY reunion.fecha DESC NULLS LAST, reunion.uuid DESC LIMIT 200
"""


class CampoUsado(StrEnum):
    """Columns of a meeting in which the same words come back; the value is the column."""

    CIUDAD = "ciudad"
    SEDE = "sede"
    CONVOCA = "convoca"
    PRESIDE = "preside"
    FACILITADOR = "facilitador"


@dataclass(frozen=True, slots=True)
class Opcion:
    """One choice: what it stands for, its short name, and a remark beside it."""

    uuid: str
    clave: str
    nombre: str
    detalle: str | None = None


@dataclass(frozen=True, slots=True)
class Propuesta:
    """What a new meeting begins with (uuids); the person changes it before or after."""

    tipo: str | None
    ejercicio: str | None
    municipio: str | None
    region: str | None


def tipos_de_reunion(lectura: Lectura) -> list[Opcion]:
    """Return the kinds of meeting by name; `detalle` is the document that they produce."""
    return _leer(lectura, _TIPOS)


def ejercicios(lectura: Lectura) -> list[Opcion]:
    """Return the rounds by key."""
    return _leer(lectura, _EJERCICIOS)


def regiones(lectura: Lectura) -> list[Opcion]:
    """Return the regions by name; `detalle` is the city where they usually meet."""
    return _leer(lectura, _REGIONES)


def municipios(lectura: Lectura) -> list[Opcion]:
    """Return the municipalities by name; `detalle` is their region."""
    return _leer(lectura, _MUNICIPIOS)


def compromisos(lectura: Lectura) -> list[Opcion]:
    """Return the commitments by key; `detalle` is their title."""
    from enlace_app.consultas.compromisos import orden_de_clave

    return sorted(_leer(lectura, _COMPROMISOS), key=lambda opcion: orden_de_clave(opcion.clave))


def personas(lectura: Lectura) -> list[Opcion]:
    """Return the persons of the directory by name."""
    return _leer(lectura, _PERSONAS)


def roles(lectura: Lectura) -> list[str]:
    """Return the names of the roles of the catalogue."""
    return [fila["nombre"] for fila in lectura.filas(_ROLES)]


def que_llevan_acta(lectura: Lectura, reunion: str) -> list[Opcion]:
    """Return the open meetings whose acta another one may share, the latest first."""
    return [Opcion(**fila) for fila in lectura.filas(_QUE_LLEVAN_ACTA, {"uuid": reunion})]


def usados(lectura: Lectura, campo: CampoUsado) -> list[str]:
    """Return what was written in that field of other meetings, the most frequent first."""
    filas = lectura.filas(
        f"SELECT {campo} AS texto, count(*) AS n FROM reunion WHERE {campo} IS NOT NULL AND NOT baja "
        f"GROUP BY {campo} ORDER BY n DESC, {campo} LIMIT 200"
    )
    return [fila["texto"] for fila in filas]


def propuesta(lectura: Lectura, *, region: str | None, hoy: date) -> Propuesta:
    """Return what a new meeting begins with: kind and round of the last one recorded here, the seat of the region.

    `region` is the key of this site's region. Before the first one: a working meeting, of the round that runs.
    """
    ultima = lectura.fila(_ULTIMA) or {"tipo": None, "ejercicio": None}
    suya = next((r.uuid for r in regiones(lectura) if r.clave == region), None)
    return Propuesta(
        tipo=ultima["tipo"] or _uuid(lectura, _TIPO_HABITUAL),
        ejercicio=ultima["ejercicio"] or _uuid(lectura, _EJERCICIO_EN_CURSO, dia=hoy.isoformat()),
        municipio=_uuid(lectura, _SEDE, region=region),
        region=suya,
    )


def _leer(lectura: Lectura, sql: str) -> list[Opcion]:
    return [Opcion(**fila) for fila in lectura.filas(sql)]


def _uuid(lectura: Lectura, sql: str, **parametros: str | None) -> str | None:
    fila = lectura.fila(sql, parametros)
    return str(fila["uuid"]) if fila else None
