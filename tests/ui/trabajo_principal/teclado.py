"""Two hands on the keyboard and two eyes on the screen: all that a person has who does not use the mouse."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from enlace_app.ui.componentes.etiquetas import EtiquetaElidida

ESPERA_MILISEGUNDOS = 30_000
_TABULACIONES = 80
_RENGLONES = 300
_TECLAS = {"Enter": "Return", "Arriba": "Up", "Abajo": "Down", "Esc": "Escape", "Espacio": "Space", "Supr": "Del"}


class Teclado:
    """Presses keys, counting them, where the keyboard is; and reads what is shown. Nothing else touches the window.

    A combination (`Ctrl+N`) counts as one.
    """

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.pulsadas = 0

    def pulsar(self, *teclas: str) -> None:
        """Press keys by name, as the window writes them: `Ctrl+N`, `F4`, `Enter`, `Tab`."""
        for tecla in teclas:
            *con, ultima = tecla.split("+")
            self.pulsadas += 1
            QTest.keySequence(self._donde(), QKeySequence("+".join([*con, _TECLAS.get(ultima, ultima)])))
            QCoreApplication.processEvents()

    def escribir(self, texto: str) -> None:
        """Type a text letter by letter, accents included."""
        for letra in texto:
            self.pulsadas += 1
            if letra.isascii():
                QTest.keyClicks(self._donde(), letra)
                continue
            for clase in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):  # QTest knows no accents
                evento = QKeyEvent(clase, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letra)
                QApplication.sendEvent(self._donde(), evento)

    def renglon(self, texto: str) -> None:
        """Type a line and press Enter."""
        self.escribir(texto)
        self.pulsar("Enter")

    def contar(self) -> int:
        """Return how many keys were pressed since this was asked last."""
        pulsadas, self.pulsadas = self.pulsadas, 0
        return pulsadas

    def ir_con_tab(self, nombre: str, *, tecla: str = "Tab") -> None:
        """Press Tab until the control whose name begins so has the keyboard."""
        recorridos = []
        for _ in range(_TABULACIONES):
            if self.foco.startswith(nombre):
                return
            recorridos.append(self.foco)
            self.pulsar(tecla)
        raise AssertionError(f"Tab no llega a «{nombre}»; pasó por {list(dict.fromkeys(recorridos))}")

    def elegir_del_menu(self, comienzo: str) -> None:
        """Go down the open menu to the line that begins so, and press Enter."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), self.pantalla()
        for _ in range(len(menu.actions()) + 1):
            elegida = menu.activeAction()
            if elegida is not None and elegida.text().replace("&", "").startswith(comienzo):
                self.pulsar("Enter")
                return
            self.pulsar("Abajo")
        raise AssertionError(f"el menú no tiene «{comienzo}»: {[a.text() for a in menu.actions()]}")

    @property
    def ventana(self) -> QWidget:
        """The window that has the keyboard."""
        activa = QApplication.activePopupWidget() or QApplication.activeWindow()
        assert activa is not None, "ninguna ventana está activa"
        return activa

    @property
    def foco(self) -> str:
        """What a screen reader calls the control that has the keyboard."""
        control = self._donde()
        if control.accessibleName():
            return control.accessibleName().replace("&", "")
        accesible = QAccessible.queryAccessibleInterface(control)
        return accesible.text(QAccessible.Text.Name).replace("&", "") if accesible is not None else ""

    @property
    def escrito(self) -> str:
        """The text of the field that has the keyboard."""
        control = self._donde()
        return control.toPlainText() if isinstance(control, QPlainTextEdit) else _texto_de(control)

    def lee(self, texto: str) -> bool:
        """Whether that stands anywhere on the screen now."""
        return any(texto in leido for leido in self._leidos())

    def espera(self, *textos: str) -> None:
        """Wait until all of that stands on the screen."""
        for texto in textos:
            self._esperar(lambda texto=texto: self.lee(texto), f"no se lee «{texto}»")

    def espera_que_no(self, texto: str) -> None:
        """Wait until that is gone from the screen."""
        self._esperar(lambda: not self.lee(texto), f"aún se lee «{texto}»")

    def espera_foco(self, nombre: str) -> None:
        """Wait until the control whose name begins so has the keyboard."""
        self._esperar(lambda: self.foco.startswith(nombre), f"el teclado no está en «{nombre}»")

    def lista(self) -> list[str]:
        """The lines of the list that has the keyboard."""
        control = self._donde()
        assert isinstance(control, QAbstractItemView), self.pantalla()
        return list(_renglones_de(control))

    def pantalla(self) -> str:
        """What is shown, for whoever reads why a test failed."""
        return f"\nteclado en «{self.foco}» [{self.escrito}]\n" + "\n".join(t for t in self._leidos() if t)

    def _esperar(self, condicion: object, si_no: str) -> None:
        assert callable(condicion)
        try:
            self._qtbot.waitUntil(condicion, timeout=ESPERA_MILISEGUNDOS)
        except Exception as error:
            raise AssertionError(f"{si_no}; se ve: {self.pantalla()}") from error

    def _donde(self) -> QWidget:
        flotante = QApplication.activePopupWidget()
        if flotante is not None:
            return flotante.focusWidget() or flotante
        return QApplication.focusWidget() or self.ventana

    def _leidos(self) -> Iterator[str]:
        ventana = self.ventana
        yield ventana.windowTitle()
        for control in ventana.findChildren(QWidget):
            if control.isVisible():
                yield from _renglones_de(control) if isinstance(control, QAbstractItemView) else (_texto_de(control),)


def _texto_de(control: QWidget) -> str:
    match control:
        case EtiquetaElidida():
            return control.texto_completo()
        case QLabel() | QLineEdit():
            return control.text()
        case QAbstractButton():
            return control.text().replace("&", "")
        case QComboBox():
            return control.currentText()
        case QPlainTextEdit():
            return control.toPlainText()
        case QGroupBox():
            return control.title()
        case QTabBar():
            return " ".join(control.tabText(n) for n in range(control.count()))
    return ""


def _renglones_de(vista: QAbstractItemView) -> Iterator[str]:
    modelo, raiz = vista.model(), vista.rootIndex()
    columnas = 1 if isinstance(modelo, QAbstractListModel) else modelo.columnCount(raiz)
    for fila in range(min(modelo.rowCount(raiz), _RENGLONES)):
        celdas = [modelo.index(fila, columna, raiz) for columna in range(columnas)]
        # What a list draws beside its text it tells a screen reader.
        textos = [c.data(Qt.ItemDataRole.AccessibleTextRole) or c.data(Qt.ItemDataRole.DisplayRole) for c in celdas]
        yield " | ".join(str(texto) for texto in textos if texto)
