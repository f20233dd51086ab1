"""The search box of the window: real keys, the real words of 2015-2017, and what an ordinary text must not do."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from enlace_app.consultas.busqueda import Grupo, Hallado
from enlace_app.errores import ErrorDeEntorno
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.buscador import Buscador
from enlace_app.ui.modelos_tabla.hallados import ModeloDeHallados
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.pintor_de_hallados import pintar_con_marcas, unidades

Teclear = Callable[[Programa, str], Buscador]


def _buscador(programa: Programa) -> Buscador:
    assert programa.ventana is not None
    return programa.ventana.superior.buscador


def _textos(buscador: Buscador) -> list[str]:
    return [renglon.texto for renglon in buscador.panel.modelo.renglones]


@pytest.fixture
def teclear(qtbot: QtBot) -> Teclear:
    """Ctrl+K, the text, and wait until its answer shows."""

    def hacer(programa: Programa, texto: str) -> Buscador:
        buscador = _buscador(programa)
        assert programa.ventana is not None
        qtbot.wait(20)  # a page that was just made may still be settling
        programa.ventana.activateWindow()
        qtbot.waitUntil(programa.ventana.isActiveWindow)
        qtbot.keyClick(programa.ventana, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(buscador.hasFocus)
        buscador.cerrar()
        buscador.selectAll()
        if texto.isascii():
            qtbot.keyClicks(buscador, texto)
        else:
            QGuiApplication.clipboard().setText(texto)
            qtbot.keyClick(buscador, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(buscador.panel.isVisible)
        return buscador

    return hacer


def test_lo_hallado_se_agrupa_por_clase_y_lleva_marcadas_las_palabras(
    programa_real: Programa, teclear: Teclear
) -> None:
    buscador = teclear(programa_real, "desazolve")
    encabezado, primero = buscador.panel.modelo.renglones[:2]
    assert (encabezado.texto, encabezado.elegible) == ("Acuerdos", False)
    hallado = primero.hallado
    assert hallado is not None
    assert [hallado.fragmento[i:f] for i, f in hallado.marcas] == ["desazolve"]
    assert buscador.panel.lista.currentIndex().row() == 1


def test_enter_abre_lo_elegido_con_las_flechas(programa_real: Programa, teclear: Teclear, qtbot: QtBot) -> None:
    buscador = teclear(programa_real, "conagua rio")
    qtbot.keyClick(buscador, Qt.Key.Key_Down)
    elegido = buscador.panel.modelo.renglones[buscador.panel.lista.currentIndex().row()].hallado
    assert elegido is not None
    qtbot.keyClick(buscador, Qt.Key.Key_Return)
    actual = programa_real.entorno.navegacion.actual
    assert actual is not None
    assert (actual.tabla, actual.uuid) == (elegido.tabla, elegido.uuid)
    assert not buscador.panel.isVisible()


def test_quien_teclea_mas_rapido_que_la_busqueda_abre_lo_primero(programa_real: Programa, qtbot: QtBot) -> None:
    buscador = _buscador(programa_real)
    buscador.enfocar()
    qtbot.keyClicks(buscador, "desazolve")
    qtbot.keyClick(buscador, Qt.Key.Key_Return)
    navegacion = programa_real.entorno.navegacion
    qtbot.waitUntil(lambda: navegacion.actual is not None and navegacion.actual.tabla == "acuerdo")


def test_un_clic_abre(programa_real: Programa, teclear: Teclear, qtbot: QtBot) -> None:
    buscador = teclear(programa_real, "desazolve")
    lista = buscador.panel.lista
    zona: QRect = lista.visualRect(buscador.panel.modelo.index(1, 0))
    qtbot.mouseClick(lista.viewport(), Qt.MouseButton.LeftButton, pos=zona.center())
    actual = programa_real.entorno.navegacion.actual
    assert actual is not None
    assert actual.tabla == "acuerdo"


def test_un_encabezado_no_se_elige_ni_con_el_raton(programa_real: Programa, teclear: Teclear, qtbot: QtBot) -> None:
    buscador = teclear(programa_real, "conagua rio")
    antes = programa_real.entorno.navegacion.actual
    lista = buscador.panel.lista
    qtbot.mouseClick(lista.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert programa_real.entorno.navegacion.actual == antes
    recorridos = set()
    for _ in buscador.panel.modelo.renglones:
        qtbot.keyClick(buscador, Qt.Key.Key_Down)
        recorridos.add(lista.currentIndex().row())
    elegibles = {n for n, r in enumerate(buscador.panel.modelo.renglones) if r.elegible}
    assert recorridos == elegibles


def test_escape_cierra_y_regresa_a_donde_se_estaba(programa_real: Programa, teclear: Teclear, qtbot: QtBot) -> None:
    programa_real.entorno.navegacion.ir(Destino(Seccion.REUNIONES))
    assert programa_real.ventana is not None
    antes = programa_real.ventana.focusWidget()
    assert antes is not None
    buscador = teclear(programa_real, "agua")
    qtbot.keyClick(buscador, Qt.Key.Key_Escape)
    assert not buscador.panel.isVisible()
    assert programa_real.ventana.focusWidget() is antes
    assert buscador.text() == "agua"


def test_ver_mas_muestra_todos_los_de_esa_clase(programa_real: Programa, teclear: Teclear, qtbot: QtBot) -> None:
    buscador = teclear(programa_real, "pal1")
    renglones = buscador.panel.modelo.renglones
    lugar = next(n for n, r in enumerate(renglones) if r.ver_mas)
    clase = renglones[lugar].grupo.tabla
    while buscador.panel.lista.currentIndex().row() != lugar:
        qtbot.keyClick(buscador, Qt.Key.Key_Down)
    qtbot.keyClick(buscador, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: {r.grupo.tabla for r in buscador.panel.modelo.renglones} == {clase})
    lectura = programa_real.entorno.contexto.almacen.lectura
    todas = lectura.filas("SELECT uuid FROM busqueda WHERE tabla = :clase", {"clase": clase})
    halladas = [r.hallado.uuid for r in buscador.panel.modelo.renglones if r.hallado is not None]
    assert len(halladas) > 5
    assert set(halladas) <= {fila["uuid"] for fila in todas}
    # Another word begins again with all kinds.
    qtbot.keyClick(buscador, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len({r.grupo.tabla for r in buscador.panel.modelo.renglones}) > 1)


@pytest.mark.parametrize("texto", ["O'Brien", "ICAI/2026", "-xqz", "<b>qzx</b>", "qzx* OR NOT NEAR(", "qzx\\%_;--"])
def test_los_signos_son_texto(programa_vacio: Programa, teclear: Teclear, texto: str) -> None:
    buscador = teclear(programa_vacio, texto)
    assert buscador.panel.titulo.text() == f"No se encontró «{texto}»"
    assert buscador.panel.titulo.textFormat() == Qt.TextFormat.PlainText
    assert "Pruebe" in buscador.panel.nota.text()


@pytest.mark.parametrize("texto", ['"', "-", "<>", "…"])
def test_signos_solos_no_buscan_y_lo_dicen(programa_real: Programa, teclear: Teclear, texto: str) -> None:
    buscador = teclear(programa_real, texto)
    assert buscador.panel.titulo.text() == "No hay qué buscar"


def test_con_signos_se_halla_lo_mismo_que_sin_ellos(programa_real: Programa, teclear: Teclear) -> None:
    llano = _textos(teclear(programa_real, "conagua rio"))
    assert _textos(teclear(programa_real, '"CONAGUA" -río*')) == llano


def test_vaciar_la_caja_cierra(programa_real: Programa, teclear: Teclear, qtbot: QtBot) -> None:
    buscador = teclear(programa_real, "agua")
    buscador.selectAll()
    qtbot.keyClick(buscador, Qt.Key.Key_Backspace)
    assert not buscador.panel.isVisible()
    qtbot.wait(250)
    assert not buscador.panel.isVisible()


def test_diez_mil_letras_pegadas(programa_real: Programa, teclear: Teclear) -> None:
    buscador = teclear(programa_real, "ñandú " * 1667)
    assert buscador.panel.titulo.text().startswith("No se encontró «ñandú")
    assert len(buscador.panel.titulo.text()) < 100
    assert programa_real.ventana is not None
    assert programa_real.ventana.rect().contains(buscador.panel.geometry())


def test_solo_la_ultima_pregunta_se_responde(programa_real: Programa, qtbot: QtBot) -> None:
    from enlace_app.ui.busquedas import Busquedas

    busquedas = Busquedas(programa_real.entorno)
    respondidas: list[str] = []
    busquedas.halladas.connect(lambda texto, _: respondidas.append(texto))
    for texto in ("a", "ag", "agu", "agua"):
        busquedas.pedir(texto, 5)
    qtbot.waitUntil(lambda: not busquedas.pendiente)
    busquedas.esperar()
    qtbot.wait(20)
    assert respondidas == ["agua"]


def test_una_busqueda_no_espera_a_una_tarea_larga(programa_real: Programa, teclear: Teclear) -> None:
    from threading import Event

    seguir = Event()
    programa_real.tareas.lanzar("Larga", lambda _: seguir.wait(30))
    try:
        assert teclear(programa_real, "desazolve").panel.modelo.renglones
    finally:
        seguir.set()


def test_unos_datos_que_no_se_leen_se_dicen(
    programa_real: Programa, teclear: Teclear, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fallar(*_: object, **__: object) -> list[Grupo]:
        raise ErrorDeEntorno("El archivo de datos está <i>dañado</i>.")

    monkeypatch.setattr("enlace_app.ui.busquedas.buscar", fallar)
    buscador = teclear(programa_real, "agua")
    assert buscador.panel.titulo.text() == "No se pudo buscar"
    assert buscador.panel.nota.text() == "El archivo de datos está <i>dañado</i>."


def test_cerrar_la_ventana_a_media_busqueda(programa_real: Programa, qtbot: QtBot) -> None:
    buscador = _buscador(programa_real)
    buscador.enfocar()
    qtbot.keyClicks(buscador, "agua")
    qtbot.keyClick(buscador, Qt.Key.Key_Down)
    assert programa_real.ventana is not None
    programa_real.ventana.close()
    qtbot.wait(50)
    assert not buscador.panel.isVisible()


def _hallado(titulo: str, fragmento: str) -> Hallado:
    return Hallado("reunion", "u", None, titulo, fragmento, ((0, 2),), (), None)


def test_el_modelo_de_hallados_es_un_modelo(qapp: object) -> None:
    modelo = ModeloDeHallados()
    QAbstractItemModelTester(modelo, QAbstractItemModelTester.FailureReportingMode.Fatal)
    grupo = Grupo("reunion", "Reuniones", (_hallado("<b>x</b>", "y"), _hallado("z", "")), hay_mas=True)
    modelo.poner([grupo], con_ver_mas=True)
    assert [r.texto for r in modelo.renglones] == ["Reuniones", "<b>x</b> · y", "z", "Ver más: Reuniones"]
    modelo.poner([grupo], con_ver_mas=False)
    assert modelo.rowCount() == 3
    modelo.poner([], con_ver_mas=True)
    assert modelo.rowCount() == 0


def _pintado(texto: str, marcas: tuple[tuple[int, int], ...]) -> QImage:
    imagen = QImage(600, 40, QImage.Format.Format_RGB32)
    imagen.fill(Qt.GlobalColor.white)
    pintor = QPainter(imagen)
    pintar_con_marcas(pintor, QRect(0, 0, 600, 40), texto, marcas)
    pintor.end()
    return imagen


def _columnas_distintas(una: QImage, otra: QImage) -> list[int]:
    return [x for x in range(600) if any(una.pixel(x, y) != otra.pixel(x, y) for y in range(40))]


def test_las_marcas_se_pintan_en_su_lugar(qapp: object) -> None:
    sin = _pintado("agua limpia", ())
    assert _pintado("agua limpia", ()) == sin
    primera = _columnas_distintas(sin, _pintado("agua limpia", ((0, 4),)))
    ultima = _columnas_distintas(sin, _pintado("agua limpia", ((5, 11),)))
    assert primera[0] < ultima[0]


def test_las_marcas_cuentan_caracteres_y_no_unidades_de_qt(qapp: object) -> None:
    assert unidades("a😀b") == 4
    # One character before the mark in both: the place differs in Qt's count alone.
    assert _pintado("😀 agua", ((2, 6),)) != _pintado("😀 agua", ((1, 5),))


@pytest.mark.parametrize("texto", ["<b>x</b> &amp;", "\u202egpj.exe", "a\nb\u2028c", "😀" * 500, ""])
def test_pintar_no_interpreta_nada(qapp: object, texto: str) -> None:
    _pintado(texto, ((0, len(texto)), (3, 10_000)))
