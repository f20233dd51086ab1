"""The stored PDFs of an acta, in the one order that everybody goes by."""

from dataclasses import dataclass
from uuid import UUID

from enlace_app.consultas.expedientes import Lector

_RENDICIONES = """
SELECT rendicion.acta, rendicion.etapa, rendicion.pdf_sha256
FROM rendicion LEFT JOIN adjunto ON adjunto.sha256 = rendicion.pdf_sha256
"""
_DE_UN_ACTA = f"""{_RENDICIONES} WHERE rendicion.acta = :valor
ORDER BY CASE rendicion.etapa WHEN 'para_firma' THEN 0 WHEN 'firmada' THEN 1 WHEN 'efirma' THEN 2 ELSE 3 END,
  coalesce(adjunto.tamano, 0), rendicion.uuid
"""
_POR_PDF = f"{_RENDICIONES} WHERE rendicion.pdf_sha256 = :valor ORDER BY rendicion.uuid"


@dataclass(frozen=True, slots=True)
class RendicionGuardada:
    """A PDF that was stored, of which acta, and at which stage."""

    acta: str
    etapa: str
    pdf_sha256: str


def rendiciones_en_orden(lector: Lector, acta: UUID | str) -> list[RendicionGuardada]:
    """Return the PDFs that were stored of an acta, the one with most signatures last (a sheet apart comes after it).

    Each e.firma adds to the bytes of the one before, so the longest file is the newest, whatever a clock said.
    """
    return [RendicionGuardada(**f) for f in lector.filas(_DE_UN_ACTA, {"valor": str(acta)})]


def rendicion_de_pdf(lector: Lector, pdf_sha256: str) -> RendicionGuardada | None:
    """Return whose PDF these bytes are."""
    return next((RendicionGuardada(**f) for f in lector.filas(_POR_PDF, {"valor": pdf_sha256})), None)


def rendiciones_de(lector: Lector, acta: UUID) -> dict[str, str]:
    """Return the SHA-256 of the stored PDF of each stage that there is; of the e.firmas the last increment."""
    return {r.etapa: r.pdf_sha256 for r in rendiciones_en_orden(lector, acta)}
