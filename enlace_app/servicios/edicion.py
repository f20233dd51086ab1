"""What may still be edited: a meeting of this site whose acta is not closed, and what hangs on it."""

from datetime import date
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.calendario import en_limites
from enlace_app.dominio.intervenciones import Intervencion
from enlace_app.dominio.puntos import PuntoOrdenDia
from enlace_app.dominio.registros import Registro
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.votaciones import Votacion
from enlace_app.errores import ErrorDeNegocio

Parte = TypeVar("Parte", Asistencia, PuntoOrdenDia, Votacion, Intervencion)


def reunion_editable(u: Unidad, reunion: UUID, rev: int | None = None) -> Reunion:
    """Return the whole meeting, or raise `ErrorDeNegocio`; `rev` is what was seen by who edits the meeting itself."""
    encontrada = u.traer(Reunion, reunion)
    if encontrada.baja:
        raise ErrorDeNegocio(f"La reunión {encontrada.folio_visible} se retiró; ya no se modifica.")
    encontrada.exigir_abierta()
    u.exigir_propio(encontrada)
    if rev is not None:
        encontrada.exigir_rev(rev)
    return encontrada


def exigir_vigente(registro: Registro, rev: int) -> None:
    """Raise `ErrorDeNegocio` if the record was withdrawn, or changed after the person saw revision `rev`."""
    if registro.baja:
        raise ErrorDeNegocio("Este registro ya se retiró; no se puede cambiar.")
    registro.exigir_rev(rev)


def parte_editable(u: Unidad, clase: type[Parte], uuid: UUID, rev: int) -> Parte:
    """Return what belongs to a meeting and becomes what the operation is about, or raise `ErrorDeNegocio`."""
    encontrada = u.traer(clase, uuid)
    if encontrada.reunion is not None:
        reunion_editable(u, encontrada.reunion)
    exigir_vigente(encontrada, rev)
    u.principal = uuid
    return encontrada


def exigir_fecha_posible(que: str, fecha: date | None) -> None:
    """Raise `ErrorDeNegocio` for a year that is a slip of the hand; `que` names the date."""
    if fecha is not None and not en_limites(fecha):
        raise ErrorDeNegocio(f"{que}: el año {fecha.year} no es posible; corríjalo.")


def hoy_en_el_sitio(u: Unidad) -> date:
    """Return the day of the operation where this computer stands: what happened today, where no meeting tells when."""
    return u.operacion.instante.astimezone(ZoneInfo(u.sitio.zona)).date()


def texto_o_nada(texto: str | None) -> str | None:
    """Return the text without blanks around it; what is only blanks is nothing."""
    return (texto or "").strip() or None


def exigir_texto(texto: str, peticion: str) -> str:
    """Return the text without blanks around it, or raise `ErrorDeNegocio` asking for it."""
    limpio = texto_o_nada(texto)
    if limpio is None:
        raise ErrorDeNegocio(peticion)
    return limpio
