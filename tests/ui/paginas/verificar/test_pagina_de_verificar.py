"""Verificar: files dropped or chosen, one answer in words, sign and colour, and what to do with it."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from enlace_app.dominio.verificacion import Comprobacion, Dictamen, Juicio, Veredicto
from enlace_app.servicios.actas import exportar_acta
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.verificar import razones, veredicto
from enlace_app.ui.paginas.verificar.pagina import PaginaDeVerificar
from tests.servicios.escenario import AVISO, celebrada, cerrar


@pytest.fixture
def pagina(programa_vacio: Programa, qtbot: QtBot) -> PaginaDeVerificar:
    assert programa_vacio.ventana is not None
    qtbot.waitUntil(programa_vacio.ventana.isActiveWindow)
    qtbot.keyClick(programa_vacio.ventana, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    abierta = programa_vacio.ventana.pagina_actual
    assert isinstance(abierta, PaginaDeVerificar)
    return abierta


@pytest.fixture
def acta(programa_vacio: Programa, tmp_path: Path) -> Path:
    """A closed acta of this record, as it was exported."""
    contexto = programa_vacio.entorno.contexto
    reunion = celebrada(contexto.almacen, fecha=date(2017, 8, 15))
    cerrar(contexto.almacen, reunion, contexto.imprenta)
    destino = tmp_path / "acta <b>firmada.pdf"
    exportar_acta(
        contexto.almacen, reunion=reunion, destino=destino, imprenta=contexto.imprenta, aviso_privacidad=AVISO
    )
    return destino


def respondida(pagina: PaginaDeVerificar, qtbot: QtBot) -> Dictamen:
    qtbot.waitUntil(lambda: pagina.dictamen is not None, timeout=20_000)
    assert pagina.dictamen is not None
    return pagina.dictamen


def soltar(pagina: PaginaDeVerificar, *rutas: Path) -> None:
    datos = QMimeData()
    datos.setUrls([QUrl.fromLocalFile(str(ruta)) for ruta in rutas])
    accion, boton, nada = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    # Qt lets nothing be dropped that was not seen coming in.
    QApplication.sendEvent(pagina, QDragEnterEvent(QPointF(50, 50), accion, datos, boton, nada))
    QApplication.sendEvent(pagina, QDropEvent(QPointF(50, 50), accion, datos, boton, nada))


def test_vacia_dice_que_hacer_y_el_teclado_esta_en_elegir(pagina: PaginaDeVerificar) -> None:
    assert pagina.elegir.hasFocus()
    assert "Suelte aquí" in pagina.vacio.explicacion.text()


def test_se_suelta_una_buena_y_una_alterada(pagina: PaginaDeVerificar, acta: Path, qtbot: QtBot) -> None:
    soltar(pagina, acta)
    assert respondida(pagina, qtbot).veredicto is Veredicto.VIGENTE
    assert pagina.veredicto.palabra.text() == "Auténtica y vigente"
    assert pagina.veredicto.hasFocus(), "la respuesta se lee en voz alta"
    assert pagina.veredicto.accessibleName().startswith("Auténtica y vigente. Es auténtica")
    assert pagina.archivo.texto_completo() == "acta _b_firmada.pdf"
    assert all("mal" not in r.nombre.text() for r in pagina.razones.renglones)

    acta.write_bytes(acta.read_bytes() + b" ")
    pagina.dictamen = None
    soltar(pagina, acta)
    assert respondida(pagina, qtbot).veredicto is Veredicto.ALTERADA
    assert pagina.veredicto.palabra.text() == "Alterada"
    assert pagina.razones.renglones[0].nombre.text().endswith(": mal"), "lo que falló va primero"
    assert "pida el original" in pagina.veredicto.siguiente.text()


def test_se_copia_y_se_abre_la_reunion(
    pagina: PaginaDeVerificar, acta: Path, programa_vacio: Programa, qtbot: QtBot
) -> None:
    programa_vacio.entorno.navegacion.ir(Destino(Seccion.VERIFICAR, archivos=(acta,)))
    dictamen = respondida(pagina, qtbot)
    qtbot.mouseClick(pagina.copiar, Qt.MouseButton.LeftButton)
    copiado = QGuiApplication.clipboard().text()
    assert "Auténtica y vigente" in copiado
    assert dictamen.sha256 in copiado
    assert pagina.ver.isVisible()
    pagina.ver.setFocus()
    qtbot.keyClick(pagina.ver, Qt.Key.Key_Return)
    actual = programa_vacio.entorno.navegacion.actual
    assert actual is not None
    assert (actual.seccion, actual.campo) == (Seccion.REUNIONES, "acta")


def test_lo_que_no_se_puede_leer_se_dice_y_se_puede_elegir_otro(
    pagina: PaginaDeVerificar, tmp_path: Path, qtbot: QtBot
) -> None:
    pagina.verificar_a(tmp_path / "ya no está.pdf")
    qtbot.waitUntil(lambda: pagina.pila.currentWidget() is pagina.falla, timeout=20_000)
    assert "No se encontró" in pagina.falla.explicacion.text()
    qtbot.waitUntil(pagina.otra.hasFocus)


def test_varios_a_la_vez_se_avisa(pagina: PaginaDeVerificar, acta: Path, tmp_path: Path, qtbot: QtBot) -> None:
    soltar(pagina, acta, tmp_path / "otra.pdf")
    respondida(pagina, qtbot)
    assert any("un archivo por vez" in a.texto for a in pagina.entorno.avisos.recientes)


def test_lo_ultimo_que_se_pidio_es_lo_que_se_responde(
    pagina: PaginaDeVerificar, acta: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    otra = tmp_path / "otra.pdf"
    otra.write_bytes(b"no es un PDF")
    pagina.verificar_a(acta)
    pagina.verificar_a(otra)
    respondida(pagina, qtbot)
    qtbot.waitUntil(lambda: not pagina.entorno.tareas.ocupada, timeout=20_000)
    assert pagina.dictamen is not None
    assert pagina.dictamen.veredicto is Veredicto.AJENA
    assert pagina.archivo.texto_completo() == "otra.pdf"


def test_cada_respuesta_tiene_su_signo_y_su_palabra() -> None:
    assert set(veredicto.ASPECTOS) == set(Veredicto)
    assert len({(a.icono, a.rol) for a in veredicto.ASPECTOS.values()}) == len(Veredicto)
    assert set(razones.ASPECTOS) == set(Juicio)


def test_texto_hostil_se_muestra_literal(pagina: PaginaDeVerificar, qtbot: QtBot) -> None:
    feo = "<b>x</b> & \u202edsr " + "largo " * 300
    dictamen = Dictamen(Veredicto.ALTERADA, feo, feo, (Comprobacion(feo, Juicio.MAL, feo),), "0" * 64)
    pagina._responder(Path("x.pdf"), dictamen)
    assert "<b>x</b>" in pagina.veredicto.frase.text()
    assert pagina.razones.renglones[0].explicacion.textFormat() is Qt.TextFormat.PlainText
    qtbot.wait(10)
    assert pagina.window().width() <= 1366
