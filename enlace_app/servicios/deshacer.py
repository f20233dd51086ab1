"""Undoing the last edits, and doing them again: each is an operation like any other."""

from uuid import UUID

from enlace_app.consultas.deshacer import exigir_vuelta
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.deshacer import poner_valores
from enlace_app.datos.unidad import Cambios


def deshacer(almacen: Almacen, *, operacion: UUID) -> Cambios:
    """Take back a whole operation, or do it again if it is itself an undoing; nothing is left half undone.

    Raises:
        ErrorDeNegocio: a record was changed since, is in a closed acta, is another site's or was sent already, or the
            operation only added what is never taken back; the message says what to do instead.
    """
    vuelta = exigir_vuelta(almacen.lectura, operacion)
    verbo = "Rehacer" if vuelta.rehacer else "Deshacer"
    with almacen.escribir(f"{verbo}: {vuelta.hecha.intencion}", deshace=operacion) as u:
        vuelta = exigir_vuelta(u, operacion)  # again: what was read before may have changed until the lock was held
        for cambio in reversed(vuelta.cambios):
            poner_valores(u, tabla=cambio.tabla, uuid=UUID(cambio.uuid), valores=vuelta.valores(cambio))
        u.principal = UUID(vuelta.cambios[0].uuid)
        u.asentar()
        return u.cambios
