"""Ayuda."""

from enlace_app.ui.paginas.pagina import Pagina


class PaginaDeAyuda(Pagina):
    """Ayuda."""

    titulo = "Ayuda"
