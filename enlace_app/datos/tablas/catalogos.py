"""Catalogues and directory: regions, ejercicios with their rules, organisations, roles, persons, kinds of meeting."""

from sqlalchemy import Boolean, Column, Integer, String, Text

from enlace_app.datos.tablas.columnas import Fecha, Opcion, referencia, registro, textos, valor
from enlace_app.dominio.ejercicios import ReglaDeQuorum
from enlace_app.dominio.nombramientos import DerechoDeVoto
from enlace_app.dominio.tipos_reunion import QuienNumera

REGION = registro(
    "region",
    Column("clave", String(8), nullable=False),
    *textos("nombre", obligatorio=True),
    *textos("variantes", "ciudad_sede", "fuente"),
)
MUNICIPIO = registro(
    "municipio",
    Column("cvegeo", String(5), nullable=False),
    *textos("nombre", "zona", obligatorio=True),
    *textos("cabecera", "confianza_region", "fuente"),
    referencia("region", "region"),
    Column("poblacion", Integer),
)
REGLA_DECISION = registro(
    "regla_decision",
    Column("quorum", Opcion(ReglaDeQuorum), nullable=False),
    Column("consenso_primero", Boolean, nullable=False),
    Column("dias_aviso", Integer),
    Column("dias_entre_ordinarias", Integer),
    Column("sede_rotativa", Boolean, nullable=False),
    *textos("fuente"),
    Column("votos_necesarios", Integer),
)
PARTE_DE_REGLA = valor(
    "parte_de_regla",
    "regla_decision",
    Column("orden", Integer, nullable=False),
    *textos("parte", obligatorio=True),
    *textos("sinonimos"),
    Column("indispensable", Boolean, nullable=False),
)
EJERCICIO = registro(
    "ejercicio",
    Column("clave", String(16), nullable=False),
    *textos("nombre", obligatorio=True),
    Column("declaratoria", Fecha),
    Column("stga_instalado", Fecha),
    Column("compromisos_acordados", Fecha),
    Column("firma_o_adopcion", Fecha),
    Column("publicacion_po", Fecha),
    Column("inicio_trabajos", Fecha),
    Column("evaluacion", Fecha),
    *textos("cierre", "vigencia", "enfoque", "nota", "fuente"),
    referencia("regla", "regla_decision"),
)
ORGANIZACION = registro(
    "organizacion",
    *textos("nombre", obligatorio=True),
    *textos("sigla", "sector", "ambito", "papel", "nota", "fuente"),
    Column("desde", Fecha),
    Column("hasta", Fecha),
    referencia("sucede_a", "organizacion"),
)
ALIAS = valor("organizacion_alias", "organizacion", Column("alias", Text, nullable=False))
ROL = registro(
    "rol",
    *textos("clave", "nombre", obligatorio=True),
    Column("voz", Boolean, nullable=False),
    Column("voto", Opcion(DerechoDeVoto), nullable=False),
    Column("facilita", Boolean, nullable=False),
    Column("firma", Boolean, nullable=False),
    *textos("variantes", "fuente"),
)
PERSONA = registro("persona", *textos("nombre", obligatorio=True), *textos("fuente"))
NOMBRAMIENTO = registro(
    "nombramiento",
    referencia("persona", "persona"),
    *textos("rol", obligatorio=True),
    *textos("persona_literal", "organo", "parte", "calidad", "desde_literal", "hasta_literal", "fuente"),
    referencia("region", "region"),
    referencia("ejercicio", "ejercicio"),
    Column("desde", Fecha),
    Column("hasta", Fecha),
    Column("voz", Boolean),
    Column("voto", Opcion(DerechoDeVoto)),
)
CAUSAL = registro("causal", *textos("clave", "motivo", obligatorio=True), *textos("fundamento"))
TIPO_REUNION = registro(
    "tipo_reunion",
    *textos("clave", "nombre", "documento", "serie", "formato_folio", obligatorio=True),
    Column("con_quorum", Boolean, nullable=False),
    Column("con_votacion", Boolean, nullable=False),
    Column("numera", Opcion(QuienNumera), nullable=False),
    Column("ordinaria", Boolean, nullable=False),
)
