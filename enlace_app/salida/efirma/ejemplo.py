"""Self-made certificates for the demonstration: built as the SAT builds them, and plainly of nobody.

The keys are made in memory and given away with a password that everybody may know; nothing signed with them says
anything about anyone.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

RFC_DE_EJEMPLO: Final = "XAXX010101000"
CURP_DE_EJEMPLO: Final = "XEXX010101HNEXXXA4"
"""The generic keys that Mexican forms use where there is no person."""
AUTORIDAD_DE_EJEMPLO: Final = "AUTORIDAD DE EJEMPLO SIN VALIDEZ"
_VIGENCIA: Final = timedelta(days=4 * 365)
_BITS: Final = 2048


@dataclass(frozen=True, slots=True)
class EfirmaDeEjemplo:
    """What a person keeps of her e.firma: certificate and encrypted key (DER), and the password."""

    cer: bytes = field(repr=False)
    key: bytes = field(repr=False)
    contrasena: str = field(repr=False)


@dataclass(frozen=True)
class AutoridadDeEjemplo:
    """An authority that issues examples; `cer` is its certificate (DER), to trust it where that is to be shown."""

    cer: bytes = field(repr=False)
    _llave: "RSAPrivateKey" = field(repr=False)

    @classmethod
    def crear(cls, desde: datetime) -> "AutoridadDeEjemplo":
        """Make one whose certificate is in force ten years from `desde` (with zone)."""
        from cryptography import x509
        from cryptography.hazmat.primitives.asymmetric import rsa
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.serialization import Encoding

        llave = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
        nombre = _nombre(AUTORIDAD_DE_EJEMPLO, RFC_DE_EJEMPLO, None)
        certificado = (
            x509.CertificateBuilder()
            .subject_name(nombre)
            .issuer_name(nombre)
            .public_key(llave.public_key())
            .serial_number(numero_de_serie(0))
            .not_valid_before(desde)
            .not_valid_after(desde + timedelta(days=3650))
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_uso(firma_certificados=True), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(llave.public_key()), critical=False)
            .sign(llave, SHA256())
        )
        return cls(certificado.public_bytes(Encoding.DER), llave)

    def emitir(
        self,
        nombre: str,
        llave: "RSAPrivateKey",
        *,
        consecutivo: int,
        desde: datetime,
        hasta: datetime | None = None,
        es_efirma: bool = True,
    ) -> bytes:
        """Return a certificate (DER) for a key: of an e.firma, or of a CSD, which only signs invoices."""
        from cryptography import x509
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.serialization import Encoding
        from cryptography.x509.oid import ExtendedKeyUsageOID

        propio = x509.load_der_x509_certificate(self.cer)
        constructor = (
            x509.CertificateBuilder()
            .subject_name(_nombre(nombre, f"{RFC_DE_EJEMPLO} / {RFC_DE_EJEMPLO}", CURP_DE_EJEMPLO))
            .issuer_name(propio.subject)
            .public_key(llave.public_key())
            .serial_number(numero_de_serie(consecutivo))
            .not_valid_before(desde)
            .not_valid_after(hasta or desde + _VIGENCIA)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_uso(es_efirma=es_efirma), critical=False)
        )
        if es_efirma:
            usos = [ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.CLIENT_AUTH]
            constructor = constructor.add_extension(x509.ExtendedKeyUsage(usos), critical=False)
        return constructor.sign(self._llave, SHA256()).public_bytes(Encoding.DER)


def efirma_de_ejemplo(
    autoridad: AutoridadDeEjemplo, nombre: str, *, consecutivo: int, desde: datetime, contrasena: str
) -> EfirmaDeEjemplo:
    """Make key and certificate of one invented signatory; the key comes encrypted (PBES2, AES-256)."""
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

    llave = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
    cifrada = llave.private_bytes(Encoding.DER, PrivateFormat.PKCS8, BestAvailableEncryption(contrasena.encode()))
    cer = autoridad.emitir(nombre, llave, consecutivo=consecutivo, desde=desde)
    return EfirmaDeEjemplo(cer, cifrada, contrasena)


def numero_de_serie(consecutivo: int) -> int:
    """Return the serial number as the SAT writes it: twenty digits, each a byte of ASCII."""
    return int.from_bytes(f"{99999000000000000000 + consecutivo:020d}".encode("ascii"), "big")


def _nombre(nombre: str, rfc: str, curp: str | None) -> "x509.Name":
    from cryptography import x509
    from cryptography.x509.name import _ASN1Type
    from cryptography.x509.oid import NameOID

    atributos = [
        x509.NameAttribute(NameOID.COMMON_NAME, nombre),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, nombre),
        x509.NameAttribute(NameOID.COUNTRY_NAME, "MX"),
        # The standard wants a BIT STRING here; the SAT writes this, and readers must bear it.
        x509.NameAttribute(NameOID.X500_UNIQUE_IDENTIFIER, rfc, _type=_ASN1Type.PrintableString),
    ]
    if curp:
        atributos.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, curp, _type=_ASN1Type.PrintableString))
    return x509.Name(atributos)


def _uso(*, es_efirma: bool = False, firma_certificados: bool = False) -> "x509.KeyUsage":
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=not firma_certificados,
        content_commitment=not firma_certificados,
        key_encipherment=False,
        data_encipherment=es_efirma,
        key_agreement=es_efirma,
        key_cert_sign=firma_certificados,
        crl_sign=firma_certificados,
        encipher_only=False,
        decipher_only=False,
    )
