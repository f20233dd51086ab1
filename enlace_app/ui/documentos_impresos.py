"""Writing a document of a meeting to a file that the person chooses, beside the window."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from enlace_app.ui.componentes.archivos import pedir_destino
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.tareas import Progreso

if TYPE_CHECKING:
    from enlace_app.servicios.documentos_de_reunion import DocumentoExportado

Componer = Callable[[], Mapping[str, Any]]
"""Gathers the content of the document; runs in the thread of the task."""


def pedir_documento(entorno: Entorno, padre: QWidget, clase: str, folio: str, componer: Componer) -> None:
    """Ask for a file, then write a document of that class (see `servicios.documentos_de_reunion`) to it."""
    from enlace_app.servicios.documentos_de_reunion import DOCUMENTOS, nombre_de_documento

    sugerido = Path.home() / nombre_de_documento(clase, folio)
    pedir_destino(
        padre,
        f"Guardar: {DOCUMENTOS[clase].lower()}",
        sugerido,
        "PDF (*.pdf)",
        lambda destino: escribir_documento(entorno, destino, f"{DOCUMENTOS[clase]} de {folio}", componer),
    )


def escribir_documento(entorno: Entorno, destino: Path, titulo: str, componer: Componer) -> None:
    """Write the document as a task; says when it is done, and which templates of the institution could not be used."""
    contexto = entorno.contexto

    def trabajo(_progreso: Progreso) -> "DocumentoExportado":
        from enlace_app.servicios.documentos_de_reunion import exportar_documento

        return exportar_documento(contexto.almacen, destino=destino, imprenta=contexto.imprenta, contenido=componer())

    def terminar(exportado: "DocumentoExportado") -> None:
        entorno.avisos.hecho(f"Se escribió «{destino}».")
        for aviso in exportado.avisos:
            entorno.avisos.aviso(aviso)

    entorno.operaciones.en_tarea(titulo, trabajo, al_terminar=terminar)
