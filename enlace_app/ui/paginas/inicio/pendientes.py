"""What is overdue and what soon will be, one line each: painted, for sixteen rows of widgets would be seen to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from enlace_app.consultas.inicio import DIAS_POR_VENCER, AcuerdoPendiente, Panorama
from enlace_app.ui.componentes.escritura import en_dias, hace_dias
from enlace_app.ui.componentes.etiquetas import texto_de_ayuda
from enlace_app.ui.tema import Icono, Rol, actual, dibujo, lado_de_icono

Indice = QModelIndex | QPersistentModelIndex
SEGUIMIENTO = "Dar seguimiento"
_MAS_ANCHO = "venció hace 10,000 días"


@dataclass(frozen=True)
class Renglon:
    """A heading (neither of the two), an agreement, or the way to all of a kind (the filter of their list)."""

    texto: str
    pendiente: AcuerdoPendiente | None = None
    filtro: tuple[str, str] | None = None


class Papel(IntEnum):
    """What the model tells beyond the text."""

    RENGLON = Qt.ItemDataRole.UserRole


def renglones_de(panorama: Panorama) -> list[Renglon]:
    """What the list shows of what was read."""
    grupos = (
        ("Vencidos", "vencidos", panorama.vencidos, panorama.vencidos_n, ("vencidos", "1")),
        (
            f"Por vencer en {DIAS_POR_VENCER} días",
            "que están por vencer",
            panorama.por_vencer,
            panorama.por_vencer_n,
            ("por_vencer", str(DIAS_POR_VENCER)),
        ),
    )
    renglones: list[Renglon] = []
    for titulo, cuales, primeros, total, filtro in grupos:
        if primeros:
            renglones.append(Renglon(titulo))
            renglones += [Renglon(p.texto, pendiente=p) for p in primeros]
        if total > len(primeros):
            renglones.append(Renglon(f"Ver los {total:,} {cuales}", filtro=filtro))
    return renglones


def cuando(dias: int) -> str:
    """When it falls due, or fell due: «venció hace 12 días», «vence mañana»."""
    return f"venció {hace_dias(-dias)}" if dias < 0 else f"vence {en_dias(dias)}"


class ModeloDePendientes(QAbstractListModel):
    """The lines, from top to bottom; headings can be neither chosen nor opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renglones: Sequence[Renglon] = ()

    def poner(self, renglones: Sequence[Renglon]) -> None:
        """Show others."""
        self.beginResetModel()
        self._renglones = renglones
        self.endResetModel()

    def rowCount(self, parent: Indice = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many."""
        return 0 if parent.isValid() else len(self._renglones)

    def flags(self, index: Indice) -> Qt.ItemFlag:
        """A heading takes no part."""
        renglon = self.renglon(index)
        if renglon is None or (renglon.pendiente is None and renglon.filtro is None):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Indice, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text, the whole sentence for a screen reader, and the line itself."""
        renglon = self.renglon(index)
        if renglon is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(renglon.texto.split())
            case Qt.ItemDataRole.ToolTipRole if renglon.pendiente is not None:
                return texto_de_ayuda(f"{renglon.pendiente.folio}\n{renglon.texto}")
            case Qt.ItemDataRole.AccessibleTextRole:
                return _leido(renglon)
            case Papel.RENGLON:
                return renglon
            case _:
                return None

    def renglon(self, index: Indice) -> Renglon | None:
        """The line at an index."""
        return self._renglones[index.row()] if index.isValid() and index.row() < len(self._renglones) else None

    def fila_de(self, uuid: str | None) -> int:
        """Where an agreement stands; without it the first line that can be chosen, or -1."""
        elegibles = [i for i, r in enumerate(self._renglones) if r.pendiente or r.filtro]
        suyas = [i for i in elegibles if (p := self._renglones[i].pendiente) and p.uuid == uuid]
        return next(iter(suyas or elegibles), -1)


def _leido(renglon: Renglon) -> str:
    pendiente = renglon.pendiente
    if pendiente is None:
        return renglon.texto
    clase = "Vencido" if pendiente.dias < 0 else "Por vencer"
    quienes = ", ".join(pendiente.responsables) or "sin responsable"
    return f"{clase}. {quienes}: {renglon.texto}. {cuando(pendiente.dias)}. Flecha derecha y Enter: dar seguimiento"


class ListaDePendientes(QListView):
    """Up and down choose a line, Enter or a click opens it; right and Enter, or its button, gives the follow-up."""

    pedido_abrir = Signal(str)
    """The uuid of an agreement."""
    pedido_seguimiento = Signal(str)
    """The same, to write what happened."""
    pedidos_todos = Signal(object)
    """The filter of the list that shows all of a kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.en_boton = False
        self.fila_bajo_el_raton = -1
        self.pendientes = ModeloDePendientes(self)
        self.setModel(self.pendientes)
        self.setItemDelegate(_Pintor(self))
        self.setAccessibleName("Acuerdos vencidos y por vencer")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def poner(self, renglones: Sequence[Renglon]) -> None:
        """Show these lines and stay on the same agreement, at the same height."""
        actual_ = self.pendientes.renglon(self.currentIndex())
        uuid = actual_.pendiente.uuid if actual_ is not None and actual_.pendiente is not None else None
        altura = self.verticalScrollBar().value()
        self.pendientes.poner(renglones)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if renglones else Qt.FocusPolicy.NoFocus)
        self.en_boton = False
        fila = self.pendientes.fila_de(uuid)
        if fila >= 0:
            self.setCurrentIndex(self.pendientes.index(fila))
        self.verticalScrollBar().setValue(altura)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that the class names."""
        renglon = self.pendientes.renglon(self.currentIndex())
        match event.key():
            case Qt.Key.Key_Right | Qt.Key.Key_Left:
                self.en_boton = event.key() == Qt.Key.Key_Right and bool(renglon and renglon.pendiente)
                self.viewport().update()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if renglon is not None:
                self._pedir(renglon, seguimiento=self.en_boton)
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                self.en_boton = False
                ultima = self.pendientes.rowCount() - 1
                es_inicio = event.key() == Qt.Key.Key_Home
                self.setCurrentIndex(self.pendientes.index(self.pendientes.fila_de(None) if es_inicio else ultima))
                if es_inicio:
                    self.scrollToTop()
            case _:
                if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                    self.en_boton = False
                super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens, on the button it gives the follow-up."""
        super().mouseReleaseEvent(event)
        sitio = event.position().toPoint()
        renglon = self.pendientes.renglon(self.indexAt(sitio))
        if renglon is not None and event.button() is Qt.MouseButton.LeftButton:
            self._pedir(renglon, seguimiento=self._sobre_boton(sitio))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what leads somewhere."""
        super().mouseMoveEvent(event)
        indice = self.indexAt(event.position().toPoint())
        self._poner_encima(indice.row())
        renglon = self.pendientes.renglon(indice)
        lleva = renglon is not None and (renglon.pendiente is not None or renglon.filtro is not None)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if lleva else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self._poner_encima(-1)

    def _poner_encima(self, fila: int) -> None:
        if fila != self.fila_bajo_el_raton:
            self.fila_bajo_el_raton = fila
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """An empty list says that this is good news."""
        super().paintEvent(event)
        if self.pendientes.rowCount():
            return
        pintor = QPainter(self.viewport())
        pintor.setPen(actual().color(Rol.BIEN))
        texto = f"✓  Nada está vencido ni por vencer en {DIAS_POR_VENCER} días."
        pintor.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, texto)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where one is."""
        super().focusInEvent(event)
        self.viewport().update()

    def _sobre_boton(self, sitio: QPoint) -> bool:
        zona = zona_del_boton(self.visualRect(self.indexAt(sitio)), QFontMetrics(self.font()))
        return zona.contains(sitio)

    def _pedir(self, renglon: Renglon, *, seguimiento: bool) -> None:
        if renglon.filtro is not None:
            self.pedidos_todos.emit(renglon.filtro)
        elif renglon.pendiente is not None:
            (self.pedido_seguimiento if seguimiento else self.pedido_abrir).emit(renglon.pendiente.uuid)


def zona_del_boton(renglon: QRect, letra: QFontMetrics) -> QRect:
    """Where in a line the button of the follow-up is."""
    ancho = letra.horizontalAdvance(SEGUIMIENTO) + letra.height()
    return QRect(renglon.right() - ancho - letra.height() // 3, renglon.y() + 3, ancho, renglon.height() - 6)


class _Pintor(QStyledItemDelegate):
    """Paints a line: sign, who, what, when, and the button."""

    def __init__(self, lista: ListaDePendientes) -> None:
        super().__init__(lista)
        self._lista = lista

    def sizeHint(self, option: QStyleOptionViewItem, index: Indice) -> QSize:
        """One line with air."""
        return QSize(200, round(option.fontMetrics.height() * 1.9))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Indice) -> None:
        """Paint in the theme that is on."""
        renglon: Renglon = index.data(Papel.RENGLON)
        # Not by option.state: naming QStyle makes some twenty enumerations, which alone cost more than the page's data.
        elegido = index.row() == self._lista.currentIndex().row() and self._lista.hasFocus()
        encima = index.row() == self._lista.fila_bajo_el_raton
        painter.save()
        if elegido or (encima and (renglon.pendiente or renglon.filtro)):
            painter.fillRect(option.rect, actual().color(Rol.SELECCION if elegido else Rol.FONDO))
        if renglon.pendiente is not None:
            self._acuerdo(painter, option.rect, renglon.pendiente, elegido=elegido)
        else:
            self._suelto(painter, option.rect, renglon)
        painter.setPen(actual().color(Rol.LINEA))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if elegido and not self._lista.en_boton:
            painter.setBrush(Qt.BrushStyle.NoBrush)  # the button before it left its own
            painter.setPen(QPen(actual().color(Rol.FOCO), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _suelto(self, pintor: QPainter, zona: QRect, renglon: Renglon) -> None:
        margen = pintor.fontMetrics().height() // 2
        pintor.setPen(actual().color(Rol.ACENTO if renglon.filtro else Rol.TEXTO_TENUE))
        if renglon.filtro is None:
            pintor.setFont(_negrita(pintor.font()))
        pintor.drawText(zona.adjusted(margen, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, renglon.texto)

    def _acuerdo(self, pintor: QPainter, zona: QRect, pendiente: AcuerdoPendiente, *, elegido: bool) -> None:
        tema, letra = actual(), pintor.fontMetrics()
        vencido = pendiente.dias < 0
        color, margen, lado = tema.color(Rol.PELIGRO if vencido else Rol.AVISO), letra.height() // 2, lado_de_icono(1.1)
        figura = dibujo(
            Icono.VENCIDO if vencido else Icono.POR_VENCER, color.name(), lado, pintor.device().devicePixelRatioF()
        )
        pintor.drawPixmap(zona.x() + margen, zona.y() + (zona.height() - lado) // 2, figura)
        boton = zona_del_boton(zona, letra)
        izquierda = zona.x() + 2 * margen + lado
        espera = letra.horizontalAdvance(_MAS_ANCHO)
        cuando_en = QRect(boton.x() - espera - margen, zona.y(), espera, zona.height())
        libre = cuando_en.x() - margen - izquierda
        quien = QRect(izquierda, zona.y(), round(libre * 0.26), zona.height())
        que = QRect(quien.right() + margen, zona.y(), libre - quien.width() - margen, zona.height())
        responsables = ", ".join(pendiente.responsables) or "Sin responsable"
        normal = pintor.font()
        pintor.setFont(_negrita(normal))
        _escribir(pintor, quien, responsables, Rol.TEXTO)
        pintor.setFont(normal)
        _escribir(pintor, que, pendiente.texto, Rol.TEXTO)
        _escribir(pintor, cuando_en, cuando(pendiente.dias), Rol.PELIGRO if vencido else Rol.AVISO)
        self._boton(pintor, boton, enfocado=elegido and self._lista.en_boton)

    def _boton(self, pintor: QPainter, zona: QRect, *, enfocado: bool) -> None:
        tema = actual()
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        pintor.setPen(QPen(tema.color(Rol.FOCO if enfocado else Rol.BORDE), 2 if enfocado else 1))
        pintor.setBrush(tema.color(Rol.SUPERFICIE))
        pintor.drawRoundedRect(zona, 4, 4)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        pintor.setPen(tema.color(Rol.TEXTO))
        pintor.drawText(zona, Qt.AlignmentFlag.AlignCenter, SEGUIMIENTO)


def _negrita(letra: QFont) -> QFont:
    negrita = QFont(letra)
    negrita.setWeight(QFont.Weight.DemiBold)
    return negrita


def _escribir(pintor: QPainter, zona: QRect, texto: str, rol: Rol) -> None:
    pintor.setPen(actual().color(rol))
    # Elided from a bounded beginning: measuring ten thousand letters for one line would be seen.
    corto = pintor.fontMetrics().elidedText(" ".join(texto[:400].split()), Qt.TextElideMode.ElideRight, zona.width())
    pintor.drawText(zona, Qt.AlignmentFlag.AlignVCenter, corto)
