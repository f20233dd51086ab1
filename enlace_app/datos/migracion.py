"""Brings a database to this program's schema: verified backup, one transaction, triggers off and on again."""

import sqlcipher3.dbapi2 as sqlite
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

from enlace_app.datos.conexion import APLICACION_ID, abrir_conexion
from enlace_app.datos.derivados import reconstruir
from enlace_app.datos.disparadores import sentencias
from enlace_app.datos.version import ESQUEMA
from enlace_app.errores import ErrorDeEntorno
from enlace_app.rutas import CarpetaDatos


def configuracion() -> Config:
    """Return Alembic's configuration; it needs no file and works from a wheel."""
    config = Config()
    config.set_main_option("script_location", "enlace_app.datos:migraciones")
    return config


def migrar(carpeta: CarpetaDatos, clave: str | None) -> None:
    """Create or bring up to date; whatever fails, the database is as it was before.

    Foreign keys are off while tables are rebuilt (on, batch mode deletes child rows without a word), so they are
    checked as a whole before the commit. A migration is plain SQL and the derived indexes follow today's rules: so they
    are made anew here after any migration, not in one of them.
    """
    conexion = abrir_conexion(carpeta.base, clave=clave)
    conexion.execute("PRAGMA foreign_keys = OFF")
    motor = create_engine(
        "sqlite+pysqlite://", module=sqlite, creator=lambda: conexion, poolclass=StaticPool, hide_parameters=True
    )
    event.listen(motor, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with motor.begin() as transaccion:
            _quitar_disparadores(transaccion)
            config = configuracion()
            config.attributes["connection"] = transaccion
            command.upgrade(config, "head")
            # Before the triggers: the full text is then made at once instead of row by row.
            reconstruir(transaccion)
            for sentencia in sentencias():
                transaccion.exec_driver_sql(sentencia)
            if transaccion.exec_driver_sql("PRAGMA foreign_key_check").fetchone():
                raise ErrorDeEntorno(
                    "La actualización dejaría registros sueltos y no se hizo; sus datos están como estaban."
                )
            transaccion.exec_driver_sql(f"PRAGMA application_id = {APLICACION_ID}")
            transaccion.exec_driver_sql(f"PRAGMA user_version = {ESQUEMA}")
    finally:
        motor.dispose()


def _quitar_disparadores(conexion: Connection) -> None:
    nombres = conexion.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'trigger'").scalars().all()
    for nombre in nombres:
        conexion.exec_driver_sql(f'DROP TRIGGER "{nombre}"')
