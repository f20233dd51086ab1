"""The page of agreements in the real window: counters, groups, follow-up by keyboard, and the chain."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from enlace_app.consultas.acuerdos import FilaAcuerdo, listado
from enlace_app.consultas.cadena_de_acuerdo import Cadena, cadena
from enlace_app.consultas.listado import Pedido
from enlace_app.dominio.seguimientos import EstadoAcuerdo
from enlace_app.servicios.seguimientos import dar_seguimiento
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.componentes.botones import Enlace
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.acuerdos.pagina import PaginaDeAcuerdos

HOY = date(2017, 11, 21)
HOSTIL = "<b>negritas</b> &amp; & " + "x" * 3_000
Fatal = QAbstractItemModelTester.FailureReportingMode.Fatal


def pagina_de(programa: Programa, destino: Destino | None = None) -> PaginaDeAcuerdos:
    programa.entorno.navegacion.ir(destino or Destino(Seccion.ACUERDOS))
    assert programa.ventana is not None
    pagina = programa.ventana.pagina_actual
    assert isinstance(pagina, PaginaDeAcuerdos)
    return pagina


def abiertos(programa: Programa) -> list[FilaAcuerdo]:
    return listado(hoy=HOY).todas(programa.entorno.contexto.almacen.lectura, Pedido(filtros={"abiertos": True}))


def fila_de(programa: Programa, uuid: str) -> FilaAcuerdo:
    todas = listado(hoy=HOY).todas(programa.entorno.contexto.almacen.lectura, Pedido())
    return next(fila for fila in todas if fila.uuid == uuid)


def cadena_de(programa: Programa, uuid: str) -> Cadena:
    hallada = cadena(programa.entorno.contexto.almacen.lectura, uuid)
    assert hallada is not None
    return hallada


def ampliar(programa: Programa, uuid: str, plazo: date) -> None:
    dar_seguimiento(
        programa.entorno.contexto.almacen, acuerdo=UUID(uuid), fecha=date(2017, 10, 1), nota="x", plazo_nuevo=plazo
    )


@pytest.fixture
def con_plazos(programa_real: Programa) -> tuple[Programa, list[str]]:
    """Three agreements of the real data: 12 days late, due in 5 days, due in a year."""
    uuids = [fila.uuid for fila in abiertos(programa_real)[3:6]]
    for uuid, dias in zip(uuids, (-12, 5, 365), strict=True):
        ampliar(programa_real, uuid, HOY + timedelta(days=dias))
    programa_real.entorno.operaciones.anunciar()
    return programa_real, uuids


def mostrados(pagina: PaginaDeAcuerdos) -> list[str]:
    filas = (pagina.lista.modelo.fila(n) for n in range(pagina.lista.modelo.rowCount()))
    return [fila.uuid for fila in filas if fila is not None]


def textos(dentro: QWidget) -> str:
    return "\n".join(etiqueta.text() for etiqueta in dentro.findChildren(QLabel) if etiqueta.isVisibleTo(dentro))


def test_los_contadores_filtran_con_el_raton_y_con_el_teclado(
    con_plazos: tuple[Programa, list[str]], qtbot: QtBot
) -> None:
    programa, (tarde, pronto, _) = con_plazos
    pagina = pagina_de(programa)
    vencidos, por_vencer, abiertos_, concluidos = pagina.contadores.botones
    assert abiertos_.isChecked()  # what is left to do comes first
    qtbot.mouseClick(vencidos, Qt.MouseButton.LeftButton)
    assert mostrados(pagina) == [tarde]
    assert vencidos.isChecked() and not abiertos_.isChecked()
    qtbot.keyClick(por_vencer, Qt.Key.Key_Return)
    assert mostrados(pagina) == [pronto]
    qtbot.mouseClick(concluidos, Qt.MouseButton.LeftButton)
    assert all(fila_de(programa, uuid).estado in {"cumplido", "no_procede"} for uuid in mostrados(pagina))
    assert concluidos.text() == f"{len(mostrados(pagina))}  Concluidos"
    qtbot.mouseClick(concluidos, Qt.MouseButton.LeftButton)
    todos = listado(hoy=HOY).contar(programa.entorno.contexto.almacen.lectura, Pedido())
    assert len(mostrados(pagina)) == todos


def test_el_estado_dice_hace_cuanto_vencio(con_plazos: tuple[Programa, list[str]]) -> None:
    programa, (tarde, pronto, lejano) = con_plazos
    modelo = pagina_de(programa).lista.modelo
    columna = modelo.columnas[0]
    dichos = {fila.uuid: columna.texto(fila) for fila in abiertos(programa)}
    assert dichos[tarde] == "Venció hace 12 días"
    assert dichos[pronto] == "Vence en 5 días"
    assert dichos[lejano] in {"Pendiente", "En proceso", "Parcial"}


def test_el_modelo_de_la_lista_y_el_de_los_grupos_cumplen_las_reglas_de_qt(
    con_plazos: tuple[Programa, list[str]], qtbot: QtBot
) -> None:
    programa, (tarde, *_) = con_plazos
    pagina = pagina_de(programa)
    probadores = [QAbstractItemModelTester(m, Fatal) for m in (pagina.lista.modelo, pagina.grupos.modelo)]
    pagina.lista.elegir({"abiertos": None, "vencidos": True})
    pagina.lista.limpiar()
    for vista in (1, 2, 0):
        pagina.vistas.setCurrentIndex(vista)
        qtbot.waitUntil(lambda: not programa.entorno.tareas.ocupada)
    dar_seguimiento(programa.entorno.contexto.almacen, acuerdo=UUID(tarde), fecha=HOY, estado="cumplido", nota="ya")
    programa.entorno.operaciones.anunciar()
    assert len(probadores) == 2


@pytest.mark.parametrize(("vista", "filtro"), [(1, "responsable_exacto"), (2, "compromiso")])
def test_un_grupo_deja_en_la_lista_los_suyos(
    con_plazos: tuple[Programa, list[str]], qtbot: QtBot, vista: int, filtro: str
) -> None:
    programa, _ = con_plazos
    pagina = pagina_de(programa)
    qtbot.mouseClick(pagina.vistas, Qt.MouseButton.LeftButton, pos=pagina.vistas.tabRect(vista).center())
    qtbot.waitUntil(lambda: pagina.grupos.modelo.rowCount() > 1)
    antes = len(mostrados(pagina))
    qtbot.keyClick(pagina.grupos.tabla, Qt.Key.Key_Down)
    grupo = pagina.grupos.modelo.grupo(1)
    assert grupo is not None and grupo.vencidos >= 0
    assert pagina.lista.modelo.pedido.filtros == {"abiertos": True, filtro: grupo.clave}
    assert 0 < len(mostrados(pagina)) < antes
    qtbot.keyClick(pagina.grupos.tabla, Qt.Key.Key_Up)
    assert len(mostrados(pagina)) == antes


@pytest.mark.parametrize(
    ("filtro", "vista"),
    [
        (("vencidos", "1"), 0),
        (("por_vencer", "15"), 0),
        (("responsable", "CONAGUA"), 1),
        (("responsable_exacto", "concesionarios"), 1),
        (("compromiso", "PAL1-C5"), 2),
    ],
)
def test_un_destino_con_filtro_se_respeta(
    con_plazos: tuple[Programa, list[str]], qtbot: QtBot, filtro: tuple[str, str], vista: int
) -> None:
    programa, _ = con_plazos
    pagina = pagina_de(programa, Destino(Seccion.ACUERDOS, filtro=filtro))
    qtbot.waitUntil(lambda: not programa.entorno.tareas.ocupada)
    assert pagina.vistas.currentIndex() == vista
    esperado = {"vencidos": True, "por_vencer": 15}.get(filtro[0], filtro[1])
    assert pagina.lista.modelo.pedido.filtros == {filtro[0]: esperado}
    assert 0 < len(mostrados(pagina)) < 36


def test_un_seguimiento_son_enter_la_linea_y_enter(con_plazos: tuple[Programa, list[str]], qtbot: QtBot) -> None:
    programa, (tarde, *_) = con_plazos
    pagina = pagina_de(programa)
    antes = len(cadena_de(programa, tarde).entradas)
    pagina.lista.seleccionar(tarde)
    qtbot.keyClick(pagina.lista.tabla, Qt.Key.Key_Return)
    linea = pagina.registro.seguimiento.linea
    assert QApplication.focusWidget() is linea
    qtbot.keyClicks(linea, "cumplido: entregaron el plano")
    assert pagina.registro.seguimiento.entendido.texto() == "Cumplido · 21 nov 2017 · nota: «entregaron el plano»"
    qtbot.keyClick(linea, Qt.Key.Key_Return)
    entradas = cadena_de(programa, tarde).entradas
    assert len(entradas) == antes + 1
    assert (entradas[-1].estado, entradas[-1].nota) == (EstadoAcuerdo.CUMPLIDO, "entregaron el plano")
    assert entradas[-1].fecha == HOY
    assert linea.text() == ""
    assert QApplication.focusWidget() is linea
    qtbot.waitUntil(lambda: "entregaron el plano" in textos(pagina.registro.cadena))
    assert pagina.contadores.botones[0].text() == "0  Vencidos"
    assert tarde not in mostrados(pagina)  # it is open no more, and stays on show beside the list
    assert pagina.registro.registro is not None and pagina.registro.registro.uuid == tarde


def test_la_fecha_se_cambia_y_el_plazo_cuenta_desde_ella(con_plazos: tuple[Programa, list[str]], qtbot: QtBot) -> None:
    programa, (tarde, *_) = con_plazos
    pagina = pagina_de(programa, Destino(Seccion.ACUERDOS, "acuerdo", tarde, campo="seguimiento"))
    panel = pagina.registro.seguimiento
    assert QApplication.focusWidget() is panel.linea
    qtbot.keyClicks(panel.linea, "nuevo plazo en dos semanas: por las lluvias")
    panel.fecha.linea.selectAll()
    qtbot.keyClicks(panel.fecha.linea, "10 nov")
    assert "nuevo plazo: 24 nov 2017" in panel.entendido.texto()
    qtbot.keyClick(panel.fecha.linea, Qt.Key.Key_Return)
    ultima = cadena_de(programa, tarde).entradas[-1]
    assert (ultima.fecha, ultima.plazo_nuevo, ultima.nota) == (
        date(2017, 11, 10),
        date(2017, 11, 24),
        "por las lluvias",
    )
    assert fila_de(programa, tarde).plazo == date(2017, 11, 24)
    assert panel.fecha.dia() == HOY


def test_un_plazo_sin_razon_se_rehusa_en_la_linea_y_no_borra_lo_escrito(
    con_plazos: tuple[Programa, list[str]], qtbot: QtBot
) -> None:
    programa, (tarde, *_) = con_plazos
    pagina = pagina_de(programa, Destino(Seccion.ACUERDOS, "acuerdo", tarde, campo="seguimiento"))
    panel = pagina.registro.seguimiento
    antes = cadena_de(programa, tarde)
    qtbot.keyClicks(panel.linea, "nuevo plazo 8 dic")
    assert "falta la razón" in panel.entendido.texto()
    qtbot.keyClick(panel.linea, Qt.Key.Key_Return)
    assert panel.error.isVisibleTo(panel) and "razón" in panel.error.text()
    assert panel.linea.text() == "nuevo plazo 8 dic"
    assert cadena_de(programa, tarde) == antes
    qtbot.keyClicks(panel.linea, ": por lluvias")
    assert not panel.error.isVisibleTo(panel)
    qtbot.keyClick(panel.linea, Qt.Key.Key_Return)
    assert fila_de(programa, tarde).plazo == date(2017, 12, 8)


def soltar(donde: QWidget, archivo: Path) -> None:
    datos = QMimeData()
    datos.setUrls([QUrl.fromLocalFile(str(archivo))])
    boton, teclas = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entra = QDragEnterEvent(QPointF(5, 5), Qt.DropAction.CopyAction, datos, boton, teclas)
    QApplication.sendEvent(donde, entra)
    assert entra.isAccepted()
    QApplication.sendEvent(donde, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, datos, boton, teclas))


def test_una_foto_soltada_en_la_linea_es_la_evidencia(
    con_plazos: tuple[Programa, list[str]], qtbot: QtBot, tmp_path: Path
) -> None:
    programa, (tarde, *_) = con_plazos
    foto = tmp_path / "obra.txt"
    foto.write_text("Persona Uno entregó el plano", encoding="utf-8")
    pagina = pagina_de(programa, Destino(Seccion.ACUERDOS, "acuerdo", tarde, campo="seguimiento"))
    panel = pagina.registro.seguimiento
    soltar(panel.linea, foto)
    qtbot.waitUntil(lambda: panel.archivos.archivos() == [foto])
    assert panel.linea.text() == ""  # not taken for text
    qtbot.keyClicks(panel.linea, "cumplido")
    qtbot.keyClick(panel.linea, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not programa.entorno.tareas.ocupada)
    ultima = cadena_de(programa, tarde).entradas[-1]
    assert ultima.estado is EstadoAcuerdo.CUMPLIDO
    (documento,) = ultima.cumple
    assert documento.tabla == "documento"
    assert panel.archivos.archivos() == [] and panel.isEnabled()
    qtbot.waitUntil(lambda: any(e.text() == documento.folio for e in pagina.registro.cadena.findChildren(Enlace)))
    enlace = next(e for e in pagina.registro.cadena.findChildren(Enlace) if e.text() == documento.folio)
    pedidos: list[Destino] = []
    programa.entorno.navegacion.pedido.connect(pedidos.append)
    qtbot.keyClick(enlace, Qt.Key.Key_Return)
    assert pedidos == [Destino(Seccion.DOCUMENTOS, "documento", documento.uuid)]


def test_un_archivo_que_ya_no_esta_se_dice_y_se_conserva_lo_escrito(
    con_plazos: tuple[Programa, list[str]], qtbot: QtBot, tmp_path: Path
) -> None:
    programa, (tarde, *_) = con_plazos
    pagina = pagina_de(programa, Destino(Seccion.ACUERDOS, "acuerdo", tarde, campo="seguimiento"))
    panel = pagina.registro.seguimiento
    antes = cadena_de(programa, tarde)
    panel.agregar_archivos([tmp_path / "no_esta.pdf"])
    qtbot.keyClicks(panel.linea, "cumplido")
    qtbot.keyClick(panel.linea, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.error.isVisibleTo(panel))
    assert panel.isEnabled() and panel.linea.text() == "cumplido" and len(panel.archivos.archivos()) == 1
    assert cadena_de(programa, tarde) == antes


def test_una_reunion_se_elige_tecleando_y_es_con_lo_que_se_cumplio(
    con_plazos: tuple[Programa, list[str]], qtbot: QtBot
) -> None:
    programa, (tarde, *_) = con_plazos
    otra = next(f for f in abiertos(programa) if f.reunion and f.reunion != fila_de(programa, tarde).reunion)
    pagina = pagina_de(programa, Destino(Seccion.ACUERDOS, "acuerdo", tarde, campo="seguimiento"))
    panel = pagina.registro.seguimiento
    qtbot.keyClicks(panel.linea, "cumplido")
    qtbot.keyClick(panel.linea, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is panel.sustentos.linea
    qtbot.keyClicks(panel.sustentos.linea, otra.folio_reunion or "")
    qtbot.keyClick(panel.sustentos.linea, Qt.Key.Key_Return)
    assert [s.uuid for s in panel.sustentos.elegidos()] == [otra.reunion]
    qtbot.keyClick(panel.sustentos.linea, Qt.Key.Key_Return)
    assert [e.uuid for e in cadena_de(programa, tarde).entradas[-1].cumple] == [otra.reunion]


def test_lo_empezado_espera_mientras_se_mira_otro_y_sobrevive_a_un_corte(
    con_plazos: tuple[Programa, list[str]], qtbot: QtBot
) -> None:
    programa, (tarde, pronto, _) = con_plazos
    entorno = programa.entorno
    pagina = pagina_de(programa, Destino(Seccion.ACUERDOS, "acuerdo", tarde, campo="seguimiento"))
    panel = pagina.registro.seguimiento
    qtbot.keyClicks(panel.linea, "en proceso: falta la firma")
    pagina.mostrar(Destino(Seccion.ACUERDOS, "acuerdo", pronto))
    assert panel.linea.text() == ""
    assert "sin guardar" in entorno.avisos.recientes[-1].texto
    pagina.mostrar(Destino(Seccion.ACUERDOS, "acuerdo", tarde))
    assert panel.linea.text() == "en proceso: falta la firma"
    entorno.autoguardado.esperar()
    # Another run of the program finds it, for nothing was told to this one.
    otra = PaginaDeAcuerdos(entorno)
    qtbot.addWidget(otra)
    with qtbot.waitActive(otra):
        otra.show()
        otra.activateWindow()
    otra.mostrar(Destino(Seccion.ACUERDOS, "acuerdo", tarde, campo="seguimiento"))
    assert otra.registro.seguimiento.linea.text() == "en proceso: falta la firma"
    qtbot.keyClick(otra.registro.seguimiento.linea, Qt.Key.Key_Return)
    entorno.autoguardado.esperar()
    assert cadena_de(programa, tarde).entradas[-1].nota == "falta la firma"
    assert entorno.contexto.almacen.capturas.leer(f"acuerdo:{tarde}") == {}


def test_pasada_la_medianoche_vence_lo_que_vencia_ayer(con_plazos: tuple[Programa, list[str]], qtbot: QtBot) -> None:
    programa, (tarde, pronto, _) = con_plazos
    reloj = [programa.entorno.ahora()]
    pagina = PaginaDeAcuerdos(replace(programa.entorno, ahora=lambda: reloj[0]))
    qtbot.addWidget(pagina)
    pagina.mostrar(Destino(Seccion.ACUERDOS, "acuerdo", pronto, filtro=("vencidos", "1")))
    pagina.lista.filtrar("vencidos", True)
    assert mostrados(pagina) == [tarde]
    reloj[0] += timedelta(days=6)
    pagina.revisar_dia()
    assert mostrados(pagina) == [tarde, pronto]
    assert pagina.contadores.botones[0].text() == "2  Vencidos"
    assert pagina.registro.senal.texto() == "Vencido · ayer"
    assert pagina.registro.seguimiento.fecha.dia() == HOY + timedelta(days=6)


def test_el_texto_hostil_se_muestra_tal_cual(con_plazos: tuple[Programa, list[str]], qtbot: QtBot) -> None:
    programa, (tarde, *_) = con_plazos
    pagina = pagina_de(programa, Destino(Seccion.ACUERDOS, "acuerdo", tarde, campo="seguimiento"))
    panel = pagina.registro.seguimiento
    ancho = pagina.registro.width()
    QGuiApplication.clipboard().setText(f"cumplido: {HOSTIL}")
    qtbot.keyClick(panel.linea, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(panel.linea, Qt.Key.Key_Return)
    assert panel.error.text() == ""
    assert cadena_de(programa, tarde).entradas[-1].nota == HOSTIL
    etiquetas = pagina.findChildren(QLabel)
    assert any(etiqueta.text() == HOSTIL for etiqueta in etiquetas)
    assert all(etiqueta.textFormat() is Qt.TextFormat.PlainText for etiqueta in etiquetas)
    assert pagina.registro.width() == ancho


def test_cada_eslabon_de_la_cadena_se_alcanza_con_tab_y_lleva_a_su_registro(
    con_plazos: tuple[Programa, list[str]], qtbot: QtBot
) -> None:
    programa, (tarde, *_) = con_plazos
    pagina = pagina_de(programa, Destino(Seccion.ACUERDOS, "acuerdo", tarde, campo="seguimiento"))
    reunion = fila_de(programa, tarde).reunion
    esperados = [e for e in pagina.registro.findChildren(Enlace) if e.isVisible()]
    vistos: list[QWidget] = []
    for _ in range(60):
        actual = QApplication.focusWidget()
        assert actual is not None
        if actual in vistos:
            break
        vistos.append(actual)
        qtbot.keyClick(actual, Qt.Key.Key_Tab)
    assert set(esperados) <= set(vistos)
    pedidos: list[Destino] = []
    programa.entorno.navegacion.pedido.connect(pedidos.append)
    qtbot.mouseClick(pagina.registro.reunion, Qt.MouseButton.LeftButton)
    assert pedidos == [Destino(Seccion.REUNIONES, "reunion", reunion)]


def test_lo_anotado_no_se_edita_y_se_dice_que_hacer(con_plazos: tuple[Programa, list[str]]) -> None:
    programa, (tarde, *_) = con_plazos
    pagina = pagina_de(programa, Destino(Seccion.ACUERDOS, "acuerdo", tarde))
    assert "agregue arriba otro seguimiento que lo corrija" in textos(pagina.registro.cadena)


def test_mientras_su_reunion_esta_abierta_se_corrige_el_acuerdo(
    con_plazos: tuple[Programa, list[str]], qtbot: QtBot
) -> None:
    programa, (tarde, *_) = con_plazos
    pagina = pagina_de(programa, Destino(Seccion.ACUERDOS, "acuerdo", tarde))
    edicion = pagina.registro.edicion
    assert edicion.isVisibleTo(pagina)
    edicion.texto.setFocus()
    edicion.texto.selectAll()
    qtbot.keyClicks(edicion.texto, "Revisar el dren")
    edicion.responsables.linea.setFocus()
    assert fila_de(programa, tarde).texto == "Revisar el dren"
    antes = fila_de(programa, tarde).responsables
    qtbot.keyClicks(edicion.responsables.linea, "Persona Inventada Dos")
    qtbot.keyClick(edicion.responsables.linea, Qt.Key.Key_Return)
    assert fila_de(programa, tarde).responsables == (*antes, "Persona Inventada Dos")
    edicion.plazo.setFocus()
    qtbot.keyClicks(edicion.plazo, "sin plazo")
    qtbot.keyClick(edicion.plazo, Qt.Key.Key_Return)
    assert edicion.errores()  # a plazo of none wants its reason
    assert edicion.plazo.text() == "sin plazo"
    assert not pagina.dejar()
    qtbot.keyClicks(edicion.plazo, ": depende de la CONAGUA")
    qtbot.keyClick(edicion.plazo, Qt.Key.Key_Return)
    assert fila_de(programa, tarde).plazo_literal == "sin plazo: depende de la CONAGUA"
    assert pagina.dejar()


def test_se_copia_como_texto(con_plazos: tuple[Programa, list[str]], qtbot: QtBot) -> None:
    programa, (tarde, *_) = con_plazos
    pagina = pagina_de(programa, Destino(Seccion.ACUERDOS, "acuerdo", tarde))
    qtbot.mouseClick(pagina.registro.copiar, Qt.MouseButton.LeftButton)
    fila, copiado = fila_de(programa, tarde), QGuiApplication.clipboard().text()
    assert fila.folio in copiado and fila.texto in copiado
    assert copiado.endswith("Estado: Vencido · hace 12 días")


def test_sin_acuerdos_se_dice_que_hacer(programa_vacio: Programa, qtbot: QtBot) -> None:
    pagina = pagina_de(programa_vacio)
    assert "Todavía no hay acuerdos" in textos(pagina)
    assert not pagina.contadores.isVisibleTo(pagina)


def test_quien_comienza_con_el_raton_elige_que_paso(con_plazos: tuple[Programa, list[str]], qtbot: QtBot) -> None:
    programa, (tarde, *_) = con_plazos
    panel = pagina_de(programa, Destino(Seccion.ACUERDOS, "acuerdo", tarde)).registro.seguimiento
    qtbot.keyClicks(panel.linea, "llego el oficio")
    panel.comienzo.setFocus()
    qtbot.keyClick(panel.comienzo, Qt.Key.Key_Down)
    assert panel.linea.text() == "cumplido: llego el oficio"


def test_todo_lo_que_recibe_el_teclado_tiene_nombre(con_plazos: tuple[Programa, list[str]], qtbot: QtBot) -> None:
    programa, (tarde, *_) = con_plazos
    pagina = pagina_de(programa, Destino(Seccion.ACUERDOS, "acuerdo", tarde))
    pagina.vistas.setCurrentIndex(1)
    qtbot.waitUntil(lambda: not programa.entorno.tareas.ocupada)
    sin_nombre = [
        control
        for control in pagina.findChildren(QWidget)
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus
        and control.isVisible()
        and not control.accessibleName()
        and control.focusProxy() is None
    ]
    assert sin_nombre == []


def test_el_punto_del_raton_sobre_un_contador_no_esta_fuera(con_plazos: tuple[Programa, list[str]]) -> None:
    programa, _ = con_plazos
    pagina = pagina_de(programa)
    derecha = [b.mapTo(pagina, QPoint(b.width(), 0)).x() for b in pagina.contadores.botones]
    assert max(derecha) <= pagina.vistas.mapTo(pagina, QPoint(0, 0)).x()
