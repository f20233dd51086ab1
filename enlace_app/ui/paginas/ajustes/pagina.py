"""Ajustes."""

from enlace_app.ui.paginas.pagina import Pagina


class PaginaDeAjustes(Pagina):
    """Ajustes."""

    titulo = "Ajustes"
