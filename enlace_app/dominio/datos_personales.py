"""Personal data that can be told in a text by their form, and what looks like an address, which a person must judge.

Source of what counts as personal: the usual classification of public versions (telephone, e-mail, RFC, CURP, accounts,
numbers of credentials). The word before a number says what it is the number of.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Final

from enlace_app.dominio.letras import Hallado

_CURP: Final = re.compile(r"(?<!\w)[A-Z]{4}[\s-]?\d{6}[\s-]?[HMX][A-Z]{5}[A-Z\d]\d(?!\w)", re.IGNORECASE)
_RFC: Final = re.compile(r"(?<!\w)(?:(?i:[A-ZÑ&]{4}\d{6}(?:[A-Z\d]{3})?)|[A-ZÑ&]{4}[\s-]\d{6}[\s-]?[A-Z\d]{3})(?!\w)")
_ELECTOR: Final = re.compile(r"(?<!\w)[A-Z]{6}\d{8}[HM]\d{3}(?!\w)", re.IGNORECASE)
_CORREO: Final = re.compile(r"(?<![\w.!#$%&'*+/=?^`{|}~-])[\w.!#$%&'*+/=?^`{|}~-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_PUNTO: Final = r"(?:\s?[(\[{<]\s?(?:punto|dot)\s?[)\]}>]\s?|\s(?:punto|dot)\s|\.|\s\.\s)"
_ARROBA: Final = re.compile(
    rf"(?<![\w.+-])[\w.+-]+(?:\s?[(\[{{<]\s?(?:arroba|at|@)\s?[)\]}}>]\s?[\w-]+(?:{_PUNTO}[\w-]+)*"
    rf"|\s(?:arroba|at)\s[\w-]+(?:{_PUNTO}[\w-]+)+)(?!\w)",
    re.IGNORECASE,
)
"""An e-mail written so that no machine finds it; without brackets only with the point of its domain."""
_HUELLA: Final = re.compile(r"(?<![0-9A-Fa-f])[0-9A-Fa-f]{64}(?![0-9A-Fa-f])")
_NUMERO: Final = re.compile(
    r"(?<![\w$])(?<!\d-)(?!\d{4}-\d{2}-\d{2}(?!\d))\+?\(?\d(?:[ \u00a0.()–—-]{0,3}\d){6,14}(?!\w)"
)
_CUENTA: Final = re.compile(
    r"(?<![\w$])(?:\d{16,18}|\d{4}(?:[ \u00a0.-]\d{4}){3}(?:[ \u00a0.-]\d\d)?"
    r"|\d{3}[ \u00a0.-]\d{3}[ \u00a0.-]\d{11}[ \u00a0.-]\d)(?!\w)"
)
"""Card or CLABE. In the groups in which they are written: two telephones side by side have as many figures."""
_SEGUIDAS: Final = re.compile(r"(?<!\d)\d{10}(?!\d)")
_ANIOS: Final = re.compile(r"(?:(?:19|20)\d\d(?:[ \u00a0.()–—-]+|$))+")
_CIFRAS_DE_TELEFONO: Final = 10
_CIFRAS_DE_OTRO: Final = range(11, 14)
_ANTES_DEL_TELEFONO: Final = frozenset({"", "01", "52", "521", "044", "045"})

_ANUNCIOS: Final = (
    (
        "telefono",
        range(7, 16),
        r"tel(?:\.|efono|éfono|s?\b)|cel(?:\.|ular|\b)|whats|m[oó]vil|n[uú]mero de contacto",
    ),
    ("cuenta", range(7, 19), r"\bcuentas?(?! con\b)\b|\bclabe\b|\btarjetas?\b"),
    (
        "otro",
        range(7, 19),
        r"\bnss\b|seguro social|seguridad social|\bimss\b|\bissste\b|\bine\b|\bife\b|elector\b|credencial|\bcic\b"
        r"|\bocr\b|pasaporte|licencia|matr[ií]cula|\bcurp\b|\brfc\b|identificaci[oó]n",
    ),
)
_ANUNCIO: Final = re.compile("|".join(f"(?P<{causal}>{patron})" for causal, _, patron in _ANUNCIOS), re.IGNORECASE)
_ALCANCE: Final = re.compile(r"[^\d\n;]{0,30}$")
"""How far before a number the word stands that says what it is."""
_DE_UNA_OFICINA: Final = re.compile(
    r"(?:\b(?:folios?|oficios?|expedientes?|exp\.|solicitud(?:es)?|contratos?|licitaci[oó]n|facturas?|fojas?|minutas?|actas?"
    r"|acuerdos?|p[oó]lizas?|partidas?|convenios?|requisici[oó]n|recurso de revisi[oó]n)"
    r"(?:\s+(?:con|de)\s+(?:folio|oficio|expediente|informaci[oó]n))?"
    r"(?:\s+(?:n[uú]m(?:ero)?\b\.?|no\.|n[°º]\.?|#))?[\s:#]*|[/-]\d{2,4}/)$",
    re.IGNORECASE,
)
_CON_ANIO: Final = re.compile(r"/(?:19|20)\d\d(?!\d)")

_VIA: Final = (
    r"calle|callej[oó]n|avenida|av\.|ave\.|blvd\.?|boulevard|bulevar|calzada|calz\.|priv\.|prol\.|col\.|fracc\.|mza?\."
    r"|domicilio(?:\s+particular)?(?:\s+ubicado)?(?:\s+en)?|viven? en|reside en|habita en"
)
_VIA_CON_NOMBRE: Final = (
    r"carretera|privada|andador|prolongaci[oó]n|circuito|cerrada|colonia|fraccionamiento|barrio|manzana|lote"
)
_SEGUIDO: Final = r"(?:[^\n;:,.()\d]{0,40}?\d{1,5}(?!\d)(?:[\s-]?[A-Z](?!\w))?|(?:\s+[^\W\d]\w*){1,4})"
"""Up to its number, or else some words."""
_DOMICILIO: Final = re.compile(
    rf"(?<!\w)(?:(?i:{_VIA})(?<=[\w.])(?!\w){_SEGUIDO}"
    rf"|(?i:{_VIA_CON_NOMBRE})(?=\s+(?:(?:de|del|la|las|los|el)\s+){{0,2}}[A-ZÁÉÍÓÚÑ\d]){_SEGUIDO}"
    r"|(?i:C\.?\s?P\.?)\s*\d{5}(?!\d)"
    r"|(?P<numero>(?i:n[uú]m(?:ero)?\.?|no\.|#)\s*\d{1,5}(?:[\s-]?[A-Z](?!\w))?)(?![\w/-]|\.\d))"
)
_NUMERO_DE_OTRA_COSA: Final = re.compile(
    r"(?:acuerdos?|actas?|oficios?|folios?|expedientes?|sesi[oó]n|reuni[oó]n|puntos?|compromisos?|contratos?|anexos?"
    r"|regi[oó]n|votaci[oó]n|solicitud|minuta|art[ií]culo|fracci[oó]n|versi[oó]n|documento|ordinaria|extraordinaria|visita)\s*$",
    re.IGNORECASE,
)


def datos_con_forma(texto: str) -> list[Hallado]:
    """Return e-mails, numbers that are somebody's, RFC and CURP of persons, and hashes, which would confirm a guess."""
    return [
        *_hallar(texto, _CORREO, "correo"),
        *_hallar(texto, _ARROBA, "correo"),
        *_hallar(texto, _CURP, "curp"),
        *_hallar(texto, _ELECTOR, "otro"),
        *(h for h in _hallar(texto, _RFC, "rfc") if _es_dia(re.sub(r"\D", "", texto[h.desde : h.hasta])[:6])),
        *_numeros(texto),
        *_hallar(texto, _HUELLA, "otro"),
    ]


def causal_por_su_forma(texto: str) -> str | None:
    """Return the causal of the first datum in a passage that somebody chose, None where it looks like none."""
    hallados = sorted([*datos_con_forma(texto), *domicilios(texto)], key=lambda h: (h.desde, -h.hasta))
    return hallados[0].causal if hallados else None


def domicilios(texto: str) -> list[Hallado]:
    """Return what looks like a part of an address: of an office it is public, so that a person decides."""
    return [
        Hallado(h.start(), h.start() + len(h.group().rstrip()), "domicilio")
        for h in _DOMICILIO.finditer(texto)
        if not (h["numero"] and _NUMERO_DE_OTRA_COSA.search(texto, max(0, h.start() - 30), h.start()))
    ]


def _hallar(texto: str, patron: re.Pattern[str], causal: str) -> Iterator[Hallado]:
    return (Hallado(*hallado.span(), causal) for hallado in patron.finditer(texto))


def _es_dia(aammdd: str) -> bool:
    try:
        return bool(date(2000 + int(aammdd[:2]), int(aammdd[2:4]), int(aammdd[4:])))
    except ValueError:
        return False


def _numeros(texto: str) -> Iterator[Hallado]:
    for hallado in chain(_CUENTA.finditer(texto), _NUMERO.finditer(texto)):
        if (causal := _causal_del_numero(texto, *hallado.span())) is not None:
            yield Hallado(*hallado.span(), causal)
        else:
            # A year or a folio may stand right before a telephone.
            seguidos = (h for h in _SEGUIDAS.finditer(texto, *hallado.span()) if h.span() != hallado.span())
            yield from (Hallado(*h.span(), "telefono") for h in seguidos)


def _causal_del_numero(texto: str, desde: int, hasta: int) -> str | None:
    """What a number is: by the last word before it that says so, or else by how many figures it has."""
    numero = texto[desde:hasta]
    cifras = re.sub(r"\D", "", numero)
    alcance = _ALCANCE.search(texto, max(0, desde - 40), desde)
    antes = alcance.group() if alcance else ""
    de_una_oficina = _DE_UNA_OFICINA.search(texto, max(0, desde - 60), desde) or _CON_ANIO.match(texto, hasta)
    if de_una_oficina and not re.search(r"\s", numero):
        return None
    *_, ultimo = (None, *_ANUNCIO.finditer(antes))
    for causal, cuantas, _ in _ANUNCIOS:
        if ultimo is not None and ultimo[causal] and len(cifras) in cuantas:
            return causal
    if _ANIOS.fullmatch(numero):
        return None
    if cifras[:-_CIFRAS_DE_TELEFONO] in _ANTES_DEL_TELEFONO and len(cifras) >= _CIFRAS_DE_TELEFONO:
        return "telefono"
    if _CUENTA.fullmatch(numero):
        return "cuenta"
    return "otro" if len(cifras) in _CIFRAS_DE_OTRO else None
