"""How many agreements are late, soon due, open, concluded: each a button that shows just those."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from enlace_app.consultas.conteos_de_acuerdos import DIAS_POR_VENCER, Conteos
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.componentes.senales import POR_VENCER, VENCIDO, Aspecto
from enlace_app.ui.tema import Icono, Rol, actual, dibujo, lado_de_icono


@dataclass(frozen=True)
class _Clase:
    palabra: str
    aspecto: Aspecto
    filtro: str
    valor: object


_CLASES = (
    _Clase("Vencidos", VENCIDO, "vencidos", True),
    _Clase(f"Por vencer ({DIAS_POR_VENCER} días)", POR_VENCER, "por_vencer", DIAS_POR_VENCER),
    _Clase("Abiertos", Aspecto("Abiertos", Icono.PENDIENTE, Rol.ACENTO), "abiertos", True),
    _Clase("Concluidos", Aspecto("Concluidos", Icono.CUMPLIDO, Rol.BIEN), "abiertos", False),
)
FILTROS = tuple(dict.fromkeys(clase.filtro for clase in _CLASES))
"""Keys of the list's filters that these buttons set; never two at once."""


class Contador(BotonSecundario):
    """Sign, number and word in the colour of the state; filled while its agreements are those on show."""

    def __init__(self, palabra: str, aspecto: Aspecto) -> None:
        super().__init__(palabra)
        self._palabra, self._aspecto = palabra, aspecto
        self.setCheckable(True)
        self.contar(0)

    def contar(self, cuantos: int) -> None:
        """Show another number."""
        self.setText(f"{cuantos:,}  {self._palabra}")
        self.setAccessibleName(f"{self._palabra}: {cuantos:,}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for sign and words."""
        metrica = self.fontMetrics()
        ancho = metrica.horizontalAdvance(self.text()) + lado_de_icono() + round(metrica.height() * 1.6)
        return QSize(ancho, round(metrica.height() * 1.9))

    def minimumSizeHint(self) -> QSize:
        """The same: a number cut short would be another number."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint in the theme that is on; pressed shows by the frame as well as by the tint."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        tema, rol, alto = actual(), self._aspecto.rol, self.fontMetrics().height()
        marcado, enfocado = self.isChecked() or self.isDown(), self.hasFocus()
        pintor.setBrush(tema.tinte(rol) if marcado else tema.color(Rol.SUPERFICIE))
        pluma = pintor.pen()
        pluma.setColor(tema.color(Rol.FOCO if enfocado else rol if marcado else Rol.LINEA))
        pluma.setWidth(2 if marcado or enfocado else 1)
        pintor.setPen(pluma)
        pintor.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        lado = lado_de_icono()
        margen = round(alto * 0.5)
        figura = dibujo(self._aspecto.icono, tema.valor(rol), lado, self.devicePixelRatioF())
        pintor.drawPixmap(margen, (self.height() - lado) // 2, figura)
        fuente = self.font()
        fuente.setUnderline(marcado)
        pintor.setFont(fuente)
        pintor.setPen(tema.color(rol))
        zona = self.rect().adjusted(margen + lado + margen // 2, 0, 0, 0)
        pintor.drawText(zona, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())


class Contadores(QWidget):
    """`pedido` carries the filters to set (key to value, None for none) when one is pressed or released."""

    pedido = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.botones = [Contador(clase.palabra, clase.aspecto) for clase in _CLASES]
        fila = QHBoxLayout(self)
        fila.setContentsMargins(0, 0, 0, 0)
        for boton, clase in zip(self.botones, _CLASES, strict=True):
            boton.clicked.connect(lambda si, c=clase: self._pulsar(c, si=si))
            fila.addWidget(boton)

    def poner(self, conteos: Conteos) -> None:
        """Show these numbers."""
        numeros = (conteos.vencidos, conteos.por_vencer, conteos.abiertos, conteos.concluidos)
        for boton, numero in zip(self.botones, numeros, strict=True):
            boton.contar(numero)

    def marcar(self, filtros: dict[str, object]) -> None:
        """Show which of them the list obeys now."""
        for boton, clase in zip(self.botones, _CLASES, strict=True):
            # `is` for True and False, which equal 1 and 0
            valor = filtros.get(clase.filtro)
            boton.setChecked(type(valor) is type(clase.valor) and valor == clase.valor)

    def _pulsar(self, clase: _Clase, *, si: bool) -> None:
        pedido: dict[str, object] = dict.fromkeys(FILTROS)
        if si:
            pedido[clase.filtro] = clase.valor
        self.pedido.emit(pedido)
