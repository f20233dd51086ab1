"""The key by which this site signs its packages, as a person reads it out on the telephone."""

from dataclasses import dataclass

from enlace_app.datos.almacen import Almacen
from enlace_app.sincronizacion.firma import huella_en_palabras, llave_de_envio


@dataclass(frozen=True, slots=True)
class ClaveDeEnvio:
    """The public part: 64 hexadecimal digits and its fingerprint in words; `recien_hecha` if there was none before."""

    publica: str
    palabras: tuple[str, ...]
    recien_hecha: bool


def clave_de_envio(almacen: Almacen) -> ClaveDeEnvio:
    """Return the public part of this site's key; a folder of an older version gets its key now.

    Raises:
        ErrorDeEntorno: the key's file cannot be read or written, or is damaged.
    """
    llave = llave_de_envio(almacen)
    return ClaveDeEnvio(llave.publica, huella_en_palabras(llave.publica), llave.recien_hecha)
