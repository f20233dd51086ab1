"""Documentos."""

from enlace_app.ui.paginas.pagina import Pagina


class PaginaDeDocumentos(Pagina):
    """Documentos."""

    titulo = "Documentos"
