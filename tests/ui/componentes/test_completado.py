"""Three letters and Enter; nothing typed is lost, nothing takes the keyboard away."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from enlace_app.ui.componentes.completado import CampoConSugerencias, Sugerencia, buscador_de

GENTE = [
    Sugerencia("Comisión del Agua", "organismo", 1),
    Sugerencia("Cámara Minera", "<b>cámara</b>", 2),
    Sugerencia("Otra Comisión", "federal", 3),
]


@pytest.fixture
def hoja(qtbot: QtBot) -> QWidget:
    hoja = QWidget()
    hoja.resize(500, 300)
    qtbot.addWidget(hoja)
    return hoja


@pytest.fixture
def campo(hoja: QWidget, qtbot: QtBot) -> CampoConSugerencias:
    return _poner(hoja, qtbot, CampoConSugerencias(buscador_de(GENTE)))


@pytest.fixture
def linea(hoja: QWidget, qtbot: QtBot) -> CampoConSugerencias:
    return _poner(hoja, qtbot, CampoConSugerencias(buscador_de(GENTE), prefijo="@"))


def _poner(hoja: QWidget, qtbot: QtBot, campo: CampoConSugerencias) -> CampoConSugerencias:
    caja = QVBoxLayout(hoja)
    caja.addWidget(campo)
    caja.addWidget(QLineEdit())
    caja.addStretch(1)
    with qtbot.waitActive(hoja):
        hoja.show()
        hoja.activateWindow()
    campo.setFocus()
    return campo


def test_tres_letras_y_enter(campo: CampoConSugerencias, qtbot: QtBot) -> None:
    """Accents folded; what begins with it first; the keyboard never leaves the line."""
    elegidas: list[Sugerencia] = []
    campo.elegida.connect(elegidas.append)
    qtbot.keyClicks(campo, "COM")
    assert [s.dato for s in campo.propuestas()] == [1, 3]
    assert QApplication.focusWidget() is campo
    qtbot.keyClick(campo, Qt.Key.Key_Return)
    assert elegidas == [GENTE[0]]
    assert (campo.text(), campo.propuestas()) == ("Comisión del Agua", [])


def test_flechas_escape_y_enter_literal(campo: CampoConSugerencias, qtbot: QtBot) -> None:
    elegidas: list[Sugerencia] = []
    tecleadas: list[str] = []
    campo.elegida.connect(elegidas.append)
    campo.tecleada.connect(tecleadas.append)
    qtbot.keyClicks(campo, "com")
    qtbot.keyClick(campo, Qt.Key.Key_Down)
    qtbot.keyClick(campo, Qt.Key.Key_Return)
    assert elegidas == [GENTE[2]]
    campo.clear()
    qtbot.keyClicks(campo, "com")
    qtbot.keyClick(campo, Qt.Key.Key_Escape)
    assert campo.propuestas() == []
    qtbot.keyClick(campo, Qt.Key.Key_Return)
    campo.clear()
    qtbot.keyClicks(campo, "com")
    qtbot.keyClick(campo, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert tecleadas == ["com", "com"]
    assert len(elegidas) == 1


def test_lo_desconocido_queda_como_se_tecleo(campo: CampoConSugerencias, qtbot: QtBot) -> None:
    tecleadas: list[str] = []
    campo.tecleada.connect(tecleadas.append)
    qtbot.keyClicks(campo, "<i>Vecina</i>")
    assert campo.propuestas() == []
    qtbot.keyClick(campo, Qt.Key.Key_Return)
    assert tecleadas == ["<i>Vecina</i>"]


def test_vacio_solo_se_abre_si_se_pide(campo: CampoConSugerencias, qtbot: QtBot) -> None:
    qtbot.keyClicks(campo, "c")
    qtbot.keyClick(campo, Qt.Key.Key_Backspace)
    assert campo.propuestas() == []
    qtbot.keyClick(campo, Qt.Key.Key_Down)
    assert len(campo.propuestas()) == 3
    qtbot.keyClick(campo, Qt.Key.Key_Tab)
    assert campo.propuestas() == []
    assert QApplication.focusWidget() is not campo


def test_el_raton_tambien_elige(campo: CampoConSugerencias, qtbot: QtBot) -> None:
    elegidas: list[Sugerencia] = []
    campo.elegida.connect(elegidas.append)
    qtbot.keyClicks(campo, "cam")
    lista = campo._lista
    assert lista is not None
    zona = lista.visualRect(lista.model().index(0, 0))
    qtbot.mouseClick(lista.viewport(), Qt.MouseButton.LeftButton, pos=zona.center())
    assert elegidas == [GENTE[1]]
    assert QApplication.focusWidget() is campo


def test_la_lista_queda_dentro_de_la_ventana_y_junto_al_campo(campo: CampoConSugerencias, qtbot: QtBot) -> None:
    qtbot.keyClicks(campo, "c")
    lista = campo._lista
    assert lista is not None
    assert campo.window().rect().contains(lista.geometry())
    assert lista.geometry().top() >= campo.geometry().bottom()


def test_prefijo_en_medio_de_una_linea(linea: CampoConSugerencias, qtbot: QtBot) -> None:
    """What stands before and after the mention stays as it was; a second Enter hands the line over."""
    tecleadas: list[str] = []
    linea.tecleada.connect(tecleadas.append)
    qtbot.keyClicks(linea, "limpiar ")
    assert linea.propuestas() == []
    qtbot.keyClicks(linea, "@agu")
    assert [s.dato for s in linea.propuestas()] == [1]
    qtbot.keyClick(linea, Qt.Key.Key_Return)
    assert tecleadas == []
    qtbot.keyClicks(linea, "en 2 semanas")
    assert linea.text() == "limpiar @Comisión del Agua en 2 semanas"
    assert linea.mencionadas() == [GENTE[0]]
    qtbot.keyClick(linea, Qt.Key.Key_Return)
    assert tecleadas == ["limpiar @Comisión del Agua en 2 semanas"]


def test_un_correo_no_es_una_mencion(linea: CampoConSugerencias, qtbot: QtBot) -> None:
    qtbot.keyClicks(linea, "escribir a uno@com")
    assert linea.propuestas() == []


def test_borrar_la_mencion_la_olvida(linea: CampoConSugerencias, qtbot: QtBot) -> None:
    qtbot.keyClicks(linea, "@cam")
    qtbot.keyClick(linea, Qt.Key.Key_Return)
    assert linea.mencionadas() == [GENTE[1]]
    for _ in range(4):
        qtbot.keyClick(linea, Qt.Key.Key_Backspace)
    assert linea.mencionadas() == []


def test_un_lector_de_pantalla_oye_la_sugerencia_y_luego_lo_del_campo(campo: CampoConSugerencias, qtbot: QtBot) -> None:
    campo.setAccessibleDescription("Obligatorio")
    qtbot.keyClicks(campo, "com")
    assert "Comisión del Agua, organismo" in campo.accessibleDescription()
    qtbot.keyClick(campo, Qt.Key.Key_Down)
    assert "Otra Comisión" in campo.accessibleDescription()
    qtbot.keyClick(campo, Qt.Key.Key_Escape)
    assert campo.accessibleDescription() == "Obligatorio"


def test_dejar_el_campo_conserva_lo_tecleado(campo: CampoConSugerencias, qtbot: QtBot) -> None:
    """Suggestions on show, the person goes on to the next field: the letters stay and are told as they are."""
    dejados: list[str] = []
    campo.dejado.connect(dejados.append)
    qtbot.keyClicks(campo, "com")
    qtbot.keyClick(campo, Qt.Key.Key_Tab)
    assert (campo.text(), dejados) == ("com", ["com"])
