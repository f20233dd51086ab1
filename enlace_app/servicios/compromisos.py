"""How far a compromiso and its activities are: the rest of the Local Action Plan is not edited here.

Published compromisos are the authority's: what is noted in them works here and travels as a proposal.
"""

from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios, Unidad
from enlace_app.dominio.compromisos import ESTADOS, Actividad, Compromiso
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.edicion import exigir_vigente

_TODO = 100


def anotar_avance(
    almacen: Almacen, *, compromiso: UUID, rev: int, avance: int | None, estado: str | None = None
) -> Cambios:
    """Note how far a compromiso is: percent and state, None where nobody can say."""
    with almacen.escribir("Anotar avance del compromiso") as u:
        return _anotar(u, u.traer(Compromiso, compromiso), rev, avance=avance, estado=estado)


def anotar_avance_de_actividad(
    almacen: Almacen, *, actividad: UUID, rev: int, avance: int | None, estado: str | None = None
) -> Cambios:
    """Note how far one of its activities is."""
    with almacen.escribir("Anotar avance de la actividad") as u:
        return _anotar(u, u.traer(Actividad, actividad), rev, avance=avance, estado=estado)


def _anotar(
    u: Unidad, encontrado: Compromiso | Actividad, rev: int, *, avance: int | None, estado: str | None
) -> Cambios:
    if avance is not None and not 0 <= avance <= _TODO:
        raise ErrorDeNegocio(f"El avance va de 0 a {_TODO} por ciento; {avance} no es posible.")
    if estado is not None and estado not in ESTADOS:
        raise ErrorDeNegocio(f"No existe el estado «{estado}»; elija uno de: {', '.join(ESTADOS)}.")
    exigir_vigente(encontrado, rev)
    u.exigir_propio(encontrado)
    encontrado.avance, encontrado.estado = avance, estado
    u.principal = encontrado.uuid
    u.asentar()
    return u.cambios
