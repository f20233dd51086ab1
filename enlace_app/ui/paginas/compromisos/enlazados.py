"""The meetings, agreements or documents of one compromiso: Enter or a double click opens one in its section."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from enlace_app.consultas.listado import Fila, Listado, Pedido
from enlace_app.ui.componentes.botones import Enlace
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.tabla_de_renglones import TablaDeRenglones
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.columna import Columna
from enlace_app.ui.modelos_tabla.modelo_de_listado import ModeloDeListado
from enlace_app.ui.navegacion import Destino, Seccion

F = TypeVar("F", bound=Fila)


class Enlazados(QWidget, Generic[F]):
    """`pie` is said under the table; the link beside it leads to the whole list, with its filters and its export."""

    def __init__(
        self,
        entorno: Entorno,
        *,
        tabla: str,
        seccion: Seccion,
        que: str,
        listado: Callable[[], Listado[F]],
        columnas: Sequence[Columna[F]],
        vacio: EstadoVacio,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._entorno, self._tabla, self._seccion, self._clave = entorno, tabla, seccion, ""
        self._listado = listado
        self.modelo: ModeloDeListado[F] = ModeloDeListado(entorno.contexto, listado(), columnas, self)
        self.vista = self._crear_vista(que)
        self.pie = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self.todos = Enlace(f"Ver en {seccion.capitalize()}, para filtrar o exportar", al_activar=self._ver_todos)
        abajo = QHBoxLayout()
        abajo.addWidget(self.todos)
        abajo.addStretch(1)
        self._pila = QStackedWidget()
        lleno = QWidget()
        caja = QVBoxLayout(lleno)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(self.vista, 1)
        caja.addWidget(self.pie)
        caja.addLayout(abajo)
        self._pila.addWidget(lleno)
        self._pila.addWidget(vacio)
        todo = QVBoxLayout(self)
        todo.setContentsMargins(0, 4, 0, 0)
        todo.addWidget(self._pila)

    def _crear_vista(self, que: str) -> QTableView:
        vista = TablaDeRenglones(self.modelo, f"{que} del compromiso")
        encabezado, letra = vista.horizontalHeader(), vista.fontMetrics().averageCharWidth()
        for numero, columna in enumerate(self.modelo.columnas):
            encabezado.resizeSection(numero, (columna.ancho + 2) * letra)
            if columna.estira:
                encabezado.setSectionResizeMode(numero, QHeaderView.ResizeMode.Stretch)
        vista.doubleClicked.connect(self._abrir)
        tecla = QShortcut(QKeySequence(Qt.Key.Key_Return), vista, context=Qt.ShortcutContext.WidgetShortcut)
        tecla.activated.connect(lambda: self._abrir(vista.currentIndex()))
        return vista

    def mostrar(self, clave: str, pie: str = "") -> int:
        """Show those of the compromiso of that key; return how many there are."""
        renglon = self.vista.currentIndex().row() if clave == self._clave else -1
        self._clave = clave
        self.modelo.pedido = Pedido(filtros={"compromiso": clave})
        self.modelo.poner_listado(self._listado())  # that of today
        if 0 <= renglon < self.modelo.rowCount():
            self.vista.selectRow(renglon)
        self.pie.setText(pie)
        self.pie.setVisible(bool(pie))
        self._pila.setCurrentIndex(0 if self.modelo.rowCount() else 1)
        return self.modelo.rowCount()

    def _abrir(self, indice: QModelIndex) -> None:
        fila = self.modelo.fila(indice.row()) if indice.isValid() else None
        if fila is not None:
            self._entorno.navegacion.abrir(self._tabla, fila.uuid)

    def _ver_todos(self) -> None:
        self._entorno.navegacion.ir(Destino(self._seccion, filtro=("compromiso", self._clave)))
