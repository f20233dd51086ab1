"""Saying of two records that they are the same, or that they are not: neither changes, and it can be taken back."""

from uuid import UUID

from enlace_app.consultas.vinculos import TABLA_DE_CLASE, identidades
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios, Unidad
from enlace_app.dominio.recepcion import ClaseDeVinculo, DecisionDeVinculo, Vinculo
from enlace_app.dominio.vinculos import Par, par
from enlace_app.errores import ErrorDeNegocio


def vincular(almacen: Almacen, *, clase: ClaseDeVinculo, uno: UUID, otro: UUID, nota: str | None = None) -> Cambios:
    """Say that two records are the same; they stay two, each its owner's, and lists count both.

    Raises:
        ErrorDeNegocio: they are one record, one of them is not here, they are linked already, or it was said that they
            are not the same.
    """
    with almacen.escribir("Vincular registros") as u:
        los_dos = _registros(u, clase, uno, otro)
        quienes = identidades(u)
        if quienes.son_la_misma(*los_dos):
            raise ErrorDeNegocio("Esos dos registros ya están vinculados, entre sí o por medio de otro.")
        if quienes.son_distintas(*los_dos):
            raise ErrorDeNegocio(
                "Antes se dijo que no son la misma, de éstas o de otras vinculadas con ellas. Deshaga primero eso."
            )
        return _decidir(u, decision=DecisionDeVinculo.LA_MISMA, clase=clase, de=los_dos, nota=nota)


def descartar(almacen: Almacen, *, clase: ClaseDeVinculo, uno: UUID, otro: UUID, nota: str | None = None) -> Cambios:
    """Say that two records are not the same: they are not offered for linking again.

    Raises:
        ErrorDeNegocio: they are one record, one of them is not here, or they are linked: then that is undone first.
    """
    with almacen.escribir("Decir que no son la misma") as u:
        los_dos = _registros(u, clase, uno, otro)
        quienes = identidades(u)
        if quienes.son_la_misma(*los_dos):
            raise ErrorDeNegocio(
                "Esos dos registros están vinculados, entre sí o por medio de otro. Deshágalo primero."
            )
        if quienes.son_distintas(*los_dos):
            raise ErrorDeNegocio("De esos dos registros ya se dijo que no son la misma.")
        return _decidir(u, decision=DecisionDeVinculo.DISTINTAS, clase=clase, de=los_dos, nota=nota)


def deshacer_vinculo(almacen: Almacen, *, vinculo: UUID, rev: int) -> Cambios:
    """Take back what was said of two records; raises `ErrorDeNegocio` if it changed since or is taken back already."""
    with almacen.escribir("Deshacer un vínculo") as u:
        encontrado = u.traer(Vinculo, vinculo)
        encontrado.exigir_rev(rev)
        if encontrado.baja:
            raise ErrorDeNegocio("Eso ya se había deshecho.")
        encontrado.baja = True
        u.principal = vinculo
    return u.cambios


def _registros(u: Unidad, clase: ClaseDeVinculo, uno: UUID, otro: UUID) -> Par:
    menor, mayor = par(str(uno), str(otro))
    if menor == mayor:
        raise ErrorDeNegocio("Es el mismo registro; elija otro con cual compararlo.")
    for uuid in (menor, mayor):
        if not u.filas(f"SELECT uuid FROM {TABLA_DE_CLASE[clase]} WHERE uuid = :uuid AND NOT baja", {"uuid": uuid}):
            raise ErrorDeNegocio("Uno de esos registros ya no está en estos datos.")
    return menor, mayor


def _decidir(u: Unidad, *, decision: DecisionDeVinculo, clase: ClaseDeVinculo, de: Par, nota: str | None) -> Cambios:
    """One row for two records, whatever was said of them before: so that no undoing leaves two that disagree."""
    uno, otro = de
    filas = u.filas("SELECT uuid FROM vinculo WHERE uno = :uno AND otro = :otro", {"uno": uno, "otro": otro})
    if filas:
        vinculo = u.traer(Vinculo, UUID(str(filas[0]["uuid"])))
        vinculo.decision, vinculo.nota, vinculo.baja = decision, nota, False
    else:
        vinculo = Vinculo(clase=clase, decision=decision, uno=UUID(uno), otro=UUID(otro), nota=nota)
        u.agregar(vinculo)
    u.principal = vinculo.uuid
    u.asentar()
    return u.cambios
