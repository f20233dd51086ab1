"""The list that every section shows: filter, sort, choose columns, export what is seen, and what to do when empty."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from enlace_app.consultas.listado import Fila, Listado
from enlace_app.servicios.listados import exportar_listado
from enlace_app.ui.componentes.archivos import pedir_destino
from enlace_app.ui.componentes.botones import BotonDeIcono, BotonSecundario
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.tabla_de_renglones import TablaDeRenglones
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.columna import Columna
from enlace_app.ui.modelos_tabla.modelo_de_listado import ModeloDeListado
from enlace_app.ui.tema import Icono

F = TypeVar("F", bound=Fila)

TEXTO = "texto"
"""What `filtrar` and a `Destino` call the words of the line; no filter of a list has that key."""
_ESPERA_MILISEGUNDOS = 200
"""After the last key, before the list is narrowed."""


@dataclass(frozen=True)
class Filtro:
    """A choice above a list: `opciones` are (what is read, value of the filter `clave`)."""

    clave: str
    titulo: str
    opciones: Sequence[tuple[str, object]]


class Lista(QWidget, Generic[F]):
    """A list of records; `elegida` follows the row under the cursor, `abierta` the double click and Enter.

    Both carry the uuid. `nombre` is its key in the window's memory, `que` what it lists, for the file it exports.
    """

    elegida = Signal(str)
    abierta = Signal(str)

    def __init__(
        self,
        entorno: Entorno,
        *,
        nombre: str,
        que: str,
        listado: Listado[F],
        columnas: Sequence[Columna[F]],
        vacio: EstadoVacio,
        filtros: Sequence[Filtro] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._nombre = nombre
        self._que = que
        self.modelo: ModeloDeListado[F] = ModeloDeListado(entorno.contexto, listado, columnas, self)
        self.tabla = self._crear_tabla()
        self.buscador = QLineEdit()
        self._combos: dict[str, QComboBox] = {}
        self._cuenta = Etiqueta("", RolDeEtiqueta.TENUE)
        self._vacio, self._sin_coincidencias = vacio, self._crear_sin_coincidencias()
        disposicion = QVBoxLayout(self)
        self._pila = QStackedWidget()  # not a layout alone: its pages would be shown before they have a parent
        for vista in (self.tabla, self._vacio, self._sin_coincidencias):
            self._pila.addWidget(vista)
        disposicion.setContentsMargins(0, 0, 0, 0)
        disposicion.addLayout(self._crear_barra())
        disposicion.addLayout(self._crear_filtros(filtros))
        disposicion.addWidget(self._pila, 1)
        self._recordar_columnas()
        self._actualizar_cuenta()

    def _crear_tabla(self) -> QTableView:
        tabla = TablaDeRenglones(self.modelo, f"Lista de {self._que}")
        tabla.selectionModel().currentRowChanged.connect(self._cambio_el_renglon)
        tabla.doubleClicked.connect(self._abrir)
        tecla = QShortcut(QKeySequence(Qt.Key.Key_Return), tabla, context=Qt.ShortcutContext.WidgetShortcut)
        tecla.activated.connect(lambda: self._abrir(tabla.currentIndex()))
        self._preparar_encabezado(tabla.horizontalHeader())
        return tabla

    def _preparar_encabezado(self, encabezado: QHeaderView) -> None:
        encabezado.setSectionsMovable(True)
        encabezado.setSortIndicatorClearable(True)
        encabezado.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        encabezado.customContextMenuRequested.connect(lambda _: self._mostrar_columnas())
        encabezado.setSortIndicatorShown(True)
        encabezado.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        encabezado.setSectionsClickable(True)
        encabezado.sortIndicatorChanged.connect(self._ordenar)

    def _crear_barra(self) -> QHBoxLayout:
        barra = QHBoxLayout()
        self.buscador.setPlaceholderText(f"Filtrar {self._que}  (Ctrl+F)")
        self.buscador.setAccessibleName(f"Filtrar {self._que}")
        self.buscador.setClearButtonEnabled(True)
        self._reloj = QTimer(self, singleShot=True, interval=_ESPERA_MILISEGUNDOS)
        self._reloj.timeout.connect(self._pedir)
        self.buscador.textChanged.connect(self._reloj.start)
        self.buscador.returnPressed.connect(self._bajar_a_la_lista)
        QShortcut(
            QKeySequence(QKeySequence.StandardKey.Find),
            self,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        ).activated.connect(self._enfocar_buscador)
        barra.addWidget(self.buscador, 1)
        barra.addWidget(self._cuenta)
        barra.addWidget(BotonDeIcono(Icono.COLUMNAS, "Elegir columnas", al_pulsar=self._mostrar_columnas))
        nombre = f"Exportar esta lista de {self._que}"
        barra.addWidget(BotonDeIcono(Icono.EXPORTAR, nombre, al_pulsar=self.exportar))
        return barra

    def _crear_filtros(self, filtros: Sequence[Filtro]) -> QHBoxLayout:
        """A line of their own: beside the record there is no room for them and for the words."""
        renglon = QHBoxLayout()
        for filtro in filtros:
            renglon.addWidget(self._crear_combo(filtro), 1)
        return renglon

    def _crear_combo(self, filtro: Filtro) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(filtro.titulo)
        combo.setToolTip(filtro.titulo)
        combo.addItem(f"{filtro.titulo}: todo", None)
        for texto, valor in filtro.opciones:
            combo.addItem(texto, valor)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(8)
        combo.currentIndexChanged.connect(self._pedir)
        self._combos[filtro.clave] = combo
        return combo

    def _crear_sin_coincidencias(self) -> EstadoVacio:
        return EstadoVacio(
            Icono.FILTRO,
            "Nada coincide con el filtro",
            "Hay registros, pero ninguno cumple lo que se pide arriba.",
            [BotonSecundario("Quitar el filtro", al_pulsar=self.limpiar)],
        )

    def _mostrar_columnas(self) -> None:
        menu = QMenu(self)
        encabezado = self.tabla.horizontalHeader()
        for numero, columna in enumerate(self.modelo.columnas):
            accion = QAction(columna.titulo, menu, checkable=True, checked=not encabezado.isSectionHidden(numero))
            accion.toggled.connect(lambda si, n=numero: self._mostrar_columna(n, visible=si))
            menu.addAction(accion)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(self.width() - menu.sizeHint().width(), self.buscador.height())))

    def _mostrar_columna(self, numero: int, *, visible: bool) -> None:
        encabezado = self.tabla.horizontalHeader()
        if visible or encabezado.count() - encabezado.hiddenSectionCount() > 1:
            encabezado.setSectionHidden(numero, not visible)
            self._guardar_columnas()

    def _recordar_columnas(self) -> None:
        encabezado = self.tabla.horizontalHeader()
        ancho = self.tabla.fontMetrics().averageCharWidth()
        for numero, columna in enumerate(self.modelo.columnas):
            encabezado.resizeSection(numero, (columna.ancho + 2) * ancho)
            encabezado.setSectionHidden(numero, not columna.visible)
        estado = self._entorno.memoria.bytes_de(self._clave_de_columnas)
        if estado is not None:
            encabezado.restoreState(estado)
        for numero, columna in enumerate(self.modelo.columnas):
            if columna.estira:
                encabezado.setSectionResizeMode(numero, QHeaderView.ResizeMode.Stretch)
        self._ordenar(encabezado.sortIndicatorSection(), encabezado.sortIndicatorOrder())
        for cambio in (encabezado.sectionResized, encabezado.sectionMoved, encabezado.sortIndicatorChanged):
            cambio.connect(lambda *_: self._guardar_columnas())

    @property
    def _clave_de_columnas(self) -> str:
        # A list that got another column must not be laid out by what was remembered of the former one.
        return f"lista/{self._nombre}/{len(self.modelo.columnas)}"

    def _guardar_columnas(self) -> None:
        self._entorno.memoria.guardar(self._clave_de_columnas, self.tabla.horizontalHeader().saveState())

    def _ordenar(self, numero: int, orden: Qt.SortOrder) -> None:
        if numero >= 0 and not self.modelo.ordenable(numero):
            self.tabla.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            return
        self._conservando(lambda: self.modelo.sort(numero, orden))

    def _pedir(self) -> None:
        elegidos = {clave: combo.currentData() for clave, combo in self._combos.items()}
        filtros = {clave: valor for clave, valor in elegidos.items() if valor is not None}
        pedido = replace(self.modelo.pedido, texto=self.buscador.text().strip(), filtros=filtros)
        if pedido != self.modelo.pedido:
            self._conservando(lambda: self.modelo.pedir(pedido))

    def limpiar(self) -> None:
        """Take every filter away."""
        self.buscador.clear()
        for combo in self._combos.values():
            combo.setCurrentIndex(0)
        self._pedir()

    def filtrar(self, clave: str, valor: object) -> None:
        """Set one of the choices above the list, and no other; `texto` puts words in the line."""
        self.limpiar()
        if clave == TEXTO:
            self.buscador.setText(str(valor))
            self._reloj.stop()
            self._pedir()
            return
        combo = self._combos[clave]
        indice = combo.findData(valor)
        if indice < 0:
            combo.addItem(str(valor), valor)
            indice = combo.count() - 1
        combo.setCurrentIndex(indice)

    def recargar(self) -> None:
        """Read again and stay on the same record."""
        self._conservando(self.modelo.recargar)

    def poner_listado(self, listado: Listado[F]) -> None:
        """Show another list of the same rows, and stay on the same record."""
        self._conservando(lambda: self.modelo.poner_listado(listado))

    def _conservando(self, cambio: Callable[[], object]) -> None:
        uuid, desplazamiento = self.uuid_actual, self.tabla.verticalScrollBar().value()
        cambio()
        self._actualizar_cuenta()
        if uuid is not None:
            self._seleccionar(uuid, desplazar=False)
            self.tabla.verticalScrollBar().setValue(desplazamiento)

    def _actualizar_cuenta(self) -> None:
        cuantos = self.modelo.rowCount()
        self._cuenta.setText(f"{cuantos:,}")
        filtrado = bool(self.modelo.pedido.texto or self.modelo.pedido.filtros)
        vista: QWidget = self.tabla
        if cuantos == 0:
            vista = self._sin_coincidencias if filtrado else self._vacio
        self._pila.setCurrentWidget(vista)

    @property
    def uuid_actual(self) -> str | None:
        """The record under the cursor."""
        indice = self.tabla.currentIndex()
        fila = self.modelo.fila(indice.row()) if indice.isValid() else None
        return fila.uuid if fila else None

    def seleccionar(self, uuid: str) -> bool:
        """Put the cursor on a record; filters that hide it are taken away. False if it is in no row."""
        if self._seleccionar(uuid):
            return True
        self.limpiar()
        return self._seleccionar(uuid)

    def _seleccionar(self, uuid: str, *, desplazar: bool = True) -> bool:
        posicion = self.modelo.posicion(uuid)
        if posicion is None:
            return False
        indice = self.modelo.index(posicion, self._primera_visible())
        if desplazar:
            self.tabla.setCurrentIndex(indice)
            self.tabla.scrollTo(indice)
        else:
            bloqueada = self.tabla.selectionModel().blockSignals(True)
            self.tabla.setCurrentIndex(indice)
            self.tabla.selectRow(posicion)
            self.tabla.selectionModel().blockSignals(bloqueada)
        return True

    def _primera_visible(self) -> int:
        encabezado = self.tabla.horizontalHeader()
        logicas = (encabezado.logicalIndex(n) for n in range(encabezado.count()))
        return next((n for n in logicas if not encabezado.isSectionHidden(n)), 0)

    def _cambio_el_renglon(self, actual: QModelIndex, _: QModelIndex) -> None:
        fila = self.modelo.fila(actual.row()) if actual.isValid() else None
        if fila is not None:
            self.elegida.emit(fila.uuid)

    def _abrir(self, indice: QModelIndex) -> None:
        fila = self.modelo.fila(indice.row()) if indice.isValid() else None
        if fila is not None:
            self.abierta.emit(fila.uuid)

    def _enfocar_buscador(self) -> None:
        self.buscador.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.buscador.selectAll()

    def _bajar_a_la_lista(self) -> None:
        self._reloj.stop()
        self._pedir()
        if self.modelo.rowCount():
            self.tabla.setFocus(Qt.FocusReason.TabFocusReason)
            self.tabla.setCurrentIndex(self.modelo.index(0, self._primera_visible()))

    def enfocar(self) -> None:
        """Put the keyboard on the list, or on what to do while it is empty."""
        (self.tabla if self.modelo.rowCount() else self.buscador).setFocus(Qt.FocusReason.OtherFocusReason)

    def exportar(self) -> None:
        """Ask for a file and write what the list shows now: its rows, its columns, in their order."""
        nombre = f"{self._que}-{self._entorno.ahora_en(None):%Y-%m-%d}.xlsx"
        pedir_destino(
            self, f"Exportar {self._que}", Path.home() / nombre, "Libro de Excel (*.xlsx);;CSV (*.csv)", self.exportar_a
        )

    def exportar_a(self, destino: Path) -> None:
        """Write what the list shows now to that file, as a workbook or as CSV by its extension."""
        encabezado = self.tabla.horizontalHeader()
        orden = [encabezado.logicalIndex(n) for n in range(encabezado.count())]
        columnas = [self.modelo.columnas[n] for n in orden if not encabezado.isSectionHidden(n)]
        almacen = self._entorno.contexto.almacen
        self._entorno.operaciones.en_tarea(
            f"Exportando {self._que}",
            lambda progreso: exportar_listado(
                almacen.carpeta,
                destino,
                titulo=self._que.capitalize(),
                columnas=[(c.titulo, c.ancho) for c in columnas],
                filas=self.modelo.textos(columnas),
                total=self.modelo.rowCount(),
                progreso=progreso,
            ),
            al_terminar=lambda _: self._entorno.avisos.hecho(f"Se escribió «{destino.name}»."),
            cancelable=True,
        )
