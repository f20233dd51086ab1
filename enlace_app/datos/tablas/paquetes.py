"""The site, what it sent, and where imported rows came from."""

from sqlalchemy import Boolean, Column, Integer, String, Table, Text

from enlace_app.datos.tablas.columnas import METADATOS, Identidad, Instante, Opcion, constancia, textos
from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.dominio.sitios import RolDeSitio

SITIO = Table(
    "sitio",
    METADATOS,
    Column("uuid", Identidad, primary_key=True),
    *textos("nombre", "marca", "zona", obligatorio=True),
    Column("region", String(8)),
    Column("rol", Opcion(RolDeSitio), nullable=False),
    Column("epoca", Integer, nullable=False),
    Column("ejemplo", Boolean, nullable=False),
    Column("creado", Instante, nullable=False),
)
CONTADOR = Table(
    "contador",
    METADATOS,
    Column("clave", Text, primary_key=True),
    Column("valor", Integer, nullable=False),
)
PAQUETE = constancia(
    "paquete",
    Column("epoca", Integer, nullable=False),
    Column("secuencia", Integer, nullable=False),
    Column("tipo", Opcion(TipoPaquete), nullable=False),
    Column("generado", Instante, nullable=False),
    Column("contenido_sha256", String(64), nullable=False),
    Column("anterior_sha256", String(64)),
    *textos("archivo", obligatorio=True),
    Column("bitacora_hasta", Integer, nullable=False),
    Column("filas", Integer),
)
PROCEDENCIA = Table(
    "procedencia",
    METADATOS,
    Column("archivo", Text, primary_key=True),
    Column("hoja", Text, primary_key=True),
    Column("ref", Text, primary_key=True),
    Column("renglon", Integer, nullable=False),
    Column("huella", String(64), nullable=False),
    Column("registro", Identidad, nullable=False, index=True),
    Column("instante", Instante, nullable=False),
)
