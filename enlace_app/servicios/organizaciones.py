"""The directory of institutions: added, corrected, given other names, put in succession.

Rows of the catalogue are the authority's: what is changed in them works here and travels as a proposal.
"""

from collections.abc import Collection
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios, Unidad
from enlace_app.dominio.organizaciones import Alias, Organizacion, plegar
from enlace_app.dominio.respuestas import dice_quien
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.edicion import exigir_fecha_posible, exigir_texto, exigir_vigente, texto_o_nada

_REFERENCIAS = {
    "asistencias": "SELECT count(*) AS n FROM asistencia WHERE organizacion_registrada = :uuid AND NOT baja",
    "acuerdos": "SELECT count(*) AS n FROM acuerdo_responsable WHERE organizacion = :uuid",
    "documentos": "SELECT count(*) AS n FROM documento "
    "WHERE (remitente_registrado = :uuid OR receptor_registrado = :uuid) AND NOT baja",
    "compromisos": "SELECT count(*) AS n FROM compromiso_organizacion WHERE organizacion = :uuid",
    "organizaciones que la suceden": "SELECT count(*) AS n FROM organizacion WHERE sucede_a = :uuid AND NOT baja",
}


class DatosDeOrganizacion(TypedDict, total=False):
    """What can be filled in; only the keys that are given change. `desde` and `hasta` are the days it existed."""

    nombre: str
    sigla: str | None
    sector: str | None
    ambito: str | None
    papel: str | None
    nota: str | None
    desde: date | None
    hasta: date | None


def viaja_como_propuesta(cambios: Cambios) -> bool:
    """Whether something that was changed is the authority's own, and so travels as a proposal."""
    return any(uuid.version == 5 for _, uuid in cambios.tocados)


def agregar_organizacion(
    almacen: Almacen, *, alias: Collection[str] = (), **datos: Unpack[DatosDeOrganizacion]
) -> Cambios:
    """Add an institution; its name, acronym and other names must not be those of another."""
    nombre = exigir_texto(datos.get("nombre", ""), "Escriba el nombre de la organización.")
    with almacen.escribir("Agregar organización") as u:
        nueva = Organizacion(nombre=nombre)
        _llenar(u, nueva, datos)
        for otro in alias:
            _poner_alias(u, nueva, otro)
        u.agregar(nueva)
        u.principal = nueva.uuid
        u.asentar()
        return u.cambios


def cambiar_organizacion(
    almacen: Almacen, *, organizacion: UUID, rev: int, **datos: Unpack[DatosDeOrganizacion]
) -> Cambios:
    """Correct an institution; what was written in meetings stays as it was written.

    For an institution that took the place of another use `sucede_a`: old actas keep the old name.
    """
    with almacen.escribir("Cambiar organización") as u:
        _llenar(u, _vigente(u, organizacion, rev), datos)
        u.asentar()
        return u.cambios


def agregar_alias(almacen: Almacen, *, organizacion: UUID, rev: int, alias: str) -> Cambios:
    """Give an institution another name under which it is mentioned."""
    with almacen.escribir("Agregar alias") as u:
        _poner_alias(u, _vigente(u, organizacion, rev), alias)
        u.asentar()
        return u.cambios


def quitar_alias(almacen: Almacen, *, organizacion: UUID, rev: int, alias: str) -> Cambios:
    """Take another name from an institution; rows that were linked through it keep their link."""
    with almacen.escribir("Quitar alias") as u:
        if not soltar_alias(_vigente(u, organizacion, rev), alias):
            raise ErrorDeNegocio(f"«{alias.strip()}» no es otro nombre de esa organización.")
        u.asentar()
        return u.cambios


def sucede_a(almacen: Almacen, *, organizacion: UUID, rev: int, anterior: UUID | None) -> Cambios:
    """Say which institution this one took the place of; None takes it back. Both keep their names and their days."""
    with almacen.escribir("Anotar sucesión") as u:
        sucesora = _vigente(u, organizacion, rev)
        eslabon, vistas = anterior, {organizacion}
        while eslabon is not None:
            if eslabon in vistas:
                raise ErrorDeNegocio(f"{sucesora.nombre} no puede sucederse a sí misma, tampoco a través de otras.")
            vistas.add(eslabon)
            eslabon = u.traer(Organizacion, eslabon).sucede_a
        sucesora.sucede_a = anterior
        u.asentar()
        return u.cambios


def retirar_organizacion(almacen: Almacen, *, organizacion: UUID, rev: int) -> Cambios:
    """Withdraw an institution added by mistake; refused while something is linked with it."""
    with almacen.escribir("Retirar organización") as u:
        encontrada = _vigente(u, organizacion, rev)
        usos = {que: u.filas(sql, {"uuid": str(organizacion)})[0]["n"] for que, sql in _REFERENCIAS.items()}
        dichos = ", ".join(f"{que}: {n}" for que, n in usos.items() if n)
        if dichos:
            raise ErrorDeNegocio(
                f"{encontrada.nombre} está en uso ({dichos}) y no se retira; si ya no existe, anote hasta cuándo."
            )
        encontrada.baja = True
        u.asentar()
        return u.cambios


def soltar_alias(organizacion: Organizacion, alias: str) -> bool:
    """Take from an institution the alias that reads the same; return whether it had it."""
    suyos = [a for a in organizacion.alias if plegar(a.alias) == plegar(alias)]
    for suyo in suyos:
        organizacion.alias.remove(suyo)
    return bool(suyos)


def duenias_de(u: Unidad, nombre: str, *, menos: UUID) -> list[Organizacion]:
    """Return the other institutions of the directory that bear a name as theirs, acronym or alias."""
    return [
        o
        for o in u.varios(Organizacion, baja=False)
        if o.uuid != menos and plegar(nombre) in {plegar(n) for n in o.nombres}
    ]


def _vigente(u: Unidad, organizacion: UUID, rev: int) -> Organizacion:
    encontrada = u.traer(Organizacion, organizacion)
    exigir_vigente(encontrada, rev)
    u.exigir_propio(encontrada)
    u.principal = organizacion
    return encontrada


def _llenar(u: Unidad, organizacion: Organizacion, datos: DatosDeOrganizacion) -> None:
    if "nombre" in datos:
        nombre = exigir_texto(datos["nombre"], "Escriba el nombre de la organización.")
        _exigir_libre(u, organizacion, nombre, aunque_compartida=False)
        organizacion.nombre = nombre
    for campo, valor in datos.items():
        if campo != "nombre":
            setattr(organizacion, campo, texto_o_nada(valor) if isinstance(valor, str) else valor)
    if "sigla" in datos and organizacion.sigla:
        _exigir_libre(u, organizacion, organizacion.sigla, aunque_compartida=True)
    exigir_fecha_posible("Existe desde", organizacion.desde)
    exigir_fecha_posible("Existió hasta", organizacion.hasta)
    if organizacion.desde and organizacion.hasta and organizacion.hasta < organizacion.desde:
        raise ErrorDeNegocio("La organización no puede dejar de existir antes de empezar; revise las fechas.")


def _poner_alias(u: Unidad, organizacion: Organizacion, alias: str) -> None:
    limpio = exigir_texto(alias, "Escriba el otro nombre.")
    if not dice_quien(limpio):
        raise ErrorDeNegocio(f"«{limpio}» no nombra a nadie; no puede ser otro nombre de una organización.")
    if plegar(limpio) in {plegar(n) for n in organizacion.nombres}:
        raise ErrorDeNegocio(f"«{limpio}» ya es un nombre de {organizacion.nombre}.")
    _exigir_libre(u, organizacion, limpio, aunque_compartida=True)
    organizacion.alias.append(Alias(alias=limpio))


def _exigir_libre(u: Unidad, organizacion: Organizacion, nombre: str, *, aunque_compartida: bool) -> None:
    """An acronym that several share already tells none of them apart, and one more may have it; a name never."""
    suyas = duenias_de(u, nombre, menos=organizacion.uuid)
    if suyas and not (aunque_compartida and len(suyas) > 1):
        raise ErrorDeNegocio(f"«{nombre}» ya está en el directorio: es {suyas[0].nombre}. Use ésa, o dé otro nombre.")
