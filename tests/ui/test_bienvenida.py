"""The first start: three questions by keyboard, errors under their field, and a power cut in the middle."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from enlace_app.arranque import leer_alfabeto
from enlace_app.consultas import sitios
from enlace_app.datos.almacen import Almacen
from enlace_app.errores import ErrorDeEntorno
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios import sitios as servicio
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.bienvenida import Bienvenida
from tests.ui.conftest import AbrirPrograma


@pytest.fixture
def programa(abrir_programa: AbrirPrograma, tmp_path: Path) -> Programa:
    return abrir_programa(tmp_path / "nueva")


@pytest.fixture
def primera(programa: Programa, qtbot: QtBot) -> Bienvenida:
    assert programa.ventana is None
    assert isinstance(programa.bienvenida, Bienvenida)
    programa.bienvenida.activateWindow()
    qtbot.wait(20)
    return programa.bienvenida


def teclear(qtbot: QtBot, donde: QWidget, *teclas: Qt.Key) -> None:
    for tecla in teclas:
        qtbot.keyClick(donde.window().focusWidget() or donde, tecla)


def esperar_ventana(qtbot: QtBot, programa: Programa) -> None:
    qtbot.waitUntil(lambda: programa.ventana is not None, timeout=20_000)


def test_todo_por_teclado(programa: Programa, primera: Bienvenida, qtbot: QtBot) -> None:
    """Name, Enter, role as it is, Enter, one arrow for the region, Enter: the empty window is there."""
    assert primera.focusWidget() is primera.nombre
    qtbot.keyClicks(primera.nombre, "Persona Uno")
    teclear(qtbot, primera, Qt.Key.Key_Return, Qt.Key.Key_Return)
    teclear(qtbot, primera, Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert primera.avance.isVisible()
    assert primera.espera.text() == "Preparando los catálogos…"
    esperar_ventana(qtbot, programa)
    sitio = programa.entorno.sitio
    assert (sitio.nombre, sitio.rol, sitio.region) == ("Persona Uno", "enlace", "CAR")
    assert not sitios.quedo_a_medias(programa.entorno.contexto.almacen.lectura)
    assert programa.bienvenida is None


def test_lo_que_falta_se_dice_bajo_su_campo(programa: Programa, primera: Bienvenida, qtbot: QtBot) -> None:
    teclear(qtbot, primera, Qt.Key.Key_Return)
    assert primera.formulario.errores() == {"Su nombre": "Escriba su nombre y apellidos."}
    assert primera.nombre.hasFocus()
    qtbot.keyClicks(primera.nombre, "Persona Uno")
    assert primera.formulario.errores() == {}, "al corregir se quita"
    qtbot.mouseClick(primera.comenzar, Qt.MouseButton.LeftButton)
    assert primera.formulario.errores() == {"Su región": "Elija su región."}
    assert programa.ventana is None


def test_la_region_se_pregunta_a_quien_tiene_una(primera: Bienvenida, qtbot: QtBot) -> None:
    def elegir(rol: str) -> None:
        qtbot.mouseClick(primera.rol.boton(rol), Qt.MouseButton.LeftButton)

    assert primera.region.isVisible()
    assert not primera.region.boton("").isVisible()
    elegir("garante")
    assert not primera.region.isVisible()
    elegir("facilitador")
    assert primera.region.boton("").isVisible()
    assert primera.region.valor() == "", "quien facilita puede no tener región"
    elegir("suplente")
    assert primera.region.valor() is None, "quien suple tiene que elegirla"


def test_el_garante_no_lleva_region_aunque_la_haya_tocado(
    programa: Programa, primera: Bienvenida, qtbot: QtBot
) -> None:
    qtbot.mouseClick(primera.region.boton("NTE"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(primera.rol.boton("garante"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(primera.nombre, "Persona Uno")
    qtbot.mouseClick(primera.comenzar, Qt.MouseButton.LeftButton)
    esperar_ventana(qtbot, programa)
    assert (programa.entorno.sitio.rol, programa.entorno.sitio.region) == ("garante", None)


@pytest.mark.parametrize("nombre", ["<b>Persona</b> & Uno", "O'Brien; DROP TABLE sitio"])
def test_el_nombre_queda_como_se_escribio(programa: Programa, primera: Bienvenida, qtbot: QtBot, nombre: str) -> None:
    qtbot.keyClicks(primera.nombre, nombre)
    qtbot.mouseClick(primera.region.boton("CAR"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(primera.comenzar, Qt.MouseButton.LeftButton)
    esperar_ventana(qtbot, programa)
    assert programa.entorno.sitio.nombre == nombre


def test_lo_que_los_datos_no_aceptan_se_dice_y_lo_escrito_queda(
    programa: Programa, primera: Bienvenida, qtbot: QtBot
) -> None:
    primera.nombre.setText("Persona 😀")
    qtbot.mouseClick(primera.region.boton("CAR"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(primera.comenzar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(primera.formulario.errores()), timeout=20_000)
    assert "Su nombre" in primera.formulario.errores()
    assert "--" not in primera.formulario.errores()["Su nombre"]
    assert primera.nombre.text() == "Persona 😀"
    assert primera.comenzar.isEnabled()
    assert programa.ventana is None


def test_si_falla_el_equipo_se_dice_y_se_puede_repetir(
    programa: Programa, primera: Bienvenida, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lleno(*_: object, **__: object) -> None:
        raise ErrorDeEntorno("El disco está lleno.")

    with monkeypatch.context() as roto:
        roto.setattr(servicio, "iniciar", lleno)
        qtbot.keyClicks(primera.nombre, "Persona Uno")
        qtbot.mouseClick(primera.region.boton("LAG"), Qt.MouseButton.LeftButton)
        qtbot.mouseClick(primera.comenzar, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(primera.falla.isVisible, timeout=20_000)
    assert primera.falla.text() == "El disco está lleno."
    qtbot.mouseClick(primera.comenzar, Qt.MouseButton.LeftButton)
    esperar_ventana(qtbot, programa)


def test_un_apagon_entre_fundar_y_los_catalogos_se_completa_al_abrir(
    abrir_programa: AbrirPrograma, tmp_path: Path, qtbot: QtBot
) -> None:
    raiz = tmp_path / "cortada"
    with Almacen(CarpetaDatos(raiz), alfabeto=leer_alfabeto()) as almacen:
        almacen.fundar(nombre="Persona Uno", rol="enlace", region="CAR", zona="America/Monterrey", ejemplo=False)
    programa = abrir_programa(raiz)
    assert isinstance(programa.bienvenida, Bienvenida)
    assert not programa.bienvenida.formulario.isVisible(), "no se pregunta otra vez"
    esperar_ventana(qtbot, programa)
    lectura = programa.entorno.contexto.almacen.lectura
    assert not sitios.quedo_a_medias(lectura)
    assert programa.entorno.sitio.nombre == "Persona Uno"
