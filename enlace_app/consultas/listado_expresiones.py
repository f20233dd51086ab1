"""SQL that several lists order or narrow by; put together from constants of the code."""

from enum import StrEnum

from enlace_app.consultas.conjuntos import uno_de
from enlace_app.consultas.listado import Condicion, Filtro
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.organizaciones import plegar

_SIN_ACENTO = (*zip("ÁÉÍÓÚÜÑáéíóúüñ", "aeiouunaeiouun", strict=True),)


def plegado(sql: str) -> str:
    """Return an expression by which texts sort as a reader of Spanish looks for them, whatever their accents and case.

    In SQL and not in Python, which would be called once per row; only the letters of Spanish count.
    """
    for letra, llana in _SIN_ACENTO:
        sql = f"replace({sql}, '{letra}', '{llana}')"
    return f"lower({sql})"


def en_orden(sql: str, opciones: type[StrEnum]) -> str:
    """Return an expression by which the values of a fixed list sort as the list has them, a state after the other."""
    casos = " ".join(f"WHEN '{opcion}' THEN {n}" for n, opcion in enumerate(opciones))
    return f"CASE {sql} {casos} END"


def primero_de(tabla: str, otra: str) -> str:
    """Return the first key of what hangs N:M on a row: of regions or compromisos."""
    return (
        f"(SELECT min({otra}.clave) FROM {tabla}_{otra} AS enlace JOIN {otra} ON {otra}.uuid = enlace.{otra} "
        f"WHERE enlace.{tabla} = {tabla}.uuid)"
    )


def cuantos(tabla: str, hija: str) -> str:
    """Return how many rows of another table refer to a row, withdrawn ones left out."""
    return f"(SELECT count(*) FROM {hija} AS contada WHERE contada.{tabla} = {tabla}.uuid AND NOT contada.baja)"


def cuantos_enlazados(tabla: str, otra: str) -> str:
    """Return how many rows of another table the row hangs N:M on, withdrawn ones left out."""
    return (
        f"(SELECT count(*) FROM {otra}_{tabla} AS enlace JOIN {otra} AS contada ON contada.uuid = enlace.{otra} "
        f"WHERE enlace.{tabla} = {tabla}.uuid AND NOT contada.baja)"
    )


def enlazado_con(tabla: str, otra: str) -> Filtro:
    """Return the filter, named like the other table, of the rows that have the region or compromiso of that key."""
    return (
        f"{tabla}.uuid IN (SELECT enlace.{tabla} FROM {tabla}_{otra} AS enlace "
        f"JOIN {otra} ON {otra}.uuid = enlace.{otra} WHERE {otra}.clave = upper(:{otra}))"
    )


def con_nombre(lectura: Lectura, parte: str, *, tabla: str, literal: str, enlace: str) -> Condicion:
    """Return the condition that part of a name is in the column `literal` or names the linked organisation.

    Names are compared folded, which only Python does as the rest of the application: of the names as written, one
    of each is looked at. `tabla` is the one that has both columns.
    """
    buscado = plegar(parte)
    if not buscado:
        return Condicion("1 = 1")
    escritos = lectura.filas(f"SELECT DISTINCT {literal} AS nombre FROM {tabla} WHERE {literal} IS NOT NULL")
    conocidas = lectura.filas("SELECT uuid, nombre, sigla FROM organizacion")
    literales, suyos = uno_de("nombre", [f["nombre"] for f in escritos if buscado in plegar(f["nombre"])])
    uuids, otros = uno_de(
        "organizacion",
        [f["uuid"] for f in conocidas if any(buscado in plegar(f[n] or "") for n in ("nombre", "sigla"))],
    )
    return Condicion(f"{tabla}.{literal} IN {literales} OR {tabla}.{enlace} IN {uuids}", suyos | otros)


def con_nombre_exacto(lectura: Lectura, nombre: str, *, tabla: str, literal: str, enlace: str) -> Condicion:
    """Return the condition that the linked organisation, or what is written where none is linked, has just that name.

    Names are compared folded; columns as in `con_nombre`.
    """
    buscado = plegar(nombre)
    escritos = lectura.filas(f"SELECT DISTINCT {literal} AS nombre FROM {tabla} WHERE {enlace} IS NULL")
    conocidas = lectura.filas("SELECT uuid, nombre FROM organizacion")
    literales, suyos = uno_de("nombre", [f["nombre"] for f in escritos if buscado == plegar(f["nombre"] or "")])
    uuids, otros = uno_de("organizacion", [f["uuid"] for f in conocidas if buscado == plegar(f["nombre"])])
    suelto = f"{tabla}.{enlace} IS NULL AND {tabla}.{literal} IN {literales}"
    return Condicion(f"({suelto}) OR {tabla}.{enlace} IN {uuids}", suyos | otros)
