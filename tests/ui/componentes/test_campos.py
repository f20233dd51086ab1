"""Fields under real keys: told once, nothing lost, plain words when something is wrong."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from enlace_app.ui.componentes.campos import CampoDeNumero, CampoDeTexto, CampoLargo
from enlace_app.ui.componentes.formulario import Formulario


@pytest.fixture
def hoja(qtbot: QtBot) -> QWidget:
    hoja = QWidget()
    QVBoxLayout(hoja)
    qtbot.addWidget(hoja)
    return hoja


def _mostrar(hoja: QWidget, qtbot: QtBot, *campos: QWidget) -> None:
    for campo in campos:
        caja = hoja.layout()
        assert caja is not None
        caja.addWidget(campo)
    with qtbot.waitActive(hoja):
        hoja.show()
        hoja.activateWindow()


def test_dejar_un_campo_avisa_una_sola_vez_y_solo_si_cambio(hoja: QWidget, qtbot: QtBot) -> None:
    campo, otro = CampoDeTexto("antes"), CampoDeTexto()
    _mostrar(hoja, qtbot, campo, otro)
    avisos: list[str] = []
    campo.dejado.connect(avisos.append)
    campo.setFocus()
    qtbot.keyClick(campo, Qt.Key.Key_Tab)
    assert (avisos, QApplication.focusWidget()) == ([], otro)
    campo.setFocus()
    campo.selectAll()
    qtbot.keyClicks(campo, "<b>despues</b>")
    qtbot.keyClick(campo, Qt.Key.Key_Return)
    qtbot.keyClick(campo, Qt.Key.Key_Tab)
    assert avisos == ["<b>despues</b>"]


def test_el_campo_largo_crece_envuelve_y_suelta_el_tabulador(hoja: QWidget, qtbot: QtBot) -> None:
    campo, otro = CampoLargo(minimo=2, maximo=6), CampoDeTexto()
    _mostrar(hoja, qtbot, campo, otro)
    avisos: list[str] = []
    campo.dejado.connect(avisos.append)
    campo.setFocus()
    altos = [campo.sizeHint().height()]
    for _ in range(8):
        qtbot.keyClicks(campo, "<i>x")
        qtbot.keyClick(campo, Qt.Key.Key_Return)
        altos.append(campo.sizeHint().height())
    assert altos == sorted(altos)
    assert len(set(altos)) == 5  # from two lines to six, then it scrolls
    qtbot.keyClick(campo, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is otro
    assert avisos == ["<i>x\n" * 8]


def test_pegar_marcas_en_el_campo_largo_pega_letras(hoja: QWidget, qtbot: QtBot) -> None:
    from PySide6.QtCore import QMimeData

    campo = CampoLargo()
    _mostrar(hoja, qtbot, campo)
    datos = QMimeData()
    datos.setHtml("<b>negrita</b>")
    datos.setText("<b>negrita</b>")
    QApplication.clipboard().setMimeData(datos)
    campo.setFocus()
    qtbot.keySequence(campo, QKeySequence(QKeySequence.StandardKey.Paste))
    assert campo.valor() == "<b>negrita</b>"


@pytest.mark.parametrize(
    ("tecleado", "numero", "mal"),
    [
        ("2,737", 2737, False),
        ("12", 12, False),
        ("", None, False),
        ("doce", None, True),
        ("mas de 20", None, True),
        ("5000", None, True),
        ("12.5", None, True),
    ],
)
def test_numeros_como_la_gente_los_escribe(qtbot: QtBot, tecleado: str, numero: int | None, mal: bool) -> None:
    campo = CampoDeNumero(maximo=4000)
    qtbot.addWidget(campo)
    qtbot.keyClicks(campo, tecleado)
    assert campo.numero() == numero
    assert bool(campo.problema()) is mal


def test_las_flechas_cuentan_dentro_de_los_limites(qtbot: QtBot) -> None:
    campo = CampoDeNumero(1, maximo=2)
    qtbot.addWidget(campo)
    for _ in range(3):
        qtbot.keyClick(campo, Qt.Key.Key_Up)
    assert campo.numero() == 2
    for _ in range(5):
        qtbot.keyClick(campo, Qt.Key.Key_Down)
    assert campo.numero() == 0


def test_el_formulario_nombra_marca_y_lleva_al_error(qtbot: QtBot) -> None:
    formulario = Formulario()
    qtbot.addWidget(formulario)
    lugar = formulario.agregar("&Lugar", CampoDeTexto(), obligatorio=True)
    hora = formulario.agregar("Hora", CampoDeTexto(), ayuda="Como 9:30")
    with qtbot.waitActive(formulario):
        formulario.show()
        formulario.activateWindow()
    assert (lugar.accessibleName(), lugar.accessibleDescription()) == ("Lugar", "Obligatorio")
    assert not formulario.ir_al_primer_error()
    formulario.mostrar_error(hora, "<b>No existe</b>")
    assert formulario.errores() == {"Hora": "<b>No existe</b>"}
    assert "No existe" in hora.accessibleDescription()
    assert hora.property("erroneo") is True
    assert formulario.ir_al_primer_error()
    assert QApplication.focusWidget() is hora
    qtbot.keyClick(hora, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is lugar
    formulario.limpiar_errores()
    assert formulario.errores() == {}
    assert hora.accessibleDescription() == "Como 9:30"
