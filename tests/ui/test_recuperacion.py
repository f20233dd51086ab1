"""What the window offers while it cannot open: a real damaged file, real backups, real keys on the dialog."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QListWidget, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from enlace_app.arranque import leer_alfabeto
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.conexion import BaseDanada
from enlace_app.rutas import CarpetaDatos
from enlace_app.ui.clave import pedir_clave
from enlace_app.ui.recuperacion import ofrecer_recuperacion

MENSAJE = "El archivo está dañado: <b>nada</b> se cambió."


def _cuando_se_abra(accion: Callable[[QWidget], None]) -> None:
    """Act on the dialog that is about to open, from inside its own loop."""

    def actuar() -> None:
        dialogo = QApplication.activeModalWidget()
        if dialogo is None:
            QTimer.singleShot(20, actuar)
        else:
            accion(dialogo)

    QTimer.singleShot(0, actuar)


@pytest.fixture
def danada(carpeta_real: Path, qapp: QApplication) -> CarpetaDatos:
    """A folder whose database was damaged after a backup."""
    carpeta = CarpetaDatos(carpeta_real)
    with Almacen(carpeta, alfabeto=leer_alfabeto()) as almacen:
        almacen.respaldar("manual")
    with carpeta.base.open("r+b") as archivo:
        archivo.seek(carpeta.base.stat().st_size // 2)
        archivo.write(b"\xff" * 4096)
    return carpeta


def test_se_recupera_el_ultimo_respaldo_con_enter(danada: CarpetaDatos, qtbot: QtBot) -> None:
    visto: list[str] = []

    def aceptar(dialogo: QWidget) -> None:
        visto.extend(etiqueta.text() for etiqueta in dialogo.findChildren(QLabel))
        lista = dialogo.findChild(QListWidget)
        assert isinstance(lista, QListWidget)
        assert lista.count() == 1
        QTest.keyClick(dialogo, Qt.Key.Key_Return)

    _cuando_se_abra(aceptar)
    assert ofrecer_recuperacion(danada, MENSAJE, None)
    assert MENSAJE in visto
    with Almacen(danada, alfabeto=leer_alfabeto()) as almacen:
        fila = almacen.lectura.fila("SELECT count(*) AS n FROM reunion")
        assert fila is not None
        assert fila["n"] == 51


def test_sin_elegir_nada_se_toca(danada: CarpetaDatos, qtbot: QtBot) -> None:
    antes = danada.base.read_bytes()
    _cuando_se_abra(lambda dialogo: QTest.keyClick(dialogo, Qt.Key.Key_Escape))
    assert not ofrecer_recuperacion(danada, MENSAJE, None)
    assert danada.base.read_bytes() == antes
    with pytest.raises(BaseDanada):
        Almacen(danada, alfabeto=leer_alfabeto())


def test_lo_que_no_es_dano_solo_se_dice(carpeta_real: Path, qtbot: QtBot) -> None:
    """Another window has the folder: a backup would not help, and is not offered."""
    carpeta = CarpetaDatos(carpeta_real)
    with Almacen(carpeta, alfabeto=leer_alfabeto()) as almacen:
        almacen.respaldar("manual")
    dichos: list[str] = []

    def leer(dialogo: QWidget) -> None:
        assert isinstance(dialogo, QMessageBox)
        assert dialogo.textFormat() == Qt.TextFormat.PlainText
        dichos.append(dialogo.text())
        QTest.keyClick(dialogo, Qt.Key.Key_Escape)

    _cuando_se_abra(leer)
    assert not ofrecer_recuperacion(carpeta, "Enlace ya está abierto.", None)
    assert dichos == ["Enlace ya está abierto."]


@pytest.mark.parametrize(("tecla", "esperada"), [(Qt.Key.Key_Return, "secreta"), (Qt.Key.Key_Escape, None)])
def test_la_clave_se_pide_sin_mostrarla(qtbot: QtBot, tecla: Qt.Key, esperada: str | None) -> None:
    def escribir(dialogo: QWidget) -> None:
        campo = dialogo.findChild(QLineEdit)
        assert isinstance(dialogo, QDialog)
        assert isinstance(campo, QLineEdit)
        assert campo.echoMode() == QLineEdit.EchoMode.Password
        QTest.keyClicks(campo, "secreta")
        QTest.keyClick(campo, tecla)

    _cuando_se_abra(escribir)
    assert pedir_clave("Estos datos están cifrados.") == esperada
