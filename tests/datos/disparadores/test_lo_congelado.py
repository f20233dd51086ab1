"""What is in the hashed JSON of a closed acta does not change by SQL; without its trigger each of these would."""

import pytest
import sqlcipher3.dbapi2 as sqlite

from enlace_app.datos.conexion import Conexion
from enlace_app.datos.tablas import METADATOS
from tests.datos.disparadores.casos import CLASES, Casos, condicion, copia, otro_valor, rechazado
from tests.datos.disparadores.tablas import (
    DE_LA_REUNION,
    DERIVADAS,
    ENLACES,
    HIJAS,
    LIBRES,
    NIETAS,
    RECIBIDO,
    SIN_CONGELAR,
    SOLO_SE_AGREGAN,
)


def test_ninguna_tabla_queda_sin_decidir() -> None:
    clasificadas = {"reunion"} | set(HIJAS) | SOLO_SE_AGREGAN | SIN_CONGELAR | DERIVADAS | RECIBIDO
    assert set(METADATOS.tables) - clasificadas == set(), "una tabla nueva: ¿se congela con el acta?"


@pytest.mark.parametrize("clase", CLASES)
@pytest.mark.parametrize("columna", sorted({c.name for c in METADATOS.tables["reunion"].columns} - LIBRES))
def test_ninguna_columna_de_la_reunion_cambia(casos: Casos, conexion: Conexion, clase: str, columna: str) -> None:
    conexion.execute("PRAGMA defer_foreign_keys = ON")
    valor = otro_valor(columna, "reunion")
    uuid = str(casos.de(clase).reunion)
    assert "acta cerrada" in rechazado(conexion, f"UPDATE reunion SET {columna} = ? WHERE uuid = ?", valor, uuid)


@pytest.mark.parametrize("clase", CLASES)
@pytest.mark.parametrize("columna", sorted({c.name for c in METADATOS.tables["reunion"].columns} - LIBRES))
def test_ni_vaciandola(casos: Casos, conexion: Conexion, clase: str, columna: str) -> None:
    """NULL compares as nothing else does: a trigger written with <> would let it pass."""
    if not METADATOS.tables["reunion"].c[columna].nullable:
        return
    uuid = str(casos.de(clase).reunion)
    (antes,) = conexion.execute(f"SELECT {columna} FROM reunion WHERE uuid = ?", (uuid,)).fetchone()
    if antes is not None:
        rechazado(conexion, f"UPDATE reunion SET {columna} = NULL WHERE uuid = ?", uuid)


@pytest.mark.parametrize("clase", CLASES)
def test_la_reunion_no_se_borra_ni_se_reemplaza(casos: Casos, conexion: Conexion, clase: str) -> None:
    uuid = str(casos.de(clase).reunion)
    columnas = copia("reunion", estado="'borrador'")
    with pytest.raises(sqlite.IntegrityError, match="acta cerrada"):
        conexion.execute(f"INSERT OR REPLACE INTO reunion SELECT {columnas} FROM reunion WHERE uuid = ?", (uuid,))
    with pytest.raises(sqlite.IntegrityError, match="acta cerrada"):
        conexion.execute("UPDATE OR REPLACE reunion SET uuid = ? WHERE uuid = ?", (uuid, str(casos.abierta.reunion)))
    rechazado(conexion, "DELETE FROM reunion WHERE uuid = ?", uuid)


@pytest.mark.parametrize("clase", CLASES)
@pytest.mark.parametrize(
    ("tabla", "columna"), [(tabla, c.name) for tabla in HIJAS for c in METADATOS.tables[tabla].columns]
)
def test_ninguna_columna_de_lo_que_le_pertenece_cambia(
    casos: Casos, conexion: Conexion, clase: str, tabla: str, columna: str
) -> None:
    conexion.execute("PRAGMA defer_foreign_keys = ON")
    donde = condicion(tabla, casos.de(clase).reunion)
    clave = METADATOS.tables[tabla].primary_key.columns.values()[0].name
    (una,) = conexion.execute(f"SELECT {clave} FROM {tabla} WHERE {donde}").fetchone()
    rechazado(
        conexion,
        f"UPDATE {tabla} SET {columna} = ? WHERE {clave} = ? AND {donde}",
        otro_valor(columna, tabla),
        una,
    )


@pytest.mark.parametrize("clase", CLASES)
@pytest.mark.parametrize("tabla", HIJAS)
def test_lo_que_le_pertenece_no_se_borra(casos: Casos, conexion: Conexion, clase: str, tabla: str) -> None:
    rechazado(conexion, f"DELETE FROM {tabla} WHERE {condicion(tabla, casos.de(clase).reunion)}")


@pytest.mark.parametrize("clase", CLASES)
@pytest.mark.parametrize("tabla", HIJAS)
def test_lo_que_le_pertenece_no_se_reemplaza(casos: Casos, conexion: Conexion, clase: str, tabla: str) -> None:
    """The new row belongs to an open meeting: only the delete trigger of the old one can refuse it."""
    donde = condicion(tabla, casos.de(clase).reunion)
    if tabla in DE_LA_REUNION:
        cambios = {"reunion": f"'{casos.abierta.reunion}'"}
    elif tabla in ENLACES:
        cambios = {}
    else:
        padre = NIETAS[tabla]
        cambios = {padre: f"'{getattr(casos.abierta, padre)}'"}
    rechazado(conexion, f"INSERT OR REPLACE INTO {tabla} SELECT {copia(tabla, **cambios)} FROM {tabla} WHERE {donde}")


@pytest.mark.parametrize("clase", CLASES)
@pytest.mark.parametrize("tabla", HIJAS)
def test_nada_se_agrega(casos: Casos, conexion: Conexion, clase: str, tabla: str) -> None:
    """What belongs to an open meeting neither is copied into a closed one nor moves there."""
    conexion.execute("PRAGMA defer_foreign_keys = ON")
    suyo, ajeno = casos.de(clase), condicion(tabla, casos.abierta.reunion)
    padre = NIETAS.get(tabla, tabla.partition("_")[0] if tabla in ENLACES else "reunion")
    destino = f"'{getattr(suyo, padre)}'"
    cambios = {padre: destino} | ({"uuid": "'nueva'"} if "uuid" in METADATOS.tables[tabla].c else {"id": "NULL"})
    if tabla in ENLACES:
        ajenos = {"region": "region", "compromiso": "compromiso"}[tabla.partition("_")[2]]
        cambios |= {ajenos: f"(SELECT uuid FROM {ajenos} WHERE clave IN ('SUR', 'PAL1-C1'))"}
    conexion.execute("SAVEPOINT mudar")
    with pytest.raises(sqlite.IntegrityError, match="acta cerrada"):
        conexion.execute(f"UPDATE OR REPLACE {tabla} SET {padre} = {destino} WHERE {ajeno}")
    conexion.execute("ROLLBACK TO mudar")
    rechazado(conexion, f"INSERT INTO {tabla} SELECT {copia(tabla, **cambios)} FROM {tabla} WHERE {ajeno} LIMIT 1")


@pytest.mark.parametrize("clase", CLASES)
@pytest.mark.parametrize("tabla", HIJAS)
def test_otro_programa_no_reemplaza_lo_que_le_pertenece(
    casos: Casos, conexion_ajena: Conexion, clase: str, tabla: str
) -> None:
    test_lo_que_le_pertenece_no_se_reemplaza(casos, conexion_ajena, clase, tabla)


@pytest.mark.parametrize("clase", CLASES)
def test_otro_programa_no_reemplaza_la_reunion(casos: Casos, conexion_ajena: Conexion, clase: str) -> None:
    columnas = copia("reunion", estado="'borrador'", sede="'otra'")
    sql = f"INSERT OR REPLACE INTO reunion SELECT {columnas} FROM reunion WHERE uuid = ?"
    rechazado(conexion_ajena, sql, str(casos.de(clase).reunion))


def test_una_reunion_abierta_si_cambia(casos: Casos, conexion: Conexion) -> None:
    """Control: what is not closed is not held."""
    for tabla in HIJAS:
        donde = condicion(tabla, casos.abierta.reunion)
        columna = METADATOS.tables[tabla].columns.values()[-1].name
        assert conexion.execute(f"UPDATE {tabla} SET {columna} = {columna} WHERE {donde}").rowcount >= 1, tabla
    uuid = str(casos.abierta.reunion)
    assert conexion.execute("UPDATE reunion SET resumen = 'otro' WHERE uuid = ?", (uuid,)).rowcount == 1
