"""Where a text names somebody whose name is withheld, however it is written: also glued, spelled out, in file names."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from enlace_app.dominio.letras import Hallado, Letras, Palabra, palabras
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
_LARGO_QUE_DICE: Final = 4
"""Letters from which one word of a name, by itself, is worth a look."""
_LARGO_DENTRO: Final = 5
"""The same within another word: «uguzman»."""
_LARGO_PEGADO: Final = 7
_LARGO_SIN_LINDES: Final = 9
"""Letters from which two words of a name written as one are hers wherever in a word they stand."""
_CLAVE_ANTES: Final = re.compile(r"[@_]$")
_CLAVE_DESPUES: Final = re.compile(r"_|[\w-]*\.(?:pdf|docx?|odt|xlsx?|jpe?g|png|zip|txt|mp[34])\b", re.IGNORECASE)
_VIUDEZ: Final = r"(?i:(?:vda\.?|viuda)[ \u00a0]+de[ \u00a0]+(?:(?:las?|los)[ \u00a0]+)?)"
_MAYUSCULA: Final = "A-ZÁÀÉÈÍÓÖÚÜÑÇ"
_COLA: Final = re.compile(rf"(?:[ \u00a0]+(?:{_VIUDEZ})?[{_MAYUSCULA}][\w\u0300-\u036f’'-]*(?<!\d)(?!\w)){{1,3}}")
_COLA_DE_VIUDA: Final = re.compile(rf"[ \u00a0]+{_VIUDEZ}[\w\u0300-\u036f’'-]+", re.IGNORECASE)


def _propias_de(nombre: str) -> list[str]:
    todas = [p.plegada for p in palabras(nombre)]
    return [p for p in todas if p not in _PARTICULAS and p not in _TRATAMIENTOS] or todas


def _partes(nombre: str) -> Counter[str]:
    """The words of a name that tell it from others; all of them where it has no such word."""
    return Counter(_propias_de(nombre))


def _pegadas(nombre: str) -> frozenset[str]:
    """Two words of a name as one, in any order, and with the particles that stand between them."""
    propias = _propias_de(nombre)
    if len(propias) == 1:
        return frozenset(propias)
    formas = {a + b for n, a in enumerate(propias) for m, b in enumerate(propias) if n != m}
    todas = [p.plegada for p in palabras(nombre)]
    lugares = [n for n, palabra in enumerate(todas) if palabra in propias]
    formas |= {"".join(todas[a : b + 1]) for a, b in pairwise(lugares)}
    return frozenset(forma for forma in formas if len(forma) >= _LARGO_PEGADO)


class BuscadorDeNombres:
    """Finds withheld names however they are written: other case, accents or order, with titles, or two of their words.

    Two words are also found as one («UrsulaMuestra.pdf», «@ursulamuestra») and with their letters apart. A name that
    may appear is not cut where it only shares words with a withheld one; what may be two names, or holds a withheld
    name whole, protects nothing.
    """

    def __init__(self, reservados: Iterable[str], publicos: Iterable[str]) -> None:
        nombres = [nombre for nombre in sorted(set(reservados)) if _partes(nombre)]
        self._reservados = [_partes(nombre) for nombre in nombres]
        self._conocidas = frozenset(parte for nombre in self._reservados for parte in nombre)
        self._formas = [_pegadas(nombre) for nombre in nombres]
        self._de_la_parte: defaultdict[str, set[int]] = defaultdict(set)
        for n, partes in enumerate(self._reservados):
            for parte in partes:
                self._de_la_parte[parte].add(n)
        unos = (_partes(nombre) for nombre in sorted(set(publicos)) if not _VARIOS.search(nombre))
        self._publicos = [p for p in unos if p.total() in _PALABRAS_DE_UNO and self._es_otro(p)]

    def _es_otro(self, nombre: Counter[str]) -> bool:
        """Whether it is not a longer or shorter way to write a withheld name."""
        return not any(nombre <= reservado or reservado <= nombre for reservado in self._reservados)

    def buscar(self, texto: str) -> list[Hallado]:
        """Return where a withheld name stands, with the surnames that follow it."""
        letras, dichas = self._dichas(texto)
        if not dichas:
            return []
        propias = self._propias(letras.palabras)
        publicos = [h for nombre in self._publicos for h in _tramos(texto, propias, nombre, nombre.total())]
        # Of a name that is found at least one word stands there whole.
        posibles = {n for palabra in propias for n in self._de_la_parte.get(palabra.plegada, ())}
        nombres = [self._reservados[n] for n in sorted(posibles)]
        tramos = [tramo for nombre in nombres for tramo in _tramos(texto, propias, nombre, min(2, nombre.total()))]
        tramos += self._pegados(texto, letras, dichas)
        return [
            _con_cola(texto, tramo)
            for tramo in tramos
            if not any(p.desde <= tramo.desde and tramo.hasta <= p.hasta for p in publicos)
        ]

    def sueltas(self, texto: str) -> list[Hallado]:
        """Return the words that by themselves are part of a withheld name: somebody must look at them."""
        letras, dichas = self._dichas(texto)
        return [hallado for palabra in letras.palabras if dichas for hallado in self._suelta(texto, letras, palabra)]

    def _suelta(self, texto: str, letras: Letras, palabra: Palabra) -> Iterator[Hallado]:
        en_clave = bool(
            _CLAVE_ANTES.search(texto[max(0, palabra.desde - 1) : palabra.desde])
            or _CLAVE_DESPUES.match(texto[palabra.hasta : palabra.hasta + 40])
        )
        trozos = [palabra] if palabra.plegada in self._conocidas else letras.trozos(palabra)
        for trozo in trozos:
            dicha = trozo.plegada in self._conocidas and len(trozo.plegada) >= _LARGO_QUE_DICE
            if dicha and (en_clave or texto[trozo.desde].isupper()):
                yield Hallado(trozo.desde, trozo.hasta, "nombre")
                return
        if en_clave and any(len(c) >= _LARGO_DENTRO and c in palabra.plegada for c in self._conocidas):
            yield Hallado(palabra.desde, palabra.hasta, "nombre")

    def _dichas(self, texto: str) -> tuple[Letras, set[str]]:
        """The words of withheld names whose letters are there at all: most texts need no closer look."""
        corrido = "".join(filter(str.isalnum, plegar(texto)))
        dichas = {conocida for conocida in self._conocidas if conocida in corrido}
        return Letras(texto if dichas else ""), dichas

    def _propias(self, todas: list[Palabra]) -> list[Palabra]:
        """The words that matter; none where the text has no whole word of any withheld name."""
        if self._conocidas.isdisjoint(p.plegada for p in todas):
            return []
        ajenas = (_PARTICULAS | _TRATAMIENTOS) - self._conocidas
        return [p for p in todas if p.plegada not in ajenas]

    def _pegados(self, texto: str, letras: Letras, dichas: set[str]) -> Iterator[Hallado]:
        cuenta = Counter(n for parte in dichas for n in self._de_la_parte[parte])
        for n, presentes in cuenta.items():
            if presentes >= min(2, len(self._reservados[n])):
                for forma in self._formas[n]:
                    for desde, hasta in letras.apariciones(forma):
                        if (hallado := self._pegado(texto, letras, desde, hasta)) is not None:
                            yield hallado

    def _pegado(self, texto: str, letras: Letras, desde: int, hasta: int) -> Hallado | None:
        """The whole words in which a run of letters stands, None where it is only by chance there."""
        suyas = letras.de(desde, hasta)
        entre_lindes = letras.linda(desde) and letras.linda(hasta)
        tramo = Hallado(suyas[0].desde, suyas[-1].hasta, "nombre")
        if len(suyas) == 1:
            return tramo if entre_lindes or hasta - desde >= _LARGO_SIN_LINDES else None
        conocidas = self._conocidas | _PARTICULAS
        # Whole words are looked for as words, which knows about lists of persons and about public names.
        if all(p.plegada in conocidas for p in suyas) or re.search(r"[;,\n]", texto[tramo.desde : tramo.hasta]):
            return None
        ajustado = entre_lindes or (hasta - desde >= _LARGO_SIN_LINDES and letras.linda(hasta))
        return tramo if ajustado else None


def _con_cola(texto: str, tramo: Hallado) -> Hallado:
    """Take along the surnames that follow: who withheld two words of a name withheld the third."""
    escrito = texto[tramo.desde : tramo.hasta]
    patron = _COLA_DE_VIUDA if escrito.isupper() or escrito.islower() else _COLA
    cola = patron.match(texto, tramo.hasta)
    return Hallado(tramo.desde, cola.end() if cola else tramo.hasta, tramo.causal)


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
