"""One theme for the whole application, chosen or the system's."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from enlace_app.ui.tema import ALTO_CONTRASTE, CLARO, OSCURO, Preferencia, actual, aplicar, gestor


@pytest.mark.parametrize(
    ("preferencia", "tema"),
    [(Preferencia.CLARO, CLARO), (Preferencia.OSCURO, OSCURO), (Preferencia.ALTO_CONTRASTE, ALTO_CONTRASTE)],
)
def test_lo_elegido_se_pone_en_todo(qapp: QApplication, preferencia: Preferencia, tema: object) -> None:
    assert aplicar(qapp, preferencia) is tema
    assert actual() is tema
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == actual().superficie
    assert actual().acento in qapp.styleSheet()
    assert qapp.font().pointSizeF() >= 10


def test_el_sistema_solo_manda_mientras_nadie_eligio(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system goes dark in the evening: «como el sistema» follows at once, a fixed choice stays."""
    aplicar(qapp, Preferencia.SISTEMA)
    for que_dice_el_sistema in (OSCURO, CLARO):
        monkeypatch.setattr("enlace_app.ui.tema.gestion._del_sistema", lambda tema=que_dice_el_sistema: tema)
        qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())
        assert actual() is que_dice_el_sistema
    aplicar(qapp, Preferencia.ALTO_CONTRASTE)
    qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())
    assert actual() is ALTO_CONTRASTE


def test_el_alto_contraste_del_sistema_llega(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    aplicar(qapp, Preferencia.SISTEMA)
    monkeypatch.setattr("enlace_app.ui.tema.gestion._del_sistema", lambda: ALTO_CONTRASTE)
    sistema = qapp.styleHints()  # PySide lets go of the inner object together with a temporary outer one
    accesibilidad = sistema.accessibility()
    accesibilidad.contrastPreferenceChanged.emit(accesibilidad.contrastPreference())
    assert actual() is ALTO_CONTRASTE


def test_cambiar_de_tema_con_la_ventana_abierta(qapp: QApplication, qtbot: QtBot) -> None:
    """What is already on the screen changes its colours, and whoever paints by itself is told once."""
    aplicar(qapp, Preferencia.CLARO)
    etiqueta = QLabel("texto")
    qtbot.addWidget(etiqueta)
    etiqueta.show()
    avisos: list[object] = []
    gestor(qapp).cambio.connect(avisos.append)
    aplicar(qapp, Preferencia.OSCURO)
    aplicar(qapp, Preferencia.OSCURO)
    gestor(qapp).cambio.disconnect(avisos.append)
    assert avisos == [OSCURO]
    assert etiqueta.grab().toImage().pixelColor(0, 0).name() == OSCURO.fondo
