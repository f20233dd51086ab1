"""The rows of a sheet as the text that the file holds.

One object and one named style per cell cost openpyxl three times what writing takes; here every column knows the text
that surrounds its values, and a row is put together from it.
"""

import html
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.utils import get_column_letter

from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.excel.estilos import ALTO_DEL_RENGLON, MAXIMO_DE_RENGLONES
from enlace_app.salida.excel.hojas import Celda, ColumnaDeSalida, HojaDeSalida, TipoDeCelda
from enlace_app.salida.excel.valores import motivo_de_valor

MAXIMO_FILAS = 1_048_576
_DIA_CERO = date(1899, 12, 30).toordinal()
"""Excel counts days from here: for dates from March 1900 on, the only ones that a cell is given."""

NumerosDeEstilo = Mapping[TipoDeCelda, tuple[int, int]]
"""The file's number of the style of each kind of cell: for its own values, and for integers."""


@dataclass(frozen=True, slots=True)
class _Molde:
    """A column and the texts that stand around its values, each after the cell's row number."""

    columna: ColumnaDeSalida
    inicio: str
    vacia: str
    texto: str
    texto_con_espacios: str
    entero: str
    fecha: str
    se_desdobla: bool

    def celda(self, numero: int, valor: Celda) -> str:
        """Return the cell for a value that was checked."""
        if valor is None or valor == "":
            return f"{self.inicio}{numero}{self.vacia}"
        if isinstance(valor, str):
            abre = self.texto if valor == valor.strip() else self.texto_con_espacios
            return f"{self.inicio}{numero}{abre}{html.escape(valor, quote=False)}</t></is></c>"
        if isinstance(valor, int):
            return f"{self.inicio}{numero}{self.entero}{valor:d}</v></c>"
        return f"{self.inicio}{numero}{self.fecha}{valor.toordinal() - _DIA_CERO}</v></c>"


def renglones(hoja: HojaDeSalida, estilos: NumerosDeEstilo) -> Iterator[str]:
    """Yield the text of every row under the header, taking `hoja.filas` as it goes; of a blank one if there are none.

    Raises:
        ErrorDeNegocio: a value would not survive in a cell, or there are more rows than a sheet holds.
    """
    moldes = [_molde(indice, columna, estilos[columna.tipo]) for indice, columna in enumerate(hoja.columnas, start=1)]
    numero = 1
    for numero, fila in enumerate(hoja.filas, start=2):
        if numero > MAXIMO_FILAS:
            raise ErrorDeNegocio(f"La hoja «{hoja.nombre}» pasa de {MAXIMO_FILAS:,} filas, que es lo que cabe.")
        yield _renglon(hoja, moldes, numero, fila)
    if numero == 1:
        yield _renglon(hoja, moldes, 2, [None] * len(moldes))


def _renglon(hoja: HojaDeSalida, moldes: Sequence[_Molde], numero: int, fila: Sequence[Celda]) -> str:
    celdas = []
    lineas = 1
    for molde, valor in zip(moldes, fila, strict=True):
        if valor is not None and (motivo := motivo_de_valor(valor)):
            lugar = f"Hoja «{hoja.nombre}», fila {numero}, columna «{molde.columna.nombre}»"
            raise ErrorDeNegocio(f"{lugar}: {motivo}.")
        celdas.append(molde.celda(numero, valor))
        if molde.se_desdobla and isinstance(valor, str):
            lineas = max(lineas, _lineas(molde.columna.ancho, valor))
    # without customHeight it still adapts when somebody edits the text; LibreOffice sets no height by itself
    alto = f' ht="{lineas * ALTO_DEL_RENGLON}"' if lineas > 1 else ""
    return f'<row r="{numero}"{alto}>{"".join(celdas)}</row>'


def _lineas(ancho: int, texto: str) -> int:
    """Return how many lines a text takes in its cell, up to those that a row can show."""
    if len(texto) <= ancho and "\n" not in texto:
        return 1
    # widths count digits; letters are narrower, and words do not fill their lines
    lineas = sum(max(1, math.ceil(0.88 * len(parrafo) / ancho)) for parrafo in texto.split("\n"))
    return min(lineas, MAXIMO_DE_RENGLONES)


def _molde(indice: int, columna: ColumnaDeSalida, estilos: tuple[int, int]) -> _Molde:
    propio, de_entero = estilos
    return _Molde(
        columna=columna,
        inicio=f'<c r="{get_column_letter(indice)}',
        vacia=f'" s="{propio}"/>',
        texto=f'" s="{propio}" t="inlineStr"><is><t>',
        texto_con_espacios=f'" s="{propio}" t="inlineStr"><is><t xml:space="preserve">',
        entero=f'" s="{de_entero}"><v>',
        fecha=f'" s="{propio}"><v>',
        se_desdobla=columna.tipo is TipoDeCelda.TEXTO,
    )
