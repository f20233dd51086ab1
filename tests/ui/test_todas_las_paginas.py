"""What holds on every page, whoever wrote it: names for a screen reader, no rich text, the keyboard reaches all."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QTextBrowser,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.pagina import Pagina

_DE_QT = ("qt_", "ScrollLeftButton", "ScrollRightButton")
"""Parts that Qt makes for itself; their owner has the name."""


def _paginas(programa: Programa, qtbot: QtBot) -> Iterator[tuple[str, Pagina]]:
    """Each section with its first record open where it has one, each tab of a meeting, and the session mode."""
    ventana, navegacion = programa.ventana, programa.entorno.navegacion
    assert ventana is not None
    for seccion in Seccion:
        navegacion.ir(Destino(seccion))
        qtbot.wait(30)
        pagina = ventana.pagina_actual
        assert pagina is not None
        yield str(seccion), pagina
        for tabla in pagina.findChildren(QAbstractItemView):
            if tabla.isVisible() and tabla.model() is not None and tabla.model().rowCount():
                tabla.setCurrentIndex(tabla.model().index(0, 0))
                qtbot.wait(60)
                break
        yield f"{seccion} con un registro", pagina
        for barra in pagina.findChildren(QTabBar):
            for numero in range(barra.count()):
                barra.setCurrentIndex(numero)
                qtbot.wait(60)
                yield f"{seccion}, pestaña {barra.tabText(numero)}", pagina
    for nueva in (Seccion.REUNIONES, Seccion.DOCUMENTOS):
        navegacion.nuevo(nueva)
        qtbot.wait(30)
        assert ventana.pagina_actual is not None
        yield f"{nueva}, nuevo", ventana.pagina_actual


def _con_foco(raiz: QWidget) -> list[QWidget]:
    """The widgets that a person can reach with Tab or the mouse."""
    clases = (
        QAbstractButton,
        QAbstractItemView,
        QAbstractSpinBox,
        QComboBox,
        QLineEdit,
        QAbstractScrollArea,
        QTabBar,
    )
    hallados = [w for clase in clases for w in raiz.findChildren(clase) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    return [w for w in dict.fromkeys(hallados) if w.isVisibleTo(raiz) and not _es_de_qt(w)]


def _es_de_qt(control: QWidget) -> bool:
    if control.objectName().startswith(_DE_QT):
        return True
    padre = control.parentWidget()
    # The editor inside a combo box or a spin box speaks with its owner's name.
    return isinstance(padre, QComboBox | QAbstractSpinBox) or (
        padre is not None and padre.parentWidget() is not None and isinstance(padre.parentWidget(), QComboBox)
    )


def _describir(control: QWidget) -> str:
    cadena: list[str] = []
    actual: QWidget | None = control
    while actual is not None and len(cadena) < 5:
        cadena.append(type(actual).__name__)
        actual = actual.parentWidget()
    return " < ".join(cadena)


@pytest.mark.parametrize("datos", ["programa_vacio", "programa_real"])
def test_todo_control_tiene_nombre(datos: str, request: pytest.FixtureRequest, qtbot: QtBot) -> None:
    programa: Programa = request.getfixturevalue(datos)
    sin_nombre = {
        f"{donde}: {_describir(control)}"
        for donde, pagina in _paginas(programa, qtbot)
        for control in _con_foco(pagina)
        if not (control.accessibleName() or _texto_visible(control)).strip()
    }
    assert not sin_nombre, "\n".join(sorted(sin_nombre))


def _texto_visible(control: QWidget) -> str:
    return control.text() if isinstance(control, QAbstractButton) else ""


def test_el_control_sin_nombre_se_nota(qtbot: QtBot) -> None:
    """Control: the look above does find one."""
    caja = QWidget()
    qtbot.addWidget(caja)
    campo = QLineEdit(caja)
    assert _con_foco(caja) == [campo]
    assert not campo.accessibleName()


@pytest.mark.parametrize("datos", ["programa_vacio", "programa_real"])
def test_ningun_texto_es_enriquecido(datos: str, request: pytest.FixtureRequest, qtbot: QtBot) -> None:
    """Only the help, which is our own text, may interpret what it shows."""
    programa: Programa = request.getfixturevalue(datos)
    ricos = set()
    for donde, pagina in _paginas(programa, qtbot):
        ricos |= {
            f"{donde}: {_describir(e)} «{e.text()[:40]}»"
            for e in pagina.findChildren(QLabel)
            if e.textFormat() != Qt.TextFormat.PlainText and not e.pixmap()
        }
        if not donde.startswith("ayuda"):
            ricos |= {
                f"{donde}: {_describir(t)}"
                for t in pagina.findChildren(QTextEdit)
                if isinstance(t, QTextBrowser) or t.acceptRichText()
            }
    assert not ricos, "\n".join(sorted(ricos))


def test_todos_los_modelos_cumplen_lo_que_qt_pide(programa_real: Programa, qtbot: QtBot) -> None:
    vigilantes: dict[int, QAbstractItemModelTester] = {}
    for _, pagina in _paginas(programa_real, qtbot):
        for vista in pagina.findChildren(QAbstractItemView):
            modelo = vista.model()
            if isinstance(modelo, QAbstractItemModel) and id(modelo) not in vigilantes:
                # Fatal ends the process: a broken model would crash the window some day, too.
                fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
                vigilantes[id(modelo)] = QAbstractItemModelTester(modelo, fatal)
    assert len(vigilantes) >= 6


def test_cada_pagina_se_abre_y_no_falla(programa_real: Programa, qtbot: QtBot) -> None:
    nombres = [donde for donde, _ in _paginas(programa_real, qtbot)]
    assert len(nombres) > 2 * len(Seccion)
    assert [a.texto for a in programa_real.avisos.recientes if a.clase == "error"] == []


class _Ventanas(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.vistas: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.vistas.append(_describir(watched))
        return False


def test_ninguna_parte_se_abre_como_otra_ventana(programa_real: Programa, qtbot: QtBot, qapp: QApplication) -> None:
    """A part shown before it has a parent opens a window, and takes the keyboard with it."""
    ventanas = _Ventanas()
    qapp.installEventFilter(ventanas)
    try:
        for _ in _paginas(programa_real, qtbot):
            pass
        QWidget().show()  # control
    finally:
        qapp.removeEventFilter(ventanas)
    assert ventanas.vistas == ["QWidget"]
