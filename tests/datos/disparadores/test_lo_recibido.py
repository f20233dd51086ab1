"""What came from others does not open what was made here, and their own actas do not change either."""

import pytest
import sqlcipher3.dbapi2 as sqlite

from enlace_app.datos.conexion import Conexion
from tests.datos.disparadores.casos import CLASES, Casos, copia, rechazado


@pytest.mark.parametrize("clase", CLASES)
def test_ningun_permiso_abre_un_acta_hecha_aqui(casos: Casos, conexion: Conexion, clase: str) -> None:
    """The way by which a package of its owner changes a received meeting is closed to the meetings of this site."""
    sql = "INSERT INTO permiso_de_recepcion (reunion) VALUES (?)"
    assert "acta cerrada" in rechazado(conexion, sql, str(casos.de(clase).reunion))


def test_un_permiso_de_antes_no_sobrevive_al_cierre(casos: Casos, conexion: Conexion) -> None:
    """Given by hand while there was no acta yet, it would let the closed one be rewritten."""
    conexion.execute("INSERT INTO permiso_de_recepcion (reunion) VALUES (?)", (str(casos.abierta.reunion),))
    copia_de_acta = copia("acta", uuid="'nueva'", reunion=f"'{casos.abierta.reunion}'", folio="'F/1'", version="1")
    conexion.execute(f"INSERT INTO acta SELECT {copia_de_acta} FROM acta LIMIT 1")
    assert conexion.execute("SELECT count(*) FROM permiso_de_recepcion").fetchone() == (0,)


def test_lo_que_cubre_la_huella_de_un_acta_recibida_no_cambia(conexion: Conexion) -> None:
    conexion.execute(
        "INSERT INTO acta_recibida (uuid, reunion, version, sha256, cerrada, origen) "
        "VALUES ('r', 'x', 1, 'y', 'z', 'o')"
    )
    conexion.execute("UPDATE acta_recibida SET firmada = 'hoy', pdf_sha256 = 'p' WHERE uuid = 'r'")
    copia_de_acta = copia("acta_recibida", sha256="'otra'")
    rechazado(conexion, f"INSERT OR REPLACE INTO acta_recibida SELECT {copia_de_acta} FROM acta_recibida")


@pytest.mark.parametrize("sql", ["UPDATE acta_recibida SET sha256 = 'otra'", "DELETE FROM acta_recibida"])
def test_ni_se_cambia_ni_se_borra(conexion: Conexion, sql: str) -> None:
    conexion.execute(
        "INSERT INTO acta_recibida (uuid, reunion, version, sha256, cerrada, origen) "
        "VALUES ('r', 'x', 1, 'y', 'z', 'o')"
    )
    rechazado(conexion, sql)


def test_sin_acta_propia_ni_recibida_no_hay_cierre(casos: Casos, conexion: Conexion) -> None:
    cerrar_la_abierta = "UPDATE reunion SET estado = 'cerrada' WHERE uuid = ?"
    uuid = str(casos.abierta.reunion)
    conexion.execute("SAVEPOINT recibida")
    conexion.execute(
        "INSERT INTO acta_recibida (uuid, reunion, version, sha256, cerrada, origen) VALUES ('r', ?, 1, 'y', 'z', 'o')",
        (uuid,),
    )
    conexion.execute(cerrar_la_abierta, (uuid,))
    with pytest.raises(sqlite.IntegrityError, match="acta cerrada"):
        conexion.execute("UPDATE reunion SET sede = 'otra' WHERE uuid = ?", (uuid,))
    conexion.execute("ROLLBACK TO recibida")
    assert "sin acta" in rechazado(conexion, cerrar_la_abierta, uuid)
