"""How far reading has come, of what the reading process says; nothing of it is believed for anything else."""

from collections.abc import Iterable, Iterator
from typing import Any

from enlace_app.sincronizacion.avance import FILAS_POR_AVISO, Progreso
from enlace_app.sincronizacion.formato import HOJA_PORTADA
from enlace_app.sincronizacion.lector import limites

_CAMPO = "filas."


def con_avance(mensajes: Iterable[Any], progreso: Progreso) -> Iterator[Any]:
    """Hand the messages on, telling `progreso` of the rows among them and of how many Portada announces.

    Until Portada has come, and where it announces none, nobody knows how many: the total is 0.
    """
    hechas = total = 0
    en_portada = False
    progreso(0, 0)
    for mensaje in mensajes:
        if isinstance(mensaje, dict):
            en_portada = mensaje.get("hoja") == HOJA_PORTADA
        elif en_portada:
            total += _anunciadas(mensaje)
        else:
            hechas += 1
        if (hechas and hechas % FILAS_POR_AVISO == 0) or isinstance(mensaje, dict):
            progreso(min(hechas, total), total)
        yield mensaje
    progreso(total, total)


def _anunciadas(mensaje: Any) -> int:
    """Return the rows that one row of Portada announces: a field `filas.X` and its number, else none."""
    match mensaje:
        case [_, [0, str(campo), 1, ["n", int(cuantas)], *_]] if campo.startswith(_CAMPO):
            return cuantas if 0 <= cuantas <= limites.FILAS_EN_TODAS else 0
        case _:
            return 0
