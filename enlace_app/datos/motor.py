"""SQLAlchemy over the plain connection: the transactions are ours, not the driver's."""

from pathlib import Path

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from enlace_app.datos.conexion import abrir_conexion

SOLO_LECTURA = "solo_lectura"
"""Execution option of a connection that only reads: it begins deferred and so blocks nobody."""


def crear_motor(base: Path, clave: str | None) -> Engine:
    """Return an engine whose transactions begin at once (`BEGIN IMMEDIATE`), reads excepted.

    Errors do not print parameters: they would put personal data into messages. Connections are kept, because opening
    an encrypted one derives its key each time; no thread ever waits for one or loses the one it uses.
    """
    motor = create_engine(
        "sqlite+pysqlite://",
        module=sqlite,
        creator=lambda: abrir_conexion(base, clave=clave, entre_hilos=True),
        poolclass=QueuePool,
        max_overflow=-1,
        hide_parameters=True,
    )
    event.listen(motor, "begin", _comenzar)
    return motor


def _comenzar(conexion: Connection) -> None:
    lee = conexion.get_execution_options().get(SOLO_LECTURA, False)
    conexion.exec_driver_sql("BEGIN" if lee else "BEGIN IMMEDIATE")
