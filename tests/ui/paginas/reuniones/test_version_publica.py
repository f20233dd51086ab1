"""The proposal of a public version in the window: what it lists, marking with the keyboard, keeping, writing."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.reuniones import dar_paso
from enlace_app.servicios.testados import propuesta_de_version_publica
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.modelos_tabla.testados import Como
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.reuniones.pagina import PaginaDeReuniones
from enlace_app.ui.paginas.reuniones.version_publica import RevisionDeVersionPublica
from tests.servicios.escenario import cerrar, nueva, rev_de

TEXTO = "<b>Habló</b> ROSA EJEMPLO & dijo: Calle «Inventada» 5, tel. 8441234567."


class Caso:
    """A closed acta that names a neighbour, and the panel of its public version."""

    def __init__(self, programa: Programa, qtbot: QtBot) -> None:
        self.programa, self.qtbot = programa, qtbot
        self.almacen = programa.entorno.contexto.almacen
        self.reunion = self._cerrada()
        programa.entorno.operaciones.anunciar()
        programa.entorno.navegacion.ir(Destino(Seccion.REUNIONES, "reunion", str(self.reunion)))
        assert programa.ventana is not None
        pagina = programa.ventana.pagina_actual
        assert isinstance(pagina, PaginaDeReuniones)
        self.registro = pagina.registro
        accion = next(a for a in self.registro._acciones.otras() if a.texto == "Propuesta de versión pública…")
        accion.hacer()
        panel = self.registro.panel
        assert isinstance(panel, RevisionDeVersionPublica)
        self.panel = panel
        qtbot.waitUntil(panel.isVisible)

    def _cerrada(self) -> UUID:
        reunion = nueva(self.almacen)
        registrar_asistencia(self.almacen, reunion=reunion, persona="Persona Dos", cargo="Directora")
        registrar_asistencia(self.almacen, reunion=reunion, persona="Rosa Ejemplo", calidad="particular")
        agregar_punto(self.almacen, reunion=reunion, asunto="Único", desarrollo=TEXTO)
        dar_paso(self.almacen, reunion=reunion, rev=rev_de(self.almacen, "reunion", reunion), estado="celebrada")
        cerrar(self.almacen, reunion)
        return reunion

    def filas(self, como: Como) -> list[str]:
        return [fila.dato for fila in self.panel.modelo.filas if fila.como is como]

    def elegir(self, dato: str) -> None:
        (n,) = [n for n, fila in enumerate(self.panel.modelo.filas) if fila.dato == dato]
        self.panel.tabla.selectRow(n)

    @property
    def publico(self) -> str:
        contenido = propuesta_de_version_publica(self.almacen, self.reunion).propuesta.contenido
        return str(contenido["orden_del_dia"][0]["desarrollo"])


@pytest.fixture
def caso(programa_vacio: Programa, qtbot: QtBot) -> Caso:
    return Caso(programa_vacio, qtbot)


def test_lista_lo_propuesto_lo_muestra_en_su_texto_y_lo_escribe(caso: Caso, tmp_path: Path) -> None:
    assert caso.filas(Como.AUTOMATICO) == ["Rosa Ejemplo", "ROSA EJEMPLO", "8441234567"]
    assert "3 testados" in caso.panel.resumen.text()
    assert not caso.registro.pestanas.isVisible()
    caso.elegir("ROSA EJEMPLO")
    assert caso.panel.texto.texto.toPlainText() == TEXTO
    assert caso.panel.texto.texto.textCursor().selectedText() == "ROSA EJEMPLO"
    destino = tmp_path / "publica.pdf"
    caso.panel.exportar_a(destino)
    caso.qtbot.waitUntil(destino.exists, timeout=20_000)
    caso.programa.tareas.esperar()
    assert destino.read_bytes().startswith(b"%PDF-")
    caso.qtbot.keyClick(caso.panel.texto.texto, Qt.Key.Key_Escape)
    assert caso.registro.panel is None
    assert caso.registro.pestanas.isVisible()


def test_se_testa_lo_seleccionado_con_el_teclado_se_deshace_y_se_quita(caso: Caso) -> None:
    panel = caso.panel
    desde = TEXTO.index("Calle")
    panel.texto.ir_a("/orden_del_dia/0/desarrollo", desde, desde)
    assert not panel.testar.isEnabled()
    for _ in range(len("Calle «Inventada» 5")):
        caso.qtbot.keyClick(panel.texto.texto, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert panel.causal.currentData() == "domicilio"  # what it looks like
    caso.qtbot.keyClicks(panel.causal, "Domicilio")
    panel.todas.setChecked(True)
    caso.qtbot.mouseClick(panel.testar, Qt.MouseButton.LeftButton)
    assert caso.filas(Como.A_MANO) == ["Calle «Inventada» 5"]
    assert caso.publico == "<b>Habló</b> [Testado 2] & dijo: [Testado 3], tel. [Testado 4]."
    assert panel.causal.currentData() == "domicilio"
    caso.elegir("Calle «Inventada» 5")
    caso.qtbot.mouseClick(panel.quitar, Qt.MouseButton.LeftButton)
    assert caso.filas(Como.A_MANO) == []
    assert "Calle" in caso.publico


def test_conservar_pide_motivo_y_se_vuelve_a_testar(caso: Caso) -> None:
    panel = caso.panel
    caso.elegir("8441234567")
    caso.qtbot.keyClicks(panel.nota, " ")
    assert not panel.conservar.isEnabled()
    assert "por qué se conserva" in panel.conservar.toolTip()
    caso.qtbot.mouseClick(panel.conservar, Qt.MouseButton.LeftButton)
    assert "[Testado 3]" in caso.publico
    caso.qtbot.keyClicks(panel.nota, "Es de una oficina")
    assert panel.conservar.isEnabled()
    caso.qtbot.mouseClick(panel.conservar, Qt.MouseButton.LeftButton)
    assert caso.filas(Como.CONSERVADO) == ["8441234567"]
    assert caso.publico.endswith("tel. 8441234567.")
    assert not panel.error.isVisible()
    caso.elegir("8441234567")
    assert panel.quitar.accessibleName() == "Volver a testar"
    caso.qtbot.mouseClick(panel.quitar, Qt.MouseButton.LeftButton)
    assert caso.filas(Como.AUTOMATICO)[-1] == "8441234567"


def test_lo_que_hay_que_revisar_dice_que_es_donde_esta_y_lleva_ahi(caso: Caso) -> None:
    panel = caso.panel
    (aviso,) = [fila for fila in panel.modelo.filas if fila.como is Como.POR_REVISAR]
    assert (aviso.dato, aviso.donde, aviso.motivo) == (
        "Calle «Inventada» 5",
        "Punto 1, desarrollo",
        "Parece un domicilio",
    )
    assert "1 por revisar" in panel.resumen.text()
    assert "no busca domicilios" in panel.explicacion.text()
    caso.elegir(aviso.dato)
    assert panel.texto.texto.textCursor().selectedText() == aviso.dato
    assert panel.causal.currentData() == "domicilio"
    assert "téstelo" in panel.detalle.text()


def test_la_causal_es_la_que_parece_hasta_que_se_elige_otra(caso: Caso) -> None:
    panel = caso.panel
    desde = TEXTO.index("dijo")
    ruta = "/orden_del_dia/0/desarrollo"
    caso.elegir("8441234567")
    assert panel.causal.currentData() == "telefono"
    panel.texto.ir_a(ruta, desde, desde + 4)
    assert panel.causal.currentData() == "otro"
    panel.causal.setFocus()
    caso.qtbot.keyClick(panel.causal, Qt.Key.Key_Up)
    elegida = panel.causal.currentData()
    assert elegida != "otro"
    panel.texto.ir_a(ruta, desde, desde + 3)
    assert panel.causal.currentData() == elegida


def test_el_motivo_y_el_lugar_caben_en_una_pantalla_chica(caso: Caso) -> None:
    tabla, letra = caso.panel.tabla, caso.panel.tabla.fontMetrics()
    assert caso.programa.ventana is not None and caso.programa.ventana.width() == 1366
    for n, fila in enumerate(caso.panel.modelo.filas):
        for columna, texto in ((3, fila.donde), (4, fila.motivo)):
            ancho = tabla.columnWidth(columna) - 2 * letra.averageCharWidth()
            zona = letra.boundingRect(0, 0, ancho, 1000, int(Qt.TextFlag.TextWordWrap), texto)
            assert zona.height() <= tabla.rowHeight(n)
            assert zona.width() <= tabla.columnWidth(columna)
    assert tabla.columnWidth(2) > 20 * letra.averageCharWidth()
