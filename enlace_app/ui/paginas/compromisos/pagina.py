"""Compromisos."""

from enlace_app.ui.paginas.pagina import Pagina


class PaginaDeCompromisos(Pagina):
    """Compromisos."""

    titulo = "Compromisos"
