"""Closed actas and what hangs on them from outside; all but the marks of a public version is append-only."""

from sqlalchemy import Column, Integer, String, Table, Text

from enlace_app.datos.tablas.columnas import (
    METADATOS,
    Identidad,
    Instante,
    Opcion,
    OpcionEscrita,
    constancia,
    referencia,
    registro,
    textos,
)
from enlace_app.dominio.actas import ClaseDeActa
from enlace_app.dominio.firmas import ClaseDeFirma, Resultado
from enlace_app.dominio.observaciones import ResultadoDeObservacion

ACTA = constancia(
    "acta",
    referencia("reunion", "reunion", obligatoria=True),
    *textos("folio", "contenido", obligatorio=True),
    Column("version", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("anterior_sha256", String(64)),
    Column("cerrada", Instante, nullable=False),
    *textos("motivo"),
    Column("clase", Opcion(ClaseDeActa), nullable=False, server_default=ClaseDeActa.ACTA),
    # No reference: SQLite cannot add a deferrable one to a table. A trigger looks whether it is the right acta.
    Column("corrige", Identidad, index=True),
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
    *textos("nombre", obligatorio=True),
    Column("resultado", OpcionEscrita(Resultado), nullable=False),
    Column("clase", Opcion(ClaseDeFirma), nullable=False),
    Column("instante", Instante, nullable=False),
    *textos("adjunto_nombre"),
    Column("adjunto_sha256", String(64)),
    Column("hora", String(5)),
    *textos("motivo", "certificado", "titular"),
)
OBSERVACION = constancia(
    "observacion",
    referencia("reunion", "reunion", obligatoria=True),
    Column("version", Integer, nullable=False),
    Column("borrador_sha256", String(64), nullable=False),
    *textos("autor", "texto", obligatorio=True),
    *textos("seccion"),
)
RESOLUCION = constancia(
    "resolucion",
    referencia("observacion", "observacion", obligatoria=True),
    Column("resultado", Opcion(ResultadoDeObservacion), nullable=False),
    *textos("respuesta", "persona"),
)
TESTADO = registro(
    "testado",
    referencia("acta", "acta", obligatoria=True),
    *textos("ruta", "causal", obligatorio=True),
    Column("desde", Integer),
    Column("hasta", Integer),
    *textos("nota"),
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
