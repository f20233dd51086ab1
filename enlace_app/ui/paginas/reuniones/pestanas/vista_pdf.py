"""A PDF on the screen: pages one below the other, zoom, text search; another one takes its place without a jump."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QBuffer, QIODevice, QModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from enlace_app.ui.componentes.botones import BotonDeIcono, BotonSecundario
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.tema import Icono

_PASO = 1.2
_MINIMO, _MAXIMO = 0.25, 5.0
_CIEN = 1.0


class VistaPdf(QWidget):
    """Shows one PDF; Ctrl++ and Ctrl+- zoom, Ctrl+0 is 100 %, Ctrl+F searches, Home and End lead to both ends.

    The arrows and Page Up and Down scroll. `barra` is the row of its controls, for whoever has more to put there.
    """

    cambiada = Signal()
    """Another page is in sight, or another PDF."""

    def __init__(self, nombre: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.vista = _Hojas(nombre, self)
        self._deposito: QBuffer | None = None
        self._documento: QPdfDocument | None = None
        self.buscador = QPdfSearchModel(self)
        self.vista.setSearchModel(self.buscador)
        self.pagina = Etiqueta("", RolDeEtiqueta.TENUE)
        self.zoom = self._crear_zoom()
        self.buscado = QLineEdit()
        self.hallazgos = Etiqueta("", RolDeEtiqueta.TENUE)
        self._hallazgo = -1
        self.barra = QHBoxLayout()
        self.barra.setSpacing(2)
        self._renglon_de_busqueda = self._crear_busqueda()
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(4)
        self._llenar_barra()
        caja.addLayout(self.barra)
        caja.addWidget(self._renglon_de_busqueda)
        caja.addWidget(self.vista, 1)
        self.setFocusProxy(self.vista)
        self.vista.verticalScrollBar().valueChanged.connect(lambda _: self._contar_paginas())
        self.buscador.countChanged.connect(self._contar_hallazgos)
        self._crear_teclas()

    def _llenar_barra(self) -> None:
        self.barra.addWidget(self.pagina)
        self.barra.addStretch(1)
        self.barra.addWidget(_boton_de_zoom("−", "Alejar  (Ctrl+−)", lambda: self.acercar(1 / _PASO)))
        self.barra.addWidget(self.zoom)
        self.barra.addWidget(_boton_de_zoom("+", "Acercar  (Ctrl++)", lambda: self.acercar(_PASO)))
        self.barra.addWidget(BotonDeIcono(Icono.BUSCAR, "Buscar en el PDF  (Ctrl+F)", al_pulsar=self.abrir_busqueda))

    def _crear_zoom(self) -> QComboBox:
        zoom = QComboBox()
        zoom.setAccessibleName("Tamaño de la página en la pantalla")
        zoom.addItem("Ancho", QPdfView.ZoomMode.FitToWidth)
        zoom.addItem("Página", QPdfView.ZoomMode.FitInView)
        zoom.addItem("100 %", QPdfView.ZoomMode.Custom)
        zoom.activated.connect(self._elegir_zoom)
        self.vista.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        return zoom

    def _crear_busqueda(self) -> QWidget:
        renglon = QWidget()
        fila = QHBoxLayout(renglon)
        fila.setContentsMargins(0, 0, 0, 0)
        self.buscado.setPlaceholderText("Buscar en el PDF; Enter pasa al siguiente")
        self.buscado.setAccessibleName("Buscar en el PDF")
        self.buscado.textChanged.connect(self._buscar)
        self.buscado.returnPressed.connect(lambda: self.ir_al_hallazgo(1))
        fila.addWidget(self.buscado, 1)
        fila.addWidget(self.hallazgos)
        for cual, nombre, pasos in (
            (Icono.FLECHA_ARRIBA, "Anterior  (Mayús+F3)", -1),
            (Icono.FLECHA_ABAJO, "Siguiente  (F3)", 1),
        ):
            fila.addWidget(BotonDeIcono(cual, nombre, al_pulsar=partial(self.ir_al_hallazgo, pasos)))
        fila.addWidget(BotonDeIcono(Icono.CERRAR, "Cerrar la búsqueda  (Esc)", al_pulsar=self.cerrar_busqueda))
        renglon.hide()
        return renglon

    def _crear_teclas(self) -> None:
        for teclas, accion in (
            ((QKeySequence.StandardKey.ZoomIn, "Ctrl+="), lambda: self.acercar(_PASO)),
            ((QKeySequence.StandardKey.ZoomOut,), lambda: self.acercar(1 / _PASO)),
            (("Ctrl+0",), lambda: self._elegir_zoom(2)),
            ((QKeySequence.StandardKey.Find,), self.abrir_busqueda),
            (("F3",), lambda: self.ir_al_hallazgo(1)),
            (("Shift+F3",), lambda: self.ir_al_hallazgo(-1)),
        ):
            atajo = QShortcut(self)
            atajo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            atajo.setKeys([QKeySequence(tecla) for tecla in teclas])
            atajo.activated.connect(accion)
        cerrar = QShortcut(QKeySequence("Esc"), self._renglon_de_busqueda)
        cerrar.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        cerrar.activated.connect(self.cerrar_busqueda)

    def mostrar(self, datos: bytes, *, conservar: bool) -> bool:
        """Show this PDF; with `conservar` at the place where one was. False where it cannot be read."""
        deposito = QBuffer(self)
        deposito.setData(datos)
        deposito.open(QIODevice.OpenModeFlag.ReadOnly)
        documento = QPdfDocument(self)
        documento.load(deposito)
        if documento.status() is not QPdfDocument.Status.Ready:
            documento.deleteLater()
            deposito.deleteLater()
            return False
        barras = (self.vista.verticalScrollBar(), self.vista.horizontalScrollBar())
        lugares = [barra.value() if conservar else 0 for barra in barras]
        anterior, deposito_anterior = self._documento, self._deposito
        self._documento, self._deposito = documento, deposito
        self._hallazgo = -1
        self.vista.setDocument(documento)
        self.buscador.setDocument(documento)
        for barra, lugar in zip(barras, lugares, strict=True):
            barra.setValue(lugar)
        # The view still draws the former one in its own thread: it goes only when the event is over.
        for sobra in (anterior, deposito_anterior):
            if sobra is not None:
                sobra.deleteLater()
        self._contar_paginas()
        self.cambiada.emit()
        return True

    @property
    def paginas(self) -> int:
        """How many pages there are; 0 while nothing is shown."""
        return self._documento.pageCount() if self._documento is not None else 0

    @property
    def pagina_actual(self) -> int:
        """The page in sight, counted from 1."""
        return self.vista.pageNavigator().currentPage() + 1

    def acercar(self, factor: float) -> None:
        """Show larger or smaller, from what is on the screen now."""
        ahora = self.vista.escala()
        self.vista.setZoomFactor(min(max(ahora * factor, _MINIMO), _MAXIMO))
        self.vista.setZoomMode(QPdfView.ZoomMode.Custom)
        self._decir_zoom()

    def _elegir_zoom(self, indice: int) -> None:
        modo = self.zoom.itemData(indice)
        if modo is QPdfView.ZoomMode.Custom:
            self.vista.setZoomFactor(_CIEN)
        self.vista.setZoomMode(modo)
        self._decir_zoom()

    def _decir_zoom(self) -> None:
        if self.vista.zoomMode() is QPdfView.ZoomMode.Custom:
            self.zoom.setItemText(2, f"{round(self.vista.zoomFactor() * 100)} %")
            self.zoom.setCurrentIndex(2)
        else:
            self.zoom.setItemText(2, "100 %")
            self.zoom.setCurrentIndex(self.zoom.findData(self.vista.zoomMode()))

    def _contar_paginas(self) -> None:
        self.pagina.setText(f"página {self.pagina_actual} de {self.paginas}" if self.paginas else "")

    def abrir_busqueda(self) -> None:
        """Put the keyboard into the line of the search."""
        self._renglon_de_busqueda.show()
        self.buscado.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.buscado.selectAll()

    def cerrar_busqueda(self) -> None:
        """Put the search away, and the keyboard back on the pages."""
        self.buscado.clear()
        self._renglon_de_busqueda.hide()
        self.vista.setFocus(Qt.FocusReason.OtherFocusReason)

    def _buscar(self, texto: str) -> None:
        self._hallazgo = -1
        self.buscador.setSearchString(texto.strip())
        self._contar_hallazgos()

    def _contar_hallazgos(self) -> None:
        total = self._cuantos_hallazgos()
        if self._hallazgo >= total:
            self._hallazgo = -1
        if not self.buscado.text().strip():
            self.hallazgos.setText("")
        elif self._hallazgo >= 0:
            self.hallazgos.setText(f"{self._hallazgo + 1:,} de {total:,}")
        else:
            self.hallazgos.setText(f"{total:,} {'vez' if total == 1 else 'veces'}" if total else "no está")

    def _cuantos_hallazgos(self) -> int:
        return self.buscador.rowCount(QModelIndex())

    def ir_al_hallazgo(self, pasos: int) -> None:
        """Go on to the next place where the text stands, or back; after the last comes the first."""
        total = self._cuantos_hallazgos()
        if not total:
            return
        self._hallazgo = (self._hallazgo + pasos) % total if self._hallazgo >= 0 else (0 if pasos > 0 else total - 1)
        self.vista.setCurrentSearchResultIndex(self._hallazgo)
        enlace = self.buscador.resultAtIndex(self._hallazgo)
        self.vista.mostrar_lugar(enlace.page(), enlace.location())
        self._contar_hallazgos()


class _Hojas(QPdfView):
    def __init__(self, nombre: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(nombre)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def escala(self) -> float:
        """The factor at which the page in sight is shown now, whatever the mode."""
        documento = self.document()
        if self.zoomMode() is QPdfView.ZoomMode.Custom or not documento.pageCount():
            return self.zoomFactor()
        pagina = documento.pagePointSize(self.pageNavigator().currentPage())
        puntos = self.logicalDpiX() / 72
        margenes = self.documentMargins()
        ancho = (self.viewport().width() - margenes.left() - margenes.right()) / (pagina.width() * puntos)
        if self.zoomMode() is QPdfView.ZoomMode.FitToWidth:
            return ancho
        alto = (self.viewport().height() - self.pageSpacing()) / (pagina.height() * puntos)
        return min(ancho, alto)

    def mostrar_lugar(self, pagina: int, punto: QPointF) -> None:
        """Scroll to a point of a page (in PDF points); jumping through the navigator stops at the page's top."""
        documento = self.document()
        factor = self.escala() * self.logicalDpiX() / 72
        altos = [documento.pagePointSize(n).height() * factor + self.pageSpacing() for n in range(pagina)]
        arriba = self.documentMargins().top() + sum(altos) + punto.y() * factor
        # A third of the way down: what stands before the words is seen, too.
        self.verticalScrollBar().setValue(round(arriba - self.viewport().height() / 3))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        barra = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            barra.setValue(barra.minimum())
        elif event.key() == Qt.Key.Key_End:
            barra.setValue(barra.maximum())
        else:
            super().keyPressEvent(event)


def _boton_de_zoom(signo: str, nombre: str, al_pulsar: Callable[[], object]) -> BotonSecundario:
    boton = BotonSecundario(signo, al_pulsar=al_pulsar)
    boton.setAccessibleName(nombre)
    boton.setToolTip(nombre)
    return boton
