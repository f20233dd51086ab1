"""The documents of a meeting: seen, opened in their section, and begun from here."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from enlace_app.servicios.actas import cerrar_acta
from enlace_app.servicios.documentos import registrar_documento
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.documentos.pagina import PaginaDeDocumentos
from enlace_app.ui.paginas.reuniones.pestanas.documentos import PestanaDeDocumentos
from tests.servicios.escenario import AVISO, PDF, ImprentaFalsa, celebrada, cerrar, escrito, principal
from tests.ui.paginas.reuniones.registro_abierto import abrir_pestana, leer

HOSTIL = "<b>x</b> & y"


def _soltar(donde: QWidget, *archivos: Path) -> None:
    datos = QMimeData()
    datos.setUrls([QUrl.fromLocalFile(str(archivo)) for archivo in archivos])
    accion, boton, nada = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entra = QDragEnterEvent(QPointF(5, 5), accion, datos, boton, nada)
    QApplication.sendEvent(donde, entra)
    assert entra.isAccepted()
    QApplication.sendEvent(donde, QDropEvent(QPointF(5, 5), accion, datos, boton, nada))


class Caso:
    """A held meeting without documents, its tab on show, and the way to the section stopped short."""

    def __init__(self, programa: Programa, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.programa, self.qtbot, self.almacen = programa, qtbot, programa.entorno.contexto.almacen
        self.reunion = celebrada(self.almacen)
        self.pestana = self.abrir()
        self.pedidos: list[Destino] = []
        monkeypatch.setattr(programa.entorno.navegacion, "ir", self.pedidos.append)

    def abrir(self) -> PestanaDeDocumentos:
        pestana = abrir_pestana(self.programa, self.qtbot, self.reunion, "documentos")
        assert isinstance(pestana, PestanaDeDocumentos)
        return pestana

    def registrar(self, **datos: object) -> str:
        cambios = registrar_documento(
            self.almacen,
            sentido="entrega",
            tipo="Oficio",
            reunion=self.reunion,
            **datos,  # type: ignore[arg-type]
        )
        self.programa.entorno.operaciones.anunciar()
        return str(principal(cambios))

    def celdas(self, renglon: int) -> list[str]:
        modelo = self.pestana.modelo
        return [str(modelo.index(renglon, n).data()) for n in range(modelo.columnCount())]


@pytest.fixture
def caso(programa_real: Programa, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Caso:
    return Caso(programa_real, qtbot, monkeypatch)


def test_vacia_dice_que_hacer_y_el_boton_empieza_uno_de_esta_reunion(caso: Caso, qtbot: QtBot) -> None:
    assert caso.pestana.vacio.isVisible()
    qtbot.mouseClick(caso.pestana.registrar, Qt.MouseButton.LeftButton)
    assert caso.pedidos == [Destino(Seccion.DOCUMENTOS, filtro=("reunion", str(caso.reunion)), nuevo=True)]


def test_se_ven_los_de_la_reunion_con_su_total_de_fojas(caso: Caso, tmp_path: Path) -> None:
    archivo = tmp_path / "oficio.pdf"
    archivo.write_bytes(b"%PDF-1.4")
    caso.registrar(remitente=HOSTIL, fojas="más de 469", descripcion="Relación de\npozos", archivo=archivo)
    caso.registrar(fojas=31)
    registrar_documento(caso.almacen, sentido="entrega", tipo="De otra parte")
    QAbstractItemModelTester(caso.pestana.modelo, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert caso.pestana.cuenta.text() == "2 documentos · más de 500 fojas"
    _, _, remitente, que, fojas, guardado, _ = caso.celdas(0)
    assert (remitente, que, fojas, guardado) == (HOSTIL, "Oficio · Relación de pozos", "más de 469", "oficio.pdf")


def test_enter_abre_el_documento_en_su_seccion(caso: Caso, qtbot: QtBot) -> None:
    uuid = caso.registrar(remitente="Persona Uno")
    assert caso.pestana.ir_a(None, uuid)
    qtbot.keyClick(caso.pestana.tabla_de_documentos, Qt.Key.Key_Return)
    assert [(d.tabla, d.uuid) for d in caso.pedidos] == [("documento", uuid)]


def test_un_archivo_soltado_llega_con_la_reunion_puesta(caso: Caso, qtbot: QtBot, tmp_path: Path) -> None:
    archivos = [tmp_path / nombre for nombre in ("uno.pdf", "dos con espacio.pdf")]
    _soltar(caso.pestana, *archivos)
    qtbot.waitUntil(lambda: bool(caso.pedidos))
    (pedido,) = caso.pedidos
    assert pedido.filtro == ("reunion", str(caso.reunion)) and pedido.nuevo
    assert pedido.archivos == tuple(archivos)


def _soltados_desde(programa: Programa, qtbot: QtBot, reunion: UUID, *archivos: Path) -> PaginaDeDocumentos:
    """Drop files on the meeting's tab; return the page to which that leads."""
    pestana = abrir_pestana(programa, qtbot, reunion, "documentos")
    _soltar(pestana, *archivos)
    qtbot.waitUntil(lambda: isinstance(programa.ventana and programa.ventana.pagina_actual, PaginaDeDocumentos))
    assert programa.ventana is not None
    pagina = programa.ventana.pagina_actual
    assert isinstance(pagina, PaginaDeDocumentos)
    return pagina


def test_lo_soltado_se_registra_en_la_reunion_uno_tras_otro(
    programa_real: Programa, qtbot: QtBot, tmp_path: Path
) -> None:
    almacen = programa_real.entorno.contexto.almacen
    reunion = celebrada(almacen)
    archivos = [escrito(tmp_path, nombre, PDF + nombre.encode()) for nombre in ("uno.pdf", "dos con espacio.pdf")]
    pagina = _soltados_desde(programa_real, qtbot, reunion, *archivos)
    assert pagina.lado.currentWidget() is pagina.nuevo
    assert pagina.nuevo.campos.reunion.uuid() == str(reunion)
    for _ in archivos:
        qtbot.keyClicks(pagina.nuevo.campos.tipo, "oficio")
        qtbot.mouseClick(pagina.nuevo.boton, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(pagina.nuevo.boton.isEnabled, timeout=10_000)
    guardados = leer(programa_real, reunion).documentos
    assert [(d.tipo, d.archivo) for d in guardados] == [("oficio", "uno.pdf"), ("oficio", "dos con espacio.pdf")]
    assert pagina.nuevo.zona.archivos() == []
    programa_real.entorno.navegacion.abrir("reunion", str(reunion))
    programa_real.entorno.navegacion.atras()
    assert programa_real.ventana is not None
    assert programa_real.ventana.pagina_actual is pagina
    assert pagina.nuevo.zona.archivos() == []  # coming back must not bring the same files once more


def test_lo_de_otra_reunion_a_medio_escribir_no_se_mezcla(
    programa_real: Programa, qtbot: QtBot, tmp_path: Path
) -> None:
    almacen = programa_real.entorno.contexto.almacen
    una, otra = celebrada(almacen), celebrada(almacen, fecha=date(2017, 7, 19))
    uno, dos = (escrito(tmp_path, nombre, PDF + nombre.encode()) for nombre in ("uno.pdf", "dos.pdf"))
    pagina = _soltados_desde(programa_real, qtbot, una, uno)
    qtbot.keyClicks(pagina.nuevo.campos.tipo, "oficio")
    _soltados_desde(programa_real, qtbot, otra, dos)
    assert pagina.nuevo.campos.reunion.uuid() == str(una)
    assert pagina.nuevo.zona.archivos() == [uno]
    assert "de otra reunión" in pagina.nuevo.error.text()
    qtbot.mouseClick(pagina.nuevo.vaciar, Qt.MouseButton.LeftButton)
    _soltados_desde(programa_real, qtbot, otra, dos)
    assert pagina.nuevo.campos.reunion.uuid() == str(otra)
    assert pagina.nuevo.zona.archivos() == [dos]
    assert pagina.nuevo.error.isHidden()


def test_de_una_reunion_sin_nada_escrito_se_pasa_a_la_otra(programa_real: Programa, qtbot: QtBot) -> None:
    almacen, navegacion = programa_real.entorno.contexto.almacen, programa_real.entorno.navegacion
    reuniones = (celebrada(almacen), celebrada(almacen, fecha=date(2017, 7, 19)))
    for reunion in reuniones:
        navegacion.ir(Destino(Seccion.DOCUMENTOS, filtro=("reunion", str(reunion)), nuevo=True))
        pagina = programa_real.ventana.pagina_actual if programa_real.ventana else None
        assert isinstance(pagina, PaginaDeDocumentos)
        assert pagina.nuevo.campos.reunion.uuid() == str(reunion)


def test_a_una_reunion_cerrada_no_se_le_empieza_ninguno(programa_real: Programa, qtbot: QtBot, tmp_path: Path) -> None:
    almacen = programa_real.entorno.contexto.almacen
    reunion = celebrada(almacen)
    cerrar(almacen, reunion)
    archivo = escrito(tmp_path, "uno.pdf", PDF)
    destino = Destino(Seccion.DOCUMENTOS, filtro=("reunion", str(reunion)), nuevo=True, archivos=(archivo,))
    programa_real.entorno.navegacion.ir(destino)
    pagina = programa_real.ventana.pagina_actual if programa_real.ventana else None
    assert isinstance(pagina, PaginaDeDocumentos)
    assert pagina.nuevo.zona.archivos() == []
    assert pagina.nuevo.campos.reunion.uuid() is None
    assert "ya no se le agregan" in programa_real.avisos.recientes[-1].texto


def test_ver_en_documentos_lleva_la_lista_de_esta_reunion(caso: Caso, qtbot: QtBot) -> None:
    caso.registrar()
    qtbot.mouseClick(caso.pestana.ver_todos, Qt.MouseButton.LeftButton)
    assert caso.pedidos == [Destino(Seccion.DOCUMENTOS, filtro=("reunion", str(caso.reunion)))]


def test_cerrada_no_ofrece_registrar(caso: Caso) -> None:
    cerrar_acta(caso.almacen, reunion=caso.reunion, imprenta=ImprentaFalsa(), aviso_privacidad=AVISO)
    caso.programa.entorno.operaciones.anunciar()
    assert caso.pestana.registrar.isHidden()
    assert not caso.pestana.acceptDrops()
    caso.pestana.registrar_con([])
    assert caso.pedidos == []
