"""Founding the site: whose data folder this is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.sitios import RolDeSitio
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.importacion.importacion import completar_catalogos, leer_catalogos
from enlace_app.sincronizacion.firma import llave_de_envio

if TYPE_CHECKING:
    from enlace_app.datos.almacen import Almacen
    from enlace_app.servicios.importacion.fuentes import Renglon

ZONA_PREDETERMINADA = "America/Monterrey"
_CON_REGION = frozenset({RolDeSitio.ENLACE, RolDeSitio.SUPLENTE})
_ETIQUETAS = {
    RolDeSitio.ENLACE: "Enlace regional",
    RolDeSitio.SUPLENTE: "Suplente del enlace regional",
    RolDeSitio.FACILITADOR: "Facilitador o facilitadora",
    RolDeSitio.GARANTE: "Órgano garante (recibe lo de todas las regiones)",
}


@dataclass(frozen=True, slots=True)
class OpcionDeRol:
    """A role that can be chosen; some need a region, some may name one, one has none."""

    clave: str
    etiqueta: str
    exige_region: bool
    admite_region: bool


@dataclass(frozen=True, slots=True)
class OpcionDeRegion:
    """A region that can be chosen, with the time zone that the computer gets if none is given."""

    clave: str
    nombre: str
    zona: str


@dataclass(frozen=True, slots=True)
class OpcionesDeInicio:
    """What the first start asks for, in the order of the catalogues."""

    roles: tuple[OpcionDeRol, ...]
    regiones: tuple[OpcionDeRegion, ...]


def roles() -> tuple[OpcionDeRol, ...]:
    """Return the roles, from the one that most people have."""
    return tuple(
        OpcionDeRol(str(rol), _ETIQUETAS[rol], rol in _CON_REGION, rol is not RolDeSitio.GARANTE) for rol in RolDeSitio
    )


def opciones_de_inicio() -> OpcionesDeInicio:
    """Return the roles and regions to choose from, read from the program's catalogues: there are no data yet."""
    renglones = leer_catalogos()
    regiones = [r.fila for r in renglones if r.fila.hoja == "Regiones"]
    return OpcionesDeInicio(
        roles=roles(),
        regiones=tuple(
            OpcionDeRegion(clave, fila.texto("nombre") or clave, _zona_de_la_sede(renglones, clave))
            for fila in regiones
            if (clave := fila.texto("clave"))
        ),
    )


def iniciar(
    almacen: Almacen, *, nombre: str, rol: str, region: str | None, zona: str | None = None, ejemplo: bool = False
) -> None:
    """Found the site and load the catalogues; `zona` is that of the region's usual seat where none is given.

    Everything is checked before anything is written. Founding and catalogues are two transactions: after a power cut
    between them, the same call (or the next import) loads what is missing.

    Raises:
        ErrorDeNegocio: the folder is somebody's already, or name, role, region or time zone are not possible.
    """
    renglones = leer_catalogos()
    papel = _rol(rol)
    clave = _region(renglones, papel, region)
    zona_del_equipo = _zona(zona) if zona else _zona_de_la_sede(renglones, clave)
    limpio = nombre.strip()
    if not limpio:
        raise ErrorDeNegocio("Falta el nombre de quien usará el programa; escriba su nombre y apellidos.")
    if not _quedo_a_medias(almacen, limpio, papel, clave):
        almacen.fundar(nombre=limpio, rol=papel, region=clave, zona=zona_del_equipo, ejemplo=ejemplo)
    completar_catalogos(almacen)
    llave_de_envio(almacen)  # made now: its words are read out on the first call to the authority


def cambiar_zona(almacen: Almacen, *, zona: str) -> None:
    """Set the time zone of this computer: what new meetings without a municipality get; those noted keep theirs.

    Raises:
        ErrorDeNegocio: there is no such zone, or the data folder has no owner yet.
    """
    elegida = _zona(zona)
    with almacen.escribir("Cambiar zona horaria del equipo") as u:
        u.sitio.zona = elegida


def _quedo_a_medias(almacen: Almacen, nombre: str, rol: RolDeSitio, region: str | None) -> bool:
    """Whether this very site was founded before, but its catalogues were not loaded any more."""
    fila = almacen.lectura.fila(
        "SELECT 1 AS si FROM sitio WHERE nombre = :nombre AND rol = :rol AND region IS :region "
        "AND NOT EXISTS (SELECT 1 FROM tipo_reunion)",
        {"nombre": nombre, "rol": str(rol), "region": region},
    )
    return fila is not None


def _rol(rol: str) -> RolDeSitio:
    try:
        return RolDeSitio(plegar(rol))
    except ValueError:
        raise ErrorDeNegocio(f"No existe el rol «{rol}»; elija uno de: {', '.join(RolDeSitio)}.") from None


def _region(renglones: list[Renglon], rol: RolDeSitio, region: str | None) -> str | None:
    """Return the key of the region that was named by key or name."""
    nombres: dict[str, str] = {}
    for fila in (r.fila for r in renglones if r.fila.hoja == "Regiones"):
        clave, completo = fila.texto("clave") or "", fila.texto("nombre") or ""
        nombres |= {plegar(clave): clave, plegar(completo): clave}
    validas = ", ".join(sorted(set(nombres.values())))
    escrita = (region or "").strip()
    if rol is RolDeSitio.GARANTE and escrita:
        raise ErrorDeNegocio("El órgano garante no tiene región: recibe lo de todas. Quite la región.")
    if rol in _CON_REGION and not escrita:
        raise ErrorDeNegocio(f"Falta la región del {rol}; elija una de: {validas}.")
    if not escrita:
        return None
    if plegar(escrita) not in nombres:
        raise ErrorDeNegocio(f"No existe la región «{escrita}»; elija una de: {validas}.")
    return nombres[plegar(escrita)]


def _zona(zona: str) -> str:
    from zoneinfo import available_timezones

    if zona not in available_timezones():
        raise ErrorDeNegocio(f"No existe la zona horaria «{zona}»; escriba por ejemplo {ZONA_PREDETERMINADA}.")
    return zona


def _zona_de_la_sede(renglones: list[Renglon], region: str | None) -> str:
    """Time zone of the city where the region usually meets: Piedras Negras keeps summer time, Sabinas does not."""
    filas = [r.fila for r in renglones]
    sede = next(
        (f.texto("ciudad_sede") for f in filas if f.hoja == "Regiones" and region and f.texto("clave") == region), None
    )
    zonas = {plegar(f.texto("nombre") or ""): f.texto("zona") for f in filas if f.hoja == "Municipios"}
    return zonas.get(plegar(sede or "")) or ZONA_PREDETERMINADA
