"""Month and weekday names, limits and arithmetic that written dates and due dates share."""

import unicodedata
from datetime import date

MESES = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
DIAS_DE_LA_SEMANA = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")

# Excel counts 1900 as a leap year, so workbooks disagree about any day before this one.
PRIMERA_FECHA = date(1900, 3, 1)
ULTIMA_FECHA = date(2200, 12, 31)

# September is the one month with two spellings and three abbreviations.
_OTRAS_FORMAS = {"setiembre": 9, "sept": 9, "set": 9}
MES_POR_NOMBRE = {forma: i for i, mes in enumerate(MESES, 1) for forma in (mes, mes[:3])} | _OTRAS_FORMAS

# For regular expressions over text that went through `plegar`; longest first, so that "sept" wins over "sep".
PATRON_MES = "(?:" + "|".join(sorted(MES_POR_NOMBRE, key=len, reverse=True)) + ")"
# Only years near the limits above: a bare 1017 or 2737 is a count of something, not a year.
PATRON_ANIO = "(?:19[0-9]{2}|2[01][0-9]{2}|2200)"
PATRON_DIA_DE_LA_SEMANA = "(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)"

# No date or due date that a person means is longer; longer text is prose and is not worth parsing.
LARGO_MAXIMO = 120


def citar(texto: str) -> str:
    """The text between quotes for a message, shortened: a whole paragraph pasted into a date field says nothing."""
    limpio = " ".join(texto.split())
    return f"«{limpio if len(limpio) <= 60 else limpio[:59] + '…'}»"


def plegar(texto: str) -> str:
    """Lower case, without accents (ñ becomes n), º/ª/° as o/a/o, single spaces.

    Other compatibility characters stay: turning a footnote's "1²" into "12" would invent a day.
    """
    ordinales = texto.translate({ord("º"): "o", ord("°"): "o", ord("ª"): "a"})
    partes = unicodedata.normalize("NFD", ordinales.casefold())
    return " ".join("".join(c for c in partes if not unicodedata.combining(c)).split())


def en_limites(fecha: date) -> bool:
    """Whether every program that reads our workbooks understands this day."""
    return PRIMERA_FECHA <= fecha <= ULTIMA_FECHA


def fin_de_mes(anio: int, mes: int) -> date:
    """Last day of a month."""
    from calendar import monthrange  # brings `locale` along: not for whoever only wants the names of the months

    return date(anio, mes, monthrange(anio, mes)[1])


def sumar_meses(fecha: date, meses: int) -> date:
    """Same day some months later, or that month's last day where it is shorter.

    Raises:
        ValueError: the result lies after the year 9999.
    """
    anio, mes = divmod(fecha.year * 12 + fecha.month - 1 + meses, 12)
    ultimo = fin_de_mes(anio, mes + 1)
    return ultimo.replace(day=min(fecha.day, ultimo.day))
