"""Personal data that can be told in a text: by their form, or because they name somebody whose name is withheld.

Source of what counts as personal: the usual classification of public versions (telephone, e-mail, RFC, CURP, name of
who came for herself). Addresses have no form that could be told: they are marked by hand.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from enlace_app.dominio.organizaciones import plegar

_PARTICULAS: Final = frozenset(
    {"de", "del", "la", "las", "los", "el", "y", "e", "von", "van", "da", "das", "dos", "di"}
)
_TRATAMIENTOS: Final = frozenset(
    palabra
    for clase in (
        "c cc ciudadana ciudadano don dona sr sra srta senor senora senorita",
        "lic licda licenciada licenciado ing ingeniera ingeniero arq cp mtra mtro maestra maestro",
        "dr dra doctor doctora prof profa profr profra",
    )
    for palabra in clase.split()
)
_VARIOS: Final = re.compile(r"[,;/&()\n]|\s[ye]\s", re.IGNORECASE)
_PALABRAS_DE_UNO: Final = range(2, 6)
_INVISIBLES: Final = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_LARGO_QUE_DICE: Final = 4
"""Letters from which one word of a name, by itself, is worth a look."""

_CURP: Final = re.compile(r"(?<!\w)[A-Z]{4}[\s-]?\d{6}[\s-]?[HMX][A-Z]{5}[A-Z\d]\d(?!\w)", re.IGNORECASE)
_RFC: Final = re.compile(r"(?<!\w)(?:(?i:[A-ZÑ&]{4}\d{6}(?:[A-Z\d]{3})?)|[A-ZÑ&]{4}[\s-]\d{6}[\s-]?[A-Z\d]{3})(?!\w)")
_CORREO: Final = re.compile(r"(?<![\w.!#$%&'*+/=?^`{|}~-])[\w.!#$%&'*+/=?^`{|}~-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_HUELLA: Final = re.compile(r"(?<![0-9A-Fa-f])[0-9A-Fa-f]{64}(?![0-9A-Fa-f])")
_NUMERO: Final = re.compile(r"(?<![\w$])\+?\(?\d(?:[ \u00a0.()–—-]{0,3}\d){6,14}(?!\w)")
_ANUNCIO: Final = re.compile(
    r"(?:tel(?:\.|efono|éfono|s\b)|cel(?:\.|ular)|whats|m[oó]vil|n[uú]mero de contacto)[^\d\n]{0,20}$", re.IGNORECASE
)
_FECHA_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_CIFRAS_DE_TELEFONO: Final = range(10, 14)
"""Ten, with what may be dialled before them: 52, 01, 044, 045."""
_CIFRAS_ANUNCIADAS: Final = range(7, 16)


@dataclass(frozen=True, slots=True)
class Hallado:
    """A passage, in code points of its text, and the key of the causal for leaving it out."""

    desde: int
    hasta: int
    causal: str


def datos_con_forma(texto: str) -> list[Hallado]:
    """Return e-mails, telephones, RFC and CURP of persons, and hashes, by which a guess could be confirmed."""
    return [
        *_hallar(texto, _CORREO, "correo"),
        *_hallar(texto, _CURP, "curp"),
        *(h for h in _hallar(texto, _RFC, "rfc") if _es_dia(re.sub(r"\D", "", texto[h.desde : h.hasta])[:6])),
        *(h for h in _hallar(texto, _NUMERO, "telefono") if _es_telefono(texto, h)),
        *_hallar(texto, _HUELLA, "otro"),
    ]


def _hallar(texto: str, patron: re.Pattern[str], causal: str) -> Iterator[Hallado]:
    return (Hallado(*hallado.span(), causal) for hallado in patron.finditer(texto))


def _es_dia(aammdd: str) -> bool:
    try:
        return bool(date(2000 + int(aammdd[:2]), int(aammdd[2:4]), int(aammdd[4:])))
    except ValueError:
        return False


def _es_telefono(texto: str, hallado: Hallado) -> bool:
    numero = texto[hallado.desde : hallado.hasta]
    cifras = sum(c.isdigit() for c in numero)
    if _ANUNCIO.search(texto[max(0, hallado.desde - 40) : hallado.desde]):
        return cifras in _CIFRAS_ANUNCIADAS
    return cifras in _CIFRAS_DE_TELEFONO and not _FECHA_ISO.match(numero)


@dataclass(frozen=True, slots=True)
class Palabra:
    """A word of a text, folded, and its code points."""

    plegada: str
    desde: int
    hasta: int


def palabras(texto: str) -> list[Palabra]:
    """Return the words; accents written apart and invisible characters belong to the word in which they stand."""
    salida: list[Palabra] = []
    inicio: int | None = None
    for n, caracter in enumerate([*texto, " "]):
        dentro = caracter.isalnum() or (inicio is not None and unicodedata.category(caracter) in {"Mn", "Mc", "Cf"})
        if dentro and inicio is None:
            inicio = n
        elif not dentro and inicio is not None:
            visible = "".join(c for c in texto[inicio:n] if unicodedata.category(c) != "Cf")
            salida.append(Palabra(plegar(visible), inicio, n))
            inicio = None
    return salida


def _partes(nombre: str) -> Counter[str]:
    """The words of a name that tell it from others; all of them where it has no such word."""
    todas = [p.plegada for p in palabras(nombre)]
    propias = [p for p in todas if p not in _PARTICULAS and p not in _TRATAMIENTOS]
    return Counter(propias or todas)


class BuscadorDeNombres:
    """Finds withheld names however they are written: other case, accents or order, with titles, or two of their words.

    A name that may appear is not cut where it only shares words with a withheld one; what may be two names, or holds a
    withheld name whole, protects nothing.
    """

    def __init__(self, reservados: Iterable[str], publicos: Iterable[str]) -> None:
        self._reservados = [partes for nombre in sorted(set(reservados)) if (partes := _partes(nombre))]
        self._conocidas = frozenset(parte for nombre in self._reservados for parte in nombre)
        unos = (_partes(nombre) for nombre in sorted(set(publicos)) if not _VARIOS.search(nombre))
        self._publicos = [p for p in unos if p.total() in _PALABRAS_DE_UNO and self._es_otro(p)]

    def _es_otro(self, nombre: Counter[str]) -> bool:
        """Whether it is not a longer or shorter way to write a withheld name."""
        return not any(nombre <= reservado or reservado <= nombre for reservado in self._reservados)

    def buscar(self, texto: str) -> list[Hallado]:
        """Return where a withheld name stands, as far as its words go."""
        propias = self._propias(texto)
        if not propias:
            return []
        publicos = [h for nombre in self._publicos for h in _tramos(texto, propias, nombre, nombre.total())]
        return [
            tramo
            for nombre in self._reservados
            for tramo in _tramos(texto, propias, nombre, min(2, nombre.total()))
            if not any(p.desde <= tramo.desde and tramo.hasta <= p.hasta for p in publicos)
        ]

    def sueltas(self, texto: str) -> set[str]:
        """Return the words, as written, that by themselves are part of a withheld name: somebody must look at them."""
        return {
            escrita
            for p in (palabras(texto) if self._puede_decir(texto) else ())
            if p.plegada in self._conocidas
            and len(p.plegada) >= _LARGO_QUE_DICE
            and (escrita := texto[p.desde : p.hasta])[0].isupper()
        }

    def _puede_decir(self, texto: str) -> bool:
        """Whether the letters of any word of a withheld name are there at all: most texts need no closer look."""
        plegado = plegar(_INVISIBLES.sub("", texto))
        return any(conocida in plegado for conocida in self._conocidas)

    def _propias(self, texto: str) -> list[Palabra]:
        """The words that matter; none where the text has nothing of any withheld name."""
        todas = palabras(texto) if self._puede_decir(texto) else []
        if self._conocidas.isdisjoint(p.plegada for p in todas):
            return []
        ajenas = (_PARTICULAS | _TRATAMIENTOS) - self._conocidas
        return [p for p in todas if p.plegada not in ajenas]


def _tramos(texto: str, propias: list[Palabra], nombre: Counter[str], minimo: int) -> Iterator[Hallado]:
    """Runs of neighbouring words, each of the name and none more often than there, of at least `minimo` words.

    A capital by itself stands for a word that begins with it: «Persona U. Prueba».
    """
    seguidas = {a.hasta for a, b in pairwise(propias) if ";" not in texto[a.hasta : b.desde]}
    n = 0
    while n < len(propias):
        quedan = Counter(nombre)
        fin, enteras = n, 0
        while fin < len(propias) and (suya := _suya(texto, propias[fin], quedan)) is not None:
            quedan[suya] -= 1
            enteras += suya == propias[fin].plegada
            fin += 1
            if propias[fin - 1].hasta not in seguidas:
                break
        if fin - n >= minimo and enteras:
            yield Hallado(propias[n].desde, propias[fin - 1].hasta, "nombre")
            n = fin
        else:
            n += 1


def _suya(texto: str, palabra: Palabra, quedan: Counter[str]) -> str | None:
    """The word of the name that this one stands for, of those that are left."""
    if quedan[palabra.plegada] > 0:
        return palabra.plegada
    if len(palabra.plegada) == 1 and texto[palabra.desde].isupper():
        return next((parte for parte, n in quedan.items() if n > 0 and parte.startswith(palabra.plegada)), None)
    return None
