"""What arrives from other sites, what becomes of it, and what is answered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice
from uuid import UUID

from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.dominio.registros import Constancia, Registro, campo

VEA_OBSERVACIONES = "vea la hoja Observaciones"
"""The reason in a receipt of a row that arrived and was remarked on."""


NOMBRABLES = 20
"""How many missing packages are named at most."""


def ausentes(hay: Collection[int], hasta: int) -> tuple[int, ...]:
    """Return the numbers between the first that came and `hasta` that did not come.

    At most one more than can be named: a package may claim any number, and nobody counts up to it.
    """
    faltan = (n for n in range(min({*hay, hasta}), hasta) if n not in hay)
    return tuple(islice(faltan, NOMBRABLES + 1))


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


SIN_NOVEDAD = frozenset({Resultado.NUEVO, Resultado.ACTUALIZADO, Resultado.IGUAL})
"""The row simply arrived."""


class EstadoDePropuesta(StrEnum):
    """A region's change of a published row, until the authority answers."""

    PENDIENTE = "pendiente"
    TOMADA = "tomada"
    DECLINADA = "declinada"


class ClaseDeVinculo(StrEnum):
    """What the two records of a link are."""

    INSTITUCION = "institución"
    REUNION = "reunión"


class DecisionDeVinculo(StrEnum):
    """What a person said of two records that look alike."""

    LA_MISMA = "la misma"
    DISTINTAS = "distintas"


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
    """What a person said of two records that look alike; both stay as they are, and withdrawing it takes it back.

    There is one row for two records, the lesser identity first: another decision changes it.
    """

    clase: ClaseDeVinculo = campo("Clase de vínculo")
    decision: DecisionDeVinculo = campo("Decisión", default=DecisionDeVinculo.LA_MISMA)
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
    """A receipt that arrived for a package of this site; `llegaron` are the rows of which it had nothing to tell."""

    paquete: UUID
    numero: int
    contenido_sha256: str
    recibido: datetime
    quien: str = campo("Quién recibió")
    autoridad: UUID
    llegaron: int = 0
    acuse_sha256: str
    archivo_sha256: str | None = None
