"""From a spreadsheet's cell to a value of the format, or to the reason why not."""

import math
import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, Protocol

from enlace_app.dominio.textos import normalizar
from enlace_app.salida.excel.valores import LIMITE_ENTERO, motivo_de_texto, motivo_de_valor
from enlace_app.sincronizacion.filas import Valor
from enlace_app.sincronizacion.formato import TipoDeColumna

_CR_DE_EXCEL = re.compile("_x000d_\n", re.IGNORECASE)
_ENTERO = re.compile(r"-?[1-9][0-9]{0,14}|0")
_NO_SON_DATOS = frozenset({"f", "e"})
_LARGO_LLANO = 16_000
"""Characters that are within Excel's 32,767 UTF-16 units whatever they are."""
_ANIOS = range(1900, 2200)


class Celda(Protocol):
    """What we use of a cell as openpyxl reads it."""

    @property
    def value(self) -> object:
        """The cell's content, already a date where its number format says so."""

    @property
    def data_type(self) -> str:
        """Kind of cell: f formula, e error, b boolean, s text, n number, d date."""

    @property
    def number_format(self) -> str | None:
        """Format under which the number is shown."""


class Lectura(NamedTuple):
    """A value, or why there is none (`grave`), or what to know about it."""

    valor: Valor = None
    motivo: str | None = None
    grave: bool = False


def leer_celda(tipo: TipoDeColumna, celda: Celda) -> Lectura:
    """Return the cell's value for a column of that kind.

    Numbers in text columns become text; texts in date and hour columns are left for whoever knows dates. What a
    spreadsheet shows but does not hold (formulas, errors, truth values, more than 15 digits) is refused.
    """
    valor = celda.value
    if isinstance(valor, str) and celda.data_type not in _NO_SON_DATOS:
        return _texto(tipo, valor)
    if motivo := _motivo_de_clase(celda):
        return _no(motivo)
    if valor is None:
        return Lectura()
    if isinstance(valor, int | float):
        return _numero(tipo, valor, celda.number_format or "")
    if isinstance(valor, date | time | timedelta):
        return _fecha(tipo, valor)
    return _no("la celda tiene un contenido que no se puede leer; escriba el dato de nuevo")


def _es_llano(tipo: TipoDeColumna, texto: str) -> bool:
    """Whether a text is what nearly all are: nothing in it to be changed, refused or taken for a number."""
    return tipo is not TipoDeColumna.ENTERO and len(texto) <= _LARGO_LLANO and "_" not in texto and texto.isprintable()


def _motivo_de_clase(celda: Celda) -> str | None:
    if celda.data_type == "f":
        return "la celda tiene una fórmula; cópiela y péguela como valor (Pegado especial > Valores)"
    if celda.data_type == "e":
        return f"la celda tiene el error {celda.value}; escriba el dato"
    if isinstance(celda.value, bool):
        return "la celda tiene VERDADERO o FALSO; escriba «sí» o «no» con letra"
    return None


def _no(motivo: str) -> Lectura:
    return Lectura(motivo=motivo, grave=True)


def _texto(tipo: TipoDeColumna, crudo: str) -> Lectura:
    if not crudo:
        return Lectura()
    if _es_llano(tipo, crudo):
        return Lectura(crudo)
    # Excel stores a pasted Windows line end as "_x000D_" and a line feed
    texto = normalizar(_CR_DE_EXCEL.sub("\n", crudo))
    if motivo := motivo_de_texto(texto):
        return _no(motivo)
    if tipo is TipoDeColumna.ENTERO and _ENTERO.fullmatch(texto.strip()):
        return Lectura(int(texto))
    return Lectura(texto)


def _numero(tipo: TipoDeColumna, valor: float, formato: str) -> Lectura:
    if motivo := _motivo_de_numero(tipo, valor, formato):
        return _no(motivo)
    if valor != int(valor):
        return Lectura(f"{valor:.15g}", "es un número con decimales; se tomó como texto, revíselo")
    return Lectura(int(valor) if tipo is TipoDeColumna.ENTERO else str(int(valor)))


def _motivo_de_numero(tipo: TipoDeColumna, valor: float, formato: str) -> str | None:
    if not math.isfinite(valor) or abs(valor) >= LIMITE_ENTERO:
        return "el número pasa de 15 cifras y la hoja de cálculo pierde las últimas; escríbalo como texto"
    entero = valor == int(valor)
    if tipo is TipoDeColumna.FECHA and not (entero and int(valor) in _ANIOS):
        return "es un número y va una fecha; dé a la celda formato de fecha, o escríbala como 18/07/2017"
    if tipo is TipoDeColumna.HORA and not entero:
        return "es un número y va una hora; dé a la celda formato de hora, o escríbala como 09:30"
    if tipo is TipoDeColumna.ENTERO and "%" in formato:
        return "es un porcentaje; dé a la celda formato General y escriba el número entero, sin el signo %"
    if tipo is TipoDeColumna.ENTERO and not entero:
        return "es un número con decimales; escriba uno entero"
    return None


def _fecha(tipo: TipoDeColumna, valor: date | time | timedelta) -> Lectura:
    if tipo is TipoDeColumna.ENTERO:
        return _no("es una fecha u hora y va un número; dé a la celda formato General y escríbalo de nuevo")
    if isinstance(valor, time | timedelta):
        return _hora(tipo, valor)
    if isinstance(valor, datetime):
        if valor.time() != time.min:
            return _fecha_con_hora(tipo, valor)
        valor = valor.date()
    if motivo := motivo_de_valor(valor):
        return _no(f"{motivo}; escríbala con letra")
    if tipo is TipoDeColumna.HORA:
        return _no("es una fecha y va una hora; escríbala como 09:30")
    return Lectura(valor if tipo is TipoDeColumna.FECHA else valor.isoformat())


def _hora(tipo: TipoDeColumna, valor: time | timedelta) -> Lectura:
    if tipo is TipoDeColumna.FECHA:
        return _no("es una hora y va una fecha; escríbala como 18/07/2017")
    if isinstance(valor, timedelta):
        if not timedelta(0) <= valor < timedelta(days=1):
            return _no("es una duración de más de un día; escriba la hora como 09:30")
        minutos, segundos = divmod(int(valor.total_seconds()), 60)
        valor = time(minutos // 60, minutos % 60, segundos)
    return Lectura(valor.isoformat("seconds" if valor.second else "minutes"))


def _fecha_con_hora(tipo: TipoDeColumna, valor: datetime) -> Lectura:
    if tipo in {TipoDeColumna.FECHA, TipoDeColumna.HORA}:
        return _no("la celda trae fecha y hora juntas; escriba sólo lo que la columna pide")
    return Lectura(valor.isoformat("T" if tipo is TipoDeColumna.INSTANTE else " ", "seconds"))
