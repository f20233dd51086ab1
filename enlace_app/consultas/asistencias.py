"""Attendance: its rows in a package, with the names of private persons withheld."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from enlace_app.consultas.nombres_reservados import PARTICULAR, leer_nombres_reservados
from enlace_app.consultas.reuniones import SIN_REUNION, columnas_derivadas
from enlace_app.consultas.valores import FilaDePaquete, si_no
from enlace_app.datos.lectura import Lectura

__all__ = ["PARTICULAR", "Calidad", "filas_de_paquete", "leer_calidad"]

_CAMPOS = """
SELECT asistencia.uuid, asistencia.rev, asistencia.baja, asistencia.reunion, asistencia.persona,
  asistencia.organizacion, asistencia.cargo, asistencia.parte, asistencia.calidad, asistencia.voz, asistencia.voto,
  asistencia.suple_a, asistencia.llegada, asistencia.salida, asistencia.ausente, asistencia.justificada
FROM asistencia JOIN reunion ON reunion.uuid = asistencia.reunion
ORDER BY reunion.fecha IS NULL, reunion.fecha, reunion.folio_provisional, asistencia.reunion, asistencia.orden,
  asistencia.uuid
"""
_AUSENCIAS = {None: "ausente", True: "ausente, con justificación", False: "ausente, sin justificación"}
_IGUALES = ["uuid", "rev", "reunion", "cargo", "parte", "llegada", "salida"]
_NOMBRES = ["persona", "organizacion", "suple_a"]


@dataclass(frozen=True, slots=True)
class Calidad:
    """In what capacity somebody was there, or that she was not, and whether that was excused."""

    calidad: str | None
    ausente: bool
    justificada: bool | None


def filas_de_paquete(
    lectura: Lectura, *, fuera: Collection[str] = frozenset(), reservar: bool = True
) -> list[FilaDePaquete]:
    """Return the rows of the sheet Asistencia, meeting by meeting, without those of the meetings in `fuera`.

    With `reservar`, who acts for no institution and did not consent to publication appears as `particular`, and whom
    she substitutes too; without it, names are as written: for this computer's own screen, never for a file that leaves.
    """
    derivadas = columnas_derivadas(lectura)
    reservados = leer_nombres_reservados(lectura, reservar=reservar)
    return [
        {
            **{nombre: fila[nombre] for nombre in _IGUALES},
            **{nombre: reservados.tapar(fila["reunion"], fila[nombre]) for nombre in _NOMBRES},
            "baja": si_no(fila["baja"]),
            "calidad": _calidad(fila),
            "voz": si_no(fila["voz"]),
            "voto": si_no(fila["voto"]),
            **derivadas.get(fila["reunion"], SIN_REUNION),
        }
        for fila in lectura.filas(_CAMPOS)
        if fila["reunion"] not in fuera
    ]


def _calidad(fila: Mapping[str, Any]) -> str | None:
    """The package has no column for absences: without the word, who stayed away would read as present."""
    calidad: str | None = fila["calidad"]
    if not fila["ausente"]:
        return calidad
    justificada = fila["justificada"]
    ausencia = _AUSENCIAS[None if justificada is None else bool(justificada)]
    return f"{calidad} ({ausencia})" if calidad else ausencia


def leer_calidad(escrita: str | None) -> Calidad:
    """Return what a package's `calidad` says: the inverse of how it is written."""
    for justificada, ausencia in _AUSENCIAS.items():
        if escrita == ausencia:
            return Calidad(None, ausente=True, justificada=justificada)
        if escrita is not None and escrita.endswith(f" ({ausencia})"):
            return Calidad(escrita.removesuffix(f" ({ausencia})"), ausente=True, justificada=justificada)
    return Calidad(escrita, ausente=False, justificada=None)
