"""Follow-up of an agreement: only ever added, before and after its acta is closed."""

from datetime import date
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.seguimientos import EstadoAcuerdo, Seguimiento
from enlace_app.errores import ErrorDeNegocio


def dar_seguimiento(
    almacen: Almacen,
    *,
    acuerdo: UUID,
    fecha: date,
    estado: str | None = None,
    nota: str | None = None,
    plazo_nuevo: date | None = None,
    cumple_reunion: UUID | None = None,
    cumple_documento: UUID | None = None,
    evidencia: str | None = None,
) -> Cambios:
    """Add what happened to an agreement; an extended plazo needs a note with its reason."""
    if not any((estado, (nota or "").strip(), plazo_nuevo, cumple_reunion, cumple_documento, evidencia)):
        raise ErrorDeNegocio("El seguimiento está vacío: escriba una nota, un estado o un plazo nuevo.")
    if plazo_nuevo and not (nota or "").strip():
        raise ErrorDeNegocio("Para ampliar el plazo escriba la razón en la nota.")
    with almacen.escribir("Dar seguimiento") as u:
        u.traer(Acuerdo, acuerdo)
        u.agregar(
            Seguimiento(
                acuerdo=acuerdo,
                fecha=fecha,
                estado=EstadoAcuerdo(estado) if estado else None,
                nota=nota,
                plazo_nuevo=plazo_nuevo,
                cumple_reunion=cumple_reunion,
                cumple_documento=cumple_documento,
                evidencia=evidencia,
                autor=u.sitio.nombre,
            )
        )
        u.principal = acuerdo
        u.asentar()
        return u.cambios
