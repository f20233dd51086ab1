"""Persons of the directory with what they were named to, and where they were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from enlace_app.consultas.conjuntos import uno_de
from enlace_app.consultas.listado import Condicion, Listado, Pedido, Termino
from enlace_app.consultas.listado_expresiones import plegado
from enlace_app.consultas.nombramientos import FilaNombramiento, de_personas
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.identidad import ORIGEN_PUBLICADO
from enlace_app.dominio.organizaciones import plegar

_CAMPOS = "SELECT uuid, rev, origen, nombre, fuente FROM persona WHERE NOT baja"
_CUANTAS = """
(SELECT count(DISTINCT asistencia.reunion) FROM asistencia JOIN reunion ON reunion.uuid = asistencia.reunion
  WHERE asistencia.persona_registrada = persona.uuid AND NOT asistencia.baja AND NOT asistencia.ausente
    AND NOT reunion.baja)
"""
_FILA = f"SELECT persona.uuid, persona.rev, persona.origen, persona.nombre, {_CUANTAS} AS reuniones_n FROM persona"
# An end that the source gives in words alone is no day: who held a role until then is not known to hold it.
_VIGENTE = """
SELECT 1 FROM nombramiento
WHERE nombramiento.persona = persona.uuid AND NOT nombramiento.baja
  AND (nombramiento.desde <= :hoy OR (nombramiento.desde IS NULL AND nombramiento.desde_literal IS NULL))
  AND (nombramiento.hasta >= :hoy OR (nombramiento.hasta IS NULL AND nombramiento.hasta_literal IS NULL))
"""
_ORGANIZACIONES = """
SELECT asistencia.organizacion, organizacion.nombre, max(reunion.fecha) AS ultima, count(*) AS veces
FROM asistencia
JOIN reunion ON reunion.uuid = asistencia.reunion
LEFT JOIN organizacion ON organizacion.uuid = asistencia.organizacion_registrada
WHERE asistencia.persona_registrada = :uuid AND NOT asistencia.baja AND NOT reunion.baja
  AND asistencia.organizacion IS NOT NULL
GROUP BY asistencia.organizacion, organizacion.nombre ORDER BY ultima DESC, asistencia.organizacion
"""
_ASISTIO = """
SELECT reunion.uuid, coalesce(reunion.folio, reunion.folio_provisional) AS folio, reunion.fecha,
  tipo_reunion.nombre AS tipo, asistencia.calidad, asistencia.ausente
FROM asistencia
JOIN reunion ON reunion.uuid = asistencia.reunion
JOIN tipo_reunion ON tipo_reunion.uuid = reunion.tipo
WHERE asistencia.persona_registrada = :uuid AND NOT asistencia.baja AND NOT reunion.baja
ORDER BY reunion.fecha IS NULL, reunion.fecha DESC, reunion.uuid
"""


@dataclass(frozen=True, slots=True)
class FilaPersona:
    """A person in a list; `papeles` are the roles held on the day asked, `publicada` says that she is the authority's.

    What is changed in a published row works here and travels as a proposal.
    """

    uuid: str
    rev: int
    nombre: str
    papeles: tuple[str, ...]
    reuniones_n: int
    publicada: bool


@dataclass(frozen=True, slots=True)
class OrganizacionDePersona:
    """For whom she came: as it was written, and as the directory calls it where it knows."""

    literal: str
    nombre: str | None
    veces: int


@dataclass(frozen=True, slots=True)
class ReunionDePersona:
    """A meeting in whose attendance she is linked."""

    uuid: str
    folio: str
    fecha: date | None
    tipo: str
    calidad: str | None
    ausente: bool


@dataclass(frozen=True, slots=True)
class Persona:
    """All about one person; nombramientos from the latest to the earliest."""

    uuid: str
    rev: int
    nombre: str
    fuente: str | None
    publicada: bool
    nombramientos: tuple[FilaNombramiento, ...]
    organizaciones: tuple[OrganizacionDePersona, ...]
    reuniones: tuple[ReunionDePersona, ...]


def listar(lectura: Lectura, *, hoy: date, texto: str | None = None) -> list[FilaPersona]:
    """Return the persons by name, withdrawn ones left out; `texto` is part of the name."""
    return listado(hoy=hoy).todas(lectura, Pedido(filtros={"nombre": texto}))


def listado(*, hoy: date) -> Listado[FilaPersona]:
    """Return the list of persons by name; `con_papel` keeps those who hold a role on that day."""
    return Listado(
        tabla="persona",
        condicion="NOT persona.baja",
        natural=[Termino(plegado("persona.nombre"))],
        ordenes={"nombre": plegado("persona.nombre"), "reuniones": _CUANTAS},
        filtros={"nombre": _con_nombre, "con_papel": lambda _lectura, valor: _con_papel(valor, hoy)},
        componer=lambda lectura, uuids: _componer(lectura, uuids, hoy),
    )


def _con_nombre(lectura: Lectura, parte: str) -> Condicion:
    buscado = plegar(parte)
    filas = lectura.filas("SELECT uuid, nombre FROM persona WHERE baja = FALSE")
    lista, parametros = uno_de("persona", [f["uuid"] for f in filas if buscado in plegar(f["nombre"])])
    return Condicion(f"persona.uuid IN {lista}", parametros)


def _con_papel(valor: object, hoy: date) -> Condicion:
    return Condicion(f"EXISTS ({_VIGENTE})", {"hoy": hoy}) if valor else Condicion("1 = 1")


def _componer(lectura: Lectura, uuids: Sequence[str], hoy: date) -> dict[str, FilaPersona]:
    lista, parametros = uno_de("persona", uuids)
    papeles: dict[str, list[str]] = {}
    for nombramiento in de_personas(lectura, uuids, hoy=hoy):
        if nombramiento.vigente and nombramiento.persona:
            papeles.setdefault(nombramiento.persona, []).append(nombramiento.rol)
    return {
        fila["uuid"]: FilaPersona(
            uuid=fila["uuid"],
            rev=fila["rev"],
            nombre=fila["nombre"],
            papeles=tuple(papeles.get(fila["uuid"], ())),
            reuniones_n=int(fila["reuniones_n"]),
            publicada=_publicada(fila),
        )
        for fila in lectura.filas(f"{_FILA} WHERE persona.uuid IN {lista}", parametros)
    }


def traer(lectura: Lectura, uuid: str, *, hoy: date) -> Persona | None:
    """Return one person with her nombramientos in time, for whom she came and where she was; None if there is none."""
    fila = lectura.fila(f"{_CAMPOS} AND uuid = :uuid", {"uuid": uuid})
    if fila is None:
        return None
    return Persona(
        uuid=fila["uuid"],
        rev=fila["rev"],
        nombre=fila["nombre"],
        fuente=fila["fuente"],
        publicada=_publicada(fila),
        nombramientos=tuple(de_personas(lectura, [uuid], hoy=hoy)),
        organizaciones=tuple(
            OrganizacionDePersona(f["organizacion"], f["nombre"], int(f["veces"]))
            for f in lectura.filas(_ORGANIZACIONES, {"uuid": uuid})
        ),
        reuniones=tuple(_reunion(f) for f in lectura.filas(_ASISTIO, {"uuid": uuid})),
    )


def _reunion(fila: Mapping[str, Any]) -> ReunionDePersona:
    return ReunionDePersona(
        uuid=fila["uuid"],
        folio=fila["folio"],
        fecha=date.fromisoformat(fila["fecha"]) if fila["fecha"] else None,
        tipo=fila["tipo"],
        calidad=fila["calidad"],
        ausente=bool(fila["ausente"]),
    )


def _publicada(fila: Mapping[str, Any]) -> bool:
    return bool(fila["origen"] == str(ORIGEN_PUBLICADO))
