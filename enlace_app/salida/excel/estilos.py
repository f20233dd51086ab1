"""How our workbooks look: one named style per kind of cell."""

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.worksheet.table import TableStyleInfo

from enlace_app.salida.excel.hojas import TipoDeCelda

ENCABEZADO = "Enlace encabezado"
ENCABEZADO_OBLIGATORIO = "Enlace encabezado obligatorio"
ALTO_DEL_ENCABEZADO = 32
ALTO_DEL_RENGLON = 15
MAXIMO_DE_RENGLONES = 27
"""A row cannot be taller than 409 points; a longer text is whole in its cell, only not in view."""

_FUENTE = "Calibri"
_VERDE = "1F5B57"
_VINO = "7A2E3A"
_RAYA = Border(bottom=Side(style="hair", color="B8C4C2"))
_TEXTO = "@"
"""The text format: a cell in it stays text when somebody edits it, whatever it begins with."""
_DE_TEXTO = Alignment(vertical="top", horizontal="left", wrap_text=True)


def estilo_de(tipo: TipoDeCelda) -> str:
    """Return the name of the style of a kind of cell."""
    return f"Enlace {tipo.value}"


def estilos_de_encabezado() -> list[NamedStyle]:
    """Return the styles of the header's cells."""
    return [_encabezado(ENCABEZADO, _VERDE), _encabezado(ENCABEZADO_OBLIGATORIO, _VINO)]


def estilos_de_celda() -> dict[TipoDeCelda, NamedStyle]:
    """Return the style of every kind of cell."""
    estilos = [
        _celda(TipoDeCelda.TEXTO, _TEXTO, Font(name=_FUENTE, size=11), _DE_TEXTO),
        _celda(
            TipoDeCelda.IDENTIFICADOR, _TEXTO, Font(name=_FUENTE, size=8, color="6B7A78"), Alignment(vertical="top")
        ),
        _celda(
            TipoDeCelda.ENTERO,
            "0",
            Font(name=_FUENTE, size=11),
            Alignment(vertical="top", horizontal="right", indent=1),
        ),
        _celda(
            TipoDeCelda.FECHA,
            "dd/mm/yyyy",
            Font(name=_FUENTE, size=11),
            Alignment(vertical="top", horizontal="center"),
        ),
    ]
    return dict(zip(TipoDeCelda, estilos, strict=True))


def estilo_de_tabla() -> TableStyleInfo:
    """Return a quiet table: filter buttons and stripes, the header has its own colours."""
    return TableStyleInfo(name="TableStyleLight1", showRowStripes=True, showColumnStripes=False)


def _encabezado(nombre: str, color: str) -> NamedStyle:
    return NamedStyle(
        name=nombre,
        number_format=_TEXTO,
        font=Font(name=_FUENTE, size=11, bold=True, color="FFFFFF"),
        fill=PatternFill("solid", start_color=color),
        alignment=Alignment(vertical="center", horizontal="left", wrap_text=True),
    )


def _celda(tipo: TipoDeCelda, formato: str, fuente: Font, alineacion: Alignment) -> NamedStyle:
    return NamedStyle(name=estilo_de(tipo), number_format=formato, font=fuente, alignment=alineacion, border=_RAYA)
