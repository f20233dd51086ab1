"""Putting an acta on paper: every page whole, whatever the paper, one page in memory at a time.

QtPdf draws a page as a picture only, so pictures are what the printer gets: at 300 points per inch small print and the
QR code come out sharp, and a letter page takes 33 MB while it is drawn; 600 would take four times that for nothing one
can see. Nothing here touches the screen: Qt allows painting on a printer and on pictures outside its own thread.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.ui.tareas import Progreso

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

PUNTOS_POR_PULGADA = 300
_PUNTOS_DE_PDF = 72
_TRAMO = re.compile(r"(?P<desde>\d{1,6})(?:\s*[-–]\s*(?P<hasta>\d{1,6})?)?", re.ASCII)


@dataclass(frozen=True)
class PedidoDeImpresion:
    """What a person chose; `paginas` as typed («1-3, 5», empty for all), `papel` None for what the printer holds."""

    impresora: str
    paginas: str = ""
    copias: int = 1
    en_color: bool = True
    ambos_lados: bool = False
    papel: QPageSize | None = None


def leer_paginas(escrito: str, total: int) -> list[int]:
    """Return the pages that «1-3, 5» names, counted from 1, in their order and each once; all where it is empty.

    Raises:
        ErrorDeNegocio: it is no range of pages, or there is no such page.
    """
    if not escrito.strip():
        return list(range(1, total + 1))
    pedidas: set[int] = set()
    for tramo in re.split(r"[,;]| y ", escrito.strip().rstrip(",;")):
        partes = _TRAMO.fullmatch(tramo.strip())
        if partes is None:
            raise ErrorDeNegocio(f"No se entiende qué páginas son «{escrito.strip()}»; escriba, por ejemplo, 1-3, 5.")
        desde = int(partes["desde"])
        abierto = "-" in tramo or "–" in tramo
        hasta = int(partes["hasta"]) if partes["hasta"] else (total if abierto else desde)
        if not 1 <= desde <= hasta <= total:
            raise ErrorDeNegocio(f"El acta tiene las páginas 1 a {total}; «{tramo.strip()}» no está entre ellas.")
        pedidas.update(range(desde, hasta + 1))
    return sorted(pedidas)


def lugar_en_la_hoja(pagina: QSizeF, imprimible: QSizeF, resolucion: int) -> QRectF:
    """Return where a page goes, in device pixels from the corner of what the printer can reach.

    `pagina` is in PDF points, `imprimible` in device pixels. The page keeps its proportions and lies whole and centred
    within reach; it is made smaller where it must be, never larger: on oficio a letter page stays letter.
    """
    ancho, alto = (lado * resolucion / _PUNTOS_DE_PDF for lado in (pagina.width(), pagina.height()))
    escala = min(1.0, imprimible.width() / ancho, imprimible.height() / alto)
    ancho, alto = ancho * escala, alto * escala
    return QRectF((imprimible.width() - ancho) / 2, (imprimible.height() - alto) / 2, ancho, alto)


def imprimir(datos: bytes, pedido: PedidoDeImpresion, progreso: Progreso) -> int:
    """Print a PDF and return how many pages went to the printer; may run in any thread.

    Raises:
        ErrorDeNegocio: there is no such page or no such printer.
        ErrorDeEntorno: the printer does not answer, or the PDF cannot be read.
    """
    with abrir_pdf(datos) as documento:
        paginas = leer_paginas(pedido.paginas, documento.pageCount())
        return imprimir_en(preparar_impresora(pedido), documento, paginas, progreso, copias=pedido.copias)


@contextmanager
def abrir_pdf(datos: bytes) -> "Iterator[QPdfDocument]":
    """Give a PDF as a document for the calling thread; raises `ErrorDeEntorno` where it cannot be read."""
    from PySide6.QtPdf import QPdfDocument

    deposito = QBuffer()
    deposito.setData(datos)
    deposito.open(QIODevice.OpenModeFlag.ReadOnly)
    documento = QPdfDocument()
    documento.load(deposito)
    try:
        if documento.status() is not QPdfDocument.Status.Ready:
            raise ErrorDeEntorno("El PDF del acta no se pudo leer; vuelva a intentarlo o guárdelo y ábralo aparte.")
        yield documento
    finally:
        documento.close()
        deposito.close()


def preparar_impresora(pedido: PedidoDeImpresion) -> "QPrinter":
    """Return the printer as it was asked for; `ErrorDeNegocio` if it is gone."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    informe = QPrinterInfo.printerInfo(pedido.impresora)
    if informe.isNull():
        raise ErrorDeNegocio(f"La impresora «{pedido.impresora}» ya no está; elija otra.")
    impresora = QPrinter(informe, QPrinter.PrinterMode.HighResolution)
    impresora.setColorMode(QPrinter.ColorMode.Color if pedido.en_color else QPrinter.ColorMode.GrayScale)
    if pedido.papel is not None:
        impresora.setPageSize(pedido.papel)
    impresora.setPageOrientation(QPageLayout.Orientation.Portrait)
    lados = QPrinter.DuplexMode.DuplexLongSide if pedido.ambos_lados else QPrinter.DuplexMode.DuplexNone
    impresora.setDuplex(lados)
    return impresora


def imprimir_en(
    impresora: "QPrinter", documento: "QPdfDocument", paginas: Sequence[int], progreso: Progreso, *, copias: int = 1
) -> int:
    """Print these pages (counted from 1) in that order, `copias` times, each copy complete; return how many went out.

    What `progreso` raises stops it between two pages; what the printer had not begun is thrown away.
    """
    impresora.setResolution(PUNTOS_POR_PULGADA)
    if impresora.supportsMultipleCopies():
        impresora.setCopyCount(copias)
        impresora.setCollateCopies(True)
        vueltas = 1
    else:
        vueltas = copias
    todas = [pagina - 1 for _ in range(vueltas) for pagina in paginas]
    progreso(0, len(todas))
    pintor = QPainter()
    if not pintor.begin(impresora):
        raise _no_responde(impresora)
    try:
        for hechas, pagina in enumerate(todas):
            if hechas:
                _pasar_hoja(impresora)
            _pintar_pagina(pintor, impresora, documento, pagina)
            progreso(hechas + 1, len(todas))
    except BaseException:
        impresora.abort()
        raise
    finally:
        pintor.end()
    return len(todas)


def _pintar_pagina(pintor: QPainter, impresora: "QPrinter", documento: "QPdfDocument", pagina: int) -> None:
    resolucion = impresora.resolution()
    hoja = QSizeF(impresora.pageLayout().paintRectPixels(resolucion).size())
    lugar = lugar_en_la_hoja(documento.pagePointSize(pagina), hoja, resolucion)
    # Some printers impose their own resolution; the picture is drawn for ours, and scaled once at most.
    factor = min(1.0, PUNTOS_POR_PULGADA / resolucion)
    lados = QSize(max(round(lugar.width() * factor), 1), max(round(lugar.height() * factor), 1))
    en_grises = impresora.colorMode() is impresora.ColorMode.GrayScale
    pintor.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    pintor.drawImage(lugar, _dibujar(documento, pagina, lados, en_grises=en_grises))


def _dibujar(documento: "QPdfDocument", pagina: int, lados: QSize, *, en_grises: bool) -> QImage:
    """Return the page on white: what is drawn comes transparent, and some drivers print that black."""
    dibujo = documento.render(pagina, lados)
    if dibujo.isNull():
        raise ErrorDeEntorno(f"La página {pagina + 1} no se pudo dibujar; cierre otros programas y vuelva a imprimir.")
    blanca = QImage(lados, QImage.Format.Format_Grayscale8 if en_grises else QImage.Format.Format_RGB32)
    blanca.fill(0xFFFFFFFF)
    pintor = QPainter(blanca)
    pintor.drawImage(0, 0, dibujo)
    pintor.end()
    return blanca


def _pasar_hoja(impresora: "QPrinter") -> None:
    if not impresora.newPage():
        raise _no_responde(impresora)


def _no_responde(impresora: "QPrinter") -> ErrorDeEntorno:
    nombre = impresora.printerName() or impresora.outputFileName()
    return ErrorDeEntorno(
        f"La impresora «{nombre}» no aceptó el trabajo: revise que esté encendida, conectada y con papel, y vuelva a "
        "intentarlo. También puede guardar el PDF e imprimirlo en otra computadora."
    )
