"""Numbers, dates and hours in words, as a legal acta writes them."""

import re
from datetime import date

from enlace_app.dominio.calendario import MESES
from enlace_app.dominio.fechas import leer_hora

# num2words writes "veintiuno mil" and "treinta y uno millones"; before mil and millones it is always un, veintiún.
_UNO_ANTES_DE_MILES = re.compile(r"uno (?=mil\b|mill[oó]n|bill[oó]n|trill[oó]n)")
# Hundreds agree with the noun also through mil ("doscientas mil fojas"), but not through the noun millones.
_TRAS_LOS_MILLONES = re.compile(r"^(.*ill(?:ón|ones)\b)?(.*)$", re.DOTALL)
_CIENTOS = re.compile(r"cientos\b|quinientos\b")


def numero_en_palabras(numero: int, *, femenino: bool = False, apocope: bool = False) -> str:
    """Cardinal in words: "veintiuno", "veintiuna" (`femenino`), "veintiún" (`apocope`: before a masculine noun)."""
    from num2words import num2words  # loads every language it knows; nothing at start-up needs it

    palabras = _apocopar_en_miles(str(num2words(numero, lang="es")))
    if femenino:
        return _en_femenino(palabras)
    return _apocopar_final(palabras) if apocope else palabras


def fecha_en_palabras(fecha: date) -> str:
    """Write a date: "dieciocho de julio de dos mil diecisiete"; the first of a month is "primero"."""
    dia = "primero" if fecha.day == 1 else numero_en_palabras(fecha.day)
    return f"{dia} de {MESES[fecha.month - 1]} de {numero_en_palabras(fecha.year)}"


def hora_en_palabras(hora: str) -> str:
    """Write an hour of the day: "nueve horas con treinta minutos" for "09:30"; full hours do not mention minutes.

    Raises:
        ValueError: `hora` is no hour of the day, see `leer_hora`.
    """
    horas, minutos = (int(parte) for parte in leer_hora(hora).split(":"))
    texto = f"{numero_en_palabras(horas, femenino=True)} {'hora' if horas == 1 else 'horas'}"
    if minutos:
        unidad = "minuto" if minutos == 1 else "minutos"
        texto += f" con {numero_en_palabras(minutos, apocope=True)} {unidad}"
    return texto


def fojas_en_palabras(fojas: int, *, es_minimo: bool = False) -> str:
    """Write a count of sheets: "treinta y una fojas"; `es_minimo` gives "más de treinta y una fojas"."""
    cuenta = numero_en_palabras(fojas, femenino=True)
    enlace = " de" if fojas and fojas % 1_000_000 == 0 else ""
    return f"{'más de ' if es_minimo else ''}{cuenta}{enlace} {'foja' if fojas == 1 else 'fojas'}"


def _apocopar_en_miles(palabras: str) -> str:
    return _UNO_ANTES_DE_MILES.sub("un ", palabras).replace("veintiun ", "veintiún ")


def _apocopar_final(palabras: str) -> str:
    if palabras.endswith("veintiuno"):
        return palabras.removesuffix("uno") + "ún"
    return palabras.removesuffix("o") if re.search(r"\buno$", palabras) else palabras


def _en_femenino(palabras: str) -> str:
    partes = _TRAS_LOS_MILLONES.match(palabras)
    millones, resto = (partes[1] or "", partes[2]) if partes else ("", palabras)
    resto = _CIENTOS.sub(lambda m: m[0].removesuffix("os") + "as", resto)
    return millones + (resto.removesuffix("o") + "a" if resto.endswith("uno") else resto)
