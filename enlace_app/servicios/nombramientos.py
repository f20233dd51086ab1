"""Who holds which role from when to when: named, corrected, ended."""

from datetime import date
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios, Unidad
from enlace_app.dominio.ejercicios import Ejercicio
from enlace_app.dominio.nombramientos import Nombramiento, Rol, Roles, contradice
from enlace_app.dominio.personas import Persona
from enlace_app.dominio.regiones import Region
from enlace_app.dominio.reuniones import Reunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.derechos_de_asistencia import derechos_al_dia, reuniones_abiertas_de
from enlace_app.servicios.edicion import exigir_fecha_posible, exigir_texto, exigir_vigente, texto_o_nada
from enlace_app.servicios.personas import persona_vigente


def nombrar(
    almacen: Almacen,
    *,
    persona: UUID,
    rol: str,
    organo: str | None = None,
    parte: str | None = None,
    calidad: str | None = None,
    region: UUID | None = None,
    ejercicio: UUID | None = None,
    desde: date | None = None,
    hasta: date | None = None,
    fuente: str | None = None,
) -> Cambios:
    """Record that a person holds a role from a day to a day; without a day that end is open.

    `rol` is a role's key or name of the catalogue, whose rights it carries; any other text is kept and carries none
    but what `calidad` (titular, suplente) names. Rights derived in meetings still open follow.

    Raises:
        ErrorDeNegocio: it contradicts a nombramiento of the same days; the message names it and its holder's role.
    """
    escrito = exigir_texto(rol, "Diga qué papel tiene la persona: por ejemplo, enlace regional.")
    _exigir_orden(desde, hasta)
    with almacen.escribir("Nombrar") as u:
        roles = Roles(u.varios(Rol, baja=False))
        conocido = roles.de(escrito)
        nuevo = Nombramiento(
            persona=persona_vigente(u, persona).uuid,
            rol=conocido.nombre if conocido and conocido.clave == escrito else escrito,
            organo=texto_o_nada(organo),
            parte=texto_o_nada(parte),
            calidad=texto_o_nada(calidad),
            region=u.traer(Region, region) if region else None,
            ejercicio=u.traer(Ejercicio, ejercicio) if ejercicio else None,
            desde=desde,
            hasta=hasta,
            fuente=texto_o_nada(fuente),
        )
        _exigir_sin_contradiccion(u, nuevo, roles)
        with derechos_al_dia(u, *reuniones_abiertas_de(u, persona)):
            u.agregar(nuevo)
        u.principal = nuevo.uuid
        u.asentar()
        return u.cambios


def terminar_nombramiento(almacen: Almacen, *, nombramiento: UUID, rev: int, hasta: date) -> Cambios:
    """Say which was its last day; the meetings until then keep their rights."""
    with almacen.escribir("Terminar nombramiento") as u:
        encontrado = _vigente(u, nombramiento, rev)
        _exigir_orden(encontrado.desde, hasta)
        with derechos_al_dia(u, *_reuniones(u, encontrado)):
            encontrado.hasta, encontrado.hasta_literal = hasta, None
            _exigir_sin_contradiccion(u, encontrado, Roles(u.varios(Rol, baja=False)))
        u.asentar()
        return u.cambios


def retirar_nombramiento(almacen: Almacen, *, nombramiento: UUID, rev: int) -> Cambios:
    """Withdraw one recorded by mistake, as if it had never been."""
    with almacen.escribir("Retirar nombramiento") as u:
        encontrado = _vigente(u, nombramiento, rev)
        with derechos_al_dia(u, *_reuniones(u, encontrado)):
            encontrado.baja = True
        u.asentar()
        return u.cambios


def _vigente(u: Unidad, nombramiento: UUID, rev: int) -> Nombramiento:
    encontrado = u.traer(Nombramiento, nombramiento)
    exigir_vigente(encontrado, rev)
    u.exigir_propio(encontrado)
    u.principal = nombramiento
    return encontrado


def _reuniones(u: Unidad, nombramiento: Nombramiento) -> list[Reunion]:
    return reuniones_abiertas_de(u, nombramiento.persona) if nombramiento.persona else []


def _exigir_orden(desde: date | None, hasta: date | None) -> None:
    exigir_fecha_posible("Desde", desde)
    exigir_fecha_posible("Hasta", hasta)
    if desde and hasta and hasta < desde:
        raise ErrorDeNegocio(f"El nombramiento no puede terminar ({hasta}) antes de empezar ({desde}).")


def _exigir_sin_contradiccion(u: Unidad, nuevo: Nombramiento, roles: Roles) -> None:
    for otro in u.varios(Nombramiento, baja=False):
        if razon := contradice(nuevo, otro, roles):
            titular = u.uno(Persona, uuid=otro.persona) if otro.persona else None
            quien = (titular.nombre if titular else otro.persona_literal) or "alguien"
            periodo = f"desde {otro.desde or 'antes'} hasta {otro.hasta or 'ahora'}"
            raise ErrorDeNegocio(
                f"No se guardó: {razon}. {quien} consta como «{otro.rol}» {periodo}; termine antes ese nombramiento o "
                "corrija las fechas."
            )
