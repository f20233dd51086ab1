"""Keeps the search index equal to what it is derived from, for the rows that changed or for all of them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, text

from enlace_app.datos.fuentes_de_busqueda import ARRASTRES, CAMPOS_FIJOS, FUENTES, banda
from enlace_app.datos.lotes import en_lotes
from enlace_app.datos.tablas.busqueda import BUSQUEDA
from enlace_app.dominio.busqueda import plegar_en_palabras

_REHACER_TEXTO_COMPLETO = "INSERT INTO busqueda_fts (busqueda_fts) VALUES ('rebuild')"
_COMPARADOS = ("reunion", "folio", "titulo", "texto")


def poner_al_dia(conexion: Connection, tocados: Mapping[str, Collection[str]]) -> None:
    """Bring in line what depends on the touched rows, given as uuids by table; inside the caller's transaction."""
    for tabla, uuids in _alcanzados(conexion, tocados).items():
        for lote in en_lotes(uuids):
            filtro = f"{FUENTES[tabla]} AND {tabla}.uuid IN :uuids"
            _igualar(conexion, tabla, _filas(conexion, filtro, lote), _guardadas(conexion, tabla, lote))


def reconstruir(conexion: Connection) -> None:
    """Derive the whole index anew, and the full text with it; inside the caller's transaction.

    It mends whatever became of them: the triggers stumble over a full text that lacks what its table has, so that one
    is made good before, and after because a migration runs without them.
    """
    conexion.exec_driver_sql(_REHACER_TEXTO_COMPLETO)
    for tabla, sql in FUENTES.items():
        actuales = [dict(fila) for fila in conexion.execute(text(sql)).mappings()]
        guardadas = conexion.execute(BUSQUEDA.select().where(BUSQUEDA.c.tabla == tabla)).mappings()
        _igualar(conexion, tabla, actuales, {fila["uuid"]: fila for fila in guardadas})
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
    return [dict(fila) for fila in conexion.execute(_con_uuids(sql), {"uuids": uuids}).mappings()]


def _guardadas(conexion: Connection, tabla: str, uuids: Sequence[str]) -> dict[str, Mapping[Any, Any]]:
    consulta = BUSQUEDA.select().where(BUSQUEDA.c.tabla == tabla, BUSQUEDA.c.uuid.in_(uuids))
    return {fila["uuid"]: fila for fila in conexion.execute(consulta).mappings()}


def _igualar(
    conexion: Connection, tabla: str, actuales: list[dict[str, Any]], guardadas: Mapping[str, Mapping[Any, Any]]
) -> None:
    """Write the differences only: each row of the full text that changes costs more than comparing many."""
    nuevas, distintas = [], []
    sobran = {uuid: fila["id"] for uuid, fila in guardadas.items()}
    for actual in actuales:
        fila = _fila(tabla, actual)
        sobran.pop(fila["uuid"], None)
        guardada = guardadas.get(fila["uuid"])
        if guardada is None:
            nuevas.append(_con_palabras(fila))
        elif any(fila[campo] != guardada[campo] for campo in _COMPARADOS):
            distintas.append({**_con_palabras(fila), "id_guardado": guardada["id"]})
    if sobran:
        ids = [{"id_guardado": numero} for numero in sobran.values()]
        conexion.execute(BUSQUEDA.delete().where(BUSQUEDA.c.id == bindparam("id_guardado")), ids)
    if distintas:
        conexion.execute(BUSQUEDA.update().where(BUSQUEDA.c.id == bindparam("id_guardado")), distintas)
    if nuevas:
        siguiente = _siguiente_id(conexion, tabla)
        conexion.execute(BUSQUEDA.insert(), [{**fila, "id": siguiente + n} for n, fila in enumerate(nuevas)])


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
