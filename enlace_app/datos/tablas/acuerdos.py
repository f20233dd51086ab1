"""Agreements and what happened to them."""

from sqlalchemy import Boolean, Column, Index, Integer, Table

from enlace_app.datos.tablas.columnas import (
    METADATOS,
    Fecha,
    Identidad,
    Opcion,
    a_otra,
    constancia,
    enlace,
    referencia,
    registro,
    textos,
    valor,
    vigentes,
)
from enlace_app.dominio.seguimientos import EstadoAcuerdo

ACUERDO = registro(
    "acuerdo",
    *textos("folio_provisional", obligatorio=True),
    *textos("folio"),
    referencia("reunion", "reunion"),
    referencia("punto", "punto_orden_dia"),
    Column("n", Integer, nullable=False),
    referencia("ejercicio", "ejercicio"),
    *textos("texto", obligatorio=True),
    *textos("plazo_literal", "plazo_precision", "fuente"),
    Column("plazo", Fecha, index=True),
    referencia("deriva_de", "acuerdo"),
    Index("ix_lista_acuerdo", "reunion", "uuid", **vigentes()),
)
ACUERDO_COMPROMISO = enlace("acuerdo_compromiso", "acuerdo", "compromiso")
ACUERDO_RESPONSABLE = valor(
    "acuerdo_responsable",
    "acuerdo",
    Column("orden", Integer, nullable=False),
    *textos("literal", obligatorio=True),
    referencia("organizacion", "organizacion"),
    Index(None, "literal"),
)
SEGUIMIENTO = constancia(
    "seguimiento",
    referencia("acuerdo", "acuerdo", obligatoria=True),
    Column("fecha", Fecha),
    Column("estado", Opcion(EstadoAcuerdo)),
    *textos("nota", "cumple_literal", "evidencia", "autor"),
    Column("plazo_nuevo", Fecha),
    referencia("cumple_reunion", "reunion"),
    referencia("cumple_documento", "documento"),
)
SITUACION = Table(
    "situacion",
    METADATOS,
    Column("acuerdo", Identidad, a_otra("acuerdo"), primary_key=True),
    Column("estado", Opcion(EstadoAcuerdo), nullable=False),
    Column("plazo", Fecha),
    Column("concluido", Boolean, nullable=False),
    Index(None, "concluido", "plazo"),
    Index(None, "plazo", "acuerdo"),
)
"""How every agreement stands after its entries: a derived index, never a truth of its own."""
