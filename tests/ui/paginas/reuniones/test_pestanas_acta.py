"""The acta as it will print: alive while the meeting is open, the stored bytes afterwards, older versions kept."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios import actas as servicio
from enlace_app.servicios.actas import cerrar_acta, imprimir_acta, reabrir_acta
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.servicios.firmas import firmar_simple
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.avisos import Clase
from enlace_app.ui.paginas.reuniones.pestanas import impresion, panel_de_impresion
from enlace_app.ui.paginas.reuniones.pestanas.acta import PestanaDeActa
from enlace_app.ui.paginas.reuniones.pestanas.impresion import PedidoDeImpresion
from enlace_app.ui.paginas.reuniones.pestanas.panel_de_impresion import PanelDeImpresion
from enlace_app.ui.paginas.reuniones.pestanas.vista_pdf import VistaPdf
from tests.servicios.escenario import AVISO, FIRMANTE, completa, con_visita
from tests.ui.paginas.reuniones.registro_abierto import abrir_pestana


class Caso:
    """A held meeting, its acta on show as a draft."""

    def __init__(self, programa: Programa, qtbot: QtBot) -> None:
        self.programa, self.qtbot = programa, qtbot
        self.contexto = programa.entorno.contexto
        self.almacen = self.contexto.almacen
        self.c = completa(self.almacen)
        self.pestana = self.abrir(self.c.reunion)
        self.esperar("Borrador")

    def abrir(self, reunion: UUID) -> PestanaDeActa:
        pestana = abrir_pestana(self.programa, self.qtbot, reunion, "acta")
        assert isinstance(pestana, PestanaDeActa)
        return pestana

    def esperar(self, dicho: str) -> None:
        self.qtbot.waitUntil(lambda: self.pestana.estado.texto_completo().startswith(dicho), timeout=20_000)

    @property
    def vista(self) -> VistaPdf:
        assert self.pestana.vista is not None
        return self.pestana.vista

    def texto(self) -> str:
        documento = self.vista.vista.document()
        assert isinstance(documento, QPdfDocument)
        return "\n".join(documento.getAllText(n).text() for n in range(documento.pageCount()))

    def cerrar(self) -> None:
        cerrar_acta(self.almacen, reunion=self.c.reunion, imprenta=self.contexto.imprenta, aviso_privacidad=AVISO)
        self.programa.entorno.operaciones.anunciar()

    def bytes_de(self, version: int | None = None) -> bytes:
        return imprimir_acta(
            self.almacen,
            reunion=self.c.reunion,
            imprenta=self.contexto.imprenta,
            aviso_privacidad=AVISO,
            version=version,
        ).datos

    def agregar(self, texto: str) -> None:
        agregar_acuerdo(self.almacen, reunion=self.c.reunion, texto=texto)
        self.programa.entorno.operaciones.anunciar()


@pytest.fixture
def caso(programa_real: Programa, qtbot: QtBot) -> Caso:
    return Caso(programa_real, qtbot)


def test_el_borrador_dice_lo_anotado_y_se_pone_al_dia(caso: Caso) -> None:
    assert "BORRADOR" in caso.texto() and "Entregar la relación de pozos" in caso.texto()
    for n in range(40):
        agregar_acuerdo(caso.almacen, reunion=caso.c.reunion, texto=f"Acuerdo de prueba {n}")
    caso.agregar("El último de todos")
    assert caso.pestana.estado.texto_completo().startswith("El acta cambió")
    caso.esperar("Borrador")
    assert "El último de todos" in caso.texto()


def test_ponerse_al_dia_no_mueve_lo_que_se_lee(caso: Caso) -> None:
    for n in range(40):
        agregar_acuerdo(caso.almacen, reunion=caso.c.reunion, texto=f"Acuerdo de prueba {n}")
    caso.agregar("Otro")
    caso.esperar("Borrador")
    caso.vista.acercar(1.2)
    barra = caso.vista.vista.verticalScrollBar()
    barra.setValue(barra.maximum() // 2)
    lugar, zoom = barra.value(), caso.vista.vista.zoomFactor()
    assert lugar > 0
    caso.agregar("Y otro")
    caso.esperar("Borrador")
    assert (barra.value(), caso.vista.vista.zoomFactor()) == (lugar, zoom)


def test_no_se_prepara_mientras_no_se_ve(caso: Caso, monkeypatch: pytest.MonkeyPatch) -> None:
    hechas: list[object] = []
    verdadera = servicio.imprimir_acta

    def contar(*args: object, **opciones: object) -> object:
        hechas.append(args)
        return verdadera(*args, **opciones)  # type: ignore[arg-type]

    monkeypatch.setattr(servicio, "imprimir_acta", contar)
    abrir_pestana(caso.programa, caso.qtbot, caso.c.reunion, "datos")
    for n in range(3):
        caso.agregar(f"Mientras tanto {n}")
    caso.qtbot.wait(1_200)
    assert hechas == []
    caso.abrir(caso.c.reunion)
    caso.qtbot.waitUntil(lambda: "Mientras tanto 2" in caso.texto(), timeout=20_000)
    assert len(hechas) == 1


def test_un_error_se_dice_en_su_lugar_y_lo_viejo_se_marca(caso: Caso, monkeypatch: pytest.MonkeyPatch) -> None:
    def fallar(*_: object, **__: object) -> object:
        raise ErrorDeNegocio("Falta <b>algo</b>.")

    monkeypatch.setattr(servicio, "imprimir_acta", fallar)
    caso.agregar("Otro")
    caso.esperar("Esta vista NO está al día: Falta <b>algo</b>.")
    otra = completa(caso.almacen)
    caso.abrir(otra.reunion)
    caso.qtbot.waitUntil(caso.pestana.falla.isVisible, timeout=20_000)
    assert caso.pestana.falla.explicacion.text() == "Falta <b>algo</b>."
    assert not caso.pestana.imprimir.isEnabled()
    monkeypatch.undo()
    caso.pestana.actualizar()
    caso.esperar("Borrador")
    assert caso.pestana.imprimir.isEnabled()


def test_una_visita_dice_de_quien_es_el_acta(caso: Caso) -> None:
    anfitriona, visita = con_visita(caso.almacen)
    caso.abrir(visita.reunion)
    caso.qtbot.waitUntil(caso.pestana.falla.isVisible, timeout=20_000)
    folio = caso.almacen.lectura.fila(
        "SELECT folio_provisional FROM reunion WHERE uuid = :u", {"u": str(anfitriona.reunion)}
    )
    assert folio is not None and folio["folio_provisional"] in caso.pestana.falla.explicacion.text()


def test_cerrada_muestra_los_bytes_guardados_y_quien_falta_por_firmar(caso: Caso) -> None:
    caso.cerrar()
    caso.esperar("Cerrada, para firma")
    assert caso.pestana._mostrada is not None and caso.pestana._mostrada.datos == caso.bytes_de()
    assert "BORRADOR" not in caso.texto()
    assert FIRMANTE in caso.pestana.firmas.resumen.texto_completo()
    caso.qtbot.mouseClick(caso.pestana.firmas.boton, Qt.MouseButton.LeftButton)
    assert caso.pestana.firmas.area.isVisible()
    firmar_simple(caso.almacen, reunion=caso.c.reunion, nombre=FIRMANTE, imprenta=caso.contexto.imprenta)
    caso.programa.entorno.operaciones.anunciar()
    caso.esperar("Acta firmada")
    assert caso.pestana.firmas.resumen.texto_completo() == "Firmas: 1 de 1 · completas"


def test_reabierta_se_elige_entre_el_borrador_y_la_version_anterior(caso: Caso) -> None:
    caso.cerrar()
    primera = caso.bytes_de()
    reabrir_acta(caso.almacen, reunion=caso.c.reunion, motivo="Faltó <b>una</b> palabra")
    caso.programa.entorno.operaciones.anunciar()
    caso.esperar("Borrador")
    versiones = caso.pestana.versiones
    assert versiones.isVisible() and versiones.itemText(0) == "Borrador de la versión 2"
    assert versiones.itemText(1).endswith("reabierta: Faltó <b>una</b> palabra")
    versiones.setFocus()
    caso.qtbot.keyClick(versiones, Qt.Key.Key_Down)
    versiones.activated.emit(versiones.currentIndex())
    caso.esperar("Versión anterior")
    assert caso.pestana._mostrada is not None and caso.pestana._mostrada.datos == primera
    caso.agregar("Después")
    assert caso.pestana.version == 1
    caso.esperar("Versión anterior")


def test_zoom_y_paginas_con_el_teclado(caso: Caso) -> None:
    hojas = caso.vista.vista
    assert hojas.zoomMode() is QPdfView.ZoomMode.FitToWidth
    hojas.setFocus()
    antes = hojas.escala()
    caso.qtbot.keyClick(hojas, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert hojas.zoomFactor() == pytest.approx(antes * 1.2)
    caso.qtbot.keyClick(hojas, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert hojas.zoomFactor() == 1.0 and caso.vista.zoom.currentText() == "100 %"
    assert caso.vista.pagina.text() == f"página 1 de {caso.vista.paginas}"
    caso.qtbot.keyClick(hojas, Qt.Key.Key_End)
    assert caso.vista.pagina_actual == caso.vista.paginas


def test_buscar_lleva_al_lugar(caso: Caso) -> None:
    for n in range(60):
        agregar_acuerdo(caso.almacen, reunion=caso.c.reunion, texto=f"Acuerdo de prueba {n}")
    caso.agregar("zanahoria")
    caso.esperar("Borrador")
    caso.vista.vista.setFocus()
    caso.qtbot.keyClick(caso.vista.vista, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    caso.qtbot.keyClicks(caso.vista.buscado, "zanahoria")
    caso.qtbot.waitUntil(lambda: caso.vista.hallazgos.text() == "1 vez")
    caso.qtbot.keyClick(caso.vista.buscado, Qt.Key.Key_Return)
    assert caso.vista.hallazgos.text() == "1 de 1"
    assert caso.vista.pagina_actual > 1
    caso.qtbot.keyClick(caso.vista.buscado, Qt.Key.Key_Escape)
    assert caso.vista.vista.hasFocus() and not caso.vista.buscado.isVisible()


def test_guardar_el_pdf_de_una_version_anterior(caso: Caso, tmp_path: Path) -> None:
    caso.cerrar()
    primera = caso.bytes_de()
    reabrir_acta(caso.almacen, reunion=caso.c.reunion, motivo="Motivo")
    caso.programa.entorno.operaciones.anunciar()
    caso.pestana.versiones.setCurrentIndex(1)
    destino = tmp_path / "acta.pdf"
    caso.pestana.guardar_a(destino)
    caso.qtbot.waitUntil(destino.exists, timeout=20_000)
    caso.qtbot.waitUntil(lambda: not caso.programa.tareas.ocupada, timeout=20_000)
    assert destino.read_bytes() == primera


def test_abrir_con_el_lector_entrega_una_copia_de_lo_que_se_ve(caso: Caso, monkeypatch: pytest.MonkeyPatch) -> None:
    abiertas: list[QUrl] = []

    def abrir(url: QUrl) -> bool:
        abiertas.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", abrir)
    caso.qtbot.mouseClick(caso.pestana.abrir, Qt.MouseButton.LeftButton)
    copia = Path(abiertas[0].toLocalFile())
    assert caso.pestana._mostrada is not None and copia.read_bytes() == caso.pestana._mostrada.datos
    assert copia.name.endswith("-borrador.pdf")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    caso.qtbot.mouseClick(caso.pestana.abrir, Qt.MouseButton.LeftButton)
    assert "no tiene con qué abrir" in caso.programa.entorno.avisos.recientes[-1].texto


class InformeFalso:
    """A printer with A4 in its tray, for the panel."""

    def __init__(self, nombre: str) -> None:
        self._nombre = nombre

    @staticmethod
    def availablePrinterNames() -> list[str]:
        return ["Láser & Cía"]

    @staticmethod
    def defaultPrinterName() -> str:
        return "Láser & Cía"

    @classmethod
    def printerInfo(cls, nombre: str) -> "InformeFalso":
        return cls(nombre)

    def isNull(self) -> bool:
        return not self._nombre

    def defaultPageSize(self) -> QPageSize:
        return QPageSize(QPageSize.PageSizeId.A4)

    def supportedDuplexModes(self) -> list[QPrinter.DuplexMode]:
        return [QPrinter.DuplexMode.DuplexNone]

    def supportedColorModes(self) -> list[QPrinter.ColorMode]:
        return [QPrinter.ColorMode.GrayScale]


def test_imprimir_desde_el_teclado(caso: Caso, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pedidos: list[PedidoDeImpresion] = []
    archivo = tmp_path / "impreso.pdf"

    def preparar(pedido: PedidoDeImpresion) -> QPrinter:
        pedidos.append(pedido)
        impresora = QPrinter(QPrinter.PrinterMode.HighResolution)
        impresora.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        impresora.setOutputFileName(str(archivo))
        return impresora

    monkeypatch.setattr(panel_de_impresion, "QPrinterInfo", InformeFalso)
    monkeypatch.setattr(impresion, "preparar_impresora", preparar)
    assert caso.programa.ventana is not None
    caso.qtbot.keyClick(caso.programa.ventana, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    panel = caso.pestana.panel
    assert isinstance(panel, PanelDeImpresion)
    assert panel.papeles.itemText(0) == "El de la impresora (A4)"
    assert not panel.ambos_lados.isEnabled() and not panel.en_color.isChecked()
    panel.paginas.setFocus()
    caso.qtbot.keyClicks(panel.paginas, "99")
    caso.qtbot.keyClick(panel.paginas, Qt.Key.Key_Return)
    assert "no está entre ellas" in panel.error.text()
    panel.paginas.clear()
    caso.qtbot.keyClicks(panel.paginas, "1")
    caso.qtbot.keyClick(panel.paginas, Qt.Key.Key_Return)
    assert caso.pestana.panel is None
    caso.qtbot.waitUntil(lambda: not caso.programa.tareas.ocupada, timeout=20_000)
    assert [(p.impresora, p.paginas, p.copias, p.en_color, p.papel) for p in pedidos] == [
        ("Láser & Cía", "1", 1, False, None)
    ]
    aviso = caso.programa.entorno.avisos.recientes[-1]
    assert (aviso.clase, aviso.texto[:38]) == (Clase.HECHO, "Se mandó a «Láser & Cía»: 1 página de ")
    with impresion.abrir_pdf(archivo.read_bytes()) as impreso:
        assert impreso.pageCount() == 1


def test_sin_impresoras_se_dice_que_hacer(caso: Caso) -> None:
    caso.pestana.abrir_impresion()
    panel = caso.pestana.panel
    assert isinstance(panel, PanelDeImpresion)
    if not panel.impresoras.count():
        assert "Guarde el PDF" in panel.error.text() and not panel.boton.isEnabled()
    caso.qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert caso.pestana.panel is None
