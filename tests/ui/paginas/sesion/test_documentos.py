"""Documents in one line."""

from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from enlace_app.datos.almacen import Almacen
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.ui.paginas.sesion.renglon_de_documento import leer_documento
from tests.ui.paginas.sesion.conftest import SentarEn
from tests.ui.paginas.sesion.escenario import HOY, Mesa, Modificador, nueva_reunion

K = Qt.Key
CONOCIDOS = {"conagua": "CONAGUA", "instituto x": "Instituto X"}


@pytest.mark.parametrize(
    ("linea", "tipo", "descripcion", "remitente", "fojas", "es_minimo"),
    [
        ("oficio 123 de @CONAGUA 12 fojas", "oficio", "oficio 123", "CONAGUA", 12, False),
        ("oficio 123 de @CONAGUA, más de 2,737 fojas", "oficio", "oficio 123", "CONAGUA", 2737, True),
        ("CD con el padrón de @instituto x", "CD con el padrón", None, "Instituto X", None, False),
        ("@CONAGUA entrega plano", "entrega plano", None, "CONAGUA", None, False),
        ("oficio CNA/7/2017", "oficio", "oficio CNA/7/2017", None, None, False),
        ("minuta", "minuta", None, None, None, False),
    ],
)
def test_lo_que_se_entiende(
    linea: str, tipo: str, descripcion: str | None, remitente: str | None, fojas: int | None, es_minimo: bool
) -> None:
    leido = leer_documento(linea, CONOCIDOS)
    assert (leido.tipo, leido.descripcion, leido.remitente) == (tipo, descripcion, remitente)
    assert (leido.fojas, leido.es_minimo) == (fojas, es_minimo)


@given(st.text(max_size=80))
def test_nunca_falla_y_no_pierde_palabras(linea: str) -> None:
    leido = leer_documento(linea, CONOCIDOS)
    assert leido.tipo or leido.remitente or leido.fojas is not None or not any(c.isalnum() for c in linea)


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
