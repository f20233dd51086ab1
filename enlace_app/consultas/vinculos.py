"""What was said of records that look alike: which are one and the same, and which are not."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from enlace_app.consultas.conjuntos import uno_de
from enlace_app.consultas.expedientes import Lector
from enlace_app.datos.lotes import en_lotes
from enlace_app.dominio.identidad import ORIGEN_PUBLICADO
from enlace_app.dominio.recepcion import ClaseDeVinculo, DecisionDeVinculo
from enlace_app.dominio.vinculos import Identidades

TABLA_DE_CLASE = {ClaseDeVinculo.INSTITUCION: "organizacion", ClaseDeVinculo.REUNION: "reunion"}
_VINCULOS = """
SELECT uuid, rev, clase, decision, uno, otro, nota, creado FROM vinculo WHERE NOT baja {donde} ORDER BY creado, uuid
"""
_NOMBRES = {
    "organizacion": "SELECT uuid, nombre, NULL AS fecha, origen, baja FROM organizacion WHERE uuid IN {lista}",
    "reunion": "SELECT uuid, coalesce(folio, folio_provisional) AS nombre, fecha, origen, baja FROM reunion "
    "WHERE uuid IN {lista}",
}
_DUENIOS = """
SELECT remitente.sitio, remitente.nombre, coalesce(region.nombre, remitente.region) AS region
FROM remitente LEFT JOIN region ON region.clave = remitente.region
UNION ALL SELECT uuid, 'este equipo', NULL FROM sitio
"""
Duenios = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FilaVinculo:
    """What a person said of two records; `uno` has the lesser identity."""

    uuid: str
    rev: int
    clase: str
    decision: str
    uno: str
    otro: str
    nota: str | None
    creado: str

    @property
    def tabla(self) -> str:
        """Where the two records are."""
        return TABLA_DE_CLASE[ClaseDeVinculo(self.clase)]


@dataclass(frozen=True, slots=True)
class Vinculado:
    """A record that is said to be the same as another one; `de` says whose it is, as `duenios`."""

    vinculo: FilaVinculo
    tabla: str
    uuid: str
    nombre: str
    fecha: str | None
    de: str | None


def listar(lector: Lector, *, decision: str | None = DecisionDeVinculo.LA_MISMA) -> list[FilaVinculo]:
    """Return what was said, of one decision or (None) of both, the earlier first."""
    donde, parametros = ("AND decision = :decision", {"decision": str(decision)}) if decision else ("", {})
    return [FilaVinculo(**f) for f in lector.filas(_VINCULOS.format(donde=donde), parametros)]


def identidades(lector: Lector) -> Identidades:
    """Return who is who by all that was said."""
    dichos = listar(lector, decision=None)
    return Identidades(
        [(v.uno, v.otro) for v in dichos if v.decision == DecisionDeVinculo.LA_MISMA],
        [(v.uno, v.otro) for v in dichos if v.decision == DecisionDeVinculo.DISTINTAS],
    )


def vinculados_con(lector: Lector, registro: str) -> list[Vinculado]:
    """Return the records that were said to be the same as this one, directly; for its own page."""
    filas = lector.filas(
        _VINCULOS.format(donde="AND decision = :decision AND :registro IN (uno, otro)"),
        {"decision": str(DecisionDeVinculo.LA_MISMA), "registro": registro},
    )
    dichos = [FilaVinculo(**f) for f in filas]
    otros = [(v, v.otro if v.uno == registro else v.uno) for v in dichos]
    dichas = nombres(lector, {(v.tabla, uuid) for v, uuid in otros})
    return [Vinculado(v, v.tabla, uuid, *dichas[uuid]) for v, uuid in otros if uuid in dichas]


def la_misma_que(vinculado: Vinculado) -> str:
    """Write on a record which other one it is: «la misma que CAR-A1-0007, de Persona Uno (Carbonífera)»."""
    return f"la misma que {vinculado.nombre}" + (f", de {vinculado.de}" if vinculado.de else "")


def duenios(lector: Lector) -> Duenios:
    """Return how to say whose a record is, by its `origen`: «Persona Uno (Carbonífera)», «este equipo»."""
    return {str(ORIGEN_PUBLICADO): "lo publicado"} | {
        str(f["sitio"]): f"{f['nombre']} ({f['region']})" if f["region"] else str(f["nombre"])
        for f in lector.filas(_DUENIOS)
    }


def nombres(lector: Lector, registros: Collection[tuple[str, str]]) -> dict[str, tuple[str, str | None, str | None]]:
    """Return name or folio, day and owner of these (table, identity); withdrawn ones say so."""
    quienes = duenios(lector)
    hallados = {}
    for tabla, sql in _NOMBRES.items():
        for lote in en_lotes({uuid for suya, uuid in registros if suya == tabla}):
            lista, parametros = uno_de("uuid", lote)
            for f in lector.filas(sql.format(lista=lista), parametros):
                nombre = f"{f['nombre']} (que se retiró)" if f["baja"] else str(f["nombre"])
                hallados[str(f["uuid"])] = (nombre, f["fecha"], quienes.get(f["origen"]))
    return hallados
