"""Documentos."""

from enlace_app.ui.paginas.reuniones.pestana import Pestana


class PestanaDeDocumentos(Pestana):
    """Documentos."""

    titulo = "Documentos"
    tabla = "documento"
