"""The session while it is held: its beginning, its recesses, its end, by the hour."""

from datetime import timedelta
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios, Unidad
from enlace_app.dominio.reuniones import EstadoReunion, Receso, Reunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.edicion import reunion_editable, texto_o_nada
from enlace_app.servicios.horas import leer_hora_escrita


class AntesDelInicio(ErrorDeNegocio):
    """An hour before the one at which the session began: a slip, or past midnight, which only the person knows.

    Who asked her repeats the order with `al_dia_siguiente=True`.
    """


def comenzar_sesion(almacen: Almacen, *, reunion: UUID, rev: int, hora: str) -> Cambios:
    """Note the hour of the beginning; one that was noted before stays."""
    with almacen.escribir("Comenzar la sesión") as u:
        abierta = _editable(u, reunion, rev)
        leida = leer_hora_escrita(hora)
        if abierta.hora_inicio is None:
            abierta.hora_inicio = leida
        u.asentar()
        return u.cambios


def terminar_sesion(almacen: Almacen, *, reunion: UUID, rev: int, hora: str, al_dia_siguiente: bool = False) -> Cambios:
    """Note the hour of the end and that the meeting was held, both or neither.

    Raises:
        AntesDelInicio: that hour is before the beginning, and nobody said that it was past midnight.
        ErrorDeNegocio: a recess is still open, the date is missing, or it may not be held from its state.
    """
    with almacen.escribir("Terminar la sesión") as u:
        abierta = _editable(u, reunion, rev)
        leida = leer_hora_escrita(hora)
        if (en_receso := _receso_abierto(abierta)) is not None:
            raise ErrorDeNegocio(
                f"Hay un receso abierto desde las {en_receso.inicio}; anote a qué hora se reanudó y luego termine."
            )
        _exigir_hora(abierta, leida, "término", al_dia_siguiente=al_dia_siguiente)
        abierta.hora_fin = leida
        if al_dia_siguiente and abierta.fecha is not None and abierta.fecha_fin is None:
            abierta.fecha_fin = abierta.fecha + timedelta(days=1)
        if abierta.estado in {EstadoReunion.BORRADOR, EstadoReunion.CONVOCADA}:
            abierta.pasar_a(EstadoReunion.CELEBRADA)
        u.asentar()
        return u.cambios


def abrir_receso(
    almacen: Almacen, *, reunion: UUID, rev: int, hora: str, motivo: str | None = None, al_dia_siguiente: bool = False
) -> Cambios:
    """Note that the session paused at that hour; errors as in `terminar_sesion`."""
    with almacen.escribir("Abrir receso") as u:
        abierta = _editable(u, reunion, rev)
        leida = leer_hora_escrita(hora)
        if (otro := _receso_abierto(abierta)) is not None:
            raise ErrorDeNegocio(f"Ya hay un receso abierto desde las {otro.inicio}; anote primero cuándo se reanudó.")
        _exigir_hora(abierta, leida, "receso", al_dia_siguiente=al_dia_siguiente)
        if not al_dia_siguiente and any(r.inicio <= leida < (r.fin or r.inicio) for r in abierta.recesos):
            raise ErrorDeNegocio(f"A las {leida} ya consta otro receso; revise la hora.")
        abierta.recesos.append(Receso(inicio=leida, motivo=texto_o_nada(motivo)))
        u.asentar()
        return u.cambios


def cerrar_receso(almacen: Almacen, *, reunion: UUID, rev: int, hora: str, al_dia_siguiente: bool = False) -> Cambios:
    """Note that the session went on at that hour; errors as in `terminar_sesion`."""
    with almacen.escribir("Cerrar receso") as u:
        abierta = _editable(u, reunion, rev)
        leida = leer_hora_escrita(hora)
        receso = _receso_abierto(abierta)
        if receso is None:
            raise ErrorDeNegocio("No hay ningún receso abierto.")
        if leida < receso.inicio and not al_dia_siguiente:
            raise AntesDelInicio(
                f"El receso empezó a las {receso.inicio} y no puede terminar a las {leida}. Si ya pasó la medianoche, "
                "confírmelo; si no, corrija la hora."
            )
        # A value is not changed but replaced: so the log tells both.
        abierta.recesos.remove(receso)
        abierta.recesos.append(Receso(inicio=receso.inicio, fin=leida, motivo=receso.motivo))
        u.asentar()
        return u.cambios


def _editable(u: Unidad, reunion: UUID, rev: int) -> Reunion:
    u.principal = reunion
    return reunion_editable(u, reunion, rev)


def _receso_abierto(reunion: Reunion) -> Receso | None:
    return next((receso for receso in reunion.recesos if receso.fin is None), None)


def _exigir_hora(reunion: Reunion, hora: str, que: str, *, al_dia_siguiente: bool) -> None:
    if reunion.hora_inicio and hora < reunion.hora_inicio and not al_dia_siguiente:
        raise AntesDelInicio(
            f"La hora de {que} ({hora}) es antes que la de inicio ({reunion.hora_inicio}). Si ya pasó la medianoche, "
            "confírmelo; si no, corrija la hora."
        )
