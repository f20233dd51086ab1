"""All components in one window: legible names, no markup, in every theme."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from enlace_app.ui.tema import Preferencia, Rol, aplicar


@pytest.fixture(scope="module")
def galeria() -> ModuleType:
    ficha = importlib.util.spec_from_file_location("galeria", Path(__file__).with_name("galeria.py"))
    assert ficha is not None
    assert ficha.loader is not None
    modulo = importlib.util.module_from_spec(ficha)
    ficha.loader.exec_module(modulo)
    return modulo


@pytest.mark.parametrize("preferencia", [Preferencia.CLARO, Preferencia.OSCURO, Preferencia.ALTO_CONTRASTE])
def test_la_galeria(qapp: QApplication, qtbot: QtBot, galeria: ModuleType, preferencia: Preferencia) -> None:
    tema = aplicar(qapp, preferencia)
    ventana: QWidget = galeria.Galeria()
    qtbot.addWidget(ventana)
    ventana.show()
    assert all(e.textFormat() is Qt.TextFormat.PlainText for e in ventana.findChildren(QLabel) if e.text())
    de_qt = ("QTableCornerButton", "QToolButton")  # parts of Qt's own widgets, which name them themselves
    sin_nombre = [
        pieza
        for clase in (QAbstractButton, QLineEdit, QPlainTextEdit)
        for pieza in ventana.findChildren(clase)
        if not pieza.accessibleName()
        and not (isinstance(pieza, QAbstractButton) and pieza.text())
        and pieza.metaObject().className() not in de_qt
    ]
    assert not sin_nombre
    imagen = ventana.grab().toImage()
    assert imagen.pixelColor(1, 1).name() == tema.fondo


def test_el_color_de_un_estado_se_ve_tambien_en_el_renglon_elegido(
    qapp: QApplication, qtbot: QtBot, galeria: ModuleType
) -> None:
    """The first row is selected and overdue: its word keeps the colour of danger on the colour of selection."""
    tema = aplicar(qapp, Preferencia.OSCURO)
    ventana = galeria.Galeria()
    qtbot.addWidget(ventana)
    ventana.show()
    tabla = ventana.tabla
    zona = tabla.visualRect(tabla.model().index(0, 2))
    imagen = tabla.viewport().grab(zona).toImage()
    colores = {imagen.pixelColor(x, y).name() for x in range(imagen.width()) for y in range(imagen.height())}
    assert {tema.peligro, tema.valor(Rol.SELECCION)} <= colores
