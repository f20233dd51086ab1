"""Meetings with all that is frozen with them: attendance, agenda, recesses, votes."""

from sqlalchemy import Boolean, Column, Index, Integer, String, text

from enlace_app.datos.tablas.columnas import (
    Fecha,
    Opcion,
    enlace,
    referencia,
    registro,
    retirados,
    textos,
    valor,
    vigentes,
)
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.intervenciones import ClaseDeIntervencion
from enlace_app.dominio.reuniones import EstadoReunion

REUNION = registro(
    "reunion",
    *textos("folio_provisional", obligatorio=True),
    *textos("folio", "numero"),
    referencia("tipo", "tipo_reunion", obligatoria=True),
    referencia("ejercicio", "ejercicio"),
    Column("fecha", Fecha, index=True),
    Column("precision", Opcion(Precision), nullable=False),
    Column("fecha_fin", Fecha),
    Column("programada", Fecha),
    Column("hora_inicio", String(5)),
    Column("hora_fin", String(5)),
    *textos("zona", obligatorio=True),
    Column("zona_supuesta", Boolean, nullable=False),
    referencia("municipio", "municipio"),
    *textos("ciudad", "sede", "modalidad", "convoca", "preside", "facilitador"),
    referencia("parte_de", "reunion"),
    Column("presentes_n", Integer),
    Column("presentes_es_minimo", Boolean, nullable=False),
    *textos("presentes_nota"),
    Column("estado", Opcion(EstadoReunion), nullable=False, index=True),
    *textos("motivo_estado", "resumen", "asuntos_generales", "fuente"),
    Column("hora_programada", String(5)),
    Column("convocada_el", Fecha),
    Index("ix_lista_reunion", "fecha", "hora_inicio", "uuid", **vigentes()),
    Index("ix_retirada_reunion", "uuid", **retirados()),
)
REUNION_REGION = enlace("reunion_region", "reunion", "region")
REUNION_COMPROMISO = enlace("reunion_compromiso", "reunion", "compromiso")
RECESO = valor(
    "receso",
    "reunion",
    Column("inicio", String(5), nullable=False),
    Column("fin", String(5)),
    *textos("motivo"),
)
ASISTENCIA = registro(
    "asistencia",
    referencia("reunion", "reunion", obligatoria=True),
    Column("orden", Integer, nullable=False),
    *textos("persona", "organizacion", "cargo", "parte", "calidad", "suple_a", "aviso_version"),
    referencia("persona_registrada", "persona"),
    referencia("organizacion_registrada", "organizacion"),
    Column("voz", Boolean),
    Column("voto", Boolean),
    Column("llegada", String(5)),
    Column("salida", String(5)),
    Column("ausente", Boolean, nullable=False),
    Column("justificada", Boolean),
    Column("consiente_publicar", Boolean, nullable=False),
)
PUNTO_ORDEN_DIA = registro(
    "punto_orden_dia",
    referencia("reunion", "reunion", obligatoria=True),
    Column("n", Integer, nullable=False),
    *textos("asunto", obligatorio=True),
    *textos("desarrollo"),
)
VOTACION = registro(
    "votacion",
    referencia("reunion", "reunion", obligatoria=True),
    referencia("punto", "punto_orden_dia"),
    Column("orden", Integer, nullable=False),
    *textos("modalidad", "resultado", obligatorio=True),
    Column("a_favor", Integer),
    Column("en_contra", Integer),
    Column("abstenciones", Integer),
    *textos("disenso", "asunto"),
    Column("hora", String(5)),
    Column("presentes_sin_votar", Integer),
    Column("evidente", Boolean, nullable=False, server_default=text("0")),
)
SENTIDO_DE_PARTE = valor(
    "votacion_parte",
    "votacion",
    Column("orden", Integer, nullable=False),
    *textos("parte", "sentido", obligatorio=True),
)
HABILITADO = valor(
    "votacion_habilitado",
    "votacion",
    Column("orden", Integer, nullable=False),
    *textos("persona", obligatorio=True),
    *textos("parte", "suple_a"),
)
EXCUSA = valor(
    "votacion_excusa",
    "votacion",
    Column("orden", Integer, nullable=False),
    *textos("persona", obligatorio=True),
    *textos("motivo"),
)
INTERVENCION = registro(
    "intervencion",
    referencia("reunion", "reunion", obligatoria=True),
    referencia("punto", "punto_orden_dia"),
    referencia("votacion", "votacion"),
    Column("orden", Integer, nullable=False),
    Column("clase", Opcion(ClaseDeIntervencion), nullable=False),
    *textos("persona", "texto", obligatorio=True),
    Column("hora", String(5)),
)
