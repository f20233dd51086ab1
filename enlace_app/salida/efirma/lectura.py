"""Reading the electronic signatures of a PDF back, without any network.

For each signature the questions are apart, because their answers mean different things: are the bytes that it covers
still those (`integra`), is it the signature of its certificate (`valida`), did only signatures come after it
(`solo_firmas_despues`), does it lock the file (`bloquea`), does the certificate come from an authority that somebody
vouched for (`cadena`). `se_sostiene` is the first three.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import Any, Final

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature, async_validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleTrustManager

from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.efirma.biblioteca import preparar_biblioteca
from enlace_app.salida.efirma.certificado import BITS_MINIMOS, CertificadoSAT, leer_certificado

MOTIVO: Final = "Firma del acta con e.firma"
PROTESTA: Final = "; bajo protesta: "
"""What the signature itself says that it is for; after the second, the reason of one who protests."""
_RESUMENES: Final = frozenset({"sha256", "sha384", "sha512"})


class Cadena(StrEnum):
    """Whether the certificate was issued by an authority that was given; without one that cannot be known."""

    COMPROBADA = "comprobada"
    NO_COMPROBADA = "no_comprobada"


@dataclass(frozen=True, slots=True)
class FirmaElectronica:
    """One signature of a PDF, in the order in which they were made.

    `instante` is what the signing computer's clock said (None: not stated); `vigente` whether the certificate was in
    force then. `cubre_hasta` is the number of bytes from the start of the file that it covers, its own container
    apart; `cubre_todo`, whether that is the whole file. `protesta` is why she signed under protest, if she did.
    `pagina` is None for an invisible one.
    """

    nombre: str
    numero: str
    huella_certificado: str
    instante: datetime | None
    vigente: bool
    cubre_hasta: int
    cubre_todo: bool
    integra: bool
    valida: bool
    solo_firmas_despues: bool
    bloquea: bool
    cadena: Cadena
    protesta: str | None
    rfc: str | None = field(repr=False)

    @property
    def se_sostiene(self) -> bool:
        """Whether what it covers is what was signed, by its certificate, and nothing but signatures came after."""
        return self.integra and self.valida and self.solo_firmas_despues


def firmas_de(pdf: bytes, autoridades: Sequence[bytes] = ()) -> list[FirmaElectronica]:
    """Return the signatures of a PDF; an empty list if it has none.

    `autoridades` are certificates (DER) of authorities that the institution trusts. Raises `ErrorDeNegocio` if one
    of them is none, if the bytes cannot be read as a PDF, or a signature in it not as one: of a broken file nothing can
    be said.
    """
    preparar_biblioteca()
    confiables = [leer_autoridad(der) for der in autoridades]
    try:
        lector = PdfFileReader(BytesIO(pdf), strict=True)
        halladas = lector.embedded_signatures
        if not halladas:
            return []
        cortes = {_fin(hallada) for hallada in halladas}
        firmadas = {hallada.signed_revision for hallada in halladas}
        despues = range(min(firmadas), lector.xrefs.total_revisions)
        # Whoever appends something that is no signature touches all who signed before.
        solo_firmas = len(pdf) in cortes and firmadas.issuperset(despues)
        return [_leer(hallada, pdf, confiables, solo_firmas) for hallada in halladas]
    except ErrorDeNegocio:
        raise
    except Exception as error:
        # Of a damaged or hostile file the libraries raise whatever comes: zlib's errors, KeyError, RecursionError…
        raise ErrorDeNegocio("El archivo no se puede leer como PDF firmado: está dañado o incompleto.") from error


def leer_autoridad(der: bytes) -> Any:
    """Return the certificate of an authority; raises `ErrorDeNegocio` if it is none."""
    preparar_biblioteca()
    try:
        leida = x509.Certificate.load(der, strict=True)
        es_autoridad = bool(leida.ca)
    except (ValueError, TypeError):
        es_autoridad = False
    if not es_autoridad:
        raise ErrorDeNegocio(
            "Entre los certificados de autoridades hay un archivo que no lo es; deje en esa carpeta sólo los de las "
            "autoridades certificadoras del SAT."
        )
    return leida


def _leer(hallada: EmbeddedPdfSignature, pdf: bytes, confiables: list[Any], solo_firmas: bool) -> FirmaElectronica:
    certificado = leer_certificado(hallada.signer_cert.dump())
    instante = hallada.self_reported_timestamp
    if instante is not None and instante.tzinfo is None:
        instante = None
    estado = asyncio.run(_comprobar(hallada, confiables, instante))
    contigua = _contigua(hallada, pdf)
    return FirmaElectronica(
        nombre=certificado.nombre,
        numero=certificado.numero,
        huella_certificado=certificado.huella,
        instante=instante,
        vigente=instante is not None and certificado.vigente(instante),
        cubre_hasta=_fin(hallada),
        cubre_todo=contigua and _fin(hallada) == len(pdf),
        integra=bool(estado.intact) and contigua,
        valida=_valida(estado, certificado),
        solo_firmas_despues=solo_firmas and contigua and _solo_firmas(estado),
        bloquea=hallada.docmdp_level == MDPPerm.NO_CHANGES,
        cadena=Cadena.COMPROBADA if confiables and estado.trusted else Cadena.NO_COMPROBADA,
        protesta=str(hallada.sig_object.get("/Reason", "")).partition(PROTESTA)[2] or None,
        rfc=certificado.rfc,
    )


async def _comprobar(
    hallada: EmbeddedPdfSignature, confiables: list[Any], instante: datetime | None
) -> PdfSignatureStatus:
    """Never a look at the network, nor at the authorities of this computer's browser."""
    contexto = ValidationContext(
        trust_manager=SimpleTrustManager.build(trust_roots=confiables),
        other_certs=confiables,
        moment=instante,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    return await async_validate_pdf_signature(hallada, signer_validation_context=contexto)


def _valida(estado: PdfSignatureStatus, certificado: CertificadoSAT) -> bool:
    return bool(estado.valid) and estado.md_algorithm in _RESUMENES and certificado.bits >= BITS_MINIMOS


def _solo_firmas(estado: PdfSignatureStatus) -> bool:
    nivel = estado.modification_level
    return (
        estado.coverage is not None
        and estado.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
        and nivel is not None
        and nivel <= ModificationLevel.FORM_FILLING
        and bool(estado.docmdp_ok)
    )


def _fin(hallada: EmbeddedPdfSignature) -> int:
    return int(hallada.byte_range[2]) + int(hallada.byte_range[3])


def _contigua(hallada: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """Whether it covers everything from the first byte on, but for the hexadecimal digits of its own container."""
    if len(hallada.byte_range) != 4:
        return False
    inicio, largo, sigue, resto = (int(numero) for numero in hallada.byte_range)
    hueco = pdf[largo:sigue]
    return (
        inicio == 0
        and 0 < largo < sigue
        and resto >= 0
        and sigue + resto <= len(pdf)
        and hueco[:1] == b"<"
        and hueco[-1:] == b">"
        and len(hueco) == 2 * len(hallada.pkcs7_content) + 2
    )
