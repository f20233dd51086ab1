"""The printer that services are handed: templates and fonts are read when something is first printed with them."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from enlace_app.dominio.actas import ClaseDeActa
from enlace_app.dominio.firmas import Firma
from enlace_app.salida.pdf.actas import Estampa, FirmaImpresa, acta_en_pdf
from enlace_app.salida.pdf.documentos import documento_en_pdf
from enlace_app.salida.pdf.estante import Estante
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.recinto import presupuesto
from enlace_app.salida.pdf.version_publica import version_publica_en_pdf

_HOJA_DE_FIRMAS: Final = "hoja_de_firmas"


class ImprentaDePlantillas:
    """Prints with the templates of a folder, and with those of `propias` where the institution changed them."""

    def __init__(self, plantillas: Path, propias: Path | None = None) -> None:
        self._estante = Estante(plantillas, propias)

    @property
    def avisos(self) -> list[str]:
        """Which of the institution's templates could not be used so far, each with file, line and reason."""
        return self._estante.avisos

    @cached_property
    def _fuentes(self) -> Fuentes:
        return Fuentes.cargar()

    def borrador(self, contenido: Mapping[str, Any]) -> bytes:
        """Return an acta that is not closed, with BORRADOR across each page."""
        return self._acta(contenido, Estampa("borrador", None))

    def para_firma(self, contenido: Mapping[str, Any], sha256: str) -> bytes:
        """Return a closed acta, clean, to be signed."""
        return self._acta(contenido, Estampa("para_firma", sha256))

    def firmada(self, contenido: Mapping[str, Any], sha256: str, firmas: Sequence[Firma]) -> bytes:
        """Return a closed acta with its sheet of signatures."""
        return self._acta(contenido, Estampa("firmada", sha256, _impresas(firmas)))

    def hoja_de_firmas(self, contenido: Mapping[str, Any], sha256: str, firmas: Sequence[Firma]) -> bytes:
        """Return the sheet of signatures alone, for an acta whose own file must not change any more."""
        return self._acta(contenido, Estampa("hoja_de_firmas", sha256, _impresas(firmas)), _HOJA_DE_FIRMAS)

    def documento(self, nombre: str, contenido: Mapping[str, Any]) -> bytes:
        """Return any other document: convocatoria, lista_de_asistencia, relacion_de_acuerdos, extracto_de_acuerdo."""
        with presupuesto():
            return documento_en_pdf(contenido, self._estante.dar(nombre), self._fuentes)

    def version_publica(self, contenido: Mapping[str, Any], portada: Mapping[str, Any]) -> bytes:
        """Return the proposal of a public version of an acta: its cover, what is left of it, and what was left out."""
        with presupuesto():
            return version_publica_en_pdf(contenido, portada, self._estante.dar("version_publica"), self._fuentes)

    def _acta(self, contenido: Mapping[str, Any], estampa: Estampa, nombre: str | None = None) -> bytes:
        plantilla = self._estante.dar(nombre or contenido.get("clase", ClaseDeActa.ACTA))
        with presupuesto():
            return acta_en_pdf(contenido, estampa, plantilla, self._fuentes)


def _impresas(firmas: Sequence[Firma]) -> tuple[FirmaImpresa, ...]:
    return tuple(
        FirmaImpresa(
            nombre=firma.nombre,
            clase=str(firma.clase),
            resultado=str(firma.resultado),
            instante=firma.instante.isoformat(timespec="seconds"),
            adjunto_nombre=firma.adjunto_nombre,
            adjunto_sha256=firma.adjunto_sha256,
            hora=firma.hora,
            motivo=firma.motivo,
            certificado=firma.certificado,
            titular=firma.titular,
        )
        for firma in firmas
    )
