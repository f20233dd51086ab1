"""The styles that a wording may name, all derived from the template's size and leading."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle

from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.pdf.fuentes import NEGRITA, NORMAL
from enlace_app.salida.pdf.plantilla import Letra

TINTA: Final[Color] = HexColor("#1b1f24")
GRIS: Final[Color] = HexColor("#5b636d")
FILETE: Final[Color] = HexColor("#9aa3ad")
FONDO: Final[Color] = HexColor("#eef1f4")
AVISO: Final[Color] = HexColor("#9b1c1c")
AGUA: Final[Color] = HexColor("#e9ebee")


@dataclass(frozen=True)
class Estilo:
    """A paragraph style; `cerrado`: its last line is closed with dashes; `encabeza`: it stays with what follows.

    `clase` is the structure element that its paragraphs are; `rango` orders headings, 1 being the document's title.
    """

    parrafo: ParagraphStyle
    cerrado: bool = False
    encabeza: bool = False
    clase: str = "P"
    rango: int = 0


@dataclass(frozen=True)
class Estilos:
    """Styles by the name that a wording uses in `<p estilo="…">`."""

    por_nombre: Mapping[str, Estilo]

    def dar(self, nombre: str) -> Estilo:
        """Return a style or raise `ErrorDeNegocio` listing those that exist."""
        if nombre not in self.por_nombre:
            raise ErrorDeNegocio(f"no existe el estilo «{nombre}»; use {', '.join(self.por_nombre)}")
        return self.por_nombre[nombre]


def hacer_estilos(letra: Letra) -> Estilos:
    """Derive all styles from one size and leading."""
    cuerpo, linea = letra.cuerpo, letra.interlinea

    def estilo(
        nombre: str, tamano: float, *, cerrado: bool = False, clase: str = "P", rango: int = 0, **otros: Any
    ) -> Estilo:
        valores: dict[str, Any] = {
            "fontName": NORMAL,
            "bulletFontName": NORMAL,
            "fontSize": tamano,
            "leading": linea * tamano / cuerpo,
            "textColor": TINTA,
            "splitLongWords": 1,
            "allowWidows": 0,
            "allowOrphans": 0,
        }
        return Estilo(ParagraphStyle(nombre, **(valores | otros)), cerrado, rango > 1, clase, rango)

    def corrido(nombre: str, tamano: float, **otros: Any) -> Estilo:
        return estilo(nombre, tamano, cerrado=True, alignment=TA_JUSTIFY, spaceAfter=linea * 0.3, **otros)

    negrita: dict[str, Any] = {"fontName": NEGRITA}
    return Estilos(
        {
            "cuerpo": corrido("cuerpo", cuerpo),
            "sangrado": corrido("sangrado", cuerpo, leftIndent=14),
            "punto": corrido("punto", cuerpo, leftIndent=14, clase="LBody"),
            "acuerdo": corrido("acuerdo", cuerpo, leftIndent=14, spaceBefore=linea * 0.3),
            "detalle": corrido("detalle", cuerpo * 0.94, leftIndent=28),
            "nota": corrido("nota", cuerpo * 0.86, textColor=GRIS),
            "huella": estilo("huella", cuerpo * 0.86, cerrado=True, textColor=GRIS, spaceAfter=linea * 0.3),
            "titulo": estilo(
                "titulo", cuerpo * 1.1, spaceBefore=linea * 0.9, spaceAfter=linea * 0.35, rango=2, **negrita
            ),
            "subtitulo": estilo(
                "subtitulo", cuerpo, spaceBefore=linea * 0.5, spaceAfter=linea * 0.2, rango=3, **negrita
            ),
            "documento": estilo("documento", cuerpo * 1.75, spaceAfter=linea * 0.2, rango=1, **negrita),
            "folio": estilo("folio", cuerpo * 1.2, spaceAfter=linea * 0.2),
            "dato": estilo("dato", cuerpo * 0.94, textColor=GRIS),
            "celda": estilo("celda", cuerpo * 0.9),
            "columna": estilo("columna", cuerpo * 0.86, fontName=NEGRITA),
            "firma": estilo("firma", cuerpo * 0.9, alignment=TA_CENTER),
            "hoja": estilo("hoja", cuerpo * 0.82, textColor=GRIS),
        }
    )
