"""What is only ever added to: no row of it changes, goes, or is displaced by another."""

from uuid import uuid4

import pytest
import sqlcipher3.dbapi2 as sqlite

from enlace_app.datos.conexion import Conexion
from enlace_app.datos.tablas import METADATOS
from tests.datos.disparadores.casos import CLASES, Casos, copia, otro_valor, rechazado
from tests.datos.disparadores.tablas import (
    SOLO_SE_AGREGAN,
)


@pytest.mark.parametrize(
    ("tabla", "columna"),
    [(tabla, c.name) for tabla in sorted(SOLO_SE_AGREGAN) for c in METADATOS.tables[tabla].columns],
)
def test_lo_que_solo_se_agrega_no_cambia(casos: Casos, conexion: Conexion, tabla: str, columna: str) -> None:
    conexion.execute("PRAGMA defer_foreign_keys = ON")
    clave = METADATOS.tables[tabla].primary_key.columns.values()[0].name
    (una,) = conexion.execute(f"SELECT {clave} FROM {tabla} ORDER BY rowid DESC").fetchone()
    mensaje = rechazado(
        conexion, f"UPDATE {tabla} SET {columna} = ? WHERE {clave} = ?", otro_valor(columna, tabla), una
    )
    assert "sólo se agregan" in mensaje


@pytest.mark.parametrize("tabla", sorted(SOLO_SE_AGREGAN))
def test_lo_que_solo_se_agrega_no_se_borra_ni_se_reemplaza(casos: Casos, conexion: Conexion, tabla: str) -> None:
    with pytest.raises(sqlite.IntegrityError):
        conexion.execute(f"INSERT OR REPLACE INTO {tabla} SELECT * FROM {tabla}")
    conexion.execute("PRAGMA defer_foreign_keys = ON")
    rechazado(conexion, f"DELETE FROM {tabla}")


@pytest.mark.parametrize("tabla", sorted(SOLO_SE_AGREGAN))
def test_otro_programa_no_reemplaza_lo_que_solo_se_agrega(conexion_ajena: Conexion, tabla: str) -> None:
    rechazado(conexion_ajena, f"INSERT OR REPLACE INTO {tabla} SELECT * FROM {tabla} LIMIT 1")


@pytest.mark.parametrize("tabla", sorted(SOLO_SE_AGREGAN - {"bitacora"}))
def test_ni_por_el_numero_de_fila(conexion_ajena: Conexion, tabla: str) -> None:
    """Another key with the rowid of a protected row displaces that row as well."""
    clave = METADATOS.tables[tabla].primary_key.columns.values()[0].name
    columnas = ", ".join(c.name for c in METADATOS.tables[tabla].columns)
    otras = {"acta": {"version": "99"}, "firma": {"nombre": "'Otra'"}}
    valores = copia(tabla, **{clave: f"'{uuid4()}'"}, **otras.get(tabla, {}))
    rechazado(
        conexion_ajena,
        f"INSERT OR REPLACE INTO {tabla} (rowid, {columnas}) SELECT rowid, {valores} FROM {tabla} LIMIT 1",
    )


def test_un_seguimiento_solo_cambia_su_literal_por_el_enlace(casos: Casos, conexion: Conexion) -> None:
    """What was named by its identity before it came: nothing else of the entry, and no other link."""
    documento, otro = str(casos.abierta.documento), str(casos.firmada.documento)
    conexion.execute(
        "INSERT INTO seguimiento (uuid, creado, origen, acuerdo, cumple_literal) VALUES ('s', 'x', 'x', ?, ?)",
        (str(casos.abierta.acuerdo), documento),
    )
    enlaza = "UPDATE seguimiento SET cumple_documento = ?, cumple_literal = NULL"
    with pytest.raises(sqlite.IntegrityError, match="sólo se agregan"):
        conexion.execute(f"{enlaza} WHERE uuid = 's'", (otro,))
    with pytest.raises(sqlite.IntegrityError, match="sólo se agregan"):
        conexion.execute(f"{enlaza}, nota = 'otra' WHERE uuid = 's'", (documento,))
    conexion.execute(f"{enlaza} WHERE uuid = 's'", (documento,))
    with pytest.raises(sqlite.IntegrityError, match="sólo se agregan"):
        conexion.execute("UPDATE seguimiento SET cumple_literal = ?, cumple_documento = NULL", (documento,))


def test_de_un_seguimiento_recibido_solo_se_reserva_el_nombre_del_autor(casos: Casos, conexion: Conexion) -> None:
    """By its sender, later; of one's own entries nothing is withheld in the record."""
    propio = conexion.execute("SELECT uuid FROM sitio").fetchone()[0]
    for uuid, origen in (("s", "otro"), ("p", propio)):
        conexion.execute(
            "INSERT INTO seguimiento (uuid, creado, origen, acuerdo, estado, autor) "
            "VALUES (?, 'x', ?, ?, 'cumplido', 'Persona Uno')",
            (uuid, origen, str(casos.abierta.acuerdo)),
        )
    for prohibido in (
        "UPDATE seguimiento SET autor = 'Persona Dos' WHERE uuid = 's'",
        "UPDATE seguimiento SET autor = 'particular', estado = 'pendiente' WHERE uuid = 's'",
        "UPDATE seguimiento SET autor = 'particular' WHERE uuid = 'p'",
    ):
        with pytest.raises(sqlite.IntegrityError, match="sólo se agregan"):
            conexion.execute(prohibido)
    conexion.execute("UPDATE seguimiento SET autor = 'particular' WHERE uuid = 's'")


@pytest.mark.parametrize("clase", CLASES)
def test_lo_que_cuelga_de_fuera_se_sigue_agregando(casos: Casos, conexion: Conexion, clase: str) -> None:
    caso = casos.de(clase)
    anfitriona = str(casos.cerrada.reunion if clase == "visita" else caso.reunion)
    ahora = "'2026-01-01T00:00:00.000000+00:00'"
    conexion.execute(
        "INSERT INTO seguimiento (uuid, creado, origen, acuerdo, estado) VALUES "
        f"('s', {ahora}, 'o', '{caso.acuerdo}', 'cumplido')"
    )
    conexion.execute(
        "INSERT INTO firma (uuid, creado, origen, acta, nombre, resultado, clase, instante) "
        f"SELECT 'f', {ahora}, 'o', uuid, 'Persona Tres', 'firmó', 'simple', {ahora} FROM acta "
        f"WHERE reunion = '{anfitriona}'"
    )
    conexion.execute(
        "INSERT INTO rendicion (uuid, creado, origen, acta, etapa, pdf_sha256) "
        f"SELECT 'r', {ahora}, 'o', uuid, 'efirma', 'aa' FROM acta WHERE reunion = '{anfitriona}'"
    )
    contados = conexion.execute(
        "SELECT (SELECT count(*) FROM seguimiento WHERE uuid = 's'), (SELECT count(*) FROM firma WHERE uuid = 'f'), "
        "(SELECT count(*) FROM rendicion WHERE uuid = 'r')"
    ).fetchone()
    assert contados == (1, 1, 1)
