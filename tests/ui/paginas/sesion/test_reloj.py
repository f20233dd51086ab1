"""By which hour things are noted."""

from datetime import date

from PySide6.QtCore import Qt

from tests.ui.paginas.sesion.conftest import SentarEn
from tests.ui.paginas.sesion.escenario import HORA, Mesa, Modificador

K, CTRL = Qt.Key, Modificador.ControlModifier


def test_la_hora_fijada_se_anota_y_se_suelta_con_una_tecla(mesa: Mesa) -> None:
    cabeza = mesa.pagina.encabezado.hora
    mesa.tecla(K.Key_H, con=CTRL)
    mesa.escribir("1005")
    mesa.tecla(K.Key_Return)
    assert cabeza.boton.text() == "10:05"
    assert cabeza.senal.texto() == f"Hora fijada · son las {HORA}"
    assert mesa.pagina.asistencia.campo.hasFocus(), "el teclado vuelve a donde estaba"
    mesa.escribir("con")
    mesa.tecla(K.Key_Return)
    mesa.tecla(K.Key_H, con=CTRL)
    assert (cabeza.boton.text(), cabeza.senal.isVisible()) == (HORA, False)
    mesa.escribir("icai"[:3])
    mesa.tecla(K.Key_Return)
    assert [a.llegada for a in mesa.registro.asistencias] == ["10:05", HORA]


def test_una_hora_que_no_se_entiende_se_dice(mesa: Mesa) -> None:
    mesa.tecla(K.Key_H, con=CTRL)
    mesa.escribir("2990")
    mesa.tecla(K.Key_Return)
    assert mesa.pagina.encabezado.hora.campo.isVisible()
    assert mesa.avisos()[-1].startswith("La hora «29:90» no existe")
    mesa.tecla(K.Key_Escape)
    assert mesa.pagina.encabezado.hora.boton.text() == HORA


def test_de_una_reunion_de_otro_dia_no_se_inventa_la_hora(sentar: SentarEn) -> None:
    mesa = sentar(fecha=date(2017, 10, 24))
    assert mesa.registro.hora_inicio is None
    assert "no es de hoy (24 oct 2017)" in mesa.avisos()[-1]
    mesa.tecla(K.Key_F3)
    mesa.escribir("con")
    mesa.tecla(K.Key_Return)
    assert [a.llegada for a in mesa.registro.asistencias] == [None]
    mesa.escribir("con")
    mesa.tecla(K.Key_Return)
    assert [a.salida for a in mesa.registro.asistencias] == [None]
    assert "Ctrl+H" in mesa.avisos()[-1]
    mesa.tecla(K.Key_H, con=CTRL)
    mesa.escribir("1130")
    mesa.tecla(K.Key_Return)
    assert mesa.registro.hora_inicio == "11:30"


def test_el_receso_por_la_hora(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F8)
    assert mesa.pagina.encabezado.receso.texto() == f"En receso · desde {HORA}"
    assert mesa.pagina.encabezado.receso.isVisible()
    mesa.tecla(K.Key_F8)
    (receso,) = mesa.registro.recesos
    assert (receso.inicio, receso.fin) == (HORA, HORA)
    assert not mesa.pagina.encabezado.receso.isVisible()
