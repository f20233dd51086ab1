"""The notes of a point: kept when they are left, stamped by the hour, never replaced while one types."""

from PySide6.QtCore import Qt

from enlace_app.servicios.puntos import redactar_punto
from tests.ui.paginas.sesion.escenario import HORA, Mesa, Modificador, uuid_de

K = Qt.Key


def _desarrollos(mesa: Mesa) -> list[str | None]:
    return [p.desarrollo for p in mesa.registro.puntos]


def test_f7_anota_la_hora_donde_se_escribe(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F7)
    mesa.escribir("abre")
    mesa.tecla(K.Key_F7)
    mesa.escribir("sigue")
    assert mesa.pagina.medio.notas.valor() == f"[{HORA}] abre\n[{HORA}] sigue"


def test_cambiar_de_punto_las_guarda_y_volver_las_muestra(mesa: Mesa) -> None:
    mesa.pagina.medio.tomar_teclado()
    mesa.escribir("lo dicho")
    mesa.tecla(K.Key_F2)
    assert _desarrollos(mesa) == ["lo dicho", None, None]
    assert mesa.pagina.medio.notas.valor() == ""
    mesa.escribir("otra cosa")
    mesa.tecla(K.Key_F2, con=Modificador.ShiftModifier)
    assert _desarrollos(mesa) == ["lo dicho", "otra cosa", None]
    assert mesa.pagina.medio.notas.valor() == "lo dicho"


def test_salir_de_ellas_es_una_operacion_y_no_una_por_letra(mesa: Mesa) -> None:
    mesa.pagina.medio.tomar_teclado()
    mesa.escribir("doce letras.")
    mesa.tecla(K.Key_F4)
    hechas = mesa.fila(
        "SELECT count(DISTINCT operacion) AS n FROM bitacora WHERE tabla = 'punto_orden_dia' AND accion <> 'alta'"
    )
    assert hechas["n"] == 1
    assert mesa.pagina.medio.acuerdo.campo.hasFocus()


def test_una_pausa_las_guarda_sin_salir(mesa: Mesa) -> None:
    notas = mesa.pagina.medio.notas
    mesa.pagina.medio.tomar_teclado()
    mesa.escribir("a medias")
    assert notas._pausa.isActive()
    assert notas._pausa.interval() <= 60_000
    notas._pausa.timeout.emit()
    assert _desarrollos(mesa)[0] == "a medias"
    mesa.escribir(" y sigue")
    mesa.tecla(K.Key_F4)
    assert _desarrollos(mesa)[0] == "a medias y sigue"


def test_lo_que_cambia_debajo_no_toma_el_lugar_de_lo_que_se_teclea(mesa: Mesa) -> None:
    punto = mesa.registro.puntos[0]
    mesa.pagina.medio.tomar_teclado()
    mesa.escribir("lo mio")
    uuid = uuid_de(mesa.almacen, "punto_orden_dia", punto.uuid, "uuid")
    redactar_punto(mesa.almacen, punto=uuid, rev=punto.rev, desarrollo="lo de otro")
    mesa.programa.entorno.operaciones.anunciar()
    assert mesa.pagina.medio.notas.valor() == "lo mio"
    mesa.tecla(K.Key_F2)
    assert mesa.pagina.sesion is not None
    assert mesa.pagina.sesion.punto == mesa.registro.puntos[0], "rehusado: no se cambia de punto"
    assert _desarrollos(mesa)[0] == "lo de otro"
    assert "Sus notas siguen aquí" in mesa.avisos()[-1]
    mesa.tecla(K.Key_F2)
    assert _desarrollos(mesa)[0] == "lo mio"


def test_deshacer_en_la_pagina_muestra_lo_anterior(mesa: Mesa) -> None:
    mesa.pagina.medio.tomar_teclado()
    mesa.escribir("uno")
    mesa.tecla(K.Key_F4)
    mesa.tecla(K.Key_Z, con=Modificador.ControlModifier)
    assert _desarrollos(mesa)[0] in {None, ""}
    assert mesa.pagina.medio.notas.valor() == ""


def test_lo_hostil_queda_literal(mesa: Mesa) -> None:
    texto = "<b>x</b> & <script>\n" + "a" * 10_000
    mesa.pagina.medio.notas.setPlainText(texto)
    mesa.tecla(K.Key_F2)
    assert _desarrollos(mesa)[0] == texto
