"""Names as somebody wrote them that match nothing in the directory, offered for linking: never linked by themselves."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from enlace_app.consultas.parecidos import Conocido, Parecidos, Sugerencia
from enlace_app.consultas.secciones import escribir_dia
from enlace_app.consultas.valores import leer_fecha
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.respuestas import dice_quien

_EJEMPLOS = 3
_ABIERTA = "reunion.estado NOT IN ('cerrada', 'firmada', 'cancelada', 'no_celebrada')"
_DE_REUNION = "JOIN reunion ON reunion.uuid = {t}.reunion WHERE NOT {t}.baja AND NOT reunion.baja"
_DE_DOCUMENTO = "FROM documento WHERE NOT documento.baja AND documento"


class ClaseDeNombre(StrEnum):
    """What a name can be linked with, told by where it was written."""

    PERSONA = "persona"
    ORGANIZACION = "organizacion"
    CUALQUIERA = "cualquiera"


# Per place: its table and column, what may stand there, and what follows SELECT literal, uuid.
# In a closed acta a person cannot be linked any more; an institution's alias serves there too.
_LUGARES = (
    (
        "asistencia",
        "organizacion",
        ClaseDeNombre.ORGANIZACION,
        f"asistencia.organizacion AS literal, asistencia.uuid FROM asistencia {_DE_REUNION.format(t='asistencia')} "
        "AND asistencia.organizacion IS NOT NULL AND asistencia.organizacion_registrada IS NULL",
    ),
    (
        "asistencia",
        "persona",
        ClaseDeNombre.PERSONA,
        f"asistencia.persona AS literal, asistencia.uuid FROM asistencia {_DE_REUNION.format(t='asistencia')} "
        f"AND asistencia.persona IS NOT NULL AND asistencia.persona_registrada IS NULL AND {_ABIERTA}",
    ),
    (
        "acuerdo",
        "responsables",
        ClaseDeNombre.CUALQUIERA,
        "acuerdo_responsable.literal, acuerdo.uuid FROM acuerdo_responsable "
        "JOIN acuerdo ON acuerdo.uuid = acuerdo_responsable.acuerdo "
        "LEFT JOIN reunion ON reunion.uuid = acuerdo.reunion "
        "WHERE acuerdo_responsable.organizacion IS NULL AND NOT acuerdo.baja AND NOT coalesce(reunion.baja, FALSE)",
    ),
    (
        "documento",
        "remitente",
        ClaseDeNombre.CUALQUIERA,
        f"documento.remitente AS literal, documento.uuid {_DE_DOCUMENTO}.remitente IS NOT NULL "
        "AND documento.remitente_registrado IS NULL",
    ),
    (
        "documento",
        "receptor",
        ClaseDeNombre.CUALQUIERA,
        f"documento.receptor AS literal, documento.uuid {_DE_DOCUMENTO}.receptor IS NOT NULL "
        "AND documento.receptor_registrado IS NULL",
    ),
    (
        "documento",
        "turnado_a",
        ClaseDeNombre.CUALQUIERA,
        f"documento.turnado_a AS literal, documento.uuid {_DE_DOCUMENTO}.turnado_a IS NOT NULL",
    ),
    (
        "compromiso",
        "organizaciones",
        ClaseDeNombre.ORGANIZACION,
        "compromiso_organizacion.literal, compromiso.uuid FROM compromiso_organizacion "
        "JOIN compromiso ON compromiso.uuid = compromiso_organizacion.compromiso "
        "WHERE compromiso_organizacion.organizacion IS NULL AND NOT compromiso.baja",
    ),
    (
        "reunion",
        "convoca",
        ClaseDeNombre.CUALQUIERA,
        "reunion.convoca AS literal, reunion.uuid FROM reunion WHERE NOT reunion.baja AND reunion.convoca IS NOT NULL",
    ),
    (
        "nombramiento",
        "persona",
        ClaseDeNombre.PERSONA,
        "nombramiento.persona_literal AS literal, nombramiento.uuid FROM nombramiento "
        "WHERE NOT nombramiento.baja AND nombramiento.persona IS NULL AND nombramiento.persona_literal IS NOT NULL",
    ),
)
_ORGANIZACIONES = """
SELECT organizacion.uuid, organizacion.nombre AS oficial, organizacion.nombre AS escrito FROM organizacion
WHERE NOT organizacion.baja
UNION ALL
SELECT uuid, nombre, sigla FROM organizacion WHERE NOT baja AND sigla IS NOT NULL
UNION ALL
SELECT organizacion.uuid, organizacion.nombre, organizacion_alias.alias FROM organizacion_alias
JOIN organizacion ON organizacion.uuid = organizacion_alias.organizacion WHERE NOT organizacion.baja
"""
_PERSONAS = "SELECT uuid, nombre AS oficial, nombre AS escrito FROM persona WHERE NOT baja"


_FOLIO_DE_REUNION = "coalesce(reunion.folio, reunion.folio_provisional) AS folio, reunion.fecha AS fecha"
_CITAS = {
    "asistencia": f"SELECT {_FOLIO_DE_REUNION} FROM asistencia JOIN reunion ON reunion.uuid = asistencia.reunion "
    "WHERE asistencia.uuid = :uuid",
    "reunion": f"SELECT {_FOLIO_DE_REUNION} FROM reunion WHERE uuid = :uuid",
    "acuerdo": "SELECT coalesce(folio, folio_provisional) AS folio FROM acuerdo WHERE uuid = :uuid",
    "documento": "SELECT folio, fecha FROM documento WHERE uuid = :uuid",
    "compromiso": "SELECT clave FROM compromiso WHERE uuid = :uuid",
    "nombramiento": "SELECT rol FROM nombramiento WHERE uuid = :uuid",
}


@dataclass(frozen=True, slots=True)
class Aparicion:
    """A row in which a name stands."""

    tabla: str
    uuid: str
    campo: str


@dataclass(frozen=True, slots=True)
class NombreSuelto:
    """A name that the directory does not know, as it was written most often; `donde` are some of its rows."""

    literal: str
    clase: ClaseDeNombre
    veces: int
    donde: tuple[Aparicion, ...]
    sugerencias: tuple[Sugerencia, ...]


@dataclass(slots=True)
class _Grupo:
    escritos: Counter[str] = field(default_factory=Counter)
    clases: set[ClaseDeNombre] = field(default_factory=set)
    donde: list[Aparicion] = field(default_factory=list)


def nombres_sueltos(lectura: Lectura, *, cuantos: int = 200) -> list[NombreSuelto]:
    """Return the names that match nothing, or several entries of the directory, the most frequent first.

    Spellings that differ in accents, case or blanks are one name. What names nobody («No precisado», «los mismos») is
    not among them.
    """
    with lectura.momento():
        organizaciones = _conocidos(lectura.filas(_ORGANIZACIONES), "organizacion")
        personas = _conocidos(lectura.filas(_PERSONAS), "persona")
        grupos = _agrupar(lectura, {c.plegado for c in _unicos(organizaciones)}, {c.plegado for c in _unicos(personas)})
    mayores = sorted(grupos.items(), key=lambda g: (-g[1].escritos.total(), g[0]))[:cuantos]
    parecidos = {
        ClaseDeNombre.ORGANIZACION: Parecidos(organizaciones),
        ClaseDeNombre.PERSONA: Parecidos(personas),
        ClaseDeNombre.CUALQUIERA: Parecidos([*organizaciones, *personas]),
    }
    return [_nombre(grupo, parecidos) for _, grupo in mayores]


def decir_donde(lectura: Lectura, aparicion: Aparicion) -> str:
    """Return the folio or key of the record in which a name stands, with its day where it has one."""
    fila = lectura.fila(_CITAS[aparicion.tabla], {"uuid": aparicion.uuid})
    if fila is None:
        return ""
    dia = leer_fecha(fila.pop("fecha", None))
    return " · ".join([*(str(parte) for parte in fila.values() if parte), *([escribir_dia(dia)] if dia else [])])


def _nombre(grupo: _Grupo, parecidos: dict[ClaseDeNombre, Parecidos]) -> NombreSuelto:
    literal = min(grupo.escritos, key=lambda escrito: (-grupo.escritos[escrito], escrito))
    clase = next(iter(grupo.clases)) if len(grupo.clases) == 1 else ClaseDeNombre.CUALQUIERA
    return NombreSuelto(
        literal=literal,
        clase=clase,
        veces=grupo.escritos.total(),
        donde=tuple(grupo.donde[:_EJEMPLOS]),
        sugerencias=parecidos[clase].de(literal),
    )


def _agrupar(lectura: Lectura, organizaciones: set[str], personas: set[str]) -> dict[str, _Grupo]:
    """Only one row per spelling comes out of the database; «A; B» is two names."""
    grupos: dict[str, _Grupo] = {}
    for tabla, campo, clase, sql in _LUGARES:
        filas = lectura.filas(
            "SELECT literal, count(*) AS veces, min(uuid) AS primera, max(uuid) AS ultima "
            f"FROM (SELECT {sql}) AS suelto GROUP BY literal ORDER BY literal"
        )
        conocidos = {
            ClaseDeNombre.ORGANIZACION: organizaciones,
            ClaseDeNombre.PERSONA: personas,
            ClaseDeNombre.CUALQUIERA: organizaciones | personas,
        }[clase]
        for fila in filas:
            for escrito in filter(dice_quien, (parte.strip() for parte in fila["literal"].split(";"))):
                if plegar(escrito) in conocidos:
                    continue
                grupo = grupos.setdefault(plegar(escrito), _Grupo())
                grupo.escritos[escrito] += int(fila["veces"])
                grupo.clases.add(clase)
                ejemplos = dict.fromkeys((fila["primera"], fila["ultima"]))
                grupo.donde += [Aparicion(tabla, uuid, campo) for uuid in ejemplos]
    return grupos


def _conocidos(filas: Iterable[dict[str, Any]], tabla: str) -> list[Conocido]:
    return [Conocido(tabla, f["uuid"], f["oficial"], f["escrito"], plegar(f["escrito"])) for f in filas]


def _unicos(conocidos: Iterable[Conocido]) -> list[Conocido]:
    """Those whose name tells one entry: one that several share tells none, unless it is one's full name."""
    todos = list(conocidos)
    duenios: dict[str, set[str]] = {}
    for conocido in todos:
        duenios.setdefault(conocido.plegado, set()).add(conocido.uuid)
    return [c for c in todos if len(duenios[c.plegado]) == 1 or (c.tabla == "organizacion" and c.escrito == c.oficial)]
