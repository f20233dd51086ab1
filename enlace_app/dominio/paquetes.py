"""What was sent, with the hash that proves it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enlace_app.dominio.registros import Constancia, campo


class TipoPaquete(StrEnum):
    """A complete sending, or an increment since the last acknowledged one."""

    COMPLETO = "completo"
    INCREMENTAL = "incremental"


@dataclass(eq=False, kw_only=True)
class Paquete(Constancia):
    """A package that this site made; `secuencia` counts packages within the época."""

    epoca: int
    secuencia: int
    tipo: TipoPaquete = campo("Tipo de paquete", default=TipoPaquete.COMPLETO)
    generado: datetime
    contenido_sha256: str
    anterior_sha256: str | None = None
    archivo: str = campo("Nombre del archivo")
    bitacora_hasta: int = 0
