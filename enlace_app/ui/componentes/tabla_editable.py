"""A table in whose cells one types: Enter or F2 opens a cell, Tab goes on to the next one, Esc gives it back."""

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from enlace_app.ui.componentes.campo_de_fecha import CampoDeHora
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.completado import CampoConSugerencias
from enlace_app.ui.componentes.senales import PintorDeSenal
from enlace_app.ui.modelos_tabla.modelo_de_listado import SENAL
from enlace_app.ui.modelos_tabla.modelo_de_partes import ColumnaDePartes, ModeloDePartes, P, Parte

_Indice = QModelIndex | QPersistentModelIndex
_PUESTO = "puesto"
_ENTRAR = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LETRAS_DE_UN_EDITOR = 26


class EditorDeCelda(PintorDeSenal):
    """Opens the field that a column asks for; what is being typed is never overwritten by what was stored."""

    def __init__(self, modelo: ModeloDePartes[P], parent: QWidget | None = None) -> None:
        super().__init__(lambda indice: indice.data(SENAL), parent)
        self._modelo = modelo

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Indice) -> QWidget:
        """Return a choice, an hour or a line, with the name of its column and row."""
        columna = self._modelo.columnas[index.column()]
        editor = _crear(columna, parent)
        editor.setAccessibleName(f"{columna.titulo} de {self._modelo.nombrar(self._modelo.filas[index.row()])}")
        if isinstance(editor, _Eleccion):
            editor.elegida.connect(lambda: self._terminar(editor))
        elif isinstance(editor, CampoConSugerencias):
            editor.elegida.connect(lambda _: self._terminar(editor))
        return editor

    def _terminar(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def setEditorData(self, editor: QWidget, index: _Indice) -> None:
        """Show what is stored, unless somebody typed since it was shown."""
        guardado, puesto = str(index.data(Qt.ItemDataRole.EditRole) or ""), editor.property(_PUESTO)
        if puesto is not None and _valor(editor) != puesto:
            return
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(guardado), 0))
        elif isinstance(editor, CampoDeTexto):
            editor.poner_valor(guardado)
            if puesto is None:
                editor.selectAll()
        editor.setProperty(_PUESTO, _valor(editor))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Indice) -> None:
        """Hand on what was typed."""
        valor = _valor(editor)
        editor.setProperty(_PUESTO, valor)
        model.setData(index, valor, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Indice) -> None:
        """Give the field its own height, and room to read what one types, inside the table."""
        vista = editor.parentWidget()
        ancho_util = vista.width() if vista is not None else option.rect.width()
        deseado = editor.fontMetrics().averageCharWidth() * _LETRAS_DE_UN_EDITOR
        if isinstance(editor, CampoDeHora):
            deseado = editor.fontMetrics().averageCharWidth() * 9
        ancho = min(max(option.rect.width(), deseado), ancho_util)
        alto = max(option.rect.height(), editor.sizeHint().height())
        x = max(min(option.rect.x(), ancho_util - ancho), 0)
        editor.setGeometry(x, option.rect.y() - (alto - option.rect.height()) // 2, ancho, alto)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Let the suggestions have Enter and Esc while they show; line ends and Tab finish the cell."""
        if event.type() is QEvent.Type.KeyPress and isinstance(editor, CampoConSugerencias):
            tecla = cast("QKeyEvent", event)
            literal = bool(tecla.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if editor.propuestas() and tecla.key() in (*_ENTRAR, Qt.Key.Key_Escape) and not literal:
                return False
        return super().eventFilter(editor, event)


class TablaEditable(QTableView):
    """The view of a `ModeloDePartes`; `actual` tells that the cursor is on another row."""

    actual = Signal(object)
    """The uuid of the row under the cursor, or None."""
    suprimir = Signal()
    """The delete key was pressed on a row."""

    def __init__(self, modelo: ModeloDePartes[P], nombre: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modelo = cast("ModeloDePartes[Parte]", modelo)
        self.setModel(modelo)
        self.setItemDelegate(EditorDeCelda(modelo, self))
        self.setAccessibleName(nombre)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._preparar_encabezados()
        self.selectionModel().currentChanged.connect(self._cambio)

    def _preparar_encabezados(self) -> None:
        renglones, titulos = self.verticalHeader(), self.horizontalHeader()
        renglones.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        renglones.setDefaultSectionSize(round(self.fontMetrics().height() * 1.8))
        renglones.setHighlightSections(False)
        titulos.setHighlightSections(False)
        titulos.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        letra = self.fontMetrics().averageCharWidth()
        for n, columna in enumerate(self._modelo.columnas):
            titulos.resizeSection(n, (columna.ancho + 2) * letra)
            if columna.estira:
                titulos.setSectionResizeMode(n, QHeaderView.ResizeMode.Stretch)
            self.setColumnHidden(n, not columna.visible)

    @property
    def uuid_actual(self) -> str | None:
        """The row under the cursor."""
        indice = self.currentIndex()
        return self._modelo.filas[indice.row()].uuid if indice.isValid() else None

    def elegir(self, uuid: str, clave: str | None = None) -> bool:
        """Put the cursor on a row, and on one of its columns; False if there is no such row or column."""
        renglon = self._modelo.renglon(uuid)
        columna = self._modelo.columna(clave) if clave else self._primera_visible()
        if renglon is None or columna is None:
            return False
        self.setColumnHidden(columna, False)
        indice = self._modelo.index(renglon, columna)
        self.setCurrentIndex(indice)
        self.scrollTo(indice)
        return True

    def abrir(self, uuid: str, clave: str) -> bool:
        """Open the editor of one cell; where nothing can be edited the cursor goes there. False if there is none."""
        if not self.elegir(uuid, clave):
            return False
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(self.currentIndex())
        return True

    def confirmar(self) -> None:
        """Save the cell that is open, if one is."""
        if (editor := self.editor_abierto()) is not None:
            self.commitData(editor)
            self.closeEditor(editor, EditorDeCelda.EndEditHint.NoHint)

    def editor_abierto(self) -> QWidget | None:
        """The field of the cell that is being edited."""
        return self.indexWidget(self.currentIndex()) if self.state() is self.State.EditingState else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the cell; the delete key asks to withdraw the row."""
        sin_mas = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in _ENTRAR and sin_mas and self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid() and self._modelo.editable:
            self.suprimir.emit()
        else:
            super().keyPressEvent(event)

    def _primera_visible(self) -> int:
        return next((n for n in range(self._modelo.columnCount()) if not self.isColumnHidden(n)), 0)

    def _cambio(self, ahora: QModelIndex, antes: QModelIndex) -> None:
        if ahora.row() != antes.row() or not ahora.isValid():
            QTimer.singleShot(0, self, lambda: self.actual.emit(self.uuid_actual))


class _Eleccion(QComboBox):
    """Choosing from the list finishes the cell; Up and Down only go through it."""

    elegida = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._al_abrir = -1

    def showPopup(self) -> None:
        """Remember what was chosen before."""
        self._al_abrir = self.currentIndex()
        super().showPopup()

    def hidePopup(self) -> None:
        """Tell once Qt is through with the choice."""
        super().hidePopup()
        QTimer.singleShot(0, self, self._avisar)

    def _avisar(self) -> None:
        if self._al_abrir not in {-1, self.currentIndex()}:
            self.elegida.emit()


def _crear(columna: ColumnaDePartes[P], padre: QWidget) -> QWidget:
    if columna.opciones:
        combo = _Eleccion(padre)
        for texto, valor in columna.opciones:
            combo.addItem(texto, valor)
        return combo
    if columna.hora:
        return CampoDeHora(parent=padre)
    if columna.sugerir is not None:
        return CampoConSugerencias(columna.sugerir, parent=padre)
    return CampoDeTexto(parent=padre)


def _valor(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return str(editor.currentData() or "")
    if isinstance(editor, CampoDeHora):
        return editor.hora() or editor.valor()
    return editor.valor() if isinstance(editor, CampoDeTexto) else ""
