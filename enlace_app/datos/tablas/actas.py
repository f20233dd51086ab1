"""Closed actas and what hangs on them from outside; every table here is append-only."""

from sqlalchemy import Column, Integer, String, Table, Text

from enlace_app.datos.tablas.columnas import METADATOS, Identidad, Instante, Opcion, constancia, referencia, textos
from enlace_app.dominio.firmas import ClaseDeFirma

ACTA = constancia(
    "acta",
    referencia("reunion", "reunion", obligatoria=True),
    *textos("folio", "contenido", obligatorio=True),
    Column("version", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("anterior_sha256", String(64)),
    Column("cerrada", Instante, nullable=False),
    *textos("motivo"),
)
REAPERTURA = constancia(
    "reapertura",
    referencia("acta", "acta", obligatoria=True),
    *textos("motivo", obligatorio=True),
    *textos("persona"),
)
RENDICION = constancia(
    "rendicion",
    referencia("acta", "acta", obligatoria=True),
    *textos("etapa", obligatorio=True),
    Column("pdf_sha256", String(64), nullable=False),
)
FIRMA = constancia(
    "firma",
    referencia("acta", "acta", obligatoria=True),
    *textos("nombre", "resultado", obligatorio=True),
    Column("clase", Opcion(ClaseDeFirma), nullable=False),
    Column("instante", Instante, nullable=False),
    *textos("adjunto_nombre"),
    Column("adjunto_sha256", String(64)),
)
FOLIO_EMITIDO = Table(
    "folio_emitido",
    METADATOS,
    Column("folio", Text, primary_key=True),
    Column("serie", Text, nullable=False),
    Column("anio", Integer, nullable=False),
    Column("consecutivo", Integer),
    Column("reunion", Identidad, nullable=False),
    Column("creado", Instante, nullable=False),
)
