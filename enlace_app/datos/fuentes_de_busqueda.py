"""What is searched in each noun: one query per table, and whose words change with whose.

Each query gives uuid, reunion (the meeting that opens it), folio (what is looked up whole), titulo, and then the parts
of the text, in the order in which a person reads them. It ends in a condition, so that one more may follow. What was
withdrawn, itself or with its meeting, is not found.
"""

from collections.abc import Mapping

CAMPOS_FIJOS = ("uuid", "reunion", "folio", "titulo")

_VIGENTE = "NOT EXISTS (SELECT 1 FROM reunion AS retirada WHERE retirada.uuid = {reunion} AND retirada.baja)"


def _juntos(miembro: str, de: str, orden: str) -> str:
    return f"(SELECT string_agg({miembro}, '; ' ORDER BY {orden}) FROM {de})"


def _claves_de_compromisos(tabla: str) -> str:
    enlazados = (
        f"{tabla}_compromiso AS enlace JOIN compromiso AS ligado ON ligado.uuid = enlace.compromiso "
        f"WHERE enlace.{tabla} = {tabla}.uuid"
    )
    return _juntos("ligado.clave", enlazados, "ligado.clave, ligado.uuid")


_REUNION = f"""
SELECT reunion.uuid, reunion.uuid AS reunion, coalesce(reunion.folio, reunion.folio_provisional) AS folio,
  coalesce(reunion.folio, reunion.folio_provisional) AS titulo,
  tipo_reunion.nombre AS tipo, reunion.numero, municipio.nombre AS municipio, reunion.ciudad, reunion.sede,
  {
    _juntos(
        "region.nombre",
        "reunion_region JOIN region ON region.uuid = reunion_region.region WHERE reunion_region.reunion = reunion.uuid",
        "region.clave, region.uuid",
    )
} AS regiones,
  {_claves_de_compromisos("reunion")} AS compromisos,
  reunion.convoca, reunion.preside, reunion.facilitador, reunion.resumen, reunion.asuntos_generales,
  reunion.presentes_nota, reunion.motivo_estado,
  {_juntos("votacion.disenso", "votacion WHERE votacion.reunion = reunion.uuid AND NOT votacion.baja", "orden, uuid")}
  AS disensos,
  CASE WHEN reunion.folio IS NOT NULL THEN reunion.folio_provisional END AS folio_provisional
FROM reunion
JOIN tipo_reunion ON tipo_reunion.uuid = reunion.tipo
LEFT JOIN municipio ON municipio.uuid = reunion.municipio
WHERE NOT reunion.baja
"""
_ACUERDO = f"""
SELECT acuerdo.uuid, acuerdo.reunion, coalesce(acuerdo.folio, acuerdo.folio_provisional) AS folio,
  coalesce(acuerdo.folio, acuerdo.folio_provisional) AS titulo,
  acuerdo.texto, {_juntos("literal", "acuerdo_responsable WHERE acuerdo = acuerdo.uuid", "orden, id")} AS responsables,
  acuerdo.plazo_literal, {_claves_de_compromisos("acuerdo")} AS compromisos,
  CASE WHEN acuerdo.folio IS NOT NULL THEN acuerdo.folio_provisional END AS folio_provisional
FROM acuerdo
WHERE NOT acuerdo.baja AND {_VIGENTE.format(reunion="acuerdo.reunion")}
"""
_DOCUMENTO = f"""
SELECT documento.uuid, documento.reunion, documento.folio, documento.folio AS titulo,
  documento.descripcion, documento.tipo, documento.remitente, documento.receptor, documento.con_copia,
  documento.turnado_a, documento.periodo, documento.archivo, {_claves_de_compromisos("documento")} AS compromisos
FROM documento
WHERE NOT documento.baja
"""
_ORGANIZACIONES_DE_COMPROMISO = _juntos(
    "literal", "compromiso_organizacion WHERE compromiso = compromiso.uuid", "papel, orden, id"
)
_ACTIVIDADES = _juntos(
    "concat_ws(' — ', actividad, responsable, producto)",
    "actividad WHERE actividad.compromiso = compromiso.uuid AND NOT actividad.baja",
    "n IS NULL, n, uuid",
)
_COMPROMISO = f"""
SELECT compromiso.uuid, NULL AS reunion, compromiso.clave AS folio, compromiso.clave AS titulo, compromiso.titulo
  AS nombre, compromiso.numero, compromiso.tipo, compromiso.objetivo, compromiso.producto, compromiso.nota_region,
  {_ORGANIZACIONES_DE_COMPROMISO} AS organizaciones, {_ACTIVIDADES} AS actividades
FROM compromiso
WHERE NOT compromiso.baja
"""
_ORGANIZACION = f"""
SELECT organizacion.uuid, NULL AS reunion, NULL AS folio, organizacion.nombre AS titulo, organizacion.sigla,
  {_juntos("alias", "organizacion_alias WHERE organizacion = organizacion.uuid", "alias, id")} AS alias,
  organizacion.sector, organizacion.ambito, organizacion.papel, organizacion.nota
FROM organizacion
WHERE NOT organizacion.baja
"""
_NOMBRAMIENTOS = _juntos(
    "concat_ws(', ', rol, calidad, organo, parte)",
    "nombramiento WHERE nombramiento.persona = persona.uuid AND NOT nombramiento.baja",
    "desde, uuid",
)
_PERSONA = f"""
SELECT persona.uuid, NULL AS reunion, NULL AS folio, persona.nombre AS titulo, {_NOMBRAMIENTOS} AS nombramientos
FROM persona
WHERE NOT persona.baja
"""
_PUNTO = f"""
SELECT punto_orden_dia.uuid, punto_orden_dia.reunion, NULL AS folio, punto_orden_dia.asunto AS titulo,
  punto_orden_dia.desarrollo
FROM punto_orden_dia
WHERE NOT punto_orden_dia.baja AND {_VIGENTE.format(reunion="punto_orden_dia.reunion")}
"""
_ASISTENCIA = f"""
SELECT asistencia.uuid, asistencia.reunion, NULL AS folio,
  coalesce(asistencia.persona, asistencia.organizacion, asistencia.cargo, '') AS titulo,
  CASE WHEN asistencia.persona IS NOT NULL THEN asistencia.organizacion END AS organizacion, asistencia.cargo,
  asistencia.parte, asistencia.calidad, asistencia.suple_a
FROM asistencia
WHERE NOT asistencia.baja AND {_VIGENTE.format(reunion="asistencia.reunion")}
"""
_SEGUIMIENTO = f"""
SELECT seguimiento.uuid, acuerdo.reunion, NULL AS folio, coalesce(acuerdo.folio, acuerdo.folio_provisional) AS titulo,
  seguimiento.nota, seguimiento.evidencia, seguimiento.cumple_literal, seguimiento.autor
FROM seguimiento JOIN acuerdo ON acuerdo.uuid = seguimiento.acuerdo
WHERE NOT acuerdo.baja AND {_VIGENTE.format(reunion="acuerdo.reunion")}
"""
_INTERVENCION = f"""
SELECT intervencion.uuid, intervencion.reunion, NULL AS folio, intervencion.persona AS titulo, intervencion.texto
FROM intervencion
WHERE NOT intervencion.baja AND {_VIGENTE.format(reunion="intervencion.reunion")}
"""

FUENTES: Mapping[str, str] = {
    "reunion": _REUNION,
    "acuerdo": _ACUERDO,
    "documento": _DOCUMENTO,
    "compromiso": _COMPROMISO,
    "organizacion": _ORGANIZACION,
    "persona": _PERSONA,
    "punto_orden_dia": _PUNTO,
    "asistencia": _ASISTENCIA,
    "seguimiento": _SEGUIMIENTO,
    "intervencion": _INTERVENCION,
}
"""The query of every table that is searched; a new one goes to the end, because its place gives the `banda`."""

_FILAS_POR_BANDA = 1 << 40


def banda(tabla: str) -> tuple[int, int]:
    """Return the first and the last `busqueda.id` of a table's rows.

    The full text is kept in the order of ids: so it finds the few rows of one kind without passing those of all others.
    """
    desde = list(FUENTES).index(tabla) * _FILAS_POR_BANDA + 1
    return desde, desde + _FILAS_POR_BANDA - 1


ARRASTRES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "reunion": (
        ("acuerdo", "SELECT uuid FROM acuerdo WHERE reunion IN :uuids"),
        ("punto_orden_dia", "SELECT uuid FROM punto_orden_dia WHERE reunion IN :uuids"),
        ("asistencia", "SELECT uuid FROM asistencia WHERE reunion IN :uuids"),
        ("intervencion", "SELECT uuid FROM intervencion WHERE reunion IN :uuids"),
        (
            "seguimiento",
            "SELECT seguimiento.uuid FROM acuerdo JOIN seguimiento ON seguimiento.acuerdo = acuerdo.uuid "
            "WHERE acuerdo.reunion IN :uuids",
        ),
    ),
    "acuerdo": (("seguimiento", "SELECT uuid FROM seguimiento WHERE acuerdo IN :uuids"),),
    "compromiso": (
        ("reunion", "SELECT reunion FROM reunion_compromiso WHERE compromiso IN :uuids"),
        ("acuerdo", "SELECT acuerdo FROM acuerdo_compromiso WHERE compromiso IN :uuids"),
        ("documento", "SELECT documento FROM documento_compromiso WHERE compromiso IN :uuids"),
    ),
    "region": (("reunion", "SELECT reunion FROM reunion_region WHERE region IN :uuids"),),
    "municipio": (("reunion", "SELECT uuid FROM reunion WHERE municipio IN :uuids"),),
    "tipo_reunion": (("reunion", "SELECT uuid FROM reunion WHERE tipo IN :uuids"),),
    "votacion": (("reunion", "SELECT reunion FROM votacion WHERE uuid IN :uuids"),),
    "actividad": (("compromiso", "SELECT compromiso FROM actividad WHERE uuid IN :uuids"),),
    "nombramiento": (("persona", "SELECT persona FROM nombramiento WHERE uuid IN :uuids"),),
}
"""Whose words change when a row of that table changes: the table and the query of its uuids."""

DUENIOS: Mapping[str, str] = {"votacion": "reunion", "actividad": "compromiso", "nombramiento": "persona"}
"""Whose words a row is part of; where it moves to another owner, the one before loses them."""
