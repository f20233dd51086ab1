"""What received rows name: catalogues by their keys, records by their identity, meetings with how they stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from enlace_app.consultas.conjuntos import uno_de
from enlace_app.consultas.expedientes import Lector
from enlace_app.datos.lotes import en_lotes
from enlace_app.dominio.identidad import ORIGEN_PUBLICADO
from enlace_app.dominio.reuniones import CONGELADOS
from enlace_app.sincronizacion.avance import Progreso
from enlace_app.sincronizacion.proyeccion.celdas import es_identidad
from enlace_app.sincronizacion.proyeccion.tipos import LISTAS, TABLAS, Candidato

_NOMBRADOS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "Organizaciones": {"sucede_a": ("organizacion",)},
    "Actividades": {"compromiso": ("compromiso",)},
    "Actas": {"reunion": ("reunion",)},
    "Reuniones": {"parte_de": ("reunion",)},
    "OrdenDelDia": {"reunion": ("reunion",)},
    "Asistencia": {"reunion": ("reunion",)},
    "Votaciones": {"reunion": ("reunion",), "punto": ("punto_orden_dia",)},
    "Acuerdos": {"reunion": ("reunion",), "deriva_de": ("acuerdo",)},
    "Documentos": {"reunion": ("reunion",), "acuerdo": ("acuerdo",)},
    "Seguimiento": {"acuerdo": ("acuerdo",), "cumple_con": ("reunion", "documento")},
}
"""The tables that the references of every sheet may point into."""

PUBLICADO = str(ORIGEN_PUBLICADO)
_FRIOS = frozenset(str(estado) for estado in CONGELADOS)


@dataclass(slots=True)
class Referencias:
    """What is here and, as planning goes on, what will be: records by table and identity, as rows of the database."""

    registros: dict[str, dict[str, dict[str, Any]]]
    listas: dict[str, dict[str, list[dict[str, Any]]]]
    catalogos: dict[str, dict[str, str]]
    compromisos: dict[str, list[tuple[str, str]]]
    con_acta_propia: set[str]
    actas: dict[str, list[dict[str, Any]]]
    zona: str
    prometidos: dict[str, dict[str, str]] = field(default_factory=dict)
    """Records that were admitted and not yet written: their origin, by table and identity."""
    estados: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    """How the meetings that are being written will stand: estado and `parte_de`."""

    def existe(self, tabla: str, uuid: str) -> bool:
        """Whether there is such a record, or will be."""
        return uuid in self.registros.get(tabla, {}) or uuid in self.prometidos.get(tabla, {})

    def origen(self, tabla: str, uuid: str) -> str | None:
        """Return whose record it is, None if there is none."""
        fila = self.registros.get(tabla, {}).get(uuid)
        return str(fila["origen"]) if fila else self.prometidos.get(tabla, {}).get(uuid)

    def prometer(self, tabla: str, uuid: str, origen: str) -> None:
        """Count on a record that this package brings."""
        self.prometidos.setdefault(tabla, {})[uuid] = origen

    def estado(self, reunion: str) -> tuple[str, str | None]:
        """Return how a meeting stands or will stand, and which meeting's acta it shares."""
        if reunion in self.estados:
            return self.estados[reunion]
        fila = self.registros["reunion"].get(reunion)
        return (str(fila["estado"]), fila["parte_de"]) if fila else ("", None)

    def cerrada_aqui(self, reunion: str) -> bool:
        """Whether the database holds it as closed now."""
        fila = self.registros["reunion"].get(reunion)
        return fila is not None and fila["estado"] in _FRIOS

    def quedara_cerrada(self, reunion: str) -> bool:
        """Whether it will be closed."""
        return self.estado(reunion)[0] in _FRIOS

    def actas_de(self, reunion: str, parte_de: str | None) -> list[dict[str, Any]]:
        """Return the received actas of a meeting, or of the one whose acta it shares."""
        return self.actas.get(parte_de or reunion, [])

    def compromiso(self, clave: str, sitio: str) -> tuple[str | None, bool]:
        """Return which compromiso a site means by a key, and whether no better one can come any more.

        Its own before the published one, and that before another region's.
        """
        candidatos = sorted(
            (0 if origen == sitio else 1 if origen == PUBLICADO else 2, uuid)
            for origen, uuid in self.compromisos.get(clave, ())
        )
        return (candidatos[0][1], candidatos[0][0] < 2) if candidatos else (None, False)


def reunir_referencias(
    lector: Lector, candidatos: Sequence[Candidato], zona: str, *, progreso: Progreso | None = None
) -> Referencias:
    """Read what these rows name and what they would replace, with as few queries as there are tables.

    `progreso` hears of tables, done and in all; what it raises stops the work.
    """
    nombrados: dict[str, set[str]] = {tabla: set() for tabla in TABLAS.values()}
    for candidato in candidatos:
        nombrados[candidato.tabla].add(candidato.uuid)
        for columna, tablas in _NOMBRADOS.get(candidato.hoja, {}).items():
            valor = candidato.fila.get(columna)
            if isinstance(valor, str) and es_identidad(valor):
                for tabla in tablas:
                    nombrados[tabla].add(valor)
    registros: dict[str, dict[str, dict[str, Any]]] = {}
    for n, tabla in enumerate(TABLAS.values()):
        if progreso is not None:
            progreso(n, len(TABLAS))
        if tabla != "reunion":
            registros[tabla] = _por_uuid(lector, tabla, nombrados[tabla])
            nombrados["reunion"].update(f["reunion"] for f in registros[tabla].values() if f.get("reunion"))
    registros["reunion"] = _por_uuid(lector, "reunion", nombrados["reunion"])
    partes = {f["parte_de"] for f in registros["reunion"].values() if f["parte_de"]} - set(registros["reunion"])
    registros["reunion"] |= _por_uuid(lector, "reunion", partes)
    reuniones = [*registros["reunion"], *nombrados["reunion"]]
    suyos = {c.uuid for c in candidatos}
    return Referencias(
        registros=registros,
        listas={
            lista.tabla: _por_columna(lector, lista.tabla, lista.duenio, suyos & set(registros[tabla]))
            for tabla, listas in LISTAS.items()
            for lista in listas.values()
        },
        catalogos={
            "tipo_reunion": _claves(lector, "tipo_reunion", "clave"),
            "ejercicio": _claves(lector, "ejercicio", "clave"),
            "region": _claves(lector, "region", "clave"),
            "municipio": _claves(lector, "municipio", "cvegeo"),
        },
        compromisos=_compromisos(lector),
        con_acta_propia=set(_por_columna(lector, "acta", "reunion", reuniones)),
        actas=_por_columna(lector, "acta_recibida", "reunion", reuniones),
        zona=zona,
    )


def _por_uuid(lector: Lector, tabla: str, uuids: Iterable[str]) -> dict[str, dict[str, Any]]:
    return {uuid: filas[0] for uuid, filas in _por_columna(lector, tabla, "uuid", uuids).items()}


def _por_columna(lector: Lector, tabla: str, columna: str, valores: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    grupos: dict[str, list[dict[str, Any]]] = {}
    for lote in en_lotes(set(valores)):
        lista, parametros = uno_de("v", lote)
        for fila in lector.filas(f"SELECT * FROM {tabla} WHERE {columna} IN {lista}", parametros):
            grupos.setdefault(fila[columna], []).append(fila)
    return grupos


def _claves(lector: Lector, tabla: str, columna: str) -> dict[str, str]:
    # Of two with one key the same one is taken on every computer.
    filas = lector.filas(f"SELECT {columna} AS clave, uuid FROM {tabla} ORDER BY baja DESC, uuid DESC")
    return {fila["clave"]: fila["uuid"] for fila in filas}


def _compromisos(lector: Lector) -> dict[str, list[tuple[str, str]]]:
    grupos: dict[str, list[tuple[str, str]]] = {}
    for fila in lector.filas("SELECT clave, origen, uuid FROM compromiso"):
        grupos.setdefault(fila["clave"], []).append((fila["origen"], fila["uuid"]))
    return grupos
