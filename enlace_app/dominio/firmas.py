"""How an acta is settled, signatory by signatory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.registros import Constancia, campo
from enlace_app.errores import ErrorDeNegocio


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
    number of the certificate of an e.firma and `titular` the name that it bears, whatever the acta calls that person.
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
    titular: str | None = campo("Nombre del certificado", default=None)


def pendientes(esperados: Sequence[str], firmas: Iterable[Firma]) -> list[str]:
    """Return who of the expected signatories is not settled yet; accents and case do not tell names apart."""
    asentados = {plegar(f.nombre) for f in firmas}
    return [nombre for nombre in esperados if plegar(nombre) not in asentados]


def salidas_de(contenido: Mapping[str, Any]) -> dict[str, str]:
    """Return at what hour (`HH:MM`) those who left early did, by folded name, from the content of an acta."""
    return {
        plegar(a["persona"]): str(a["salida"]) for a in contenido.get("asistencia", ()) if a["persona"] and a["salida"]
    }


def asentada(esperados: Sequence[str], firmas: Sequence[Firma]) -> bool:
    """Whether the acta is signed off: nobody who was expected is open, and somebody did sign.

    Source: design (each expected signatory settled); that at least one must have signed is a decision of ours: an acta
    that everybody refused or left is not signed, whatever is attested of them.
    """
    return any(f.resultado.firma for f in firmas) and not pendientes(esperados, firmas)


def exigir_circunstancias(resultado: Resultado, *, hora: str | None, motivo: str | None) -> None:
    """Raise `ErrorDeNegocio` unless what must be told of that result is told.

    Source: design (hour and reason of each); which of them is compulsory where is a decision of ours: who left did so
    at an hour, who refused or protests has a reason, and "no dio razón" is one that can be written.
    """
    if resultado == Resultado.SE_RETIRO and not hora:
        raise ErrorDeNegocio("Diga a qué hora se retiró, por ejemplo 13:05.")
    if resultado == Resultado.SE_NEGO and not motivo:
        raise ErrorDeNegocio("Escriba por qué se negó a firmar; si no lo dijo, escriba «no dio razón».")
    if resultado == Resultado.BAJO_PROTESTA and not motivo:
        raise ErrorDeNegocio("Escriba de qué protesta quien firma bajo protesta.")
