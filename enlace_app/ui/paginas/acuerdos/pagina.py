"""Acuerdos."""

from enlace_app.ui.paginas.pagina import Pagina


class PaginaDeAcuerdos(Pagina):
    """Acuerdos."""

    titulo = "Acuerdos"
