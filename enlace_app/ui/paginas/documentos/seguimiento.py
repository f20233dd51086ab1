"""Marking an agreement as fulfilled by a document: one key, nothing else asked."""

from uuid import UUID

from enlace_app.dominio.seguimientos import EstadoAcuerdo
from enlace_app.ui.entorno import Entorno


def marcar_cumplido(entorno: Entorno, *, acuerdo: str, documento: str) -> bool:
    """Add the follow-up; whether it was done (a refusal goes to the notices).

    Its date is today, not the document's: an older entry would not be the state in force.
    """
    from enlace_app.servicios.seguimientos import dar_seguimiento

    almacen, hoy = entorno.contexto.almacen, entorno.ahora_en(None).date()
    cambios = entorno.operaciones.hacer(
        lambda: dar_seguimiento(
            almacen,
            acuerdo=UUID(acuerdo),
            fecha=hoy,
            estado=EstadoAcuerdo.CUMPLIDO,
            cumple_documento=UUID(documento),
        )
    )
    return cambios is not None
