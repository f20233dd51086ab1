"""A workbook under a password, as Excel and LibreOffice ask for it (ECMA-376 agile encryption: AES-256, SHA-512)."""

from io import BytesIO
from typing import IO

from enlace_app.errores import ErrorDeNegocio

MINIMO = 10
MAXIMO = 255
"""Characters of a password: Excel takes no more, and fewer are found by trial, for the file is in many hands."""


def exigir_contrasena(contrasena: str) -> None:
    """Raise `ErrorDeNegocio` unless a workbook may be kept under this password."""
    if not MINIMO <= len(contrasena) <= MAXIMO or contrasena != contrasena.strip():
        raise ErrorDeNegocio(
            f"La contraseña debe tener de {MINIMO} a {MAXIMO} caracteres, sin espacios al principio ni al final. "
            "Tres o cuatro palabras que no vayan juntas se recuerdan y nadie las adivina."
        )
    if not contrasena.isprintable():
        raise ErrorDeNegocio("La contraseña tiene un carácter que no se puede teclear; escríbala de nuevo.")


def cifrar(libro: bytes, destino: IO[bytes], contrasena: str) -> None:
    """Write the encrypted workbook; nothing inside it changes, so its hashes hold once it is opened.

    Raises:
        ErrorDeNegocio: the password cannot be used.
    """
    exigir_contrasena(contrasena)
    from msoffcrypto.format.ooxml import OOXMLFile

    # the library seeks back and forth in what it writes
    cifrado = BytesIO()
    OOXMLFile(BytesIO(libro)).encrypt(contrasena, cifrado)
    destino.write(cifrado.getbuffer())
