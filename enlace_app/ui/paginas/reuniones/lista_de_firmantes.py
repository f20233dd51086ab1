"""Who signs an acta, one line each: ticked to be settled by the scan, or settled in another way."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from enlace_app.consultas.firmas import Firmante
from enlace_app.dominio.firmas import Resultado
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.paginas.reuniones.firmas_escritas import escribir_firma

_A_LA_VISTA, _AL_MENOS = 6, 3


class ListaDeFirmantes(QScrollArea):
    """Up to six lines, then it scrolls."""

    otro_modo = Signal(object, object)
    """The `Firmante` and the `Resultado` as which she is to be settled."""
    simple = Signal(object)
    efirma = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._casillas: list[tuple[Firmante, QCheckBox]] = []
        self._alto = 0
        self._lista = QWidget()
        self._renglones = QVBoxLayout(self._lista)
        self._renglones.setContentsMargins(0, 0, 0, 0)
        self._renglones.setSpacing(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._lista)
        for fondo in (self.viewport(), self._lista):
            fondo.setAutoFillBackground(False)

    def poner(self, quienes: Sequence[Firmante]) -> None:
        """Show these, all who are open ticked."""
        while (sobra := self._renglones.takeAt(0)) is not None:
            if (widget := sobra.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._casillas = []
        for firmante in quienes:
            renglon = self._abierto(firmante) if firmante.pendiente else EtiquetaElidida(escribir_firma(firmante))
            self._renglones.addWidget(renglon)
        if not quienes:
            self._renglones.addWidget(Etiqueta("No nombra a nadie que deba firmar.", RolDeEtiqueta.TENUE))
        self._renglones.addStretch(1)
        altos = [w.sizeHint().height() + 1 for n in range(len(quienes) or 1) if (w := self._widget(n)) is not None]
        self._alto = sum(altos[:_A_LA_VISTA]) + 4
        self.setMaximumHeight(self._alto)
        self.setMinimumHeight(sum(altos[:_AL_MENOS]) + 4)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Six lines; where the window is low, fewer."""
        return QSize(super().sizeHint().width(), self._alto)

    def _widget(self, n: int) -> QWidget | None:
        item = self._renglones.itemAt(n)
        return item.widget() if item is not None else None

    def controles(self) -> list[QWidget]:
        """What the keyboard goes through, in the order of the lines."""
        renglones = [w for n in range(self._renglones.count()) if (w := self._widget(n)) is not None]
        return [c for renglon in renglones for c in renglon.findChildren(QAbstractButton)]

    def elegidos(self) -> list[str]:
        """Who is ticked."""
        return [firmante.nombre for firmante, casilla in self._casillas if casilla.isChecked()]

    def _abierto(self, firmante: Firmante) -> QWidget:
        casilla = QCheckBox(f"{firmante.nombre} — falta".replace("&", "&&"))
        casilla.setAccessibleName(f"{firmante.nombre}, falta por firmar")
        casilla.setChecked(True)
        self._casillas.append((firmante, casilla))
        boton = BotonSecundario("De otro modo…")
        boton.setAccessibleName(f"{firmante.nombre}: terminó de otro modo")
        boton.clicked.connect(lambda _=False: self._mostrar_menu(boton, firmante))
        renglon = QWidget()
        fila = QHBoxLayout(renglon)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.addWidget(casilla, 1)
        fila.addWidget(boton)
        return renglon

    def _mostrar_menu(self, boton: QWidget, firmante: Firmante) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        opciones: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Se &retiró sin firmar…", lambda: self.otro_modo.emit(firmante, Resultado.SE_RETIRO)),
            ("Se &negó a firmar…", lambda: self.otro_modo.emit(firmante, Resultado.SE_NEGO)),
            ("Firmó bajo &protesta…", lambda: self.otro_modo.emit(firmante, Resultado.BAJO_PROTESTA)),
            ("Firma con &e.firma…", self.efirma.emit),
            ("Firma &simple…", lambda: self.simple.emit(firmante)),
        )
        for texto, hacer in opciones:
            accion = QAction(texto, menu)
            accion.triggered.connect(lambda _=False, hacer=hacer: hacer())
            menu.addAction(accion)
        menu.popup(boton.mapToGlobal(QPoint(0, boton.height())))
