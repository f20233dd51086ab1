"""On a record that was linked with others: which ones it is the same as, and the way there."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.vinculos import Vinculado, la_misma_que, vinculados_con
from enlace_app.ui.componentes.botones import Enlace
from enlace_app.ui.componentes.etiquetas import EtiquetaElidida
from enlace_app.ui.entorno import Entorno

_LARGO = 90


class LaMismaQue(QWidget):
    """A line for each of them; hidden while there is none."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self.enlaces: list[Enlace] = []
        """What leads to each of them."""
        self._renglones: list[QWidget] = []
        self._caja = QVBoxLayout(self)
        self._caja.setContentsMargins(0, 0, 0, 0)
        self._caja.setSpacing(0)
        self.hide()

    def mostrar(self, registro: str | None) -> None:
        """Show what a record is linked with; None shows nothing."""
        vinculados = vinculados_con(self._entorno.contexto.almacen.lectura, registro) if registro else []
        for renglon in self._renglones:
            self._caja.removeWidget(renglon)
            renglon.hide()
            renglon.deleteLater()
        self.enlaces = []
        self._renglones = [self._renglon(vinculado) for vinculado in vinculados]
        for renglon in self._renglones:
            self._caja.addWidget(renglon)
            renglon.show()
        self.setVisible(bool(vinculados))

    def _renglon(self, vinculado: Vinculado) -> QWidget:
        renglon, abrir = QWidget(), self._entorno.navegacion.abrir
        texto = EtiquetaElidida(f"Es {la_misma_que(vinculado)}")
        enlace = Enlace("Verla", al_activar=lambda: abrir(vinculado.tabla, vinculado.uuid))
        enlace.setAccessibleName(f"Ver {vinculado.nombre[:_LARGO]}")
        caja = QHBoxLayout(renglon)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(texto, 1)
        caja.addWidget(enlace)
        self.enlaces.append(enlace)
        return renglon
