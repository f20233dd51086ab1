"""Follow-up of an agreement: only ever added, before and after its acta is closed."""

from datetime import date
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.seguimientos import EstadoAcuerdo, Seguimiento
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.edicion import exigir_fecha_posible, texto_o_nada


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
    exigir_fecha_posible("Fecha del seguimiento", fecha)
    exigir_fecha_posible("Plazo nuevo", plazo_nuevo)
    textos = (texto_o_nada(nota), texto_o_nada(evidencia))
    if not any((estado, *textos, plazo_nuevo, cumple_reunion, cumple_documento)):
        raise ErrorDeNegocio("El seguimiento está vacío: escriba una nota, un estado o un plazo nuevo.")
    if plazo_nuevo and not (nota or "").strip():
        raise ErrorDeNegocio("Para ampliar el plazo escriba la razón en la nota.")
    with almacen.escribir("Dar seguimiento") as u:
        if u.traer(Acuerdo, acuerdo).baja:
            raise ErrorDeNegocio("Ese acuerdo se retiró; no lleva seguimiento.")
        u.agregar(
            Seguimiento(
                acuerdo=acuerdo,
                fecha=fecha,
                estado=_estado(estado) if estado else None,
                nota=nota,
                plazo_nuevo=plazo_nuevo,
                cumple_reunion=u.traer(Reunion, cumple_reunion).uuid if cumple_reunion else None,
                cumple_documento=u.traer(Documento, cumple_documento).uuid if cumple_documento else None,
                evidencia=evidencia,
                autor=u.sitio.nombre,
            )
        )
        u.principal = acuerdo
        u.asentar()
        return u.cambios


def _estado(escrito: str) -> EstadoAcuerdo:
    try:
        return EstadoAcuerdo(escrito)
    except ValueError:
        raise ErrorDeNegocio(f"No existe el estado «{escrito}»; elija uno de: {', '.join(EstadoAcuerdo)}.") from None
