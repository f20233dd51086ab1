"""Migrations: the schema is what the tables say, and whatever fails leaves the file as it was."""

import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from enlace_app.datos import almacen as modulo_almacen
from enlace_app.datos import migracion
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.conexion import APLICACION_ID, Conexion, abrir_conexion
from enlace_app.datos.disparadores import sentencias
from enlace_app.datos.respaldos import listar_respaldos
from enlace_app.datos.tablas import METADATOS
from enlace_app.datos.version import ESQUEMA
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.textos import Alfabeto
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos
from tests.servicios.escenario import completa, fila_de

BASES = Path(__file__).parent / "bases"


def esquema(conexion: Conexion) -> dict[str, list[tuple[object, ...]]]:
    """Columns, indexes and foreign keys of every table, without their order of creation."""
    tablas = [
        nombre
        for (nombre,) in conexion.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        if nombre not in {"alembic_version", "sqlite_sequence"}
    ]
    return {
        tabla: [
            *sorted(conexion.execute(f"SELECT name, upper(type), \"notnull\", pk FROM pragma_table_info('{tabla}')")),
            *sorted(conexion.execute(f"SELECT name, \"unique\", origin FROM pragma_index_list('{tabla}')")),
            *sorted(conexion.execute(f'SELECT "from", "table", "to", on_delete FROM pragma_foreign_key_list(\'{tabla}\')')),
        ]
        for tabla in tablas
    }


def version(ruta: Path) -> tuple[int, int]:
    conexion = abrir_conexion(ruta, solo_lectura=True)
    try:
        return (
            conexion.execute("PRAGMA user_version").fetchone()[0],
            conexion.execute("PRAGMA application_id").fetchone()[0],
        )
    finally:
        conexion.close()


@pytest.fixture
def creada(tmp_path: Path, alfabeto: Alfabeto) -> CarpetaDatos:
    """A data folder just created and closed again."""
    carpeta = CarpetaDatos(tmp_path / "datos")
    with Almacen(carpeta, alfabeto=alfabeto) as almacen:
        almacen.fundar(nombre="Persona Uno", rol="enlace", region="CAR", zona="America/Monterrey", ejemplo=False)
    return carpeta


def test_la_ultima_migracion_es_la_version_del_programa(creada: CarpetaDatos) -> None:
    guiones = ScriptDirectory.from_config(migracion.configuracion())
    assert [int(cabeza) for cabeza in guiones.get_heads()] == [ESQUEMA]
    assert version(creada.base) == (ESQUEMA, APLICACION_ID)


def test_lo_migrado_es_lo_que_dicen_las_tablas(creada: CarpetaDatos, tmp_path: Path) -> None:
    directa = tmp_path / "directa.db"
    motor = create_engine(f"sqlite:///{directa}")
    METADATOS.create_all(motor)
    motor.dispose()
    migrada, esperada = abrir_conexion(creada.base), abrir_conexion(directa)
    try:
        assert esquema(migrada) == esquema(esperada)
    finally:
        migrada.close()
        esperada.close()


def test_alembic_no_encuentra_diferencias(creada: CarpetaDatos) -> None:
    motor = create_engine(f"sqlite:///{creada.base}")
    with motor.connect() as conexion:
        contexto = MigrationContext.configure(conexion, opts={"compare_type": True})
        assert compare_metadata(contexto, METADATOS) == []
    motor.dispose()


def test_los_disparadores_son_los_de_la_lista(creada: CarpetaDatos) -> None:
    conexion = abrir_conexion(creada.base, solo_lectura=True)
    guardados = {sql for (sql,) in conexion.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")}
    conexion.close()
    assert guardados == set(sentencias())
    assert len(sentencias()) == len(guardados)


def _al_final(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Make the migration fail after its script ran and its triggers are half made."""

    def fallar() -> list[str]:
        monkeypatch.setattr(migracion, "sentencias", sentencias)
        return [*sentencias()[:5], "FALLA"] if isinstance(error, SyntaxError) else _lanzar(error)

    monkeypatch.setattr(migracion, "sentencias", fallar)


def _lanzar(error: Exception) -> list[str]:
    raise error


@pytest.mark.parametrize("error", [SyntaxError(), RuntimeError("a medias"), OSError(28, "No space left on device")])
def test_una_migracion_que_falla_deja_todo_como_estaba(
    creada: CarpetaDatos, alfabeto: Alfabeto, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """A database of an older schema, whose migration does half its work and fails."""
    conexion = abrir_conexion(creada.base)
    conexion.execute("UPDATE alembic_version SET version_num = NULL WHERE 0")
    conexion.execute("DELETE FROM alembic_version")
    conexion.execute("ALTER TABLE adjunto RENAME TO adjunto_viejo")
    for (nombre,) in conexion.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        conexion.execute(f"DROP TRIGGER {nombre}")
    for tabla in METADATOS.tables:
        if tabla not in {"sitio", "adjunto", "bitacora"}:
            conexion.execute(f"DROP TABLE {tabla}")
    conexion.execute("DROP TABLE bitacora")
    conexion.execute("ALTER TABLE sitio RENAME TO sitio_viejo")
    conexion.execute("PRAGMA user_version = 0")
    conexion.execute("CREATE TABLE bitacora (secuencia INTEGER PRIMARY KEY)")
    conexion.execute("DROP TABLE bitacora")
    conexion.close()
    antes = creada.base.read_bytes()
    _al_final(monkeypatch, error)
    with pytest.raises(Exception) as fallo:  # noqa: PT011  # what it is depends on what failed
        Almacen(creada, alfabeto=alfabeto)
    assert not isinstance(fallo.value, AssertionError)
    if isinstance(error, OSError):
        assert isinstance(fallo.value, ErrorDeEntorno)
    assert _contenido(creada.base, antes) == antes, "ni tablas a medias ni otra versión"
    assert not creada.base.with_name("enlace.db-journal").exists() or not creada.base.with_name(
        "enlace.db-journal"
    ).read_bytes()
    monkeypatch.undo()
    with Almacen(creada, alfabeto=alfabeto) as almacen:
        assert almacen.lectura.filas("SELECT * FROM reunion") == [], "con la falla reparada, sí migra"
    assert version(creada.base) == (ESQUEMA, APLICACION_ID)


def _contenido(ruta: Path, antes: bytes) -> bytes:
    """The file but for the counters that SQLite keeps in its header (bytes 24-27 and 92-99)."""
    ahora = bytearray(ruta.read_bytes())
    for inicio, fin in ((24, 28), (92, 100)):
        ahora[inicio:fin] = antes[inicio:fin]
    return bytes(ahora)


def test_la_llave_foranea_rota_impide_migrar(creada: CarpetaDatos, alfabeto: Alfabeto) -> None:
    conexion = abrir_conexion(creada.base)
    conexion.execute("PRAGMA foreign_keys = OFF")
    conexion.execute(
        "INSERT INTO punto_orden_dia (uuid, rev, creado, modificado, origen, baja, reunion, n, asunto) "
        "VALUES ('p', 1, 'x', 'x', 'x', 0, 'no hay', 1, 'Suelto')"
    )
    conexion.execute("PRAGMA user_version = 0")
    conexion.close()
    antes = creada.base.read_bytes()
    with pytest.raises(ErrorDeEntorno, match="registros sueltos"):
        Almacen(creada, alfabeto=alfabeto)
    assert _contenido(creada.base, antes) == antes


def test_antes_de_migrar_se_respalda(creada: CarpetaDatos, alfabeto: Alfabeto) -> None:
    conexion = abrir_conexion(creada.base)
    conexion.execute("PRAGMA user_version = 0")
    conexion.close()
    with Almacen(creada, alfabeto=alfabeto):
        pass
    assert [r.motivo for r in listar_respaldos(creada)] == ["migracion"]
    assert version(creada.base) == (ESQUEMA, APLICACION_ID)


def _editar(carpeta: CarpetaDatos, pragma: str) -> bytes:
    conexion = abrir_conexion(carpeta.base)
    conexion.execute(pragma)
    conexion.close()
    return carpeta.base.read_bytes()


@pytest.mark.parametrize(
    ("pragma", "motivo"),
    [(f"PRAGMA user_version = {ESQUEMA + 1}", "más nueva"), ("PRAGMA application_id = 77", "otro programa")],
)
def test_una_base_mas_nueva_o_ajena_no_se_toca(
    creada: CarpetaDatos, alfabeto: Alfabeto, pragma: str, motivo: str
) -> None:
    antes = _editar(creada, pragma)
    with pytest.raises(ErrorDeNegocio, match=motivo):
        Almacen(creada, alfabeto=alfabeto)
    assert creada.base.read_bytes() == antes
    assert listar_respaldos(creada) == []


def test_una_base_danada_no_se_toca(creada: CarpetaDatos, alfabeto: Alfabeto) -> None:
    datos = bytearray(creada.base.read_bytes())
    datos[4096 * 2 : 4096 * 4] = b"\x5a" * 8192
    creada.base.write_bytes(bytes(datos))
    with pytest.raises(ErrorDeEntorno, match="dañado"):
        Almacen(creada, alfabeto=alfabeto)
    assert creada.base.read_bytes() == bytes(datos)


@pytest.mark.parametrize("base", sorted(BASES.glob("esquema-*.db")), ids=lambda r: r.stem)
def test_una_base_real_de_cada_version_se_abre_y_se_usa(base: Path, tmp_path: Path, alfabeto: Alfabeto) -> None:
    """Real files of old programs, kept as they were written."""
    carpeta = CarpetaDatos(tmp_path / "datos")
    carpeta.preparar()
    shutil.copyfile(base, carpeta.base)
    with Almacen(carpeta, alfabeto=alfabeto) as almacen:
        firmadas = almacen.lectura.filas("SELECT uuid, folio FROM reunion WHERE estado = 'firmada'")
        assert [f["folio"] for f in firmadas] == ["RT/CAR-R4Q8/2017-001"] or len(firmadas) == 1
        with almacen.consultar() as u:
            (reunion,) = u.varios(Reunion, estado="firmada")
            assert (reunion.sede, len(reunion.asistencias), len(reunion.acuerdos)) == ("Sala de pruebas", 1, 1)
            assert [r.literal for r in reunion.acuerdos[0].responsables] != []
        otra = completa(almacen)
        assert fila_de(almacen, "reunion", otra.reunion)["estado"] == "celebrada"
    assert version(carpeta.base) == (ESQUEMA, APLICACION_ID)


def test_hay_una_base_de_cada_version() -> None:
    assert [b.stem for b in sorted(BASES.glob("esquema-*.db"))] == [f"esquema-{n}" for n in range(1, ESQUEMA + 1)]


def test_leer_no_espera_a_alembic() -> None:
    """The module that every command imports must not bring the migrations along."""
    assert "migrar" not in vars(modulo_almacen)
