"""Running paragraphs: every character is there, and no line is left open for somebody to complete."""

from collections.abc import Iterable
from typing import Any, Final

from reportlab.platypus import Flowable, Paragraph, Spacer

from enlace_app.salida.pdf.estilos import FILETE, Estilos
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.marcado import Trozo, llano

GUIONES: Final = (3.0, 2.0)
"""Dash and gap in points; drawn as a line, so that the text of the page stays the text of the acta."""


class ParrafoCerrado(Paragraph):
    """A paragraph whose last line is filled with dashes up to the right margin."""

    cerrar = True
    blPara: Any  # noqa: N815 -- ReportLab's name

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 -- ReportLab's signature
        """Split like a paragraph; only the last piece is closed."""
        partes: list[Flowable] = super().split(availWidth, availHeight)
        for n, parte in enumerate(partes, start=1):
            if isinstance(parte, ParrafoCerrado):
                parte.cerrar = self.cerrar and n == len(partes)
        return partes

    def draw(self) -> None:
        """Draw the text, then the dashes after its last line."""
        super().draw()
        lineas: list[Any] = self.blPara.lines
        if not self.cerrar or not lineas:
            return
        ultima = lineas[-1]
        sobra = ultima[0] if isinstance(ultima, tuple) else ultima.extraSpace
        fin = self.width - self.style.rightIndent
        inicio = fin - sobra + self.style.fontSize * 0.4
        if fin - inicio > GUIONES[0]:
            altura = self.height - (len(lineas) - 1) * self.style.leading - self.style.fontSize * 0.72
            trazar_guiones(self.canv, inicio, fin, altura)


def trazar_guiones(lienzo: Any, desde: float, hasta: float, altura: float) -> None:
    """Draw one horizontal row of dashes."""
    lienzo.saveState()
    lienzo.setStrokeColor(FILETE)
    lienzo.setLineWidth(0.6)
    lienzo.setDash(*GUIONES)
    lienzo.line(desde, altura, hasta, altura)
    lienzo.restoreState()


class Encabezado(Paragraph):
    """A heading: what lays out the story keeps it on the page of what follows."""


class Compositor:
    """Makes paragraphs from markup, in the template's styles, refusing what the fonts cannot print."""

    def __init__(self, estilos: Estilos, fuentes: Fuentes) -> None:
        self._estilos = estilos
        self._fuentes = fuentes

    def parrafo(self, trozo: Trozo) -> Paragraph:
        """Return one paragraph; raise `ErrorDeNegocio` for an unknown style or a character without glyph."""
        self._fuentes.exigir(llano(trozo.marcado))
        estilo = self._estilos.dar(trozo.estilo)
        if estilo.encabeza:
            return Encabezado(trozo.marcado, estilo.parrafo)
        return (ParrafoCerrado if estilo.cerrado else Paragraph)(trozo.marcado, estilo.parrafo)

    def parrafos(self, trozos: Iterable[Trozo]) -> list[Flowable]:
        """Return the paragraphs in order, a blank line of the text as a little space."""
        salida: list[Flowable] = []
        for trozo in trozos:
            parrafo = self.parrafo(trozo)
            if trozo.tras_blanco and salida:
                salida.append(Spacer(1, parrafo.style.leading * 0.35))
            salida.append(parrafo)
        return salida
