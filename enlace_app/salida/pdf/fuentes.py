"""The embedded fonts: one family, two faces, registered once per process."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Any, Final

from reportlab import rl_config
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio

NORMAL: Final = "Enlace"
NEGRITA: Final = "Enlace-Negrita"

# No italic: those faces have half the characters (no Greek, which water analyses need).
_ARCHIVOS: Final[Mapping[str, str]] = {NORMAL: "SourceSansPro-Regular.ttf", NEGRITA: "SourceSansPro-Bold.ttf"}
# Controls, formats (soft hyphen, BOM) and separators have glyphs in some fonts, but print nothing.
_INVISIBLES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True)
class Fuentes:
    """Proof that the faces are registered under `NORMAL` and `NEGRITA`; `imprimibles` are their common code points."""

    imprimibles: frozenset[int]

    @classmethod
    def cargar(cls) -> "Fuentes":
        """Register the faces if this process has not yet; raise `ErrorDeEntorno` if their files are missing."""
        comunes: frozenset[int] | None = None
        for nombre, archivo in _ARCHIVOS.items():
            if nombre not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(_leer(nombre, archivo))
            letra: Any = pdfmetrics.getFont(nombre)
            puntos = frozenset(punto for punto, glifo in letra.face.charToGlyph.items() if glifo)
            comunes = puntos if comunes is None else comunes & puntos
        for cursiva in (0, 1):
            addMapping(NORMAL, 0, cursiva, NORMAL)
            addMapping(NORMAL, 1, cursiva, NEGRITA)
        # ReportLab opens each page with this font: left alone it is a Helvetica that is not embedded.
        rl_config.canvas_basefontname = NORMAL
        return cls(frozenset(p for p in comunes or () if _se_imprime(p)))

    def exigir(self, texto: str) -> None:
        """Raise `ErrorDeNegocio` naming the first character that would silently print as nothing."""
        if self.imprimibles.issuperset(map(ord, texto)):
            return
        for caracter in texto:
            if ord(caracter) not in self.imprimibles:
                nombre = unicodedata.name(caracter, "sin nombre")
                raise ErrorDeNegocio(
                    f"El carácter U+{ord(caracter):04X} ({nombre}) no se puede imprimir: la letra del documento no lo "
                    "tiene. Sustitúyalo en el texto y vuelva a generar el documento."
                )


def _se_imprime(punto: int) -> bool:
    # Beyond U+FFFF ReportLab prints the glyph, but the text that is copied or searched comes out as another.
    return punto <= 0xFFFF and unicodedata.category(chr(punto)) not in _INVISIBLES


class _Letra(TTFont):
    """A face that measures a text without a step of Python per character: layout measures every word."""

    def __init__(self, nombre: str, ruta: str) -> None:
        super().__init__(nombre, ruta)
        anchos: dict[int, float] = vars(self)["face"].charWidths
        self._anchos = {chr(punto): ancho for punto, ancho in anchos.items()}

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802 -- ReportLab's name
        """Return the width in points, to the last digit that ReportLab's own sum has."""
        try:
            return 0.001 * size * sum(map(self._anchos.__getitem__, text))
        except KeyError:  # bytes, or a character without a glyph
            return float(super().stringWidth(text, size, encoding))


def _leer(nombre: str, archivo: str) -> TTFont:
    try:
        with as_file(files("font_source_sans_pro") / "files" / archivo) as ruta:
            return _Letra(nombre, str(ruta))
    except (OSError, ModuleNotFoundError) as error:
        raise ErrorDeEntorno(f"Falta el archivo de letra {archivo}; vuelva a instalar el programa.") from error
