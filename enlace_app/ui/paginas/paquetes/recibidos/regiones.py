"""The regions as rows: who sends, what came last, what is missing, who is late, what was acknowledged."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from enlace_app.consultas import remitentes
from enlace_app.ui.componentes.tabla_de_renglones import TablaDeRenglones
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.modelo_de_filas import ModeloDeFilas
from enlace_app.ui.modelos_tabla.remitentes import RenglonDeRegion, columnas_de_regiones, renglones_de_regiones

_FILAS_A_LA_VISTA = 8


class RegionesQueEnvian(QWidget):
    """Always all of the catalogue; `elegida` carries the key of the region whose row was chosen."""

    elegida = Signal(str)

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        ajustes = entorno.contexto
        columnas = columnas_de_regiones(
            entorno.sitio.zona,
            hoy=lambda: entorno.ahora_en(None).date(),
            cada=lambda: ajustes.ajustes.dias_entre_paquetes,
        )
        self.modelo: ModeloDeFilas[RenglonDeRegion] = ModeloDeFilas(columnas, self)
        self.tabla = TablaDeRenglones(self.modelo, "Regiones que envían")
        self.tabla.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        letra = self.tabla.fontMetrics().averageCharWidth()
        encabezado = self.tabla.horizontalHeader()
        for n, columna in enumerate(columnas):
            encabezado.resizeSection(n, (columna.ancho + 2) * letra)
            if columna.estira:
                encabezado.setSectionResizeMode(n, encabezado.ResizeMode.Stretch)
        self.tabla.selectionModel().currentRowChanged.connect(lambda *_: self._elegir())
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(self.tabla)

    def leer(self) -> None:
        """Read again; the cursor stays on its row."""
        regiones = remitentes.listar(self._entorno.contexto.almacen.lectura)
        fila = self.tabla.currentIndex().row()
        bloqueada = self.tabla.selectionModel().blockSignals(True)
        self.modelo.poner(renglones_de_regiones(regiones))
        if 0 <= fila < self.modelo.rowCount():
            self.tabla.selectRow(fila)
        self.tabla.selectionModel().blockSignals(bloqueada)
        self._ajustar_alto()

    @property
    def ritmo(self) -> str:
        """How often a package is expected, in words."""
        cada = self._entorno.contexto.ajustes.dias_entre_paquetes
        return f"se espera uno de cada región {'cada día' if cada == 1 else f'cada {cada} días'} (se cambia en Ajustes)"

    def _ajustar_alto(self) -> None:
        filas = min(max(self.modelo.rowCount(), 1), _FILAS_A_LA_VISTA)
        alto = self.tabla.horizontalHeader().sizeHint().height() + filas * self.tabla.verticalHeader().sectionSize(0)
        entero = alto + 2 * self.tabla.frameWidth() + 2
        self.setMaximumHeight(entero)
        self.tabla.setMaximumHeight(entero)
        self.setMinimumHeight(min(entero, self.tabla.verticalHeader().sectionSize(0) * 3))

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(super().sizeHint().width(), self.maximumHeight())

    def _elegir(self) -> None:
        indice = self.tabla.currentIndex()
        renglon = self.modelo.fila(indice.row()) if indice.isValid() else None
        if renglon is not None and renglon.region.clave is not None:
            self.elegida.emit(renglon.region.clave)
