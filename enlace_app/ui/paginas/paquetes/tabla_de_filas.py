"""A table of rows that are in memory: sorted, filtered and exported as it stands."""

from collections.abc import Sequence
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from enlace_app.servicios.listados import exportar_listado
from enlace_app.ui.componentes.archivos import pedir_destino
from enlace_app.ui.componentes.botones import BotonDeIcono
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.tabla_de_renglones import TablaDeRenglones
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.columna import Columna
from enlace_app.ui.modelos_tabla.hallazgos import ORDEN, ModeloDeFilas
from enlace_app.ui.tema import Icono

T = TypeVar("T")


class TablaDeFilas(QWidget, Generic[T]):
    """`que` names what it lists, for its file and for who hears the window.

    `con_detalle` shows below it the whole of what the widest column of the chosen row has to shorten.
    """

    def __init__(
        self,
        entorno: Entorno,
        *,
        que: str,
        columnas: Sequence[Columna[T]],
        con_detalle: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._que = que
        self.modelo: ModeloDeFilas[T] = ModeloDeFilas(columnas, self)
        self.vistas = QSortFilterProxyModel(self)
        self.vistas.setSourceModel(self.modelo)
        self.vistas.setSortRole(ORDEN)
        self.vistas.setFilterKeyColumn(-1)
        self.vistas.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.tabla = self._crear_tabla()
        self.filtro = QLineEdit()
        self.filtro.setPlaceholderText(f"Filtrar {que}")
        self.filtro.setAccessibleName(f"Filtrar {que}")
        self.filtro.setClearButtonEnabled(True)
        self.filtro.textChanged.connect(self._filtrar)
        self.cuenta = Etiqueta("", RolDeEtiqueta.TENUE)
        self.entero = Etiqueta("", ajustar=True)
        self._con_detalle = con_detalle
        barra = QHBoxLayout()
        barra.addWidget(self.filtro, 1)
        barra.addWidget(self.cuenta)
        barra.addWidget(BotonDeIcono(Icono.EXPORTAR, f"Exportar esta lista de {que}", al_pulsar=self.exportar))
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addLayout(barra)
        caja.addWidget(self.tabla, 1)
        caja.addWidget(self.entero)
        self.entero.setVisible(con_detalle)

    def _crear_tabla(self) -> QTableView:
        tabla = TablaDeRenglones(self.vistas, f"Lista de {self._que}")
        encabezado = tabla.horizontalHeader()
        encabezado.setSortIndicatorClearable(True)
        encabezado.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        tabla.setSortingEnabled(True)
        for numero, columna in enumerate(self.modelo.columnas):
            encabezado.resizeSection(numero, (columna.ancho + 2) * tabla.fontMetrics().averageCharWidth())
            if columna.estira:
                encabezado.setSectionResizeMode(numero, QHeaderView.ResizeMode.Stretch)
        tabla.selectionModel().currentRowChanged.connect(lambda *_: self._mostrar_entero())
        return tabla

    def poner(self, filas: Sequence[T]) -> None:
        """Show these rows, in this order until another is asked for."""
        self.modelo.poner(filas)
        if filas and self._con_detalle:
            self.tabla.setCurrentIndex(self.vistas.index(0, 0))
        self._contar()

    def _filtrar(self, texto: str) -> None:
        self.vistas.setFilterFixedString(texto.strip())
        self._contar()

    def _contar(self) -> None:
        self.cuenta.setText(f"{self.vistas.rowCount():,}")
        self._mostrar_entero()

    def _mostrar_entero(self) -> None:
        indice = self.tabla.currentIndex()
        numeros = [n for n, columna in enumerate(self.modelo.columnas) if columna.estira]
        entero = str(indice.siblingAtColumn(numeros[0]).data() or "") if indice.isValid() and numeros else ""
        self.entero.setText(entero)

    def exportar(self) -> None:
        """Ask for a file and write what the table shows now."""
        nombre = f"{self._que}-{self._entorno.ahora_en(None):%Y-%m-%d}.xlsx"
        tipos = "Libro de Excel (*.xlsx);;CSV (*.csv)"
        pedir_destino(self, f"Exportar {self._que}", Path.home() / nombre, tipos, self.exportar_a)

    def exportar_a(self, destino: Path) -> None:
        """Write what the table shows now to that file, as a workbook or as CSV by its extension."""
        ancho = len(self.modelo.columnas)
        filas = [
            [str(self.vistas.index(fila, columna).data()) for columna in range(ancho)]
            for fila in range(self.vistas.rowCount())
        ]
        columnas = [(columna.titulo, columna.ancho) for columna in self.modelo.columnas]
        carpeta = self._entorno.contexto.almacen.carpeta
        self._entorno.operaciones.en_tarea(
            f"Exportando {self._que}",
            lambda progreso: exportar_listado(
                carpeta,
                destino,
                titulo=self._que.capitalize(),
                columnas=columnas,
                filas=filas,
                total=len(filas),
                progreso=progreso,
            ),
            al_terminar=lambda _: self._entorno.avisos.hecho(f"Se escribió «{destino.name}»."),
            cancelable=True,
        )
