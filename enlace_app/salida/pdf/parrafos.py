"""Running paragraphs: every character is there, and no line is left open for somebody to complete."""

from collections.abc import Iterable
from html import unescape
from typing import Any, Final

from reportlab.platypus import Flowable, Paragraph, Spacer
from reportlab.platypus.paragraph import cleanBlockQuotedText

from enlace_app.salida.pdf.estilos import FILETE, Estilo, Estilos
from enlace_app.salida.pdf.etiquetas import Etiquetado, Nodo
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.marcado import Trozo, llano
from enlace_app.salida.pdf.renglones import operadores

GUIONES: Final = (3.0, 2.0)
"""Dash and gap in points; drawn as a line, so that the text of the page stays the text of the acta."""


class Parrafo(Etiquetado, Paragraph):
    """A paragraph that is an element of the document's structure, broken into lines once for each width."""

    blPara: Any  # noqa: N815 -- ReportLab's name
    _ancho: float | None = None

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 -- ReportLab's signature
        """Return its size; what reserves room, the table and the page all ask for the same width."""
        if availWidth == self._ancho and "blPara" in self.__dict__:
            return self.width, self.height
        self._ancho = availWidth
        medida: tuple[float, float] = super().wrap(availWidth, availHeight)
        return medida

    @property
    def justifica_todo(self) -> bool:
        """Whether its last line is justified too: the paragraph goes on elsewhere."""
        return bool(getattr(self, "_JustifyLast", False))

    def drawPara(self, debug: Any = 0) -> None:  # noqa: N802 -- ReportLab's name
        """Draw it, each line but one that breaks a word with the space that parts it from the next."""
        if (simple := operadores(self)) is not None:
            self.canv._code.append(simple)
            return
        for renglon in self.blPara.lines:
            if renglon.words and not renglon.lineBreak:
                renglon.words[-1].text = f"{renglon.words[-1].text.rstrip(' ')} "
        super().drawPara(debug)


class ParrafoCerrado(Parrafo):
    """A paragraph whose last line is filled with dashes up to the right margin."""

    cerrar = True

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
            self.canv.abrir(None)
            trazar_guiones(self.canv, inicio, fin, altura)
            self.canv.cerrar()


def trazar_guiones(lienzo: Any, desde: float, hasta: float, altura: float) -> None:
    """Draw one horizontal row of dashes."""
    lienzo._code.append(
        f"q {FILETE.red:.4f} {FILETE.green:.4f} {FILETE.blue:.4f} RG 0.6 w [{GUIONES[0]:g} {GUIONES[1]:g}] 0 d "
        f"{desde:.3f} {altura:.3f} m {hasta:.3f} {altura:.3f} l S Q"
    )


class Encabezado(Parrafo):
    """A heading: what lays out the story keeps it on the page of what follows, and the outline leads to it."""

    titulo = ""

    def draw(self) -> None:
        """Draw it, with its entry in the outline."""
        nodo = self.nodo
        if nodo is not None and not nodo.marcas:
            self.canv.seccion(self.titulo, nodo.rango - 2, self.height)
        super().draw()


class Compositor:
    """Makes paragraphs from markup, in the template's styles, refusing what the fonts cannot print."""

    def __init__(self, estilos: Estilos, fuentes: Fuentes) -> None:
        self._estilos = estilos
        self._fuentes = fuentes
        self._moldes: dict[str, Any] = {}

    def parrafo(self, trozo: Trozo) -> Parrafo:
        """Return one paragraph; raise `ErrorDeNegocio` for an unknown style or a character without glyph."""
        texto = llano(trozo.marcado)
        self._fuentes.exigir(texto)
        estilo = self._estilos.dar(trozo.estilo)
        clase = Encabezado if estilo.encabeza else ParrafoCerrado if estilo.cerrado else Parrafo
        if "<" in trozo.marcado:
            parrafo = clase(trozo.marcado, estilo.parrafo)
        else:
            # Text without a tag is one fragment: a parser for each would cost as much as laying it out.
            parrafo = clase(
                "", estilo.parrafo, frags=[self._fragmento(estilo, unescape(cleanBlockQuotedText(trozo.marcado)))]
            )
        parrafo.nodo = Nodo(estilo.clase, rango=estilo.rango)
        if isinstance(parrafo, Encabezado):
            parrafo.titulo = texto
        return parrafo

    def _fragmento(self, estilo: Estilo, texto: str) -> Any:
        nombre = estilo.parrafo.name
        if nombre not in self._moldes:
            (self._moldes[nombre],) = Paragraph("molde", estilo.parrafo).frags
        return self._moldes[nombre].clone(text=texto)

    def parrafos(self, trozos: Iterable[Trozo]) -> list[Flowable]:
        """Return the paragraphs in order, a blank line of the text as a little space."""
        salida: list[Flowable] = []
        for trozo in trozos:
            parrafo = self.parrafo(trozo)
            if trozo.tras_blanco and salida:
                salida.append(Spacer(1, parrafo.style.leading * 0.35))
            salida.append(parrafo)
        return salida
