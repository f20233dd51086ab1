"""A meeting from its draft to its signed acta: what belongs to it, its states, and what each step needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.compromisos import Compromiso
from enlace_app.dominio.ejercicios import Ejercicio
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.intervenciones import Intervencion
from enlace_app.dominio.puntos import PuntoOrdenDia
from enlace_app.dominio.regiones import Municipio, Region
from enlace_app.dominio.registros import Registro, Valor, campo
from enlace_app.dominio.tipos_reunion import TipoReunion
from enlace_app.dominio.votaciones import Votacion
from enlace_app.errores import ErrorDeNegocio


class EstadoReunion(StrEnum):
    """States of a meeting; from `CERRADA` on its content, folio and hash are frozen."""

    BORRADOR = "borrador"
    CONVOCADA = "convocada"
    CELEBRADA = "celebrada"
    EN_REVISION = "en_revision"
    CERRADA = "cerrada"
    FIRMADA = "firmada"
    CANCELADA = "cancelada"
    NO_CELEBRADA = "no_celebrada"

    @property
    def etiqueta(self) -> str:
        """The state as the user reads it."""
        otras = {
            "borrador": "en borrador",
            "en_revision": "en revisión",
            "no_celebrada": "no celebrada por falta de quórum",
        }
        return otras.get(self, str(self))


R = TypeVar("R", bound=Registro)

CONGELADOS = frozenset({EstadoReunion.CERRADA, EstadoReunion.FIRMADA})
PASOS = {
    EstadoReunion.BORRADOR: {EstadoReunion.CONVOCADA, EstadoReunion.CELEBRADA, EstadoReunion.CANCELADA},
    EstadoReunion.CONVOCADA: {EstadoReunion.CELEBRADA, EstadoReunion.CANCELADA, EstadoReunion.NO_CELEBRADA},
    EstadoReunion.CELEBRADA: {EstadoReunion.EN_REVISION, EstadoReunion.CERRADA, EstadoReunion.NO_CELEBRADA},
    EstadoReunion.EN_REVISION: {EstadoReunion.CERRADA, EstadoReunion.CELEBRADA},
    EstadoReunion.CERRADA: {EstadoReunion.FIRMADA, EstadoReunion.EN_REVISION},
    EstadoReunion.FIRMADA: frozenset[EstadoReunion](),
    EstadoReunion.CANCELADA: frozenset[EstadoReunion](),
    EstadoReunion.NO_CELEBRADA: frozenset[EstadoReunion](),
}
"""Which step may follow which; design section 4."""


@dataclass(eq=False, kw_only=True)
class Receso(Valor):
    """A pause, in local hours `HH:MM`; without end while it lasts."""

    inicio: str = campo("Inicio del receso")
    fin: str | None = campo("Fin del receso", default=None)
    motivo: str | None = campo("Motivo del receso", default=None)


@dataclass(eq=False, kw_only=True)
class Reunion(Registro):
    """Any recorded event; the aggregate root of its attendance, agenda, votes and agreements.

    Local time is kept as date + `HH:MM` + IANA zone (`zona`); `zona_supuesta` says that no municipality gave it.
    """

    folio_provisional: str = campo("Folio provisional", default="")
    folio: str | None = campo("Folio", default=None)
    tipo: TipoReunion = campo("Tipo de reunión")
    numero: str | None = campo("Número de la sesión", default=None)
    ejercicio: Ejercicio | None = campo("Ejercicio", default=None)
    fecha: date | None = campo("Fecha de la reunión", default=None)
    precision: Precision = campo("Precisión de la fecha", default=Precision.no_indicada)
    fecha_fin: date | None = campo("Fecha final", default=None)
    programada: date | None = campo("Fecha programada", default=None)
    hora_programada: str | None = campo("Hora programada", default=None)
    convocada_el: date | None = campo("Fecha de la convocatoria", default=None)
    hora_inicio: str | None = campo("Hora de inicio", default=None)
    hora_fin: str | None = campo("Hora de término", default=None)
    zona: str = campo("Zona horaria", default="America/Monterrey")
    zona_supuesta: bool = campo("Zona supuesta", default=True)
    municipio: Municipio | None = campo("Municipio", default=None)
    ciudad: str | None = campo("Ciudad", default=None)
    sede: str | None = campo("Sede", default=None)
    modalidad: str | None = campo("Modalidad", default=None)
    convoca: str | None = campo("Convoca", default=None)
    preside: str | None = campo("Preside", default=None)
    facilitador: str | None = campo("Facilitador", default=None)
    parte_de: UUID | None = campo("Comparte acta con", default=None)
    presentes_n: int | None = campo("Número de presentes", default=None)
    presentes_es_minimo: bool = campo("Presentes: más de", default=False)
    presentes_nota: str | None = campo("Nota sobre los presentes", default=None)
    estado: EstadoReunion = campo("Estado", default=EstadoReunion.BORRADOR)
    motivo_estado: str | None = campo("Motivo", default=None)
    resumen: str | None = campo("Resumen", default=None)
    asuntos_generales: str | None = campo("Asuntos generales", default=None)
    fuente: str | None = campo("Fuente", default=None)
    regiones: list[Region] = campo("Regiones", default_factory=list)
    compromisos: list[Compromiso] = campo("Compromisos", default_factory=list)
    recesos: list[Receso] = campo("Recesos", default_factory=list)
    asistencias: list[Asistencia] = campo("Asistencia", default_factory=list)
    puntos: list[PuntoOrdenDia] = campo("Orden del día", default_factory=list)
    votaciones: list[Votacion] = campo("Votaciones", default_factory=list)
    intervenciones: list[Intervencion] = campo("Intervenciones", default_factory=list)
    acuerdos: list[Acuerdo] = campo("Acuerdos", default_factory=list)

    @property
    def folio_visible(self) -> str:
        """The definitive folio once there is one."""
        return self.folio or self.folio_provisional

    @property
    def congelada(self) -> bool:
        """Whether its content is frozen in a closed acta."""
        return self.estado in CONGELADOS

    @property
    def dias_de_aviso(self) -> int | None:
        """How many days before its day it was called: negative if afterwards, None where nobody noted it."""
        dia = self.programada or self.fecha
        return (dia - self.convocada_el).days if dia and self.convocada_el else None

    @property
    def dias_de_aviso_exigidos(self) -> int | None:
        """How many days ahead the rule of its ejercicio asks to call; None where no source says."""
        return self.ejercicio.regla.dias_aviso if self.ejercicio and self.ejercicio.regla else None

    @property
    def termina_antes_de_empezar(self) -> bool:
        """Whether its hours contradict each other: a mistake, unless it went on past midnight."""
        mismo_dia = self.fecha_fin is None or self.fecha_fin == self.fecha
        return bool(mismo_dia and self.hora_inicio and self.hora_fin and self.hora_fin < self.hora_inicio)

    @property
    def se_celebro(self) -> bool:
        """Whether it was not called off; what was called off belongs to no acta."""
        return self.estado not in {EstadoReunion.CANCELADA, EstadoReunion.NO_CELEBRADA}

    def exigir_abierta(self) -> None:
        """Raise `ErrorDeNegocio` if its content may no longer change."""
        if self.congelada:
            salida = (
                f"reábrala con su motivo (enlace acta reabrir {self.folio_visible} --motivo …)"
                if self.estado == EstadoReunion.CERRADA
                else "lo firmado sólo se corrige con una fe de erratas o un acta aclaratoria"
            )
            raise ErrorDeNegocio(f"La reunión {self.folio_visible} está {self.estado.etiqueta}: {salida}.")
        if self.estado in {EstadoReunion.CANCELADA, EstadoReunion.NO_CELEBRADA}:
            raise ErrorDeNegocio(f"La reunión {self.folio_visible} está {self.estado.etiqueta} y ya no se modifica.")

    def pasar_a(self, estado: EstadoReunion) -> None:
        """Take a step, or raise `ErrorDeNegocio` saying which steps are open from here."""
        posibles = PASOS[self.estado]
        if estado not in posibles:
            abiertos = ", ".join(sorted(e.etiqueta for e in posibles)) or "ninguno"
            raise ErrorDeNegocio(
                f"La reunión {self.folio_visible} está {self.estado.etiqueta} y no puede pasar a {estado.etiqueta}; "
                f"pasos posibles: {abiertos}."
            )
        if estado == EstadoReunion.CONVOCADA and not (self.programada or self.fecha):
            raise ErrorDeNegocio("Para convocar falta la fecha programada.")
        if estado == EstadoReunion.CELEBRADA and self.fecha is None:
            raise ErrorDeNegocio("Para darla por celebrada falta la fecha de la reunión.")
        self.estado = estado

    def cancelar(self, motivo: str) -> None:
        """Cancel what was not held; the reason is kept."""
        if not motivo.strip():
            raise ErrorDeNegocio("Para cancelar la reunión escriba el motivo.")
        self.pasar_a(EstadoReunion.CANCELADA)
        self.motivo_estado = motivo

    def asistencias_vigentes(self) -> list[Asistencia]:
        """Attendance in the order in which it was recorded, withdrawn rows left out."""
        return sorted(_vigentes(self.asistencias), key=lambda a: (a.orden, a.uuid))

    def puntos_vigentes(self) -> list[PuntoOrdenDia]:
        """The agenda in its order."""
        return sorted(_vigentes(self.puntos), key=lambda p: (p.n, p.uuid))

    def votaciones_vigentes(self) -> list[Votacion]:
        """The votes in the order in which they were taken."""
        return sorted(_vigentes(self.votaciones), key=lambda v: (v.orden, v.uuid))

    def intervenciones_vigentes(self) -> list[Intervencion]:
        """What was asked to be put on record, in the order in which it was said."""
        return sorted(_vigentes(self.intervenciones), key=lambda i: (i.orden, i.uuid))

    def acuerdos_vigentes(self) -> list[Acuerdo]:
        """The agreements in their order."""
        return sorted(_vigentes(self.acuerdos), key=lambda a: (a.n, a.uuid))

    def situar(self, municipio: Municipio | None, zona_del_equipo: str) -> None:
        """Set the municipality and with it the time zone; without one, the computer's zone, marked as supposed."""
        self.municipio = municipio
        self.zona = municipio.zona if municipio else zona_del_equipo
        self.zona_supuesta = municipio is None


def _vigentes(registros: Iterable[R]) -> list[R]:
    return [r for r in registros if not r.baja]
