"""All that the directory shows of one institution: its names, its days, whom it succeeded and where it is used."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from enlace_app.consultas.conjuntos import agrupar
from enlace_app.consultas.opciones import Opcion
from enlace_app.consultas.valores import leer_fecha
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.identidad import ORIGEN_PUBLICADO

_CAMPOS = """
SELECT organizacion.uuid, organizacion.rev, organizacion.nombre, organizacion.sigla, organizacion.sector,
  organizacion.ambito, organizacion.papel, organizacion.nota, organizacion.desde, organizacion.hasta,
  organizacion.fuente, organizacion.baja, organizacion.origen, organizacion.sucede_a, sitio.uuid AS este_sitio
FROM organizacion CROSS JOIN sitio WHERE organizacion.uuid = :uuid
"""
_OPCION = "SELECT uuid, coalesce(sigla, nombre) AS clave, nombre, sigla AS detalle FROM organizacion"
_TODAS = f"{_OPCION} WHERE NOT baja ORDER BY nombre, uuid"
_ANTERIOR = f"{_OPCION} WHERE uuid = :uuid"
_SUCESORAS = f"{_OPCION} WHERE sucede_a = :uuid AND NOT baja ORDER BY desde, nombre, uuid"
_ALIAS = (
    "SELECT organizacion AS duenio, alias AS miembro FROM organizacion_alias WHERE organizacion = :uuid ORDER BY id"
)
_USOS = """
SELECT
  (SELECT count(DISTINCT asistencia.reunion) FROM asistencia JOIN reunion ON reunion.uuid = asistencia.reunion
    WHERE asistencia.organizacion_registrada = :uuid AND NOT asistencia.baja AND NOT asistencia.ausente
      AND NOT reunion.baja) AS reuniones,
  (SELECT count(DISTINCT suyo.acuerdo) FROM acuerdo_responsable AS suyo JOIN acuerdo ON acuerdo.uuid = suyo.acuerdo
    WHERE suyo.organizacion = :uuid AND NOT acuerdo.baja) AS acuerdos,
  (SELECT count(*) FROM documento WHERE remitente_registrado = :uuid AND NOT baja) AS documentos_enviados,
  (SELECT count(*) FROM documento WHERE receptor_registrado = :uuid AND NOT baja) AS documentos_recibidos
"""
_COMPROMISOS = """
SELECT DISTINCT compromiso.uuid, compromiso.clave, compromiso.clave AS nombre, compromiso.titulo AS detalle
FROM compromiso_organizacion AS suyo JOIN compromiso ON compromiso.uuid = suyo.compromiso
WHERE suyo.organizacion = :uuid AND NOT compromiso.baja ORDER BY compromiso.clave
"""
_SECTORES = """
SELECT sector AS texto FROM organizacion WHERE sector IS NOT NULL AND NOT baja
GROUP BY sector ORDER BY count(*) DESC, sector
"""


@dataclass(frozen=True, slots=True)
class Usos:
    """In how many records it is linked."""

    reuniones: int
    acuerdos: int
    documentos_enviados: int
    documentos_recibidos: int


@dataclass(frozen=True, slots=True)
class RegistroDeOrganizacion:
    """One institution; `cadena` are those before it, the nearest first; `impedimento` why it may not be changed."""

    uuid: str
    rev: int
    nombre: str
    sigla: str | None
    sector: str | None
    ambito: str | None
    papel: str | None
    nota: str | None
    fuente: str | None
    desde: date | None
    hasta: date | None
    publicada: bool
    alias: tuple[str, ...]
    cadena: tuple[Opcion, ...]
    sucesoras: tuple[Opcion, ...]
    usos: Usos
    compromisos: tuple[Opcion, ...]
    impedimento: str | None


def traer(lectura: Lectura, uuid: str) -> RegistroDeOrganizacion | None:
    """Return the institution, withdrawn or not; None if there is none such."""
    fila, usos = lectura.fila(_CAMPOS, {"uuid": uuid}), lectura.fila(_USOS, {"uuid": uuid})
    if fila is None or usos is None:
        return None
    return RegistroDeOrganizacion(
        **{n: fila[n] for n in ("uuid", "rev", "nombre", "sigla", "sector", "ambito", "papel", "nota", "fuente")},
        desde=leer_fecha(fila["desde"]),
        hasta=leer_fecha(fila["hasta"]),
        publicada=fila["origen"] == str(ORIGEN_PUBLICADO),
        alias=agrupar(lectura, _ALIAS, {"uuid": uuid}).get(uuid, ()),
        cadena=_cadena(lectura, uuid),
        sucesoras=tuple(Opcion(**f) for f in lectura.filas(_SUCESORAS, {"uuid": uuid})),
        usos=Usos(**usos),
        compromisos=tuple(Opcion(**f) for f in lectura.filas(_COMPROMISOS, {"uuid": uuid})),
        impedimento=_impedimento(fila),
    )


def organizaciones(lectura: Lectura) -> list[Opcion]:
    """Return the institutions of the directory by name; `detalle` is the acronym."""
    return [Opcion(**f) for f in lectura.filas(_TODAS)]


def sectores(lectura: Lectura) -> list[str]:
    """Return the sectors that the directory has, those of most entries first."""
    return [f["texto"] for f in lectura.filas(_SECTORES)]


def _cadena(lectura: Lectura, uuid: str) -> tuple[Opcion, ...]:
    """The service lets none succeed itself; a file from elsewhere might, and then it ends where it closes."""
    eslabones: dict[str, Opcion] = {}
    actual: str | None = uuid
    while actual is not None:
        fila = lectura.fila("SELECT sucede_a FROM organizacion WHERE uuid = :uuid", {"uuid": actual})
        actual = fila["sucede_a"] if fila else None
        anterior = lectura.fila(_ANTERIOR, {"uuid": actual}) if actual and actual != uuid else None
        if anterior is None or anterior["uuid"] in eslabones:
            break
        eslabones[anterior["uuid"]] = Opcion(**anterior)
    return tuple(eslabones.values())


def _impedimento(fila: dict[str, Any]) -> str | None:
    if fila["baja"]:
        return "Esta institución se retiró del directorio; ya no se cambia."
    if fila["origen"] not in {str(ORIGEN_PUBLICADO), fila["este_sitio"]}:
        return "La registró otra computadora; se corrige allá."
    return None
