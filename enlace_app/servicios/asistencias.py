"""Attendance: who came, as what, when they came and left."""

from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios, Unidad
from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.organizaciones import Organizacion, indice_de_nombres, plegar
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.votantes import votante
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.edicion import parte_editable, reunion_editable, texto_o_nada
from enlace_app.servicios.expedientes import reunir_directorio
from enlace_app.servicios.horas import leer_hora_escrita


def registrar_asistencia(
    almacen: Almacen,
    *,
    reunion: UUID,
    persona: str | None = None,
    organizacion: str | None = None,
    cargo: str | None = None,
    parte: str | None = None,
    calidad: str | None = None,
    suple_a: str | None = None,
    llegada: str | None = None,
    ausente: bool = False,
) -> Cambios:
    """Note one attendant, a person or an institution, as written; names the directory knows are linked.

    Voz and voto come from the nombramientos of that day, or from the role that `calidad` names in the catalogue
    (see `votantes`); where neither tells anything they stay open.
    """
    persona, organizacion = texto_o_nada(persona), texto_o_nada(organizacion)
    if not (persona or organizacion):
        raise ErrorDeNegocio("Escriba el nombre de la persona o de la institución que asiste.")
    with almacen.escribir("Registrar asistencia") as u:
        encontrada = reunion_editable(u, reunion)
        organizaciones = indice_de_nombres(u.varios(Organizacion))
        asistencia = Asistencia(
            reunion=reunion,
            orden=max((a.orden for a in encontrada.asistencias), default=0) + 1,
            persona=persona,
            organizacion=organizacion,
            organizacion_registrada=organizaciones.get(plegar(organizacion)) if organizacion else None,
            cargo=cargo,
            parte=parte,
            calidad=calidad,
            suple_a=texto_o_nada(suple_a),
            llegada=leer_hora_escrita(llegada) if llegada and llegada.strip() else None,
            ausente=ausente,
        )
        _dar_derechos(u, encontrada, asistencia)
        u.agregar(asistencia)
        u.principal = asistencia.uuid
        u.asentar()
        return u.cambios


def _dar_derechos(u: Unidad, reunion: Reunion, asistencia: Asistencia) -> None:
    directorio = reunir_directorio(u)
    if asistencia.persona:
        asistencia.persona_registrada = directorio.personas.get(plegar(asistencia.persona))
    suyos = votante(asistencia, reunion, reunion.asistencias, directorio)
    asistencia.voz, asistencia.voto = suyos.voz, suyos.voto
    asistencia.parte = asistencia.parte or suyos.parte


def registrar_salida(almacen: Almacen, *, asistencia: UUID, rev: int, hora: str) -> Cambios:
    """Note when someone left."""
    with almacen.escribir("Registrar salida") as u:
        encontrada = parte_editable(u, Asistencia, asistencia, rev)
        salida = leer_hora_escrita(hora)
        if encontrada.llegada and salida < encontrada.llegada:
            raise ErrorDeNegocio(f"La salida ({salida}) no puede ser antes de la llegada ({encontrada.llegada}).")
        encontrada.salida = salida
        u.asentar()
        return u.cambios


def retirar_asistencia(almacen: Almacen, *, asistencia: UUID, rev: int) -> Cambios:
    """Withdraw an attendance noted by mistake."""
    with almacen.escribir("Retirar asistencia") as u:
        parte_editable(u, Asistencia, asistencia, rev).baja = True
        u.asentar()
        return u.cambios
