"""Records that may be one and the same under two identities: offered for linking, never merged."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from enlace_app.consultas.expedientes import Lector
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.recepcion import ClaseDeVinculo

C = TypeVar("C", bound=Hashable)

_INSTITUCIONES = "SELECT uuid, nombre, sigla, origen FROM organizacion WHERE NOT baja ORDER BY uuid"
_ALIAS = "SELECT organizacion, alias FROM organizacion_alias ORDER BY organizacion, id"
_REUNIONES = """
SELECT reunion.uuid, coalesce(reunion.folio, reunion.folio_provisional) AS nombre, reunion.fecha, reunion.municipio,
  reunion.numero, reunion.hora_inicio, reunion.origen, tipo_reunion.clave AS tipo
FROM reunion JOIN tipo_reunion ON tipo_reunion.uuid = reunion.tipo
WHERE NOT reunion.baja AND reunion.fecha IS NOT NULL AND reunion.precision = 'dia' ORDER BY reunion.uuid
"""
_VINCULOS = "SELECT uuid, rev, clase, uno, otro, nota, creado FROM vinculo WHERE NOT baja ORDER BY creado, uuid"


@dataclass(frozen=True, slots=True)
class PosibleDuplicado:
    """Two records and why they may be the same; `uno` has the lesser identity."""

    clase: ClaseDeVinculo
    uno: str
    nombre_de_uno: str
    otro: str
    nombre_de_otro: str
    motivo: str


@dataclass(frozen=True, slots=True)
class FilaVinculo:
    """Two records that a person linked."""

    uuid: str
    rev: int
    clase: str
    uno: str
    otro: str
    nota: str | None
    creado: str


def vinculos(lector: Lector, registro: str | None = None) -> list[FilaVinculo]:
    """Return the links that stand, all or those of one record."""
    return [FilaVinculo(**f) for f in lector.filas(_VINCULOS) if registro is None or registro in {f["uno"], f["otro"]}]


def posibles_duplicados(lector: Lector) -> list[PosibleDuplicado]:
    """Return what may be the same and is not linked: institutions by their names, meetings by day, place and kind.

    Two meetings that one site recorded are two: it knew of both.
    """
    ligados = {(v.uno, v.otro) for v in vinculos(lector)}
    hallados = {(d.uno, d.otro): d for d in (*_instituciones(lector), *_reuniones(lector))}
    return [d for par, d in sorted(hallados.items()) if par not in ligados]


def _instituciones(lector: Lector) -> Iterator[PosibleDuplicado]:
    nombres: dict[str, set[str]] = defaultdict(set)
    visibles = {}
    for fila in lector.filas(_INSTITUCIONES):
        visibles[fila["uuid"]] = fila["nombre"]
        nombres[fila["uuid"]] |= {plegar(n) for n in (fila["nombre"], fila["sigla"]) if n}
    for fila in lector.filas(_ALIAS):
        if fila["organizacion"] in visibles:
            nombres[fila["organizacion"]].add(plegar(fila["alias"]))
    for nombre, uuids in _por_clave((n, u) for u, suyos in nombres.items() for n in suyos):
        for uno, otro in combinations(sorted(uuids), 2):
            yield PosibleDuplicado(
                ClaseDeVinculo.INSTITUCION, uno, visibles[uno], otro, visibles[otro], f"las dos se llaman «{nombre}»"
            )


def _reuniones(lector: Lector) -> Iterator[PosibleDuplicado]:
    filas = {f["uuid"]: f for f in lector.filas(_REUNIONES)}
    claves = ((f["fecha"], f["municipio"] or "", f["tipo"]) for f in filas.values())
    for (fecha, _, _), uuids in _por_clave(zip(claves, filas, strict=True)):
        for uno, otro in combinations(sorted(uuids), 2):
            if filas[uno]["origen"] != filas[otro]["origen"]:
                yield PosibleDuplicado(
                    ClaseDeVinculo.REUNION,
                    uno,
                    filas[uno]["nombre"],
                    otro,
                    filas[otro]["nombre"],
                    f"el mismo día ({fecha}), lugar y tipo",
                )


def _por_clave(pares: Iterable[tuple[C, str]]) -> Iterator[tuple[C, set[str]]]:
    grupos: dict[C, set[str]] = defaultdict(set)
    for clave, uuid in pares:
        grupos[clave].add(uuid)
    return ((clave, uuids) for clave, uuids in grupos.items() if len(uuids) > 1)
