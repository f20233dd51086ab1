"""What is being typed and was not yet confirmed: no revision, no change log, no rules."""

from sqlalchemy import Column, Table, Text

from enlace_app.datos.tablas.columnas import METADATOS, Instante

CAPTURA = Table(
    "captura",
    METADATOS,
    Column("pantalla", Text, primary_key=True),
    Column("campo", Text, primary_key=True),
    Column("texto", Text, nullable=False),
    Column("instante", Instante, nullable=False),
)
