"""All that the record of one commitment shows, besides the lists of what was done for it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from enlace_app.consultas.compromisos import FilaCompromiso
from enlace_app.consultas.compromisos import traer as traer_fila
from enlace_app.consultas.valores import leer_fecha
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.identidad import ORIGEN_PUBLICADO

_TEXTOS = """
SELECT compromiso.objetivo, compromiso.producto, compromiso.nota_region, compromiso.estado_declarado,
  compromiso.reuniones_declaradas, compromiso.fuente, compromiso.baja, compromiso.origen, compromiso.estatal,
  sitio.uuid AS este_sitio
FROM compromiso CROSS JOIN sitio WHERE compromiso.uuid = :uuid
"""
_REGIONES = """
SELECT region.nombre FROM compromiso_region AS enlace JOIN region ON region.uuid = enlace.region
WHERE enlace.compromiso = :uuid ORDER BY region.nombre
"""
_ORGANIZACIONES = """
SELECT papel, literal, organizacion FROM compromiso_organizacion WHERE compromiso = :uuid ORDER BY papel, orden, id
"""
_ACTIVIDADES = """
SELECT uuid, rev, n, actividad, responsable, trimestre, plazo, producto, indicador, estado, avance, origen
FROM actividad WHERE compromiso = :uuid AND NOT baja ORDER BY n IS NULL, n, uuid
"""
_COMPROMISO_DE = "SELECT compromiso FROM actividad WHERE uuid = :uuid"


@dataclass(frozen=True, slots=True)
class ActividadDeCompromiso:
    """A planned activity; `publicada` says that it is the authority's and a change of it travels as a proposal."""

    uuid: str
    rev: int
    n: int | None
    actividad: str
    responsable: str | None
    trimestre: str | None
    plazo: date | None
    producto: str | None
    indicador: str | None
    estado: str | None
    avance: int | None
    publicada: bool


@dataclass(frozen=True, slots=True)
class OrganizacionEnCompromiso:
    """Who takes part as the source writes it; `organizacion` is its uuid in the directory where the name is known."""

    papel: str
    literal: str
    organizacion: str | None


@dataclass(frozen=True, slots=True)
class RegistroDeCompromiso:
    """One commitment; `impedimento` says in words why its progress may not be noted, None if it may."""

    fila: FilaCompromiso
    objetivo: str | None
    producto: str | None
    nota_region: str | None
    estado_declarado: str | None
    reuniones_declaradas: int | None
    fuente: str | None
    estatal: bool
    publicado: bool
    regiones: tuple[str, ...]
    organizaciones: tuple[OrganizacionEnCompromiso, ...]
    actividades: tuple[ActividadDeCompromiso, ...]
    impedimento: str | None


def traer(lectura: Lectura, uuid: str, *, hoy: date) -> RegistroDeCompromiso | None:
    """Return the commitment, withdrawn or not; None if there is none such."""
    fila, textos = traer_fila(lectura, uuid, hoy=hoy), lectura.fila(_TEXTOS, {"uuid": uuid})
    if fila is None or textos is None:
        return None
    return RegistroDeCompromiso(
        fila=fila,
        **{n: textos[n] for n in ("objetivo", "producto", "nota_region", "estado_declarado", "reuniones_declaradas")},
        fuente=textos["fuente"],
        estatal=bool(textos["estatal"]),
        publicado=textos["origen"] == str(ORIGEN_PUBLICADO),
        regiones=tuple(f["nombre"] for f in lectura.filas(_REGIONES, {"uuid": uuid})),
        organizaciones=tuple(OrganizacionEnCompromiso(**f) for f in lectura.filas(_ORGANIZACIONES, {"uuid": uuid})),
        actividades=tuple(_actividad(f) for f in lectura.filas(_ACTIVIDADES, {"uuid": uuid})),
        impedimento=_impedimento(textos),
    )


def compromiso_de(lectura: Lectura, actividad: str) -> str | None:
    """Return the commitment of an activity."""
    fila = lectura.fila(_COMPROMISO_DE, {"uuid": actividad})
    return fila["compromiso"] if fila else None


def _actividad(fila: dict[str, Any]) -> ActividadDeCompromiso:
    origen, plazo = fila.pop("origen"), leer_fecha(fila.pop("plazo"))
    return ActividadDeCompromiso(**fila, plazo=plazo, publicada=origen == str(ORIGEN_PUBLICADO))


def _impedimento(textos: dict[str, Any]) -> str | None:
    if textos["baja"]:
        return "Este compromiso se retiró; ya no se cambia."
    if textos["origen"] not in {str(ORIGEN_PUBLICADO), textos["este_sitio"]}:
        return "Lo registró otra computadora; su avance se anota allá."
    return None
