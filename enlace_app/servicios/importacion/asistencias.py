"""Attendance."""

from __future__ import annotations

from uuid import UUID

from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.identidad import uuid_nuevo
from enlace_app.dominio.nombramientos import Nombramiento, Rol
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.personas import Persona
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.votantes import Directorio, votante
from enlace_app.servicios.importacion.celdas import Rechazo
from enlace_app.servicios.importacion.materia import Entrada, Materia
from enlace_app.servicios.importacion.referencias import enlazar_reunion, sin_mudarse

_DE_LOS_DERECHOS = (
    "persona", "persona_registrada", "organizacion", "cargo", "parte", "calidad", "voz", "voto", "suple_a",
)  # fmt: skip


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
        entrada.valores["persona_registrada"] = _persona(entrada, entrada.valores["persona"])
    if not entrada.guardado("persona") and not entrada.guardado("organizacion"):
        raise Rechazo("organizacion", "falta quién asistió: escriba la persona, la organización o ambas")
    if not entrada.renglon.publicado:
        _dar_derechos(entrada)


def _persona(entrada: Entrada, nombre: str | None) -> UUID | None:
    """Return the one person of that name: a namesake must not get the vote of another."""
    directorio = entrada.lote.directorio
    conocida = directorio.nombrado(Persona, nombre) if nombre else None
    if conocida is None or nombre is None:
        return None
    plegado = plegar(conocida.nombre)
    homonimas = [p for p in directorio.todos(Persona) if not p.baja and plegar(p.nombre) == plegado]
    return conocida.uuid if len(homonimas) == 1 else None


def _dar_derechos(entrada: Entrada) -> None:
    """Fill in the voz and voto that the row leaves open; what it says against the rule is kept and remarked."""
    celdas, valores = entrada.celdas, entrada.valores
    reunion = entrada.lote.directorio.de_uuid(Reunion, entrada.enlaces["reunion"])
    if reunion is None:
        return
    escritos = {n: entrada.guardado(n) for n in _DE_LOS_DERECHOS}
    ensayo = Asistencia(uuid=entrada.uuid or uuid_nuevo(), **escritos)
    suyos = votante(ensayo, reunion, _otras(entrada), _conocido(entrada))
    if suyos.voto is False and ensayo.voto and celdas.tiene("voto"):
        celdas.avisar("voto", f"dice «sí», pero {ensayo.quien} {suyos.razon}; se conservó, y no cuenta para el quórum")
    if ensayo.voz is None and suyos.voz is not None:
        valores["voz"] = suyos.voz
    if ensayo.voto is None and suyos.voto is not None:
        valores["voto"] = suyos.voto
    if not ensayo.parte and suyos.parte:
        valores["parte"] = suyos.parte


def _otras(entrada: Entrada) -> list[Asistencia]:
    """Return the attendance that the meeting has already, which only matters to one who substitutes."""
    if not entrada.guardado("suple_a"):
        return []
    reunion = entrada.enlaces["reunion"]
    return [a for a in entrada.lote.directorio.todos(Asistencia) if a.reunion == reunion]


def _conocido(entrada: Entrada) -> Directorio:
    directorio = entrada.lote.directorio
    persona, suplida = entrada.guardado("persona_registrada"), entrada.guardado("suple_a")
    uuid = _persona(entrada, suplida)
    return Directorio(
        roles=[rol for rol in directorio.todos(Rol) if not rol.baja],
        nombramientos=[n for n in directorio.todos(Nombramiento) if n.persona and n.persona in {persona, uuid}],
        personas={plegar(suplida): uuid} if suplida and uuid else {},
    )


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
