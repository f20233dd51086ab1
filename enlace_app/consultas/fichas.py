"""Everything about one record, as sections of labels and values in the order in which a person reads them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from enlace_app.consultas import (
    acuses,
    ficha_de_acuerdo,
    ficha_de_compromiso,
    ficha_de_correccion,
    ficha_de_documento,
    ficha_de_reunion,
)
from enlace_app.consultas.secciones import Ficha, Seccion, componer, con_contenido, juntar
from enlace_app.consultas.valores import Celda
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
    return replace(encontrada, secciones=(*encontrada.secciones, *con_contenido([_de_la_autoridad(lectura, uuid)])))


def _de_la_autoridad(lectura: Lectura, uuid: str) -> Seccion:
    """What the authority answered: its folio stands beside the record's own, its remarks under what they are about."""
    renglones: list[tuple[str, Celda]] = [("Folio oficial", acuses.folios_oficiales(lectura, [uuid]).get(uuid))]
    if dicho := acuses.resultado_de(lectura, uuid):
        renglones.append((f"Acuse de {dicho.quien}", juntar(dicho.resultado, dicho.motivo)))
    renglones += [
        (f"Observación de {o.autor}" if o.autor else "Observación", o.texto)
        for o in acuses.observaciones(lectura, [uuid])
    ]
    return componer("Respuesta de la autoridad", renglones)
