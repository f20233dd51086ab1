"""What was decided and is in no receipt yet, in one line: so that nobody waits for an answer that stays here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from enlace_app.consultas.acuses_por_hacer import PorEnviar, en_palabras, por_enviar
from enlace_app.ui.componentes.etiquetas import Etiqueta
from enlace_app.ui.componentes.senales import Aspecto, Senal
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.tema import Icono, Rol

_SIN_ENVIAR = Aspecto("Por contestar", Icono.CORREO, Rol.AVISO)


class PorContestar(QWidget):
    """Hidden while nothing waits; `pendientes` are the packages whose receipt would tell of it, `cuantos` how many.

    A package that only lacks its first receipt is not among them: there is a button for those.
    """

    cuantos = Signal(int)

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self.pendientes: tuple[PorEnviar, ...] = ()
        self.senal = Senal(_SIN_ENVIAR)
        self.texto = Etiqueta("", ajustar=True)
        self.texto.setMinimumWidth(1)
        caja = QHBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(self.senal)
        caja.addWidget(self.texto, 1)
        self.hide()

    def leer(self) -> None:
        """Read again."""
        todos = por_enviar(self._entorno.contexto.almacen.lectura)
        self.pendientes = tuple(p for p in todos if p.observaciones or p.folios or p.respuestas)
        self.texto.setText(en_palabras(self.pendientes))
        self.setVisible(bool(self.pendientes))
        self.cuantos.emit(len(self.pendientes))
