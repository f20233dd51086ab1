from pathlib import Path

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from enlace_app.errores import ErrorDeEntorno
from enlace_app.ui.autoguardado import Autoguardado
from enlace_app.ui.entorno import Entorno
from tests.ui.conftest import AbrirPrograma


def _capturado(entorno: Entorno, pantalla: str) -> dict[str, str]:
    return entorno.contexto.almacen.capturas.leer(pantalla)


def test_guarda_lo_que_cambia_y_olvida_lo_que_se_vacia(entorno_vacio: Entorno, qtbot: QtBot) -> None:
    autoguardado, textos = entorno_vacio.autoguardado, {"nota": "uno", "otra": ""}
    assert autoguardado.vigilar("prueba", lambda: textos) == {}
    with qtbot.waitSignal(autoguardado.guardado, timeout=5000):
        autoguardado.guardar()
    assert _capturado(entorno_vacio, "prueba") == {"nota": "uno"}
    textos.update(nota="", otra="dos")
    autoguardado.esperar()
    assert _capturado(entorno_vacio, "prueba") == {"otra": "dos"}
    autoguardado.soltar("prueba")
    autoguardado.esperar()
    assert _capturado(entorno_vacio, "prueba") == {}


def test_late_solo_y_a_tiempo(entorno_vacio: Entorno, qtbot: QtBot) -> None:
    """At most five seconds may be lost: the clock alone must have stored it by then."""
    entorno_vacio.autoguardado.vigilar("prueba", lambda: {"nota": "sin que nadie lo pida"})
    qtbot.waitUntil(lambda: _capturado(entorno_vacio, "prueba") != {}, timeout=5000)


def test_lo_de_antes_se_devuelve(abrir_programa: AbrirPrograma, carpeta_vacia: Path) -> None:
    primero = abrir_programa(carpeta_vacia)
    primero.entorno.autoguardado.vigilar("prueba", lambda: {"nota": "a medias"})
    primero.entorno.autoguardado.esperar()
    assert primero.ventana is not None
    primero.ventana.close()
    primero.entorno.contexto.almacen.cerrar()
    segundo = abrir_programa(carpeta_vacia)
    assert segundo.entorno.autoguardado.vigilar("prueba", dict) == {"nota": "a medias"}


def test_un_campo_que_se_fue_con_su_pagina_no_estorba(entorno_vacio: Entorno) -> None:
    campo, autoguardado = QLineEdit("queda guardado"), entorno_vacio.autoguardado
    autoguardado.vigilar("ida", lambda: {"nota": campo.text()})
    autoguardado.esperar()
    delete(campo)
    autoguardado.vigilar("viva", lambda: {"nota": "sigue"})
    autoguardado.esperar()
    assert _capturado(entorno_vacio, "ida") == {"nota": "queda guardado"}
    assert _capturado(entorno_vacio, "viva") == {"nota": "sigue"}


def test_si_el_disco_falla_se_dice_y_se_vuelve_a_intentar(entorno_vacio: Entorno, qtbot: QtBot) -> None:
    autoguardado = Autoguardado(entorno_vacio.contexto)
    capturas = entorno_vacio.contexto.almacen.capturas
    original, fallar = capturas.guardar, [True]

    def guardar(pantalla: str, textos: dict[str, str]) -> None:
        if fallar[0]:
            raise ErrorDeEntorno("El disco está lleno.")
        original(pantalla, textos)

    capturas.guardar = guardar  # type: ignore[method-assign,assignment]
    autoguardado.vigilar("prueba", lambda: {"nota": "no se pierde"})
    with qtbot.waitSignal(autoguardado.fallado, timeout=5000) as senal:
        autoguardado.guardar()
    assert senal.args == ["El disco está lleno."]
    fallar[0] = False
    with qtbot.waitSignal(autoguardado.guardado, timeout=5000):
        autoguardado.guardar()
    assert _capturado(entorno_vacio, "prueba") == {"nota": "no se pierde"}
    autoguardado.soltar("prueba")
    autoguardado.esperar()
