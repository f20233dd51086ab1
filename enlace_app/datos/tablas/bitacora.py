"""The change log: who changed which columns of which row, when, in which operation."""

from sqlalchemy import Boolean, Column, Integer, String, Table, Text

from enlace_app.datos.tablas.columnas import METADATOS, Identidad, Instante

BITACORA = Table(
    "bitacora",
    METADATOS,
    Column("secuencia", Integer, primary_key=True, autoincrement=True),
    Column("operacion", Identidad, nullable=False, index=True),
    Column("intencion", Text, nullable=False),
    Column("instante", Instante, nullable=False),
    Column("persona", Text, nullable=False),
    Column("sitio", Identidad, nullable=False),
    Column("epoca", Integer, nullable=False),
    Column("dispositivo", Text, nullable=False),
    Column("tabla", String(40), nullable=False),
    Column("uuid", Identidad, nullable=False, index=True),
    Column("accion", String(8), nullable=False),
    Column("rev_antes", Integer),
    Column("rev", Integer, nullable=False),
    Column("antes", Text),
    Column("despues", Text),
    Column("deshace", Identidad),
    Column("recibido", Boolean, nullable=False),
    sqlite_autoincrement=True,
)
