"""What a certificate of the SAT says, and whether it may sign now."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from enlace_app.errores import ErrorDeNegocio

if TYPE_CHECKING:
    from cryptography import x509

TAMANO_MAXIMO: Final = 64 * 1024
"""A certificate and a key of the SAT have less than 2 KB; what is larger is another file."""
BITS_MINIMOS: Final = 2048
_INICIO_PEM: Final = b"-----BEGIN"


@dataclass(frozen=True, slots=True)
class CertificadoSAT:
    """A certificate as read; `rfc` and `curp` are for comparing: they are neither printed nor told.

    `nombre` is the CN, `numero` the twenty digits that the SAT calls «número de certificado», `huella` the SHA-256 of
    the DER in hexadecimal; `desde` and `hasta` are UTC. `es_efirma` is False for a CSD, which seals invoices.
    """

    nombre: str
    numero: str
    desde: datetime
    hasta: datetime
    es_efirma: bool
    bits: int
    huella: str
    rfc: str | None = field(repr=False)
    curp: str | None = field(repr=False)
    der: bytes = field(repr=False)

    def vigente(self, instante: datetime) -> bool:
        """Whether an instant (with zone) lies between its two dates; says nothing about revocation."""
        return self.desde <= instante <= self.hasta


def leer_certificado(cer: bytes) -> CertificadoSAT:
    """Read a .cer as the SAT gives it (X.509, DER, RSA); `ErrorDeNegocio` for anything else."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.x509.oid import NameOID

    exigir_tamano(cer, "certificado (.cer)")
    if parece_llave(cer):
        raise ErrorDeNegocio(
            "El archivo que se dio como certificado (.cer) es una llave privada (.key). Los dos archivos parecen estar "
            "al revés: primero el .cer, después el .key."
        )
    leido = _leer_der(cer)
    if leido is None:
        raise ErrorDeNegocio(_por_que_no_es_certificado(cer))
    publica = leido.public_key()
    if not isinstance(publica, RSAPublicKey):
        raise ErrorDeNegocio("El certificado no es como los del SAT (su llave no es RSA); elija el de su e.firma.")
    nombre = _texto(leido, NameOID.COMMON_NAME)
    if not nombre:
        raise ErrorDeNegocio("El certificado no dice a nombre de quién está; elija el de su e.firma.")
    return CertificadoSAT(
        nombre=nombre,
        numero=_numero(leido.serial_number),
        desde=leido.not_valid_before_utc,
        hasta=leido.not_valid_after_utc,
        es_efirma=_es_efirma(leido),
        bits=publica.key_size,
        huella=leido.fingerprint(SHA256()).hex(),
        rfc=_del_titular(_texto(leido, NameOID.X500_UNIQUE_IDENTIFIER)),
        curp=_del_titular(_texto(leido, NameOID.SERIAL_NUMBER)),
        der=cer,
    )


def exigir_que_pueda_firmar(certificado: CertificadoSAT, instante: datetime) -> None:
    """Raise `ErrorDeNegocio` unless it is an e.firma, in force at `instante` (with zone), with a key long enough."""
    if not certificado.es_efirma:
        raise ErrorDeNegocio(
            "Ese certificado es un sello digital (CSD), que sirve para facturar. Para firmar un acta use el "
            "certificado de la e.firma (antes FIEL)."
        )
    if certificado.bits < BITS_MINIMOS:
        raise ErrorDeNegocio(
            f"La llave de ese certificado es de {certificado.bits} bits y hoy no es segura; renueve su e.firma en el "
            "SAT."
        )
    if instante < certificado.desde:
        raise ErrorDeNegocio(
            f"Ese certificado empieza a valer el {_dia(certificado.desde)} y el reloj de este equipo dice "
            f"{_dia(instante)}. Revise la fecha del equipo."
        )
    if instante > certificado.hasta:
        raise ErrorDeNegocio(
            f"Ese certificado venció el {_dia(certificado.hasta)}; la e.firma se renueva en el SAT. (El reloj de este "
            f"equipo dice {_dia(instante)}.)"
        )


def exigir_tamano(datos: bytes, que: str) -> None:
    """Raise `ErrorDeNegocio` for an empty file or one too large to be what it should be."""
    if not datos:
        raise ErrorDeNegocio(f"El archivo de {que} está vacío; vuelva a copiarlo de donde lo guarda.")
    if len(datos) > TAMANO_MAXIMO:
        raise ErrorDeNegocio(f"El archivo que se dio como {que} es demasiado grande para serlo; revise cuál eligió.")


def parece_llave(datos: bytes) -> bool:
    """Whether the bytes are a private key, encrypted or not: two files that are easily confused."""
    from asn1crypto import keys

    for clase, campo in ((keys.EncryptedPrivateKeyInfo, "encrypted_data"), (keys.PrivateKeyInfo, "private_key")):
        try:
            leida = clase.load(datos, strict=True)
            # Nothing is parsed before it is asked for.
            _ = leida[0].native, leida[campo].contents
        except (ValueError, TypeError, KeyError):
            continue
        return True
    return False


def parece_certificado(datos: bytes) -> bool:
    """Whether the bytes are a certificate in DER."""
    return _leer_der(datos) is not None


def es_pem(datos: bytes) -> bool:
    """Whether it is the text form, which the SAT does not give out."""
    return datos.lstrip()[: len(_INICIO_PEM)] == _INICIO_PEM


def _leer_der(datos: bytes) -> "x509.Certificate | None":
    from cryptography import x509
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        leido = x509.load_der_x509_certificate(datos)
        # Everything that is asked of it later, while a damaged one can still be told from a good one.
        _ = leido.subject, leido.extensions, leido.public_key(), leido.not_valid_after_utc
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        return None
    return leido


def _por_que_no_es_certificado(cer: bytes) -> str:
    if es_pem(cer):
        return "El certificado está en formato de texto (PEM). Use el archivo .cer tal como lo entrega el SAT."
    return "El archivo que se dio como certificado no lo es, o está dañado. Es el .cer que entrega el SAT."


def _numero(serie: int) -> str:
    """The SAT writes the number in ASCII: each digit is a byte 3d, so the number is every second hex digit."""
    cifras = f"{serie:x}"
    if len(cifras) % 2 == 0 and set(cifras[::2]) == {"3"} and cifras[1::2].isdigit():
        return cifras[1::2]
    return cifras


def _es_efirma(leido: "x509.Certificate") -> bool:
    from cryptography import x509

    try:
        uso = leido.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return uso.digital_signature and uso.content_commitment and uso.data_encipherment and uso.key_agreement


def _texto(leido: "x509.Certificate", oid: "x509.ObjectIdentifier") -> str:
    hallados = leido.subject.get_attributes_for_oid(oid)
    valor = hallados[0].value if hallados else ""
    texto = valor if isinstance(valor, str) else ""
    return " ".join("".join(c for c in texto if c.isprintable()).split())


def _del_titular(texto: str) -> str | None:
    """A company's certificate says « company / representative », and of the CURP only the second half."""
    return texto.partition("/")[0].strip() or texto.strip(" /") or None


def _dia(instante: datetime) -> str:
    return f"{instante:%d/%m/%Y}"
