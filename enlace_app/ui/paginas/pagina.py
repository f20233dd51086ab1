"""What every section of the window can be asked for."""

from PySide6.QtWidgets import QWidget

from enlace_app.ui.entorno import Entorno
from enlace_app.ui.navegacion import Destino

DE_LA_AUTORIDAD = frozenset({"paquete", "acuse", "acuse_emitido", "observacion_de_autoridad", "folio_oficial"})
"""Tables that tell where a record stands with the authority; a page that shows it names them among its `tablas`."""


class Pagina(QWidget):
    """One section; made when it is first shown, kept until the window closes."""

    titulo = ""
    """What the window's title says while this page is shown; each page states its own."""
    tablas: frozenset[str] = frozenset()
    """Tables whose changes the page shows; it is refreshed when one of them was written."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entorno = entorno

    def mostrar(self, destino: Destino) -> None:
        """Show a record, a field, a filter or a new record of this section, and take the keyboard."""

    def refrescar(self, tocados: frozenset[tuple[str, str]]) -> None:
        """Read again what is shown; `tocados` are the (table, uuid) that were written."""

    def dejar(self) -> bool:
        """Save what is being edited before something else is shown; False if it was refused and must stay."""
        return True
