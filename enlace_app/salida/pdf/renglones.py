"""The operators that print the lines of a paragraph in one style, as ReportLab would.

Without its steps for what we never use, which took a sixth of the time of a long acta.
"""

from typing import Any, Final

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.pdfbase.pdfmetrics import getFont

_NADA: Final = 1e-8
_FIJO: Final = "\u00a0"
_ESCAPES: Final = {
    **{ord(signo): f"\\{signo}" for signo in "()\\"},
    **{punto: f"\\{punto:03o}" for punto in (*range(32), *range(127, 256))},
}
"""In a string of a page these, as octal or after a backslash, mean themselves."""


def operadores(parrafo: Any) -> str | None:
    """Return what draws the lines of a measured paragraph from its origin; None if ReportLab has to draw them."""
    lineas, estilo = parrafo.blPara, parrafo.style
    if lineas.kind != 0 or lineas.us_lines or lineas.link or estilo.alignment not in {TA_LEFT, TA_CENTER, TA_JUSTIFY}:
        return None
    tinta = lineas.textColor
    salida = [f"BT {tinta.red:.4f} {tinta.green:.4f} {tinta.blue:.4f} rg"]
    letra: Any = getFont(lineas.fontName)
    actual, anterior, fin = None, 0.0, len(lineas.lines) - 1
    for n, (sobra, palabras) in enumerate(lineas.lines):
        texto = " ".join(palabras)
        espacio = 0.0
        if sobra < -_NADA or (estilo.alignment == TA_JUSTIFY and sobra > _NADA and (n < fin or parrafo.justifica_todo)):
            espacio = sobra / max(1, len(palabras) - 1 + texto.count(_FIJO))
        x = estilo.leftIndent + (max(0.0, sobra) / 2 if estilo.alignment == TA_CENTER else 0.0)
        y = parrafo.height - lineas.fontSize - n * estilo.leading
        salida.append(f"1 0 0 1 {x:.3f} {y:.3f} Tm")
        if espacio != anterior:
            salida.append(f"{espacio:.5f} Tw")
            anterior = espacio
        # The space parts it from the next line for who reads the text; a line that breaks a word has none.
        entero = f"{texto} " if palabras and palabras[-1].__class__ is str else texto
        for juego, crudo in letra.splitString(entero, parrafo.canv._doc):
            if juego != actual:
                salida.append(f"{letra.getSubsetInternalName(juego, parrafo.canv._doc)} {lineas.fontSize:g} Tf")
                actual = juego
            salida.append(f"({crudo.decode('latin-1').translate(_ESCAPES)}) Tj")
    salida.append("ET")
    return " ".join(salida)
