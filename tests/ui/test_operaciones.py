"""What a service that takes long tells, and to whom, when the page that asked for it may be gone."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.documentos import registrar_documento
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.avisos import Clase
from enlace_app.ui.tareas import Progreso


def _negar(_: Progreso) -> None:
    raise ErrorDeNegocio("No se puede.")


def test_lo_escrito_se_anuncia_aunque_ya_nadie_lo_espere(qtbot: QtBot, programa_vacio: Programa) -> None:
    entorno, espera = programa_vacio.entorno, QObject()
    tocados: list[frozenset[tuple[str, str]]] = []
    recibido: list[object] = []
    entorno.operaciones.cambiado.connect(tocados.append)
    entorno.operaciones.en_tarea(
        "x",
        lambda _: registrar_documento(entorno.contexto.almacen, sentido="entrega", tipo="oficio"),
        al_terminar=recibido.append,
        para=espera,
    )
    delete(espera)
    qtbot.waitUntil(lambda: bool(tocados), timeout=10_000)
    assert {tabla for tabla, _ in tocados[0]} >= {"documento"}
    assert recibido == []


@pytest.mark.parametrize("sigue", [True, False])
def test_una_negativa_sin_quien_la_espere_va_a_los_avisos(qtbot: QtBot, programa_vacio: Programa, sigue: bool) -> None:
    entorno, espera = programa_vacio.entorno, QObject()
    negativas: list[str] = []
    tarea = entorno.operaciones.en_tarea(
        "x", _negar, al_rehusar=lambda error: negativas.append(str(error)), para=espera
    )
    if not sigue:
        delete(espera)
    qtbot.waitUntil(lambda: tarea.desenlace is not None, timeout=10_000)
    errores = [aviso.texto for aviso in entorno.avisos.recientes if aviso.clase is Clase.ERROR]
    assert (negativas, errores) == ((["No se puede."], []) if sigue else ([], ["No se puede."]))


def test_revisar_una_reunion_no_tropieza_con_la_ventana_que_se_fue(
    qtbot: QtBot, programa_vacio: Programa, tmp_path: Path
) -> None:
    """The review of a record comes back after its list was deleted with the window."""
    from enlace_app.ui.paginas.reuniones.pendientes import Pendientes
    from tests.servicios.escenario import celebrada

    entorno = programa_vacio.entorno
    reunion = celebrada(entorno.contexto.almacen)
    pendientes = Pendientes(entorno)
    pendientes.poner(str(reunion), "x", "celebrada")
    pendientes._revisar()
    assert programa_vacio.tareas.ocupada
    delete(pendientes)
    fallas: list[object] = []
    programa_vacio.tareas.fallada.connect(fallas.append)
    with qtbot.captureExceptions() as excepciones:
        qtbot.waitUntil(lambda: not programa_vacio.tareas.ocupada, timeout=10_000)
    assert (excepciones, fallas) == ([], [])


def test_una_plantilla_propia_que_no_sirve_se_dice_una_vez(qtbot: QtBot, programa_vacio: Programa) -> None:
    """The built-in one prints meanwhile: nobody would see that her own is not used."""
    from enlace_app.servicios.actas import vista_previa
    from tests.servicios.escenario import celebrada

    entorno = programa_vacio.entorno
    contexto = entorno.contexto
    propias = contexto.almacen.carpeta.plantillas
    propias.mkdir(exist_ok=True)
    (propias / "acta.toml").write_text("[pagina\n", encoding="utf-8")
    reunion = celebrada(contexto.almacen)
    for _ in range(2):
        entorno.operaciones.en_tarea(
            "x",
            lambda _: vista_previa(
                contexto.almacen, reunion=reunion, imprenta=contexto.imprenta, aviso_privacidad=None
            ),
        )
        qtbot.waitUntil(lambda: not programa_vacio.tareas.ocupada, timeout=20_000)
    dichos = [aviso.texto for aviso in entorno.avisos.recientes if "acta.toml" in aviso.texto]
    assert len(dichos) == 1
    assert "línea 1" in dichos[0]
