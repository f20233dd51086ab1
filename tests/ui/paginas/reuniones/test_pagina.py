"""The page Reuniones as a person uses it: the empty one, the list, beginning a meeting."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from enlace_app.consultas import reuniones
from enlace_app.consultas.registro_de_reunion import traer
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.reuniones.pagina import PaginaDeReuniones


def abrir(programa: Programa, qtbot: QtBot) -> PaginaDeReuniones:
    """Show the page in an active window, as it is for whoever types."""
    assert programa.ventana is not None
    programa.ventana.activateWindow()
    qtbot.waitUntil(programa.ventana.isActiveWindow)
    programa.entorno.navegacion.ir(Destino(Seccion.REUNIONES))
    pagina = programa.ventana.pagina_actual
    assert isinstance(pagina, PaginaDeReuniones)
    return pagina


def test_la_pagina_vacia_dice_que_hacer_y_lleva_a_importar(programa_vacio: Programa, qtbot: QtBot) -> None:
    pagina = abrir(programa_vacio, qtbot)
    textos = [etiqueta.text() for etiqueta in pagina.lista.findChildren(QLabel) if etiqueta.isVisible()]
    assert "Registre su primera reunión (Ctrl+N) o traiga lo que ya tiene en Excel" in textos
    assert not pagina.registro.isVisible()
    pedidos: list[Destino] = []
    programa_vacio.entorno.navegacion.pedido.connect(pedidos.append)
    botones = [b for b in pagina.lista.findChildren(type(pagina.nueva.guardar)) if b.text().startswith("Traer")]
    qtbot.mouseClick(botones[0], Qt.MouseButton.LeftButton)
    assert pedidos == [Destino(Seccion.PAQUETES, campo="importar")]


def test_ctrl_n_y_guardar_hacen_un_borrador_con_lo_propuesto(programa_vacio: Programa, qtbot: QtBot) -> None:
    pagina = abrir(programa_vacio, qtbot)
    qtbot.keyClick(programa_vacio.ventana, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert pagina.nueva.tipo.hasFocus()
    assert pagina.nueva.tipo.currentText() == "Reunión de trabajo"
    assert pagina.nueva.municipio.valor() == "Sabinas"
    qtbot.keyClick(pagina.nueva.guardar, Qt.Key.Key_Space)
    (fila,) = reuniones.listar(programa_vacio.entorno.contexto.almacen.lectura)
    assert (fila.tipo_nombre, fila.lugar, fila.regiones, fila.ejercicio) == (
        "Reunión de trabajo",
        "Sabinas",
        ("CAR",),
        "PAL1",
    )
    assert fila.fecha.fecha == date(2017, 11, 21)
    assert pagina.registro.isVisible()
    assert pagina.registro.registro is not None and pagina.registro.registro.uuid == fila.uuid
    assert pagina.lista.uuid_actual == fila.uuid


def test_enter_empieza_la_sesion_de_una_reunion_sin_escribir_nada(programa_vacio: Programa, qtbot: QtBot) -> None:
    abrir(programa_vacio, qtbot)
    qtbot.keyClick(programa_vacio.ventana, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    pedidos: list[Destino] = []
    programa_vacio.entorno.navegacion.pedido.connect(pedidos.append)
    enfocado = programa_vacio.ventana.focusWidget() if programa_vacio.ventana else None
    assert enfocado is not None
    qtbot.keyClick(enfocado, Qt.Key.Key_Return)
    (fila,) = reuniones.listar(programa_vacio.entorno.contexto.almacen.lectura)
    assert [(d.uuid, d.sesion) for d in pedidos] == [(fila.uuid, True)]


def test_un_municipio_que_no_existe_se_dice_bajo_su_campo_y_nada_se_crea(
    programa_vacio: Programa, qtbot: QtBot
) -> None:
    pagina = abrir(programa_vacio, qtbot)
    programa_vacio.entorno.navegacion.nuevo(Seccion.REUNIONES)
    pagina.nueva.municipio.clear()
    qtbot.keyClicks(pagina.nueva.municipio, "<b>Zz</b>")
    qtbot.keyClick(pagina.nueva.guardar, Qt.Key.Key_Space)
    assert list(pagina.nueva.formulario.errores()) == ["Municipio"]
    assert pagina.nueva.municipio.hasFocus()
    assert reuniones.listar(programa_vacio.entorno.contexto.almacen.lectura) == []


def test_esc_descarta_el_formulario(programa_vacio: Programa, qtbot: QtBot) -> None:
    pagina = abrir(programa_vacio, qtbot)
    programa_vacio.entorno.navegacion.nuevo(Seccion.REUNIONES)
    qtbot.keyClick(pagina.nueva.tipo, Qt.Key.Key_Escape)
    assert not pagina.nueva.isVisible()
    assert reuniones.listar(programa_vacio.entorno.contexto.almacen.lectura) == []


def test_bajar_por_la_lista_muestra_cada_registro_y_enter_lleva_a_el(programa_real: Programa, qtbot: QtBot) -> None:
    pagina = abrir(programa_real, qtbot)
    assert pagina.lista.tabla.hasFocus()
    qtbot.keyClick(pagina.lista.tabla, Qt.Key.Key_Down)
    assert pagina.registro.registro is not None
    assert pagina.registro.registro.uuid == pagina.lista.uuid_actual
    assert pagina.lista.tabla.hasFocus()
    qtbot.keyClick(pagina.lista.tabla, Qt.Key.Key_Return)
    assert pagina.registro.pestanas.tabBar().hasFocus()


def test_un_destino_abre_la_reunion_de_un_punto_y_su_campo(programa_real: Programa, qtbot: QtBot) -> None:
    pagina = abrir(programa_real, qtbot)
    fila = reuniones.listar(programa_real.entorno.contexto.almacen.lectura)[3]
    programa_real.entorno.navegacion.abrir("reunion", fila.uuid, campo="sede")
    assert pagina.registro.registro is not None and pagina.registro.registro.uuid == fila.uuid
    assert pagina.lista.uuid_actual == fila.uuid
    assert programa_real.ventana is not None
    enfocado = programa_real.ventana.focusWidget()
    assert enfocado is not None and enfocado.accessibleName() == "Sede"


def test_donde_no_caben_los_dos_se_ve_uno_a_la_vez(programa_real: Programa, qtbot: QtBot) -> None:
    pagina = abrir(programa_real, qtbot)
    assert programa_real.ventana is not None
    programa_real.ventana.resize(911, 512)
    assert (pagina.lista.isVisible(), pagina.registro.isVisible()) == (True, False)
    qtbot.keyClick(pagina.lista.tabla, Qt.Key.Key_Down)
    qtbot.keyClick(pagina.lista.tabla, Qt.Key.Key_Return)
    assert (pagina.lista.isVisible(), pagina.registro.isVisible()) == (False, True)
    qtbot.keyClick(pagina.registro, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert (pagina.lista.isVisible(), pagina.registro.isVisible()) == (True, False)
    programa_real.ventana.resize(1366, 768)
    assert (pagina.lista.isVisible(), pagina.registro.isVisible()) == (True, True)


@pytest.mark.parametrize("filtro", [("estado", "celebrada"), ("tipo", "visita_sitio"), ("region", "LAG")])
def test_un_destino_con_filtro_acota_la_lista(programa_real: Programa, qtbot: QtBot, filtro: tuple[str, str]) -> None:
    pagina = abrir(programa_real, qtbot)
    programa_real.entorno.navegacion.ir(Destino(Seccion.REUNIONES, filtro=filtro))
    esperadas = reuniones.listar(programa_real.entorno.contexto.almacen.lectura, **dict([filtro]))  # type: ignore[arg-type]
    assert pagina.lista.modelo.rowCount() == len(esperadas) > 0


def test_lo_escrito_por_otra_pagina_se_ve_al_volver(programa_real: Programa, qtbot: QtBot) -> None:
    """A page that is not on show reads again when it is; the record beside the list too."""
    from uuid import UUID

    from enlace_app.servicios.reuniones import cambiar_datos

    pagina = abrir(programa_real, qtbot)
    almacen = programa_real.entorno.contexto.almacen
    fila = reuniones.listar(almacen.lectura)[0]
    programa_real.entorno.navegacion.abrir("reunion", fila.uuid)
    programa_real.entorno.navegacion.ir(Destino(Seccion.INICIO))
    rev = traer(almacen.lectura, fila.uuid).rev
    programa_real.entorno.operaciones.hacer(
        lambda: cambiar_datos(almacen, reunion=UUID(fila.uuid), rev=rev, sede="Sede nueva")
    )
    programa_real.entorno.navegacion.ir(Destino(Seccion.REUNIONES))
    assert pagina.registro.registro is not None and pagina.registro.registro.sede == "Sede nueva"
