"""What changed since the last package and would travel in the next one, told as a person counts it."""

from dataclasses import dataclass

from enlace_app.consultas.bitacora import HOJA_DE_TABLA
from enlace_app.datos.lectura import Lectura

_DE_UNA_REUNION = ("acta", "asistencia", "punto_orden_dia", "votacion", "acuerdo")
_REUNION = " ".join(
    f"WHEN '{tabla}' THEN (SELECT reunion FROM {tabla} WHERE {tabla}.uuid = cambio.uuid)"
    for tabla in (*_DE_UNA_REUNION, "documento")
)
_ACUERDO = "(SELECT acuerdo FROM seguimiento WHERE seguimiento.uuid = cambio.uuid)"
_REUNION_DE_SU_ACUERDO = f"(SELECT reunion FROM acuerdo WHERE acuerdo.uuid = {_ACUERDO})"
_TABLAS = ", ".join(f"'{tabla}'" for tabla in HOJA_DE_TABLA)
# Seguimientos of one acuerdo are one matter, and so is a meeting with all that is written in it.
_CAMBIADOS = f"""
WITH cambio AS (
  SELECT DISTINCT tabla, uuid FROM bitacora
  WHERE secuencia > :desde AND NOT recibido AND tabla IN ({_TABLAS})
    AND NOT (accion = 'alta' AND substr(uuid, 15, 1) = '5')
), situado AS (
  SELECT tabla, uuid,
    CASE tabla WHEN 'reunion' THEN uuid {_REUNION} WHEN 'seguimiento' THEN {_REUNION_DE_SU_ACUERDO} END AS reunion,
    CASE tabla WHEN 'seguimiento' THEN {_ACUERDO} END AS acuerdo
  FROM cambio
)
SELECT DISTINCT
  CASE WHEN acuerdo IS NOT NULL THEN 'acuerdo' WHEN tabla <> 'documento' AND reunion IS NOT NULL THEN 'reunion'
    ELSE tabla END AS tabla,
  CASE WHEN acuerdo IS NOT NULL THEN acuerdo WHEN tabla <> 'documento' AND reunion IS NOT NULL THEN reunion
    ELSE uuid END AS uuid
FROM situado
WHERE reunion IS NULL
  OR NOT EXISTS (SELECT 1 FROM reunion de WHERE de.uuid = situado.reunion AND de.estado IN ('borrador', 'convocada'))
"""


@dataclass(frozen=True, slots=True)
class SinEnviar:
    """How many matters changed, in all and by table; `es_minimo` says that there are more than were counted."""

    total: int
    por_tabla: dict[str, int]
    es_minimo: bool


def contar_sin_enviar(lectura: Lectura, *, desde: int, tope: int | None = None) -> SinEnviar:
    """Count what changed after the entry `desde` of the change log, no further than `tope`.

    A meeting counts once with everything in it, an acuerdo once with its follow-up. Drafts stay here and do not count,
    nor do published rows that were only taken in: they are the authority's own.
    """
    limite = "" if tope is None else " LIMIT :tope"
    parametros = {"desde": desde} | ({} if tope is None else {"tope": tope})
    por_tabla: dict[str, int] = {}
    for fila in lectura.filas(f"SELECT tabla FROM ({_CAMBIADOS}{limite}) AS contado", parametros):
        por_tabla[fila["tabla"]] = por_tabla.get(fila["tabla"], 0) + 1
    total = sum(por_tabla.values())
    return SinEnviar(total, por_tabla, es_minimo=tope is not None and total >= tope)
