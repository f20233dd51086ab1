"""The agenda tab: order, subjects, what was said, recesses; nothing that was typed is lost."""

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from enlace_app.consultas import opciones
from enlace_app.consultas.registro_de_reunion import RegistroDeReunion, traer
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.servicios.puntos import agregar_punto, redactar_punto, retirar_punto
from enlace_app.servicios.reuniones import cancelar_reunion, crear_reunion
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.componentes.botones import Enlace
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.reuniones.pestanas.orden_del_dia import PestanaDeOrdenDelDia

HOSTIL = "<b>x</b> & <img src=x> " + "W" * 300


class Mesa:
    """A meeting of its own with three points, and the tab on it, kept fresh as the page does."""

    def __init__(self, programa: Programa, qtbot: QtBot) -> None:
        self.entorno: Entorno = programa.entorno
        self.almacen = self.entorno.contexto.almacen
        self.qtbot = qtbot
        tipos = {t.clave: t.uuid for t in opciones.tipos_de_reunion(self.almacen.lectura)}
        tipo = UUID(tipos["reunion_trabajo"])
        cambios = crear_reunion(self.almacen, tipo=tipo, fecha=date(2017, 11, 21), ejercicio=None)
        assert cambios.principal is not None
        self.uuid = cambios.principal
        self.pestana = self.abrir()

    def abrir(self) -> PestanaDeOrdenDelDia:
        pestana = PestanaDeOrdenDelDia(self.entorno)
        self.qtbot.addWidget(pestana)
        pestana.resize(1000, 600)
        pestana.show()
        self.entorno.operaciones.cambiado.connect(lambda _: pestana.poner(self.registro()))
        pestana.poner(self.registro())
        return pestana

    def registro(self) -> RegistroDeReunion:
        return traer(self.almacen.lectura, str(self.uuid))

    def con_puntos(self, *asuntos: str) -> list[str]:
        for asunto in asuntos:
            agregar_punto(self.almacen, reunion=self.uuid, asunto=asunto)
        self.entorno.operaciones.anunciar()
        return [p.uuid for p in self.registro().puntos]

    def asuntos(self) -> list[str]:
        return [p.asunto for p in self.registro().puntos]


@pytest.fixture
def mesa(programa_real: Programa, qtbot: QtBot) -> Mesa:
    return Mesa(programa_real, qtbot)


def test_vacia_se_llena_tecleando(mesa: Mesa, qtbot: QtBot) -> None:
    pestana = mesa.pestana
    QAbstractItemModelTester(pestana.modelo, QAbstractItemModelTester.FailureReportingMode.Fatal, pestana)
    assert pestana.vacio.isVisible()
    for asunto in ("Lista de asistencia", "Acuerdos anteriores", "Asuntos generales"):
        qtbot.keyClicks(pestana.campo, asunto)
        qtbot.keyClick(pestana.campo, Qt.Key.Key_Return)
    assert mesa.asuntos() == ["Lista de asistencia", "Acuerdos anteriores", "Asuntos generales"]
    assert pestana.rejilla.isVisible()
    qtbot.keyClicks(pestana.campo, "Informe")
    qtbot.mouseClick(pestana.insertar, Qt.MouseButton.LeftButton)
    assert mesa.asuntos()[2:] == ["Informe", "Asuntos generales"]
    assert pestana.modelo.headerData(2, Qt.Orientation.Vertical) == "3"


def test_se_mueve_con_teclas_botones_y_arrastrando(mesa: Mesa, qtbot: QtBot) -> None:
    uno, _, tres = mesa.con_puntos("Uno", "Dos", "Tres")
    pestana, modelo = mesa.pestana, mesa.pestana.modelo
    QAbstractItemModelTester(modelo, QAbstractItemModelTester.FailureReportingMode.Fatal, pestana)
    pestana.rejilla.elegir(tres)
    pestana.rejilla.setFocus()
    qtbot.keyClick(pestana.rejilla, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert mesa.asuntos() == ["Uno", "Tres", "Dos"]
    assert pestana.rejilla.uuid_actual == tres
    qtbot.mouseClick(pestana.subir, Qt.MouseButton.LeftButton)
    assert mesa.asuntos() == ["Tres", "Uno", "Dos"]
    datos = modelo.mimeData([modelo.index(1, 0)])
    assert isinstance(datos, QMimeData)
    assert not modelo.dropMimeData(datos, Qt.DropAction.MoveAction, 3, 0, QModelIndex())
    assert mesa.asuntos() == ["Tres", "Dos", "Uno"]
    assert pestana.rejilla.uuid_actual == uno


def test_asunto_en_su_celda_y_vacio_se_rehusa(mesa: Mesa, qtbot: QtBot) -> None:
    (uno,) = mesa.con_puntos("Uno")
    pestana = mesa.pestana
    assert pestana.ir_a("asunto", uno)
    editor = pestana.rejilla.editor_abierto()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "Informe de avances")
    assert pestana.dejar()
    assert mesa.asuntos() == ["Informe de avances"]
    pestana.ir_a("asunto", uno)
    editor = pestana.rejilla.editor_abierto()
    assert isinstance(editor, QLineEdit)
    editor.clear()
    assert not pestana.dejar()
    assert "Escriba el asunto" in pestana.rehusados.texto.text()
    assert mesa.asuntos() == ["Informe de avances"]


def test_el_desarrollo_se_guarda_al_dejarlo_y_al_cambiar_de_punto(mesa: Mesa, qtbot: QtBot) -> None:
    uno, dos = mesa.con_puntos("Uno", "Dos")
    pestana = mesa.pestana
    assert pestana.ir_a("desarrollo", uno)
    qtbot.keyClicks(pestana.desarrollo.texto, "Se expuso el avance.")
    pestana.rejilla.elegir(dos)
    qtbot.waitUntil(lambda: mesa.registro().puntos[0].desarrollo == "Se expuso el avance.")
    qtbot.waitUntil(lambda: pestana.desarrollo.titulo.texto_completo() == "2. Dos")
    assert pestana.desarrollo.texto.toPlainText() == ""
    qtbot.keyClicks(pestana.desarrollo.texto, "Nada.")
    assert pestana.dejar()
    assert [p.desarrollo for p in mesa.registro().puntos] == ["Se expuso el avance.", "Nada."]


def test_lo_que_se_redacta_sobrevive_a_un_cambio_ajeno(mesa: Mesa, qtbot: QtBot) -> None:
    uno, _ = mesa.con_puntos("Uno", "Dos")
    pestana = mesa.pestana
    pestana.ir_a("desarrollo", uno)
    qtbot.keyClicks(pestana.desarrollo.texto, "Mis palabras")
    punto = mesa.registro().puntos[0]
    redactar_punto(mesa.almacen, punto=UUID(uno), rev=punto.rev, desarrollo="De otra ventana")
    mesa.con_puntos("Tres")
    assert pestana.desarrollo.texto.toPlainText() == "Mis palabras"
    assert pestana.dejar()
    assert mesa.registro().puntos[0].desarrollo == "Mis palabras"


def test_lo_rehusado_no_se_pierde_al_cambiar_de_punto(mesa: Mesa, qtbot: QtBot) -> None:
    uno, dos = mesa.con_puntos("Uno", "Dos")
    pestana = mesa.pestana
    pestana.ir_a("desarrollo", uno)
    pestana.desarrollo.texto.insertPlainText("un carácter \u202e invisible")
    pestana.rejilla.elegir(dos)
    qtbot.waitUntil(lambda: pestana.desarrollo.error.isVisible() and pestana.rejilla.uuid_actual == uno)
    assert "invisible" in pestana.desarrollo.texto.toPlainText()
    assert not pestana.dejar()
    qtbot.mouseClick(pestana.desarrollo.descartar, Qt.MouseButton.LeftButton)
    assert pestana.dejar()
    assert not mesa.registro().puntos[0].desarrollo


def test_un_corte_no_se_lleva_lo_tecleado(mesa: Mesa, qtbot: QtBot) -> None:
    (uno,) = mesa.con_puntos("Uno")
    mesa.pestana.ir_a("desarrollo", uno)
    qtbot.keyClicks(mesa.pestana.desarrollo.texto, "Se fue la luz")
    mesa.entorno.autoguardado.esperar()
    otra = mesa.abrir()  # as the next start finds it
    assert otra.desarrollo.texto.toPlainText() == "Se fue la luz"
    assert "recuperó" in mesa.entorno.avisos.recientes[-1].texto
    assert otra.dejar()
    assert mesa.registro().puntos[0].desarrollo == "Se fue la luz"


def test_retirar_el_que_se_redacta_desde_fuera_salva_las_palabras(mesa: Mesa, qtbot: QtBot) -> None:
    uno, _ = mesa.con_puntos("Uno", "Dos")
    pestana = mesa.pestana
    pestana.ir_a("desarrollo", uno)
    qtbot.keyClicks(pestana.desarrollo.texto, "Mis palabras")
    retirar_punto(mesa.almacen, punto=UUID(uno), rev=mesa.registro().puntos[0].rev)
    mesa.entorno.operaciones.anunciar()
    assert "Lo escrito se copió" in mesa.entorno.avisos.recientes[-1].texto
    from PySide6.QtGui import QGuiApplication

    assert QGuiApplication.clipboard().text() == "Mis palabras"
    assert pestana.desarrollo.titulo.texto_completo() == "1. Dos"


def test_retirar_y_recuperar(mesa: Mesa, qtbot: QtBot) -> None:
    uno, _ = mesa.con_puntos("Uno", "Dos")
    mesa.pestana.rejilla.elegir(uno)
    mesa.pestana.rejilla.setFocus()
    qtbot.keyClick(mesa.pestana.rejilla, Qt.Key.Key_Delete)
    assert mesa.asuntos() == ["Dos"]
    from enlace_app.ui.deshacer import Deshacer

    Deshacer(mesa.entorno).deshacer()
    assert mesa.asuntos() == ["Uno", "Dos"]
    assert [f.punto.asunto for f in mesa.pestana.modelo.filas] == ["Uno", "Dos"]


def test_los_acuerdos_del_punto_se_nombran_y_se_abren(mesa: Mesa, qtbot: QtBot) -> None:
    (uno,) = mesa.con_puntos("Uno")
    agregar_acuerdo(mesa.almacen, reunion=mesa.uuid, punto=UUID(uno), texto=HOSTIL, responsables=["Persona Uno"])
    mesa.entorno.operaciones.anunciar()
    (enlace,) = mesa.pestana.desarrollo.findChildren(Enlace)
    assert enlace.accessibleName().startswith("/01 <b>x</b> & <img src=x> WWW")
    with qtbot.waitSignal(mesa.entorno.navegacion.pedido) as pedido:
        qtbot.mouseClick(enlace, Qt.MouseButton.LeftButton)
    assert pedido.args[0].tabla == "acuerdo"
    assert pedido.args[0].uuid == mesa.registro().acuerdos[0].uuid


def test_recesos(mesa: Mesa, qtbot: QtBot) -> None:
    recesos = mesa.pestana.recesos
    qtbot.keyClicks(recesos.inicio, "11:30")
    qtbot.keyClicks(recesos.fin, "11:00")
    qtbot.keyClick(recesos.fin, Qt.Key.Key_Return)
    assert "antes de empezar" in recesos.error.text()
    recesos.fin.clear()
    qtbot.keyClicks(recesos.fin, "1145")
    qtbot.keyClicks(recesos.motivo, "comida")
    qtbot.keyClick(recesos.motivo, Qt.Key.Key_Return)
    assert [(r.inicio, r.fin, r.motivo) for r in mesa.registro().recesos] == [("11:30", "11:45", "comida")]
    assert not recesos.error.isVisible()
    assert recesos.inicio.text() == ""


def test_texto_hostil_y_cerrada_solo_se_lee(mesa: Mesa) -> None:
    (uno,) = mesa.con_puntos(HOSTIL)
    pestana = mesa.pestana
    assert pestana.modelo.index(0, 0).data() == HOSTIL
    assert pestana.desarrollo.titulo.texto_completo() == f"1. {HOSTIL}"
    cancelar_reunion(mesa.almacen, reunion=mesa.uuid, rev=mesa.registro().rev, motivo="Lluvia")
    mesa.entorno.operaciones.anunciar()
    assert pestana.aviso.isVisible()
    assert not pestana.campo.isVisible()
    assert pestana.desarrollo.texto.isReadOnly()
    assert pestana.ir_a("asunto", uno)
    assert pestana.rejilla.editor_abierto() is None
