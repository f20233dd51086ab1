"""The printer that services are handed: templates and fonts are read once, at the first page."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from enlace_app.dominio.firmas import Firma
from enlace_app.salida.pdf.actas import Estampa, FirmaImpresa, acta_en_pdf
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.lectura import leer_plantilla
from enlace_app.salida.pdf.plantilla import Plantilla


class ImprentaDePlantillas:
    """Prints actas with the templates of a folder."""

    def __init__(self, plantillas: Path) -> None:
        self._carpeta = plantillas

    @cached_property
    def _acta(self) -> Plantilla:
        return leer_plantilla(self._carpeta / "acta.toml")

    @cached_property
    def _fuentes(self) -> Fuentes:
        return Fuentes.cargar()

    def borrador(self, contenido: Mapping[str, Any]) -> bytes:
        """Return an acta that is not closed, with BORRADOR across each page."""
        return self._imprimir(contenido, Estampa("borrador", None))

    def para_firma(self, contenido: Mapping[str, Any], sha256: str) -> bytes:
        """Return a closed acta, clean, to be signed."""
        return self._imprimir(contenido, Estampa("para_firma", sha256))

    def firmada(self, contenido: Mapping[str, Any], sha256: str, firmas: Sequence[Firma]) -> bytes:
        """Return a closed acta with its sheet of signatures."""
        impresas = tuple(
            FirmaImpresa(
                nombre=firma.nombre,
                clase=str(firma.clase),
                resultado=firma.resultado,
                instante=firma.instante.isoformat(timespec="seconds"),
                adjunto_nombre=firma.adjunto_nombre,
                adjunto_sha256=firma.adjunto_sha256,
            )
            for firma in firmas
        )
        return self._imprimir(contenido, Estampa("firmada", sha256, impresas))

    def _imprimir(self, contenido: Mapping[str, Any], estampa: Estampa) -> bytes:
        return acta_en_pdf(contenido, estampa, self._acta, self._fuentes)
