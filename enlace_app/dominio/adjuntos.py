"""Files that come from outside: what they may be called here, and which of them the system's viewer may open."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from enlace_app.dominio.textos import SECUENCIA_DE_HOJA, Alfabeto

TAMANO_MAXIMO = 200 * 1024 * 1024
"""Bytes of the largest file that is taken in: a plan in many layers fits, a whole film does not."""
LARGO_DE_CABEZA = 4096
"""Bytes from the beginning of a file that `puede_abrirse` wants to see."""

_SIN_NOMBRE = "archivo"
_LARGO_MAXIMO = 150  # bytes: with a folder before it, it stays below the 260 characters of a path in Windows
_EXTENSION_MAXIMA = 20
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_PROHIBIDOS = re.compile(r'[<>:"|?*]')
_DISPOSITIVO = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
_BLANCOS = frozenset({"Zs", "Zl", "Zp"})
_INVISIBLES = frozenset({"Cc", "Cf"})
_AJENOS = frozenset({"Cs", "Co", "Cn"})
# Invisible too, though Unicode counts them as letters or marks (Default_Ignorable_Code_Point).
_LETRAS_INVISIBLES = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0]")


def nombre_seguro(nombre: str) -> str:
    """Return a name that is harmless as the last part of a path in Windows and Linux, as like the given one as can be.

    Of a whole path only the last part stays. What nobody sees (controls, direction marks, zero width) is dropped, what
    a system forbids becomes `_`, and a name that is too long keeps its extension. A second pass changes nothing.
    """
    partes = [parte for parte in re.split(r"[\\/]", _visible(nombre)) if parte.strip(". ")]
    limpio = _PROHIBIDOS.sub("_", partes[-1] if partes else "")
    limpio = " ".join(limpio.split()).lstrip(". ").rstrip(". ")
    if _DISPOSITIVO.match(limpio):
        limpio = f"_{limpio}"
    return _acortar(limpio) or _SIN_NOMBRE


def nombre_imprimible(nombre: str, alfabeto: Alfabeto) -> str:
    """Return the harmless name with `_` for every character that the register could not print."""
    legible = "".join(c if ord(c) in alfabeto.imprimibles else "_" for c in nombre_seguro(nombre))
    return SECUENCIA_DE_HOJA.sub(lambda s: s.group().replace("x", "-").replace("X", "-"), legible)


def _visible(nombre: str) -> str:
    """Drop what nobody sees before composing: a mark between a letter and its accent must not keep them apart."""
    visibles = []
    for caracter in _LETRAS_INVISIBLES.sub("", nombre):
        clase = unicodedata.category(caracter)
        if clase in _BLANCOS or caracter in "\t\n\r\v\f":
            visibles.append(" ")
        elif clase in _AJENOS:  # among them the halves of what was no text in the name of a file
            visibles.append("_")
        elif clase not in _INVISIBLES:
            visibles.append(caracter)
    return unicodedata.normalize("NFC", "".join(visibles))


def _acortar(nombre: str) -> str:
    if len(nombre.encode()) <= _LARGO_MAXIMO:
        return nombre
    punto = nombre.rfind(".")
    extension = nombre[punto:] if punto > 0 else ""
    if len(extension.encode()) > _EXTENSION_MAXIMA:
        extension = ""
    cabe = _LARGO_MAXIMO - len(extension.encode())
    tronco = nombre[: len(nombre) - len(extension)].encode()[:cabe].decode(errors="ignore")
    return tronco.rstrip(". ") + extension


def extension(nombre: str) -> str:
    """Return the ending that decides what a system does with a file, in lower case and without its dot."""
    _, punto, final = nombre_seguro(nombre).rpartition(".")
    return final.lower() if punto else ""


@dataclass(frozen=True, slots=True)
class Apertura:
    """Whether the system's viewer may open a file; if not, `motivo` says why, in words for the person."""

    permitida: bool
    motivo: str | None = None


@dataclass(frozen=True, slots=True)
class _Oficina:
    """An office file: a ZIP that must hold `parte`, and whose first bytes hold `sena` where its format says so."""

    parte: str
    sena: bytes = b""


_FIRMAS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "jpg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "tif": (b"II*\x00", b"MM\x00*"),
    "bmp": (b"BM",),
}
_OTRAS_EXTENSIONES = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg", "tiff": "tif"}
_TEXTOS = frozenset({"txt", "csv"})
_OFICINA = {
    "docx": _Oficina("word/document.xml"),
    "xlsx": _Oficina("xl/workbook.xml"),
    "pptx": _Oficina("ppt/presentation.xml"),
    "odt": _Oficina("content.xml", b"application/vnd.oasis.opendocument.text"),
    "ods": _Oficina("content.xml", b"application/vnd.oasis.opendocument.spreadsheet"),
    "odp": _Oficina("content.xml", b"application/vnd.oasis.opendocument.presentation"),
}
# Where each family keeps code: VBA, Excel 4 macros, ActiveX and OLE objects; Basic and other scripts.
_CON_CODIGO = re.compile(
    r"vbaproject|vbadata|(?:^|/)macrosheets/|(?:^|/)activex/|oleobject|^basic/|^scripts/|^object [0-9]+$", re.IGNORECASE
)
_SOLO_COPIA = "por seguridad sólo se puede guardar una copia"


def es_de_oficina(nombre: str) -> bool:
    """Whether `puede_abrirse` wants to see the names of the parts inside this kind of file."""
    return extension(nombre) in _OFICINA


def puede_abrirse(nombre: str, primeros_bytes: bytes, partes: Collection[str] = ()) -> Apertura:
    """Say whether the system's viewer may open a file of this name that begins so; when in doubt it may not.

    `primeros_bytes` are its first `LARGO_DE_CABEZA` bytes, or all if it is shorter; `partes` the names inside the ZIP
    that an office file is. Only kinds that run nothing are on the list, and only where the content agrees with the
    name. Source: decision of ours.
    """
    final = extension(nombre)
    clase = _OTRAS_EXTENSIONES.get(final, final)
    if clase not in _FIRMAS and clase not in _TEXTOS and clase not in _OFICINA:
        como = f"Los archivos «.{final}»" if final else "Los archivos sin extensión"
        return Apertura(permitida=False, motivo=f"{como} no se abren desde aquí: {_SOLO_COPIA}.")
    if not _concuerda(clase, primeros_bytes, partes):
        return Apertura(
            permitida=False, motivo=f"El contenido no es el de un archivo «.{final}», o está dañado: {_SOLO_COPIA}."
        )
    if any(_CON_CODIGO.search(parte) for parte in partes):
        return Apertura(permitida=False, motivo=f"Este archivo trae macros u objetos que se ejecutan: {_SOLO_COPIA}.")
    return Apertura(permitida=True)


def _concuerda(clase: str, cabeza: bytes, partes: Collection[str]) -> bool:
    if clase in _FIRMAS:
        return cabeza.startswith(_FIRMAS[clase])
    if clase in _OFICINA:
        formato = _OFICINA[clase]
        return cabeza.startswith(b"PK\x03\x04") and formato.sena in cabeza[:200] and formato.parte in partes
    return _es_texto(cabeza)


def _es_texto(cabeza: bytes) -> bool:
    """Text in any of the encodings that people have; nothing that a program would take for more passes for it.

    A spreadsheet program reads a web page, or the SYLK that begins with «ID;», behind the name of a CSV too.
    """
    if cabeza.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    llano = cabeza.removeprefix(b"\xef\xbb\xbf")
    ajeno = llano.startswith((b"MZ", b"PK\x03\x04", b"%PDF-", b"{\\rtf", b"#!", b"ID;")) or llano.lstrip()[:1] == b"<"
    return not ajeno and not any(byte < 0x20 and byte not in b"\t\n\v\f\r\x1a" for byte in llano)
