"""An acta on paper of any size: every page whole, in its order, nothing cut; measured on what was printed."""

import io
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageOps
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.ui.paginas.reuniones.pestanas.impresion import (
    PedidoDeImpresion,
    abrir_pdf,
    imprimir_en,
    leer_paginas,
    lugar_en_la_hoja,
    preparar_impresora,
)
from enlace_app.ui.tareas import Cancelada, Progreso

_CARTA = (612, 792)
_PPP = 72
_PAPELES = [QPageSize.PageSizeId.Letter, QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Legal, QPageSize.PageSizeId.A5]


def hacer_pdf(paginas: int) -> bytes:
    """Letter pages, each with another number of bars, and a mark at the very edge of each side."""
    salida = io.BytesIO()
    lienzo = Canvas(salida, pagesize=_CARTA)
    ancho, alto = _CARTA
    for pagina in range(paginas):
        for x, y in ((0, alto / 2), (ancho - 6, alto / 2), (ancho / 2, 0), (ancho / 2, alto - 6)):
            lienzo.rect(x, y, 6, 6, stroke=0, fill=1)
        for barra in range(pagina + 1):
            lienzo.rect(100, 100 + 60 * barra, 300, 25, stroke=0, fill=1)
        lienzo.showPage()
    lienzo.save()
    return salida.getvalue()


def imprimir(
    datos: bytes, ruta: Path, papel: QPageSize.PageSizeId, paginas: str = "", copias: int = 1, *, en_color: bool = True
) -> list[Image.Image]:
    """Print to a file as to a printer with unprintable margins; return what came out, as pictures."""
    impresora = QPrinter(QPrinter.PrinterMode.HighResolution)
    impresora.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    impresora.setOutputFileName(str(ruta))
    impresora.setPageSize(QPageSize(papel))
    impresora.setColorMode(QPrinter.ColorMode.Color if en_color else QPrinter.ColorMode.GrayScale)
    with abrir_pdf(datos) as documento:
        cuales = leer_paginas(paginas, documento.pageCount())
        imprimir_en(impresora, documento, cuales, Progreso(lambda *_: None), copias=copias)
    return dibujar(ruta)


def dibujar(ruta: Path) -> list[Image.Image]:
    subprocess.run(["pdftoppm", "-r", str(_PPP), "-gray", str(ruta), str(ruta.with_suffix(""))], check=True)
    return [Image.open(dibujo) for dibujo in sorted(ruta.parent.glob(f"{ruta.stem}-*.pgm"))]


def recortar(dibujo: Image.Image) -> Image.Image:
    """What is inked, from its first to its last mark on each side."""
    caja = ImageOps.invert(dibujo).point(lambda v: 255 if v > 60 else 0).getbbox()
    assert caja is not None
    return dibujo.crop(caja)


def distancia(uno: Image.Image, otro: Image.Image) -> float:
    diferencia = ImageChops.difference(uno, otro.resize(uno.size))
    histograma = diferencia.histogram()
    return sum(n * valor for valor, n in enumerate(histograma)) / (uno.width * uno.height)


@pytest.mark.parametrize("papel", _PAPELES)
def test_cada_pagina_sale_entera_y_en_su_orden(qapp: QApplication, tmp_path: Path, papel: QPageSize.PageSizeId) -> None:
    datos = hacer_pdf(3)
    original = tmp_path / "original.pdf"
    original.write_bytes(datos)
    originales = dibujar(original)
    hojas = imprimir(datos, tmp_path / "impreso.pdf", papel)
    assert len(hojas) == 3
    ancho, alto = QPageSize.sizePoints(papel).width(), QPageSize.sizePoints(papel).height()
    for n, hoja in enumerate(hojas):
        assert abs(hoja.width - ancho) <= 1 and abs(hoja.height - alto) <= 1
        tinta = recortar(hoja)
        # The marks at the four edges are there, and the proportions are those of letter.
        assert tinta.height / tinta.width == pytest.approx(792 / 612, rel=0.01)
        distancias = [distancia(tinta, recortar(otra)) for otra in originales]
        assert distancias.index(min(distancias)) == n
        assert min(distancias) < 6
        # Centred, with the unprintable margin left white on every side.
        caja = ImageOps.invert(hoja).point(lambda v: 255 if v > 60 else 0).getbbox()
        assert caja is not None
        izquierda, arriba, derecha, abajo = caja
        assert abs(izquierda - (hoja.width - derecha)) <= 3 and abs(arriba - (hoja.height - abajo)) <= 3
        assert min(izquierda, arriba) >= 5


def test_el_acta_verdadera_conserva_todas_sus_palabras_en_a4(
    qapp: QApplication, tmp_path: Path, acta_de_muestra: bytes
) -> None:
    """Pictures bear no text: each word's place on the original must be inked at the same place on the print."""
    original = tmp_path / "original.pdf"
    original.write_bytes(acta_de_muestra)
    cajas = subprocess.run(["pdftotext", "-bbox", str(original), "-"], check=True, capture_output=True, text=True)
    hojas = imprimir(acta_de_muestra, tmp_path / "a4.pdf", QPageSize.PageSizeId.A4)
    paginas = cajas.stdout.split("<page ")[1:]
    assert len(paginas) == len(hojas)
    palabras = 0
    for hoja, pagina in zip(hojas, paginas, strict=True):
        lugar = lugar_en_la_hoja(QSizeF(*_CARTA), QSizeF(hoja.width - 20, hoja.height - 20), _PPP)
        escala = lugar.width() / 612
        for linea in pagina.splitlines():
            if not linea.strip().startswith("<word"):
                continue
            x1, y1, x2, y2 = (float(linea.split(f'{lado}="')[1].split('"')[0]) for lado in _LADOS)
            caja = (
                round(10 + lugar.x() + x1 * escala) - 1,
                round(10 + lugar.y() + y1 * escala) - 1,
                round(10 + lugar.x() + x2 * escala) + 1,
                round(10 + lugar.y() + y2 * escala) + 1,
            )
            mas_oscuro = next(tono for tono, n in enumerate(hoja.crop(caja).histogram()) if n)
            assert mas_oscuro < 215, linea
            palabras += 1
    assert palabras > 50


_LADOS = ("xMin", "yMin", "xMax", "yMax")


@pytest.fixture
def acta_de_muestra(molde_real: Path) -> bytes:
    """A draft of the published meeting that has most agreements."""
    from uuid import UUID

    from enlace_app.arranque import crear_imprenta, leer_alfabeto
    from enlace_app.datos.almacen import Almacen
    from enlace_app.rutas import CarpetaDatos
    from enlace_app.servicios.actas import vista_previa

    with Almacen(CarpetaDatos(molde_real), alfabeto=leer_alfabeto()) as almacen:
        fila = almacen.lectura.fila("SELECT reunion FROM acuerdo GROUP BY reunion ORDER BY count(*) DESC LIMIT 1")
        assert fila is not None
        return vista_previa(almacen, reunion=UUID(fila["reunion"]), imprenta=crear_imprenta(), aviso_privacidad=None)


def test_un_tramo_en_grises_y_copias_completas(qapp: QApplication, tmp_path: Path) -> None:
    datos = hacer_pdf(4)
    original = tmp_path / "original.pdf"
    original.write_bytes(datos)
    originales = [recortar(o) for o in dibujar(original)]
    hojas = imprimir(datos, tmp_path / "t.pdf", QPageSize.PageSizeId.A4, "4, 2", copias=2, en_color=False)
    salieron = []
    for hoja in hojas:
        distancias = [distancia(recortar(hoja), o) for o in originales]
        salieron.append(distancias.index(min(distancias)) + 1)
    assert salieron == [2, 4, 2, 4]


def test_cancelar_se_detiene_entre_dos_paginas(qapp: QApplication, tmp_path: Path) -> None:
    impresora = QPrinter(QPrinter.PrinterMode.HighResolution)
    impresora.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    impresora.setOutputFileName(str(tmp_path / "nada.pdf"))
    hechas: list[int] = []

    def avisar(hecho: int, _total: int) -> None:
        hechas.append(hecho)
        if hecho == 2:
            progreso.cancelar()

    progreso = Progreso(avisar)
    with abrir_pdf(hacer_pdf(5)) as documento, pytest.raises(Cancelada):
        imprimir_en(impresora, documento, [1, 2, 3, 4, 5], progreso)
    assert hechas == [0, 1, 2]


def test_lo_que_no_es_pdf_se_dice(qapp: QApplication) -> None:
    with pytest.raises(ErrorDeEntorno, match="no se pudo leer"), abrir_pdf(b"%PDF-prueba"):
        pass


def test_una_impresora_que_ya_no_esta(qapp: QApplication) -> None:
    with pytest.raises(ErrorDeNegocio, match="«Ya no hay» ya no está"):
        preparar_impresora(PedidoDeImpresion("Ya no hay"))


def test_donde_no_se_puede_escribir_se_dice(qapp: QApplication, tmp_path: Path) -> None:
    impresora = QPrinter(QPrinter.PrinterMode.HighResolution)
    impresora.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    impresora.setOutputFileName(str(tmp_path / "no" / "existe" / "x.pdf"))
    with abrir_pdf(hacer_pdf(1)) as documento, pytest.raises(ErrorDeEntorno, match="no aceptó el trabajo"):
        imprimir_en(impresora, documento, [1], Progreso(lambda *_: None))


@pytest.mark.parametrize(
    ("escrito", "paginas"),
    [("", [1, 2, 3, 4, 5]), ("2", [2]), ("1-3, 5", [1, 2, 3, 5]), ("4-", [4, 5]), ("5;1", [1, 5]), ("2 y 2-3", [2, 3])],
)
def test_lee_las_paginas_como_se_escriben(escrito: str, paginas: list[int]) -> None:
    assert leer_paginas(escrito, 5) == paginas


@pytest.mark.parametrize("escrito", ["0", "6", "3-2", "1-9", "-3", "uno", "1,,2", "1-2-3", "²"])
def test_rehusa_las_que_no_hay(escrito: str) -> None:
    with pytest.raises(ErrorDeNegocio, match=r"1-3, 5|tiene las páginas 1 a 5"):
        leer_paginas(escrito, 5)


_LADO = st.floats(50, 5_000)


@given(_LADO, _LADO, _LADO, _LADO, st.sampled_from([72, 300, 600, 1200]))
def test_el_lugar_cabe_centrado_y_guarda_las_proporciones(
    ancho: float, alto: float, hoja_ancho: float, hoja_alto: float, ppp: int
) -> None:
    lugar = lugar_en_la_hoja(QSizeF(ancho, alto), QSizeF(hoja_ancho, hoja_alto), ppp)
    assert lugar.width() <= hoja_ancho * (1 + 1e-9) and lugar.height() <= hoja_alto * (1 + 1e-9)
    assert lugar.width() <= ancho * ppp / 72 * (1 + 1e-9)
    assert lugar.width() / lugar.height() == pytest.approx(ancho / alto)
    assert lugar.center().x() == pytest.approx(hoja_ancho / 2) and lugar.center().y() == pytest.approx(hoja_alto / 2)
    llena = lugar.width() == pytest.approx(hoja_ancho) or lugar.height() == pytest.approx(hoja_alto)
    assert llena or lugar.width() == pytest.approx(ancho * ppp / 72)
