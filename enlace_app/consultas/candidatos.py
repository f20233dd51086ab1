"""Who may be meant when a few letters are typed: for attendance, and for «@» in an agreement."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from enlace_app.consultas.nombres_reservados import PARTICULAR
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.nombramientos import DerechoDeVoto
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.respuestas import dice_quien
from enlace_app.dominio.sugerencias import plegar_nombres
from enlace_app.errores import ErrorDeNegocio

_REUNION = "SELECT uuid, fecha, programada, ejercicio FROM reunion WHERE uuid = :uuid"
_REGIONES = "SELECT region FROM reunion_region WHERE reunion = :uuid"
_ORGANIZACIONES = """
SELECT uuid, nombre, sigla, desde, hasta FROM organizacion WHERE NOT baja ORDER BY nombre, uuid
"""
_ALIAS = "SELECT organizacion, alias FROM organizacion_alias ORDER BY organizacion, id"
_PERSONAS = "SELECT uuid, nombre FROM persona WHERE NOT baja ORDER BY nombre, uuid"
_NOMBRAMIENTOS = """
SELECT nombramiento.persona, coalesce(persona.nombre, nombramiento.persona_literal) AS nombre, nombramiento.rol,
  nombramiento.calidad, nombramiento.parte, nombramiento.region, nombramiento.voto, nombramiento.desde,
  nombramiento.hasta
FROM nombramiento LEFT JOIN persona ON persona.uuid = nombramiento.persona
WHERE NOT nombramiento.baja AND (nombramiento.ejercicio IS NULL OR :ejercicio IS NULL
  OR nombramiento.ejercicio = :ejercicio)
ORDER BY nombramiento.desde, nombramiento.uuid
"""
_ANTERIORES = """
SELECT persona, organizacion, cargo, calidad, parte, fecha, de_la_region FROM (
  SELECT asistencia.persona, asistencia.organizacion, asistencia.cargo, asistencia.calidad, asistencia.parte,
    reunion.fecha, asistencia.uuid,
    EXISTS (SELECT 1 FROM reunion_region AS suya JOIN reunion_region AS mia ON mia.region = suya.region
            WHERE suya.reunion = reunion.uuid AND mia.reunion = :uuid) AS de_la_region,
    row_number() OVER (PARTITION BY asistencia.persona, asistencia.organizacion
                       ORDER BY reunion.fecha DESC, asistencia.uuid DESC) AS lugar
  FROM asistencia JOIN reunion ON reunion.uuid = asistencia.reunion
  WHERE NOT asistencia.baja AND NOT reunion.baja AND asistencia.reunion <> :uuid
    AND (reunion.fecha IS NULL OR :fecha IS NULL OR reunion.fecha <= :fecha)
) AS vistas WHERE lugar = 1
ORDER BY de_la_region DESC, fecha IS NULL, fecha DESC, uuid
"""
_AQUI = "SELECT uuid, persona, organizacion FROM asistencia WHERE reunion = :uuid AND NOT baja ORDER BY orden, uuid"
_RESPONSABLES = """
SELECT literal, max(acuerdo.creado) AS ultimo FROM acuerdo_responsable
JOIN acuerdo ON acuerdo.uuid = acuerdo_responsable.acuerdo
WHERE NOT acuerdo.baja GROUP BY literal ORDER BY ultimo DESC, literal
"""
_POR_VOTO = (DerechoDeVoto.SI, DerechoDeVoto.AL_SUPLIR)
"""Of several nombramientos of one person the one with more vote is the capacity in which she comes."""


@dataclass(frozen=True, slots=True)
class Candidato:
    """Somebody who may come: what would be noted, how the list shows it, and what is searched (`plegar_nombres`).

    `asistencia` is the row of who was noted in this meeting already.
    """

    persona: str | None
    organizacion: str | None
    cargo: str | None
    calidad: str | None
    parte: str | None
    etiqueta: str
    plegado: str
    asistencia: str | None = None


def candidatos_de_asistencia(lectura: Lectura, reunion: str) -> list[Candidato]:
    """Return everybody known, those first who came to earlier meetings of the region, the latest first.

    Then whoever came elsewhere, who holds a nombramiento on that day, the institutions that exist on it, and the other
    persons of the directory. Of a person the latest post is offered; a nombramiento tells her capacity and party.
    """
    esta = _la_reunion(lectura, reunion)
    instituciones = _instituciones(lectura, esta["dia"])
    indice = _por_nombre(instituciones)
    cargos = _nombramientos(lectura, esta)
    aqui = {_clave(f, indice): str(f["uuid"]) for f in lectura.filas(_AQUI, {"uuid": reunion})}
    hallados: dict[str, Candidato] = {}
    for fila in [*_previas(lectura, reunion, esta), *_de_directorio(lectura, cargos, instituciones)]:
        clave = _clave(fila, indice)
        if clave not in hallados:
            asistencia = aqui.get(clave)
            hallados[clave] = (
                _persona(fila, cargos.get(plegar(fila["persona"])), asistencia)
                if fila["persona"]
                else _institucion(fila, indice, asistencia)
            )
    return list(hallados.values())


def nombres_conocidos(lectura: Lectura, reunion: str) -> dict[str, str]:
    """Map every folded name that «@» may mean to its spelling: who is here first, then who had to do something before.

    Institutions by every name that they have, persons by theirs.
    """
    esta = _la_reunion(lectura, reunion)
    aqui = lectura.filas(_AQUI, {"uuid": reunion})
    instituciones = _instituciones(lectura, esta["dia"])
    nombres: list[str | None] = [nombre for f in aqui for nombre in (f["organizacion"], f["persona"])]
    nombres += [f["literal"] for f in lectura.filas(_RESPONSABLES)]
    nombres += [nombre for i in instituciones for nombre in (i["sigla"], i["nombre"], *i["alias"])]
    nombres += [f["nombre"] for f in lectura.filas(_PERSONAS)]
    conocidos: dict[str, str] = {}
    for nombre in nombres:
        if nombre and _es_nombre(nombre):
            conocidos.setdefault(plegar(nombre), nombre)
    return conocidos


def _la_reunion(lectura: Lectura, reunion: str) -> dict[str, Any]:
    fila = lectura.fila(_REUNION, {"uuid": reunion})
    if fila is None:
        raise ErrorDeNegocio("Esa reunión ya no existe en estos datos.")
    regiones = {f["region"] for f in lectura.filas(_REGIONES, {"uuid": reunion})}
    return {**fila, "dia": fila["fecha"] or fila["programada"], "regiones": regiones}


def _instituciones(lectura: Lectura, dia: str | None) -> list[dict[str, Any]]:
    """Those that exist on that day, each with its `alias`."""
    alias: dict[str, list[str]] = {}
    for fila in lectura.filas(_ALIAS):
        alias.setdefault(fila["organizacion"], []).append(fila["alias"])
    return [{**f, "alias": alias.get(f["uuid"], [])} for f in lectura.filas(_ORGANIZACIONES) if _vale(f, dia)]


def _por_nombre(instituciones: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Return each folded name with the one institution that bears it; what several share names none of them."""
    portadoras: dict[str, list[Mapping[str, Any]]] = {}
    for institucion in instituciones:
        for nombre in {plegar(n) for n in _nombres(institucion)}:
            portadoras.setdefault(nombre, []).append(institucion)
    return {nombre: suyas[0] for nombre, suyas in portadoras.items() if len(suyas) == 1}


def _nombres(institucion: Mapping[str, Any]) -> list[str]:
    return [n for n in (institucion["nombre"], institucion["sigla"], *institucion["alias"]) if n]


def _vale(fila: Mapping[str, Any], dia: str | None) -> bool:
    """Whether it holds on that day, both ends included; ISO texts are in the order of their dates."""
    return dia is None or ((fila["desde"] or dia) <= dia <= (fila["hasta"] or dia))


def _nombramientos(lectura: Lectura, esta: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The capacity in which each person may come that day, by her folded name; those of the region first."""
    filas = [f for f in lectura.filas(_NOMBRAMIENTOS, {"ejercicio": esta["ejercicio"]}) if _vale(f, esta["dia"])]
    filas = [f for f in filas if f["nombre"] and _es_nombre(f["nombre"])]
    filas.sort(key=lambda f: (f["region"] not in esta["regiones"], f["voto"] not in _POR_VOTO))
    suyos: dict[str, dict[str, Any]] = {}
    for fila in filas:
        anterior = suyos.get(plegar(fila["nombre"]))
        if anterior is None or _fuerza(fila["voto"]) < _fuerza(anterior["voto"]):
            suyos[plegar(fila["nombre"])] = fila
    return suyos


def _fuerza(voto: str | None) -> int:
    return _POR_VOTO.index(DerechoDeVoto(voto)) if voto in _POR_VOTO else len(_POR_VOTO)


def _previas(lectura: Lectura, reunion: str, esta: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for fila in lectura.filas(_ANTERIORES, {"uuid": reunion, "fecha": esta["dia"]}):
        nombre = fila["persona"] or fila["organizacion"]
        if nombre and _es_nombre(nombre):
            yield fila


def _de_directorio(
    lectura: Lectura, cargos: Mapping[str, Mapping[str, Any]], instituciones: Iterable[Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    nada = dict.fromkeys(("persona", "organizacion", "cargo", "calidad", "parte"))
    for cargo in cargos.values():
        yield {**nada, "persona": cargo["nombre"]}
    for institucion in instituciones:
        yield {**nada, "organizacion": institucion["nombre"]}
    for persona in lectura.filas(_PERSONAS):
        if _es_nombre(persona["nombre"]):
            yield {**nada, "persona": persona["nombre"]}


def _persona(fila: Mapping[str, Any], suyo: Mapping[str, Any] | None, asistencia: str | None) -> Candidato:
    persona, organizacion = fila["persona"], fila["organizacion"]
    cargo, calidad, parte = fila["cargo"], fila["calidad"], fila["parte"]
    if suyo:
        cargo, calidad, parte = cargo or suyo["rol"], suyo["calidad"] or suyo["rol"], suyo["parte"] or parte
    dichos = [texto for texto in (persona, cargo, organizacion) if texto]
    # What she represents is found by its words, after those whose own name it is.
    plegado = plegar_nombres(persona, " ".join(dichos))
    return Candidato(persona, organizacion, cargo, calidad, parte, " · ".join(dichos), plegado, asistencia)


def _institucion(fila: Mapping[str, Any], indice: Mapping[str, Mapping[str, Any]], asistencia: str | None) -> Candidato:
    """Return it under the name by which attendance lists know it: its acronym where that names it alone."""
    escrita = fila["organizacion"]
    conocida = indice.get(plegar(escrita))
    nombres = _nombres(conocida) if conocida else []
    if conocida and indice.get(plegar(conocida["sigla"] or "")) is conocida and escrita == conocida["nombre"]:
        escrita = conocida["sigla"]
    etiqueta = " · ".join(dict.fromkeys((escrita, *nombres[:1])))
    plegado = plegar_nombres(escrita, *nombres)
    return Candidato(None, escrita, fila["cargo"], fila["calidad"], fila["parte"], etiqueta, plegado, asistencia)


def _clave(fila: Mapping[str, Any], indice: Mapping[str, Mapping[str, Any]]) -> str:
    """Return who a row is: a person by her name in whatever post, an institution by any of its names."""
    if fila["persona"]:
        return f"persona {plegar(fila['persona'])}"
    organizacion = plegar(fila["organizacion"] or "")
    conocida = indice.get(organizacion)
    return str(conocida["uuid"]) if conocida else f"institución {organizacion}"


def _es_nombre(nombre: str) -> bool:
    """Whether it names somebody: «(no publicado)», «No precisado» and withheld names do not."""
    return not nombre.startswith("(") and plegar(nombre) != PARTICULAR and dice_quien(nombre)
