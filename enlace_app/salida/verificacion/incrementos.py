"""What the signatures added to the document that was printed: nothing but themselves, each in its own cell."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.efirma.lectura import FirmaElectronica, firmas_de
from enlace_app.salida.verificacion.intacto import NoIntacto, exigir_intacto
from enlace_app.salida.verificacion.limites import FueraDeLimites, Ilegible
from enlace_app.salida.verificacion.puerta import Hueco

_FIN: Final = b"%%EOF"
_ILEGIBLE: Final = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    OverflowError,
)


class IncrementosMalos(Exception):
    """Something else than signatures came, or they do not hold; Spanish, for the user."""


@dataclass(frozen=True)
class Incrementos:
    """The document before any signature (`impreso`, the beginning of the file's bytes), and the signatures."""

    impreso: bytes = field(repr=False)
    firmas: tuple[FirmaElectronica, ...]

    @property
    def cerrado(self) -> bool:
        """Whether the last signature lets nothing more be added."""
        return any(firma.bloquea for firma in self.firmas)


def separar(pdf: bytes, hueco: Hueco, autoridades: Sequence[bytes] = ()) -> Incrementos:
    """Take the signatures from the document that they sign; `autoridades` as in `firmas_de`.

    Raises:
        IncrementosMalos: a signature that does not hold, an increment that is no signature, a block outside its cell.
    """
    impreso = _antes_de_firmar(pdf, hueco)
    try:
        firmas = firmas_de(pdf, autoridades)
    except ErrorDeNegocio as error:
        raise IncrementosMalos("sus firmas no se pueden leer: el archivo está dañado") from error
    _exigir_sostenidas(firmas, hueco)
    _exigir_solo_firmas(pdf, len(firmas))
    try:
        exigir_intacto(impreso, pdf)
    except NoIntacto as error:
        raise IncrementosMalos(str(error)) from error
    except (Ilegible, FueraDeLimites) as error:
        raise IncrementosMalos("lo que se imprimió ya no se puede leer") from error
    return Incrementos(impreso, tuple(firmas))


def _antes_de_firmar(pdf: bytes, hueco: Hueco) -> bytes:
    fin = pdf.rfind(_FIN, 0, hueco.primera)
    if fin < 0:
        raise IncrementosMalos("la firma no está puesta sobre un documento ya impreso")
    fin += len(_FIN)
    for salto in (b"\r\n", b"\n", b"\r"):
        if pdf.startswith(salto, fin):
            return pdf[: fin + len(salto)]
    return pdf[:fin]


def _exigir_sostenidas(firmas: Sequence[FirmaElectronica], hueco: Hueco) -> None:
    if len(firmas) != hueco.cuantas or not firmas:
        raise IncrementosMalos("no todas sus firmas están a la vista")
    for firma in firmas:
        if not firma.integra:
            raise IncrementosMalos(f"lo que firmó {firma.nombre} cambió después")
        if not firma.valida:
            raise IncrementosMalos(f"la firma de {firma.nombre} no corresponde a su certificado")
        if not firma.solo_firmas_despues:
            raise IncrementosMalos(f"después de la firma de {firma.nombre} se agregó algo que no es una firma")
    if not firmas[-1].cubre_todo:
        raise IncrementosMalos("su última firma no abarca el archivo entero")


def _exigir_solo_firmas(pdf: bytes, cuantas: int) -> None:
    """Each signature is one revision, and its visible block lies in the cell that was left for one."""
    from io import BytesIO

    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        lector = PdfFileReader(BytesIO(pdf), strict=True)
        if lector.xrefs.total_revisions != cuantas + 1:
            raise IncrementosMalos("además de las firmas se le agregó algo")
        _exigir_bloques_en_su_lugar(lector)
    except PdfError as error:
        raise IncrementosMalos("sus firmas no se pueden leer: el archivo está dañado") from error
    except _ILEGIBLE as error:
        raise IncrementosMalos("sus firmas no se pueden leer: el archivo está dañado") from error


def _exigir_bloques_en_su_lugar(lector: Any) -> None:
    """A block is drawn over the page: outside the cell that was left for it, it could cover what was agreed."""
    from enlace_app.salida.efirma.casillas import casillas_de, ocupadas

    libres = list(casillas_de(lector).values())
    for bloque in ocupadas(lector):
        if not any(_cabe(bloque, libre) for libre in libres):
            raise IncrementosMalos("el bloque visible de una firma está fuera de su lugar y tapa parte de la hoja")


def _cabe(bloque: Any, libre: Any) -> bool:
    (x1, y1, x2, y2), (a1, b1, a2, b2) = bloque.rectangulo, libre.rectangulo
    return bool(
        bloque.pagina == libre.pagina and x1 >= a1 - 0.5 and y1 >= b1 - 0.5 and x2 <= a2 + 0.5 and y2 <= b2 + 0.5
    )
