"""One way of writing for every way of saying: what the grammar of due dates reads.

Numbers in words become figures, ordinals "1o".."6o", articles that carry no meaning go, and "mes que viene", "mes
entrante", "siguiente mes" all become "proximo mes". Nothing is repaired: a word not understood stays, and no rule will
match it.
"""

import re
from functools import cache

from enlace_app.dominio.calendario import PATRON_DIA_DE_LA_SEMANA, PATRON_MES, plegar
from enlace_app.dominio.palabras import numero_en_palabras

_CIFRAS_EN_PALABRAS = (*range(1, 367), *range(2000, 2101))
_ORDINALES = {
    "1o": r"primer[oa]?s?|1(?:er|ro|ra|a|os|as)",
    "2o": r"segund[oa]|2(?:do|da|a)",
    "3o": r"tercer[oa]?|3(?:er|ro|ra|a)",
    "4o": r"cuart[oa]|4(?:to|ta|a)",
    "5o": r"quint[oa]|5(?:to|ta|a)",
    "6o": r"sext[oa]|6(?:to|ta|a)",
}
_UNIDAD = (
    rf"(?:semana|quincena|mes|bimestre|trimestre|cuatrimestre|semestre|ano|{PATRON_DIA_DE_LA_SEMANA}|{PATRON_MES})"
)
_PROXIMO = r"(?:proxim[oa]|siguiente|entrante|que (?:viene|entra|sigue))"
_ESTE = r"(?:est[ea](?: mism[oa])?|presente|actual|corriente|en curso)"
_TERMINAR = r"(?:termin(?:e|a|ar)|acab(?:e|a|ar)|conclu(?:ya|ye|ir)|finali(?:ce|za|zar)|cerrar)"

# Order matters: each step reads what the one before has written.
_PASOS = tuple(
    (re.compile(patron), reemplazo)
    for patron, reemplazo in (
        # A dot ends an abbreviation or the sentence, except between figures; a comma only separates.
        (r"\.(?![0-9])|(?<![0-9])\.|[,;«»\"“”()]", " "),
        # A year of two figures is written as in 8/11/17, which the rules may then distrust.
        (rf"\b([0-9]{{1,2}})(?:[-/]| (?:de )?)({PATRON_MES})(?:[-/]| (?:del? )?)([0-9]{{2}})$", r"\1/\2/\3"),
        (rf"\b([0-9]{{1,2}})[-/]({PATRON_MES})(?![-/a-z])", r"\1 \2"),
        (rf"\bmes de (?={PATRON_MES}\b)", ""),
        (r" a las? [0-9]{1,2}(?:[:.][0-9]{2})?(?: ?(?:h|hrs?|horas?|[ap] ?m|de la (?:manana|tarde|noche)))?$", ""),
        (r"\bdel\b", "de el"),
        (r"\bal\b", "a el"),
        (r"\bel (?:proximo )?(?:dia )?([0-9]{1,2}|1o)$", r"dia \1"),
        (r"^(?:el )?proximo ([0-9]{1,2} )", r"\1"),
        (r"\bdia ([0-9]{1,2}|1o)(?= )", r"\1"),
        # "la mañana" is a part of the day, "mañana" is tomorrow.
        (r"\bla manana\b", "matutino"),
        (r"\b(?:el|la)\b ?", ""),
        (rf"\b(?:que )?{_TERMINAR}\b(?: de\b)?", "fin de"),
        (r"\btermino (?=de [0-9])", "plazo "),
        (r"\b(?:lo que (?:resta|queda)|resto) (?=de )", "fin "),
        (r"\b(?:fin|final|termino|cierre) (?:de )?(?=\S)", "fin de "),
        (rf"\b({_UNIDAD}) {_PROXIMO}\b", r"proximo \1"),
        (rf"\b{_PROXIMO} ({_UNIDAD})\b", r"proximo \1"),
        (rf"\b({_UNIDAD}) {_ESTE}(?= |$)", r"este \1"),
        (rf"\b{_ESTE} ({_UNIDAD})\b", r"este \1"),
        (rf"\b({PATRON_MES}) de (?:presente|corriente|actual)$", r"\1 de este ano"),
        (r"(?<=[0-9] )de (?:presente|corriente|actual)$", "de este mes"),
        (r"\b(?:ano) (?=[0-9]{4}\b)", ""),
    )
)


def normalizar(literal: str) -> str:
    """Return the wording that the grammar reads, without accents, articles and numbers in words."""
    texto = plegar(literal)
    texto = _palabras_a_cifras(texto)
    for patron, reemplazo in _PASOS:
        texto = " ".join(patron.sub(reemplazo, texto).split())
    return texto.strip(" .:-")


def _palabras_a_cifras(texto: str) -> str:
    for cifra, patron in _ORDINALES.items():
        texto = re.sub(rf"\b(?:{patron})\b(?!\.?[0-9])", cifra, texto)
    valores = _numeros()
    return _patron_de_numeros().sub(lambda m: str(valores[m[0]]), texto)


@cache
def _numeros() -> dict[str, int]:
    """Every way of saying a number of days or a year: quince, un, una, veintiún, treinta y una, dos mil diecisiete."""
    return {
        plegar(numero_en_palabras(numero, femenino=femenino, apocope=apocope)): numero
        for numero in _CIFRAS_EN_PALABRAS
        for femenino, apocope in ((False, False), (False, True), (True, False))
    }


@cache
def _patron_de_numeros() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(_numeros(), key=len, reverse=True)) + r")\b")
