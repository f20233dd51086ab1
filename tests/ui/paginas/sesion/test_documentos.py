"""Documents in one line."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from enlace_app.datos.almacen import Almacen
from enlace_app.servicios.acuerdos import agregar_acuerdo
from tests.ui.paginas.sesion.conftest import SentarEn
from tests.ui.paginas.sesion.escenario import HOY, Mesa, Modificador, nueva_reunion

K = Qt.Key


def test_enter_lo_registra_y_sigue_para_el_siguiente(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F6)
    mesa.escribir("oficio 123 de @CONAGUA 12 fojas")
    assert "oficio 123 · de CONAGUA · 12 fojas" in mesa.pagina.medio.documento.leido.texto_completo()
    mesa.tecla(K.Key_Return)
    (documento,) = mesa.registro.documentos
    assert (documento.tipo, documento.remitente, documento.fojas) == ("oficio", "CONAGUA", 12)
    assert (documento.sentido, documento.fecha.fecha) == ("entrega", HOY)
    assert mesa.pagina.medio.documento.campo.hasFocus()
    mesa.tecla(K.Key_Escape)
    assert mesa.pagina.medio.notas.hasFocus()
    assert "oficio 123 de CONAGUA" in mesa.pagina.medio.documentos.texto_completo()


def _acuerdo_anterior(almacen: Almacen, _: UUID) -> None:
    anterior = nueva_reunion(almacen, puntos=())
    agregar_acuerdo(almacen, reunion=anterior, texto="entregar la delimitación", responsables=("CONAGUA",))


def test_el_acuerdo_que_cumple_se_marca_con_una_tecla(sentar: SentarEn, qtbot: QtBot) -> None:
    mesa = sentar(_acuerdo_anterior)
    franja = mesa.pagina.medio.documento
    mesa.tecla(K.Key_F6)
    mesa.escribir("plano de la delimitacion de @CONAGUA ")
    qtbot.waitUntil(franja.cumplimiento.isVisible)
    assert "/01 del 21 nov 2017: «entregar la delimitación»" in franja.cumplimiento.texto_completo()
    mesa.tecla(K.Key_Return, con=Modificador.ControlModifier)
    (documento,) = mesa.registro.documentos
    assert documento.folio_de_acuerdo is not None
    assert mesa.fila("SELECT estado FROM situacion")["estado"] == "cumplido"


def test_enter_solo_no_marca_nada(sentar: SentarEn) -> None:
    mesa = sentar(_acuerdo_anterior)
    mesa.tecla(K.Key_F6)
    mesa.escribir("plano de @CONAGUA ")
    mesa.tecla(K.Key_Return)
    assert len(mesa.registro.documentos) == 1
    assert mesa.fila("SELECT estado FROM situacion")["estado"] == "pendiente"


def test_con_su_archivo(mesa: Mesa, qtbot: QtBot, tmp_path: Path) -> None:
    archivo = tmp_path / "plano.pdf"
    archivo.write_bytes(b"%PDF-1.4 plano")
    mesa.pagina.medio.documento.abrir(archivo)
    mesa.escribir("plano de @CONAGUA ")
    mesa.tecla(K.Key_Return)
    qtbot.waitUntil(lambda: len(mesa.registro.documentos) == 1)
    assert mesa.registro.documentos[0].archivo == "plano.pdf"
