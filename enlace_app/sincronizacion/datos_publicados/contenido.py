"""From the bytes of a CSV to its text, or to the reason why there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio, causa_del_sistema

MAXIMO_BYTES: Final = 50 * 1024 * 1024

_GUARDAR_UTF8: Final = (
    "Ábralo en Excel y guárdelo con «Guardar como», tipo «CSV UTF-8 (delimitado por comas)»; "
    "no se leyó nada de este archivo."
)


class ErrorDeContenido(ErrorDeNegocio):
    """The file as a whole cannot be read; the message is for the user."""


def leer_bytes(ruta: Path) -> bytes:
    """Bytes of a file.

    Raises:
        ErrorDeContenido: it is larger than `MAXIMO_BYTES`.
        ErrorDeNegocio: there is no such file.
        ErrorDeEntorno: it could not be opened.
    """
    try:
        with ruta.open("rb") as archivo:
            contenido = archivo.read(MAXIMO_BYTES + 1)
    except FileNotFoundError as error:
        raise ErrorDeNegocio(f"No existe el archivo «{ruta}»: revise el nombre y la carpeta.") from error
    except OSError as error:
        raise ErrorDeEntorno(
            f"No se pudo leer «{ruta}» ({causa_del_sistema(error)}): ciérrelo en otros programas y revise sus permisos."
        ) from error
    if len(contenido) > MAXIMO_BYTES:
        raise ErrorDeContenido("Pesa más de 50 MB: no parece un archivo de datos publicados; no se leyó nada de él.")
    return contenido


def descifrar(contenido: bytes) -> str:
    """Text of a UTF-8 file, with or without byte-order mark.

    Raises:
        ErrorDeContenido: it is not UTF-8, or holds NUL characters.
    """
    if contenido.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ErrorDeContenido(f"Está guardado como «Texto Unicode» (UTF-16), no como UTF-8. {_GUARDAR_UTF8}")
    try:
        texto = contenido.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        linea = _linea(error.object, error.start)
        raise ErrorDeContenido(
            f"No está guardado en UTF-8, sino en otra codificación (quizá Latin-1 o Windows-1252): "
            f"se nota por primera vez en la línea {linea}. {_GUARDAR_UTF8}"
        ) from error
    posicion = contenido.find(b"\0")
    if posicion >= 0:
        raise ErrorDeContenido(
            f"Tiene caracteres nulos (el primero en la línea {_linea(contenido, posicion)}): está dañado o no es CSV; "
            "pida otra copia. No se leyó nada de este archivo."
        )
    return texto


def _linea(contenido: bytes | bytearray, posicion: int) -> int:
    return len((bytes(contenido[:posicion]) + b".").splitlines())
