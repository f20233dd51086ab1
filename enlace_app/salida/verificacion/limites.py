"""How much of a stranger's file is looked at, and how it is opened: bounded in bytes, pages, depth and filters.

Limits, not promises of safety: a file beyond them is not examined, and the answer says so.
"""

import base64
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pikepdf

TAMANO_MAXIMO: Final = 60 * 1024 * 1024
"""Bytes of a file that is looked at at all: an acta of sixty pages has a hundred thousand."""
HOJAS_MAXIMAS: Final = 3_000
DATOS_MAXIMOS: Final = 20 * 1024 * 1024
"""Bytes of the attached JSON."""
PROFUNDIDAD_MAXIMA: Final = 60
_INFLADO_MAXIMO: Final = 64 * 1024 * 1024
"""Bytes that one compressed stream may grow to."""
_TRABAJO_MAXIMO: Final = 384 * 1024 * 1024
"""Bytes that all of them may hold and grow to, together."""
_TROZO: Final = 1 << 16
_SALIDA: Final = 1 << 20
_DEFLATE: Final = 8
_COSTO: Final = 4096
"""What each stream counts at least."""
_DICCIONARIO: Final = 8192
_PESO_DE_LETRAS: Final = 16
"""What a byte in ASCII85 counts: each is looked for its end, decoded, and only then inflated."""
_LETRAS_MAXIMAS: Final = 8 * 1024 * 1024
"""Bytes of one stream in ASCII85: decoding them takes thirty times their room."""
_FLUJO: Final = re.compile(rb"(?<![A-Za-z0-9])stream[ \t]{0,64}(?:\r\n|\n|\r)")
_NOMBRE_DE_FILTRO: Final = re.compile(rb"/Filter\s*(\[[^\]]*\]|/[A-Za-z0-9]+)")
_EN_LETRAS: Final = b"[/ASCII85Decode/FlateDecode]"
_FILTROS_CONOCIDOS: Final = frozenset(
    {b"", b"/FlateDecode", b"[/FlateDecode]", _EN_LETRAS, b"/DCTDecode", b"[/DCTDecode]", b"[/ASCII85Decode/DCTDecode]"}
)
_SIN_MEDIDA: Final = "al descomprimirlo crece sin medida"
_FILTROS: Final = 2
_CONTENEDOR: Final = 200_000
_DANADO: Final = 200


class FueraDeLimites(Exception):
    """The file asks for more than is given to a file of unknown origin; the message is Spanish, for the user."""


class Ilegible(Exception):
    """No PDF that could be read; the message is Spanish, for the user."""


def medir(pdf: bytes) -> None:
    """Raise `FueraDeLimites` for a file that would grow too large when it is read, `Ilegible` for a concealed one.

    Every stream that a reader can reach begins after a `stream` keyword, and its dictionary stands before that: it
    must name one of the few filters that this program writes, in plain letters, and what it packs is inflated here,
    piece by piece, and thrown away. So no library meets a packing that it would unpack without measure.
    """
    if len(pdf) > TAMANO_MAXIMO:
        raise FueraDeLimites(f"pasa de {TAMANO_MAXIMO // 1024 // 1024} MB")
    vista, resto = memoryview(pdf), _TRABAJO_MAXIMO
    for hallado in _FLUJO.finditer(pdf):
        filtro = _filtro(pdf, hallado.start())
        tope = min(resto, _INFLADO_MAXIMO)
        if filtro == _EN_LETRAS:
            letras = _de_letras(pdf, hallado.end(), min(resto // _PESO_DE_LETRAS, _LETRAS_MAXIMAS))
            resto -= len(letras) * _PESO_DE_LETRAS + _inflado(memoryview(_decodificado(letras)), tope)
        else:
            # Looked at whatever its dictionary says: another reader may see another dictionary.
            resto -= _inflado(vista[hallado.end() :], tope)
        resto -= _COSTO
        if resto <= 0:
            raise FueraDeLimites(_SIN_MEDIDA)


def _filtro(pdf: bytes, hasta: int) -> bytes:
    """The filter that the dictionary before a stream names, without spaces; empty without one."""
    desde = pdf.rfind(b"obj", max(0, hasta - _DICCIONARIO), hasta)
    diccionario = pdf[desde:hasta].rstrip()
    if desde < 0 or not diccionario.endswith(b">>"):
        raise Ilegible("su estructura no es la que escribe este programa")
    # The only name that needs an escape is the MIME type of the attachment.
    if b"#" in diccionario.replace(b"/application#2fjson", b"") or b"%" in diccionario:
        raise Ilegible("su estructura no es la que escribe este programa")
    hallado = _NOMBRE_DE_FILTRO.findall(diccionario)
    filtro = b"".join(hallado[0].split()) if hallado else b""
    if len(hallado) > 1 or filtro not in _FILTROS_CONOCIDOS or (filtro == b"" and b"/Filter" in diccionario):
        raise Ilegible("usa una compresión que este programa no usa")
    return filtro


def _de_letras(pdf: bytes, desde: int, tope: int) -> bytes:
    """The letters of a stream in ASCII85 up to their end mark, which is looked for no further than `tope`."""
    fin = pdf.find(b"~>", desde, desde + tope)
    if fin < 0 and desde + tope < len(pdf):
        raise FueraDeLimites(_SIN_MEDIDA)
    if fin < 0:
        raise Ilegible("un dato comprimido está cortado")
    return pdf[desde:fin]


def _decodificado(letras: bytes) -> bytes:
    """What they stand for; nothing where they are broken, which no reader gets further than."""
    try:
        return base64.a85decode(letras)
    except ValueError:
        return b""


def _inflado(datos: memoryview, tope: int) -> int:
    """How many bytes go into and come out of a compressed stream; raises as soon as they pass `tope`."""
    if not datos or datos[0] & 0x0F != _DEFLATE:
        return 0
    maquina, trabajo = zlib.decompressobj(), 0
    try:
        for leido in range(0, len(datos), _TROZO):
            pendiente: bytes | memoryview = datos[leido : leido + _TROZO]
            while pendiente and not maquina.eof:
                antes = len(pendiente)
                trabajo += len(maquina.decompress(pendiente, _SALIDA))
                pendiente = maquina.unconsumed_tail
                trabajo += antes - len(pendiente) - len(maquina.unused_data)
                if trabajo > tope:
                    raise FueraDeLimites(_SIN_MEDIDA)
            if maquina.eof:
                break
    except zlib.error:
        pass  # no compressed stream, or a broken one: no reader gets further than this
    return trabajo


def inflar(datos: bytes, tope: int) -> bytes:
    """Return what a zlib stream holds; `FueraDeLimites` beyond `tope` bytes, `Ilegible` where it is broken."""
    maquina = zlib.decompressobj()
    try:
        hecho = maquina.decompress(datos, tope + 1)
    except zlib.error as error:
        raise Ilegible("un dato comprimido está dañado") from error
    if len(hecho) > tope:
        raise FueraDeLimites(_SIN_MEDIDA)
    if not maquina.eof:
        raise Ilegible("un dato comprimido está cortado")
    return hecho


@contextmanager
def abrir(pdf: bytes) -> "Iterator[pikepdf.Pdf]":
    """Open a measured PDF for reading.

    Raises:
        FueraDeLimites: too many pages, or a limit of the library was reached.
        Ilegible: broken, encrypted, or no PDF.
    """
    import pikepdf
    from pikepdf import settings

    settings.set_qpdf_limits(
        flate_max_memory=_INFLADO_MAXIMO,
        run_length_max_memory=_INFLADO_MAXIMO,
        png_max_memory=_INFLADO_MAXIMO,
        tiff_max_memory=_INFLADO_MAXIMO,
        dct_max_memory=_INFLADO_MAXIMO,
        max_stream_filters=_FILTROS,
        parser_max_container_size=_CONTENEDOR,
        parser_max_container_size_damaged=_DANADO,
        doc_max_warnings=50,
    )
    try:
        with pikepdf.open(BytesIO(pdf), attempt_recovery=False, suppress_warnings=True) as documento:
            if documento.is_encrypted:
                raise Ilegible("está cifrado con contraseña")
            if len(documento.pages) > HOJAS_MAXIMAS:
                raise FueraDeLimites(f"tiene más de {HOJAS_MAXIMAS} hojas")
            yield documento
    except pikepdf.PasswordError as error:
        raise Ilegible("está cifrado con contraseña") from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError, pikepdf.DependencyError) as error:
        raise Ilegible("su estructura está dañada") from error
    except (RecursionError, ValueError, TypeError, KeyError, IndexError, AttributeError, MemoryError) as error:
        raise Ilegible("su estructura no es la de un PDF entero") from error
