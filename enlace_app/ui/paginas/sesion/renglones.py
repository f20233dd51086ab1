"""Lists of session mode: lines with a sign and an hour, changed one by one so that nothing jumps while people talk."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from enlace_app.ui.componentes.etiquetas import texto_de_ayuda
from enlace_app.ui.tema import Icono, Rol, actual, dibujo, lado_de_icono

Indice = QModelIndex | QPersistentModelIndex
ROL_RENGLON = Qt.ItemDataRole.UserRole + 1
_VISIBLES = 500
"""Letters of one line that are painted; the rest is in its tooltip and its record."""


@dataclass(frozen=True, slots=True)
class Renglon:
    """One line: `detalle` is quieter, `hora` stands at the right end; `signo` says aloud what the icon shows."""

    clave: str
    texto: str
    detalle: str = ""
    hora: str = ""
    icono: Icono | None = None
    rol: Rol = Rol.NEUTRO
    signo: str = ""
    fuerte: bool = False
    tenue: bool = False

    @property
    def hablado(self) -> str:
        """What a screen reader says."""
        return ", ".join(parte for parte in (self.signo, self.texto, self.detalle, self.hora) if parte)


class ModeloDeRenglones(QAbstractListModel):
    """Lines by key; putting new ones touches only those that differ."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renglones: list[Renglon] = []

    def rowCount(self, parent: Indice = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._renglones)

    def data(self, index: Indice, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a line, what is said of it, or the line itself."""
        if not index.isValid():
            return None
        renglon = self._renglones[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return renglon.texto
            case Qt.ItemDataRole.AccessibleTextRole:
                return renglon.hablado
            case Qt.ItemDataRole.ToolTipRole:
                return texto_de_ayuda(renglon.hablado)
            case x if x == ROL_RENGLON:
                return renglon
        return None

    def renglon(self, fila: int) -> Renglon | None:
        """The line at a row."""
        return self._renglones[fila] if 0 <= fila < len(self._renglones) else None

    def fila_de(self, clave: str) -> int:
        """The row of a key, -1 where there is none."""
        return next((n for n, r in enumerate(self._renglones) if r.clave == clave), -1)

    def poner(self, renglones: Sequence[Renglon]) -> None:
        """Show these, in this order."""
        nuevos = {r.clave for r in renglones}
        for fila in reversed(range(len(self._renglones))):
            if self._renglones[fila].clave not in nuevos:
                self.beginRemoveRows(QModelIndex(), fila, fila)
                del self._renglones[fila]
                self.endRemoveRows()
        viejos = [r.clave for r in self._renglones]
        if [r.clave for r in renglones if r.clave in set(viejos)] != viejos:
            self.beginResetModel()
            self._renglones = list(renglones)
            self.endResetModel()
            return
        for fila, renglon in enumerate(renglones):
            if fila >= len(self._renglones) or self._renglones[fila].clave != renglon.clave:
                self.beginInsertRows(QModelIndex(), fila, fila)
                self._renglones.insert(fila, renglon)
                self.endInsertRows()
            elif self._renglones[fila] != renglon:
                self._renglones[fila] = renglon
                self.dataChanged.emit(self.index(fila), self.index(fila))


class ListaDeRenglones(QListView):
    """Enter, Delete and Ctrl+arrows act on the marked line; a click marks it."""

    activado = Signal(str)
    """Enter or a double click."""
    pulsado = Signal(str)
    """A click."""
    retirado = Signal(str)
    movido = Signal(str, int)
    tecleado = Signal(str, str)
    """A letter of `teclas` was pressed on a line."""

    def __init__(self, nombre: str, *, ajustar: bool, teclas: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.modelo = ModeloDeRenglones(self)
        self._teclas = teclas
        self.setModel(self.modelo)
        self.setItemDelegate(PintorDeRenglon(self, ajustar=ajustar))
        self.setAccessibleName(nombre)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(not ajustar)
        self.setTabKeyNavigation(False)
        self.clicked.connect(lambda indice: self.pulsado.emit(self._clave_de(indice)))
        self.doubleClicked.connect(lambda indice: self.activado.emit(self._clave_de(indice)))

    def poner(self, renglones: Sequence[Renglon], *, al_final: bool = False) -> None:
        """Show these; the marked line stays marked, `al_final` shows the last one if it is new."""
        clave, antes = self.clave(), self.modelo.rowCount()
        self.modelo.poner(renglones)
        if clave is not None and self.clave() != clave:
            self.marcar(clave)
        if al_final and self.modelo.rowCount() > antes:
            self.scrollToBottom()

    def clave(self) -> str | None:
        """The key of the marked line."""
        renglon = self.modelo.renglon(self.currentIndex().row())
        return renglon.clave if renglon else None

    def marcar(self, clave: str) -> None:
        """Mark a line and bring it into view."""
        fila = self.modelo.fila_de(clave)
        if fila >= 0:
            self.setCurrentIndex(self.modelo.index(fila))

    def tomar_teclado(self) -> None:
        """Take the keyboard, on the marked line or the first one."""
        if not self.currentIndex().isValid() and self.modelo.rowCount():
            self.setCurrentIndex(self.modelo.index(0))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that act on a line."""
        clave, tecla = self.clave(), Qt.Key(event.key())
        con_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if tecla is Qt.Key.Key_Escape or clave is None:
            super().keyPressEvent(event)
            if tecla is Qt.Key.Key_Escape:
                event.ignore()
        elif tecla in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activado.emit(clave)
        elif tecla is Qt.Key.Key_Delete:
            self.retirado.emit(clave)
        elif con_control and tecla in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.movido.emit(clave, -1 if tecla is Qt.Key.Key_Up else 1)
        elif event.text() and event.text().lower() in self._teclas and not con_control:
            self.tecleado.emit(clave, event.text().lower())
        else:
            super().keyPressEvent(event)

    def _clave_de(self, indice: QModelIndex) -> str:
        renglon = self.modelo.renglon(indice.row())
        return renglon.clave if renglon else ""


class PintorDeRenglon(QStyledItemDelegate):
    """Sign, text with its quieter detail, hour; the text wraps or shortens itself."""

    def __init__(self, lista: QListView, *, ajustar: bool) -> None:
        super().__init__(lista)
        self._lista = lista
        self._ajustar = ajustar

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Indice) -> None:
        """Paint the style's background, then the line in the theme that is on."""
        renglon = index.data(ROL_RENGLON)
        if not isinstance(renglon, Renglon):
            return
        celda = QStyleOptionViewItem(option)
        self.initStyleOption(celda, index)
        celda.text = ""
        self._lista.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, celda, painter, self._lista)
        tema, metrica = actual(), option.fontMetrics
        zona = _interior(celda.rect, metrica.height())
        painter.save()
        if renglon.icono is not None:
            lado = lado_de_icono(1.0)
            figura = dibujo(renglon.icono, tema.valor(renglon.rol), lado, painter.device().devicePixelRatioF())
            painter.drawPixmap(zona.left(), zona.top() + (metrica.height() - lado) // 2, figura)
        zona.setLeft(zona.left() + _sangria(metrica.height()))
        if renglon.hora:
            ancho = metrica.horizontalAdvance(renglon.hora)
            painter.setPen(tema.color(Rol.TEXTO_TENUE))
            painter.drawText(zona, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, renglon.hora)
            zona.setRight(zona.right() - ancho - metrica.averageCharWidth())
        fuente = option.font
        fuente.setBold(renglon.fuerte)
        painter.setFont(fuente)
        painter.setPen(tema.color(Rol.TEXTO_TENUE if renglon.tenue else Rol.TEXTO))
        self._escribir(painter, zona, renglon)
        painter.restore()

    def _escribir(self, painter: QPainter, zona: QRect, renglon: Renglon) -> None:
        metrica, tenue = painter.fontMetrics(), actual().color(Rol.TEXTO_TENUE)
        if self._ajustar:
            alto = _alto_ajustado(metrica, zona.width(), renglon.texto)
            texto = QRect(zona.left(), zona.top(), zona.width(), alto)
            painter.drawText(texto, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft, renglon.texto[:_VISIBLES])
            painter.setPen(tenue)
            debajo = QRect(zona.left(), texto.bottom() + 1, zona.width(), metrica.height())
            painter.drawText(
                debajo, 0, metrica.elidedText(renglon.detalle, Qt.TextElideMode.ElideRight, debajo.width())
            )
            return
        visto = metrica.elidedText(renglon.texto[:_VISIBLES], Qt.TextElideMode.ElideRight, zona.width())
        painter.drawText(zona, 0, visto)
        resto = zona.adjusted(metrica.horizontalAdvance(visto) + metrica.averageCharWidth(), 0, 0, 0)
        if renglon.detalle and resto.width() > 4 * metrica.averageCharWidth():
            painter.setPen(tenue)
            painter.drawText(resto, 0, metrica.elidedText(renglon.detalle, Qt.TextElideMode.ElideRight, resto.width()))

    def sizeHint(self, option: QStyleOptionViewItem, index: Indice) -> QSize:
        """As high as its lines."""
        metrica = option.fontMetrics
        renglon = index.data(ROL_RENGLON)
        ancho = self._lista.viewport().width()
        alto = metrica.height()
        if self._ajustar and isinstance(renglon, Renglon):
            interior = _interior(QRect(0, 0, ancho, 0), metrica.height()).width() - _sangria(metrica.height())
            if renglon.hora:
                interior -= metrica.horizontalAdvance(renglon.hora) + metrica.averageCharWidth()
            if renglon.fuerte:
                interior -= interior // 12  # bold letters are wider than those measured here
            alto = _alto_ajustado(metrica, interior, renglon.texto) + (metrica.height() if renglon.detalle else 0)
        return QSize(max(ancho - 2, 10), alto + metrica.height() // 3)


def _interior(celda: QRect, alto: int) -> QRect:
    return celda.adjusted(alto // 3, alto // 6, -alto // 3, -(alto // 6))


def _sangria(alto: int) -> int:
    return lado_de_icono(1.0) + alto // 3


def _alto_ajustado(metrica: QFontMetrics, ancho: int, texto: str) -> int:
    caja = metrica.boundingRect(
        QRect(0, 0, max(ancho, 20), 10_000), int(Qt.TextFlag.TextWordWrap.value), texto[:_VISIBLES]
    )
    return max(caja.height(), metrica.height())
