"""Persons of the directory: nothing but a name, as published or as she gave it."""

from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios, Unidad
from enlace_app.dominio.nombramientos import Nombramiento
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.personas import Persona
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.derechos_de_asistencia import derechos_al_dia, reuniones_abiertas_de
from enlace_app.servicios.edicion import exigir_texto, exigir_vigente, texto_o_nada


def agregar_persona(almacen: Almacen, *, nombre: str, fuente: str | None = None, es_homonima: bool = False) -> Cambios:
    """Add a person; with `es_homonima` somebody said that she is another than the one of the same name."""
    limpio = exigir_texto(nombre, "Escriba el nombre de la persona.")
    with almacen.escribir("Agregar persona") as u:
        if not es_homonima:
            _exigir_nombre_nuevo(u, limpio, None)
        persona = Persona(nombre=limpio, fuente=texto_o_nada(fuente))
        u.agregar(persona)
        u.principal = persona.uuid
        u.asentar()
        return u.cambios


def cambiar_persona(
    almacen: Almacen, *, persona: UUID, rev: int, nombre: str, fuente: str | None = None, es_homonima: bool = False
) -> Cambios:
    """Correct how a person is called; what was written in meetings stays as it was written."""
    limpio = exigir_texto(nombre, "Escriba el nombre de la persona.")
    with almacen.escribir("Cambiar persona") as u:
        encontrada = persona_vigente(u, persona, rev)
        if not es_homonima:
            _exigir_nombre_nuevo(u, limpio, persona)
        encontrada.nombre = limpio
        if fuente is not None:
            encontrada.fuente = texto_o_nada(fuente)
        u.principal = persona
        u.asentar()
        return u.cambios


def retirar_persona(almacen: Almacen, *, persona: UUID, rev: int) -> Cambios:
    """Withdraw a person added by mistake; refused while she holds a nombramiento. Names in meetings stay as written."""
    with almacen.escribir("Retirar persona") as u:
        encontrada = persona_vigente(u, persona, rev)
        if u.varios(Nombramiento, persona=persona, baja=False):
            raise ErrorDeNegocio("Esa persona tiene nombramientos; retírelos antes, o termínelos y déjela.")
        reuniones = reuniones_abiertas_de(u, persona)
        with derechos_al_dia(u, *reuniones):
            for asistencia in (a for r in reuniones for a in r.asistencias if a.persona_registrada == persona):
                asistencia.persona_registrada = None
            encontrada.baja = True
        u.principal = persona
        u.asentar()
        return u.cambios


def persona_vigente(u: Unidad, persona: UUID, rev: int | None = None) -> Persona:
    """Return a person who was not withdrawn, or raise `ErrorDeNegocio`; `rev` is what was seen by who edits her."""
    encontrada = u.traer(Persona, persona)
    exigir_vigente(encontrada, encontrada.rev if rev is None else rev)
    return encontrada


def _exigir_nombre_nuevo(u: Unidad, nombre: str, propia: UUID | None) -> None:
    if any(p.uuid != propia and plegar(p.nombre) == plegar(nombre) for p in u.varios(Persona, baja=False)):
        raise ErrorDeNegocio(
            f"Ya hay en el directorio una persona llamada «{nombre}»; si es otra, dígalo al agregarla."
        )
