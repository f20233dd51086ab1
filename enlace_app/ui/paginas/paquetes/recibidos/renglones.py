"""The rows of a package with what becomes of each, and the fields of the chosen one before and after."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHeaderView, QSplitter, QVBoxLayout, QWidget

from enlace_app.dominio.recepcion import Resultado
from enlace_app.servicios.recibidos import Contenido
from enlace_app.sincronizacion.comparar import CampoCambiado, Renglon
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.lista_corta import ListaCorta
from enlace_app.ui.componentes.tabla_de_renglones import TablaDeRenglones
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.modelo_de_filas import ModeloDeFilas
from enlace_app.ui.modelos_tabla.renglones_de_paquete import ASPECTOS, COLUMNAS_DE_CAMPOS, COLUMNAS_DE_RENGLONES
from enlace_app.ui.tema import Icono

_TODO, _LO_QUE_CAMBIA = "todo", "cambia"
_ANTES = 1
_LETRAS_DE_FILTRO = 14
_RENGLONES_DE_UN_CAMPO = 12


class RenglonesDePaquete(QWidget):
    """Shows a `Contenido`; with nothing to be seen in it, says so."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contenido = Contenido((), {})
        self.resultado = QComboBox()
        self.resultado.setAccessibleName("Resultado")
        self.hoja = QComboBox()
        self.hoja.setAccessibleName("Hoja")
        for combo in (self.resultado, self.hoja):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(_LETRAS_DE_FILTRO)
        self.lista: ListaCorta[Renglon] = ListaCorta(
            entorno,
            nombre="revision",
            que="renglones",
            columnas=COLUMNAS_DE_RENGLONES,
            vacio=EstadoVacio(Icono.EXITO, "Nada que mostrar", "No hay renglones de esta clase."),
            filtros=(self.resultado, self.hoja),
        )
        self.campos: ModeloDeFilas[CampoCambiado] = ModeloDeFilas(COLUMNAS_DE_CAMPOS, self)
        self.tabla_de_campos = self._crear_tabla_de_campos()
        partes = QSplitter(Qt.Orientation.Vertical)
        partes.setChildrenCollapsible(False)
        partes.addWidget(self.lista)
        partes.addWidget(self.tabla_de_campos)
        partes.setStretchFactor(0, 1)
        partes.setStretchFactor(1, 1)
        partes.setSizes([200, 200])
        # What it says while it is empty would ask for more room than there is on a small screen.
        self.lista.setMinimumHeight(self.fontMetrics().height() * 6)
        entera = QVBoxLayout(self)
        entera.setContentsMargins(0, 0, 0, 0)
        entera.addWidget(partes)
        self.resultado.currentIndexChanged.connect(self._filtrar)
        self.hoja.currentIndexChanged.connect(self._filtrar)
        self.lista.elegida.connect(self._mostrar_campos)

    def _crear_tabla_de_campos(self) -> TablaDeRenglones:
        tabla = TablaDeRenglones(self.campos, "Campos del registro, antes y ahora")
        tabla.setWordWrap(True)
        encabezado = tabla.horizontalHeader()
        encabezado.resizeSection(0, 16 * tabla.fontMetrics().averageCharWidth())
        for n in (1, 2):
            encabezado.setSectionResizeMode(n, QHeaderView.ResizeMode.Stretch)
        tabla.verticalHeader().setMaximumSectionSize(tabla.fontMetrics().height() * _RENGLONES_DE_UN_CAMPO)
        tabla.setVerticalScrollMode(tabla.ScrollMode.ScrollPerPixel)
        tabla.setMinimumHeight(tabla.fontMetrics().height() * 4)
        encabezado.sectionResized.connect(lambda *_: tabla.resizeRowsToContents())
        return tabla

    def poner(self, contenido: Contenido) -> None:
        """Show these rows; what changes first, where anything does."""
        if contenido is self.contenido:
            return
        self.contenido = contenido
        cuentas = dict.fromkeys(Resultado, 0)
        hojas: dict[str, int] = {}
        for renglon in contenido.renglones:
            cuentas[renglon.resultado] += 1
            hojas[renglon.hoja] = hojas.get(renglon.hoja, 0) + 1
        total = len(contenido.renglones)
        cambian = total - cuentas[Resultado.IGUAL]
        opciones = [(f"Lo que cambia: {cambian:,}", _LO_QUE_CAMBIA), (f"Todo: {total:,}", _TODO)]
        opciones += [(f"{ASPECTOS[r].palabra}: {cuentas[r]:,}", str(r)) for r in ASPECTOS if cuentas[r]]
        _llenar(self.resultado, opciones, 0 if cambian else 1)
        _llenar(self.hoja, [("Todas las hojas", _TODO), *((f"{h}: {n:,}", h) for h, n in hojas.items())], 0)
        self._filtrar()

    def _filtrar(self) -> None:
        cual, hoja = self.resultado.currentData(), self.hoja.currentData()
        self.lista.poner(
            [
                r
                for r in self.contenido.renglones
                if (
                    cual == _TODO
                    or (r.resultado is not Resultado.IGUAL if cual == _LO_QUE_CAMBIA else r.resultado == cual)
                )
                and hoja in {_TODO, r.hoja}
            ]
        )
        self.lista.tabla.clearSelection()
        self.campos.poner(())
        if self.lista.modelo.rowCount():
            self.lista.tabla.selectRow(0)

    def _mostrar_campos(self, renglon: Renglon) -> None:
        self.campos.poner(self.contenido.campos(renglon))
        self.tabla_de_campos.setColumnHidden(_ANTES, not renglon.campos)
        self.tabla_de_campos.resizeRowsToContents()


def _llenar(combo: QComboBox, opciones: list[tuple[str, str]], elegida: int) -> None:
    bloqueado = combo.blockSignals(True)
    combo.clear()
    for texto, valor in opciones:
        combo.addItem(texto, valor)
    combo.setCurrentIndex(elegida)
    combo.blockSignals(bloqueado)
