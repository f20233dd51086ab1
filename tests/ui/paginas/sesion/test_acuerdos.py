"""Agreements in one line: what is understood stands there before Enter; corrected and withdrawn where they stand."""

import pytest
from PySide6.QtCore import Qt

from tests.ui.paginas.sesion.conftest import SentarEn
from tests.ui.paginas.sesion.escenario import Mesa, Modificador

K = Qt.Key


def _agregar(mesa: Mesa, *textos: str) -> None:
    mesa.tecla(K.Key_F4)
    for texto in textos:
        mesa.escribir(texto)
        mesa.tecla(K.Key_Return)


def test_lo_que_se_anotara_se_ve_antes_de_enter(mesa: Mesa) -> None:
    linea = mesa.pagina.medio.acuerdo
    mesa.tecla(K.Key_F4)
    mesa.escribir("limpiar los canales @CONAGUA 8 dic")
    assert mesa.cuantas("acuerdo") == 0
    assert linea.texto.texto_completo() == "Se anota: limpiar los canales"
    assert linea.responsables.texto_completo() == "A cargo de CONAGUA"
    assert linea.plazo.text() == "Plazo: 8 dic 2017"
    linea.campo.clear()
    mesa.escribir("revisar el padrón")
    assert linea.responsables.texto_completo() == "sin responsable"
    assert linea.plazo.text() == "sin fecha: quedará pendiente"


def test_la_arroba_completa_con_enter_sin_agregar(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F4)
    mesa.escribir("limpiar @conagu")
    mesa.tecla(K.Key_Return)
    assert mesa.cuantas("acuerdo") == 0
    assert mesa.pagina.medio.acuerdo.campo.text() == "limpiar @CONAGUA "
    mesa.tecla(K.Key_Return)
    assert [a.responsables for a in mesa.registro.acuerdos] == [("CONAGUA",)]
    assert mesa.pagina.medio.acuerdo.campo.text() == ""
    assert mesa.pagina.medio.acuerdo.campo.hasFocus()


@pytest.mark.parametrize("texto", ["<b>x</b> & <i>y</i>", "a" * 10_000, 'con "comillas" y O\'Brien'])
def test_lo_hostil_queda_literal(mesa: Mesa, texto: str) -> None:
    mesa.tecla(K.Key_F4)
    mesa.pagina.medio.acuerdo.campo.setText(texto)
    mesa.tecla(K.Key_Return)
    assert [a.texto for a in mesa.registro.acuerdos] == [texto]
    assert mesa.pagina.medio.lista.modelo.index(0).data() == f"/01 {texto}"
    mesa.pagina.grab()


def test_enter_sobre_un_acuerdo_lo_corrige(mesa: Mesa) -> None:
    _agregar(mesa, "limpiar los canales @CONAGUA en dos semanas", "otra cosa a medi")
    mesa.escribir("a medias")
    lista = mesa.pagina.medio.lista
    lista.tomar_teclado()
    mesa.tecla(K.Key_Home, K.Key_Return)
    campo = mesa.pagina.medio.acuerdo.campo
    assert campo.text() == 'limpiar los canales @"CONAGUA" en dos semanas'
    campo.setText('limpiar todos los canales @"CONAGUA" 20 dic')
    mesa.tecla(K.Key_Return)
    uno = mesa.registro.acuerdos[0]
    assert (uno.texto, uno.responsables) == ("limpiar todos los canales", ("CONAGUA",))
    assert str(uno.plazo_acordado) == "2017-12-20"
    assert campo.text() == "a medias", "lo que estaba a medias vuelve a la línea"


def test_corregir_sin_cambiar_nada_no_escribe_nada(mesa: Mesa) -> None:
    _agregar(mesa, "el informe de octubre de 2017")
    antes = mesa.registro.acuerdos
    mesa.pagina.medio.lista.tomar_teclado()
    mesa.tecla(K.Key_Return, K.Key_Return)
    assert mesa.registro.acuerdos == antes
    mesa.pagina.medio.lista.tomar_teclado()
    mesa.tecla(K.Key_Return)
    mesa.escribir(" y algo más")
    mesa.tecla(K.Key_Escape)
    assert mesa.registro.acuerdos == antes


def test_suprimir_lo_retira_y_control_z_lo_devuelve(mesa: Mesa) -> None:
    _agregar(mesa, "uno", "dos")
    mesa.pagina.medio.lista.tomar_teclado()
    mesa.tecla(K.Key_Home, K.Key_Delete)
    assert [a.texto for a in mesa.registro.acuerdos] == ["dos"]
    mesa.tecla(K.Key_Z, con=Modificador.ControlModifier)
    assert [a.texto for a in mesa.registro.acuerdos] == ["uno", "dos"]
    assert mesa.pagina.medio.lista.modelo.rowCount() == 2


def test_lo_rehusado_sigue_en_la_linea(sentar: SentarEn) -> None:
    mesa = sentar()
    mesa.tecla(K.Key_F4)
    mesa.escribir("@CONAGUA")
    mesa.tecla(K.Key_Escape, K.Key_Return)
    linea = mesa.pagina.medio.acuerdo
    assert mesa.cuantas("acuerdo") == 0
    assert mesa.pagina.medio.notas.hasFocus() or linea.error.isVisible()
    assert linea.campo.text() == "@CONAGUA"


def test_sin_orden_del_dia_tambien_se_acuerda(sentar: SentarEn) -> None:
    mesa = sentar(puntos=())
    _agregar(mesa, "reunirse otra vez")
    assert [a.punto for a in mesa.registro.acuerdos] == [None]
    mesa.tecla(K.Key_P, con=Modificador.ControlModifier)
    mesa.escribir("Asuntos generales")
    mesa.tecla(K.Key_Return)
    lista = mesa.pagina.orden.lista.modelo
    assert [lista.index(n).data() for n in range(lista.rowCount())] == ["1 Asuntos generales", "Sin punto"]
