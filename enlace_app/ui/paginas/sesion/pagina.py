"""Session mode."""

from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.pagina import Pagina


class PaginaDeSesion(Pagina):
    """Recording a meeting while it is held."""

    titulo = "Sesión"

    def __init__(self, entorno: Entorno, reunion: str) -> None:
        super().__init__(entorno)
        self._reunion = reunion
