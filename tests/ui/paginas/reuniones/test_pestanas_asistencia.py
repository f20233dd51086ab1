"""The attendance tab: what is typed in its cells is what is stored, and who may vote is told."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from enlace_app.consultas import opciones
from enlace_app.consultas.partes_de_reunion import AsistenciaDeReunion
from enlace_app.consultas.registro_de_reunion import RegistroDeReunion, traer
from enlace_app.servicios.asistencias import LISTA_FIRMADA, corregir_asistencia, registrar_asistencia
from enlace_app.servicios.reuniones import crear_reunion
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.reuniones.pestanas.asistencia import PestanaDeAsistencia

HOSTIL = "<b>x</b> & \"'; DROP TABLE " + "W" * 300


class Mesa:
    """A meeting of its own on the published data, and the tab on it, kept fresh as the page does."""

    def __init__(self, programa: Programa, qtbot: QtBot, tipo: str) -> None:
        self.entorno: Entorno = programa.entorno
        self.almacen = self.entorno.contexto.almacen
        lectura = self.almacen.lectura
        tipos = {t.clave: t.uuid for t in opciones.tipos_de_reunion(lectura)}
        cambios = crear_reunion(
            self.almacen,
            tipo=UUID(tipos[tipo]),
            fecha=date(2017, 11, 21),
            ejercicio=UUID(opciones.ejercicios(lectura)[0].uuid),
        )
        assert cambios.principal is not None
        self.uuid = cambios.principal
        self.pestana = PestanaDeAsistencia(self.entorno)
        qtbot.addWidget(self.pestana)
        self.pestana.resize(1000, 600)
        self.pestana.show()
        self.entorno.operaciones.cambiado.connect(lambda _: self.pestana.poner(self.registro()))
        self.poner()

    def registro(self) -> RegistroDeReunion:
        return traer(self.almacen.lectura, str(self.uuid))

    def poner(self) -> None:
        self.pestana.poner(self.registro())

    def agregar(self, **datos: str) -> AsistenciaDeReunion:
        registrar_asistencia(self.almacen, reunion=self.uuid, **datos)  # type: ignore[arg-type]
        self.poner()
        return self.registro().asistencias[-1]

    def fila(self, uuid: str) -> AsistenciaDeReunion:
        return next(a for a in self.registro().asistencias if a.uuid == uuid)

    def linea(self) -> QLineEdit:
        editor = self.pestana.rejilla.editor_abierto()
        assert isinstance(editor, QLineEdit)
        return editor


@pytest.fixture
def mesa(programa_real: Programa, qtbot: QtBot) -> Mesa:
    return Mesa(programa_real, qtbot, "sesion_ordinaria")


@pytest.fixture
def trabajo(programa_real: Programa, qtbot: QtBot) -> Mesa:
    return Mesa(programa_real, qtbot, "reunion_trabajo")


def test_vacia_dice_que_hacer_y_el_modelo_cumple(trabajo: Mesa) -> None:
    pestana = trabajo.pestana
    QAbstractItemModelTester(pestana.modelo, QAbstractItemModelTester.FailureReportingMode.Fatal, pestana)
    assert pestana.vacio.isVisible()
    assert not pestana.quorum.isVisible()
    for n in range(4):
        trabajo.agregar(persona=f"Persona {n}")
    assert pestana.rejilla.isVisible()
    registro = trabajo.registro()
    # Withdrawn, moved, changed and added rows, each under the tester.
    filas = list(pestana.modelo.filas)
    pestana.modelo.poner([filas[3], filas[1]])
    pestana.modelo.poner([filas[1], filas[0], filas[3], filas[2]])
    pestana.modelo.poner([])
    pestana.poner(registro)
    assert [f.asistencia.persona for f in pestana.modelo.filas] == [f"Persona {n}" for n in range(4)]


def test_quien_llega_sin_estar_en_el_directorio_cabe_en_una_linea(trabajo: Mesa, qtbot: QtBot) -> None:
    campo = trabajo.pestana.campo
    qtbot.keyClicks(campo, "Zutana Zeta, directora, Instituto Zeta")
    qtbot.keyClick(campo, Qt.Key.Key_Return)
    (unica,) = trabajo.registro().asistencias
    assert (unica.persona, unica.cargo, unica.organizacion) == ("Zutana Zeta", "directora", "Instituto Zeta")
    assert campo.text() == ""
    assert trabajo.pestana.rejilla.uuid_actual == unica.uuid


def test_tres_letras_proponen_y_quien_ya_esta_no_se_duplica(trabajo: Mesa, qtbot: QtBot) -> None:
    campo = trabajo.pestana.campo
    for _ in range(2):
        qtbot.keyClicks(campo, "con")
        assert campo.propuestas()
        qtbot.keyClick(campo, Qt.Key.Key_Return)
    assert len(trabajo.registro().asistencias) == 1
    aviso = trabajo.entorno.avisos.recientes[-1]
    assert "ya está en la lista" in aviso.texto
    assert aviso.accion is not None
    aviso.accion()
    assert len(trabajo.registro().asistencias) == 2


def test_la_celda_se_guarda_al_dejarla(trabajo: Mesa, qtbot: QtBot) -> None:
    a, tabla = trabajo.agregar(persona="Persona Uno"), trabajo.pestana.rejilla
    assert trabajo.pestana.ir_a("llegada", a.uuid)
    qtbot.keyClicks(trabajo.linea(), "930")
    qtbot.keyClick(trabajo.linea(), Qt.Key.Key_Tab)
    assert trabajo.fila(a.uuid).llegada == "09:30"
    # Tab went on to the next cell, already open.
    assert tabla.model().headerData(tabla.currentIndex().column(), Qt.Orientation.Horizontal) == "Salida"
    qtbot.keyClicks(trabajo.linea(), "13:05")
    qtbot.keyClick(trabajo.linea(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: trabajo.fila(a.uuid).salida == "13:05")


def test_lo_rehusado_se_queda_y_se_dice(trabajo: Mesa, qtbot: QtBot) -> None:
    a, pestana = trabajo.agregar(persona="Persona Uno", llegada="10:00"), trabajo.pestana
    pestana.ir_a("salida", a.uuid)
    qtbot.keyClicks(trabajo.linea(), "9:00")
    assert not pestana.dejar()
    assert trabajo.fila(a.uuid).salida is None
    assert "antes de la llegada" in pestana.rehusados.texto.text()
    assert trabajo.linea().text() == "09:00"
    qtbot.keyClick(trabajo.linea(), Qt.Key.Key_Escape)
    assert not pestana.dejar()
    qtbot.mouseClick(pestana.rehusados.descartar, Qt.MouseButton.LeftButton)
    assert pestana.dejar()
    assert not pestana.rehusados.isVisible()


def test_lo_que_se_escribe_sobrevive_a_un_cambio_ajeno(trabajo: Mesa, qtbot: QtBot) -> None:
    a, b = trabajo.agregar(persona="Persona Uno"), trabajo.agregar(persona="Persona Dos")
    trabajo.pestana.ir_a("cargo", b.uuid)
    qtbot.keyClicks(trabajo.linea(), "directora")
    editor = trabajo.linea()
    corregir_asistencia(trabajo.almacen, asistencia=UUID(b.uuid), rev=b.rev, cargo="otra cosa")
    registrar_asistencia(trabajo.almacen, reunion=trabajo.uuid, persona="Persona Tres")
    corregir_asistencia(trabajo.almacen, asistencia=UUID(a.uuid), rev=a.rev, llegada="9:00")
    trabajo.entorno.operaciones.anunciar()
    assert trabajo.pestana.rejilla.editor_abierto() is editor
    assert editor.text() == "directora"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: trabajo.fila(b.uuid).cargo == "directora")
    assert trabajo.fila(a.uuid).cargo is None


def test_ausencia_y_consentimiento_se_eligen(trabajo: Mesa, qtbot: QtBot) -> None:
    a, pestana = trabajo.agregar(persona="Vecina Uno", llegada="9:00"), trabajo.pestana
    assert pestana.reserva.isVisible()
    assert "particular" in pestana.reserva.text()
    for clave, veces in (("ausente", 2), ("consiente_publicar", 1)):
        pestana.ir_a(clave, a.uuid)
        combo = pestana.rejilla.editor_abierto()
        assert isinstance(combo, QComboBox)
        for _ in range(veces):
            qtbot.keyClick(combo, Qt.Key.Key_Down)
        assert pestana.dejar()
    ahora = trabajo.fila(a.uuid)
    assert (ahora.ausente, ahora.justificada, ahora.llegada, ahora.consiente_publicar) == (True, True, None, True)
    assert not pestana.reserva.isVisible()
    pestana.ir_a("llegada", a.uuid)
    qtbot.keyClicks(trabajo.linea(), "11")
    assert pestana.dejar()
    assert (trabajo.fila(a.uuid).ausente, trabajo.fila(a.uuid).llegada) == (False, "11:00")


def test_quien_puede_votar_y_que_falta_para_el_quorum(mesa: Mesa, qtbot: QtBot) -> None:
    pestana = mesa.pestana
    partes = pestana._partes
    assert len(partes) > 1
    for n, parte in enumerate(partes[:-1]):
        mesa.agregar(persona=f"Persona {n}", calidad="titular", parte=parte)
    assert pestana.quorum.senal.texto() == "No hay quórum"
    assert f"Falta la parte «{partes[-1]}»" in pestana.quorum.frase.text()
    ultima = mesa.agregar(persona="Persona Última", parte=partes[-1])
    pestana.ir_a("voto", ultima.uuid)
    assert isinstance(pestana.rejilla.editor_abierto(), QComboBox)
    pestana.ir_a("calidad", ultima.uuid)
    qtbot.keyClicks(mesa.linea(), "titul")
    qtbot.keyClick(mesa.linea(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: mesa.fila(ultima.uuid).calidad == "titular")
    assert pestana.quorum.senal.texto() == "Hay quórum"
    assert "Vota: es" in pestana.detalle.texto_completo()
    facilita = mesa.agregar(persona="Persona Imparcial", calidad="facilitador")
    pestana.rejilla.elegir(facilita.uuid)
    qtbot.waitUntil(lambda: "facilita la sesión y no vota" in pestana.detalle.texto_completo())


def test_de_una_sesion_terminada_se_juzga_cuando_lo_hubo(mesa: Mesa) -> None:
    for n, parte in enumerate(mesa.pestana._partes):
        mesa.agregar(persona=f"Persona {n}", calidad="titular", parte=parte, llegada=f"10:0{n}", salida="12:00")
    assert mesa.pestana.quorum.senal.texto() == "Hay quórum"
    assert mesa.pestana.quorum.frase.text().startswith("A las 10:0")


def test_retirar_y_recuperar(trabajo: Mesa, qtbot: QtBot) -> None:
    a, pestana = trabajo.agregar(persona="Persona Uno"), trabajo.pestana
    pestana.rejilla.elegir(a.uuid)
    pestana.rejilla.setFocus()
    qtbot.keyClick(pestana.rejilla, Qt.Key.Key_Delete)
    assert trabajo.registro().asistencias == ()
    from enlace_app.ui.deshacer import Deshacer

    Deshacer(trabajo.entorno).deshacer()
    assert [x.persona for x in trabajo.registro().asistencias] == ["Persona Uno"]
    assert pestana.rejilla.isVisible()


def test_salio_y_regreso(trabajo: Mesa, qtbot: QtBot) -> None:
    a, pestana = trabajo.agregar(persona="Persona Uno", llegada="9:00"), trabajo.pestana
    pestana.rejilla.elegir(a.uuid)
    qtbot.waitUntil(pestana.salida.isEnabled)
    qtbot.mouseClick(pestana.salida, Qt.MouseButton.LeftButton)
    assert trabajo.linea().text() == "10:30"  # held today: the clock of Sabinas
    qtbot.keyClicks(trabajo.linea(), "10:00")
    assert pestana.dejar()
    qtbot.waitUntil(pestana.regreso.isEnabled)
    qtbot.mouseClick(pestana.regreso, Qt.MouseButton.LeftButton)
    pestana.hora_de_regreso.selectAll()
    qtbot.keyClicks(pestana.hora_de_regreso, "1015")
    qtbot.keyClick(pestana.hora_de_regreso, Qt.Key.Key_Return)
    estancias = [(x.llegada, x.salida) for x in trabajo.registro().asistencias]
    assert estancias == [("09:00", "10:00"), ("10:15", None)]


def test_texto_hostil_se_muestra_literal(trabajo: Mesa) -> None:
    a = trabajo.agregar(persona=HOSTIL, organizacion="<img src=x>")
    indice = trabajo.pestana.modelo.index(0, 0)
    assert indice.data() == HOSTIL
    assert "<b>" not in str(indice.data(Qt.ItemDataRole.ToolTipRole))
    trabajo.pestana.rejilla.elegir(a.uuid)
    trabajo.pestana._mostrar_detalle()
    assert HOSTIL in trabajo.pestana.detalle.texto_completo()


def test_conteo_con_foto_de_la_lista(trabajo: Mesa, qtbot: QtBot, tmp_path: Path) -> None:
    conteo, foto = trabajo.pestana.conteo, tmp_path / "lista.png"
    foto.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    assert trabajo.pestana.ir_a("presentes_n", None)
    assert conteo.campo.hasFocus()
    qtbot.keyClicks(conteo.campo, "mas de 1250 (sin ninos)")
    qtbot.keyClick(conteo.campo, Qt.Key.Key_Return)
    registro = trabajo.registro()
    assert (registro.presentes_n, registro.presentes_es_minimo) == (1250, True)
    assert registro.presentes_nota == conteo.nota.text() == "sin ninos"
    assert conteo.campo.text() == "más de 1,250"
    conteo.elegir_foto(foto)
    qtbot.waitUntil(lambda: len(trabajo.registro().documentos) == 1)
    assert trabajo.registro().documentos[0].tipo == LISTA_FIRMADA
    qtbot.waitUntil(conteo.lista.isVisible)
    qtbot.waitUntil(conteo.isEnabled)
    conteo.campo.selectAll()
    qtbot.keyClicks(conteo.campo, "muchos")
    assert not trabajo.pestana.dejar()
    assert conteo.error.isVisible()


def test_cerrada_solo_se_lee(trabajo: Mesa) -> None:
    from enlace_app.servicios.reuniones import cancelar_reunion

    a = trabajo.agregar(persona="Persona Uno")
    cancelar_reunion(trabajo.almacen, reunion=trabajo.uuid, rev=trabajo.registro().rev, motivo="Lluvia")
    trabajo.entorno.operaciones.anunciar()
    pestana = trabajo.pestana
    assert pestana.aviso.isVisible()
    assert not pestana.campo.isVisible()
    assert pestana.ir_a("cargo", a.uuid)
    assert pestana.rejilla.editor_abierto() is None
    assert pestana.conteo.campo.isReadOnly()
