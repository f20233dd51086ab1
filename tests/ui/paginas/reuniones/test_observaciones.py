"""The observation round in the tab of the acta: noted in one line, resolved in place, found from what is missing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from enlace_app.consultas.observaciones import FilaObservacion, observaciones
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.observaciones import observar
from enlace_app.servicios.reuniones import dar_paso
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.paginas.reuniones.pagina import PaginaDeReuniones
from enlace_app.ui.paginas.reuniones.pestanas.acta import PestanaDeActa
from enlace_app.ui.paginas.reuniones.pestanas.observaciones_del_acta import ObservacionesDelActa
from tests.servicios.escenario import celebrada, rev_de
from tests.ui.paginas.reuniones.registro_abierto import abrir_pestana


class Caso:
    """An acta in review, on show."""

    def __init__(self, programa: Programa, qtbot: QtBot) -> None:
        self.programa, self.qtbot = programa, qtbot
        self.almacen = programa.entorno.contexto.almacen
        self.reunion = celebrada(self.almacen)
        self.paso("en_revision")
        pestana = abrir_pestana(programa, qtbot, self.reunion, "acta")
        assert isinstance(pestana, PestanaDeActa)
        self.pestana, self.panel = pestana, pestana.observaciones

    def paso(self, estado: str) -> None:
        rev = rev_de(self.almacen, "reunion", self.reunion)
        dar_paso(self.almacen, reunion=self.reunion, rev=rev, estado=estado)
        self.programa.entorno.operaciones.anunciar()

    def guardadas(self) -> list[FilaObservacion]:
        return observaciones(self.almacen.lectura, str(self.reunion))

    def observar(self, texto: str) -> None:
        observar(self.almacen, reunion=self.reunion, autor="Persona Tres", texto=texto)
        self.programa.entorno.operaciones.anunciar()

    def respuesta(self, n: int) -> QWidget:
        return next(r.respuesta for (uuid, *_), r in self.panel._renglones.items() if uuid == self.guardadas()[n].uuid)


@pytest.fixture
def caso(programa_vacio: Programa, qtbot: QtBot) -> Caso:
    return Caso(programa_vacio, qtbot)


def anotar(caso: Caso, panel: ObservacionesDelActa, autor: str, texto: str) -> None:
    caso.qtbot.keyClicks(panel.autor, autor)
    caso.qtbot.keyClicks(panel.texto, texto)
    caso.qtbot.keyClick(panel.texto, Qt.Key.Key_Return)


def test_se_anota_en_una_linea_y_se_resuelve_ahi_mismo(caso: Caso) -> None:
    panel = caso.panel
    assert panel.encabezado.text() == "Observaciones: ninguna"
    anotar(caso, panel, "Persona Dos", "Falta <b>mi</b> cargo & mi nombre.")
    (fila,) = caso.guardadas()
    assert (fila.autor, fila.texto) == ("Persona Dos", "Falta <b>mi</b> cargo & mi nombre.")
    assert panel.encabezado.text() == "Observaciones: 1 abierta de 1"
    assert (panel.autor.text(), panel.texto.text()) == ("Persona Dos", ""), "quien observa suele tener otra"
    (renglon,) = panel._renglones.values()
    renglon.resultado.setCurrentText("no atendida")
    caso.qtbot.keyClick(renglon.respuesta, Qt.Key.Key_Return)
    assert "por qué queda no atendida" in renglon.error.text()
    caso.qtbot.keyClicks(renglon.respuesta, "No se dijo.")
    caso.qtbot.keyClick(renglon.respuesta, Qt.Key.Key_Return)
    (fila,) = caso.guardadas()
    assert (fila.resultado, fila.respuesta) == ("no atendida", "No se dijo.")
    assert panel.encabezado.text() == "Observaciones: 0 abiertas de 1"
    # What somebody is writing outlasts what another one notes.
    caso.observar("Otra.")
    caso.qtbot.waitUntil(lambda: len(panel._renglones) == 2)
    respuesta = caso.respuesta(1)
    respuesta.setFocus()
    caso.qtbot.keyClicks(respuesta, "A medio escrib")
    caso.observar("Y otra.")
    caso.qtbot.waitUntil(lambda: len(panel._renglones) == 3)
    assert caso.respuesta(1) is respuesta
    assert respuesta.property("text") == "A medio escrib"
    assert respuesta.hasFocus()


def test_lo_que_falta_lleva_a_la_observacion_y_con_ella_abierta_no_se_sale_de_revision(caso: Caso) -> None:
    caso.paso("celebrada")
    assert not caso.panel.isVisible(), "sin observaciones no ocupa lugar"
    caso.paso("en_revision")
    caso.observar("Falta algo.")
    assert caso.programa.ventana is not None
    pagina = caso.programa.ventana.pagina_actual
    assert isinstance(pagina, PaginaDeReuniones)
    registro = pagina.registro
    caso.qtbot.waitUntil(lambda: any(h.tabla == "observacion" for h in registro.pendientes.hallazgos), timeout=20_000)
    registro.elegir_pestana(0)
    hallazgo = next(h for h in registro.pendientes.hallazgos if h.tabla == "observacion")
    registro.pendientes.elegido.emit(hallazgo)
    caso.qtbot.waitUntil(lambda: caso.respuesta(0).hasFocus())
    with pytest.raises(ErrorDeNegocio, match="una observación abierta"):
        caso.paso("celebrada")
    assert caso.respuesta(0).isVisible()
    caso.qtbot.keyClick(caso.respuesta(0), Qt.Key.Key_Return)
    quedan = registro.pendientes
    caso.qtbot.waitUntil(lambda: not any(h.tabla == "observacion" for h in quedan.hallazgos), timeout=20_000)
    caso.paso("celebrada")
    caso.qtbot.waitUntil(lambda: not caso.panel.nueva.isVisible())
