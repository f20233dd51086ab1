"""The stored PDFs of an acta."""

from uuid import UUID

from enlace_app.consultas.expedientes import Lector

_RENDICIONES = """
SELECT rendicion.etapa, rendicion.pdf_sha256 FROM rendicion LEFT JOIN adjunto ON adjunto.sha256 = rendicion.pdf_sha256
WHERE rendicion.acta = :acta ORDER BY coalesce(adjunto.tamano, 0), rendicion.creado, rendicion.uuid
"""


def rendiciones_de(lector: Lector, acta: UUID) -> dict[str, str]:
    """Return the SHA-256 of the stored PDF of each stage that there is; of the e.firmas the last increment.

    Each e.firma adds to the bytes of the one before, so the longest file is the newest, whatever a clock said.
    """
    return {str(f["etapa"]): str(f["pdf_sha256"]) for f in lector.filas(_RENDICIONES, {"acta": str(acta)})}
