"""What every page bears, and the document that puts it there before the page's own text."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from enlace_app.salida.pdf.cancelacion import cancelar
from enlace_app.salida.pdf.estilos import AGUA, AVISO, FILETE, GRIS, Estilos
from enlace_app.salida.pdf.etiquetas import Nodo
from enlace_app.salida.pdf.fuentes import NEGRITA, NORMAL
from enlace_app.salida.pdf.lienzo import Lienzo
from enlace_app.salida.pdf.plantilla import Pagina

IDIOMA: Final = "es-MX"
_DESCANSO: Final = 9.0
"""Points between the text and the rules above and below it."""


@dataclass(frozen=True)
class CadaHoja:
    """The furniture, rendered: markup of header and footers, plain text of the rest; `foja(n, m)` is plain text too."""

    titulo: str
    encabezado: str
    pie: str
    pie_derecho: str
    aviso: str
    marca_de_agua: str
    franja: str
    foja: Callable[[int, int], str]


def componer(
    historia: list[Flowable],
    arbol: Nodo,
    hoja: CadaHoja,
    pagina: Pagina,
    estilos: Estilos,
    *,
    fecha: datetime | None,
    comprimir: bool,
) -> bytes:
    """Lay out the story and return the PDF, tagged with its structure; `fecha` (None: a fixed one) is when it was made.

    `comprimir=False` leaves the pages plain for a second writer that compresses them.
    """
    salida = BytesIO()
    documento = BaseDocTemplate(
        salida,
        pagesize=(pagina.ancho, pagina.alto),
        invariant=1,
        lang=IDIOMA,
        displayDocTitle=1,
        pageCompression=int(comprimir),
        title=hoja.titulo,
        author="",
        subject="",
        creator="Enlace",
        initialFontName=NORMAL,
    )
    marco = Frame(
        pagina.izquierdo,
        pagina.inferior,
        pagina.ancho_util,
        pagina.alto_util,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    mobiliario = _Mobiliario(hoja, pagina, estilos.dar("hoja").parrafo)
    documento.addPageTemplates(
        PageTemplate("hoja", [marco], onPage=mobiliario.dibujar, onPageEnd=mobiliario.cancelar_resto)
    )

    def hacer_lienzo(*argumentos: Any, **opciones: Any) -> Lienzo:
        return Lienzo(*argumentos, **opciones, al_cerrar=mobiliario.numerar, fecha=fecha, arbol=arbol)

    documento.build(historia, canvasmaker=hacer_lienzo)
    return salida.getvalue()


class _Mobiliario:
    def __init__(self, hoja: CadaHoja, pagina: Pagina, estilo: ParagraphStyle) -> None:
        self._hoja = hoja
        self._pagina = pagina
        self._estilo = estilo
        self._encabezado, self._pie = self._renglon(hoja.encabezado, 0.78), self._renglon(hoja.pie, 0.62)

    def dibujar(self, lienzo: Any, documento: Any) -> None:
        """Draw the furniture of one page; its foja follows when the number of pages is known."""
        lienzo.abrir_mobiliario()
        lienzo.saveState()
        self._dibujar_agua(lienzo)
        self._dibujar_encabezado(lienzo)
        lienzo.doForm(_nombre(documento.page))
        self._dibujar_pie(lienzo)
        self._dibujar_franja(lienzo)
        lienzo.restoreState()
        lienzo.cerrar()

    def _dibujar_agua(self, lienzo: Any) -> None:
        if not self._hoja.marca_de_agua:
            return
        cuerpo = min(110.0, 560 / stringWidth(self._hoja.marca_de_agua, NEGRITA, 1))
        lienzo.saveState()
        lienzo.setFillColor(AGUA)
        lienzo.setFont(NEGRITA, cuerpo)
        lienzo.translate(self._pagina.izquierdo + self._pagina.ancho_util / 2, self._pagina.alto / 2)
        lienzo.rotate(52)
        lienzo.drawCentredString(0, -cuerpo / 3, self._hoja.marca_de_agua)
        lienzo.restoreState()

    def _dibujar_encabezado(self, lienzo: Any) -> None:
        pagina = self._pagina
        base = pagina.alto - pagina.superior + _DESCANSO
        self._filete(lienzo, base)
        self._encabezado.drawOn(lienzo, pagina.izquierdo, base + 3)
        if self._hoja.aviso:
            cuerpo = self._estilo.fontSize * 1.15
            ancho = stringWidth(self._hoja.aviso, NEGRITA, cuerpo) + 14
            centro, altura = pagina.izquierdo + pagina.ancho_util / 2, base + 3 + self._estilo.leading * 1.5
            lienzo.setStrokeColor(AVISO)
            lienzo.setFillColor(AVISO)
            lienzo.setLineWidth(0.8)
            lienzo.rect(centro - ancho / 2, altura, ancho, cuerpo * 1.5)
            lienzo.setFont(NEGRITA, cuerpo)
            lienzo.drawCentredString(centro, altura + cuerpo * 0.45, self._hoja.aviso)

    def _dibujar_pie(self, lienzo: Any) -> None:
        pagina = self._pagina
        base = pagina.inferior - _DESCANSO
        self._filete(lienzo, base)
        self._pie.drawOn(lienzo, pagina.izquierdo, base - self._estilo.leading - 2)
        lienzo.setFillColor(GRIS)
        lienzo.setFont(NORMAL, self._estilo.fontSize)
        derecha, altura = pagina.ancho - pagina.derecho, base - self._estilo.fontSize - 3.4
        lienzo.drawRightString(derecha, altura, self._hoja.pie_derecho)

    def _renglon(self, marcado: str, parte: float) -> Paragraph:
        parrafo = Paragraph(marcado, self._estilo)
        parrafo.wrap(self._pagina.ancho_util * parte, self._estilo.leading)
        return parrafo

    def _filete(self, lienzo: Any, altura: float) -> None:
        lienzo.setStrokeColor(FILETE)
        lienzo.setLineWidth(0.6)
        lienzo.line(self._pagina.izquierdo, altura, self._pagina.ancho - self._pagina.derecho, altura)

    def _dibujar_franja(self, lienzo: Any) -> None:
        pagina = self._pagina
        if not pagina.franja:
            return
        x = pagina.ancho - pagina.derecho + (pagina.derecho - pagina.franja) / 2
        lienzo.setStrokeColor(FILETE)
        lienzo.setLineWidth(0.5)
        lienzo.rect(x, pagina.inferior, pagina.franja, pagina.alto_util)
        lienzo.setFillColor(GRIS)
        lienzo.setFont(NORMAL, self._estilo.fontSize * 0.9)
        lienzo.saveState()
        lienzo.translate(x + self._estilo.fontSize * 1.1, pagina.inferior + pagina.alto_util - 4)
        lienzo.rotate(90)
        lienzo.drawRightString(0, 0, self._hoja.franja)
        lienzo.restoreState()

    def cancelar_resto(self, lienzo: Any, documento: Any) -> None:
        """Cross out what the text left blank at the foot of a page."""
        marco = documento.frame
        margen = self._pagina.izquierdo
        lienzo.abrir(None)
        cancelar(lienzo, margen, margen + self._pagina.ancho_util, marco._y1p, marco._y)
        lienzo.cerrar()

    def numerar(self, lienzo: Any, fojas: int) -> None:
        """Define the foja of every page, now that their number is known."""
        altura = self._pagina.alto - self._pagina.superior + _DESCANSO + 3 + self._estilo.leading * 0.25
        for foja in range(1, fojas + 1):
            lienzo.beginForm(_nombre(foja))
            lienzo.setFillColor(GRIS)
            lienzo.setFont(NEGRITA, self._estilo.fontSize * 1.1)
            derecha = self._pagina.ancho - self._pagina.derecho
            lienzo.drawRightString(derecha, altura, self._hoja.foja(foja, fojas))
            lienzo.endForm()


def _nombre(foja: int) -> str:
    return f"foja-{foja}"
