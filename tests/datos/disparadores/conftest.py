"""One data folder for all attacks: each runs through the program's own connection, in a transaction that is undone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.conexion import Conexion, abrir_conexion
from enlace_app.dominio.textos import Alfabeto
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.actas import reabrir_acta
from enlace_app.servicios.seguimientos import dar_seguimiento
from enlace_app.servicios.sitios import iniciar
from tests.datos.disparadores.casos import Casos
from tests.datos.disparadores.tablas import RECIBIDAS
from tests.servicios.escenario import cerrar, completa, con_visita, firmar


@pytest.fixture(scope="session")
def casos(tmp_path_factory: pytest.TempPathFactory, alfabeto: Alfabeto) -> Iterator[Casos]:
    raiz: Path = tmp_path_factory.mktemp("disparadores") / "datos"
    with Almacen(CarpetaDatos(raiz), alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        cerrada, visita = con_visita(almacen)
        firmada, abierta, reabierta = completa(almacen), completa(almacen), completa(almacen)
        for caso in (cerrada, firmada, reabierta):
            cerrar(almacen, caso.reunion)
        firmar(almacen, firmada.reunion)
        reabrir_acta(almacen, reunion=reabierta.reunion, motivo="Faltó un dato.")
        dar_seguimiento(almacen, acuerdo=cerrada.acuerdo, fecha=date(2017, 9, 1), nota="Sin novedad.")
        conexion = abrir_conexion(almacen.carpeta.base)
        conexion.execute(
            "INSERT INTO paquete (uuid, creado, origen, epoca, secuencia, tipo, generado, contenido_sha256, archivo, "
            "bitacora_hasta) VALUES ('p', 'x', 'x', 1, 1, 'completo', 'x', 'x', 'x', 1)"
        )
        conexion.execute(
            "INSERT INTO observacion (uuid, creado, origen, reunion, version, borrador_sha256, autor, texto) "
            "VALUES ('o', 'x', 'x', ?, 1, 'x', 'Persona Uno', 'Falta un dato.')",
            (str(reabierta.reunion),),
        )
        for tabla, columnas in RECIBIDAS.items():
            conexion.execute(
                f"INSERT INTO {tabla} (uuid, creado, origen, {', '.join(columnas)}) "
                f"VALUES ('{tabla}', 'x', 'x', {', '.join(map(repr, columnas.values()))})"
            )
        conexion.execute(
            "INSERT INTO resolucion (uuid, creado, origen, observacion, resultado) "
            "VALUES ('r', 'x', 'x', 'o', 'atendida')"
        )
        yield Casos(conexion, cerrada, visita, firmada, abierta, reabierta)
        conexion.close()


@pytest.fixture
def conexion(casos: Casos) -> Iterator[Conexion]:
    """A transaction that is undone."""
    casos.conexion.execute("BEGIN IMMEDIATE")
    yield casos.conexion
    casos.conexion.execute("ROLLBACK")


@pytest.fixture
def conexion_ajena(conexion: Conexion) -> Iterator[Conexion]:
    """As another program opens the file: there REPLACE fires no delete trigger."""
    conexion.execute("PRAGMA recursive_triggers = OFF")
    conexion.execute("PRAGMA defer_foreign_keys = ON")
    yield conexion
    conexion.execute("PRAGMA recursive_triggers = ON")
