"""Votes that explain themselves and what was put on record, in the record of the meeting."""

from uuid import UUID

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from enlace_app.datos.almacen import Almacen
from enlace_app.servicios.asistencias import registrar_asistencia, registrar_salida
from enlace_app.servicios.votaciones import votar_por_parte
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.paginas.reuniones.pestanas.acuerdos import PestanaDeAcuerdos
from tests.servicios.escenario import completa
from tests.ui.paginas.reuniones.registro_abierto import leer
from tests.ui.paginas.sesion.escenario import nueva_reunion

CIVIL, GARANTE = "sociedad civil", "órgano garante"


def mostrada(programa: Programa, qtbot: QtBot, reunion: UUID) -> PestanaDeAcuerdos:
    pestana = PestanaDeAcuerdos(programa.entorno)
    qtbot.addWidget(pestana)
    programa.entorno.operaciones.cambiado.connect(lambda _: pestana.poner(leer(programa, reunion)))
    pestana.poner(leer(programa, reunion))
    pestana.show()
    return pestana


def con_votacion(almacen: Almacen) -> tuple[UUID, UUID]:
    """A session with a vote by party, and the attendance of the one who voted second."""
    reunion = nueva_reunion(almacen, tipo="sesion_ordinaria")
    asistencias = [
        registrar_asistencia(
            almacen, reunion=reunion, persona=f"Persona de {p}", calidad="titular", parte=p, llegada="10:00"
        ).principal
        for p in (CIVIL, GARANTE)
    ]
    votar_por_parte(
        almacen, reunion=reunion, sentidos={CIVIL: "a favor", GARANTE: "en contra"}, hora="10:30", asunto="la sede"
    )
    assert asistencias[1] is not None
    return reunion, asistencias[1]


def test_la_tarjeta_dice_por_que_y_quien_podia_votar(programa_vacio: Programa, qtbot: QtBot) -> None:
    almacen = programa_vacio.entorno.contexto.almacen
    reunion, garante = con_votacion(almacen)
    pestana = mostrada(programa_vacio, qtbot, reunion)
    (tarjeta,) = pestana.votaciones.values()
    assert tarjeta.resultado.text().startswith("la sede: empate, sin decisión")
    assert "una en contra (órgano garante)" in tarjeta.explicacion.text()
    assert "Persona de órgano garante, por órgano garante" in tarjeta.votantes.text()
    assert tarjeta.desfase.isHidden() and tarjeta.actualizar.isHidden()
    registrar_salida(almacen, asistencia=garante, rev=1, hora="10:15")
    programa_vacio.entorno.operaciones.anunciar()
    pestana.poner(leer(programa_vacio, reunion))
    assert tarjeta.desfase.text().startswith("Según la asistencia de ahora podían votar Persona de sociedad civil.")
    qtbot.mouseClick(tarjeta.actualizar, Qt.MouseButton.LeftButton)
    (votacion,) = leer(programa_vacio, reunion).votaciones
    assert [h[0] for h in votacion.habilitados] == [f"Persona de {CIVIL}"]
    assert tarjeta.desfase.isHidden()


def test_la_votacion_se_corrige_a_evidente_y_con_excusa(programa_vacio: Programa, qtbot: QtBot) -> None:
    almacen = programa_vacio.entorno.contexto.almacen
    reunion, _ = con_votacion(almacen)
    pestana = mostrada(programa_vacio, qtbot, reunion)
    (tarjeta,) = pestana.votaciones.values()
    qtbot.mouseClick(tarjeta.corregir, Qt.MouseButton.LeftButton)
    edicion = tarjeta.edicion
    assert edicion is not None
    edicion.evidente.setFocus()
    qtbot.keyClick(edicion.evidente, Qt.Key.Key_Space)
    assert edicion.a_favor.isHidden()
    edicion.hora.clear()
    qtbot.keyClicks(edicion.hora, "10:20")
    qtbot.keyClicks(edicion.excusas, "garante: tiene parte")
    qtbot.keyClick(edicion.excusas, Qt.Key.Key_Return)
    (votacion,) = leer(programa_vacio, reunion).votaciones
    assert (votacion.evidente, votacion.a_favor, votacion.hora) == (True, None, "10:20")
    assert votacion.excusas == ((f"Persona de {GARANTE}", "tiene parte"),)
    assert [h[0] for h in votacion.habilitados] == [f"Persona de {CIVIL}"]


def test_se_asienta_se_corrige_y_se_retira(programa_vacio: Programa, qtbot: QtBot) -> None:
    almacen = programa_vacio.entorno.contexto.almacen
    reunion, _ = con_votacion(almacen)
    pestana = mostrada(programa_vacio, qtbot, reunion)
    lista = pestana.intervenciones
    qtbot.mouseClick(lista.agregar, Qt.MouseButton.LeftButton)
    nueva = lista.nueva
    assert nueva is not None
    qtbot.mouseClick(nueva.guardar, Qt.MouseButton.LeftButton)
    assert leer(programa_vacio, reunion).intervenciones == ()
    qtbot.keyClicks(nueva.persona, "Ajena")
    nueva.texto.setPlainText("Disiento <b>mucho</b>.")
    nueva.votacion.setCurrentIndex(1)
    qtbot.mouseClick(nueva.guardar, Qt.MouseButton.LeftButton)
    assert "asiéntelo como manifestación" in nueva.error.text()
    nueva.persona.setText(f"Persona de {GARANTE}")
    qtbot.mouseClick(nueva.guardar, Qt.MouseButton.LeftButton)
    (dicha,) = leer(programa_vacio, reunion).intervenciones
    assert (dicha.clase, dicha.texto) == ("voto_particular", "Disiento <b>mucho</b>.")
    tarjeta = lista.tarjetas[dicha.uuid]
    assert "sobre la votación 1" in tarjeta.titulo.text()
    assert tarjeta.texto.textFormat() is Qt.TextFormat.PlainText
    assert pestana.ir_a(None, dicha.uuid)
    qtbot.keyClick(tarjeta.corregir, Qt.Key.Key_Space)
    assert tarjeta.edicion is not None
    tarjeta.edicion.clase.setCurrentIndex(1)
    qtbot.mouseClick(tarjeta.edicion.guardar, Qt.MouseButton.LeftButton)
    (dicha,) = leer(programa_vacio, reunion).intervenciones
    assert (dicha.clase, dicha.votacion) == ("manifestacion", None)
    qtbot.mouseClick(tarjeta.quitar, Qt.MouseButton.LeftButton)
    assert leer(programa_vacio, reunion).intervenciones == ()
    assert lista.titulo.isHidden()


def test_lo_que_se_asento_de_una_votacion_lleva_a_su_tarjeta(programa_vacio: Programa, qtbot: QtBot) -> None:
    almacen = programa_vacio.entorno.contexto.almacen
    caso = completa(almacen)
    pestana = mostrada(programa_vacio, qtbot, caso.reunion)
    assert pestana.ir_a(None, str(caso.intervencion))
    assert pestana.focusWidget() is pestana.intervenciones.tarjetas[str(caso.intervencion)].corregir
