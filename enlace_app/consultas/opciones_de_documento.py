"""What a person chooses from when registering a document: who, what, which meeting, which agreement."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from enlace_app.consultas import acuerdos, reuniones
from enlace_app.consultas.acuerdos import FilaAcuerdo
from enlace_app.consultas.listado import Pedido
from enlace_app.consultas.opciones import Opcion
from enlace_app.consultas.reuniones import FilaReunion
from enlace_app.consultas.valores import leer_fecha
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.documentos import Clasificacion, Formato, Medio
from enlace_app.dominio.fechas import FechaImprecisa, Precision, escribir_fecha
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.respuestas import dice_quien
from enlace_app.dominio.reuniones import CONGELADOS, EstadoReunion

MAXIMO = 20
"""Rows proposed at once."""
_CERRADAS = CONGELADOS | {EstadoReunion.CANCELADA, EstadoReunion.NO_CELEBRADA}
# The latest ones say how this office writes; over ten years of them the form would open late.
_ANTERIORES = """
SELECT remitente, receptor, con_copia, turnado_a, tipo, medio, formato, clasificacion FROM documento
WHERE NOT baja ORDER BY fecha DESC, folio DESC, uuid DESC LIMIT 3000
"""
_ORGANIZACIONES = "SELECT nombre, sigla FROM organizacion WHERE NOT baja ORDER BY nombre, uuid"
_REUNION = """
SELECT uuid, coalesce(folio, folio_provisional) AS folio, estado, fecha, precision, fecha_fin
FROM reunion WHERE uuid = :uuid AND NOT baja
"""
_ALIAS = """
SELECT organizacion.nombre, organizacion_alias.alias FROM organizacion_alias
JOIN organizacion ON organizacion.uuid = organizacion_alias.organizacion
WHERE NOT organizacion.baja ORDER BY organizacion_alias.id
"""


@dataclass(frozen=True, slots=True)
class Usados:
    """What was written in the fields of earlier documents, the most frequent first, then what is usual.

    `nombres` are pairs of a name and what else it is known by.
    """

    nombres: tuple[tuple[str, str], ...]
    tipos: tuple[str, ...]
    medios: tuple[str, ...]
    formatos: tuple[str, ...]
    clasificaciones: tuple[str, ...]


def usados(lectura: Lectura) -> Usados:
    """Return what the latest documents and the directory offer for each field."""
    filas = lectura.filas(_ANTERIORES)

    def de(*columnas: str) -> Iterable[str]:
        return (fila[columna] for fila in filas for columna in columnas if fila[columna])

    return Usados(
        nombres=_nombres(lectura, de("remitente", "receptor", "con_copia", "turnado_a")),
        tipos=_frecuentes(de("tipo")),
        medios=_frecuentes(de("medio"), Medio),
        formatos=_frecuentes(de("formato"), Formato),
        clasificaciones=_frecuentes(de("clasificacion"), Clasificacion),
    )


def reuniones_posibles(lectura: Lectura, texto: str) -> list[FilaReunion]:
    """Return the meetings to which a document may still be added, by the words typed, the latest first."""
    filas = reuniones.listado().pagina(lectura, Pedido(texto=texto), 0, 5 * MAXIMO)
    return [fila for fila in filas if EstadoReunion(fila.estado) not in _CERRADAS][:MAXIMO]


def reunion_elegida(lectura: Lectura, uuid: str) -> Opcion | None:
    """Return one meeting as the field shows it; None if there is none such, or nothing may be added to it any more."""
    fila = lectura.fila(_REUNION, {"uuid": uuid})
    if fila is None or EstadoReunion(fila["estado"]) in _CERRADAS:
        return None
    fecha = FechaImprecisa(leer_fecha(fila["fecha"]), Precision(fila["precision"]), leer_fecha(fila["fecha_fin"]))
    return Opcion(fila["uuid"], fila["folio"], fila["folio"], escribir_fecha(fecha) if fecha.fecha else None)


def acuerdos_posibles(lectura: Lectura, texto: str, *, hoy: date) -> list[FilaAcuerdo]:
    """Return the open agreements by the words typed, in the order of their list."""
    return acuerdos.listado(hoy=hoy).pagina(lectura, Pedido(texto=texto, filtros={"abiertos": True}), 0, MAXIMO)


def _frecuentes(escritos: Iterable[str], usuales: Iterable[str] = ()) -> tuple[str, ...]:
    """The most frequent first; of two spellings that differ in accents or case only the more frequent one."""
    vistos: dict[str, str] = {}
    for texto in [*(texto for texto, _ in Counter(escritos).most_common()), *usuales]:
        vistos.setdefault(plegar(texto), str(texto))
    return tuple(vistos.values())


def _nombres(lectura: Lectura, escritos: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Names used before, then the directory; each institution with its acronym and its other names beside it."""
    otros: dict[str, list[str]] = {}
    for fila in lectura.filas(_ORGANIZACIONES):
        otros[fila["nombre"]] = [fila["sigla"]] if fila["sigla"] else []
    for fila in lectura.filas(_ALIAS):
        otros[fila["nombre"]].append(fila["alias"])
    usuales = [nombre for nombre in _frecuentes(escritos) if dice_quien(nombre)]
    return tuple((nombre, " · ".join(otros.get(nombre, ()))) for nombre in dict.fromkeys([*usuales, *otros]))
