"""How many keys things take, counted on real key events."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.ui.paginas.sesion.conftest import SentarEn
from tests.ui.paginas.sesion.escenario import HORA, Mesa

K = Qt.Key


def test_una_asistencia_son_cuatro_teclas_por_persona(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F3)
    mesa.teclas = 0
    for letras in ("con", "icai", "sef"):
        antes = mesa.teclas
        mesa.escribir(letras[:3])
        mesa.tecla(K.Key_Return)
        assert mesa.teclas - antes == 4
    filas = mesa.registro.asistencias
    assert len(filas) == 3
    assert {f.llegada for f in filas} == {HORA}
    assert all(f.organizacion_registrada for f in filas), "lo elegido de la lista queda enlazado"


def test_un_acuerdo_es_su_texto_y_enter(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F4)
    for texto in ("limpiar los canales @CONAGUA en dos semanas", "entregar el plano"):
        antes = mesa.teclas
        mesa.escribir(texto)
        mesa.tecla(K.Key_Return)
        assert mesa.teclas - antes == len(texto) + 1
    uno, dos = mesa.registro.acuerdos
    assert (uno.texto, uno.responsables, str(uno.plazo_acordado)) == ("limpiar los canales", ("CONAGUA",), "2017-12-05")
    assert (dos.texto, dos.plazo_literal) == ("entregar el plano", None)
    assert uno.punto == dos.punto == mesa.registro.puntos[0].uuid


def test_una_votacion_son_dos_teclas(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F2)
    mesa.teclas = 0
    mesa.tecla(K.Key_F5, K.Key_Return)
    assert mesa.teclas == 2
    (votacion,) = mesa.registro.votaciones
    assert (votacion.modalidad, votacion.punto) == ("consenso", mesa.registro.puntos[1].uuid)
    assert votacion.resultado == "aprobado por consenso"


def test_ningun_renglon_se_rehace_por_otro(sentar: SentarEn, qtbot: QtBot) -> None:
    mesa = sentar()
    lista = mesa.pagina.asistencia.lista
    QAbstractItemModelTester(lista.modelo, QAbstractItemModelTester.FailureReportingMode.Fatal)
    mesa.tecla(K.Key_F3)
    for n in range(5):
        mesa.escribir(f"Persona Numero {n}, Grupo {n}")
        mesa.tecla(K.Key_Return)
    qtbot.wait(400)
    reinicios: list[object] = []
    tocados: list[object] = []
    lista.modelo.modelReset.connect(lambda: reinicios.append(1))
    lista.modelo.dataChanged.connect(lambda *a: tocados.append(a))
    mesa.escribir("Persona Otra")
    mesa.tecla(K.Key_Return)
    assert lista.modelo.rowCount() == 6
    assert not reinicios
    assert not tocados


def test_las_teclas_del_pie_se_pueden_pulsar_con_el_raton(mesa: Mesa, qtbot: QtBot) -> None:
    botones = mesa.pagina.teclas.botones
    assert list(botones) == ["F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F10"]
    qtbot.mouseClick(botones["F5"], Qt.MouseButton.LeftButton)
    assert mesa.pagina.medio.votacion.isVisible()
    qtbot.mouseClick(botones["F2"], Qt.MouseButton.LeftButton)
    assert mesa.pagina.sesion is not None
    assert mesa.pagina.sesion.punto == mesa.registro.puntos[1]
