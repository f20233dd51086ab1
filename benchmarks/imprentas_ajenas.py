"""The same script printed by others, each as a competent person writes it.

Paragraphs, tables with headings that repeat, the same embedded faces, sizes and margins, a running head and the number
of each page. No PDF/A, no tags.
"""

import importlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from benchmarks.guion import Guion, Parrafo, Tabla, Titulo

CUERPO, INTERLINEA, CELDA = 10.5, 14.2, 9.45
MARGENES_MM: Final = {"top": 27, "right": 30, "bottom": 22, "left": 24}
_PUNTOS: Final = 72 / 25.4
_LETRAS: Final = {"normal": "SourceSansPro-Regular.ttf", "bold": "SourceSansPro-Bold.ttf"}

Imprenta = Callable[[Guion, str], bytes]
"""Prints a script under a running head."""


def carpeta_de_letras() -> Path:
    """Return the folder of the faces that the program embeds too."""
    paquete = find_spec("font_source_sans_pro")
    assert paquete is not None and paquete.submodule_search_locations
    return Path(next(iter(paquete.submodule_search_locations))) / "files"


@contextmanager
def imprentas() -> Iterator[tuple[dict[str, Imprenta], list[str]]]:
    """Give the others that this computer has, by name, and the names of those that are missing."""
    with tempfile.TemporaryDirectory() as temporal:
        oficina = LibreOffice(Path(temporal))
        todas: dict[str, tuple[bool, Imprenta]] = {
            "WeasyPrint": (find_spec("weasyprint") is not None, con_weasyprint),
            "fpdf2": (find_spec("fpdf") is not None, con_fpdf2),
            "LibreOffice Writer headless": (oficina.sirve(), oficina),
        }
        hay = {nombre: imprenta for nombre, (esta, imprenta) in todas.items() if esta}
        yield hay, [nombre for nombre in todas if nombre not in hay]


def con_reportlab(guion: Guion, cabeza: str) -> bytes:
    """Platypus: SimpleDocTemplate, Paragraph and LongTable."""
    from reportlab.lib import colors
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import LETTER
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    for nombre, archivo in _LETRAS.items():
        if f"sencilla-{nombre}" not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(f"sencilla-{nombre}", str(carpeta_de_letras() / archivo)))
    normal, negrita = "sencilla-normal", "sencilla-bold"
    parrafo = ParagraphStyle(
        "p", fontName=normal, fontSize=CUERPO, leading=INTERLINEA, alignment=TA_JUSTIFY, spaceAfter=4
    )
    titulo = ParagraphStyle("h", fontName=negrita, fontSize=CUERPO, leading=INTERLINEA, spaceBefore=9, keepWithNext=1)
    celda = ParagraphStyle("td", fontName=normal, fontSize=CELDA, leading=CELDA * 1.35)
    columna = ParagraphStyle("th", parent=celda, fontName=negrita)

    def pieza(una: Titulo | Parrafo | Tabla) -> Any:
        if isinstance(una, Titulo):
            return Paragraph(escape(una.texto), titulo)
        if isinstance(una, Parrafo):
            return Paragraph(escape(una.texto), parrafo)
        celdas = [
            [[Paragraph(escape(linea), celda if n else columna) for linea in lineas] for lineas in fila]
            for n, fila in enumerate(una.filas)
        ]
        rejilla = ("GRID", (0, 0), (-1, -1), 0.5, colors.grey)
        return LongTable(celdas, repeatRows=1, style=[rejilla, ("VALIGN", (0, 0), (-1, -1), "TOP")])

    def hoja(lienzo: Any, documento: Any) -> None:
        lienzo.setFont(normal, 8.6)
        lienzo.drawString(MARGENES_MM["left"] * mm, LETTER[1] - 18 * mm, cabeza)
        lienzo.drawRightString(LETTER[0] - MARGENES_MM["right"] * mm, 14 * mm, f"foja {documento.page}")

    salida = BytesIO()
    margenes: dict[str, Any] = {f"{lado}Margin": ancho * mm for lado, ancho in MARGENES_MM.items()}
    documento = SimpleDocTemplate(salida, pagesize=LETTER, title=cabeza, **margenes)
    documento.build([pieza(una) for una in guion], onFirstPage=hoja, onLaterPages=hoja)
    return salida.getvalue()


def con_weasyprint(guion: Guion, cabeza: str) -> bytes:
    """HTML and CSS for paged media."""
    weasyprint = importlib.import_module("weasyprint")
    rutas = {peso: (carpeta_de_letras() / archivo).as_uri() for peso, archivo in _LETRAS.items()}
    caras = "".join(f"@font-face {{ font-family: E; font-weight: {p}; src: url({r}) }}" for p, r in rutas.items())
    margenes = " ".join(f"{ancho}mm" for ancho in MARGENES_MM.values())
    estilo = (
        f"{caras} @page {{ size: letter; margin: {margenes}; @top-left {{ content: '{cabeza}'; font: 8.6pt E }}"
        " @bottom-right { content: 'foja ' counter(page) ' de ' counter(pages); font: 8.6pt E } }"
        f" body {{ font: {CUERPO}pt/{INTERLINEA}pt E }} p {{ text-align: justify; margin: 0 0 4pt }}"
        " h1, h2, h3, h4, h5, h6 { font-size: 1em; margin: 9pt 0 4pt; break-after: avoid }"
        f" table {{ border-collapse: collapse; width: 100%; font-size: {CELDA}pt; text-align: left }}"
        " th, td { border: 0.5pt solid gray; padding: 2pt; vertical-align: top }"
    )
    pagina = (
        f"<html lang='es'><head><title>{cabeza}</title><style>{estilo}</style></head><body>{_html(guion)}</body></html>"
    )
    impreso: bytes = weasyprint.HTML(string=pagina).write_pdf()
    return impreso


def _html(guion: Guion) -> str:
    def pieza(una: Titulo | Parrafo | Tabla) -> str:
        if isinstance(una, Titulo):
            return f"<h{una.nivel}>{escape(una.texto)}</h{una.nivel}>"
        if isinstance(una, Parrafo):
            return f"<p>{escape(una.texto)}</p>"
        primera, *otras = ["".join(f"<X>{'<br>'.join(map(escape, c))}</X>" for c in fila) for fila in una.filas]
        cabeza, cuerpo = primera.replace("X>", "th>"), "".join(f"<tr>{f.replace('X>', 'td>')}</tr>" for f in otras)
        return f"<table><thead><tr>{cabeza}</tr></thead><tbody>{cuerpo}</tbody></table>"

    return "\n".join(pieza(una) for una in guion)


def con_fpdf2(guion: Guion, cabeza: str) -> bytes:
    """Cells that wrap, and its tables."""
    fpdf: Any = importlib.import_module("fpdf")

    class Documento(fpdf.FPDF):  # type: ignore[misc]
        def header(self) -> None:
            self.set_font("Enlace", size=8.6)
            self.set_y(18)
            self.cell(text=cabeza)
            self.set_y(MARGENES_MM["top"])

        def footer(self) -> None:
            self.set_y(-16)
            self.cell(0, text=f"foja {self.page_no()} de {{nb}}", align="R")

    pdf = Documento(format="letter")
    for peso, archivo in _LETRAS.items():
        pdf.add_font("Enlace", "B" if peso == "bold" else "", str(carpeta_de_letras() / archivo))
    pdf.set_margins(MARGENES_MM["left"], MARGENES_MM["top"], MARGENES_MM["right"])
    pdf.set_auto_page_break(True, MARGENES_MM["bottom"])
    pdf.set_title(cabeza)
    pdf.add_page()
    renglon = INTERLINEA / _PUNTOS
    for una in guion:
        if isinstance(una, Tabla):
            pdf.set_font("Enlace", size=CELDA)
            with pdf.table(line_height=CELDA * 1.35 / _PUNTOS, align="L", text_align="L") as tabla:
                for fila in una.filas:
                    tabla.row(["\n".join(lineas) for lineas in fila])
            continue
        pdf.set_font("Enlace", "B" if isinstance(una, Titulo) else "", CUERPO)
        pdf.multi_cell(
            0, renglon, una.texto, align="L" if isinstance(una, Titulo) else "J", new_x="LMARGIN", new_y="NEXT"
        )
        pdf.ln(4 / _PUNTOS)
    return bytes(pdf.output())


class LibreOffice:
    """soffice --headless --convert-to pdf of a flat text document, with a profile of its own that is made once."""

    def __init__(self, carpeta: Path) -> None:
        self._carpeta = carpeta
        letras = carpeta / "datos" / "fonts"
        letras.mkdir(parents=True)
        for archivo in _LETRAS.values():
            shutil.copy(carpeta_de_letras() / archivo, letras)

    def sirve(self) -> bool:
        """Whether this computer has it, with Writer; makes the profile."""
        if shutil.which("soffice") is None:
            return False
        try:
            return bool(self((Parrafo("Prueba"),), "Prueba"))
        except (OSError, subprocess.CalledProcessError):
            return False

    def __call__(self, guion: Guion, cabeza: str) -> bytes:
        """Print it: writing the document, starting the program and converting."""
        origen = self._carpeta / "acta.fodt"
        origen.write_text(_fodt(guion, cabeza), encoding="utf-8")
        perfil = f"-env:UserInstallation={(self._carpeta / 'perfil').as_uri()}"
        orden = ["soffice", perfil, "--headless", "--convert-to", "pdf", "--outdir", str(self._carpeta), str(origen)]
        entorno = os.environ | {"XDG_DATA_HOME": str(self._carpeta / "datos")}
        subprocess.run(orden, check=True, capture_output=True, env=entorno)
        return (self._carpeta / "acta.pdf").read_bytes()


def _fodt(guion: Guion, cabeza: str) -> str:
    def pieza(n: int, una: Titulo | Parrafo | Tabla) -> str:
        if isinstance(una, Titulo):
            return f'<text:h text:style-name="h" text:outline-level="{una.nivel}">{escape(una.texto)}</text:h>'
        if isinstance(una, Parrafo):
            return f'<text:p text:style-name="p">{escape(una.texto)}</text:p>'
        primera, *otras = [
            "<table:table-row>"
            + "".join(f'<table:table-cell table:style-name="c">{_lineas_fodt(c)}</table:table-cell>' for c in fila)
            + "</table:table-row>"
            for fila in una.filas
        ]
        return (
            f'<table:table table:name="t{n}"><table:table-column table:number-columns-repeated="{len(una.filas[0])}"/>'
            f"<table:table-header-rows>{primera}</table:table-header-rows>{''.join(otras)}</table:table>"
        )

    cuerpo = "".join(pieza(n, una) for n, una in enumerate(guion))
    return _FODT.replace("{cabeza}", escape(cabeza)).replace("{cuerpo}", cuerpo)


def _lineas_fodt(lineas: tuple[str, ...]) -> str:
    return "".join(f'<text:p text:style-name="d">{escape(linea)}</text:p>' for linea in lineas)


_NOMBRES: Final = " ".join(
    f'xmlns:{corto}="urn:oasis:names:tc:opendocument:xmlns:{largo}:1.0"'
    for corto, largo in {
        **{nombre: nombre for nombre in ("office", "text", "table", "style")},
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)
_FODT: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text" {_NOMBRES}>
<office:font-face-decls><style:font-face style:name="E" svg:font-family="'Source Sans Pro'"/></office:font-face-decls>
<office:styles>
<style:style style:name="p" style:family="paragraph">
<style:paragraph-properties fo:text-align="justify" fo:line-height="{INTERLINEA}pt" fo:margin-bottom="4pt"/>
<style:text-properties style:font-name="E" fo:font-size="{CUERPO}pt" fo:language="es" fo:country="MX"/></style:style>
<style:style style:name="h" style:family="paragraph">
<style:paragraph-properties fo:keep-with-next="always" fo:margin-top="9pt"/>
<style:text-properties style:font-name="E" fo:font-size="{CUERPO}pt" fo:font-weight="bold"/></style:style>
<style:style style:name="d" style:family="paragraph">
<style:text-properties style:font-name="E" fo:font-size="{CELDA}pt"/></style:style>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="l"><style:page-layout-properties fo:page-width="215.9mm" fo:page-height="279.4mm"
 fo:margin-top="15mm" fo:margin-bottom="12mm" fo:margin-left="24mm" fo:margin-right="30mm"/>
<style:header-style><style:header-footer-properties fo:min-height="12mm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="10mm"/></style:footer-style></style:page-layout>
<style:style style:name="c" style:family="table-cell">
<style:table-cell-properties fo:border="0.5pt solid #808080" fo:padding="2pt"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="l">
<style:header><text:p text:style-name="d">{{cabeza}}</text:p></style:header>
<style:footer><text:p text:style-name="d">foja <text:page-number/> de <text:page-count/></text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{{cuerpo}}</office:text></office:body></office:document>
"""
