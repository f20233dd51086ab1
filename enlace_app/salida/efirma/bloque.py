"""What the visible block of a signature says, and in which letter."""

import textwrap
from datetime import datetime
from importlib.resources import files
from io import BytesIO
from typing import Any, Final

from fontTools.ttLib import TTFont
from pyhanko.pdf_utils.font.api import FontEngine, FontEngineFactory
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.stamp import TextStamp, TextStampStyle

from enlace_app.dominio.fechas.escritura import escribir_fecha
from enlace_app.dominio.fechas.tipos import FechaImprecisa, Precision
from enlace_app.errores import ErrorDeEntorno

_LETRA: Final = "SourceSansPro-Regular.ttf"
_CUERPO: Final = 8
_INTERLINEA: Final = 9
_ANCHO_DEL_NOMBRE: Final = 46
"""Characters of capitals that fit in the narrowest block before the letter would shrink."""


class LetraIncrustada(FontEngineFactory):  # type: ignore[misc, unused-ignore]
    """The documents' own letter, cut down to the characters used."""

    def __init__(self, datos: bytes) -> None:
        self._datos = datos

    @classmethod
    def cargar(cls) -> "LetraIncrustada":
        """Read it from its package; `ErrorDeEntorno` if it is missing."""
        try:
            return cls(_sin_composicion((files("font_source_sans_pro") / "files" / _LETRA).read_bytes()))
        except (OSError, ModuleNotFoundError) as error:
            raise ErrorDeEntorno(f"Falta el archivo de letra {_LETRA}; vuelva a instalar el programa.") from error

    def create_font_engine(self, writer: Any, obj_stream: Any = None) -> FontEngine:
        """Return the engine that one block draws by."""
        return GlyphAccumulator(writer, BytesIO(self._datos), _CUERPO, bcp47_lang_code="es", obj_stream=obj_stream)


def _sin_composicion(letra: bytes) -> bytes:
    """Return the font without ligatures and kerning: cutting those tables down takes longer than all the signing."""
    salida = BytesIO()
    with TTFont(BytesIO(letra), lazy=True, recalcBBoxes=False, recalcTimestamp=False) as fuente:
        for tabla in ("GSUB", "GPOS", "GDEF"):
            if tabla in fuente:
                del fuente[tabla]
        fuente.save(salida)
    return salida.getvalue()


class _Sello(TextStamp):  # type: ignore[misc, unused-ignore]
    """A stamp whose text is given whole: pyHanko's own would ask the system for its zone and clock."""

    def get_default_text_params(self) -> dict[str, str]:
        return {}


class _EstiloDeSello(TextStampStyle):  # type: ignore[misc, unused-ignore]
    def create_stamp(self, writer: Any, box: Any, text_params: dict[str, str]) -> TextStamp:
        return _Sello(writer=writer, style=self, box=box, text_params=text_params)


def estilo_del_bloque(letra: LetraIncrustada) -> TextStampStyle:
    """Return how the block is drawn: its text is the parameter `texto` of pyHanko's stamp."""
    return _EstiloDeSello(
        stamp_text="%(texto)s",
        text_box_style=TextBoxStyle(
            font=letra,
            font_size=_CUERPO,
            leading=_INTERLINEA,
            box_layout_rule=SimpleBoxLayoutRule(x_align=AxisAlignment.ALIGN_MIN, y_align=AxisAlignment.ALIGN_MID),
        ),
        border_width=0,
        inner_content_layout=SimpleBoxLayoutRule(
            x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins(1, 1, 1, 1)
        ),
    )


def texto_del_bloque(nombre: str, numero: str, instante: datetime, *, bajo_protesta: bool = False) -> str:
    """Return the lines of the block; of the person only the name: neither RFC nor CURP.

    `instante` is printed in its own zone, with its distance to UTC: nothing but the computer's clock vouches for it.
    """
    dia = escribir_fecha(FechaImprecisa(instante.date(), Precision.dia))
    desfase = f"{instante:%z}"
    return "\n".join(
        [
            *(textwrap.wrap(nombre, _ANCHO_DEL_NOMBRE) or [nombre]),
            *(["Firma bajo protesta"] if bajo_protesta else []),
            f"e.firma avanzada, certificado {numero}",
            f"{dia}, {instante:%H:%M} (UTC{desfase[:3]}:{desfase[3:5]}), hora del equipo",
            "Sin consulta de revocación ni sello de tiempo",
        ]
    )
