"""What surrounds a meeting: earlier agreements still open, the previous acta, the previous session of its rhythm."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from enlace_app.errores import ErrorDeNegocio


class Lector(Protocol):
    """Whoever runs plain SQL: a `Lectura`, or a unit inside its own transaction."""

    def filas(self, sql: str, parametros: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Return rows by column name."""


_CERRADA_POR_OTRO = """
SELECT 1 AS si FROM reunion WHERE uuid = :reunion AND estado IN ('cerrada', 'firmada')
  AND EXISTS (SELECT 1 FROM acta_recibida WHERE acta_recibida.reunion = coalesce(reunion.parte_de, reunion.uuid))
"""


def acuerdos_previos(lector: Lector, reunion: UUID, fecha: date) -> list[UUID]:
    """Return agreements of earlier meetings that concern this one: the same commitment or, for sessions, sessions."""
    filas = lector.filas(
        """
        SELECT DISTINCT a.uuid, r.fecha, r.uuid AS de_reunion, a.n
        FROM acuerdo a
        JOIN reunion r ON r.uuid = a.reunion
        JOIN tipo_reunion t ON t.uuid = r.tipo
        JOIN reunion esta ON esta.uuid = :reunion
        JOIN tipo_reunion mi_tipo ON mi_tipo.uuid = esta.tipo
        WHERE NOT a.baja AND r.fecha < :fecha AND r.uuid <> :reunion
          AND coalesce(r.parte_de, r.uuid) <> :reunion
          AND ((t.con_quorum AND mi_tipo.con_quorum)
               OR EXISTS (SELECT 1 FROM acuerdo_compromiso ac
                          JOIN reunion_compromiso rc ON rc.compromiso = ac.compromiso
                          WHERE ac.acuerdo = a.uuid AND rc.reunion = :reunion))
        ORDER BY r.fecha, r.uuid, a.n
        """,
        {"reunion": str(reunion), "fecha": fecha.isoformat()},
    )
    return [UUID(fila["uuid"]) for fila in filas]


def acta_previa(lector: Lector, reunion: UUID, fecha: date) -> dict[str, Any] | None:
    """Return folio and date of the closed acta that this one follows, or None.

    A session follows the session before it; any other meeting the last one of its kind on one of its commitments.
    """
    filas = lector.filas(
        """
        SELECT a.folio, r.fecha FROM acta a
        JOIN reunion r ON r.uuid = a.reunion
        JOIN tipo_reunion t ON t.uuid = r.tipo
        JOIN reunion esta ON esta.uuid = :reunion
        JOIN tipo_reunion mi_tipo ON mi_tipo.uuid = esta.tipo
        WHERE r.fecha < :fecha AND r.estado IN ('cerrada', 'firmada') AND a.clase = 'acta'
          AND ((t.con_quorum AND mi_tipo.con_quorum)
               OR (r.tipo = esta.tipo
                   AND EXISTS (SELECT 1 FROM reunion_compromiso mio
                               JOIN reunion_compromiso suyo ON suyo.compromiso = mio.compromiso
                               WHERE mio.reunion = :reunion AND suyo.reunion = r.uuid)))
        ORDER BY r.fecha DESC, a.version DESC, a.uuid DESC LIMIT 1
        """,
        {"reunion": str(reunion), "fecha": fecha.isoformat()},
    )
    return filas[0] if filas else None


def sesion_previa(lector: Lector, reunion: UUID, fecha: date) -> dict[str, Any] | None:
    """Return folio, date and place of the last session held in the same rhythm, or None."""
    filas = lector.filas(
        """
        SELECT coalesce(r.folio, r.folio_provisional) AS folio, r.fecha, coalesce(m.nombre, r.ciudad) AS lugar
        FROM reunion r
        JOIN tipo_reunion t ON t.uuid = r.tipo
        LEFT JOIN municipio m ON m.uuid = r.municipio
        WHERE t.ordinaria AND NOT r.baja AND r.fecha < :fecha AND r.uuid <> :reunion
          AND r.precision = 'dia' AND r.estado IN ('celebrada', 'en_revision', 'cerrada', 'firmada')
        ORDER BY r.fecha DESC, r.uuid DESC LIMIT 1
        """,
        {"reunion": str(reunion), "fecha": fecha.isoformat()},
    )
    return filas[0] if filas else None


def ultima_huella(lector: Lector, sitio: str) -> str | None:
    """Return the hash of the site's acta that no other follows: the next one continues its chain.

    Asked of the chain itself, not of the closing times: a clock that was set back must not fork it.
    """
    filas = lector.filas(
        """
        SELECT sha256 FROM acta ultima
        WHERE origen = :sitio AND NOT EXISTS (SELECT 1 FROM acta WHERE anterior_sha256 = ultima.sha256)
        ORDER BY cerrada DESC, uuid DESC LIMIT 1
        """,
        {"sitio": sitio},
    )
    return str(filas[0]["sha256"]) if filas else None


def versiones(lector: Lector, reunion: UUID) -> Sequence[dict[str, Any]]:
    """Return uuid and version of each closed acta of a meeting, oldest first.

    Raises:
        ErrorDeNegocio: it was closed by another site: of its acta only the hash came.
    """
    parametros = {"reunion": str(reunion)}
    hechas = lector.filas(
        "SELECT uuid, version FROM acta WHERE reunion = :reunion AND clase = 'acta' ORDER BY version", parametros
    )
    if not hechas and lector.filas(_CERRADA_POR_OTRO, parametros):
        raise ErrorDeNegocio(
            "El acta de esta reunión se hizo en otro equipo y aquí sólo está su huella: pida a quien la hizo el PDF, y "
            "compruébelo con «enlace acta verificar»."
        )
    return hechas
