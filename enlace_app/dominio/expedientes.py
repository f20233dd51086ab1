"""All that an acta tells, gathered from the records at one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.habilitados import VotacionExplicada, explicar, quorum_de
from enlace_app.dominio.nombramientos import Roles
from enlace_app.dominio.observaciones import Observacion
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.quorum import Quorum
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.seguimientos import EstadoAcuerdo
from enlace_app.dominio.votaciones import Votacion
from enlace_app.dominio.votantes import Directorio, Votante, votantes


@dataclass(frozen=True)
class AcuerdoAnterior:
    """An agreement of an earlier meeting with its state on the day of this one."""

    acuerdo: Acuerdo
    estado: EstadoAcuerdo
    plazo: date | None
    nota: str | None
    fecha: date | None


@dataclass(frozen=True)
class ReferenciaActa:
    """The previous acta, named by folio and date of its meeting."""

    folio: str
    fecha: str | None


@dataclass(frozen=True)
class SesionPrevia:
    """The last session of the same rhythm: where and when, to warn of 61 days and of a venue that does not rotate."""

    folio: str
    fecha: date
    lugar: str | None


@dataclass(frozen=True)
class Firmante:
    """Someone expected to sign."""

    nombre: str
    organizacion: str | None = None
    cargo: str | None = None
    calidad: str | None = None


@dataclass(frozen=True)
class Expediente:
    """A meeting with the site visits that share its acta, its documents and what surrounds it."""

    reunion: Reunion
    visitas: Sequence[Reunion] = ()
    documentos: Sequence[Documento] = ()
    anteriores: Sequence[AcuerdoAnterior] = ()
    folios_de_origen: Mapping[UUID, str] = field(default_factory=dict)
    """Folios of the agreements of other meetings from which this one's derive."""
    acta_anterior: ReferenciaActa | None = None
    sesion_previa: SesionPrevia | None = None
    directorio: Directorio = field(default_factory=Directorio)
    """Roles, nombramientos and persons, from which the rights of those present are told."""
    observaciones: Sequence[Observacion] = ()
    """The remarks that nobody resolved yet."""
    aviso_privacidad: str | None = None
    ejemplo: bool = False

    @property
    def quorum(self) -> Quorum | None:
        """The quorum by the rule of its ejercicio; see `quorum_de`."""
        return quorum_de(self.reunion, self.directorio)

    def explicar(self, votacion: Votacion) -> VotacionExplicada:
        """What a vote decided by the rule, and why."""
        return explicar(self.reunion, self.directorio, votacion)

    def votantes(self) -> list[Votante]:
        """Who was there with which rights."""
        return votantes(self.reunion, self.directorio)

    def asistencias_que_firman(self) -> list[Asistencia]:
        """Return the rows of the named persons who were present and whose capacity signs."""
        roles = Roles(self.directorio.roles)
        return [
            a
            for a in self.reunion.asistencias_vigentes()
            if a.persona and not a.ausente and ((rol := roles.de(a.calidad)) is None or rol.firma)
        ]

    def firmantes(self) -> list[Firmante]:
        """Who is expected to sign: who presides, who facilitates, and each named person who was present.

        Institutions cannot sign; capacities that the catalogue exempts (observers, guests) need not. Source: decision
        of ours; the published actas do not say who signed, and each role's `firma` can be changed in the catalogue.
        One name is one signatory; that two persons bear it keeps the acta from being closed (`revision_asistencia`).
        """
        por_nombre: dict[str, Firmante] = {}
        for a in self.asistencias_que_firman():
            if a.persona:
                por_nombre.setdefault(plegar(a.persona), Firmante(a.persona, a.organizacion, a.cargo, a.calidad))
        for nombre, calidad in ((self.reunion.preside, "preside"), (self.reunion.facilitador, "facilita")):
            if nombre and nombre.strip():
                por_nombre.setdefault(plegar(nombre), Firmante(nombre.strip(), calidad=calidad))
        return list(por_nombre.values())
