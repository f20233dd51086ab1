"""What happens to an agreement after the meeting: only ever added."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from enlace_app.dominio.plazos import vencido as plazo_vencido
from enlace_app.dominio.registros import Constancia, campo


class EstadoAcuerdo(StrEnum):
    """States of an agreement; overdue (`vencido`) is derived from the plazo, never stored.

    Source: usage of the follow-up of published agreements; the names are a decision of ours.
    """

    PENDIENTE = "pendiente"
    EN_PROCESO = "en_proceso"
    PARCIAL = "parcial"
    CUMPLIDO = "cumplido"
    NO_PROCEDE = "no_procede"


CONCLUIDOS = frozenset({EstadoAcuerdo.CUMPLIDO, EstadoAcuerdo.NO_PROCEDE})


@dataclass(eq=False, kw_only=True)
class Seguimiento(Constancia):
    """One entry; a later entry corrects an earlier one."""

    acuerdo: UUID | None = campo("Acuerdo", default=None)
    fecha: date | None = campo("Fecha del seguimiento", default=None)
    estado: EstadoAcuerdo | None = campo("Estado del acuerdo", default=None)
    nota: str | None = campo("Nota", default=None)
    plazo_nuevo: date | None = campo("Plazo nuevo", default=None)
    cumple_reunion: UUID | None = campo("Se cumplió con la reunión", default=None)
    cumple_documento: UUID | None = campo("Se cumplió con el documento", default=None)
    cumple_literal: str | None = campo("Se cumplió con", default=None)
    evidencia: str | None = campo("Evidencia", default=None)
    autor: str | None = campo("Autor", default=None)


def ordenados(seguimientos: Iterable[Seguimiento]) -> list[Seguimiento]:
    """Return the entries in the order in which they were written down, which is not that of their dates.

    Source: decision of ours: entries are only added, so a later one corrects an earlier one.
    """
    return sorted(seguimientos, key=lambda s: (s.creado.isoformat() if s.creado else "", s.uuid))


def estado_vigente(seguimientos: Iterable[Seguimiento]) -> EstadoAcuerdo:
    """Return the state told by the latest entry that tells one; without any, `pendiente`."""
    estados = [s.estado for s in ordenados(seguimientos) if s.estado]
    return estados[-1] if estados else EstadoAcuerdo.PENDIENTE


def plazo_vigente(plazo: date | None, seguimientos: Iterable[Seguimiento]) -> date | None:
    """Return the extended plazo of the latest entry that has one, else the agreement's own."""
    nuevos = [s.plazo_nuevo for s in ordenados(seguimientos) if s.plazo_nuevo]
    return nuevos[-1] if nuevos else plazo


def vencido(plazo: date | None, estado: EstadoAcuerdo, hoy: date) -> bool:
    """Whether an agreement is overdue: after the last day of its plazo, and only while it is not concluded.

    Source: decision of ours (docs/decisiones.md): overdue must not be claimed too early.
    """
    return estado not in CONCLUIDOS and plazo_vencido(plazo, hoy)
