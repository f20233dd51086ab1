"""What was sent, with the hash that proves it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enlace_app.dominio.registros import Constancia, campo

NOMBRE_RESERVADO = "particular"
"""What a package writes in place of a name whose owner did not consent to its publication."""


class TipoPaquete(StrEnum):
    """A complete sending, or an increment since the last acknowledged one."""

    COMPLETO = "completo"
    INCREMENTAL = "incremental"


@dataclass(eq=False, kw_only=True)
class Paquete(Constancia):
    """A package that this site made; `secuencia` counts packages within the época.

    `filas` are those of all its records; None of one that was made before they were counted.
    """

    epoca: int
    secuencia: int
    tipo: TipoPaquete = campo("Tipo de paquete", default=TipoPaquete.COMPLETO)
    generado: datetime
    contenido_sha256: str
    anterior_sha256: str | None = None
    archivo: str = campo("Nombre del archivo")
    bitacora_hasta: int = 0
    filas: int | None = None
