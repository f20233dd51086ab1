"""Typing in the cells of a table: keys, suggestions and choices, as with a real keyboard."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from enlace_app.ui.componentes.completado import CampoConSugerencias, Sugerencia, buscador_de
from enlace_app.ui.componentes.tabla_editable import TablaEditable
from enlace_app.ui.modelos_tabla.modelo_de_partes import ColumnaDePartes, ModeloDePartes


@dataclass(frozen=True)
class Fila:
    uuid: str
    nombre: str = ""
    rol: str = ""
    hora: str = ""


class Mesa:
    """A table whose rows are stored as soon as they are typed."""

    def __init__(self, qtbot: QtBot) -> None:
        columnas = (
            ColumnaDePartes[Fila]("nombre", "Nombre", lambda f: f.nombre, escrito=lambda f: f.nombre),
            ColumnaDePartes[Fila](
                "rol",
                "Rol",
                lambda f: f.rol,
                escrito=lambda f: f.rol,
                sugerir=buscador_de([Sugerencia("titular"), Sugerencia("suplente")]),
            ),
            ColumnaDePartes[Fila](
                "hora", "Asistió", lambda f: f.hora, escrito=lambda f: f.hora, opciones=(("Sí", "sí"), ("No", "no"))
            ),
        )
        self.guardados: list[tuple[str, str, str]] = []
        self.modelo: ModeloDePartes[Fila] = ModeloDePartes(columnas, self._guardar, nombrar=lambda f: f.uuid)
        self.modelo.poner([Fila("a", hora="sí"), Fila("b", hora="sí")])
        self.tabla = TablaEditable(self.modelo, "Prueba")
        qtbot.addWidget(self.tabla)
        self.tabla.resize(500, 200)
        self.tabla.show()

    def _guardar(self, fila: Fila, clave: str, texto: str) -> str | None:
        self.guardados.append((fila.uuid, clave, texto))
        nueva = replace(fila, **{clave: texto})
        self.modelo.poner([nueva if f.uuid == fila.uuid else f for f in self.modelo.filas])
        return None

    def linea(self) -> QLineEdit:
        editor = self.tabla.editor_abierto()
        assert isinstance(editor, QLineEdit)
        return editor


@pytest.fixture
def mesa(qtbot: QtBot) -> Mesa:
    return Mesa(qtbot)


def test_enter_abre_y_escape_deja_como_estaba(mesa: Mesa, qtbot: QtBot) -> None:
    mesa.tabla.elegir("a", "nombre")
    mesa.tabla.setFocus()
    qtbot.keyClick(mesa.tabla, Qt.Key.Key_Return)
    assert mesa.linea().accessibleName() == "Nombre de a"
    qtbot.keyClicks(mesa.linea(), "Persona")
    qtbot.keyClick(mesa.linea(), Qt.Key.Key_Escape)
    assert mesa.tabla.editor_abierto() is None
    assert mesa.guardados == []


def test_la_primera_letra_abre_la_celda(mesa: Mesa, qtbot: QtBot) -> None:
    mesa.tabla.elegir("b", "nombre")
    mesa.tabla.setFocus()
    qtbot.keyClick(mesa.tabla, "P")
    qtbot.keyClicks(mesa.linea(), "ersona")
    mesa.tabla.confirmar()
    assert mesa.guardados[-1][:2] == ("b", "nombre")
    assert mesa.guardados[-1][2].endswith("ersona")


def test_enter_toma_la_sugerencia_y_cierra_la_celda(mesa: Mesa, qtbot: QtBot) -> None:
    mesa.tabla.abrir("a", "rol")
    editor = mesa.linea()
    assert isinstance(editor, CampoConSugerencias)
    qtbot.keyClicks(editor, "sup")
    assert [s.texto for s in editor.propuestas()] == ["suplente"]
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: mesa.guardados == [("a", "rol", "suplente")])
    assert mesa.tabla.editor_abierto() is None


def test_escape_quita_primero_las_sugerencias(mesa: Mesa, qtbot: QtBot) -> None:
    mesa.tabla.abrir("a", "rol")
    editor = mesa.linea()
    assert isinstance(editor, CampoConSugerencias)
    qtbot.keyClicks(editor, "sup")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert mesa.tabla.editor_abierto() is editor
    assert editor.text() == "sup"
    assert not editor.propuestas()


def test_elegir_de_la_lista_abierta_guarda_y_cierra(mesa: Mesa, qtbot: QtBot) -> None:
    mesa.tabla.abrir("a", "hora")
    combo = mesa.tabla.editor_abierto()
    assert isinstance(combo, QComboBox)
    combo.showPopup()
    qtbot.keyClick(combo.view(), Qt.Key.Key_Down)
    qtbot.keyClick(combo.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: mesa.guardados == [("a", "hora", "no")])
    assert mesa.tabla.editor_abierto() is None


def test_el_cursor_dice_en_que_fila_esta(mesa: Mesa, qtbot: QtBot) -> None:
    with qtbot.waitSignal(mesa.tabla.actual) as senal:
        mesa.tabla.elegir("b")
    assert senal.args == ["b"]
    assert not mesa.tabla.elegir("zz")
    assert not mesa.tabla.elegir("a", "no hay")
