"""Closing, signing, reopening and mending go the one way that the acts of people leave, also by SQL."""

import pytest
import sqlcipher3.dbapi2 as sqlite

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.conexion import Conexion, abrir_conexion
from enlace_app.servicios.actas import reabrir_acta
from tests.datos.disparadores.casos import CLASES, Casos, copia, rechazado
from tests.servicios.escenario import cerrar, completa

SALIDAS = ("borrador", "convocada", "celebrada", "en_revision", "cancelada", "no_celebrada", "otra cosa", "Cerrada")
FIRMAR = "UPDATE reunion SET estado = 'firmada' WHERE uuid = ?"
ASENTAR = (
    "INSERT INTO firma (uuid, creado, origen, acta, nombre, resultado, clase, instante) "
    "SELECT ?, creado, origen, uuid, ?, ?, 'simple', creado FROM acta WHERE reunion = ?"
)
RENDIR = (
    "INSERT INTO rendicion (uuid, creado, origen, acta, etapa, pdf_sha256) "
    "SELECT 'r', creado, origen, uuid, ?, 'aa' FROM acta WHERE reunion = ?"
)


@pytest.mark.parametrize("clase", CLASES)
@pytest.mark.parametrize("estado", SALIDAS)
def test_de_lo_cerrado_no_se_sale_cambiando_el_estado(
    casos: Casos, conexion: Conexion, clase: str, estado: str
) -> None:
    uuid = str(casos.de(clase).reunion)
    rechazado(conexion, "UPDATE reunion SET estado = ? WHERE uuid = ?", estado, uuid)


def test_de_lo_firmado_no_se_vuelve_a_cerrada(casos: Casos, conexion: Conexion) -> None:
    uuid = str(casos.firmada.reunion)
    assert "firmada" in rechazado(conexion, "UPDATE reunion SET estado = 'cerrada' WHERE uuid = ?", uuid)


@pytest.mark.parametrize("estado", ["cerrada", "firmada"])
@pytest.mark.parametrize("clase", ["abierta", "reabierta"])
def test_sin_acta_vigente_no_hay_cierre(casos: Casos, conexion: Conexion, clase: str, estado: str) -> None:
    """A reopened acta does not count: the second closing needs a version of its own."""
    uuid = str(casos.de(clase).reunion)
    rechazado(conexion, "UPDATE reunion SET estado = ? WHERE uuid = ?", estado, uuid)


@pytest.mark.parametrize("estado", ["cerrada", "firmada"])
def test_ninguna_reunion_nace_cerrada(casos: Casos, conexion: Conexion, estado: str) -> None:
    columnas = copia("reunion", uuid="'nueva'", estado=f"'{estado}'")
    uuid = str(casos.abierta.reunion)
    rechazado(conexion, f"INSERT INTO reunion SELECT {columnas} FROM reunion WHERE uuid = ?", uuid)


def test_sin_firma_no_hay_acta_firmada(casos: Casos, conexion: Conexion) -> None:
    uuid = str(casos.cerrada.reunion)
    assert "firmas" in rechazado(conexion, FIRMAR, uuid)


@pytest.mark.parametrize(
    ("resultado", "etapa"),
    [("firmó", "efirma"), ("se negó", "firmada"), ("se retiró", "hoja_de_firmas"), ("firmó", None), (None, "firmada")],
)
def test_una_constancia_cualquiera_no_hace_firmada_el_acta(
    casos: Casos, conexion: Conexion, resultado: str | None, etapa: str | None
) -> None:
    """Somebody must have signed, and the acta been printed with its signatures."""
    uuid = str(casos.cerrada.reunion)
    if resultado:
        conexion.execute(ASENTAR, ("f", "Persona Dos", resultado, uuid))
    if etapa:
        conexion.execute(RENDIR, (etapa, uuid))
    assert "firmas" in rechazado(conexion, FIRMAR, uuid)


@pytest.mark.parametrize("resultado", ["firmó", "firmó bajo protesta"])
@pytest.mark.parametrize("etapa", ["firmada", "hoja_de_firmas"])
def test_con_firma_e_impresion_si_queda_firmada(casos: Casos, conexion: Conexion, resultado: str, etapa: str) -> None:
    uuid = str(casos.cerrada.reunion)
    conexion.execute(ASENTAR, ("f", "Persona Dos", resultado, uuid))
    conexion.execute(RENDIR, (etapa, uuid))
    assert conexion.execute(FIRMAR, (uuid,)).rowcount == 1


def test_ninguna_reunion_nace_firmada_con_su_acta_puesta_antes(casos: Casos, conexion: Conexion) -> None:
    """References are looked at when the transaction ends: the acta may come before its meeting, signatures not."""
    conexion.execute("PRAGMA defer_foreign_keys = ON")
    acta = copia("acta", uuid="'nueva'", reunion="'nueva'")
    conexion.execute(f"INSERT INTO acta SELECT {acta} FROM acta WHERE reunion = ?", (str(casos.firmada.reunion),))
    reunion = copia("reunion", uuid="'nueva'", estado="'firmada'")
    sql = f"INSERT INTO reunion SELECT {reunion} FROM reunion WHERE uuid = ?"
    assert "firmas" in rechazado(conexion, sql, str(casos.abierta.reunion))


@pytest.mark.parametrize("nombre", ["Persona Dos", "PERSONA DOS"])
def test_nadie_firma_dos_veces_la_misma_acta(casos: Casos, conexion: Conexion, nombre: str) -> None:
    uuid = str(casos.cerrada.reunion)
    conexion.execute(ASENTAR, ("f", "Persona Dos", "firmó", uuid))
    assert "una sola vez" in rechazado(conexion, ASENTAR, "g", nombre, "se negó", uuid)


@pytest.mark.parametrize("clase", ["cerrada", "firmada"])
@pytest.mark.parametrize("estado", ["celebrada", "cerrada", "firmada"])
def test_nada_se_une_a_un_acta_cerrada(casos: Casos, conexion: Conexion, clase: str, estado: str) -> None:
    anfitriona = str(casos.de(clase).reunion)
    suelta = str(casos.abierta.reunion)
    columnas = copia("reunion", uuid="'nueva'", estado=f"'{estado}'", parte_de=f"'{anfitriona}'")
    with pytest.raises(sqlite.IntegrityError, match="acta cerrada"):
        conexion.execute(f"INSERT INTO reunion SELECT {columnas} FROM reunion WHERE uuid = ?", (suelta,))
    rechazado(conexion, "UPDATE reunion SET parte_de = ?, estado = ? WHERE uuid = ?", anfitriona, estado, suelta)


@pytest.mark.parametrize("clase", ["cerrada", "firmada"])
def test_ninguna_version_suplanta_a_la_cerrada(casos: Casos, conexion: Conexion, clase: str) -> None:
    reunion = str(casos.de(clase).reunion)
    columnas = copia("acta", uuid="'nueva'", version="version + 1", contenido="'{}'")
    rechazado(conexion, f"INSERT INTO acta SELECT {columnas} FROM acta WHERE reunion = ?", reunion)


def test_ninguna_version_se_repite(casos: Casos, conexion: Conexion) -> None:
    columnas = copia("acta", uuid="'nueva'")
    reunion = str(casos.reabierta.reunion)
    rechazado(conexion, f"INSERT INTO acta SELECT {columnas} FROM acta WHERE reunion = ?", reunion)


def test_lo_firmado_no_admite_reapertura(casos: Casos, conexion: Conexion) -> None:
    rechazado(
        conexion,
        "INSERT INTO reapertura SELECT 'nueva', creado, origen, uuid, 'motivo', NULL FROM acta WHERE reunion = ?",
        str(casos.firmada.reunion),
    )


@pytest.mark.parametrize("etapa", ["para_firma", "firmada"])
def test_ninguna_rendicion_se_hace_dos_veces(casos: Casos, conexion: Conexion, etapa: str) -> None:
    columnas = copia("rendicion", uuid="'nueva'", pdf_sha256="'otro'")
    sql = f"INSERT INTO rendicion SELECT {columnas} FROM rendicion WHERE etapa = ? LIMIT 1"
    assert "una sola vez" in rechazado(conexion, sql, etapa)


@pytest.mark.parametrize("clase", ["cerrada", "abierta", "reabierta"])
def test_sin_firmar_no_hay_correccion(casos: Casos, conexion: Conexion, clase: str) -> None:
    """What is not signed is reopened; only what is signed needs another document to mend it."""
    firmada, otra = str(casos.firmada.reunion), str(casos.de(clase).reunion)
    columnas = copia(
        "acta", uuid="'nueva'", folio="'F/FE-01'", clase="'fe_de_erratas'", reunion=f"'{otra}'", corrige="uuid"
    )
    conexion.execute("PRAGMA defer_foreign_keys = ON")
    assert "firmada" in rechazado(conexion, f"INSERT INTO acta SELECT {columnas} FROM acta WHERE reunion = ?", firmada)


def test_lo_firmado_si_admite_correcciones_cada_una_con_su_folio(casos: Casos, conexion: Conexion) -> None:
    firmada = str(casos.firmada.reunion)
    primera = copia("acta", uuid="'c1'", folio="'F/FE-01'", clase="'fe_de_erratas'", corrige="uuid")
    conexion.execute(f"INSERT INTO acta SELECT {primera} FROM acta WHERE reunion = ?", (firmada,))
    de_la_fe = copia("acta", uuid="'c2'", folio="'F/FE-02'", corrige="uuid")
    repetida = copia("acta", uuid="'c3'")
    for sql, mensaje in (
        (f"INSERT INTO acta SELECT {de_la_fe} FROM acta WHERE uuid = 'c1'", "firmada"),
        (f"INSERT INTO acta SELECT {repetida} FROM acta WHERE uuid = 'c1'", "folio"),
    ):
        conexion.execute("SAVEPOINT intento")
        assert mensaje in rechazado(conexion, sql)
        conexion.execute("ROLLBACK TO intento")


def test_cada_reapertura_vale_una_vez(almacen: Almacen) -> None:
    """After closing again, the reason given for the first reopening opens nothing more."""
    caso = completa(almacen)
    cerrar(almacen, caso.reunion)
    reabrir_acta(almacen, reunion=caso.reunion, motivo="Faltó un dato.")
    assert cerrar(almacen, caso.reunion).version == 2
    conexion = abrir_conexion(almacen.carpeta.base)
    try:
        abrir = "UPDATE reunion SET estado = 'en_revision' WHERE uuid = ?"
        with pytest.raises(sqlite.IntegrityError, match="sólo con su motivo"):
            conexion.execute(abrir, (str(caso.reunion),))
        conexion.execute(
            "INSERT INTO reapertura SELECT 'otra', creado, origen, uuid, 'Faltó otro dato.', NULL FROM acta "
            "WHERE reunion = ? AND version = 2",
            (str(caso.reunion),),
        )
        assert conexion.execute(abrir, (str(caso.reunion),)).rowcount == 1
    finally:
        conexion.close()
