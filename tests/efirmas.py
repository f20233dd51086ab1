"""Self-made e.firmas as the SAT builds them, and what is wrong with those that must be refused; nobody is real."""

import hashlib
import os
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from asn1crypto import algos, keys
from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.padding import PKCS7
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
    pkcs12,
)
from pikepdf import pdfa
from reportlab.pdfgen.canvas import Canvas

from enlace_app.salida.efirma.ejemplo import AutoridadDeEjemplo, EfirmaDeEjemplo, efirma_de_ejemplo
from enlace_app.salida.pdf.fuentes import NORMAL, Fuentes

CONTRASENA = "Muy.secreta-5519-ñandú"
AHORA = datetime.now(UTC).replace(microsecond=0)
DESDE = AHORA - timedelta(days=30)
UNO, DOS, TRES = "EJEMPLO UNO SIN VALIDEZ", "EJEMPLO DOS SIN VALIDEZ", "EJEMPLO TRES SIN VALIDEZ"
VUELTAS = 2048
CASILLAS = ((72, 600, 282, 660), (320, 600, 530, 648))
"""Where the sample page has `firma-1` and `firma-2`."""


@cache
def autoridad() -> AutoridadDeEjemplo:
    return AutoridadDeEjemplo.crear(DESDE)


@cache
def efirma(nombre: str) -> EfirmaDeEjemplo:
    """One of a person, the same all through a run: making keys is slow."""
    consecutivo = sum(nombre.encode())
    return efirma_de_ejemplo(autoridad(), nombre, consecutivo=consecutivo, desde=DESDE, contrasena=CONTRASENA)


@cache
def llave_de(nombre: str) -> RSAPrivateKey:
    llave = load_der_private_key(efirma(nombre).key, CONTRASENA.encode())
    assert isinstance(llave, RSAPrivateKey)
    return llave


@cache
def llave_corta() -> RSAPrivateKey:
    return generate_private_key(public_exponent=65537, key_size=1024)


def certificado(nombre: str = UNO, **cambios: Any) -> bytes:
    """A certificate of somebody's key that differs from the good one: dates, kind or key."""
    llave = cambios.pop("llave", None) or llave_de(nombre)
    datos: dict[str, Any] = {"consecutivo": 7, "desde": DESDE} | cambios
    return autoridad().emitir(nombre, llave, **datos)


def clave(texto: str = CONTRASENA) -> bytearray:
    """A password as it is handed over: whoever takes it overwrites it."""
    return bytearray(texto.encode())


def sin_cifrar(llave: RSAPrivateKey) -> bytes:
    return llave.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def exponente_privado(llave: RSAPrivateKey) -> bytes:
    """What must be found nowhere."""
    return llave.private_numbers().d.to_bytes(llave.key_size // 8, "big")


def como_el_sat(llave: RSAPrivateKey, contrasena: bytes, vueltas: int = VUELTAS) -> bytes:
    """PKCS#8 with PBES2, PBKDF2-SHA1 and 3DES: what the SAT hands out."""
    sal, inicio = os.urandom(8), os.urandom(8)
    derivada = PBKDF2HMAC(hashes.SHA1(), 24, sal, min(vueltas, VUELTAS)).derive(contrasena)
    return _pbes2(llave, TripleDES(derivada), modes.CBC(inicio), "tripledes_3key", inicio, sal, vueltas)


def con_aes(llave: RSAPrivateKey, contrasena: bytes) -> bytes:
    sal, inicio = os.urandom(8), os.urandom(16)
    derivada = PBKDF2HMAC(hashes.SHA1(), 32, sal, VUELTAS).derive(contrasena)
    return _pbes2(llave, AES(derivada), modes.CBC(inicio), "aes256_cbc", inicio, sal, VUELTAS)


def con_pbes1(llave: RSAPrivateKey, contrasena: bytes) -> bytes:
    """PBE-SHA1-3DES, as older programs wrote it: taken out of a PKCS#12, which keeps its key in that form."""
    cifrado = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(VUELTAS)
        .key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC)
        .build(contrasena)
    )
    guardado = asn1_pkcs12.Pfx.load(pkcs12.serialize_key_and_certificates(b"x", llave, None, None, cifrado))
    contenidos = (asn1_pkcs12.SafeContents.load(parte["content"].native) for parte in guardado.authenticated_safe)
    bolsas = [bolsa for contenido in contenidos for bolsa in contenido]
    (key,) = (b["bag_value"] for b in bolsas if b["bag_id"].native == "pkcs8_shrouded_key_bag")
    return bytes(key.untag().dump(force=True))


def con_md5_y_des(llave: RSAPrivateKey, contrasena: bytes) -> bytes:
    """The oldest of PBES1; DES is 3DES with one key thrice."""
    sal = os.urandom(8)
    derivada = contrasena + sal
    for _ in range(VUELTAS):
        derivada = hashlib.md5(derivada, usedforsecurity=False).digest()
    datos = _cifrar(llave, TripleDES(derivada[:8] * 3), modes.CBC(derivada[8:16]))
    algoritmo = {"algorithm": "pbes1_md5_des", "parameters": {"salt": sal, "iterations": VUELTAS}}
    return bytes(keys.EncryptedPrivateKeyInfo({"encryption_algorithm": algoritmo, "encrypted_data": datos}).dump())


def _pbes2(llave: RSAPrivateKey, cifra: Any, modo: Any, nombre: str, inicio: bytes, sal: bytes, vueltas: int) -> bytes:
    algoritmo = algos.EncryptionAlgorithm(
        {
            "algorithm": "pbes2",
            "parameters": {
                "key_derivation_func": {
                    "algorithm": "pbkdf2",
                    "parameters": {"salt": algos.Pbkdf2Salt("specified", sal), "iteration_count": vueltas},
                },
                "encryption_scheme": {"algorithm": nombre, "parameters": inicio},
            },
        }
    )
    datos = _cifrar(llave, cifra, modo)
    return bytes(keys.EncryptedPrivateKeyInfo({"encryption_algorithm": algoritmo, "encrypted_data": datos}).dump())


def _cifrar(llave: RSAPrivateKey, cifra: Any, modo: Any) -> bytes:
    relleno = PKCS7(cifra.block_size).padder()
    claro = relleno.update(sin_cifrar(llave)) + relleno.finalize()
    cifrador = Cipher(cifra, modo).encryptor()
    return bytes(cifrador.update(claro) + cifrador.finalize())


@cache
def hoja_por_firmar(texto: str = "Se acordó lo siguiente.") -> bytes:
    """A sealed PDF/A-3b of two pages with the cells of two signatories on the second."""
    Fuentes.cargar()
    memoria = BytesIO()
    lienzo = Canvas(memoria, invariant=1)
    for renglon in (texto, "Firmas"):
        lienzo.setFont(NORMAL, 11)
        lienzo.drawString(72, 700, renglon)
        lienzo.showPage()
    lienzo.save()
    with pikepdf.open(memoria) as pdf:
        for pagina in pdf.pages:
            if "/Trans" in pagina:
                del pagina["/Trans"]
        nombres: list[Any] = []
        for n, casilla in enumerate(CASILLAS, start=1):
            destino = pikepdf.Array([pdf.pages[1].obj, pikepdf.Name.FitR, *casilla])
            nombres += [pikepdf.String(f"firma-{n}"), pdf.make_indirect(destino)]
        pdf.Root.Names = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=nombres))
        salida = BytesIO()
        pdfa.prepare(pdf, "3b")
        pdfa.save(pdf, salida, "3b", repair=False, deterministic_id=True)
    return salida.getvalue()
