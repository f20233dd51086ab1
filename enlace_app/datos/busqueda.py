"""Keeps the search index equal to what it is derived from, for the rows that changed or for all of them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, text

from enlace_app.datos.fuentes_de_busqueda import ARRASTRES, CAMPOS_FIJOS, FUENTES, banda
from enlace_app.datos.lotes import en_lotes
from enlace_app.datos.tablas.busqueda import BUSQUEDA
from enlace_app.dominio.busqueda import plegar_en_palabras

_REHACER_TEXTO_COMPLETO = "INSERT INTO busqueda_fts (busqueda_fts) VALUES ('rebuild')"
_JUNTAR_TEXTO_COMPLETO = "INSERT INTO busqueda_fts (busqueda_fts) VALUES ('optimize')"
_BORRADO_A_FONDO = "INSERT INTO busqueda_fts (busqueda_fts, rank) VALUES ('secure-delete', {})"
_MUCHAS, _UNA_DE_CADA = 20, 400
"""From how many rows on, and which part of all, old words go in bulk: erasing those of one row takes as long as joining
the full text of some four hundred."""
_COMPARADOS = ("reunion", "folio", "titulo", "texto")

Progreso = Callable[[int, int], None]
"""Hears how much is done, and of how much; what it raises stops the work."""


def poner_al_dia(
    conexion: Connection, tocados: Mapping[str, Collection[str]], progreso: Progreso | None = None
) -> None:
    """Bring in line what depends on the touched rows, given as uuids by table; inside the caller's transaction."""
    alcanzados = _alcanzados(conexion, tocados)
    total, hechas = sum(map(len, alcanzados.values())), 0
    viejas = _PalabrasViejas(conexion)
    for tabla, uuids in alcanzados.items():
        for lote in en_lotes(uuids):
            filtro = f"{FUENTES[tabla]} AND {tabla}.uuid IN :uuids"
            diferencias = _comparar(tabla, _filas(conexion, filtro, lote), _guardadas(conexion, tabla, lote))
            viejas.van_a_salir(diferencias.salen)
            _escribir(conexion, tabla, diferencias)
            hechas += len(lote)
            if progreso is not None:
                progreso(hechas, total)
    viejas.terminar()


def reconstruir(conexion: Connection) -> None:
    """Derive the whole index anew, and the full text with it; inside the caller's transaction.

    It mends whatever became of them: the triggers stumble over a full text that lacks what its table has, so that one
    is made good before, and after because a migration runs without them.
    """
    conexion.exec_driver_sql(_REHACER_TEXTO_COMPLETO)
    for tabla, sql in FUENTES.items():
        actuales = [dict(fila) for fila in conexion.execute(text(sql)).mappings()]
        guardadas = conexion.execute(BUSQUEDA.select().where(BUSQUEDA.c.tabla == tabla)).mappings()
        _escribir(conexion, tabla, _comparar(tabla, actuales, {fila["uuid"]: fila for fila in guardadas}))
    conexion.execute(BUSQUEDA.delete().where(BUSQUEDA.c.tabla.not_in(FUENTES)))
    conexion.exec_driver_sql(_REHACER_TEXTO_COMPLETO)


def _alcanzados(conexion: Connection, tocados: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
    """The rows of the index to look at: what was touched, and what takes words from it."""
    alcanzados = {tabla: set(uuids) for tabla, uuids in tocados.items() if tabla in FUENTES}
    for tabla, uuids in tocados.items():
        for arrastrada, sql in ARRASTRES.get(tabla, ()):
            for lote in en_lotes(uuids):
                hallados = conexion.execute(_con_uuids(sql), {"uuids": lote}).scalars()
                alcanzados.setdefault(arrastrada, set()).update(uuid for uuid in hallados if uuid)
    return alcanzados


def _con_uuids(sql: str) -> Any:
    return text(sql).bindparams(bindparam("uuids", expanding=True))


def _filas(conexion: Connection, sql: str, uuids: Sequence[str]) -> list[dict[str, Any]]:
    hallado = conexion.execute(_con_uuids(sql), {"uuids": uuids})
    columnas = tuple(hallado.keys())
    return [dict(zip(columnas, fila, strict=True)) for fila in hallado]


def _guardadas(conexion: Connection, tabla: str, uuids: Sequence[str]) -> dict[str, Mapping[Any, Any]]:
    consulta = BUSQUEDA.select().where(BUSQUEDA.c.tabla == tabla, BUSQUEDA.c.uuid.in_(uuids))
    return {fila["uuid"]: fila for fila in conexion.execute(consulta).mappings()}


class _PalabrasViejas:
    """Has the full text forget words in bulk where many rows lose theirs, without a trace of them either way.

    Erasing them from its file row by row, as it does by itself, takes forty times as long as joining all of it once,
    which leaves out what was lost. A transaction that is rolled back takes the setting back with it.
    """

    def __init__(self, conexion: Connection) -> None:
        self._conexion = conexion
        self._salidas = 0
        self._en_bloque = False

    def van_a_salir(self, filas: int) -> None:
        """Be told before so many rows lose their words."""
        self._salidas += filas
        if self._salidas > _MUCHAS and not self._en_bloque and self._salidas > self._todas() // _UNA_DE_CADA:
            self._conexion.exec_driver_sql(_BORRADO_A_FONDO.format(0))
            self._en_bloque = True

    def _todas(self) -> int:
        return int(self._conexion.execute(select(func.count()).select_from(BUSQUEDA)).scalar_one())

    def terminar(self) -> None:
        """Leave the full text as if each row had been erased by itself."""
        if self._en_bloque:
            self._conexion.exec_driver_sql(_JUNTAR_TEXTO_COMPLETO)
            self._conexion.exec_driver_sql(_BORRADO_A_FONDO.format(1))


@dataclass(slots=True)
class _Diferencias:
    """What is to be written: ids of rows that go, rows with the id whose place they take, new rows."""

    sobran: list[dict[str, Any]]
    distintas: list[dict[str, Any]] = field(default_factory=list)
    nuevas: list[dict[str, Any]] = field(default_factory=list)

    @property
    def salen(self) -> int:
        """How many rows lose the words that they had."""
        return len(self.sobran) + len(self.distintas)


def _comparar(
    tabla: str, actuales: Sequence[Mapping[str, Any]], guardadas: Mapping[str, Mapping[Any, Any]]
) -> _Diferencias:
    """Return the differences only: each row of the full text that changes costs more than comparing many."""
    sobran = {uuid: fila["id"] for uuid, fila in guardadas.items()}
    diferencias = _Diferencias([])
    for actual in actuales:
        fila = _fila(tabla, actual)
        sobran.pop(fila["uuid"], None)
        guardada = guardadas.get(fila["uuid"])
        if guardada is None:
            diferencias.nuevas.append(_con_palabras(fila))
        elif any(fila[campo] != guardada[campo] for campo in _COMPARADOS):
            diferencias.distintas.append({**_con_palabras(fila), "id_guardado": guardada["id"]})
    diferencias.sobran = [{"id_guardado": numero} for numero in sobran.values()]
    return diferencias


def _escribir(conexion: Connection, tabla: str, diferencias: _Diferencias) -> None:
    if diferencias.sobran:
        conexion.execute(BUSQUEDA.delete().where(BUSQUEDA.c.id == bindparam("id_guardado")), diferencias.sobran)
    if diferencias.distintas:
        conexion.execute(BUSQUEDA.update().where(BUSQUEDA.c.id == bindparam("id_guardado")), diferencias.distintas)
    if diferencias.nuevas:
        siguiente = _siguiente_id(conexion, tabla)
        conexion.execute(
            BUSQUEDA.insert(), [{**fila, "id": siguiente + n} for n, fila in enumerate(diferencias.nuevas)]
        )


def _siguiente_id(conexion: Connection, tabla: str) -> int:
    desde, hasta = banda(tabla)
    ultimo = conexion.execute(select(func.max(BUSQUEDA.c.id)).where(BUSQUEDA.c.id.between(desde, hasta))).scalar()
    return desde if ultimo is None else int(ultimo) + 1


def _fila(tabla: str, leida: Mapping[str, Any]) -> dict[str, Any]:
    partes = [str(valor) for campo, valor in leida.items() if campo not in CAMPOS_FIJOS and valor not in {None, ""}]
    return {
        "tabla": tabla,
        "uuid": leida["uuid"],
        "reunion": leida["reunion"],
        "folio": plegar_en_palabras(leida["folio"]) if leida["folio"] else None,
        "titulo": leida["titulo"],
        "texto": "\n".join(partes),
    }


def _con_palabras(fila: dict[str, Any]) -> dict[str, Any]:
    return {**fila, "plegado": plegar_en_palabras(f"{fila['titulo']}\n{fila['texto']}")}
