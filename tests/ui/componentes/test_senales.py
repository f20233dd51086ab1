"""A state is told by colour, sign and word, in a chip and in a cell."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.dominio.seguimientos import EstadoAcuerdo
from enlace_app.ui.componentes.senales import POR_VENCER, VENCIDO, Senal, aspecto_de_acuerdo, aspecto_de_reunion
from enlace_app.ui.tema import Preferencia, aplicar


def test_cada_estado_tiene_palabra_y_figura_propias() -> None:
    """Told apart without colours: no two states of one kind share a sign or a word."""
    for aspectos in (
        [VENCIDO, POR_VENCER, *map(aspecto_de_acuerdo, EstadoAcuerdo)],
        [aspecto_de_reunion(estado) for estado in EstadoReunion],
    ):
        assert len({a.palabra for a in aspectos}) == len({a.icono for a in aspectos}) == len(aspectos)


@pytest.mark.parametrize("estado", list(EstadoAcuerdo))
def test_lo_concluido_no_esta_vencido(estado: EstadoAcuerdo) -> None:
    concluido = estado in (EstadoAcuerdo.CUMPLIDO, EstadoAcuerdo.NO_PROCEDE)
    assert (aspecto_de_acuerdo(estado, vencido=True) is VENCIDO) is not concluido
    assert (aspecto_de_acuerdo(estado, por_vencer=True) is POR_VENCER) is not concluido
    assert aspecto_de_acuerdo(estado, vencido=True, por_vencer=True) is not POR_VENCER


def test_la_senal_se_lee_y_se_pinta(qapp: QApplication, qtbot: QtBot) -> None:
    tema = aplicar(qapp, Preferencia.CLARO)
    senal = Senal(VENCIDO, "hace 12 días")
    qtbot.addWidget(senal)
    senal.show()
    assert senal.accessibleName() == senal.texto() == "Vencido · hace 12 días"
    imagen = senal.grab().toImage()
    colores = {imagen.pixelColor(x, y).name() for x in range(imagen.width()) for y in range(imagen.height())}
    assert {tema.peligro, tema.tinte(VENCIDO.rol).name()} <= colores
    antes = senal.sizeHint()
    senal.poner(POR_VENCER)
    assert senal.sizeHint().width() < antes.width()
