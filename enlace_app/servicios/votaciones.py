"""Votes taken in a meeting."""

from collections.abc import Mapping
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios
from enlace_app.dominio.votaciones import SentidoDeParte, Votacion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.edicion import parte_editable, reunion_editable


def registrar_votacion(
    almacen: Almacen,
    *,
    reunion: UUID,
    modalidad: str,
    resultado: str,
    punto: UUID | None = None,
    a_favor: int | None = None,
    en_contra: int | None = None,
    abstenciones: int | None = None,
    sentido_por_parte: Mapping[str, str] | None = None,
    disenso: str | None = None,
) -> Cambios:
    """Note how a decision was taken; counts that contradict the modality are refused."""
    with almacen.escribir("Registrar votación") as u:
        encontrada = reunion_editable(u, reunion)
        if punto is not None and punto not in {p.uuid for p in encontrada.puntos_vigentes()}:
            raise ErrorDeNegocio("Ese punto no es del orden del día de esta reunión.")
        votacion = Votacion(
            reunion=reunion,
            punto=punto,
            orden=max((v.orden for v in encontrada.votaciones), default=0) + 1,
            modalidad=modalidad,
            resultado=resultado,
            a_favor=a_favor,
            en_contra=en_contra,
            abstenciones=abstenciones,
            disenso=disenso,
            sentidos=[
                SentidoDeParte(orden=orden, parte=parte, sentido=sentido)
                for orden, (parte, sentido) in enumerate((sentido_por_parte or {}).items(), start=1)
            ],
        )
        votacion.exigir_coherencia()
        u.agregar(votacion)
        u.principal = votacion.uuid
        u.asentar()
        return u.cambios


def retirar_votacion(almacen: Almacen, *, votacion: UUID, rev: int) -> Cambios:
    """Withdraw a vote noted by mistake."""
    with almacen.escribir("Retirar votación") as u:
        parte_editable(u, Votacion, votacion, rev).baja = True
        u.asentar()
        return u.cambios
