"""What arrives from other sites, what becomes of it, and what is answered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.dominio.registros import Constancia, Registro, campo


class EstadoDeRecepcion(StrEnum):
    """What became of a received package."""

    APLICADO = "aplicado"
    RETENIDO = "retenido"
    EN_CONFLICTO = "en conflicto"


class Resultado(StrEnum):
    """What became of one received row, in the words of the receipt."""

    NUEVO = "nuevo"
    ACTUALIZADO = "actualizado"
    IGUAL = "igual"
    RECHAZADO = "rechazado"
    PROPUESTO = "propuesto"
    OBSERVADO = "observado"


class EstadoDePropuesta(StrEnum):
    """A region's change of a published row, until the authority answers."""

    PENDIENTE = "pendiente"
    TOMADA = "tomada"
    DECLINADA = "declinada"


class ClaseDeVinculo(StrEnum):
    """What two records have in common that a person linked."""

    INSTITUCION = "misma institución"
    REUNION = "misma reunión"


@dataclass(eq=False, kw_only=True)
class PaqueteRecibido(Constancia):
    """A package as it arrived; `paquete` is the identity that its maker gave it."""

    paquete: UUID
    sitio: UUID
    remitente: str
    region: str | None = None
    epoca: int
    secuencia: int
    tipo: TipoPaquete
    anterior_sha256: str | None = None
    generado: datetime
    contenido_sha256: str
    archivo: str
    archivo_sha256: str | None = None
    filas: int


@dataclass(eq=False, kw_only=True)
class PasoDePaquete(Constancia):
    """One step of a received package; the latest tells how it stands."""

    recibido: UUID
    estado: EstadoDeRecepcion
    motivo: str | None = None


@dataclass(eq=False, kw_only=True)
class AcuseEmitido(Constancia):
    """A receipt that was made here: its bytes are kept, and what they said."""

    recibido: UUID
    numero: int
    contenido_sha256: str
    archivo_sha256: str


@dataclass(eq=False, kw_only=True)
class PropuestaDeCatalogo(Registro):
    """A region's change of a row that is the authority's; values are JSON under the package's column names."""

    hoja: str = campo("Hoja")
    registro: UUID
    sitio: UUID
    recibido: UUID
    remitente: str = campo("Remitente")
    campos: str = campo("Campos")
    valor_propio: str | None = campo("Valor propio", default=None)
    valor_propuesto: str = campo("Valor propuesto")
    estado: EstadoDePropuesta = campo("Estado", default=EstadoDePropuesta.PENDIENTE)
    respuesta: str | None = campo("Respuesta", default=None)
    quien: str | None = campo("Quién respondió", default=None)
    respondida: datetime | None = None


@dataclass(eq=False, kw_only=True)
class Vinculo(Registro):
    """Two records that a person says are one and the same; both stay, and withdrawing the link undoes it."""

    clase: ClaseDeVinculo = campo("Clase de vínculo")
    uno: UUID
    otro: UUID
    nota: str | None = campo("Nota", default=None)


@dataclass(eq=False, kw_only=True)
class FolioOficial(Constancia):
    """The folio that the authority assigned to a record, beside its own; the latest counts."""

    registro: UUID
    folio: str = campo("Folio oficial")
    motivo: str | None = campo("Motivo", default=None)
    acuse: UUID | None = None


@dataclass(eq=False, kw_only=True)
class ObservacionDeAutoridad(Constancia):
    """What the authority remarks about a record; at the enlace `acuse` is the receipt that brought it."""

    registro: UUID
    texto: str = campo("Observación")
    autor: str | None = campo("Autor", default=None)
    acuse: UUID | None = None


@dataclass(eq=False, kw_only=True)
class Acuse(Constancia):
    """A receipt that arrived for a package of this site."""

    paquete: UUID
    numero: int
    contenido_sha256: str
    recibido: datetime
    quien: str = campo("Quién recibió")
    autoridad: UUID
    acuse_sha256: str
    archivo_sha256: str | None = None
