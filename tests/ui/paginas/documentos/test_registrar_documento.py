"""Registering in the real window: keys, drops, what it says at once, what it refuses."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from enlace_app.consultas import documentos
from enlace_app.consultas.acuerdos import listado as listado_de_acuerdos
from enlace_app.consultas.documentos import FilaDocumento
from enlace_app.consultas.listado import Pedido
from enlace_app.consultas.registro_de_documento import traer
from enlace_app.dominio.fechas import Precision
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.documentos.nuevo import DocumentoNuevo
from enlace_app.ui.paginas.documentos.pagina import PaginaDeDocumentos

PDF = b"%PDF-1.4 contenido de prueba"


def activar(qtbot: QtBot, programa: Programa) -> None:
    """Wait until the window has the keyboard: shortcuts work in no other."""
    qtbot.wait(20)
    ventana = programa.ventana
    assert ventana is not None
    ventana.activateWindow()
    qtbot.waitUntil(ventana.isActiveWindow)


def _pagina(programa: Programa) -> PaginaDeDocumentos:
    ventana = programa.ventana
    assert ventana is not None
    ventana.activateWindow()
    programa.entorno.navegacion.ir(Destino(Seccion.DOCUMENTOS))
    pagina = ventana.pagina_actual
    assert isinstance(pagina, PaginaDeDocumentos)
    return pagina


def _formulario(qtbot: QtBot, programa: Programa) -> DocumentoNuevo:
    pagina = _pagina(programa)
    activar(qtbot, programa)
    qtbot.keyClick(programa.ventana, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert pagina.lado.currentWidget() is pagina.nuevo
    return pagina.nuevo


def _todos(programa: Programa) -> list[FilaDocumento]:
    return documentos.listar(programa.entorno.contexto.almacen.lectura)


def _soltar(donde: QWidget, *archivos: Path, url: str = "") -> None:
    datos = QMimeData()
    datos.setUrls([QUrl(url)] if url else [QUrl.fromLocalFile(str(archivo)) for archivo in archivos])
    datos.setText("\n".join(map(str, archivos)))  # as file managers do
    accion, boton, nada = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entra = QDragEnterEvent(QPointF(5, 5), accion, datos, boton, nada)
    QApplication.sendEvent(donde, entra)
    assert entra.isAccepted()
    QApplication.sendEvent(donde, QDropEvent(QPointF(5, 5), accion, datos, boton, nada))


@pytest.fixture
def escribir(tmp_path: Path) -> Callable[..., Path]:
    """Write a real file and return where it is."""

    def escribir(nombre: str, contenido: bytes = PDF) -> Path:
        archivo = tmp_path / nombre
        archivo.write_bytes(contenido)
        return archivo

    return escribir


def test_se_registra_con_el_teclado_solo_y_quedan_remitente_y_fecha(qtbot: QtBot, programa_real: Programa) -> None:
    antes = {fila.uuid for fila in _todos(programa_real)}
    nuevo = _formulario(qtbot, programa_real)
    campos = nuevo.campos
    qtbot.keyClicks(campos.remitente, "Comision Nacional del Ag")
    assert campos.remitente.propuestas()
    qtbot.keyClick(campos.remitente, Qt.Key.Key_Return)
    assert campos.remitente.valor() == "Comisión Nacional del Agua"
    qtbot.keyClicks(campos.tipo, "peritaje")
    campos.fecha.linea.selectAll()  # as Tab does: the field begins with today
    qtbot.keyClicks(campos.fecha.linea, "mayo de 2017")
    assert campos.fecha.entendida.text() == "may 2017" or "mayo" in campos.fecha.entendida.text()
    qtbot.keyClicks(campos.fojas.linea, "mas de 1,469")
    qtbot.keyClick(campos.fojas.linea, Qt.Key.Key_Return)

    (fila,) = [f for f in _todos(programa_real) if f.uuid not in antes]
    assert (fila.remitente, fila.tipo, fila.sentido) == ("Comisión Nacional del Agua", "peritaje", "entrega")
    assert (fila.fojas, fila.es_minimo) == (1469, True)
    assert fila.fecha.precision is Precision.mes
    assert (campos.remitente.valor(), campos.tipo.valor()) == ("Comisión Nacional del Agua", "")
    assert campos.fecha.linea.text()
    assert nuevo.textos() == {}  # what is only kept is no typing that a restart should bring back


def test_lo_que_falta_se_dice_en_su_campo_y_nada_se_registra(qtbot: QtBot, programa_vacio: Programa) -> None:
    nuevo = _formulario(qtbot, programa_vacio)
    qtbot.keyClicks(nuevo.campos.reunion, "ninguna que exista")
    qtbot.keyClick(nuevo.campos.reunion, Qt.Key.Key_Return)
    assert set(nuevo.campos.errores()) == {"Qué es", "Reunión"}
    assert _todos(programa_vacio) == []


def test_el_acuerdo_que_cumple_se_marca_con_una_tecla(qtbot: QtBot, programa_real: Programa) -> None:
    nuevo = _formulario(qtbot, programa_real)
    qtbot.keyClicks(nuevo.campos.remitente, "CONAGUA")
    qtbot.keyClick(nuevo.campos.remitente, Qt.Key.Key_Tab)
    qtbot.keyClicks(nuevo.campos.tipo, "informe")
    qtbot.waitUntil(lambda: bool(nuevo.cumplimientos.sugerencias))
    sugerida = nuevo.cumplimientos.sugerencias[0]
    qtbot.keyClick(programa_real.ventana, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: nuevo.campos.acuerdo.uuid() == sugerida.acuerdo)
    nuevo.campos.tipo.cerrar()
    qtbot.keyClick(nuevo.campos.periodo, Qt.Key.Key_Return)

    lectura = programa_real.entorno.contexto.almacen.lectura
    hoy = programa_real.entorno.ahora_en(None).date()
    cumplidos = listado_de_acuerdos(hoy=hoy).todas(lectura, Pedido(filtros={"estado": "cumplido"}))
    assert sugerida.acuerdo in {fila.uuid for fila in cumplidos}
    (fila,) = [f for f in _todos(programa_real) if f.acuerdo == sugerida.acuerdo and f.tipo == "informe"]
    registro = traer(lectura, fila.uuid)
    assert registro is not None
    assert registro.acuerdo_concluido


def test_varios_archivos_soltados_en_un_campo_van_uno_tras_otro(
    qtbot: QtBot, programa_vacio: Programa, escribir: Callable[..., Path]
) -> None:
    pagina = _pagina(programa_vacio)
    primero, segundo = escribir("plano.pdf"), escribir("otro.pdf", PDF + b" otro")
    _soltar(pagina.lista.buscador, primero, segundo)
    nuevo = pagina.nuevo
    qtbot.waitUntil(lambda: nuevo.zona.archivos() == [primero])
    assert pagina.lista.buscador.text() == ""
    for esperado in (segundo, None):
        qtbot.keyClicks(nuevo.campos.tipo, "plano")
        nuevo.campos.tipo.cerrar()
        qtbot.keyClick(nuevo.campos.tipo, Qt.Key.Key_Return)
        faltan = [esperado] if esperado else []
        qtbot.waitUntil(lambda archivos=faltan: bool(nuevo.zona.archivos() == archivos))  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(_todos(programa_vacio)) == 2)
    assert {fila.archivo for fila in _todos(programa_vacio)} == {"plano.pdf", "otro.pdf"}


def test_el_mismo_archivo_se_reconoce_con_otro_nombre(
    qtbot: QtBot, programa_vacio: Programa, escribir: Callable[..., Path]
) -> None:
    pagina = _pagina(programa_vacio)
    _soltar(pagina, escribir("uno.pdf"))
    nuevo = pagina.nuevo
    qtbot.waitUntil(lambda: bool(nuevo.zona.archivos()))
    qtbot.keyClicks(nuevo.campos.tipo, "oficio")
    nuevo.campos.fecha.linea.selectAll()  # as Tab does
    qtbot.keyClicks(nuevo.campos.fecha.linea, "12/5/2017")
    qtbot.keyClick(nuevo.campos.fecha.linea, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(_todos(programa_vacio)) == 1 and nuevo.isEnabled() and not nuevo.zona.archivos())
    _soltar(pagina, escribir("con otro nombre.pdf"))
    qtbot.waitUntil(lambda: bool(nuevo.repetidos.enlaces))
    enlace = nuevo.repetidos.enlaces[0]
    assert "El mismo archivo llegó el 12 may 2017" in enlace.text()
    qtbot.mouseClick(enlace, Qt.MouseButton.LeftButton)
    assert pagina.lado.currentWidget() is pagina.registro
    assert pagina.registro.registro is not None
    assert pagina.registro.registro.folio == _todos(programa_vacio)[0].folio


def test_una_carpeta_un_archivo_enorme_y_uno_que_desaparece_se_explican(
    qtbot: QtBot, programa_vacio: Programa, escribir: Callable[..., Path], tmp_path: Path
) -> None:
    pagina = _pagina(programa_vacio)
    nuevo, avisos = pagina.nuevo, programa_vacio.entorno.avisos
    carpeta = tmp_path / "carpeta"
    carpeta.mkdir()
    enorme = escribir("enorme.pdf", b"")
    with enorme.open("r+b") as archivo:
        archivo.truncate(300 * 1024 * 1024)  # sparse
    bueno = escribir("bueno.pdf")
    _soltar(pagina, carpeta, enorme, tmp_path / "no existe.pdf", bueno)
    qtbot.waitUntil(lambda: nuevo.zona.archivos() == [bueno])
    textos = " ".join(aviso.texto for aviso in avisos.recientes)
    assert "es una carpeta" in textos
    assert "mide 300 MB" in textos
    assert "no existe.pdf" in textos
    qtbot.keyClicks(nuevo.campos.tipo, "oficio")
    bueno.unlink()  # vanishes after it was looked at
    qtbot.keyClick(nuevo.campos.tipo, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(nuevo.error.text()))
    assert _todos(programa_vacio) == []
    assert nuevo.campos.tipo.valor() == "oficio"
    assert nuevo.boton.isEnabled()


@pytest.mark.parametrize(
    ("nombre", "visible"),
    [
        ("CON.pdf", "_CON.pdf"),
        ("a:b.pdf", "a_b.pdf"),
        ("punto.pdf.", "punto.pdf"),
        ("acta\u202efdp.exe", "actafdp.exe"),
        ("<b>x<.pdf", "_b_x_.pdf"),
    ],
)
def test_un_nombre_hostil_se_vuelve_inofensivo(
    qtbot: QtBot, programa_vacio: Programa, escribir: Callable[..., Path], nombre: str, visible: str
) -> None:
    pagina = _pagina(programa_vacio)
    _soltar(pagina, escribir(nombre))
    nuevo = pagina.nuevo
    qtbot.waitUntil(lambda: bool(nuevo.zona.archivos()))
    qtbot.keyClicks(nuevo.campos.tipo, "oficio")
    qtbot.keyClick(nuevo.campos.tipo, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(_todos(programa_vacio)) == 1)
    assert _todos(programa_vacio)[0].archivo == visible


def test_lo_hostil_se_guarda_y_se_muestra_tal_cual(qtbot: QtBot, programa_vacio: Programa) -> None:
    nuevo = _formulario(qtbot, programa_vacio)
    hostil = "<b>x</b> & <img src=x>"
    largo = "ñ" * 10_000
    nuevo.campos.remitente.setText(hostil)
    nuevo.campos.tipo.setText("oficio")
    nuevo.campos.descripcion.setPlainText(largo)
    qtbot.keyClick(nuevo.campos.periodo, Qt.Key.Key_Return)
    (fila,) = _todos(programa_vacio)
    assert (fila.remitente, fila.descripcion) == (hostil, largo)
    pagina = _pagina(programa_vacio)
    programa_vacio.entorno.navegacion.abrir("documento", fila.uuid)
    assert pagina.registro.campos.remitente.text() == hostil


def test_se_pega_un_archivo_copiado_aun_dentro_de_un_campo(
    qtbot: QtBot, programa_vacio: Programa, escribir: Callable[..., Path]
) -> None:
    nuevo = _formulario(qtbot, programa_vacio)
    archivo = escribir("copiado.pdf")
    datos = QMimeData()
    datos.setUrls([QUrl.fromLocalFile(str(archivo))])
    QGuiApplication.clipboard().setMimeData(datos)
    nuevo.campos.tipo.setFocus()
    qtbot.keyClick(nuevo.campos.tipo, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: nuevo.zona.archivos() == [archivo])
    assert nuevo.campos.tipo.text() == ""
    QGuiApplication.clipboard().clear()


def test_lo_que_no_es_un_archivo_de_aqui_se_dice(qtbot: QtBot, programa_vacio: Programa) -> None:
    pagina = _pagina(programa_vacio)
    _soltar(pagina, url="https://ejemplo.invalid/a.pdf")
    qtbot.waitUntil(lambda: bool(programa_vacio.avisos.recientes))
    assert "no es un archivo de esta computadora" in programa_vacio.avisos.recientes[0].texto
    assert pagina.nuevo.zona.archivos() == []


def test_lo_que_se_escribia_vuelve_despues_de_un_corte(
    qtbot: QtBot, programa_vacio: Programa, escribir: Callable[..., Path]
) -> None:
    programa = programa_vacio
    nuevo = _formulario(qtbot, programa)
    archivo = escribir("a medias.pdf")
    nuevo.recibir([archivo])
    qtbot.keyClicks(nuevo.campos.remitente, "Persona Dos")
    qtbot.keyClicks(nuevo.campos.fojas.linea, "12")
    nuevo.campos.fojas.casilla.click()
    programa.autoguardado.esperar()
    capturas = programa.entorno.contexto.almacen.capturas.leer("documento:nuevo")
    otro = DocumentoNuevo(programa.entorno)
    qtbot.addWidget(otro)
    otro.recuperar(capturas)
    assert otro.textos() == nuevo.textos()
    assert otro.zona.archivos() == [archivo]
    assert otro.campos.fojas.valores() == (12, True)
    nuevo.descartar()
    programa.autoguardado.esperar()
    assert programa.entorno.contexto.almacen.capturas.leer("documento:nuevo") == {}
