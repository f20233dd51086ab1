"""Changing the settings of a data folder."""

from dataclasses import fields
from pathlib import Path

from enlace_app.ajustes import ARCHIVO, Ajustes, en_toml
from enlace_app.archivos import escribir_atomico
from enlace_app.errores import ErrorDeNegocio


def guardar_ajustes(carpeta: Path, ajustes: Ajustes) -> None:
    """Write `ajustes.toml` of a data folder, whole or not at all; comments that someone wrote into it are lost.

    Raises:
        ErrorDeNegocio: a number that is not above zero, or a text that no file can hold; nothing was written.
        ErrorDeEntorno: the folder or disk refused.
    """
    for campo in fields(Ajustes):
        valor, etiqueta = getattr(ajustes, campo.name), campo.metadata["etiqueta"]
        if isinstance(valor, int) and valor < 1:
            raise ErrorDeNegocio(f"«{etiqueta}» debe ser un número entero mayor que cero.")
    try:
        datos = en_toml(ajustes).encode("utf-8")
    except UnicodeEncodeError:
        raise ErrorDeNegocio(
            "Uno de los textos tiene un carácter que no se puede guardar; vuelva a escribirlo."
        ) from None
    escribir_atomico(carpeta / ARCHIVO, datos)
