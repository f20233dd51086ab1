"""Opening the private key of an e.firma: it lives as long as the call that signs."""

import contextlib
from typing import TYPE_CHECKING, Any, Final

from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.efirma.certificado import (
    CertificadoSAT,
    es_pem,
    exigir_tamano,
    parece_certificado,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

VUELTAS_MAXIMAS: Final = 5_000_000
"""Rounds of the password's derivation; the SAT uses 2,048. A file that asks for billions would keep us for hours."""


def abrir_llave(key: bytes, contrasena: bytearray, certificado: CertificadoSAT) -> "RSAPrivateKey":
    """Return the key of `certificado`, decrypted in the memory of OpenSSL, which wipes it when it is dropped.

    Reads PKCS#8 in DER, encrypted with PBES2 (3DES, AES) or PBES1, as the SAT gives it. Raises `ErrorDeNegocio` for
    any other file, a wrong password, and a key that is not this certificate's. No error holds the password, nor an
    exception that held it: refusals are raised outside the handler, so that not even their context leads to it.
    """
    exigir_tamano(key, "llave privada (.key)")
    _exigir_llave_cifrada(key)
    if not contrasena:
        raise ErrorDeNegocio("Escriba la contraseña de la llave privada.")
    llave = _descifrar(key, contrasena)
    if llave is None and any(octeto > 0x7F for octeto in contrasena):
        llave = _descifrar_en_latin(key, contrasena)
    if llave is None:
        raise ErrorDeNegocio(
            "La contraseña no es la de esa llave privada. Es la de la e.firma, no la del portal del SAT; distingue "
            "mayúsculas de minúsculas."
        )
    if not _es_del_certificado(llave, certificado):
        raise ErrorDeNegocio(
            "La llave privada no corresponde a ese certificado. Elija el .cer y el .key que el SAT entregó juntos: al "
            "renovar la e.firma cambian los dos."
        )
    return llave


def borrar(secreto: bytearray) -> None:
    """Overwrite a secret; what Python copied of it elsewhere cannot be reached."""
    secreto[:] = bytes(len(secreto))


def _exigir_llave_cifrada(key: bytes) -> None:
    """Only what is an encrypted private key of a known kind goes to OpenSSL, together with the password."""
    from asn1crypto import keys

    if parece_certificado(key):
        raise ErrorDeNegocio(
            "El archivo que se dio como llave privada (.key) es un certificado (.cer). Los dos archivos parecen estar "
            "al revés: primero el .cer, después el .key."
        )
    if es_pem(key):
        raise ErrorDeNegocio(
            "La llave privada está en formato de texto (PEM). Use el archivo .key tal como lo entrega el SAT."
        )
    vueltas: int | None = None
    with contextlib.suppress(ValueError, TypeError, KeyError):
        cifrado = keys.EncryptedPrivateKeyInfo.load(key, strict=True)
        algoritmo = cifrado["encryption_algorithm"]
        if cifrado["encrypted_data"].contents and _conocido(algoritmo):
            vueltas = int(algoritmo.kdf_iterations)
    if vueltas is None or not 0 < vueltas <= VUELTAS_MAXIMAS:
        raise ErrorDeNegocio(
            "El archivo que se dio como llave privada no es una llave protegida con contraseña como las del SAT, o "
            "está dañado. Es el que termina en .key y se guardó junto con el .cer."
        )


def _conocido(algoritmo: Any) -> bool:
    """PBES1, or PBES2 with 3DES or AES: what OpenSSL opens; it would take any other for a wrong password."""
    if algoritmo["algorithm"].native == "pbes2":
        return bool(algoritmo.kdf == "pbkdf2" and algoritmo.encryption_cipher in {"tripledes", "aes"})
    return algoritmo.kdf in {"pbkdf1", "pkcs12_kdf"}


def _descifrar(key: bytes, contrasena: bytearray) -> "RSAPrivateKey | None":
    """Return None where the password does not open it: OpenSSL says that in several ways, never which."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    abierta: Any = None
    with contextlib.suppress(ValueError, TypeError, UnsupportedAlgorithm):
        # Any buffer will do, whatever the signature says: nothing is copied that could not be wiped.
        abierta = load_der_private_key(key, contrasena)  # type: ignore[arg-type, unused-ignore]
    return abierta if isinstance(abierta, RSAPrivateKey) else None


def _descifrar_en_latin(key: bytes, contrasena: bytearray) -> "RSAPrivateKey | None":
    """Try the password in Latin-1: programs of the SAT before 2012 wrote an ñ as one byte."""
    otra = bytearray()
    try:
        with contextlib.suppress(UnicodeError):
            otra = bytearray(contrasena.decode("utf-8").encode("latin-1"))
        return _descifrar(key, otra) if otra else None
    finally:
        borrar(otra)


def _es_del_certificado(llave: "RSAPrivateKey", certificado: CertificadoSAT) -> bool:
    from cryptography import x509

    return llave.public_key() == x509.load_der_x509_certificate(certificado.der).public_key()
