"""A list with the record beside it, the edge between them where the person left it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from enlace_app.ui.memoria import Memoria


class ListaYRegistro(QSplitter):
    """`nombre` is its key in the window's memory; `reparto` the first widths, in parts."""

    def __init__(
        self,
        memoria: Memoria,
        nombre: str,
        lista: QWidget,
        registro: QWidget,
        *,
        reparto: tuple[int, int] = (2, 3),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._memoria = memoria
        self._clave = f"reparto/{nombre}"
        self.addWidget(lista)
        self.addWidget(registro)
        self.setCollapsible(0, False)
        self.setCollapsible(1, False)
        self.setStretchFactor(0, reparto[0])
        self.setStretchFactor(1, reparto[1])
        self.setSizes([parte * 200 for parte in reparto])
        estado = memoria.bytes_de(self._clave)
        if estado is not None:
            self.restoreState(estado)
        self.splitterMoved.connect(lambda *_: memoria.guardar(self._clave, self.saveState()))
