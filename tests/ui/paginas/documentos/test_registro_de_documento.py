"""The record in the real window: saving by leaving, its file, what may not change, undo."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from enlace_app.consultas import compromisos, documentos, opciones
from enlace_app.consultas.registro_de_documento import RegistroDeDocumento, traer
from enlace_app.servicios.documentos import registrar_documento
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.documentos.pagina import PaginaDeDocumentos

_NADA_QUE_ABRIR = b"MZ programa"


def _abrir(programa: Programa, *, archivo: Path | None = None) -> PaginaDeDocumentos:
    """Register a document and show it."""
    almacen = programa.entorno.contexto.almacen
    cambios = registrar_documento(almacen, sentido="entrega", tipo="oficio", archivo=archivo, remitente="Persona Uno")
    programa.entorno.operaciones.anunciar()
    programa.entorno.navegacion.abrir("documento", str(cambios.principal))
    pagina = programa.ventana.pagina_actual if programa.ventana else None
    assert isinstance(pagina, PaginaDeDocumentos)
    return pagina


def _guardado(pagina: PaginaDeDocumentos) -> RegistroDeDocumento:
    assert pagina.registro.registro is not None
    registro = traer(pagina.entorno.contexto.almacen.lectura, pagina.registro.registro.uuid)
    assert registro is not None
    return registro


def test_cada_campo_se_guarda_al_dejarlo(qtbot: QtBot, programa_vacio: Programa) -> None:
    pagina = _abrir(programa_vacio)
    campos = pagina.registro.campos
    campos.fojas.linea.setText("más de 469")
    campos.fojas.linea.confirmar()
    qtbot.keyClicks(campos.medio, "CD de datos")
    campos.medio.cerrar()
    qtbot.keyClick(campos.medio, Qt.Key.Key_Return)
    campos.descripcion.setFocus()
    qtbot.keyClicks(campos.descripcion, "dos planos")
    assert pagina.dejar()
    guardado = _guardado(pagina)
    assert (guardado.fojas, guardado.es_minimo, guardado.medio) == (469, True, "CD de datos")
    assert guardado.descripcion == "dos planos"


def test_lo_que_se_rehusa_queda_escrito_con_su_razon(qtbot: QtBot, programa_vacio: Programa) -> None:
    pagina = _abrir(programa_vacio)
    campos = pagina.registro.campos
    campos.tipo.clear()
    qtbot.keyClick(campos.tipo, Qt.Key.Key_Return)
    assert campos.errores() == {"Qué es": "Escriba qué documento es."}
    assert not pagina.dejar()
    assert _guardado(pagina).tipo == "oficio"
    qtbot.keyClicks(campos.tipo, "estudio")
    campos.tipo.cerrar()
    qtbot.keyClick(campos.tipo, Qt.Key.Key_Return)
    assert pagina.dejar()
    assert _guardado(pagina).tipo == "estudio"


def test_otro_cambio_no_borra_lo_que_se_escribe(qtbot: QtBot, programa_vacio: Programa) -> None:
    from enlace_app.servicios.documentos import cambiar_documento

    pagina = _abrir(programa_vacio)
    campos = pagina.registro.campos
    qtbot.keyClicks(campos.medio, "papel")
    visto = _guardado(pagina)
    almacen = programa_vacio.entorno.contexto.almacen
    cambiar_documento(almacen, documento=UUID(visto.uuid), rev=visto.rev, receptor="Persona Dos")
    programa_vacio.entorno.operaciones.anunciar()
    assert (campos.medio.text(), campos.receptor.text()) == ("papel", "Persona Dos")
    campos.medio.confirmar()
    assert _guardado(pagina).medio == "papel"


def test_se_turna_con_una_linea_y_se_suma(qtbot: QtBot, programa_vacio: Programa) -> None:
    pagina = _abrir(programa_vacio)
    linea = pagina.registro.turnado.linea
    linea.setFocus()
    for quien in ("Persona Dos", "Persona Tres", "persona dos"):
        qtbot.keyClicks(linea, quien)
        linea.cerrar()
        qtbot.keyClick(linea, Qt.Key.Key_Return)
    assert _guardado(pagina).turnado_a == "Persona Dos; Persona Tres"
    assert "Ya consta" in pagina.registro.turnado.error.text()
    assert linea.text() == "persona dos"


def test_lo_permitido_se_ve_en_una_copia_y_lo_peligroso_solo_se_copia(
    qtbot: QtBot, programa_vacio: Programa, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    abiertas: list[Path] = []

    def abrir(url: QUrl) -> bool:
        abiertas.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", abrir)
    bueno, malo = tmp_path / "plano.pdf", tmp_path / "foto.jpg"
    bueno.write_bytes(b"%PDF-1.4 prueba")
    malo.write_bytes(_NADA_QUE_ABRIR)
    pagina = _abrir(programa_vacio, archivo=bueno)
    panel = pagina.registro.archivo
    qtbot.waitUntil(panel.ver.isEnabled)
    qtbot.mouseClick(panel.ver, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(abiertas))
    assert abiertas[0].read_bytes() == b"%PDF-1.4 prueba"
    assert bueno.parent not in abiertas[0].parents

    pagina = _abrir(programa_vacio, archivo=malo)
    qtbot.waitUntil(lambda: "por seguridad" in panel.motivo.text())
    assert panel.ver.isHidden()
    destino = tmp_path / "copia.bin"
    panel.guardar_copia_a(destino)
    qtbot.waitUntil(destino.exists)
    assert destino.read_bytes() == _NADA_QUE_ABRIR


def test_un_archivo_que_no_sirve_no_cuesta_el_que_estaba(
    qtbot: QtBot, programa_vacio: Programa, tmp_path: Path
) -> None:
    archivo = tmp_path / "plano.pdf"
    archivo.write_bytes(b"%PDF-1.4 prueba")
    pagina = _abrir(programa_vacio, archivo=archivo)
    panel = pagina.registro.archivo
    panel.adjuntar(tmp_path)
    qtbot.waitUntil(lambda: any("es una carpeta" in a.texto for a in programa_vacio.avisos.recientes))
    assert _guardado(pagina).adjunto is not None
    otro = tmp_path / "otro.pdf"
    otro.write_bytes(b"%PDF-1.4 otro")
    panel.adjuntar(otro)
    qtbot.waitUntil(lambda: "otro.pdf" in panel.nombre.texto_completo())
    qtbot.waitUntil(panel.quitar.isEnabled)
    qtbot.mouseClick(panel.quitar, Qt.MouseButton.LeftButton)
    assert _guardado(pagina).adjunto is None


def test_un_control_z_devuelve_el_archivo_que_se_sustituyo(
    qtbot: QtBot, programa_vacio: Programa, tmp_path: Path
) -> None:
    uno, dos = tmp_path / "uno.pdf", tmp_path / "dos.pdf"
    for archivo in (uno, dos):
        archivo.write_bytes(b"%PDF-1.4 " + archivo.name.encode())
    pagina = _abrir(programa_vacio, archivo=uno)
    pagina.registro.archivo.adjuntar(dos)
    qtbot.waitUntil(lambda: "dos.pdf" in pagina.registro.archivo.nombre.texto_completo())
    assert programa_vacio.ventana is not None
    qtbot.wait(20)
    programa_vacio.ventana.activateWindow()
    qtbot.waitUntil(programa_vacio.ventana.isActiveWindow)
    qtbot.keyClick(programa_vacio.ventana, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    adjunto = _guardado(pagina).adjunto
    assert adjunto is not None
    assert adjunto.nombre == "uno.pdf"


def test_se_retira_y_control_z_lo_devuelve(qtbot: QtBot, programa_vacio: Programa) -> None:
    pagina = _abrir(programa_vacio)
    assert pagina.lista.modelo.rowCount() == 1
    qtbot.mouseClick(pagina.registro.retirar, Qt.MouseButton.LeftButton)
    assert pagina.lista.modelo.rowCount() == 0
    assert pagina.lado.currentWidget() is not pagina.registro
    qtbot.wait(20)
    assert programa_vacio.ventana is not None
    programa_vacio.ventana.activateWindow()
    qtbot.waitUntil(programa_vacio.ventana.isActiveWindow)
    qtbot.keyClick(programa_vacio.ventana, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pagina.lista.modelo.rowCount() == 1


def test_lo_de_un_acta_cerrada_solo_se_lee_y_ofrece_otro(
    qtbot: QtBot, programa_vacio: Programa, monkeypatch: pytest.MonkeyPatch
) -> None:
    pagina = _abrir(programa_vacio)
    assert pagina.registro.registro is not None
    from dataclasses import replace

    cerrado = replace(pagina.registro.registro, impedimento="Su reunión está cerrada.")
    pagina.registro._poner(cerrado, otro=False)
    campos = pagina.registro.campos
    qtbot.keyClicks(campos.medio, "otro medio")
    qtbot.keyClick(campos.remitente, Qt.Key.Key_Down)
    assert campos.medio.text() == ""
    assert campos.remitente.propuestas() == []
    assert pagina.registro.motivo.text() == "Su reunión está cerrada."
    assert pagina.registro.retirar.isHidden()


def test_los_enlaces_llevan_a_lo_ligado(qtbot: QtBot, programa_real: Programa) -> None:
    lectura = programa_real.entorno.contexto.almacen.lectura
    fila = next(f for f in documentos.listar(lectura) if f.reunion and f.compromisos)
    programa_real.entorno.navegacion.abrir("documento", fila.uuid)
    pagina = programa_real.ventana.pagina_actual if programa_real.ventana else None
    assert isinstance(pagina, PaginaDeDocumentos)
    pedidos: list[Destino] = []
    programa_real.entorno.navegacion.pedido.connect(pedidos.append)
    for enlace in pagina.registro.enlaces:
        qtbot.mouseClick(enlace, Qt.MouseButton.LeftButton)
    assert (pedidos[0].tabla, pedidos[0].uuid) == ("reunion", fila.reunion)
    assert {p.tabla for p in pedidos} >= {"reunion", "compromiso"}


def test_las_fojas_de_un_compromiso_van_al_pie_con_su_mas_de(qtbot: QtBot, programa_real: Programa) -> None:
    lectura = programa_real.entorno.contexto.almacen.lectura
    con_fojas = [c for c in compromisos.listar(lectura) if c.fojas and c.fojas.es_minimo]
    elegido = con_fojas[0]
    assert elegido.fojas is not None
    navegacion = programa_real.entorno.navegacion
    navegacion.ir(Destino(Seccion.DOCUMENTOS, filtro=("compromiso", elegido.clave)))
    pagina = programa_real.ventana.pagina_actual if programa_real.ventana else None
    assert isinstance(pagina, PaginaDeDocumentos)
    assert f"{elegido.fojas.numero:,} fojas y más" in pagina.pie.text()
    assert pagina.lista.modelo.rowCount() == elegido.documentos_n
    assert len(opciones.compromisos(lectura)) > 1
    pagina.lista.limpiar()
    assert pagina.pie.text() == ""


def test_el_filtro_por_reunion_se_nota_y_se_quita(qtbot: QtBot, programa_real: Programa) -> None:
    lectura = programa_real.entorno.contexto.almacen.lectura
    reunion = next(f.reunion for f in documentos.listar(lectura) if f.reunion)
    navegacion = programa_real.entorno.navegacion
    navegacion.ir(Destino(Seccion.DOCUMENTOS, filtro=("reunion", reunion)))
    pagina = programa_real.ventana.pagina_actual if programa_real.ventana else None
    assert isinstance(pagina, PaginaDeDocumentos)
    todos = len(documentos.listar(lectura))
    assert pagina.lista.modelo.rowCount() == len(documentos.listar(lectura, reunion=reunion)) < todos
    qtbot.mouseClick(pagina._quitar_solo, Qt.MouseButton.LeftButton)
    assert pagina.lista.modelo.rowCount() == todos
    QAbstractItemModelTester(pagina.lista.modelo, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_todo_lo_que_toma_el_teclado_tiene_nombre_y_nada_es_texto_con_formato(
    qtbot: QtBot, programa_vacio: Programa
) -> None:
    from PySide6.QtWidgets import QWidget

    pagina = _abrir(programa_vacio)
    programa_vacio.entorno.navegacion.nuevo(Seccion.DOCUMENTOS)
    sin_nombre = [
        w
        for w in pagina.findChildren(QWidget)
        if w.window() is pagina.window()
        and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not w.accessibleName()
        and w.focusProxy() is None
    ]
    assert sin_nombre == []
    assert all(e.textFormat() is Qt.TextFormat.PlainText for e in pagina.findChildren(QLabel))
