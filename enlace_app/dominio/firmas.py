"""How an acta is settled, signatory by signatory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.registros import Constancia, campo


class ClaseDeFirma(StrEnum):
    """The honest kinds: signed on paper with its scan attached; name + time + hash; the SAT's e.firma.

    With `CONSTANCIA` nobody signed: whoever keeps the record attests what happened instead.
    Source: decision of ours; the published actas do not tell how they were signed.
    """

    ESCANEO = "escaneo"
    SIMPLE = "simple"
    EFIRMA = "efirma"
    CONSTANCIA = "constancia"


class Resultado(StrEnum):
    """How one who was expected to sign ends; design section 4."""

    FIRMO = "firmó"
    BAJO_PROTESTA = "firmó bajo protesta"
    SE_RETIRO = "se retiró"
    SE_NEGO = "se negó"

    @property
    def firma(self) -> bool:
        """Whether there is a signature."""
        return self in {Resultado.FIRMO, Resultado.BAJO_PROTESTA}


@dataclass(eq=False, kw_only=True)
class Firma(Constancia):
    """One signatory settled; for a scan `adjunto_sha256` is the hash of the scanned file.

    `hora` is the local `HH:MM` at which one who left did so, `motivo` why one refused or protests, `certificado` the
    number of the certificate of an e.firma.
    """

    acta: UUID
    nombre: str = campo("Nombre de quien firma")
    clase: ClaseDeFirma = campo("Clase de firma")
    resultado: Resultado = campo("Resultado", default=Resultado.FIRMO)
    instante: datetime
    adjunto_nombre: str | None = campo("Nombre del escaneo", default=None)
    adjunto_sha256: str | None = None
    hora: str | None = campo("Hora", default=None)
    motivo: str | None = campo("Motivo", default=None)
    certificado: str | None = campo("Número de certificado", default=None)


def pendientes(esperados: Sequence[str], firmas: Iterable[Firma]) -> list[str]:
    """Return who of the expected signatories is not settled yet; accents and case do not tell names apart."""
    asentados = {plegar(f.nombre) for f in firmas}
    return [nombre for nombre in esperados if plegar(nombre) not in asentados]


def asentada(esperados: Sequence[str], firmas: Sequence[Firma]) -> bool:
    """Whether the acta is signed off: at least one signature, and nobody who was expected is open.

    Source: decision of ours: an acta is settled signatory by signatory, and one that nobody signed is not signed.
    """
    return bool(firmas) and not pendientes(esperados, firmas)
