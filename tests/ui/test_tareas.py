import threading
import time
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from enlace_app.errores import ErrorDeNegocio
from enlace_app.ui.tareas import Cancelada, Desenlace, Progreso, Tareas


def test_el_resultado_llega_al_hilo_de_la_pantalla(qtbot: QtBot) -> None:
    tareas, hilos = Tareas(), []

    def trabajo(_: Progreso) -> str:
        hilos.append(threading.get_ident())
        return "hecho"

    recibido: list[tuple[str, bool]] = []
    aqui = QThread.currentThread()
    tareas.lanzar("x", trabajo, al_terminar=lambda r: recibido.append((r, QThread.currentThread() is aqui)))
    qtbot.waitUntil(lambda: recibido != [], timeout=5000)
    assert recibido == [("hecho", True)]
    assert hilos != [threading.get_ident()]
    assert not tareas.ocupada


def test_muchas_seguidas_no_tropiezan_con_su_propio_final(qtbot: QtBot) -> None:
    """A task is let go while its thread is still leaving the call that told its end."""
    tareas = Tareas()
    hechas: list[int] = []

    def trabajo(n: int, progreso: Progreso) -> int:
        progreso(n, 400)
        return n

    for n in range(400):
        tareas.lanzar("x", partial(trabajo, n), al_terminar=hechas.append, callada=True)
    qtbot.waitUntil(lambda: len(hechas) == 400, timeout=20_000)
    assert hechas == list(range(400))


def test_se_cancela_en_el_siguiente_paso(qtbot: QtBot) -> None:
    tareas, vueltas = Tareas(), []

    def trabajo(progreso: Progreso) -> None:
        for n in range(10_000):
            progreso(n, 10_000)
            vueltas.append(n)
            time.sleep(0.001)

    tarea = tareas.lanzar("x", trabajo, cancelable=True)
    qtbot.waitUntil(lambda: len(vueltas) > 3, timeout=5000)
    tarea.cancelar()
    qtbot.waitUntil(lambda: tarea.desenlace is not None, timeout=5000)
    assert tarea.desenlace is Desenlace.CANCELADA
    assert len(vueltas) < 10_000


def test_una_negativa_va_a_quien_la_pidio_y_una_falla_a_la_ventana(qtbot: QtBot) -> None:
    tareas = Tareas()
    negativas: list[Exception] = []
    fallas: list[Exception] = []
    tareas.fallada.connect(fallas.append)

    def negar(_: Progreso) -> None:
        raise ErrorDeNegocio("No se puede.")

    def fallar(_: Progreso) -> None:
        raise ValueError("un error propio")

    tareas.lanzar("x", negar, al_fallar=negativas.append)
    tareas.lanzar("x", fallar, al_fallar=negativas.append)
    qtbot.waitUntil(lambda: bool(negativas and fallas), timeout=5000)
    assert [str(e) for e in negativas] == ["No se puede."]
    assert [type(e) for e in fallas] == [ValueError]


def test_esperar_cancela_lo_que_se_puede_y_aguarda_lo_demas(qtbot: QtBot) -> None:
    tareas, hechas = Tareas(), []

    def larga(progreso: Progreso) -> None:
        for n in range(100_000):
            progreso(n, 0)
            time.sleep(0.001)

    tareas.lanzar("larga", larga, cancelable=True)
    tareas.lanzar("breve", lambda _: hechas.append("breve"))
    tareas.esperar()
    assert hechas == ["breve"]


def test_cancelar_dentro_de_otro_hilo_no_se_pierde() -> None:
    avances: list[tuple[int, int]] = []
    progreso = Progreso(lambda hecho, total: avances.append((hecho, total)))
    progreso(1, 2)
    progreso.cancelar()
    with pytest.raises(Cancelada):
        progreso(2, 2)
    assert avances == [(1, 2)]


@pytest.mark.parametrize("sigue", [True, False])
@pytest.mark.parametrize("se_niega", [True, False])
def test_a_quien_ya_no_existe_no_se_le_avisa(qtbot: QtBot, sigue: bool, se_niega: bool) -> None:
    """Its callbacks would touch a deleted widget; the task itself ends as every other."""
    tareas, espera, seguir = Tareas(), QObject(), threading.Event()
    avisado: list[str] = []

    def trabajo(_: Progreso) -> None:
        seguir.wait(10)
        if se_niega:
            raise ErrorDeNegocio("No se puede.")

    tarea = tareas.lanzar(
        "x",
        trabajo,
        al_terminar=lambda _: avisado.append("terminó"),
        al_fallar=lambda _: avisado.append("se negó"),
        para=espera,
    )
    tarea.al_fallar(lambda _: avisado.append("falló"), para=espera)
    tarea.al_concluir(lambda: avisado.append("concluyó"), para=espera)
    if not sigue:
        delete(espera)
    seguir.set()
    qtbot.waitUntil(lambda: tarea.desenlace is not None, timeout=5000)
    dicho = ["se negó", "falló"] if se_niega else ["terminó"]
    assert avisado == ([*dicho, "concluyó"] if sigue else [])
    assert not tareas.ocupada
