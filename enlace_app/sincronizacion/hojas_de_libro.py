"""From the format's columns to the workbook writer's."""

from collections.abc import Iterable, Mapping, Sequence

from enlace_app.salida.excel.hojas import Celda, ColumnaDeSalida, HojaDeSalida, TipoDeCelda
from enlace_app.sincronizacion.formato import Columna, TipoDeColumna

_CELDA = {
    TipoDeColumna.ENTERO: TipoDeCelda.ENTERO,
    TipoDeColumna.FECHA: TipoDeCelda.FECHA,
    TipoDeColumna.UUID: TipoDeCelda.IDENTIFICADOR,
    TipoDeColumna.REFERENCIA: TipoDeCelda.IDENTIFICADOR,
}
_HUELLA = "sha256"
_FILAS_DE_CAPTURA = 500


def hoja_de_libro(
    nombre: str,
    columnas: Sequence[Columna],
    filas: Iterable[Mapping[str, Celda]],
    *,
    captura: bool = False,
) -> HojaDeSalida:
    """Return a sheet with those columns; a column that a row does not have stays blank.

    With `captura` the sheet is for a person to fill in: references are ordinary text, the compulsory columns stand out
    and dropdowns reach below the last row.
    """
    de_salida = [_columna(columna, captura=captura) for columna in columnas]
    celdas = ([fila.get(columna.nombre) for columna in columnas] for fila in filas)
    return HojaDeSalida(nombre, de_salida, celdas, _FILAS_DE_CAPTURA if captura else 0)


def _columna(columna: Columna, *, captura: bool) -> ColumnaDeSalida:
    return ColumnaDeSalida(
        nombre=columna.nombre,
        tipo=_tipo(columna, captura=captura),
        ancho=columna.ancho,
        valores=columna.valores,
        ayuda=columna.descripcion,
        obligatoria=captura and columna.captura,
    )


def _tipo(columna: Columna, *, captura: bool) -> TipoDeCelda:
    if columna.nombre.endswith(_HUELLA):
        return TipoDeCelda.IDENTIFICADOR
    if captura and columna.tipo is TipoDeColumna.REFERENCIA:
        return TipoDeCelda.TEXTO
    return _CELDA.get(columna.tipo, TipoDeCelda.TEXTO)
