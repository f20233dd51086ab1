"""The sender's signature: an Ed25519 key per site, and its fingerprint in words for the telephone.

The private part lies in one file of the data folder and nowhere else: in no backup, no package, no log. Who loses it
makes another one, which the receiver takes only after a person accepted it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from enlace_app.archivos import crear_archivo_privado, traducir_oserror
from enlace_app.consultas import sitios
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.rutas import carpeta_recursos
from enlace_app.sincronizacion.filas import Valor

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from enlace_app.datos.almacen import Almacen

CAMPO_CLAVE = "clave_publica"
CAMPO_FIRMA = "firma"
PALABRAS_DE_HUELLA = 6
_BITS_POR_PALABRA = 11
_USO = b"llave_de_envio"
_ALTERADA = (
    "La firma de este paquete no corresponde a su Portada: algo cambió después de que se firmó, o no lo hizo quien "
    "dice haberlo hecho. No se recibió nada. Pida a quien lo envió que exporte el paquete otra vez y no lo modifique."
)


@dataclass(frozen=True, slots=True)
class LlaveDeEnvio:
    """The key by which this site signs; `recien_hecha` when there was none until now.

    `publica` is 64 hexadecimal digits. The private part is never shown: `repr` leaves it out.
    """

    publica: str
    recien_hecha: bool
    _privada: Ed25519PrivateKey

    def __repr__(self) -> str:
        return f"LlaveDeEnvio({self.publica})"

    def firmar_portada(self, campos: Mapping[str, Valor]) -> dict[str, str]:
        """Return `clave_publica` and `firma` (128 hexadecimal digits) for these fields of Portada."""
        con_clave = {**campos, CAMPO_CLAVE: self.publica}
        return {CAMPO_CLAVE: self.publica, CAMPO_FIRMA: self._privada.sign(bytes_firmados(con_clave)).hex()}


def bytes_firmados(campos: Mapping[str, Valor]) -> bytes:
    """Return what is signed: RFC 8785 JSON of every field that holds something, `firma` apart.

    An empty field counts as absent, for a spreadsheet program may drop its row.

    Raises:
        ErrorDeNegocio: a text is not valid Unicode.
    """
    # RFC 8785 orders names by UTF-16 units; Python's own JSON is the same bytes for texts and integers
    presentes = {
        campo: valor if isinstance(valor, int) else str(valor)
        for campo, valor in campos.items()
        if campo != CAMPO_FIRMA and valor is not None and valor != ""
    }
    try:
        ordenados = dict(sorted(presentes.items(), key=lambda par: par[0].encode("utf-16-be")))
        return json.dumps(ordenados, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError as error:
        raise ErrorDeNegocio("La Portada tiene caracteres que no son válidos. No se recibió nada.") from error


def comprobar(campos: Mapping[str, Valor]) -> str | None:
    """Return the public key by which a Portada is signed; None if it bears neither key nor signature.

    It says that whoever holds that key signed this Portada, not whose key it is, nor that the sheets have the hashes
    that the Portada declares: both are for the receiver to compare.

    Raises:
        ErrorDeNegocio: key or signature is missing or malformed, or they do not belong to these fields.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    publica, firma = campos.get(CAMPO_CLAVE) or None, campos.get(CAMPO_FIRMA) or None
    if publica is None and firma is None:
        return None
    try:
        clave, sello = _de_hexadecimal(publica, 32), _de_hexadecimal(firma, 64)
        Ed25519PublicKey.from_public_bytes(clave).verify(sello, bytes_firmados(campos))
    except (ValueError, InvalidSignature) as error:
        raise ErrorDeNegocio(_ALTERADA) from error
    return clave.hex()


def huella_en_palabras(clave_publica: str) -> tuple[str, ...]:
    """Return the fingerprint of a public key: six words (66 bits) that two people can read to each other.

    Raises:
        ErrorDeNegocio: it is no public key.
        ErrorDeEntorno: the installation lacks the list of words.
    """
    try:
        clave = _de_hexadecimal(clave_publica, 32)
    except ValueError as error:
        raise ErrorDeNegocio("La clave pública no está completa: son 64 cifras hexadecimales.") from error
    numero = int.from_bytes(hashlib.sha256(b"enlace-huella-1\n" + clave).digest())
    palabras = _palabras()
    desde = 256 - _BITS_POR_PALABRA
    return tuple(
        palabras[(numero >> (desde - _BITS_POR_PALABRA * n)) % (1 << _BITS_POR_PALABRA)]
        for n in range(PALABRAS_DE_HUELLA)
    )


def llave_de_envio(almacen: Almacen) -> LlaveDeEnvio:
    """Return this site's key; the first time it is made. It is kept under the passphrase if the data have one.

    Raises:
        ErrorDeEntorno: the file cannot be read or written, or is damaged or of other data.
    """
    sal = _USO + b"\n" + sitios.traer(almacen.lectura).uuid.encode("ascii")
    secreto = almacen.secreto_derivado(sal)
    ruta = almacen.carpeta.llave_de_envio
    recien_hecha = not ruta.exists() and crear_archivo_privado(ruta, _llave_nueva(secreto))
    with traducir_oserror(ruta):
        pem = ruta.read_bytes()
        with contextlib.suppress(OSError):  # a disk without permissions (exFAT) refuses, and has none to tighten
            ruta.chmod(0o600)
    return _leer(ruta, pem, secreto, recien_hecha=recien_hecha)


def _leer(ruta: Path, pem: bytes, secreto: bytes | None, *, recien_hecha: bool) -> LlaveDeEnvio:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

    mala = ErrorDeEntorno(
        f"La llave con la que se firman los paquetes («{ruta}») está dañada o es de otros datos. No se cambió nada. "
        "Si tiene una copia de ese archivo, póngala en su lugar; si no, cámbielo de nombre: se hará una llave nueva, "
        "que la autoridad tendrá que aceptar por teléfono."
    )
    try:
        privada = load_pem_private_key(pem, secreto)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise mala from error
    if not isinstance(privada, Ed25519PrivateKey):
        raise mala
    publica = privada.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    return LlaveDeEnvio(publica, recien_hecha, privada)


def _llave_nueva(secreto: bytes | None) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        KeySerializationEncryption,
        NoEncryption,
        PrivateFormat,
    )

    # its own derivation is fast, so the passphrase itself never goes in: see `Almacen.secreto_derivado`
    cifrado: KeySerializationEncryption = NoEncryption() if secreto is None else BestAvailableEncryption(secreto)
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, cifrado)


def _de_hexadecimal(texto: object, largo: int) -> bytes:
    if not isinstance(texto, str) or len(texto) != 2 * largo:
        raise ValueError("hexadecimal")
    return bytes.fromhex(texto)


@lru_cache(maxsize=1)
def _palabras() -> tuple[str, ...]:
    ruta = carpeta_recursos() / "palabras.txt"
    with traducir_oserror(ruta):
        palabras = tuple(ruta.read_text(encoding="ascii").split())
    if len(set(palabras)) != 1 << _BITS_POR_PALABRA:
        raise ErrorDeEntorno(f"La lista de palabras ({ruta.name}) está dañada. Vuelva a instalar el programa.")
    return palabras
