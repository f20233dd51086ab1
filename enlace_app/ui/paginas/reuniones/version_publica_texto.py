"""The texts of an acta one at a time, to select in one of them what its public version must not have."""

import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from enlace_app.dominio.pasajes_de_acta import Pasaje
from enlace_app.dominio.version_publica import Tachado
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.paginas.reuniones.combos import combo_angosto
from enlace_app.ui.tema import Rol, actual

_NUMERO_FINAL = re.compile(r"\s\d+$")


class TextoPorTestar(QWidget):
    """Section, text, and the text itself: what is left out already shows on a ground of its own."""

    cambio = Signal()
    """Another passage is selected, or none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pasajes: tuple[Pasaje, ...] = ()
        self._tachados: tuple[Tachado, ...] = ()
        self.secciones = combo_angosto()
        self.secciones.setAccessibleName("Parte del acta")
        self.secciones.currentIndexChanged.connect(lambda _: self._llenar_lugares())
        self.lugares = combo_angosto()
        self.lugares.setAccessibleName("Texto del acta")
        self.lugares.currentIndexChanged.connect(lambda _: self._mostrar())
        self.texto = QPlainTextEdit()
        self.texto.setReadOnly(True)
        self.texto.setTabChangesFocus(True)
        self.texto.setAccessibleName("Texto en el que se elige qué testar")
        self.texto.setPlaceholderText("El acta no tiene ningún texto que testar.")
        # Read-only texts take no keyboard selection unless they are told to.
        self.texto.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.texto.selectionChanged.connect(self.cambio.emit)
        eleccion = QHBoxLayout()
        eleccion.addWidget(Etiqueta("Parte del acta", RolDeEtiqueta.TENUE))
        eleccion.addWidget(self.secciones, 1)
        eleccion.addWidget(Etiqueta("Texto", RolDeEtiqueta.TENUE))
        eleccion.addWidget(self.lugares, 2)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addLayout(eleccion)
        caja.addWidget(self.texto, 1)

    def poner(self, pasajes: Sequence[Pasaje], tachados: Sequence[Tachado]) -> None:
        """Show the texts of an acta; one stays on the same text where it is still there."""
        ruta = self.ruta
        self._pasajes, self._tachados = tuple(p for p in pasajes if p.texto.strip()), tuple(tachados)
        anterior = self.secciones.currentText()
        secciones = list(dict.fromkeys(_seccion(p) for p in self._pasajes))
        self.secciones.blockSignals(True)
        self.secciones.clear()
        self.secciones.addItems(secciones)
        self.secciones.setCurrentIndex(secciones.index(anterior) if anterior in secciones else 0)
        self.secciones.blockSignals(False)
        self._llenar_lugares()
        if ruta is not None:
            self._ir(ruta)

    @property
    def ruta(self) -> str | None:
        """The pointer of the text that is on show."""
        pasaje = self._pasaje()
        return pasaje.ruta if pasaje is not None else None

    def pasaje(self, ruta: str) -> str:
        """Return the text at a pointer, empty where there is none."""
        return next((p.texto for p in self._pasajes if p.ruta == ruta), "")

    def seleccion(self) -> tuple[str, int, int] | None:
        """Return the pointer and the code points of what is selected."""
        pasaje, cursor = self._pasaje(), self.texto.textCursor()
        if pasaje is None or not cursor.hasSelection():
            return None
        desde, hasta = (_en_puntos(pasaje.texto, n) for n in (cursor.selectionStart(), cursor.selectionEnd()))
        return (pasaje.ruta, desde, hasta) if pasaje.texto[desde:hasta].strip() else None

    def ir_a(self, ruta: str, desde: int, hasta: int) -> None:
        """Show a text with a passage of it selected."""
        pasaje = self._ir(ruta)
        if pasaje is None:
            return
        cursor = self.texto.textCursor()
        cursor.setPosition(_en_unidades(pasaje.texto, desde))
        cursor.setPosition(_en_unidades(pasaje.texto, hasta), QTextCursor.MoveMode.KeepAnchor)
        self.texto.setTextCursor(cursor)
        self.texto.ensureCursorVisible()

    def _ir(self, ruta: str) -> Pasaje | None:
        pasaje = next((p for p in self._pasajes if p.ruta == ruta), None)
        if pasaje is not None:
            self.secciones.setCurrentText(_seccion(pasaje))
            self.lugares.setCurrentIndex(self.lugares.findData(ruta))
        return pasaje

    def _pasaje(self) -> Pasaje | None:
        ruta = self.lugares.currentData()
        return next((p for p in self._pasajes if p.ruta == ruta), None)

    def _llenar_lugares(self) -> None:
        seccion = self.secciones.currentText()
        self.lugares.blockSignals(True)
        self.lugares.clear()
        for pasaje in self._pasajes:
            if _seccion(pasaje) == seccion:
                self.lugares.addItem(pasaje.donde, pasaje.ruta)
        self.lugares.blockSignals(False)
        self._mostrar()

    def _mostrar(self) -> None:
        pasaje = self._pasaje()
        self.texto.setPlainText(pasaje.texto if pasaje is not None else "")
        self._senalar()
        self.cambio.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Mark again in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._senalar()

    def _senalar(self) -> None:
        pasaje = self._pasaje()
        self.texto.setExtraSelections(list(self._marcados(pasaje)) if pasaje is not None else [])

    def _marcados(self, pasaje: Pasaje) -> Iterable[QTextEdit.ExtraSelection]:
        for tachado in self._tachados:
            if tachado.ruta == pasaje.ruta:
                marca = QTextEdit.ExtraSelection()
                cursor = QTextCursor(self.texto.document())
                cursor.setPosition(_en_unidades(pasaje.texto, tachado.desde))
                cursor.setPosition(_en_unidades(pasaje.texto, tachado.hasta), QTextCursor.MoveMode.KeepAnchor)
                marca.cursor = cursor
                marca.format.setBackground(actual().color(Rol.SELECCION))
                marca.format.setFontStrikeOut(True)
                yield marca


def _seccion(pasaje: Pasaje) -> str:
    return _NUMERO_FINAL.sub("", pasaje.donde.split(",")[0])


def _en_unidades(texto: str, puntos: int) -> int:
    """Qt counts UTF-16 units."""
    return len(texto[:puntos].encode("utf-16-le")) // 2


def _en_puntos(texto: str, unidades: int) -> int:
    return len(texto.encode("utf-16-le")[: 2 * unidades].decode("utf-16-le", "ignore"))
