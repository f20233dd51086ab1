"""How services have an acta printed: they say what, the templates say how."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from enlace_app.dominio.firmas import Firma


class Imprenta(Protocol):
    """Makes PDFs; the same input gives the same bytes."""

    def borrador(self, contenido: Mapping[str, Any]) -> bytes:
        """Return an acta that is not closed, with BORRADOR across each page."""

    def para_firma(self, contenido: Mapping[str, Any], sha256: str) -> bytes:
        """Return a closed acta, clean, to be signed."""

    def firmada(self, contenido: Mapping[str, Any], sha256: str, firmas: Sequence[Firma]) -> bytes:
        """Return a closed acta with its sheet of signatures."""
