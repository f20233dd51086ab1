"""The register of documents and the stored files."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from enlace_app.datos.tablas.columnas import (
    METADATOS,
    Fecha,
    Instante,
    Opcion,
    enlace,
    referencia,
    registro,
    textos,
    vigentes,
)
from enlace_app.dominio.fechas import Precision

DOCUMENTO = registro(
    "documento",
    *textos("folio", "sentido", "tipo", obligatorio=True),
    Column("fecha", Fecha, index=True),
    Column("precision", Opcion(Precision), nullable=False),
    referencia("ejercicio", "ejercicio"),
    *textos("remitente", "receptor", "con_copia", "turnado_a", "medio", "formato", "periodo"),
    referencia("remitente_registrado", "organizacion"),
    referencia("receptor_registrado", "organizacion"),
    Column("fojas", Integer),
    Column("es_minimo", Boolean, nullable=False),
    referencia("reunion", "reunion"),
    referencia("acuerdo", "acuerdo"),
    *textos("descripcion", "clasificacion", "archivo", "fuente"),
    Column("sha256", String(64), index=True),
    Index("ix_lista_documento", "fecha", "folio", "uuid", **vigentes()),
    Index(None, "reunion", "baja"),
    Index(None, "remitente"),
)
DOCUMENTO_COMPROMISO = enlace("documento_compromiso", "documento", "compromiso")
ADJUNTO = Table(
    "adjunto",
    METADATOS,
    Column("sha256", String(64), primary_key=True),
    Column("nombre", Text, nullable=False),
    Column("tipo", Text, nullable=False),
    Column("tamano", Integer, nullable=False),
    Column("creado", Instante, nullable=False),
)
