"""What arrived from other sites and what was answered; at the enlace, what the authority answered."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from enlace_app.datos.tablas.columnas import METADATOS, Identidad, Instante, Opcion, constancia, registro, textos
from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.dominio.recepcion import ClaseDeVinculo, DecisionDeVinculo, EstadoDePropuesta, EstadoDeRecepcion

REMITENTE = Table(
    "remitente",
    METADATOS,
    Column("sitio", Identidad, primary_key=True),
    *textos("nombre", obligatorio=True),
    Column("region", String(8)),
    Column("clave_publica", String(64)),
    Column("conocida", Instante, nullable=False),
    *textos("aceptada_por"),
)
"""Whom packages came from, and the key that they sign with."""

PAQUETE_RECIBIDO = constancia(
    "paquete_recibido",
    Column("paquete", Identidad, nullable=False, index=True),
    Column("sitio", Identidad, nullable=False),
    *textos("remitente", obligatorio=True),
    Column("region", String(8)),
    Column("epoca", Integer, nullable=False),
    Column("secuencia", Integer, nullable=False),
    Column("tipo", Opcion(TipoPaquete), nullable=False),
    Column("anterior_sha256", String(64)),
    Column("generado", Instante, nullable=False),
    Column("contenido_sha256", String(64), nullable=False),
    *textos("archivo", obligatorio=True),
    Column("archivo_sha256", String(64)),
    Column("filas", Integer, nullable=False),
    Index("ix_paquete_recibido_envio", "sitio", "epoca", "secuencia"),
)
PASO_DE_PAQUETE = constancia(
    "paso_de_paquete",
    Column("recibido", Identidad, nullable=False, index=True),
    Column("estado", Opcion(EstadoDeRecepcion), nullable=False),
    *textos("motivo"),
)
"""What became of a received package, step by step; the latest counts."""

RESULTADO_DE_PAQUETE = Table(
    "resultado_de_paquete",
    METADATOS,
    Column("recibido", Identidad, primary_key=True),
    Column("resultados", Text, nullable=False),
)
"""What became of every row of an applied package, as JSON: what its receipts tell."""

CONTENIDO_EN_ESPERA = Table(
    "contenido_en_espera",
    METADATOS,
    Column("recibido", Identidad, primary_key=True),
    Column("contenido", Text, nullable=False),
)
"""The rows of a package that is held or in conflict, as JSON: let go once it is applied."""

FILA_RECIBIDA = Table(
    "fila_recibida",
    METADATOS,
    Column("sitio", Identidad, primary_key=True),
    Column("hoja", String(20), primary_key=True),
    Column("uuid", Identidad, primary_key=True),
    Column("epoca", Integer, nullable=False),
    Column("secuencia", Integer, nullable=False),
    Column("recibido", Identidad, nullable=False),
    Column("retirada", Boolean, nullable=False),
    Column("valores", Text, nullable=False),
    Index(None, "uuid"),
)
"""The latest row that each site sent under each identity, as JSON; `retirada` stays once it was set."""

FILA_EN_ESPERA = Table(
    "fila_en_espera",
    METADATOS,
    Column("sitio", Identidad, primary_key=True),
    Column("hoja", String(20), primary_key=True),
    Column("uuid", Identidad, primary_key=True),
    *textos("motivo", obligatorio=True),
)
"""Received rows that name something that is not here yet; looked at again with every package."""

ACTA_RECIBIDA = Table(
    "acta_recibida",
    METADATOS,
    Column("uuid", Identidad, primary_key=True),
    Column("reunion", Identidad, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("anterior_sha256", String(64)),
    *textos("cerrada", "firmada"),
    Column("pdf_sha256", String(64)),
    Column("origen", Identidad, nullable=False),
)
"""Another site's acta: its hash without its JSON, which no package carries. What was hashed never changes."""

PERMISO_DE_RECEPCION = Table("permiso_de_recepcion", METADATOS, Column("reunion", Identidad, primary_key=True))
"""The closed meetings of others that the package being applied may rewrite; empty outside that transaction."""

ACUSE_EMITIDO = constancia(
    "acuse_emitido",
    Column("recibido", Identidad, nullable=False, index=True),
    Column("numero", Integer, nullable=False),
    Column("contenido_sha256", String(64), nullable=False),
    Column("archivo_sha256", String(64), nullable=False),
)
PROPUESTA_DE_CATALOGO = registro(
    "propuesta_de_catalogo",
    Column("hoja", String(20), nullable=False),
    Column("registro", Identidad, nullable=False, index=True),
    Column("sitio", Identidad, nullable=False),
    Column("recibido", Identidad, nullable=False),
    *textos("remitente", "campos", "valor_propuesto", obligatorio=True),
    *textos("valor_propio", "respuesta", "quien"),
    Column("estado", Opcion(EstadoDePropuesta), nullable=False),
    Column("respondida", Instante),
)
VINCULO = registro(
    "vinculo",
    Column("clase", Opcion(ClaseDeVinculo), nullable=False),
    Column("decision", Opcion(DecisionDeVinculo), nullable=False),
    Column("uno", Identidad, nullable=False, index=True),
    Column("otro", Identidad, nullable=False, index=True),
    *textos("nota"),
)
FOLIO_OFICIAL = constancia(
    "folio_oficial",
    Column("registro", Identidad, nullable=False, index=True),
    *textos("folio", obligatorio=True),
    *textos("motivo"),
    Column("acuse", Identidad),
)
OBSERVACION_DE_AUTORIDAD = constancia(
    "observacion_de_autoridad",
    Column("registro", Identidad, nullable=False, index=True),
    *textos("texto", obligatorio=True),
    *textos("autor"),
    Column("acuse", Identidad),
)
ACUSE = constancia(
    "acuse",
    Column("paquete", Identidad, nullable=False, index=True),
    Column("numero", Integer, nullable=False),
    Column("contenido_sha256", String(64), nullable=False),
    Column("recibido", Instante, nullable=False),
    *textos("quien", obligatorio=True),
    Column("autoridad", Identidad, nullable=False),
    Column("llegaron", Integer, nullable=False),
    Column("acuse_sha256", String(64), nullable=False),
    Column("archivo_sha256", String(64)),
)
RESULTADO_DE_ACUSE = Table(
    "resultado_de_acuse",
    METADATOS,
    Column("acuse", Identidad, primary_key=True),
    Column("hoja", String(20), primary_key=True),
    Column("registro", Identidad, primary_key=True),
    Column("resultado", Text, nullable=False),
    Column("motivo", Text),
    Index(None, "registro"),
)
