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
from enlace_app.salida.verificacion.limites import FueraDeLimites, Ilegible, abrir
from enlace_app.salida.verificacion.texto import falta_en, hay_texto_mayor, hojas_de_texto, sin_blancos

if TYPE_CHECKING:
    import pikepdf

Reimprimir = Callable[[Mapping[str, Any], str], bytes]
"""Print the content of an attachment again, given its hash, as it was printed to be signed."""
_DATOS_POR_IMPRIMIR: Final = 4 * 1024 * 1024
_TEXTO_MAXIMO: Final = 2 * MAXIMO_UTF16
"""Characters of one text; what is captured here has less, and longer ones take the engine minutes."""
_HOJA_DE_FIRMAS: Final = "hojadefirmas"
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class Parecido(Enum):
    """How the two prints agree."""

    MISMOS_BYTES = "mismos bytes"
    MISMO_DOCUMENTO = "mismo documento"
    MISMAS_PALABRAS = "mismas palabras"
    DATOS_PRESENTES = "datos presentes"
    CON_HOJA_DE_FIRMAS = "con hoja de firmas"
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
    if len(adjunto.datos) > _DATOS_POR_IMPRIMIR or hay_texto_mayor(adjunto.contenido, _TEXTO_MAXIMO):
        raise _NoSeImprime("sus datos son más de lo que cabe en un acta de este programa")
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
    if suyas == nuestras:
        return Cotejo(Parecido.MISMAS_PALABRAS)
    if any(adjunto.sha256[:8] not in hoja for hoja in suyas):
        return Cotejo(Parecido.OTRO_TEXTO, "no todas sus hojas llevan la huella de sus datos")
    if not con_efirma and any(_HOJA_DE_FIRMAS in hoja.casefold() for hoja in suyas):
        return Cotejo(Parecido.CON_HOJA_DE_FIRMAS)
    if _plantilla(adjunto.descripcion, adjunto) == _plantilla(_descripcion(nuevo), adjunto):
        distinta = next((n for n, (a, b) in enumerate(zip(suyas, nuestras, strict=False), 1) if a != b), len(suyas))
        return Cotejo(Parecido.OTRO_TEXTO, f"la hoja {distinta} no dice lo que dicen sus datos")
    falta = falta_en(suyas, adjunto.contenido, nuestras)
    if falta is not None:
        return Cotejo(Parecido.OTRO_TEXTO, f"en sus hojas no está lo que sus datos dicen en «{falta.donde}»")
    return Cotejo(Parecido.DATOS_PRESENTES)


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
