"""What belongs to one meeting, row by row: attendance, agenda, votes, recesses, agreements, documents.

Each query asks for one meeting alone: a screen reads them again after every line that is noted.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from enlace_app.consultas.conjuntos import agrupar
from enlace_app.consultas.seguimientos import entradas_por_acuerdo, situacion
from enlace_app.consultas.valores import leer_fecha
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.fechas import FechaImprecisa, Precision
from enlace_app.dominio.seguimientos import EstadoAcuerdo, vencido

_ASISTENCIAS = """
SELECT uuid, rev, orden, persona, persona_registrada, organizacion, organizacion_registrada, cargo, parte, calidad, voz,
  voto, suple_a, llegada, salida, ausente, justificada, aviso_version, consiente_publicar
FROM asistencia WHERE reunion = :uuid AND NOT baja ORDER BY orden, uuid
"""
_PUNTOS = """
SELECT uuid, rev, n, asunto, desarrollo FROM punto_orden_dia WHERE reunion = :uuid AND NOT baja ORDER BY n, uuid
"""
_VOTACIONES = """
SELECT uuid, rev, orden, punto, modalidad, a_favor, en_contra, abstenciones, disenso, resultado, hora, asunto,
  presentes_sin_votar, evidente
FROM votacion WHERE reunion = :uuid AND NOT baja ORDER BY orden, uuid
"""
_SENTIDOS = """
SELECT parte.votacion, parte.parte, parte.sentido FROM votacion_parte AS parte
JOIN votacion ON votacion.uuid = parte.votacion
WHERE votacion.reunion = :uuid ORDER BY parte.votacion, parte.orden, parte.id
"""
_HABILITADOS = """
SELECT habilitado.votacion, habilitado.persona, habilitado.parte, habilitado.suple_a
FROM votacion_habilitado AS habilitado JOIN votacion ON votacion.uuid = habilitado.votacion
WHERE votacion.reunion = :uuid ORDER BY habilitado.votacion, habilitado.orden, habilitado.id
"""
_EXCUSAS = """
SELECT excusa.votacion, excusa.persona, excusa.motivo
FROM votacion_excusa AS excusa JOIN votacion ON votacion.uuid = excusa.votacion
WHERE votacion.reunion = :uuid ORDER BY excusa.votacion, excusa.orden, excusa.id
"""
_INTERVENCIONES = """
SELECT uuid, rev, orden, punto, votacion, clase, persona, hora, texto
FROM intervencion WHERE reunion = :uuid AND NOT baja ORDER BY orden, uuid
"""
_RECESOS = "SELECT inicio, fin, motivo FROM receso WHERE reunion = :uuid ORDER BY inicio, id"
_ACUERDOS = """
SELECT acuerdo.uuid, acuerdo.rev, acuerdo.n, coalesce(acuerdo.folio, acuerdo.folio_provisional) AS folio,
  acuerdo.punto, acuerdo.texto, acuerdo.plazo_literal, acuerdo.plazo AS plazo_acordado, acuerdo.plazo_precision,
  acuerdo.deriva_de, coalesce(origen.folio, origen.folio_provisional) AS folio_de_origen
FROM acuerdo LEFT JOIN acuerdo AS origen ON origen.uuid = acuerdo.deriva_de
WHERE acuerdo.reunion = :uuid AND NOT acuerdo.baja ORDER BY acuerdo.n, acuerdo.uuid
"""
_RESPONSABLES = """
SELECT acuerdo_responsable.acuerdo AS duenio, acuerdo_responsable.literal AS miembro
FROM acuerdo_responsable JOIN acuerdo ON acuerdo.uuid = acuerdo_responsable.acuerdo
WHERE acuerdo.reunion = :uuid ORDER BY acuerdo_responsable.acuerdo, acuerdo_responsable.orden, acuerdo_responsable.id
"""
_COMPROMISOS_DE_ACUERDO = """
SELECT enlace.acuerdo AS duenio, compromiso.clave AS miembro
FROM acuerdo_compromiso AS enlace
JOIN acuerdo ON acuerdo.uuid = enlace.acuerdo JOIN compromiso ON compromiso.uuid = enlace.compromiso
WHERE acuerdo.reunion = :uuid ORDER BY compromiso.clave
"""
_DOCUMENTOS = """
SELECT documento.uuid, documento.rev, documento.folio, documento.fecha, documento.precision, documento.sentido,
  documento.tipo, documento.remitente, documento.receptor, documento.turnado_a, documento.medio, documento.fojas,
  documento.es_minimo, documento.acuerdo, coalesce(cumplido.folio, cumplido.folio_provisional) AS folio_de_acuerdo,
  documento.descripcion, documento.archivo, documento.sha256
FROM documento LEFT JOIN acuerdo AS cumplido ON cumplido.uuid = documento.acuerdo
WHERE documento.reunion = :uuid AND NOT documento.baja
ORDER BY documento.fecha IS NULL, documento.fecha, documento.folio, documento.uuid
"""


@dataclass(frozen=True, slots=True)
class AsistenciaDeReunion:
    """Who came, as written; hours are local `HH:MM`, None where nobody noted it."""

    uuid: str
    rev: int
    orden: int
    persona: str | None
    persona_registrada: str | None
    organizacion: str | None
    organizacion_registrada: str | None
    cargo: str | None
    parte: str | None
    calidad: str | None
    voz: bool | None
    voto: bool | None
    suple_a: str | None
    llegada: str | None
    salida: str | None
    ausente: bool
    justificada: bool | None
    aviso_version: str | None
    consiente_publicar: bool

    @property
    def quien(self) -> str:
        """The person, or else the institution."""
        return self.persona or self.organizacion or f"la fila {self.orden}"

    @property
    def presente(self) -> bool:
        """Whether she is in the room as far as anybody noted: not absent and not gone."""
        return not self.ausente and self.salida is None


@dataclass(frozen=True, slots=True)
class PuntoDeReunion:
    """A point of the agenda; `n` orders them, and has gaps where one was withdrawn."""

    uuid: str
    rev: int
    n: int
    asunto: str
    desarrollo: str | None


@dataclass(frozen=True, slots=True)
class VotacionDeReunion:
    """A vote; `sentidos` are (party, how it voted) in the order in which they were noted.

    `habilitados` are (person, party, whom she substitutes) who could vote then, empty where nobody kept it; `excusas`
    (person, reason) recused themselves.
    """

    uuid: str
    rev: int
    orden: int
    punto: str | None
    modalidad: str
    a_favor: int | None
    en_contra: int | None
    abstenciones: int | None
    disenso: str | None
    resultado: str
    hora: str | None
    asunto: str | None
    presentes_sin_votar: int | None
    evidente: bool
    sentidos: tuple[tuple[str, str], ...]
    habilitados: tuple[tuple[str, str | None, str | None], ...]
    excusas: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class IntervencionDeReunion:
    """What somebody asked to be put on record; `clase` is a `ClaseDeIntervencion`, `votacion` what it dissents from."""

    uuid: str
    rev: int
    orden: int
    punto: str | None
    votacion: str | None
    clase: str
    persona: str
    hora: str | None
    texto: str


@dataclass(frozen=True, slots=True)
class RecesoDeReunion:
    """A pause, in local hours `HH:MM`; without end while it lasts."""

    inicio: str
    fin: str | None
    motivo: str | None


@dataclass(frozen=True, slots=True)
class AcuerdoDeReunion:
    """An agreement; `plazo_acordado` is the one taken in the meeting, `plazo` the one in force, extensions included."""

    uuid: str
    rev: int
    n: int
    folio: str
    punto: str | None
    texto: str
    responsables: tuple[str, ...]
    plazo_literal: str | None
    plazo_acordado: date | None
    plazo_precision: str | None
    plazo: date | None
    estado: str
    compromisos: tuple[str, ...]
    deriva_de: str | None
    folio_de_origen: str | None

    def vencido(self, hoy: date) -> bool:
        """Whether it is overdue on that day."""
        return vencido(self.plazo, EstadoAcuerdo(self.estado), hoy)


@dataclass(frozen=True, slots=True)
class DocumentoDeReunion:
    """A document that was handed over, asked for or looked at in the meeting."""

    uuid: str
    rev: int
    folio: str
    fecha: FechaImprecisa
    sentido: str
    tipo: str
    remitente: str | None
    receptor: str | None
    turnado_a: str | None
    medio: str | None
    fojas: int | None
    es_minimo: bool
    acuerdo: str | None
    folio_de_acuerdo: str | None
    descripcion: str | None
    archivo: str | None
    sha256: str | None


Parte = TypeVar("Parte", AsistenciaDeReunion, PuntoDeReunion, RecesoDeReunion)
_DE_UNA_REUNION = frozenset({"asistencia", "punto_orden_dia", "votacion", "intervencion", "acuerdo", "documento"})


def reunion_de(lectura: Lectura, tabla: str, uuid: str) -> str | None:
    """Return the meeting that a part belongs to; None for one of no meeting, or of a table that has none."""
    if tabla not in _DE_UNA_REUNION:
        return None
    fila = lectura.fila(f"SELECT reunion FROM {tabla} WHERE uuid = :uuid", {"uuid": uuid})
    return fila["reunion"] if fila else None


def asistencias(lectura: Lectura, uuid: str) -> tuple[AsistenciaDeReunion, ...]:
    """Return who was noted, in that order."""
    logicas = ("voz", "voto", "ausente", "justificada", "consiente_publicar")
    return _filas(AsistenciaDeReunion, lectura, _ASISTENCIAS, uuid, logicas)


def puntos(lectura: Lectura, uuid: str) -> tuple[PuntoDeReunion, ...]:
    """Return the agenda in its order."""
    return _filas(PuntoDeReunion, lectura, _PUNTOS, uuid)


def recesos(lectura: Lectura, uuid: str) -> tuple[RecesoDeReunion, ...]:
    """Return the pauses in the order in which they began."""
    return _filas(RecesoDeReunion, lectura, _RECESOS, uuid)


def votaciones(lectura: Lectura, uuid: str) -> tuple[VotacionDeReunion, ...]:
    """Return the votes in the order in which they were taken."""
    sentidos, habilitados, excusas = (_listas(lectura, sql, uuid) for sql in (_SENTIDOS, _HABILITADOS, _EXCUSAS))
    return tuple(
        VotacionDeReunion(
            **fila | {"evidente": bool(fila["evidente"])},
            sentidos=tuple(sentidos.get(fila["uuid"], ())),
            habilitados=tuple(habilitados.get(fila["uuid"], ())),
            excusas=tuple(excusas.get(fila["uuid"], ())),
        )
        for fila in lectura.filas(_VOTACIONES, {"uuid": uuid})
    )


def _listas(lectura: Lectura, sql: str, uuid: str) -> dict[str, list[Any]]:
    """Return the values of each vote, as tuples in their order."""
    listas: dict[str, list[Any]] = {}
    for fila in lectura.filas(sql, {"uuid": uuid}):
        listas.setdefault(fila.pop("votacion"), []).append(tuple(fila.values()))
    return listas


def intervenciones(lectura: Lectura, uuid: str) -> tuple[IntervencionDeReunion, ...]:
    """Return what was asked to be put on record, in the order in which it was said."""
    return tuple(IntervencionDeReunion(**fila) for fila in lectura.filas(_INTERVENCIONES, {"uuid": uuid}))


def acuerdos(lectura: Lectura, uuid: str) -> tuple[AcuerdoDeReunion, ...]:
    """Return the agreements in their order, each as it stands after its follow-up."""
    responsables = agrupar(lectura, _RESPONSABLES, {"uuid": uuid})
    compromisos = agrupar(lectura, _COMPROMISOS_DE_ACUERDO, {"uuid": uuid})
    entradas = entradas_por_acuerdo(lectura, reunion=uuid)
    hallados = []
    for fila in lectura.filas(_ACUERDOS, {"uuid": uuid}):
        acordado = leer_fecha(fila["plazo_acordado"])
        hoy_esta = situacion(acordado, entradas.get(fila["uuid"], []))
        hallados.append(
            AcuerdoDeReunion(
                **{**fila, "plazo_acordado": acordado},
                responsables=responsables.get(fila["uuid"], ()),
                plazo=hoy_esta.plazo,
                estado=str(hoy_esta.estado),
                compromisos=compromisos.get(fila["uuid"], ()),
            )
        )
    return tuple(hallados)


def documentos(lectura: Lectura, uuid: str) -> tuple[DocumentoDeReunion, ...]:
    """Return the documents in the order of their dates, those without one last."""
    hallados = []
    for fila in lectura.filas(_DOCUMENTOS, {"uuid": uuid}):
        fecha = FechaImprecisa(leer_fecha(fila["fecha"]), Precision(fila.pop("precision")))
        hallados.append(DocumentoDeReunion(**{**fila, "fecha": fecha, "es_minimo": bool(fila["es_minimo"])}))
    return tuple(hallados)


def _filas(
    clase: type[Parte], lectura: Lectura, sql: str, uuid: str, logicas: tuple[str, ...] = ()
) -> tuple[Parte, ...]:
    """Return the rows of one meeting; SQLite keeps the truth values named in `logicas` as 0 and 1."""
    return tuple(clase(**_con_logicas(fila, logicas)) for fila in lectura.filas(sql, {"uuid": uuid}))


def _con_logicas(fila: dict[str, Any], logicas: tuple[str, ...]) -> dict[str, Any]:
    return fila | {nombre: None if fila[nombre] is None else bool(fila[nombre]) for nombre in logicas}
