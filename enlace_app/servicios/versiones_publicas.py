"""Writing the proposal of a public version: made from the data each time, never kept, never the acta."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from enlace_app.archivos import escribir_atomico
from enlace_app.consultas import sitios
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.por_revisar import Aviso
from enlace_app.servicios.cierres import nombre_de_pdf
from enlace_app.servicios.destinos import es_pdf_de_enlace, exigir_destino
from enlace_app.servicios.importacion.importacion import completar_catalogos
from enlace_app.servicios.imprenta import Imprenta
from enlace_app.servicios.testados import propuesta_de_version_publica
from enlace_app.sincronizacion.avance import Progreso

_PASOS = 2


@dataclass(frozen=True)
class VersionPublicaExportada:
    """The file, how many passages it leaves out, and what a person should still look at."""

    ruta: Path
    folio: str
    version: int
    testados: int
    avisos: tuple[Aviso, ...]


def exportar_version_publica(
    almacen: Almacen,
    *,
    reunion: UUID,
    destino: Path,
    imprenta: Imprenta,
    unidad: str,
    progreso: Progreso | None = None,
) -> VersionPublicaExportada:
    """Write the proposal for the closed acta in force as a PDF with the public content attached.

    `unidad` classifies, a blank one is left to be filled in by hand. Only the transparency committee makes it a public
    version. Replaces an earlier PDF of ours, no other file; what `progreso` raises stops it before anything is written.

    Raises:
        ErrorDeNegocio: the acta is not closed, or the file may not be written.
    """
    avisar = progreso or (lambda _hecho, _total: None)
    exigir_destino(almacen.carpeta, destino, ".pdf", es_pdf_de_enlace)
    completar_catalogos(almacen)
    avisar(0, _PASOS)
    vista = propuesta_de_version_publica(almacen, reunion)
    avisar(1, _PASOS)
    datos = imprenta.version_publica(vista.propuesta.contenido, _portada(almacen, unidad))
    avisar(_PASOS, _PASOS)
    escribir_atomico(destino, datos)
    return VersionPublicaExportada(destino, vista.folio, vista.version, len(vista.propuesta.tachados), vista.avisos)


def _portada(almacen: Almacen, unidad: str) -> Mapping[str, Any]:
    sitio = sitios.traer(almacen.lectura)
    ahora = datetime.now(UTC).astimezone(ZoneInfo(sitio.zona)).replace(microsecond=0)
    return {"emitida": ahora.isoformat(), "fecha": ahora.date().isoformat(), "unidad": unidad.strip() or None}


def nombre_de_version_publica(folio: str, version: int) -> str:
    """Return the file name that the proposal takes."""
    return f"{nombre_de_pdf(folio, version).removesuffix('.pdf')}-propuesta-de-version-publica.pdf"
