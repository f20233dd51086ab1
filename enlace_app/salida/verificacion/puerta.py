"""The cheap gate: does the last signature cover the whole file, and does it hold?

Most altered files end here within milliseconds, before any PDF library has looked at them. Only the bytes and the
cryptographic message inside the signature are read: the place of the hole is told by /ByteRange, the last one of the
file.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from asn1crypto import cms, x509

_RANGO: Final = re.compile(rb"/ByteRange\s{0,8}\[\s{0,8}(\d{1,10})((?:\s{1,8}\d{1,10}){3})\s{0,40}\]")
_FIRMA_MAXIMA: Final = 256 * 1024
_FIRMAS_MAXIMAS: Final = 60
_SET: Final = b"\x31"
_TIPO: Final = "1.2.840.113549.1.9.3"
_RESUMEN: Final = "1.2.840.113549.1.9.4"
_CERTIFICADO: Final = "1.2.840.113549.1.9.16.2.47"
_DIGESTOS: Final = frozenset({"sha256", "sha384", "sha512"})


class PuertaCerrada(Exception):
    """The bytes are not those that were signed; the message is Spanish, for the user."""


@dataclass(frozen=True)
class Hueco:
    """Where the last signature lies: the bytes before `desde` and from `hasta` on are what it covers."""

    desde: int
    hasta: int
    primera: int
    """Where the first /ByteRange stands: what was there before any signature ends before it."""
    cuantas: int


def pasar(pdf: bytes) -> Hueco | None:
    """Return the place of the last signature once it was proved to cover and fit every other byte; None without one.

    Raises:
        PuertaCerrada: something was changed, added or cut off since that signature, or it is no signature.
    """
    rangos = list(_RANGO.finditer(pdf))
    if not rangos:
        if b"/ByteRange" in pdf or b"/AcroForm" in pdf:
            raise PuertaCerrada("tiene el lugar de una firma, pero la firma está dañada o se quitó")
        return None
    if len(rangos) > _FIRMAS_MAXIMAS or pdf.count(b"/ByteRange") != len(rangos):
        raise PuertaCerrada("una de sus firmas está dañada")
    ultimo = rangos[-1]
    inicio, *otros = (int(n) for n in (ultimo[1], *ultimo[2].split()))
    desde, hasta, largo = otros
    if inicio != 0 or not desde < hasta or hasta + largo != len(pdf):
        raise PuertaCerrada(
            "su última firma no abarca el archivo entero: después de firmado se le agregó o se le quitó algo"
        )
    hueco = pdf[desde:hasta]
    if not (hueco.startswith(b"<") and hueco.endswith(b">")) or len(hueco) > 2 * _FIRMA_MAXIMA:
        raise PuertaCerrada("el lugar de la última firma no contiene sólo la firma")
    _verificar(hueco[1:-1], pdf[:desde], memoryview(pdf)[hasta:])
    return Hueco(desde, hasta, rangos[0].start(), len(rangos))


def _verificar(hexadecimal: bytes, antes: bytes, despues: memoryview) -> None:
    try:
        crudo = bytes.fromhex(hexadecimal.decode("ascii"))
        firmado, firmante, certificado = _leer(crudo)
        algoritmo = firmante["digest_algorithm"]["algorithm"].native
        digesto = _digesto(algoritmo, antes, despues)
        atributos = firmante["signed_attrs"]
        # The signature is over the same bytes as a SET, not as the [0] of the message.
        dicho = _SET + atributos.dump()[1:]
        valores = {a["type"].dotted: a["values"] for a in atributos}
        declarado = valores[_RESUMEN][0].native
        tipo = valores[_TIPO][0].native
        suelta = firmado["encap_content_info"]["content"].native is None
        # The signature names its certificate by hash: nobody else's, nor a retouched one, can be put in its place.
        es_el_suyo = hashlib.sha256(certificado.dump()).digest() in valores[_CERTIFICADO].dump()
    except PuertaCerrada:
        raise
    except Exception as error:  # asn1crypto raises whatever a hostile structure makes it raise
        raise PuertaCerrada("su última firma está dañada") from error
    if declarado != digesto or tipo != "data" or not suelta:
        raise PuertaCerrada("su contenido cambió después de la última firma")
    if not es_el_suyo or not _corresponde(certificado, firmante, dicho):
        raise PuertaCerrada("su última firma no corresponde al certificado que trae")


def _digesto(algoritmo: str, antes: bytes, despues: memoryview) -> bytes:
    if algoritmo not in _DIGESTOS:
        raise PuertaCerrada("su última firma usa un método que ya no se acepta")
    suma = hashlib.new(algoritmo, antes)
    suma.update(despues)
    return suma.digest()


def _leer(crudo: bytes) -> "tuple[cms.SignedData, cms.SignerInfo, x509.Certificate]":
    """The parts of the message; the rest of its room must be zeros, where nothing can hide."""
    from asn1crypto import cms
    from asn1crypto.parser import peek

    largo = peek(crudo)
    if any(crudo[largo:]):
        raise PuertaCerrada("el lugar de la última firma no contiene sólo la firma")
    sobre = cms.ContentInfo.load(crudo[:largo], strict=True)
    firmado = sobre["content"]
    (firmante,) = firmado["signer_infos"]
    serie = firmante["sid"].chosen["serial_number"].native
    emisor = firmante["sid"].chosen["issuer"]
    candidatos = [
        c.chosen for c in firmado["certificates"] if c.name == "certificate" and c.chosen.serial_number == serie
    ]
    (certificado,) = [c for c in candidatos if c.issuer.dump() == emisor.dump()]
    return firmado, firmante, certificado


def _corresponde(certificado: "x509.Certificate", firmante: "cms.SignerInfo", dicho: bytes) -> bool:
    """Whether the key of the certificate made this signature over these attributes."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        llave = load_der_public_key(certificado.public_key.dump())
        resumen = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}[
            firmante["digest_algorithm"]["algorithm"].native
        ]
        metodo = firmante["signature_algorithm"].signature_algo
        firma = firmante["signature"].native
        if isinstance(llave, rsa.RSAPublicKey) and metodo == "rsassa_pss":
            relleno = padding.PSS(mgf=padding.MGF1(resumen), salt_length=padding.PSS.AUTO)
            llave.verify(firma, dicho, relleno, resumen)
        elif isinstance(llave, rsa.RSAPublicKey) and metodo == "rsassa_pkcs1v15":
            llave.verify(firma, dicho, padding.PKCS1v15(), resumen)
        elif isinstance(llave, ec.EllipticCurvePublicKey) and metodo == "ecdsa":
            llave.verify(firma, dicho, ec.ECDSA(resumen))
        else:
            return False
    except (InvalidSignature, ValueError, KeyError, TypeError, OverflowError):
        return False
    return True
