"""Commitments and their activities."""

from sqlalchemy import Boolean, Column, Integer, String

from enlace_app.datos.tablas.columnas import Fecha, Opcion, enlace, referencia, registro, textos, valor
from enlace_app.dominio.compromisos import PapelEnCompromiso

COMPROMISO = registro(
    "compromiso",
    Column("clave", String(32), nullable=False),
    referencia("ejercicio", "ejercicio"),
    *textos("tipo", "titulo", obligatorio=True),
    *textos("numero", "nota_region", "objetivo", "producto", "estado_declarado", "estado", "fuente"),
    Column("estatal", Boolean, nullable=False),
    Column("fojas_declaradas", Integer),
    Column("fojas_es_minimo", Boolean, nullable=False),
    Column("reuniones_declaradas", Integer),
    Column("avance", Integer),
)
COMPROMISO_REGION = enlace("compromiso_region", "compromiso", "region")
COMPROMISO_ORGANIZACION = valor(
    "compromiso_organizacion",
    "compromiso",
    Column("orden", Integer, nullable=False),
    Column("papel", Opcion(PapelEnCompromiso), nullable=False),
    *textos("literal", obligatorio=True),
    referencia("organizacion", "organizacion"),
)
ACTIVIDAD = registro(
    "actividad",
    referencia("compromiso", "compromiso"),
    Column("n", Integer),
    *textos("actividad", obligatorio=True),
    *textos("responsable", "trimestre", "producto", "indicador", "estado"),
    Column("plazo", Fecha),
    Column("avance", Integer),
)
