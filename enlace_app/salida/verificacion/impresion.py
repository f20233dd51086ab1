"""Does the printed text come from the attached JSON? It is printed again, and the two prints are compared.

Three answers of different strength: the same bytes; the same document once both are decompressed and written anew by
the same library (another compressor packs the same page differently); or, where another template or version printed
it, the same words as far as they can be found. Only the first two prove that nothing else is on the page.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from enlace_app.dominio.textos import MAXIMO_UTF16
from enlace_app.errores import ErrorDeEnlace
from enlace_app.salida.verificacion.adjunto import Adjunto, AdjuntoMalo, leer_adjunto
from enlace_app.salida.verificacion.hoja_de_firmas import Antes, antes_de_la_hoja, es_la_hoja_sola, primera_de_la_hoja
from enlace_app.salida.verificacion.limites import FueraDeLimites, Ilegible, abrir
from enlace_app.salida.verificacion.texto import (
    falta_en,
    hay_mas_piezas,
    hay_texto_mayor,
    hojas_de_texto,
    sin_blancos,
)

if TYPE_CHECKING:
    import pikepdf

Reimprimir = Callable[[Mapping[str, Any], str], bytes]
"""Print the content of an attachment again, given its hash, as it was printed to be signed."""
_DATOS_POR_IMPRIMIR: Final = 1024 * 1024
"""Bytes of JSON, as an acta of some hundred pages has; the engine takes ten seconds for the worst of them."""
_PIEZAS_POR_IMPRIMIR: Final = 8_000
"""Elements of lists: each is a paragraph or a row, however short, and costs a thousandth of a second."""
_TEXTO_MAXIMO: Final = 2 * MAXIMO_UTF16
"""Characters of one text; what is captured here has less, and longer ones take the engine minutes."""
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class Parecido(Enum):
    """How the two prints agree."""

    MISMOS_BYTES = "mismos bytes"
    MISMO_DOCUMENTO = "mismo documento"
    MISMAS_PALABRAS = "mismas palabras"
    OTRO_DIBUJO = "mismas palabras, otro dibujo"
    DATOS_PRESENTES = "datos presentes"
    CON_HOJA_DE_FIRMAS = "con hoja de firmas"
    HOJA_SOLA = "hoja de firmas sola"
    OTRO_TEXTO = "otro texto"
    NO_COMPARADO = "no comparado"


@dataclass(frozen=True)
class Cotejo:
    """The answer, and what is missing or why nothing could be compared, in Spanish."""

    parecido: Parecido
    detalle: str = ""


def cotejar(impreso: bytes, adjunto: Adjunto, reimprimir: Reimprimir, *, con_efirma: bool) -> Cotejo:
    """Compare a document (before its signatures) with what its own JSON prints.

    Without e.firma it may be the print with the sheet of signatures: what that adds is in no attachment.
    """
    try:
        nuevo = _otra_vez(adjunto, reimprimir)
    except _NoSeImprime as error:
        return Cotejo(Parecido.NO_COMPARADO, str(error))
    if nuevo == impreso:
        return Cotejo(Parecido.MISMOS_BYTES)
    try:
        with abrir(impreso) as suyo, abrir(nuevo) as nuestro:
            if _escrito_de_nuevo(suyo) == _escrito_de_nuevo(nuestro):
                return Cotejo(Parecido.MISMO_DOCUMENTO)
        return _por_sus_palabras(impreso, nuevo, adjunto, con_efirma=con_efirma)
    except (Ilegible, FueraDeLimites) as error:
        return Cotejo(Parecido.OTRO_TEXTO, str(error))


class _NoSeImprime(Exception):
    """Why the data could not be printed again; Spanish, for the user."""


def _otra_vez(adjunto: Adjunto, reimprimir: Reimprimir) -> bytes:
    if (
        len(adjunto.datos) > _DATOS_POR_IMPRIMIR
        or hay_texto_mayor(adjunto.contenido, _TEXTO_MAXIMO)
        or hay_mas_piezas(adjunto.contenido, _PIEZAS_POR_IMPRIMIR)
    ):
        raise _NoSeImprime("sus datos son tantos que imprimirlos otra vez tardaría demasiado")
    try:
        return reimprimir(adjunto.contenido, adjunto.sha256)
    except ErrorDeEnlace as error:
        raise _NoSeImprime(f"sus datos no se pudieron volver a imprimir. {str(error).rstrip('.')}") from error
    except Exception as error:  # the content is a stranger's: whatever it makes the engine raise
        raise _NoSeImprime(f"sus datos no se pudieron volver a imprimir ({type(error).__name__})") from error


def _escrito_de_nuevo(documento: "pikepdf.Pdf") -> bytes:
    """The same document in the library's own order, nothing compressed: equal bytes mean an equal document."""
    import pikepdf

    if "/ID" in documento.trailer:
        del documento.trailer["/ID"]
    salida = BytesIO()
    documento.save(
        salida,
        static_id=True,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        fix_metadata_version=False,
    )
    return salida.getvalue()


def _por_sus_palabras(impreso: bytes, nuevo: bytes, adjunto: Adjunto, *, con_efirma: bool) -> Cotejo:
    suyas, nuestras = hojas_de_texto(impreso), hojas_de_texto(nuevo)
    misma = _plantilla(adjunto.descripcion, adjunto) == _plantilla(_descripcion(nuevo), adjunto)
    if suyas == nuestras:
        otro = misma and _cambia_el_dibujo(impreso, nuevo)
        return Cotejo(Parecido.OTRO_DIBUJO if otro else Parecido.MISMAS_PALABRAS)
    if any(adjunto.sha256[:8] not in hoja for hoja in suyas):
        return Cotejo(Parecido.OTRO_TEXTO, "no todas sus hojas llevan la huella de sus datos")
    primera = None if con_efirma else primera_de_la_hoja(suyas, adjunto.sha256)
    if primera == 0 and not misma and es_la_hoja_sola(suyas):
        return Cotejo(Parecido.HOJA_SOLA)
    return _sin_la_hoja(suyas[:primera], nuestras, adjunto, misma_plantilla=misma, con_hoja=primera is not None)


def _sin_la_hoja(
    suyas: list[str], nuestras: list[str], adjunto: Adjunto, *, misma_plantilla: bool, con_hoja: bool
) -> Cotejo:
    falta = falta_en(suyas, adjunto.contenido, nuestras)
    if falta is not None:
        return Cotejo(Parecido.OTRO_TEXTO, f"en sus hojas no está lo que sus datos dicen en «{falta.donde}»")
    if not misma_plantilla:
        return Cotejo(Parecido.DATOS_PRESENTES)
    if con_hoja:
        return _con_hoja(antes_de_la_hoja(suyas, nuestras))
    distinta = next((n for n, (a, b) in enumerate(zip(suyas, nuestras, strict=False), 1) if a != b), len(suyas))
    return Cotejo(Parecido.OTRO_TEXTO, f"la hoja {distinta} no dice lo que dicen sus datos")


def _con_hoja(antes: Antes) -> Cotejo:
    if antes.distinta is not None:
        return Cotejo(Parecido.OTRO_TEXTO, f"la hoja {antes.distinta} no dice lo que dicen sus datos")
    if antes.sin_comparar is not None:
        return Cotejo(Parecido.NO_COMPARADO, f"{antes.sin_comparar}; mire las hojas")
    return Cotejo(Parecido.CON_HOJA_DE_FIRMAS)


def _cambia_el_dibujo(impreso: bytes, nuevo: bytes) -> bool:
    """Whether pages that the same library wrote from the same template are drawn otherwise.

    Another library, which the file names as well, may draw the same page in other words.
    """
    with abrir(impreso) as suyo, abrir(nuevo) as nuestro:
        if str(suyo.docinfo.get("/Producer", "")) != str(nuestro.docinfo.get("/Producer", "")):
            return False
        return _solo_hojas(suyo) != _solo_hojas(nuestro)


def _solo_hojas(documento: "pikepdf.Pdf") -> bytes:
    """The pages with all that they draw, and nothing else of the document."""
    import pikepdf

    with pikepdf.new() as suelto:
        suelto.pages.extend(documento.pages)
        return _escrito_de_nuevo(suelto)


def _descripcion(pdf: bytes) -> str:
    try:
        with abrir(pdf) as documento:
            adjunto = leer_adjunto(documento)
    except AdjuntoMalo:
        return ""
    return adjunto.descripcion if adjunto else ""


def _plantilla(descripcion: str, adjunto: Adjunto) -> str | None:
    """The hash of the template file, as the description of the attachment names it."""
    otras = [h for h in _SHA256.findall(sin_blancos(descripcion).lower()) if h != adjunto.sha256]
    return otras[0] if len(otras) == 1 else None
