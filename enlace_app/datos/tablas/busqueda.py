"""What a person may search, as words: a derived index over every noun, never a truth of its own.

The full-text table `busqueda_fts` over `plegado` is a virtual one, which only the migration can tell.
"""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from enlace_app.datos.tablas.columnas import METADATOS

BUSQUEDA = Table(
    "busqueda",
    METADATOS,
    Column("id", Integer, primary_key=True),
    Column("tabla", String(40), nullable=False),
    Column("uuid", String(36), nullable=False),
    Column("reunion", String(36)),  # the meeting that opens it
    Column("folio", Text, index=True),  # folded: what is looked up whole
    Column("titulo", Text, nullable=False),
    Column("texto", Text, nullable=False),
    Column("plegado", Text, nullable=False),  # title and text as folded words with one space between them
    Index(None, "tabla", "uuid", unique=True),
)
