"""Linking two records that are one and the same; neither changes, and a link can be undone."""

from uuid import UUID

from enlace_app.consultas.duplicados import vinculos
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios
from enlace_app.dominio.recepcion import ClaseDeVinculo, Vinculo
from enlace_app.errores import ErrorDeNegocio

_TABLAS = {ClaseDeVinculo.INSTITUCION: "organizacion", ClaseDeVinculo.REUNION: "reunion"}


def vincular(almacen: Almacen, *, clase: ClaseDeVinculo, uno: UUID, otro: UUID, nota: str | None = None) -> Cambios:
    """Say that two records are the same; they stay two, each its owner's.

    Raises:
        ErrorDeNegocio: they are one record, one of them is not here, or they are linked already.
    """
    menor, mayor = sorted((uno, otro), key=str)
    with almacen.escribir("Vincular registros") as u:
        if menor == mayor:
            raise ErrorDeNegocio("Es el mismo registro; elija otro con cual vincularlo.")
        tabla = _TABLAS[clase]
        for uuid in (menor, mayor):
            if not u.filas(f"SELECT uuid FROM {tabla} WHERE uuid = :uuid", {"uuid": str(uuid)}):
                raise ErrorDeNegocio("Uno de esos registros ya no existe en estos datos.")
        if any((v.uno, v.otro) == (str(menor), str(mayor)) for v in vinculos(u)):
            raise ErrorDeNegocio("Esos dos registros ya están vinculados.")
        vinculo = Vinculo(clase=clase, uno=menor, otro=mayor, nota=nota)
        u.agregar(vinculo)
        u.principal = vinculo.uuid
        u.asentar()
    return u.cambios


def desvincular(almacen: Almacen, *, vinculo: UUID, rev: int) -> Cambios:
    """Undo a link; raises `ErrorDeNegocio` if it changed since or is undone already."""
    with almacen.escribir("Deshacer un vínculo") as u:
        encontrado = u.traer(Vinculo, vinculo)
        encontrado.exigir_rev(rev)
        if encontrado.baja:
            raise ErrorDeNegocio("Ese vínculo ya se había deshecho.")
        encontrado.baja = True
        u.principal = vinculo
    return u.cambios
