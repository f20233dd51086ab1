"""Everything about one record, as sections of labels and values in the order in which a person reads them."""

from collections.abc import Callable, Mapping
from datetime import date

from enlace_app.consultas import (
    ficha_de_acuerdo,
    ficha_de_compromiso,
    ficha_de_correccion,
    ficha_de_documento,
    ficha_de_reunion,
)
from enlace_app.consultas.secciones import Ficha
from enlace_app.datos.lectura import Lectura
from enlace_app.errores import ErrorDeNegocio

_COMPONER: Mapping[str, Callable[[Lectura, str, date], Ficha | None]] = {
    "reunion": ficha_de_reunion.componer_ficha,
    "acuerdo": ficha_de_acuerdo.componer_ficha,
    "documento": ficha_de_documento.componer_ficha,
    "compromiso": ficha_de_compromiso.componer_ficha,
    "acta": ficha_de_correccion.componer_ficha,
}


def ficha(lectura: Lectura, tabla: str, uuid: str, *, hoy: date) -> Ficha:
    """Return all that is known about a reunion, acuerdo, documento, compromiso or acta that mends another.

    Names are as written, nothing is withheld.

    `hoy` is the day on which an agreement is overdue or not.

    Raises:
        ErrorDeNegocio: there is no such record.
    """
    encontrada = _COMPONER[tabla](lectura, uuid, hoy)
    if encontrada is None:
        raise ErrorDeNegocio("Ese registro ya no existe en estos datos.")
    return encontrada
