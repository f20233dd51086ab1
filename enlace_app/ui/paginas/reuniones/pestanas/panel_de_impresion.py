"""What is asked before printing: which printer, which pages, how many, on what paper. The preview is the tab itself."""

from collections.abc import Callable

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QWidget

from enlace_app.errores import ErrorDeNegocio
from enlace_app.ui.componentes.campos import CampoDeNumero, CampoDeTexto
from enlace_app.ui.componentes.etiquetas import Etiqueta
from enlace_app.ui.paginas.reuniones.paneles import Panel
from enlace_app.ui.paginas.reuniones.pestanas.impresion import PedidoDeImpresion, leer_paginas

_COPIAS_MAXIMAS = 99
_OFICIO = QSizeF(216, 340)
_SIN_IMPRESORA = (
    "Esta computadora no tiene impresoras instaladas. Guarde el PDF con «Guardar PDF…» e imprímalo en otra, o instale "
    "una y vuelva a abrir esta pregunta."
)


class PanelDeImpresion(Panel):
    """Enter prints; the page stays whole on any paper, so only the choice of paper is asked."""

    def __init__(self, que: str, paginas: int, al_imprimir: Callable[[PedidoDeImpresion], object]) -> None:
        super().__init__(f"Imprimir {que}", "", "Imprimir", self._imprimir)
        self._total, self._al_imprimir = paginas, al_imprimir
        self.salir.setText("Cerrar  (Esc)")
        self.impresoras, self.papeles = QComboBox(), QComboBox()
        self.paginas = CampoDeTexto(sugerencia=f"todas (1-{paginas})")
        self.copias = CampoDeNumero(1, minimo=1, maximo=_COPIAS_MAXIMAS)
        self.en_color, self.ambos_lados = QCheckBox("A color"), QCheckBox("Por ambos lados")
        self.en_color.setChecked(True)
        self._armar()
        self._primero = self.impresoras
        self.impresoras.currentIndexChanged.connect(lambda _: self._ajustar_a_la_impresora())
        for nombre in QPrinterInfo.availablePrinterNames():
            self.impresoras.addItem(nombre, nombre)
        self.impresoras.setCurrentIndex(max(self.impresoras.findData(QPrinterInfo.defaultPrinterName()), 0))
        for linea in (self.paginas, self.copias):
            linea.returnPressed.connect(self.aceptar)
        if not self.impresoras.count():
            self.mostrar_error(_SIN_IMPRESORA)
            self.boton.setEnabled(False)
            self._primero = self.salir

    def _armar(self) -> None:
        rejilla = QGridLayout()
        rejilla.setContentsMargins(0, 0, 0, 0)
        self._nombrar(rejilla, 0, 0, "&Impresora", self.impresoras)
        self._nombrar(rejilla, 0, 2, "Pa&pel", self.papeles)
        self._nombrar(rejilla, 1, 0, "Pá&ginas", self.paginas)
        self._nombrar(rejilla, 1, 2, "C&opias", self.copias)
        rejilla.setColumnStretch(1, 3)
        rejilla.setColumnStretch(3, 2)
        self.paginas.setAccessibleDescription("Por ejemplo 1-3, 5. Vacío imprime todas.")
        modos = QHBoxLayout()
        modos.addWidget(self.en_color)
        modos.addWidget(self.ambos_lados)
        modos.addWidget(Etiqueta("Cada página sale completa y centrada, también en A4 u oficio."), 1)
        for casilla in (self.en_color, self.ambos_lados):
            casilla.setAccessibleName(casilla.text())
        # The panel's own widgets stand below: title first, then what is asked.
        self.caja.insertLayout(1, rejilla)
        self.caja.insertLayout(2, modos)

    @staticmethod
    def _nombrar(rejilla: QGridLayout, fila: int, columna: int, nombre: str, campo: QWidget) -> None:
        etiqueta = Etiqueta(nombre)
        etiqueta.setBuddy(campo)
        etiqueta.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        campo.setAccessibleName(nombre.replace("&", ""))
        rejilla.addWidget(etiqueta, fila, columna)
        rejilla.addWidget(campo, fila, columna + 1)

    def _ajustar_a_la_impresora(self) -> None:
        informe = QPrinterInfo.printerInfo(self.impresoras.currentData() or "")
        if informe.isNull():
            return
        self.papeles.clear()
        suyo = informe.defaultPageSize()
        self.papeles.addItem(f"El de la impresora ({_decir(suyo)})" if suyo.isValid() else "El de la impresora", None)
        for papel, nombre in _papeles():
            self.papeles.addItem(nombre, papel)
        dos_lados = any(modo is not QPrinter.DuplexMode.DuplexNone for modo in informe.supportedDuplexModes())
        self.ambos_lados.setEnabled(dos_lados)
        self.ambos_lados.setChecked(self.ambos_lados.isChecked() and dos_lados)
        color = QPrinter.ColorMode.Color in informe.supportedColorModes()
        self.en_color.setEnabled(color)
        self.en_color.setChecked(color)

    def pedido(self) -> PedidoDeImpresion:
        """What is chosen now; raises `ErrorDeNegocio` for pages or copies that are none."""
        leer_paginas(self.paginas.valor(), self._total)
        if problema := self.copias.problema():
            raise ErrorDeNegocio(f"Copias: {problema}")
        return PedidoDeImpresion(
            impresora=str(self.impresoras.currentData()),
            paginas=self.paginas.valor(),
            copias=self.copias.numero() or 1,
            en_color=self.en_color.isChecked(),
            ambos_lados=self.ambos_lados.isChecked(),
            papel=self.papeles.currentData(),
        )

    def _imprimir(self) -> bool:
        try:
            pedido = self.pedido()
        except ErrorDeNegocio as error:
            self.mostrar_error(error)
            return False
        self._al_imprimir(pedido)
        return True


def _papeles() -> list[tuple[QPageSize, str]]:
    return [
        (QPageSize(QPageSize.PageSizeId.Letter), "Carta"),
        (QPageSize(QPageSize.PageSizeId.A4), "A4"),
        (QPageSize(_OFICIO, QPageSize.Unit.Millimeter, "Oficio"), "Oficio (21.6 × 34 cm)"),
        (QPageSize(QPageSize.PageSizeId.Legal), "Oficio largo (21.6 × 35.6 cm)"),
    ]


def _decir(papel: QPageSize) -> str:
    conocido = next((nombre for otro, nombre in _papeles() if otro.isEquivalentTo(papel)), None)
    return conocido or papel.name()
