"""Two meetings, recorded at two computers, that may be one: by day, place, kind, subject and who was there."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from enlace_app.consultas.conjuntos import agrupar, compromisos_por, regiones_por, uno_de
from enlace_app.consultas.nombres_reservados import PARTICULAR
from enlace_app.consultas.secciones import escribir_dia
from enlace_app.consultas.valores import leer_fecha
from enlace_app.datos.lectura import Lectura
from enlace_app.datos.lotes import en_lotes
from enlace_app.dominio.fechas import FechaImprecisa, Precision, escribir_fecha, ultimo_dia
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.respuestas import dice_quien
from enlace_app.dominio.vinculos import Par, par

_REUNIONES = """
SELECT reunion.uuid, coalesce(reunion.folio, reunion.folio_provisional) AS nombre, reunion.fecha, reunion.precision,
  reunion.fecha_fin, reunion.numero, reunion.hora_inicio, reunion.sede, reunion.origen, reunion.parte_de,
  reunion.ejercicio, coalesce(municipio.nombre, reunion.ciudad) AS lugar, tipo_reunion.clave AS tipo,
  tipo_reunion.nombre AS tipo_nombre
FROM reunion JOIN tipo_reunion ON tipo_reunion.uuid = reunion.tipo
LEFT JOIN municipio ON municipio.uuid = reunion.municipio
WHERE NOT reunion.baja AND reunion.fecha IS NOT NULL AND reunion.estado <> 'cancelada'
"""
_ASISTENTES = """
SELECT reunion AS duenio, coalesce({columna}, '') AS miembro FROM asistencia
WHERE NOT baja AND NOT ausente AND {columna} IS NOT NULL AND reunion IN {lista} ORDER BY reunion, orden
"""
_PRECISIONES = frozenset({Precision.dia, Precision.rango, Precision.mes})
_SUFICIENTE = 4.0
_POR_ASISTENTES = 3.0
"""The most that who was there can add."""
_PARECIDA = 0.8
_UN_DIA = timedelta(days=1)
_HORA_Y_MEDIA = 90
_MEDIA_HORA = 30
_VARIOS = 2
_LISTADOS = 3
_LARGO = 60


@dataclass(frozen=True, slots=True)
class _Reunion:
    """What is compared of a meeting; `desde` and `hasta` hold the days on which it may have been."""

    uuid: str
    nombre: str
    origen: str
    parte_de: str | None
    cuando: str
    desde: date
    hasta: date
    tipo: str
    tipo_nombre: str
    sesion: tuple[str, str, str] | None
    lugar: str | None
    sede: str | None
    minuto: int | None
    regiones: frozenset[str]
    compromisos: frozenset[str]


@dataclass(slots=True)
class _Juicio:
    """Points for being one meeting, and the reasons in words."""

    puntos: float
    razones: list[str]

    def pesar(self, puntos: float, razon: str = "") -> None:
        self.puntos += puntos
        if razon:
            self.razones.append(razon)


def reuniones_parecidas(lectura: Lectura) -> dict[Par, tuple[str, str, str]]:
    """Return both folios and the reason of every pair that a person should look at.

    Two meetings that one site recorded are two, for it knew of both; so are two that share an acta.
    """
    juicios = {(a.uuid, b.uuid): (a, b, _comparar(a, b)) for a, b in _cercanas(_leer(lectura))}
    posibles = {clave: j for clave, j in juicios.items() if j[2].puntos >= _SUFICIENTE - _POR_ASISTENTES}
    uuids = {uuid for clave in posibles for uuid in clave}
    personas, instituciones = (_asistentes(lectura, uuids, c) for c in ("persona", "organizacion"))
    hallados = {}
    for a, b, juicio in posibles.values():
        _comparar_asistentes(juicio, (personas, a, b), (instituciones, a, b))
        if juicio.puntos >= _SUFICIENTE:
            primera, segunda = (a, b) if a.uuid < b.uuid else (b, a)
            hallados[par(a.uuid, b.uuid)] = primera.nombre, segunda.nombre, "; ".join(juicio.razones)
    return hallados


def _leer(lectura: Lectura) -> list[_Reunion]:
    regiones, compromisos = regiones_por(lectura, "reunion"), compromisos_por(lectura, "reunion")
    leidas = (
        _reunion(f, frozenset(regiones.get(f["uuid"], ())), frozenset(compromisos.get(f["uuid"], ())))
        for f in lectura.filas(_REUNIONES)
        if Precision(f["precision"]) in _PRECISIONES
    )
    return sorted(leidas, key=lambda r: (r.desde, r.uuid))


def _reunion(f: Mapping[str, Any], regiones: frozenset[str], compromisos: frozenset[str]) -> _Reunion:
    desde, fin, precision = date.fromisoformat(f["fecha"]), leer_fecha(f["fecha_fin"]), Precision(f["precision"])
    fecha = FechaImprecisa(desde, precision, fin)
    hora = f["hora_inicio"]
    return _Reunion(
        uuid=f["uuid"],
        nombre=f["nombre"],
        origen=f["origen"],
        parte_de=f["parte_de"],
        cuando=escribir_fecha(fecha),
        desde=desde,
        hasta=ultimo_dia(fecha) or desde,
        tipo=f["tipo"],
        tipo_nombre=f["tipo_nombre"],
        sesion=(f["tipo"], plegar(f["numero"]), f["ejercicio"] or "") if f["numero"] else None,
        lugar=_llano(f["lugar"]),
        sede=_llano(f["sede"]),
        minuto=int(hora[:2]) * 60 + int(hora[3:]) if hora else None,
        regiones=regiones,
        compromisos=compromisos,
    )


def _llano(texto: str | None) -> str | None:
    return _plegado(texto) if texto else None


@lru_cache(maxsize=20_000)
def _plegado(texto: str) -> str:
    return plegar(texto)


def _cercanas(reuniones: Sequence[_Reunion]) -> Iterator[tuple[_Reunion, _Reunion]]:
    """Pairs of two sites whose days touch, or that are the same numbered session."""
    comienzos = [r.desde for r in reuniones]
    for n, una in enumerate(reuniones):
        hasta = bisect_right(comienzos, una.hasta + _UN_DIA)
        yield from ((una, otra) for otra in reuniones[n + 1 : hasta] if _pueden(una, otra))
    sesiones: dict[tuple[str, str, str], list[_Reunion]] = {}
    for una in reuniones:
        if una.sesion is not None:
            yield from ((otra, una) for otra in sesiones.get(una.sesion, ()) if _pueden(otra, una))
            sesiones.setdefault(una.sesion, []).append(una)


def _pueden(una: _Reunion, otra: _Reunion) -> bool:
    return una.origen != otra.origen and una.parte_de != otra.uuid and otra.parte_de != una.uuid


def _comparar(una: _Reunion, otra: _Reunion) -> _Juicio:
    juicio = _Juicio(0.0, [])
    _comparar_dias(juicio, una, otra)
    _comparar_lugares(juicio, una, otra)
    if una.tipo != otra.tipo:
        juicio.pesar(-1.0)
    elif una.sesion and otra.sesion:
        misma = una.sesion == otra.sesion
        juicio.pesar(8.0 if misma else -4.0, f"las dos son {una.tipo_nombre.lower()} {una.sesion[1]}" if misma else "")
    else:
        juicio.pesar(1.0, "mismo tipo")
    if una.compromisos and otra.compromisos:
        comunes = sorted(una.compromisos & otra.compromisos)
        juicio.pesar(1.0 if comunes else -2.0, f"sobre {', '.join(comunes)}" if comunes else "")
    return juicio


def _comparar_dias(juicio: _Juicio, una: _Reunion, otra: _Reunion) -> None:
    if una.desde == otra.desde and una.hasta == otra.hasta == una.desde:
        juicio.pesar(2.0, f"mismo día ({escribir_dia(una.desde)})")
        if una.minuto is not None and otra.minuto is not None:
            apartadas = abs(una.minuto - otra.minuto)
            if apartadas <= _MEDIA_HORA:
                juicio.pesar(1.0, "misma hora")
            elif apartadas > _HORA_Y_MEDIA:
                juicio.pesar(-2.0)
    elif una.desde <= otra.hasta and otra.desde <= una.hasta:
        juicio.pesar(1.0, f"fechas que pueden ser la misma ({una.cuando} y {otra.cuando})")
    else:
        cerca = max(una.desde, otra.desde) - min(una.hasta, otra.hasta) <= _UN_DIA
        juicio.pesar(
            0.5 if cerca else -1.0, f"fechas {'cercanas' if cerca else 'distintas'} ({una.cuando} y {otra.cuando})"
        )


def _comparar_lugares(juicio: _Juicio, una: _Reunion, otra: _Reunion) -> None:
    sede = bool(una.sede and otra.sede) and _parecidas(una.sede or "", otra.sede or "")
    if una.lugar and otra.lugar and una.lugar != otra.lugar:
        juicio.pesar(-3.0)
    elif sede:
        juicio.pesar(2.5, "misma sede")
    elif una.lugar and otra.lugar:
        # One house or another of the same town: each computer may have written its own name for it.
        juicio.pesar(1.0 if una.sede and otra.sede else 1.5, "mismo municipio")
    elif una.regiones and otra.regiones:
        comunes = una.regiones & otra.regiones
        juicio.pesar(1.0 if comunes else -1.0, f"misma región ({', '.join(sorted(comunes))})" if comunes else "")


def _parecidas(una: str, otra: str) -> bool:
    corta, larga = sorted((una, otra), key=len)
    return corta in larga or SequenceMatcher(None, una, otra, autojunk=False).ratio() >= _PARECIDA


_Listas = Mapping[str, Mapping[str, str]]
"""The names of each meeting as written, by how they are compared."""


def _asistentes(lectura: Lectura, uuids: Iterable[str], columna: str) -> _Listas:
    listas: dict[str, dict[str, str]] = {}
    for lote in en_lotes(set(uuids)):
        lista, parametros = uno_de("reunion", lote)
        for uuid, nombres in agrupar(lectura, _ASISTENTES.format(columna=columna, lista=lista), parametros).items():
            listas[uuid] = {_plegado(n): n for n in nombres if dice_quien(n) and n != PARTICULAR}
    return listas


def _comparar_asistentes(
    juicio: _Juicio, personas: tuple[_Listas, _Reunion, _Reunion], instituciones: tuple[_Listas, _Reunion, _Reunion]
) -> None:
    for (listas, una, otra), singular, plural, mucho in (
        (personas, "persona", "personas", 2.0),
        (instituciones, "institución", "instituciones", 1.0),
    ):
        suyas, ajenas = listas.get(una.uuid, {}), listas.get(otra.uuid, {})
        comunes = [suyas[p] for p in suyas if p in ajenas]
        if comunes:
            dichas = f"{len(comunes)} {singular if len(comunes) == 1 else plural} en común"
            quienes = ", ".join(n[:_LARGO] for n in comunes[:_LISTADOS]) + ("…" if len(comunes) > _LISTADOS else "")
            juicio.pesar(mucho if len(comunes) >= _VARIOS else mucho / 4, f"{dichas} ({quienes})")
        elif min(len(suyas), len(ajenas)) >= _LISTADOS:
            juicio.pesar(-mucho)
