"""The empty capture workbook, for someone who does not have the program."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from enlace_app.errores import ErrorDeEntorno
from enlace_app.salida.excel.hojas import ColumnaDeSalida, HojaDeSalida, Propiedades
from enlace_app.sincronizacion.formato import COLUMNA_REF, HOJA_EJEMPLOS, Columna, Formato, Hoja, TipoDeColumna
from enlace_app.sincronizacion.hojas_de_libro import hoja_de_libro

_DICCIONARIO = "Diccionario"
_SIN_CAPTURA = frozenset({"Actas", "Bitacora"})
"""What only the program can make."""

_BAJA = "baja"
_SE_RETIRAN = frozenset({"Reuniones", "Asistencia", "OrdenDelDia", "Votaciones", "Acuerdos", "Documentos"})
"""Sheets whose rows a person may withdraw; there `baja` stands last, out of the way."""

_DEL_PROGRAMA = frozenset({"uuid", "rev", _BAJA, "folio_oficial", "sha256"})
"""Columns that nobody fills in by hand, `baja` apart."""

_REF = Columna(
    nombre=COLUMNA_REF,
    tipo=TipoDeColumna.TEXTO,
    captura=False,
    derivada=False,
    identidad=False,
    valores=(),
    ancho=10,
    etiqueta="Referencia",
    descripcion=(
        "Su propia marca de la fila, distinta en cada una (R1, R2…). Con ella se citan unas filas a otras, y volver a "
        "importar el libro no repite nada."
    ),
)


_AVISO_DE_EJEMPLOS = ("EJEMPLO, SIN VALIDEZ", None, None, None, "Nada de esta hoja se importa. Llene las otras.")
_COLUMNAS_DE_EJEMPLOS = (
    ColumnaDeSalida("hoja", ancho=22),
    ColumnaDeSalida("fila", ancho=8),
    ColumnaDeSalida("columna", ancho=18),
    ColumnaDeSalida("ejemplo", ancho=46),
    ColumnaDeSalida("nota", ancho=60),
)


@dataclass(frozen=True, slots=True)
class Ejemplo:
    """What somebody could write in one cell: the sheet, which of its rows, the column, the text and why."""

    hoja: str
    fila: int
    columna: str
    ejemplo: str
    nota: str | None


def leer_ejemplos(ruta: Path) -> list[Ejemplo]:
    """Return the examples in their order; `ErrorDeEntorno` if the file is damaged."""
    try:
        with ruta.open(encoding="utf-8", newline="") as archivo:
            return [
                Ejemplo(f["hoja"], int(f["fila"]), f["columna"], f["ejemplo"], f["nota"] or None)
                for f in csv.DictReader(archivo, strict=True)
            ]
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise ErrorDeEntorno(f"Los ejemplos ({ruta.name}) faltan o están dañados: reinstale el programa.") from error


def propiedades_de_plantilla() -> Propiedades:
    """Return what a new template says of itself: two templates are never taken for the same workbook."""
    return Propiedades(titulo="Libro de captura", libro=str(uuid4()))


def hojas_de_plantilla(formato: Formato, ejemplos: Sequence[Ejemplo] = ()) -> Iterator[HojaDeSalida]:
    """Yield the sheets that a person fills in, without rows, the Diccionario of just their columns, and the examples.

    Those stand in a sheet of their own, which no import reads: an example among the rows would be taken for one.
    """
    elegidas = {
        hoja.nombre: _columnas(hoja)
        for hoja in formato.hojas
        if hoja.nombre not in _SIN_CAPTURA and hoja.nombre != _DICCIONARIO
    }
    for nombre, columnas in elegidas.items():
        yield hoja_de_libro(nombre, columnas, [], captura=True)
    descritas = [
        {
            "hoja": nombre,
            "columna": columna.nombre,
            "descripcion": columna.descripcion,
            "tipo": columna.tipo.value,
            "valores": "; ".join(columna.valores) or None,
        }
        for nombre, columnas in elegidas.items()
        for columna in columnas
    ]
    yield hoja_de_libro(_DICCIONARIO, formato.hoja(_DICCIONARIO).columnas, descritas)
    if ejemplos:
        filas = [(e.hoja, f"fila {e.fila}", e.columna, e.ejemplo, e.nota) for e in ejemplos]
        yield HojaDeSalida(HOJA_EJEMPLOS, _COLUMNAS_DE_EJEMPLOS, [_AVISO_DE_EJEMPLOS, *filas])


def _columnas(hoja: Hoja) -> list[Columna]:
    elegidas = [_REF, *(c for c in hoja.columnas if not c.derivada and c.nombre not in _DEL_PROGRAMA)]
    return [*elegidas, hoja.columna(_BAJA)] if hoja.nombre in _SE_RETIRAN else elegidas
