"""The attached JSON of an acta: exactly one, canonical, of a known format."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from enlace_app.dominio.actas import canonico
from enlace_app.dominio.version_publica import FORMATO_PUBLICO
from enlace_app.salida.pdf.sellado import NOMBRE_DE_FUENTE, NOMBRE_DE_FUENTE_PUBLICA
from enlace_app.salida.verificacion.limites import DATOS_MAXIMOS, Ilegible, inflar

if TYPE_CHECKING:
    import pikepdf

_FORMATOS: Final = re.compile(r"enlace-(?:acta/[12]|correccion/1)")
_ARCHIVOS_MAXIMOS: Final = 50
_NIVELES: Final = 8
_FORMATOS_POR_VENIR: Final = re.compile(r"enlace-(?:acta|correccion)/[1-9][0-9]{0,3}")


class AdjuntoMalo(Exception):
    """There is an attachment of ours and it is not as this program makes it; Spanish, for the user."""


class EsVersionPublica(Exception):
    """The attachment says that this is a public version: it has not the whole data, and proves nothing by itself."""


class EsMasNueva(Exception):
    """The attachment is of a format that a later version of this program made."""


@dataclass(frozen=True)
class Adjunto:
    """The JSON as read; `datos` are its exact bytes and `sha256` theirs, `descripcion` what the PDF says about it."""

    contenido: dict[str, Any] = field(repr=False)
    datos: bytes = field(repr=False)
    sha256: str
    descripcion: str

    @property
    def folio(self) -> str:
        """The folio that the content states."""
        return str(self.contenido["folio"])

    @property
    def version(self) -> int:
        """The version that the content states."""
        return int(self.contenido["version"])


def leer_adjunto(documento: "pikepdf.Pdf") -> Adjunto | None:
    """Return the attached JSON; None where the document has no attachment that claims to be its source.

    Raises:
        AdjuntoMalo: two of them, a damaged one, one that is not canonical or of no known format.
        EsVersionPublica: the attachment is what a public version carries.
        EsMasNueva: this version of the program cannot read it.
        FueraDeLimites: larger than an acta can be.
    """
    fichas = {ficha.objgen if ficha.is_indirect else (-n, 0): ficha for n, ficha in enumerate(_fichas(documento), 1)}
    fuentes = [f for f in fichas.values() if _es_fuente(f) or _nombre(f) == NOMBRE_DE_FUENTE]
    if not fuentes:
        return None
    if len(fuentes) > 1 or len(fichas) > 1:
        raise AdjuntoMalo("trae más de un archivo adjunto, y un acta lleva uno solo")
    ficha = fuentes[0]
    if _nombre(ficha) not in {NOMBRE_DE_FUENTE, NOMBRE_DE_FUENTE_PUBLICA} or not _es_fuente(ficha):
        raise AdjuntoMalo("el archivo de datos adjunto no está puesto como lo pone este programa")
    datos = _bytes(ficha)
    contenido = _interpretar(datos)
    if _nombre(ficha) != NOMBRE_DE_FUENTE:
        raise AdjuntoMalo("el archivo de datos adjunto no está puesto como lo pone este programa")
    return Adjunto(contenido, datos, hashlib.sha256(datos).hexdigest(), str(ficha.get("/Desc", "")))


def _fichas(documento: "pikepdf.Pdf") -> "Iterator[pikepdf.Object]":
    """Every file that the document names, in whichever of the places where one may hang."""
    import pikepdf

    raiz = documento.Root
    nombres = raiz.get("/Names")
    if isinstance(nombres, pikepdf.Dictionary) and "/EmbeddedFiles" in nombres:
        yield from _del_arbol(nombres["/EmbeddedFiles"], _NIVELES)
    asociados = raiz.get("/AF")
    if isinstance(asociados, pikepdf.Array):
        yield from _pocas(asociados)
    for hoja in documento.pages:
        for anotacion in hoja.obj.get("/Annots", []):
            if "/FS" in anotacion:
                yield anotacion["/FS"]
        if isinstance(hoja.obj.get("/AF"), pikepdf.Array):
            yield from _pocas(hoja.obj["/AF"])


def _del_arbol(nodo: "pikepdf.Object", niveles: int) -> "Iterator[pikepdf.Object]":
    if niveles == 0:
        raise AdjuntoMalo("su lista de archivos adjuntos no termina")
    yield from _pocas(nodo.get("/Names", []), cada=2)
    for hijo in _pocas(nodo.get("/Kids", [])):
        yield from _del_arbol(hijo, niveles - 1)


def _pocas(lista: Any, cada: int = 1) -> "list[pikepdf.Object]":
    elementos = list(lista)
    if len(elementos) > _ARCHIVOS_MAXIMOS:
        raise AdjuntoMalo("trae demasiados archivos adjuntos")
    return elementos[cada - 1 :: cada]


def _nombre(ficha: "pikepdf.Object") -> str:
    return str(ficha.get("/UF", ficha.get("/F", "")))


def _es_fuente(ficha: "pikepdf.Object") -> bool:
    return str(ficha.get("/AFRelationship", "")) == "/Source"


def _bytes(ficha: "pikepdf.Object") -> bytes:
    """The bytes, inflated by ourselves with a limit; all names of the file must mean the same ones."""
    import pikepdf

    partes = [ficha["/EF"][clave] for clave in ficha["/EF"].keys()]  # noqa: SIM118  pikepdf has no other iteration
    flujo = partes[0]
    if not isinstance(flujo, pikepdf.Stream) or any(p.objgen != flujo.objgen for p in partes):
        raise AdjuntoMalo("el archivo de datos adjunto no está puesto como lo pone este programa")
    filtro = flujo.get("/Filter")
    nombres = [str(f) for f in filtro] if isinstance(filtro, pikepdf.Array) else [str(filtro)] if filtro else []
    crudos = flujo.read_raw_bytes()
    if "/DecodeParms" in flujo or nombres not in ([], ["/FlateDecode"]):
        raise AdjuntoMalo("el archivo de datos adjunto no está puesto como lo pone este programa")
    if not nombres and len(crudos) > DATOS_MAXIMOS:
        raise AdjuntoMalo("el archivo de datos adjunto es demasiado grande para ser un acta")
    try:
        return inflar(crudos, DATOS_MAXIMOS) if nombres else crudos
    except Ilegible as error:
        raise AdjuntoMalo("el archivo de datos adjunto está dañado") from error


def _interpretar(datos: bytes) -> dict[str, Any]:
    try:
        contenido: dict[str, Any] = json.loads(datos.decode("utf-8"), parse_constant=_rehusar, parse_float=_rehusar)
        iguales = isinstance(contenido, dict) and canonico(contenido) == datos
    except (ValueError, RecursionError) as error:
        raise AdjuntoMalo("el archivo de datos adjunto no se puede leer") from error
    if not iguales:
        raise AdjuntoMalo("el archivo de datos adjunto no está escrito como lo escribe este programa")
    if contenido.get("formato") == FORMATO_PUBLICO:
        raise EsVersionPublica
    if not _FORMATOS.fullmatch(str(contenido.get("formato"))):
        if _FORMATOS_POR_VENIR.fullmatch(str(contenido.get("formato"))):
            raise EsMasNueva
        raise AdjuntoMalo("el archivo de datos adjunto no es de un formato de este programa")
    folio, version, cerrada = (contenido.get(c) for c in ("folio", "version", "cerrada"))
    if not (isinstance(folio, str) and folio and isinstance(version, int) and isinstance(cerrada, str)):
        raise AdjuntoMalo("al archivo de datos adjunto le falta el folio, la versión o el momento del cierre")
    return contenido


def _rehusar(_texto: str) -> Any:
    """An acta has no fractions and no infinities."""
    raise ValueError
