"""What an enlace does with packages: sees what would go, makes it, and follows what became of those that went."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from enlace_app.ui.componentes.lista_y_registro import ListaYRegistro
from enlace_app.ui.componentes.zona_de_archivos import ReceptorDeArchivos
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.paquetes.acuse_de_paquete import AcuseDePaquete
from enlace_app.ui.paginas.paquetes.acuse_que_llega import AcuseQueLlega
from enlace_app.ui.paginas.paquetes.historial import crear_historial
from enlace_app.ui.paginas.paquetes.lo_que_ira import LoQueIra
from enlace_app.ui.paginas.paquetes.palabras_de_mi_clave import PalabrasDeMiClave


class Enviar(QWidget):
    """A file dropped anywhere on it is the authority's answer, or told what it is."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lo_que_ira = LoQueIra(entorno)
        self.clave = PalabrasDeMiClave(entorno)
        self.historial = crear_historial(entorno)
        self.acuse = AcuseQueLlega(entorno)
        self.detalle = AcuseDePaquete(entorno)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(
            ListaYRegistro(entorno.memoria, "paquetes", self._por_enviar(), self._enviados(), reparto=(5, 6)), 1
        )
        receptor = ReceptorDeArchivos(self)
        receptor.recibidos.connect(self.acuse.recibir)
        receptor.rechazado.connect(self.acuse.rechazar)
        self.historial.elegida.connect(self.detalle.mostrar)
        self.historial.abierta.connect(lambda _: self.detalle.enfocar())
        self.acuse.tomado.connect(self._mostrar_tomado)
        self.lo_que_ira.hecho.connect(lambda _: self._mostrar_primero())
        self.mostrar_ultimo()

    def _por_enviar(self) -> QWidget:
        izquierda = QWidget()
        caja = QVBoxLayout(izquierda)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(self.lo_que_ira, 1)
        caja.addWidget(self.clave)
        return izquierda

    def _enviados(self) -> QWidget:
        derecha = QWidget()
        partes = QSplitter(Qt.Orientation.Vertical)
        partes.setChildrenCollapsible(False)
        partes.addWidget(self.historial)
        partes.addWidget(self.detalle)
        partes.setStretchFactor(0, 1)
        partes.setStretchFactor(1, 1)
        partes.setSizes([200, 360])
        caja = QVBoxLayout(derecha)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(self.acuse)
        caja.addWidget(partes, 1)
        return derecha

    def mostrar_paquete(self, uuid: str) -> bool:
        """Put the cursor on a package and show what was answered to it; False if it was not made here."""
        if not self.historial.seleccionar(uuid):
            return False
        self.detalle.mostrar(uuid)
        return True

    def refrescar(self) -> None:
        """Read again what went, and stay on the same package."""
        self.historial.recargar()
        if self.historial.uuid_actual is None:
            self.mostrar_ultimo()
        self.detalle.mostrar(self.historial.uuid_actual)

    def mostrar_ultimo(self) -> None:
        """Show the latest package, if none is shown and there is one."""
        if self.historial.uuid_actual is None:
            self._mostrar_primero()

    def _mostrar_primero(self) -> None:
        if (fila := self.historial.modelo.fila(0)) is not None:
            self.mostrar_paquete(fila.uuid)

    def _mostrar_tomado(self, paquete: str) -> None:
        self.refrescar()
        self.mostrar_paquete(paquete)
