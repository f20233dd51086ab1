"""States as one sees them at a glance: by colour, by sign and by word, as a chip and in the cells of a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from enlace_app.ui.tema import Icono, Rol, actual, dibujo, lado_de_icono


@dataclass(frozen=True)
class Aspecto:
    """How a state looks; the word alone already says it."""

    palabra: str
    icono: Icono
    rol: Rol


VENCIDO = Aspecto("Vencido", Icono.VENCIDO, Rol.PELIGRO)
POR_VENCER = Aspecto("Por vencer", Icono.POR_VENCER, Rol.AVISO)
# The rules of dominio come with the first state that is asked for: the first page shows none, and must not wait.


def aspecto_de_acuerdo(estado: str, *, vencido: bool = False, por_vencer: bool = False) -> Aspecto:
    """The look of an agreement; being late shows before anything that is not concluded."""
    from enlace_app.dominio.seguimientos import CONCLUIDOS, EstadoAcuerdo

    clase = EstadoAcuerdo(estado)
    if clase not in CONCLUIDOS and vencido:
        return VENCIDO
    if clase not in CONCLUIDOS and por_vencer:
        return POR_VENCER
    return _de_acuerdos()[clase]


def aspecto_de_reunion(estado: str) -> Aspecto:
    """The look of a meeting's state."""
    return _de_reuniones()[estado]


@cache
def _de_acuerdos() -> Mapping[str, Aspecto]:
    from enlace_app.dominio.seguimientos import EstadoAcuerdo

    return {
        EstadoAcuerdo.PENDIENTE: Aspecto("Pendiente", Icono.PENDIENTE, Rol.NEUTRO),
        EstadoAcuerdo.EN_PROCESO: Aspecto("En proceso", Icono.EN_PROCESO, Rol.ACENTO),
        EstadoAcuerdo.PARCIAL: Aspecto("Parcial", Icono.PARCIAL, Rol.ACENTO),
        EstadoAcuerdo.CUMPLIDO: Aspecto("Cumplido", Icono.CUMPLIDO, Rol.BIEN),
        EstadoAcuerdo.NO_PROCEDE: Aspecto("No procede", Icono.NO_PROCEDE, Rol.NEUTRO),
    }


@cache
def _de_reuniones() -> Mapping[str, Aspecto]:
    from enlace_app.dominio.reuniones import EstadoReunion

    return {
        EstadoReunion.BORRADOR: Aspecto("Borrador", Icono.EDITAR, Rol.NEUTRO),
        EstadoReunion.CONVOCADA: Aspecto("Convocada", Icono.CORREO, Rol.ACENTO),
        EstadoReunion.CELEBRADA: Aspecto("Celebrada", Icono.REUNIONES, Rol.ACENTO),
        EstadoReunion.EN_REVISION: Aspecto("En revisión", Icono.BUSCAR, Rol.AVISO),
        EstadoReunion.CERRADA: Aspecto("Cerrada", Icono.CANDADO, Rol.BIEN),
        EstadoReunion.FIRMADA: Aspecto("Firmada", Icono.FIRMA, Rol.BIEN),
        EstadoReunion.CANCELADA: Aspecto("Cancelada", Icono.NO_PROCEDE, Rol.NEUTRO),
        EstadoReunion.NO_CELEBRADA: Aspecto("No celebrada", Icono.ALERTA, Rol.AVISO),
    }


class Senal(QWidget):
    """The chip: icon and word in the state's colour on its tint; `detalle` follows the word («hace 12 días»)."""

    def __init__(self, aspecto: Aspecto, detalle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.poner(aspecto, detalle)

    def poner(self, aspecto: Aspecto, detalle: str = "") -> None:
        """Show another state."""
        self._aspecto = aspecto
        self._texto = f"{aspecto.palabra} · {' '.join(detalle.split())}" if detalle.strip() else aspecto.palabra
        self.setAccessibleName(self._texto)
        self.updateGeometry()
        self.update()

    def texto(self) -> str:
        """The word and the detail, as shown."""
        return self._texto

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        return _medir(self._texto, self.fontMetrics(), con_marco=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint in the theme that is on."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        tema, rol = actual(), self._aspecto.rol
        pintor.setBrush(tema.tinte(rol))
        pintor.setPen(tema.color(rol))
        radio = self.height() * 0.3
        pintor.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radio, radio)
        margen = _margen(self.fontMetrics())
        _pintar(pintor, self.rect().adjusted(margen, 0, -margen, 0), self._aspecto, self._texto, tema.color(rol))

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the letter changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()


Indice = QModelIndex | QPersistentModelIndex


class PintorDeSenal(QStyledItemDelegate):
    """Paints a table's cells as icon and word; `aspecto_de` says how a cell looks, None leaves it as plain text.

    The word painted is the cell's own display text where it has one, so that what is sorted, exported and read aloud
    is what one sees.
    """

    def __init__(self, aspecto_de: Callable[[Indice], Aspecto | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aspecto_de = aspecto_de

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Indice) -> None:
        """Paint the cell's background as its style does, then icon and word."""
        aspecto = self._aspecto_de(index)
        if aspecto is None:
            super().paint(painter, option, index)
            return
        celda = QStyleOptionViewItem(option)
        self.initStyleOption(celda, index)
        texto = celda.text or aspecto.palabra
        celda.text = ""
        vista = celda.widget
        estilo = vista.style() if vista is not None else QApplication.style()
        estilo.drawControl(QStyle.ControlElement.CE_ItemViewItem, celda, painter, vista)
        margen = _margen(celda.fontMetrics) // 2
        painter.save()
        painter.setFont(celda.font)
        zona: QRect = celda.rect.adjusted(margen, 0, -margen, 0)
        _pintar(painter, zona, aspecto, texto, actual().color(aspecto.rol))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Indice) -> QSize:
        """Room for icon and word."""
        plano = super().sizeHint(option, index)
        aspecto = self._aspecto_de(index)
        if aspecto is None:
            return plano
        texto = str(index.data() or aspecto.palabra)
        return plano.expandedTo(_medir(texto, option.fontMetrics, con_marco=False))


def _margen(metrica: QFontMetrics) -> int:
    return round(metrica.height() * 0.4)


def _medir(texto: str, metrica: QFontMetrics, *, con_marco: bool) -> QSize:
    alto = metrica.height() + (round(metrica.height() * 0.35) if con_marco else 0)
    lado, margen = lado_de_icono(1.0), _margen(metrica)
    return QSize(metrica.horizontalAdvance(texto) + lado + round(margen * 0.7) + 2 * margen + 2, alto)


def _pintar(pintor: QPainter, zona: QRect, aspecto: Aspecto, texto: str, color: QColor) -> None:
    lado = lado_de_icono(1.0)
    escala = pintor.device().devicePixelRatioF()
    figura = dibujo(aspecto.icono, color.name(), lado, escala)
    pintor.drawPixmap(QPointF(zona.x(), zona.y() + (zona.height() - lado) / 2), figura)
    resto = zona.adjusted(lado + round(_margen(pintor.fontMetrics()) * 0.7), 0, 0, 0)
    corto = pintor.fontMetrics().elidedText(texto, Qt.TextElideMode.ElideRight, resto.width() + 2)
    pintor.setPen(color)
    pintor.drawText(resto, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, corto)
