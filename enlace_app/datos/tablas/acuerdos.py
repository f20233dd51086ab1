"""Agreements and what happened to them."""

from sqlalchemy import Column, Integer

from enlace_app.datos.tablas.columnas import Fecha, Opcion, constancia, enlace, referencia, registro, textos, valor
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
)
ACUERDO_COMPROMISO = enlace("acuerdo_compromiso", "acuerdo", "compromiso")
ACUERDO_RESPONSABLE = valor(
    "acuerdo_responsable",
    "acuerdo",
    Column("orden", Integer, nullable=False),
    *textos("literal", obligatorio=True),
    referencia("organizacion", "organizacion"),
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
