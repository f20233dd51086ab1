"""Gathers what an acta tells from one unit of work."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from enlace_app.consultas import expedientes as consultas
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.expedientes import AcuerdoAnterior, Expediente, ReferenciaActa, SesionPrevia
from enlace_app.dominio.nombramientos import Nombramiento, Rol
from enlace_app.dominio.observaciones import Observacion, Resolucion, abiertas
from enlace_app.dominio.personas import Persona, indice_de_personas
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.seguimientos import CONCLUIDOS, Seguimiento, estado_vigente, ordenados, plazo_vigente
from enlace_app.dominio.votantes import Directorio
from enlace_app.errores import ErrorDeNegocio


def reunir_expediente(u: Unidad, reunion: UUID, *, aviso_privacidad: str | None) -> Expediente:
    """Return the meeting with all that its acta tells; a visit that shares an acta has none of its own."""
    encontrada = u.traer(Reunion, reunion)
    if encontrada.parte_de is not None:
        anfitriona = u.traer(Reunion, encontrada.parte_de)
        raise ErrorDeNegocio(
            f"{encontrada.folio_visible} comparte el acta de {anfitriona.folio_visible}; use ese folio."
        )
    visitas = [v for v in u.varios(Reunion, parte_de=reunion) if v.se_celebro and not v.baja]
    visitas.sort(key=lambda v: (v.fecha or date.min, v.hora_inicio or "", v.uuid))
    reuniones = [reunion, *(v.uuid for v in visitas)]
    documentos = [d for d in u.varios(Documento, reunion=reuniones) if not d.baja]
    return Expediente(
        reunion=encontrada,
        visitas=visitas,
        documentos=sorted(documentos, key=lambda d: (d.fecha or date.min, d.folio)),
        anteriores=_anteriores(u, encontrada),
        folios_de_origen=_folios_de_origen(u, [encontrada, *visitas]),
        acta_anterior=_acta_anterior(u, encontrada),
        sesion_previa=_sesion_previa(u, encontrada),
        directorio=reunir_directorio(u),
        observaciones=observaciones_abiertas(u, reuniones),
        aviso_privacidad=aviso_privacidad,
        ejemplo=u.sitio.ejemplo,
    )


def reunir_directorio(u: Unidad) -> Directorio:
    """Return the roles, nombramientos and persons by which the rights of those present are told."""
    return Directorio(
        roles=u.varios(Rol, baja=False),
        nombramientos=u.varios(Nombramiento, baja=False),
        personas=indice_de_personas(u.varios(Persona)),
    )


def observaciones_abiertas(u: Unidad, reuniones: Sequence[UUID]) -> list[Observacion]:
    """Return the remarks on these meetings that nobody resolved yet."""
    hechas = u.varios(Observacion, reunion=reuniones)
    return abiertas(hechas, u.varios(Resolucion, observacion=[o.uuid for o in hechas]))


def _anteriores(u: Unidad, reunion: Reunion) -> list[AcuerdoAnterior]:
    """Agreements that were open on the day of the meeting, with their state on that day."""
    if reunion.fecha is None:
        return []
    uuids = consultas.acuerdos_previos(u, reunion.uuid, reunion.fecha)
    acuerdos = {a.uuid: a for a in u.varios(Acuerdo, uuid=uuids)}
    seguimientos: dict[UUID, list[Seguimiento]] = {uuid: [] for uuid in uuids}
    for seguimiento in u.varios(Seguimiento, acuerdo=uuids):
        # An entry without a date cannot be said to be later than the meeting.
        if seguimiento.acuerdo and (seguimiento.fecha is None or seguimiento.fecha <= reunion.fecha):
            seguimientos[seguimiento.acuerdo].append(seguimiento)
    anteriores = []
    for uuid in uuids:
        propios = ordenados(seguimientos[uuid])
        estado = estado_vigente(propios)
        if estado not in CONCLUIDOS:
            acuerdo = acuerdos[uuid]
            con_nota = next((s for s in reversed(propios) if s.nota), None)
            anteriores.append(
                AcuerdoAnterior(
                    acuerdo,
                    estado,
                    plazo_vigente(acuerdo.plazo, propios),
                    con_nota.nota if con_nota else None,
                    con_nota.fecha if con_nota else None,
                )
            )
    return anteriores


def _folios_de_origen(u: Unidad, reuniones: Sequence[Reunion]) -> dict[UUID, str]:
    """An agreement may derive from one that is concluded or of another commitment: its folio is told all the same."""
    origenes = {a.deriva_de for r in reuniones for a in r.acuerdos if a.deriva_de}
    propios = {r.uuid for r in reuniones}
    return {a.uuid: a.folio_visible for a in u.varios(Acuerdo, uuid=origenes) if a.reunion not in propios}


def _acta_anterior(u: Unidad, reunion: Reunion) -> ReferenciaActa | None:
    fila = consultas.acta_previa(u, reunion.uuid, reunion.fecha) if reunion.fecha else None
    return ReferenciaActa(fila["folio"], fila["fecha"]) if fila else None


def _sesion_previa(u: Unidad, reunion: Reunion) -> SesionPrevia | None:
    if reunion.fecha is None or not reunion.tipo.ordinaria:
        return None
    fila = consultas.sesion_previa(u, reunion.uuid, reunion.fecha)
    return SesionPrevia(fila["folio"], date.fromisoformat(fila["fecha"]), fila["lugar"]) if fila else None
