"""What each tab of a meeting's record can be asked for."""

from PySide6.QtWidgets import QWidget

from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.ui.entorno import Entorno


class Pestana(QWidget):
    """One tab; it shows a record and saves each field as it is left, through `entorno.operaciones`."""

    titulo = ""
    tabla = ""
    """Table of the parts that it shows, `reunion` for the meeting itself."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entorno = entorno
        self.registro: RegistroDeReunion | None = None

    def poner(self, registro: RegistroDeReunion) -> None:
        """Show a record, or the same one again after it changed; what is being typed must not be lost."""
        self.registro = registro

    def ir_a(self, campo: str | None, uuid: str | None) -> bool:
        """Put the keyboard on a field of the meeting or of one of its parts; False if it is not in this tab."""
        return False

    def dejar(self) -> bool:
        """Save what is being typed; False if it was refused and must stay on the screen."""
        return True
