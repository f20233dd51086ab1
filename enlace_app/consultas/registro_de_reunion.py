"""The whole record of one meeting, as its screens show it and edit it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from enlace_app.consultas import partes_de_reunion as partes
from enlace_app.consultas.partes_de_reunion import (
    AcuerdoDeReunion,
    AsistenciaDeReunion,
    DocumentoDeReunion,
    IntervencionDeReunion,
    PuntoDeReunion,
    RecesoDeReunion,
    VotacionDeReunion,
)
from enlace_app.consultas.valores import leer_fecha
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.fechas import FechaImprecisa, Precision
from enlace_app.dominio.identidad import ORIGEN_PUBLICADO
from enlace_app.dominio.reuniones import CONGELADOS, EstadoReunion
from enlace_app.errores import ErrorDeNegocio

_DETALLE = """
SELECT reunion.*, tipo_reunion.clave AS tipo_clave, tipo_reunion.nombre AS tipo_nombre, tipo_reunion.documento,
  tipo_reunion.con_quorum, tipo_reunion.con_votacion, tipo_reunion.numera, ejercicio.clave AS ejercicio_clave,
  ejercicio.nombre AS ejercicio_nombre, municipio.nombre AS municipio_nombre,
  coalesce(anfitriona.folio, anfitriona.folio_provisional) AS folio_anfitriona, sitio.uuid AS sitio
FROM reunion
JOIN tipo_reunion ON tipo_reunion.uuid = reunion.tipo
LEFT JOIN ejercicio ON ejercicio.uuid = reunion.ejercicio
LEFT JOIN municipio ON municipio.uuid = reunion.municipio
LEFT JOIN reunion AS anfitriona ON anfitriona.uuid = reunion.parte_de
LEFT JOIN sitio ON sitio.uuid = reunion.origen
WHERE reunion.uuid = :uuid
"""
_REGIONES = """
SELECT region.uuid, region.clave, region.nombre FROM reunion_region AS enlace
JOIN region ON region.uuid = enlace.region WHERE enlace.reunion = :uuid ORDER BY region.clave
"""
_COMPROMISOS = """
SELECT compromiso.uuid, compromiso.clave, compromiso.titulo AS nombre FROM reunion_compromiso AS enlace
JOIN compromiso ON compromiso.uuid = enlace.compromiso WHERE enlace.reunion = :uuid ORDER BY compromiso.clave
"""
_VISITAS = """
SELECT uuid, coalesce(folio, folio_provisional) AS clave, coalesce(fecha, '') AS nombre FROM reunion
WHERE parte_de = :uuid AND NOT baja ORDER BY fecha, folio_provisional, uuid
"""
_TEXTOS = (
    "folio_provisional",
    "numero",
    "documento",
    "numera",
    "tipo_clave",
    "tipo_nombre",
    "ejercicio_clave",
    "ejercicio_nombre",
    "hora_programada",
    "hora_inicio",
    "hora_fin",
    "zona",
    "municipio_nombre",
    "ciudad",
    "sede",
    "modalidad",
    "convoca",
    "preside",
    "facilitador",
    "parte_de",
    "folio_anfitriona",
    "presentes_n",
    "presentes_nota",
    "estado",
    "motivo_estado",
    "resumen",
    "asuntos_generales",
    "fuente",
    "tipo",
    "ejercicio",
    "municipio",
)
_LOGICAS = ("baja", "con_quorum", "con_votacion", "zona_supuesta", "presentes_es_minimo")


@dataclass(frozen=True, slots=True)
class Referencia:
    """Another record that this one points to: its key and what it is called."""

    uuid: str
    clave: str
    nombre: str


@dataclass(frozen=True, slots=True)
class RegistroDeReunion:
    """One meeting with all that belongs to it, names as written, withdrawn rows left out.

    `folio` is the definitive one as soon as there is one. `tipo`, `ejercicio`, `municipio` and `parte_de` are uuids.
    `propia` says whether this site may edit it while its state allows (see `editable`); `visitas` share its acta
    (`clave` is their folio, `nombre` their day).
    """

    uuid: str
    rev: int
    baja: bool
    propia: bool
    folio: str
    folio_provisional: str
    numero: str | None
    tipo: str
    tipo_clave: str
    tipo_nombre: str
    documento: str
    con_quorum: bool
    con_votacion: bool
    numera: str
    estado: str
    motivo_estado: str | None
    ejercicio: str | None
    ejercicio_clave: str | None
    ejercicio_nombre: str | None
    fecha: FechaImprecisa
    programada: date | None
    hora_programada: str | None
    convocada_el: date | None
    hora_inicio: str | None
    hora_fin: str | None
    zona: str
    zona_supuesta: bool
    municipio: str | None
    municipio_nombre: str | None
    ciudad: str | None
    sede: str | None
    modalidad: str | None
    convoca: str | None
    preside: str | None
    facilitador: str | None
    parte_de: str | None
    folio_anfitriona: str | None
    presentes_n: int | None
    presentes_es_minimo: bool
    presentes_nota: str | None
    resumen: str | None
    asuntos_generales: str | None
    fuente: str | None
    regiones: tuple[Referencia, ...]
    compromisos: tuple[Referencia, ...]
    visitas: tuple[Referencia, ...]
    recesos: tuple[RecesoDeReunion, ...]
    puntos: tuple[PuntoDeReunion, ...]
    asistencias: tuple[AsistenciaDeReunion, ...]
    votaciones: tuple[VotacionDeReunion, ...]
    intervenciones: tuple[IntervencionDeReunion, ...]
    acuerdos: tuple[AcuerdoDeReunion, ...]
    documentos: tuple[DocumentoDeReunion, ...]

    @property
    def editable(self) -> bool:
        """Whether its content may change here and now; the services refuse it with the reason otherwise."""
        cerrados = {*CONGELADOS, EstadoReunion.CANCELADA, EstadoReunion.NO_CELEBRADA}
        return self.propia and not self.baja and EstadoReunion(self.estado) not in cerrados

    @property
    def receso_abierto(self) -> RecesoDeReunion | None:
        """The pause that has not ended yet."""
        return next((receso for receso in reversed(self.recesos) if receso.fin is None), None)

    def acuerdos_de(self, punto: str | None) -> tuple[AcuerdoDeReunion, ...]:
        """Return the agreements of one point, or those of none."""
        return tuple(acuerdo for acuerdo in self.acuerdos if acuerdo.punto == punto)

    def votaciones_de(self, punto: str | None) -> tuple[VotacionDeReunion, ...]:
        """Return the votes of one point, or those of none."""
        return tuple(votacion for votacion in self.votaciones if votacion.punto == punto)

    def intervenciones_de(self, punto: str | None) -> tuple[IntervencionDeReunion, ...]:
        """Return what was put on record under one point, or under none."""
        return tuple(intervencion for intervencion in self.intervenciones if intervencion.punto == punto)


def traer(lectura: Lectura, uuid: str) -> RegistroDeReunion:
    """Return the meeting as it stands at one moment; not to be called inside another `momento`.

    Raises:
        ErrorDeNegocio: there is no such meeting.
    """
    with lectura.momento():
        fila = lectura.fila(_DETALLE, {"uuid": uuid})
        if fila is None:
            raise ErrorDeNegocio("Esa reunión ya no existe en estos datos.")
        return RegistroDeReunion(
            **_encabezado(fila),
            regiones=_referencias(lectura, _REGIONES, uuid),
            compromisos=_referencias(lectura, _COMPROMISOS, uuid),
            visitas=_referencias(lectura, _VISITAS, uuid),
            recesos=partes.recesos(lectura, uuid),
            puntos=partes.puntos(lectura, uuid),
            asistencias=partes.asistencias(lectura, uuid),
            votaciones=partes.votaciones(lectura, uuid),
            intervenciones=partes.intervenciones(lectura, uuid),
            acuerdos=partes.acuerdos(lectura, uuid),
            documentos=partes.documentos(lectura, uuid),
        )


def _encabezado(fila: Mapping[str, Any]) -> dict[str, Any]:
    fecha = FechaImprecisa(leer_fecha(fila["fecha"]), Precision(fila["precision"]), leer_fecha(fila["fecha_fin"]))
    return {
        "uuid": fila["uuid"],
        "rev": fila["rev"],
        "propia": fila["sitio"] is not None or fila["origen"] == str(ORIGEN_PUBLICADO),
        "folio": fila["folio"] or fila["folio_provisional"],
        "fecha": fecha,
        "programada": leer_fecha(fila["programada"]),
        "convocada_el": leer_fecha(fila["convocada_el"]),
        **{nombre: fila[nombre] for nombre in _TEXTOS},
        **{nombre: bool(fila[nombre]) for nombre in _LOGICAS},
    }


def _referencias(lectura: Lectura, sql: str, uuid: str) -> tuple[Referencia, ...]:
    return tuple(Referencia(**fila) for fila in lectura.filas(sql, {"uuid": uuid}))
