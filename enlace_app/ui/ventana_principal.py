"""The window: head, sections, the page that is open, and the session mode that takes it all."""

from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QStyle, QVBoxLayout, QWidget

from enlace_app.ui.barra_de_avisos import BarraDeAvisos
from enlace_app.ui.barra_de_estado import BarraDeEstado
from enlace_app.ui.barra_lateral import SECCIONES, BarraLateral
from enlace_app.ui.barra_superior import BarraSuperior
from enlace_app.ui.deshacer import Deshacer
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.lugar import Lugar
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.fabrica import crear_pagina, crear_sesion
from enlace_app.ui.paginas.pagina import Pagina

_GEOMETRIA = "ventana/geometria"
_INICIAL = QSize(1280, 720)
_MINIMO = QSize(780, 440)
"""What session mode needs; a laptop of 1280 by 720 at 150 % has 853 by 480, less the bar of its desktop."""


class VentanaPrincipal(QMainWindow):
    """Shows one page at a time; pages are made when first asked for."""

    def __init__(self, entorno: Entorno, *, region: str | None, lugar: Lugar) -> None:
        super().__init__()
        self._entorno = entorno
        self._lugar = lugar
        self._paginas: dict[Seccion, Pagina] = {}
        self._sesion: Pagina | None = None
        self._pendientes: set[Pagina] = set()
        self.superior = BarraSuperior(entorno, region)
        self.lateral = BarraLateral()
        self.avisos = BarraDeAvisos(entorno.avisos)
        self.estado = BarraDeEstado(entorno.avisos, entorno.tareas, entorno.autoguardado)
        self._pila = QStackedWidget()
        self._armar()
        self._deshacer = Deshacer(entorno)
        self._conectar()
        self._recordar_tamano()

    def _armar(self) -> None:
        cuerpo = QHBoxLayout()
        cuerpo.setSpacing(0)
        cuerpo.addWidget(self.lateral)
        derecha = QVBoxLayout()
        derecha.setSpacing(0)
        derecha.addWidget(self.avisos)
        derecha.addWidget(self._pila, 1)
        cuerpo.addLayout(derecha, 1)
        todo = QVBoxLayout()
        todo.setContentsMargins(0, 0, 0, 0)
        todo.setSpacing(0)
        todo.addWidget(self.superior)
        todo.addLayout(cuerpo, 1)
        todo.addWidget(self.estado)
        central = QWidget()
        central.setLayout(todo)
        self.setCentralWidget(central)

    def _conectar(self) -> None:
        entorno = self._entorno
        self.lateral.pedida.connect(lambda seccion: entorno.navegacion.ir(Destino(seccion)))
        self.superior.atras.connect(entorno.navegacion.atras)
        entorno.navegacion.pedido.connect(self.mostrar)
        entorno.operaciones.cambiado.connect(self._refrescar)
        self._tecla("Ctrl+K", self.superior.buscador.enfocar)
        self._tecla("Ctrl+N", lambda: entorno.navegacion.nuevo(Seccion.REUNIONES))
        self._tecla("Ctrl+D", lambda: entorno.navegacion.nuevo(Seccion.DOCUMENTOS))
        self._tecla(QKeySequence(QKeySequence.StandardKey.Undo), self._deshacer.deshacer)
        self._tecla(QKeySequence("Ctrl+Shift+Z"), self._deshacer.rehacer)

    def _tecla(self, tecla: str | QKeySequence, accion: Callable[[], object]) -> None:
        QShortcut(QKeySequence(tecla), self).activated.connect(accion)

    def mostrar(self, destino: Destino) -> bool:
        """Show a place; False if what is being edited must be seen to first."""
        actual = self.pagina_actual
        if actual is not None and not actual.dejar():
            return False
        if destino.sesion and destino.uuid:
            self._abrir_sesion(destino)
        else:
            self._cerrar_sesion()
            pagina = self._pagina(destino.seccion)
            self._pila.setCurrentWidget(pagina)
            self.lateral.marcar(destino.seccion)
            self._poner_titulo(SECCIONES[destino.seccion][0])
            if pagina in self._pendientes:
                self._pendientes.discard(pagina)
                pagina.refrescar(frozenset())
            pagina.mostrar(destino)
        self._lugar.anotar(destino)
        return True

    def _abrir_sesion(self, destino: Destino) -> None:
        self._cerrar_sesion()
        self._sesion = crear_sesion(self._entorno, destino.uuid or "")
        self._pila.addWidget(self._sesion)
        self._pila.setCurrentWidget(self._sesion)
        self._mostrar_marco(visible=False)
        self._poner_titulo(self._sesion.titulo)
        self._sesion.mostrar(destino)

    def _cerrar_sesion(self) -> None:
        if self._sesion is not None:
            self._pila.removeWidget(self._sesion)
            self._sesion.deleteLater()
            self._sesion = None
        self._mostrar_marco(visible=True)

    def _mostrar_marco(self, *, visible: bool) -> None:
        self.superior.setVisible(visible)
        self.lateral.setVisible(visible)

    def _pagina(self, seccion: Seccion) -> Pagina:
        if seccion not in self._paginas:
            pagina = crear_pagina(seccion, self._entorno)
            self._paginas[seccion] = pagina
            self._pila.addWidget(pagina)
        return self._paginas[seccion]

    @property
    def pagina_actual(self) -> Pagina | None:
        """The page that is shown, session mode included."""
        actual = self._pila.currentWidget()
        return actual if isinstance(actual, Pagina) else None

    def _poner_titulo(self, titulo: str) -> None:
        marca = " — EJEMPLO, SIN VALIDEZ" if self._entorno.sitio.ejemplo else ""
        self.setWindowTitle(f"{titulo} — Enlace{marca}")

    def _refrescar(self, tocados: frozenset[tuple[str, str]]) -> None:
        tablas = {tabla for tabla, _ in tocados}
        actual = self.pagina_actual
        for pagina in (*self._paginas.values(), *([self._sesion] if self._sesion else [])):
            if not (pagina.tablas & tablas):
                continue
            if pagina is actual:
                pagina.refrescar(tocados)
            else:
                self._pendientes.add(pagina)
        # After the page has shown its change: naming what Ctrl+Z would undo may wait a moment.
        QTimer.singleShot(0, self, self._decir_deshacer)

    def _decir_deshacer(self) -> None:
        from enlace_app.consultas.deshacer import ultimo_deshacible  # after a write, never before the first page

        deshacible = ultimo_deshacible(self._entorno.contexto.almacen.lectura)
        self.estado.decir_deshacer(deshacible.intencion if deshacible else None)

    def _recordar_tamano(self) -> None:
        # Qt brings a remembered window back onto a screen that is there, but not below this minimum.
        marco = 2 * self.style().pixelMetric(QStyle.PixelMetric.PM_MdiSubWindowFrameWidth)
        barra = self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        cabe = self.screen().availableGeometry().size() - QSize(marco, marco + barra)
        self.setMinimumSize(_MINIMO.boundedTo(cabe))
        geometria = self._entorno.memoria.bytes_de(_GEOMETRIA)
        if geometria is None or not self.restoreGeometry(geometria):
            self.resize(_INICIAL.boundedTo(cabe))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is open; stay open where that is refused, so that nothing typed is lost without a word."""
        actual = self.pagina_actual
        if actual is not None and not actual.dejar():
            event.ignore()
            return
        self._entorno.memoria.guardar(_GEOMETRIA, self.saveGeometry())
        self._entorno.memoria.asentar()
        self._lugar.olvidar()
        self._entorno.autoguardado.esperar()
        self._entorno.tareas.esperar()
        event.accept()
