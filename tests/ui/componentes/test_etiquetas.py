"""Text of a person is text, never markup."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from enlace_app.ui.componentes.acordeon import SeccionPlegable
from enlace_app.ui.componentes.botones import Enlace
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta, texto_de_ayuda
from enlace_app.ui.tema import Icono

HOSTIL = "<b>x</b> & <img src='file:///etc/passwd'>"


@pytest.mark.parametrize("rol", list(RolDeEtiqueta))
def test_las_marcas_se_ven_tal_cual(qtbot: QtBot, rol: RolDeEtiqueta) -> None:
    """Same width as the letters that it shows: interpreted as markup it would be only as wide as its «x»."""
    etiqueta = Etiqueta(HOSTIL, rol)
    qtbot.addWidget(etiqueta)
    assert etiqueta.textFormat() is Qt.TextFormat.PlainText
    assert etiqueta.sizeHint().width() >= etiqueta.fontMetrics().horizontalAdvance(HOSTIL)


def test_la_elidida_se_acorta_y_no_pierde_el_texto(qtbot: QtBot) -> None:
    largo = f"{HOSTIL} " * 20
    etiqueta = EtiquetaElidida(largo)
    qtbot.addWidget(etiqueta)
    etiqueta.resize(120, 24)
    etiqueta.show()
    assert etiqueta.text().endswith("…")
    assert etiqueta.fontMetrics().horizontalAdvance(etiqueta.text()) <= 120
    assert etiqueta.accessibleName() == etiqueta.texto_completo() == largo.strip()
    assert "<b>" not in etiqueta.toolTip()
    etiqueta.setText("corto")
    assert (etiqueta.text(), etiqueta.toolTip()) == ("corto", "")


def test_la_ayuda_emergente_muestra_las_marcas(qtbot: QtBot) -> None:
    """A tooltip has no plain format: what it shows is the document that Qt makes of the text."""
    documento = QTextDocument()
    documento.setHtml(texto_de_ayuda(f"{HOSTIL}\notro renglón"))
    assert documento.toPlainText() == f"{HOSTIL}\notro renglón"
    assert texto_de_ayuda("A & B") == "A & B"  # Qt looks for tags only


def test_un_enlace_se_pulsa_con_teclado_y_con_raton(qtbot: QtBot) -> None:
    enlace = Enlace(HOSTIL)
    qtbot.addWidget(enlace)
    enlace.show()
    veces: list[int] = []
    enlace.activado.connect(lambda: veces.append(1))
    qtbot.keyClick(enlace, Qt.Key.Key_Return)
    qtbot.keyClick(enlace, Qt.Key.Key_Space)
    qtbot.mouseClick(enlace, Qt.MouseButton.LeftButton)
    assert len(veces) == 3
    assert enlace.accessibleName() == HOSTIL
    assert "&&" in enlace.text()  # drawn as one ampersand
    assert enlace.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_el_estado_vacio_dice_y_ofrece(qtbot: QtBot) -> None:
    hechas: list[str] = []
    boton = Enlace("Registrar", al_activar=lambda: hechas.append("registrar"))
    vacio = EstadoVacio(Icono.REUNIONES, "Aún no hay reuniones", "palabra " * 60, [boton])
    qtbot.addWidget(vacio)
    vacio.resize(700, 500)
    vacio.show()
    qtbot.keyClick(boton, Qt.Key.Key_Return)
    assert hechas == ["registrar"]
    assert not vacio.figura.pixmap().isNull()
    # All lines of the explanation have room.
    necesaria = vacio.explicacion.heightForWidth(vacio.explicacion.width())
    assert vacio.explicacion.height() >= necesaria


def test_una_seccion_se_pliega_con_el_teclado(qtbot: QtBot) -> None:
    contenido = QWidget()
    seccion = SeccionPlegable("Datos & más", contenido)
    qtbot.addWidget(seccion)
    seccion.show()
    with qtbot.waitSignal(seccion.plegada) as aviso:
        qtbot.keyClick(seccion.encabezado, Qt.Key.Key_Return)
    assert aviso.args == [True]
    assert not contenido.isVisible()
    assert seccion.encabezado.accessibleName() == "Datos & más"
    seccion.abrir()
    assert contenido.isVisible()
