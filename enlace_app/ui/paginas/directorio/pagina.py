"""Directorio."""

from enlace_app.ui.paginas.pagina import Pagina


class PaginaDeDirectorio(Pagina):
    """Directorio."""

    titulo = "Directorio"
