"""Migrations: the schema is what the tables say, and whatever fails leaves the file as it was."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
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
from enlace_app.dominio.actas import Acta, huella
from enlace_app.dominio.personas import Persona
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.textos import Alfabeto
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos

BASES = Path(__file__).parent / "bases"


def esquema(conexion: Conexion) -> dict[str, list[tuple[object, ...]]]:
    """Columns, indexes and foreign keys of every table, without their order of creation.

    The full text is left out: a virtual table and its shadows, which only the migration can tell.
    """
    ordinarias = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    nombres = [nombre for (nombre,) in conexion.execute(ordinarias).fetchall()]
    tablas = [nombre for nombre in nombres if nombre != "alembic_version" and not nombre.startswith("sqlite_")]
    return {
        tabla: [
            *sorted(conexion.execute(f"SELECT name, upper(type), \"notnull\", pk FROM pragma_table_info('{tabla}')")),
            *sorted(conexion.execute(f"SELECT name, \"unique\", origin FROM pragma_index_list('{tabla}')")),
            *sorted(
                conexion.execute(f'SELECT "from", "table", "to", on_delete FROM pragma_foreign_key_list(\'{tabla}\')')
            ),
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
        contexto = MigrationContext.configure(
            conexion,
            opts={
                "compare_type": True,
                "include_name": lambda nombre, tipo, _: tipo != "table" or not nombre.startswith("busqueda_fts"),
            },
        )
        assert compare_metadata(contexto, METADATOS) == []
    motor.dispose()


def test_los_disparadores_son_los_de_la_lista(creada: CarpetaDatos) -> None:
    conexion = abrir_conexion(creada.base, solo_lectura=True)
    guardados = {sql for (sql,) in conexion.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")}
    conexion.close()
    assert guardados == set(sentencias())
    assert len(sentencias()) == len(guardados)


GUION = """
from alembic import op

revision = "{numero:04}"
down_revision = "{anterior:04}"


def upgrade():
    op.execute("CREATE TABLE nueva (a)")
    with op.batch_alter_table("persona") as persona:
        persona.alter_column("nombre", nullable=True)
    op.execute("UPDATE sitio SET nombre = 'Otro nombre'")
    {final}
"""
FINALES = {
    "falla": "raise RuntimeError('a medias')",
    "sql": "op.execute('INSERT INTO no_hay VALUES (1)')",
    "disco": "raise OSError(28, 'No space left on device')",
    "suelto": "op.execute(\"INSERT INTO receso (reunion, inicio) VALUES ('no hay', '10:00')\")",
}


@pytest.fixture
def siguiente(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make this program the next version, whose migration ends as told."""

    def preparar(final: str) -> None:
        carpeta = tmp_path / "guiones"
        carpeta.mkdir(exist_ok=True)
        for viejo in carpeta.rglob("*.py*"):
            viejo.unlink()
        guion = GUION.format(final=final, numero=ESQUEMA + 1, anterior=ESQUEMA)
        (carpeta / f"{ESQUEMA + 1:04}_{len(final)}.py").write_text(guion, encoding="utf-8")
        propia = Path(migracion.__file__).parent / "migraciones" / "versions"

        def configuracion() -> Config:
            config = Config()
            config.set_main_option("script_location", "enlace_app.datos:migraciones")
            config.set_main_option("path_separator", "newline")
            config.set_main_option("version_locations", f"{propia}\n{carpeta}")
            return config

        monkeypatch.setattr(migracion, "configuracion", configuracion)
        monkeypatch.setattr(migracion, "ESQUEMA", ESQUEMA + 1)
        monkeypatch.setattr(modulo_almacen, "ESQUEMA", ESQUEMA + 1)

    return preparar


@pytest.mark.parametrize("final", FINALES)
def test_una_migracion_que_falla_deja_todo_como_estaba(
    creada: CarpetaDatos, alfabeto: Alfabeto, siguiente: Callable[[str], None], final: str
) -> None:
    antes = creada.base.read_bytes()
    siguiente(FINALES[final])
    with pytest.raises(Exception) as fallo:  # what it is depends on what failed
        Almacen(creada, alfabeto=alfabeto)
    if final in {"disco", "suelto"}:
        assert isinstance(fallo.value, ErrorDeEntorno)
    assert creada.base.read_bytes() == antes, "ni tablas a medias, ni datos, ni disparadores, ni versión"
    assert [r.motivo for r in listar_respaldos(creada)] == ["migracion"]
    siguiente("pass")
    with Almacen(creada, alfabeto=alfabeto) as almacen:
        assert almacen.lectura.fila("SELECT nombre FROM sitio") == {"nombre": "Otro nombre"}
    assert version(creada.base) == (ESQUEMA + 1, APLICACION_ID)


def test_una_migracion_repone_los_disparadores(
    creada: CarpetaDatos, alfabeto: Alfabeto, siguiente: Callable[[str], None]
) -> None:
    """Also where one of them was lost or altered, and although the migration rebuilt its table."""
    conexion = abrir_conexion(creada.base)
    conexion.execute("DROP TRIGGER cerrada_reunion_delete")
    conexion.execute("CREATE TRIGGER ajeno BEFORE DELETE ON persona BEGIN SELECT 1; END")
    conexion.close()
    siguiente("pass")
    with Almacen(creada, alfabeto=alfabeto) as almacen:
        guardados = {f["sql"] for f in almacen.lectura.filas("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")}
    assert guardados == set(sentencias())


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
        assert [f["folio"][-9:] for f in firmadas] == ["/2017-001"]
        with almacen.consultar() as u:
            (reunion,) = u.varios(Reunion, estado="firmada")
            (acta,) = u.varios(Acta, reunion=reunion.uuid)
            assert (reunion.sede, len(reunion.asistencias), len(reunion.acuerdos)) == ("Sala de pruebas", 1, 1)
            assert [r.literal for r in reunion.acuerdos[0].responsables] == ["Vecinos de Prueba"]
            assert huella(acta.leer()) == acta.sha256, "lo que se firmó entonces se comprueba hoy"
        with pytest.raises(ErrorDeNegocio, match="acta cerrada"), almacen.escribir("Forzar") as u:
            u.traer(Reunion, reunion.uuid).sede = "Otra"
        assert almacen.lectura.filas("SELECT estado, concluido FROM situacion") == [
            {"estado": "cumplido", "concluido": 1}
        ], "también de lo que se guardó antes de que hubiera dónde"
        halladas = "SELECT rowid FROM busqueda_fts WHERE busqueda_fts MATCH 'vecinos'"
        assert len(almacen.lectura.filas(halladas)) == 1
        with almacen.escribir("Seguir trabajando") as u:
            u.agregar(Persona(nombre="Persona Nueva"))
    assert version(carpeta.base) == (ESQUEMA, APLICACION_ID)


def test_hay_una_base_de_cada_version() -> None:
    assert [b.stem for b in sorted(BASES.glob("esquema-*.db"))] == [f"esquema-{n}" for n in range(1, ESQUEMA + 1)]


def test_leer_no_espera_a_alembic() -> None:
    """The module that every command imports must not bring the migrations along."""
    assert "migrar" not in vars(modulo_almacen)
