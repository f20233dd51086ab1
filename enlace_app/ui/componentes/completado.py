"""A line that proposes while one types: nothing blocks, the keyboard stays in the line."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from enlace_app.dominio.calendario import plegar
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.tema import Rol, actual

RENGLONES_A_LA_VISTA = 8
_ROL_DETALLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Sugerencia:
    """What may be meant: its text, a remark beside it, and what it stands for."""

    texto: str
    detalle: str = ""
    dato: object = None


def buscador_de(sugerencias: Iterable[Sugerencia]) -> Callable[[str], list[Sugerencia]]:
    """A `sugerir` over a short list: each word typed begins a word of text or detail, accents folded.

    Texts that begin with what was typed come first, otherwise the order stays.
    """
    plegadas = [(s, plegar(s.texto), f" {plegar(f'{s.texto} {s.detalle}')}") for s in sugerencias]

    def sugerir(texto: str) -> list[Sugerencia]:
        buscado = plegar(texto)
        palabras = buscado.split()
        halladas = [
            (not propio.startswith(buscado), s)
            for s, propio, todo in plegadas
            if all(f" {palabra}" in todo for palabra in palabras)
        ]
        return [s for _, s in sorted(halladas, key=lambda par: par[0])]

    return sugerir


class CampoConSugerencias(CampoDeTexto):
    """Enter takes the marked suggestion (the first one, until Up or Down), Esc closes them, Ctrl+Enter keeps the text.

    With `prefijo` («@») only what follows the last one before the cursor is completed, and taking a suggestion replaces
    just that; `mencionadas` are those taken and still in the line.
    """

    elegida = Signal(object)
    """A `Sugerencia` was taken."""
    tecleada = Signal(str)
    """Enter on a text for which nothing was taken."""

    def __init__(
        self,
        sugerir: Callable[[str], Sequence[Sugerencia]],
        *,
        prefijo: str = "",
        minimo_de_letras: int = 1,
        sugerencia: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(sugerencia=sugerencia, parent=parent)
        self._sugerir, self._prefijo, self._minimo = sugerir, prefijo, minimo_de_letras
        self._tomadas: list[Sugerencia] = []
        self._lista: _ListaDeSugerencias | None = None
        self.textEdited.connect(self._buscar)
        self.cursorPositionChanged.connect(self._revisar_cursor)

    def mencionadas(self) -> list[Sugerencia]:
        """What was taken after the prefix and still stands in the line, in its order."""
        texto = self.text()
        lugares = {s: texto.find(f"{self._prefijo}{s.texto}") for s in self._tomadas}
        return sorted((s for s in lugares if lugares[s] >= 0), key=lambda s: lugares[s])

    def propuestas(self) -> list[Sugerencia]:
        """What is on show, from top to bottom."""
        return list(self._lista.sugerencias) if self._lista is not None and self._lista.isVisible() else []

    def cerrar(self) -> None:
        """Put the suggestions away."""
        if self._lista is not None:
            self._lista.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that the suggestions want first."""
        tecla, abierta = Qt.Key(event.key()), bool(self.propuestas())
        if tecla in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            literal = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._entrar(super().keyPressEvent, event, tomar=abierta and not literal)
        elif tecla is Qt.Key.Key_Escape and abierta:
            self.cerrar()
        elif tecla in (Qt.Key.Key_Down, Qt.Key.Key_Up) and abierta and self._lista is not None:
            self._lista.mover(1 if tecla is Qt.Key.Key_Down else -1)
        elif tecla is Qt.Key.Key_Down and not self._prefijo:
            self._mostrar(self.text(), aun_vacio=True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving keeps what was typed."""
        self.cerrar()
        super().focusOutEvent(event)

    def _entrar(self, seguir: Callable[[QKeyEvent], None], event: QKeyEvent, *, tomar: bool) -> None:
        if tomar and self._lista is not None:
            self._tomar(self._lista.marcada())
            return
        self.cerrar()
        texto = self.valor()
        seguir(event)
        self.tecleada.emit(texto)

    def _tomar(self, sugerencia: Sugerencia) -> None:
        self.cerrar()
        if self._prefijo:
            desde, hasta = self._fragmento() or (self.cursorPosition(), self.cursorPosition())
            self.setSelection(desde, hasta - desde)
            espacio = "" if self.text()[hasta : hasta + 1] == " " else " "
            self.insert(f"{self._prefijo}{sugerencia.texto}{espacio}")
            self._tomadas = [s for s in self._tomadas if s != sugerencia] + [sugerencia]
            self.cerrar()
        else:
            self.setText(sugerencia.texto)
        self.elegida.emit(sugerencia)

    def _fragmento(self) -> tuple[int, int] | None:
        """From the last prefix to the cursor; None outside of one. A prefix inside a word (an address) is none."""
        cursor = self.cursorPosition()
        desde = self.text().rfind(self._prefijo, 0, cursor)
        if desde < 0 or (desde > 0 and self.text()[desde - 1].isalnum()):
            return None
        return desde, cursor

    def _buscar(self) -> None:
        if not self._prefijo:
            self._mostrar(self.text())
            return
        fragmento = self._fragmento()
        if fragmento is None:
            self.cerrar()
        else:
            self._mostrar(self.text()[fragmento[0] + len(self._prefijo) : fragmento[1]])

    def _revisar_cursor(self) -> None:
        if self._prefijo and self.propuestas() and self._fragmento() is None:
            self.cerrar()

    def _mostrar(self, texto: str, *, aun_vacio: bool = False) -> None:
        buscado = texto.strip()
        # A bare prefix asks for everybody; an emptied line asks for nobody, unless Down opens the list.
        bastan = len(buscado) >= self._minimo or (not buscado and (aun_vacio or bool(self._prefijo)))
        halladas = list(self._sugerir(buscado)) if bastan else []
        if not halladas:
            self.cerrar()
            return
        if self._lista is None:
            self._lista = _ListaDeSugerencias(self)
            self._lista.tomada.connect(self._tomar)
        self._lista.mostrar(halladas)


class _ListaDeSugerencias(QListView):
    """A child of the window, not a window of its own: it takes no focus and works the same on every platform."""

    tomada = Signal(object)

    def __init__(self, campo: CampoConSugerencias) -> None:
        super().__init__(campo.window())
        self._campo = campo
        self.sugerencias: list[Sugerencia] = []
        self.setProperty("papel", "sugerencias")
        self.setAccessibleName("Sugerencias")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setModel(QStandardItemModel(self))
        self.setItemDelegate(_PintorDeSugerencia(self))
        self.clicked.connect(lambda indice: self.tomada.emit(self.sugerencias[indice.row()]))
        self._descripcion = ""
        self._adoptar()
        campo.destroyed.connect(self.deleteLater)
        self.hide()

    def mostrar(self, sugerencias: list[Sugerencia]) -> None:
        """Show these under the field, the first one marked."""
        self.sugerencias = sugerencias
        if self.parentWidget() is not self._campo.window():  # the page was put into another window
            self._adoptar()
        modelo = self.model()
        assert isinstance(modelo, QStandardItemModel)  # noqa: S101 - our own, set above
        modelo.clear()
        for sugerencia in sugerencias:
            item = QStandardItem(sugerencia.texto)
            item.setData(sugerencia.detalle, _ROL_DETALLE)
            item.setAccessibleText(f"{sugerencia.texto}, {sugerencia.detalle}" if sugerencia.detalle else item.text())
            modelo.appendRow(item)
        self.setCurrentIndex(modelo.index(0, 0))
        if not self.isVisible():
            self._descripcion = self._campo.accessibleDescription()
        self._colocar()
        self.show()
        self.raise_()
        self._anunciar()

    def marcada(self) -> Sugerencia:
        """The one that Enter takes."""
        return self.sugerencias[max(self.currentIndex().row(), 0)]

    def mover(self, pasos: int) -> None:
        """Mark another one; after the last comes the first."""
        fila = (self.currentIndex().row() + pasos) % len(self.sugerencias)
        self.setCurrentIndex(self.model().index(fila, 0))
        self._anunciar()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window of another size moves the field away from under the list."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._colocar()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the field its own description back."""
        super().hideEvent(event)
        self._campo.setAccessibleDescription(self._descripcion)

    def _adoptar(self) -> None:
        ventana = self._campo.window()
        self.setParent(ventana)
        ventana.installEventFilter(self)

    def _anunciar(self) -> None:
        dicho = f"Sugerencia: {self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)}"
        self._campo.setAccessibleDescription(f"{dicho}. Enter la toma, Escape la quita.")
        if QAccessible.isActive():  # the keyboard stays in the line, so nothing else would say it aloud
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._campo, dicho))

    def _colocar(self) -> None:
        campo, ventana = self._campo, self._campo.window()
        visibles = min(len(self.sugerencias), RENGLONES_A_LA_VISTA)
        alto = visibles * self.sizeHintForRow(0) + 2 * self.frameWidth() + 2
        ancho = min(max(campo.width(), self.sizeHintForColumn(0) + 24), ventana.width() - 8)
        arriba = campo.mapTo(ventana, QPoint(0, 0))
        x = max(min(arriba.x(), ventana.width() - ancho - 4), 4)
        debajo = arriba.y() + campo.height() + 1
        cabe = debajo + alto <= ventana.height() or arriba.y() < alto
        self.setGeometry(QRect(x, debajo if cabe else arriba.y() - alto - 1, ancho, alto))


class _PintorDeSugerencia(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        celda = QStyleOptionViewItem(option)
        self.initStyleOption(celda, index)
        texto, detalle = celda.text, str(index.data(_ROL_DETALLE) or "")
        celda.text = ""
        self._lista().style().drawControl(QStyle.ControlElement.CE_ItemViewItem, celda, painter, self._lista())
        tema, metrica = actual(), celda.fontMetrics
        zona = celda.rect.adjusted(metrica.height() // 3, 0, -metrica.height() // 3, 0)
        izquierda = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.save()
        painter.setFont(celda.font)
        painter.setPen(tema.color(Rol.TEXTO))
        painter.drawText(zona, izquierda, metrica.elidedText(texto, Qt.TextElideMode.ElideRight, zona.width()))
        resto = zona.adjusted(metrica.horizontalAdvance(texto + "  "), 0, 0, 0)
        if detalle and resto.width() > metrica.averageCharWidth() * 3:
            painter.setPen(tema.color(Rol.TEXTO_TENUE))
            painter.drawText(resto, izquierda, metrica.elidedText(detalle, Qt.TextElideMode.ElideRight, resto.width()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        metrica = option.fontMetrics
        todo = f"{index.data()}  {index.data(_ROL_DETALLE) or ''}"
        return QSize(metrica.horizontalAdvance(todo) + metrica.height(), round(metrica.height() * 1.45))

    def _lista(self) -> QListView:
        lista = self.parent()
        assert isinstance(lista, QListView)  # noqa: S101 - made by it
        return lista
