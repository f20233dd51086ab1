"""How services have a document printed: they say what, the templates say how."""

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

    def hoja_de_firmas(self, contenido: Mapping[str, Any], sha256: str, firmas: Sequence[Firma]) -> bytes:
        """Return the sheet of signatures alone, for an acta whose signed bytes nothing may replace."""

    def documento(self, nombre: str, contenido: Mapping[str, Any]) -> bytes:
        """Return any other document: convocatoria, lista_de_asistencia, relacion_de_acuerdos, extracto_de_acuerdo."""

    def version_publica(self, contenido: Mapping[str, Any], portada: Mapping[str, Any]) -> bytes:
        """Return the proposal of a public version; `portada` has `emitida` (ISO instant), `fecha` and `unidad`."""

    @property
    def avisos(self) -> Sequence[str]:
        """Which of the institution's templates could not be used so far, each with file, line and reason."""
