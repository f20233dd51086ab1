"""Stored files: who brought the same one before."""

from dataclasses import dataclass

from enlace_app.consultas.valores import leer_fecha
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.fechas import FechaImprecisa, Precision

_DUPLICADOS = """
SELECT uuid, folio, fecha, precision, remitente, tipo, descripcion, archivo FROM documento
WHERE sha256 = :sha256 AND NOT baja
ORDER BY fecha IS NULL, fecha, folio, uuid
"""


@dataclass(frozen=True, slots=True)
class Duplicado:
    """A document that came with the same content; `archivo` is the name that the file had then."""

    uuid: str
    folio: str
    fecha: FechaImprecisa
    remitente: str | None
    tipo: str
    descripcion: str | None
    archivo: str | None


def duplicados(lectura: Lectura, sha256: str) -> list[Duplicado]:
    """Return the documents with that content by their date, the first one first; withdrawn ones are left out."""
    return [
        Duplicado(
            uuid=fila["uuid"],
            folio=fila["folio"],
            fecha=FechaImprecisa(leer_fecha(fila["fecha"]), Precision(fila["precision"])),
            remitente=fila["remitente"],
            tipo=fila["tipo"],
            descripcion=fila["descripcion"],
            archivo=fila["archivo"],
        )
        for fila in lectura.filas(_DUPLICADOS, {"sha256": sha256})
    ]


def esta_registrado(lectura: Lectura, sha256: str) -> bool:
    """Whether a file with that content was ever stored here under a name."""
    return lectura.fila("SELECT 1 FROM adjunto WHERE sha256 = :sha256", {"sha256": sha256}) is not None
