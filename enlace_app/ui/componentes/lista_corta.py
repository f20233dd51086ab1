"""A list that is held whole: it filters, sorts, remembers its columns and exports what it shows, as long ones do."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from enlace_app.servicios.listados import exportar_listado
from enlace_app.ui.componentes.archivos import pedir_destino
from enlace_app.ui.componentes.barra_de_avance import PintorDeBarra
from enlace_app.ui.componentes.botones import BotonDeIcono, BotonSecundario
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.tabla_de_renglones import TablaDeRenglones
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.modelo_de_filas import PARTE, ColumnaDeFilas, ModeloDeFilas
from enlace_app.ui.tema import Icono

F = TypeVar("F")


class ListaCorta(QWidget, Generic[F]):
    """`elegida` carries the row under the cursor, `abierta` that of the double click and Enter.

    `nombre` is its key in the window's memory, `que` what it lists, for the file it exports. `filtros` are choices of
    whoever puts the rows, shown before the line for words.
    """

    elegida = Signal(object)
    abierta = Signal(object)

    def __init__(
        self,
        entorno: Entorno,
        *,
        nombre: str,
        que: str,
        columnas: Sequence[ColumnaDeFilas[F]],
        vacio: EstadoVacio,
        filtros: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._entorno, self._que = entorno, que
        self._clave = f"lista/{nombre}/{len(columnas)}"
        self.modelo: ModeloDeFilas[F] = ModeloDeFilas(columnas, self)
        self.buscador = QLineEdit()
        self._cuenta = Etiqueta("", RolDeEtiqueta.TENUE)
        self.tabla = self._crear_tabla()
        self._vacio = vacio
        self._sin_coincidencias = EstadoVacio(
            Icono.FILTRO,
            "Nada coincide con el filtro",
            "Hay renglones, pero ninguno tiene lo que se escribió arriba.",
            [BotonSecundario("Quitar el filtro", al_pulsar=self.buscador.clear)],
        )
        self._pila = QStackedWidget()
        for vista in (self.tabla, self._vacio, self._sin_coincidencias):
            self._pila.addWidget(vista)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addLayout(self._crear_barra(filtros))
        caja.addWidget(self._pila, 1)
        self._recordar_columnas()
        self._actualizar()

    def _crear_tabla(self) -> QTableView:
        tabla = TablaDeRenglones(self.modelo, f"Lista de {self._que}")
        for numero, columna in enumerate(self.modelo.columnas):
            if columna.parte is not None:
                tabla.setItemDelegateForColumn(numero, PintorDeBarra(lambda indice: indice.data(PARTE), tabla))
        tabla.selectionModel().currentRowChanged.connect(lambda indice, _: self._decir(self.elegida, indice))
        tabla.doubleClicked.connect(lambda indice: self._decir(self.abierta, indice))
        tecla = QShortcut(QKeySequence(Qt.Key.Key_Return), tabla, context=Qt.ShortcutContext.WidgetShortcut)
        tecla.activated.connect(lambda: self._decir(self.abierta, tabla.currentIndex()))
        return tabla

    def _crear_barra(self, filtros: Sequence[QWidget]) -> QHBoxLayout:
        self.buscador.setPlaceholderText(f"Filtrar {self._que}  (Ctrl+F)")
        self.buscador.setAccessibleName(f"Filtrar {self._que}")
        self.buscador.setClearButtonEnabled(True)
        self.buscador.textChanged.connect(self._filtrar)
        self.buscador.returnPressed.connect(self.enfocar)
        tecla = QShortcut(
            QKeySequence(QKeySequence.StandardKey.Find), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        tecla.activated.connect(lambda: self.buscador.setFocus(Qt.FocusReason.ShortcutFocusReason))
        barra = QHBoxLayout()
        for filtro in filtros:
            barra.addWidget(filtro)
        barra.addWidget(self.buscador, 1)
        barra.addWidget(self._cuenta)
        nombre = f"Exportar esta lista de {self._que}"
        barra.addWidget(BotonDeIcono(Icono.EXPORTAR, nombre, al_pulsar=self.exportar))
        return barra

    def _recordar_columnas(self) -> None:
        encabezado, letra = self.tabla.horizontalHeader(), self.tabla.fontMetrics().averageCharWidth()
        encabezado.setSectionsMovable(True)
        encabezado.setSortIndicatorClearable(True)
        encabezado.setSortIndicatorShown(True)
        encabezado.setSectionsClickable(True)
        encabezado.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for numero, columna in enumerate(self.modelo.columnas):
            encabezado.resizeSection(numero, (columna.ancho + 2) * letra)
            encabezado.setSectionHidden(numero, not columna.visible)
        estado = self._entorno.memoria.bytes_de(self._clave)
        if estado is not None:
            encabezado.restoreState(estado)
        for numero, columna in enumerate(self.modelo.columnas):
            if columna.estira:
                encabezado.setSectionResizeMode(numero, QHeaderView.ResizeMode.Stretch)
        self.modelo.sort(encabezado.sortIndicatorSection(), encabezado.sortIndicatorOrder())
        encabezado.sortIndicatorChanged.connect(lambda n, orden: self._conservando(lambda: self.modelo.sort(n, orden)))
        for cambio in (encabezado.sectionResized, encabezado.sectionMoved, encabezado.sortIndicatorChanged):
            cambio.connect(lambda *_: self._entorno.memoria.guardar(self._clave, encabezado.saveState()))

    def poner(self, filas: Sequence[F]) -> None:
        """Show these and stay on the same row where it is still there."""
        self._conservando(lambda: self.modelo.poner(filas))

    def _filtrar(self, texto: str) -> None:
        self._conservando(lambda: self.modelo.filtrar(texto))

    def _conservando(self, cambio: Callable[[], object]) -> None:
        fila, lugar = self.fila_actual, self.tabla.verticalScrollBar().value()
        cambio()
        self._actualizar()
        if fila is not None and fila in self.modelo.filas:
            bloqueada = self.tabla.selectionModel().blockSignals(True)
            self.tabla.selectRow(self.modelo.filas.index(fila))
            self.tabla.selectionModel().blockSignals(bloqueada)
            self.tabla.verticalScrollBar().setValue(lugar)

    def _actualizar(self) -> None:
        cuantas = self.modelo.rowCount()
        self._cuenta.setText(f"{cuantas:,}")
        vista: QWidget = self.tabla
        if cuantas == 0:
            vista = self._sin_coincidencias if self.modelo.todas else self._vacio
        self._pila.setCurrentWidget(vista)

    @property
    def fila_actual(self) -> F | None:
        """The row under the cursor."""
        indice = self.tabla.currentIndex()
        return self.modelo.fila(indice.row()) if indice.isValid() else None

    def seleccionar(self, fila: F) -> bool:
        """Put the cursor on a row; a filter that hides it is taken away. False if it is not there."""
        if fila not in self.modelo.filas:
            self.buscador.clear()
        if fila not in self.modelo.filas:
            return False
        self.tabla.selectRow(self.modelo.filas.index(fila))
        return True

    def _decir(self, senal: object, indice: QModelIndex) -> None:
        fila = self.modelo.fila(indice.row()) if indice.isValid() else None
        if fila is not None:
            senal.emit(fila)  # type: ignore[attr-defined]

    def enfocar(self) -> None:
        """Put the keyboard on the list, or where one types while it is empty."""
        hay = bool(self.modelo.rowCount())
        (self.tabla if hay else self.buscador).setFocus(Qt.FocusReason.OtherFocusReason)
        if hay and not self.tabla.currentIndex().isValid():
            self.tabla.selectRow(0)

    def exportar(self) -> None:
        """Ask for a file and write what the list shows now."""
        nombre = f"{self._que.replace(' ', '-')}-{self._entorno.ahora_en(None):%Y-%m-%d}.xlsx"
        pedir_destino(
            self, f"Exportar {self._que}", Path.home() / nombre, "Libro de Excel (*.xlsx);;CSV (*.csv)", self.exportar_a
        )

    def exportar_a(self, destino: Path) -> None:
        """Write what the list shows now to that file, as a workbook or as CSV by its extension."""
        encabezado = self.tabla.horizontalHeader()
        orden = [encabezado.logicalIndex(n) for n in range(encabezado.count())]
        columnas = [self.modelo.columnas[n] for n in orden if not encabezado.isSectionHidden(n)]
        filas = list(self.modelo.textos(columnas))
        almacen = self._entorno.contexto.almacen
        self._entorno.operaciones.en_tarea(
            f"Exportando {self._que}",
            lambda progreso: exportar_listado(
                almacen.carpeta,
                destino,
                titulo=self._que.capitalize(),
                columnas=[(c.titulo, c.ancho) for c in columnas],
                filas=filas,
                total=len(filas),
                progreso=progreso,
            ),
            al_terminar=lambda _: self._entorno.avisos.hecho(f"Se escribió «{destino.name}»."),
            cancelable=True,
        )
