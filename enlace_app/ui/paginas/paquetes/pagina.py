"""Paquetes."""

from enlace_app.ui.paginas.pagina import Pagina


class PaginaDePaquetes(Pagina):
    """Paquetes."""

    titulo = "Paquetes"
