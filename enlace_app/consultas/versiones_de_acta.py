"""The versions of one meeting's acta, as somebody chooses among them: which there are, and why an older one is old."""

from dataclasses import dataclass

from enlace_app.consultas.valores import instante_local
from enlace_app.datos.lectura import Lectura

_VERSIONES = """
SELECT acta.uuid, acta.version, acta.cerrada, reunion.zona,
  (SELECT reapertura.motivo FROM reapertura WHERE reapertura.acta = acta.uuid
   ORDER BY reapertura.creado DESC, reapertura.uuid DESC LIMIT 1) AS reabierta
FROM acta JOIN reunion ON reunion.uuid = acta.reunion
WHERE acta.reunion = :reunion AND acta.clase = 'acta' ORDER BY acta.version
"""


@dataclass(frozen=True, slots=True)
class VersionDeActa:
    """A closed version; `cerrada` is ISO 8601 in the meeting's zone, `reabierta` why it was opened again, if it was."""

    uuid: str
    version: int
    cerrada: str
    reabierta: str | None


def versiones_de_acta(lectura: Lectura, reunion: str) -> list[VersionDeActa]:
    """Return the closed versions of a meeting's acta, the first one first."""
    return [
        VersionDeActa(
            fila["uuid"], fila["version"], instante_local(fila["cerrada"], fila["zona"]) or "", fila["reabierta"]
        )
        for fila in lectura.filas(_VERSIONES, {"reunion": reunion})
    ]
