"""The decrypting process: a workbook under a password on its standard input, the workbook on its standard output.

Apart from the reading process, because the library for it is large, and apart from the program, because whoever
encrypts may also say how much work it is to decrypt.
"""

import io
import os
import sys

from enlace_app.sincronizacion.lector import limites
from enlace_app.sincronizacion.lector.topes import limitar

VARIABLE = "ENLACE_CONTRASENA_DEL_LIBRO"
"""Not an argument: other users of the computer can read arguments."""
NO_ABRE = 3
"""Exit code for a password that does not open it."""


def main() -> None:
    """Decrypt and end."""
    from msoffcrypto import OfficeFile
    from msoffcrypto.exceptions import InvalidKeyError

    contrasena = os.environ.pop(VARIABLE)
    cifrado = sys.stdin.buffer.read(limites.ARCHIVO + 1)
    limitar(limites.segundos(len(cifrado)), limites.MEMORIA + 3 * len(cifrado))
    claro = io.BytesIO()
    if not contrasena:
        os._exit(NO_ABRE)
    try:
        libro = OfficeFile(io.BytesIO(cifrado))
        libro.load_key(password=contrasena, verify_password=True)
        libro.decrypt(claro)
    except InvalidKeyError:
        os._exit(NO_ABRE)
    sys.stdout.buffer.write(claro.getbuffer())
