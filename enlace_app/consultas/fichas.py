"""Everything about one record, as sections of labels and values in the order in which a person reads them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from enlace_app.consultas import (
    ficha_de_acuerdo,
    ficha_de_compromiso,
    ficha_de_correccion,
    ficha_de_documento,
    ficha_de_reunion,
    sitios,
)
from enlace_app.consultas.respuesta_de_autoridad import decir_envio, respuesta_de
from enlace_app.consultas.secciones import Ficha, Seccion, componer, con_contenido, escribir_dia
from enlace_app.consultas.valores import Celda
from enlace_app.consultas.vinculos import la_misma_que, vinculados_con
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
    de_mas = con_contenido([_vinculos(lectura, uuid), _de_la_autoridad(lectura, uuid)])
    return replace(encontrada, secciones=(*encontrada.secciones, *de_mas))


def _vinculos(lectura: Lectura, uuid: str) -> Seccion:
    """Which other records are this one, told by a person; each is its owner's and has a sheet of its own."""
    return componer("Vínculos", [("Es", la_misma_que(v)) for v in vinculados_con(lectura, uuid)])


def _de_la_autoridad(lectura: Lectura, uuid: str) -> Seccion:
    """What the authority answered: its folio stands beside the record's own, its remarks under what they are about."""
    respuesta, zona = respuesta_de(lectura, uuid), sitios.traer(lectura).zona
    renglones: list[tuple[str, Celda]] = [
        ("Folio oficial", respuesta.folio),
        ("Envío", decir_envio(respuesta, zona=zona, dia=escribir_dia) or None),
    ]
    renglones += [(f"Observación de {o.autor}" if o.autor else "Observación", o.texto) for o in respuesta.observaciones]
    return componer("Respuesta de la autoridad", renglones)
