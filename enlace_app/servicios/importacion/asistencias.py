"""Attendance."""

from __future__ import annotations

from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.personas import Persona
from enlace_app.dominio.reuniones import Reunion
from enlace_app.servicios.importacion.celdas import Rechazo
from enlace_app.servicios.importacion.materia import Entrada, Materia
from enlace_app.servicios.importacion.referencias import enlazar_reunion, sin_mudarse


def _leer(entrada: Entrada) -> None:
    celdas, directorio = entrada.celdas, entrada.lote.directorio
    sin_mudarse(entrada)
    entrada.valores["reunion"] = entrada.enlaces["reunion"]
    entrada.poner_nombres("persona", "organizacion", "suple_a")
    entrada.poner_textos("cargo", "parte", "calidad")
    entrada.poner("voz", celdas.si_no)
    entrada.poner("voto", celdas.si_no)
    entrada.poner("llegada", celdas.hora)
    entrada.poner("salida", celdas.hora)
    if celdas.tiene("organizacion"):
        entrada.valores["organizacion_registrada"] = directorio.organizacion(entrada.valores["organizacion"])
    if celdas.tiene("persona"):
        nombre = entrada.valores["persona"]
        conocida = directorio.nombrado(Persona, nombre) if nombre else None
        entrada.valores["persona_registrada"] = conocida.uuid if conocida else None
    if not entrada.guardado("persona") and not entrada.guardado("organizacion"):
        raise Rechazo("organizacion", "falta quién asistió: escriba la persona, la organización o ambas")


def _clave(entrada: Entrada) -> str:
    """A published attendance is known by its meeting and the institution as the source writes it."""
    reunion = entrada.lote.directorio.de_uuid(Reunion, entrada.enlaces["reunion"])
    folio = reunion.folio_provisional if reunion else ""
    return f"{folio}/{entrada.celdas.exigir('organizacion')}"


def _completar(asistencia: Asistencia, entrada: Entrada) -> None:
    """Number it: as the file does, or after those that the meeting already has."""
    siguiente = entrada.lote.siguiente_en(Asistencia, "orden", asistencia.reunion)
    asistencia.orden = entrada.celdas.entero("n") or siguiente


MATERIA = Materia("Asistencia", Asistencia, "asistencia", _leer, _clave, enlaces=enlazar_reunion, completar=_completar)
