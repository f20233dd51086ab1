"""Informes."""

from enlace_app.ui.paginas.pagina import Pagina


class PaginaDeInformes(Pagina):
    """Informes."""

    titulo = "Informes"
