"""Linking a name with an entry of the directory, as one operation that can be taken back as a whole.

What was written stays as it was written, and closed actas stay as they are: only links change, and the institution
gets another name under which it will be known from now on.
"""

from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios, Unidad
from enlace_app.dominio.acuerdos import Acuerdo, Responsable
from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.compromisos import Compromiso, OrganizacionDeCompromiso
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.identidad import ORIGEN_PUBLICADO
from enlace_app.dominio.nombramientos import Nombramiento
from enlace_app.dominio.organizaciones import Alias, Organizacion, plegar
from enlace_app.dominio.personas import Persona
from enlace_app.dominio.respuestas import dice_quien
from enlace_app.dominio.reuniones import Reunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.derechos_de_asistencia import derechos_al_dia, es_editable
from enlace_app.servicios.edicion import exigir_texto
from enlace_app.servicios.organizaciones import duenias_de, soltar_alias
from enlace_app.servicios.personas import persona_vigente

_EDITABLE = """
origen IN (:sitio, :autoridad) AND NOT baja AND (reunion IS NULL OR reunion IN (
  SELECT uuid FROM reunion WHERE estado NOT IN ('cerrada', 'firmada', 'cancelada', 'no_celebrada') AND NOT baja))
"""
_PROPIO = "origen IN (:sitio, :autoridad) AND NOT baja"
_LITERALES = {
    "asistencia_persona": f"SELECT uuid, persona AS literal, persona_registrada AS liga FROM asistencia "
    f"WHERE persona IS NOT NULL AND {_EDITABLE}",
    "asistencia": f"SELECT uuid, organizacion AS literal, organizacion_registrada AS liga FROM asistencia "
    f"WHERE organizacion IS NOT NULL AND {_EDITABLE}",
    "acuerdo": "SELECT acuerdo.uuid, hijo.literal, hijo.organizacion AS liga FROM acuerdo_responsable hijo "
    f"JOIN acuerdo ON acuerdo.uuid = hijo.acuerdo WHERE {_EDITABLE}",
    "remitente": "SELECT uuid, remitente AS literal, remitente_registrado AS liga FROM documento "
    f"WHERE remitente IS NOT NULL AND {_EDITABLE}",
    "receptor": "SELECT uuid, receptor AS literal, receptor_registrado AS liga FROM documento "
    f"WHERE receptor IS NOT NULL AND {_EDITABLE}",
    "compromiso": "SELECT compromiso.uuid, hijo.literal, hijo.organizacion AS liga FROM compromiso_organizacion hijo "
    f"JOIN compromiso ON compromiso.uuid = hijo.compromiso WHERE {_PROPIO}",
    "nombramiento": "SELECT uuid, persona_literal AS literal, persona AS liga FROM nombramiento "
    f"WHERE persona_literal IS NOT NULL AND {_PROPIO}",
}


def vincular_nombre(
    almacen: Almacen, *, literal: str, organizacion: UUID | None = None, persona: UUID | None = None
) -> Cambios:
    """Say whom a name means: an institution or a person of the directory, exactly one of the two.

    Every row that may still change and has no link yet is linked; an institution also gets the name as an alias, unless
    several share it. For a person of closed actas nothing can be linked any more.

    Raises:
        ErrorDeNegocio: the words name nobody, the name is another entry's, or nothing is left to link.
    """
    escrito = _exigir_nombre(literal)
    with almacen.escribir("Vincular nombre con el directorio") as u:
        if organizacion is not None and persona is None:
            _ser_de_organizacion(u, escrito, organizacion)
            _ligar(u, escrito, de=None, a=organizacion)
            u.principal = organizacion
        elif persona is not None and organizacion is None:
            _exigir_que_no_sea_otra(u, escrito, persona_vigente(u, persona))
            _ligar_persona(u, escrito, de=None, a=persona)
            u.principal = persona
        else:
            raise ErrorDeNegocio("Elija una organización o una persona con la cual vincular el nombre.")
        return _asentado(u, f"No queda nada por vincular con «{escrito}»: lo demás está en actas cerradas.")


def desvincular_nombre(
    almacen: Almacen, *, literal: str, organizacion: UUID | None = None, persona: UUID | None = None
) -> Cambios:
    """Take back that a name means an institution or a person, in every row that may still change."""
    escrito = _exigir_nombre(literal)
    with almacen.escribir("Desvincular nombre del directorio") as u:
        if organizacion is not None and persona is None:
            encontrada = u.traer(Organizacion, organizacion)
            u.exigir_propio(encontrada)
            soltar_alias(encontrada, escrito)
            _ligar(u, escrito, de=organizacion, a=None)
            u.principal = organizacion
        elif persona is not None and organizacion is None:
            _ligar_persona(u, escrito, de=persona, a=None)
            u.principal = persona
        else:
            raise ErrorDeNegocio("Elija la organización o la persona de la cual desvincular el nombre.")
        return _asentado(u, f"«{escrito}» no estaba vinculado en nada que aún se pueda cambiar.")


def _exigir_nombre(literal: str) -> str:
    escrito = exigir_texto(literal, "Diga qué nombre quiere vincular.")
    if not dice_quien(escrito):
        raise ErrorDeNegocio(f"«{escrito}» no nombra a nadie; no se vincula.")
    return escrito


def _asentado(u: Unidad, si_nada: str) -> Cambios:
    u.asentar()
    if not u.cambios.tocados:
        raise ErrorDeNegocio(si_nada)
    return u.cambios


def _ser_de_organizacion(u: Unidad, escrito: str, organizacion: UUID) -> None:
    encontrada = u.traer(Organizacion, organizacion)
    u.exigir_propio(encontrada)
    if encontrada.baja:
        raise ErrorDeNegocio(f"{encontrada.nombre} se retiró del directorio; elija otra.")
    if plegar(escrito) in {plegar(n) for n in encontrada.nombres}:
        return
    otras = duenias_de(u, escrito, menos=organizacion)
    if len(otras) == 1:
        raise ErrorDeNegocio(f"«{escrito}» ya es un nombre de {otras[0].nombre}; quíteselo antes, o elija ésa.")
    if not otras:
        encontrada.alias.append(Alias(alias=escrito))


def _exigir_que_no_sea_otra(u: Unidad, escrito: str, persona: Persona) -> None:
    homonimas = [p for p in u.varios(Persona, baja=False) if plegar(p.nombre) == plegar(escrito)]
    if len(homonimas) == 1 and homonimas[0].uuid != persona.uuid:
        raise ErrorDeNegocio(f"«{escrito}» está en el directorio con ese nombre; vincúlelo con esa persona.")


def _uuids(u: Unidad, lugar: str, escrito: str, de: UUID | None) -> list[UUID]:
    """The rows of a place in which the name stands, in any spelling, with the link `de`."""
    buscado, liga = plegar(escrito), str(de) if de else None
    parametros = {"sitio": str(u.sitio.uuid), "autoridad": str(ORIGEN_PUBLICADO)}
    filas = u.filas(_LITERALES[lugar], parametros)
    return [UUID(f["uuid"]) for f in filas if f["liga"] == liga and plegar(f["literal"]) == buscado]


def _ligar(u: Unidad, escrito: str, *, de: UUID | None, a: UUID | None) -> None:
    buscado = plegar(escrito)
    for asistencia in u.varios(Asistencia, uuid=_uuids(u, "asistencia", escrito, de)):
        asistencia.organizacion_registrada = a
    for documento in u.varios(Documento, uuid=_uuids(u, "remitente", escrito, de)):
        documento.remitente_registrado = a
    for documento in u.varios(Documento, uuid=_uuids(u, "receptor", escrito, de)):
        documento.receptor_registrado = a
    # Values are never changed, but replaced in the list of their owner: the log tells them by what they hold.
    for acuerdo in u.varios(Acuerdo, uuid=_uuids(u, "acuerdo", escrito, de)):
        acuerdo.responsables = [
            Responsable(orden=r.orden, literal=r.literal, organizacion=a)
            if r.organizacion == de and plegar(r.literal) == buscado
            else r
            for r in acuerdo.responsables
        ]
    for compromiso in u.varios(Compromiso, uuid=_uuids(u, "compromiso", escrito, de)):
        compromiso.organizaciones = [
            OrganizacionDeCompromiso(orden=o.orden, papel=o.papel, literal=o.literal, organizacion=a)
            if o.organizacion == de and plegar(o.literal) == buscado
            else o
            for o in compromiso.organizaciones
        ]


def _ligar_persona(u: Unidad, escrito: str, *, de: UUID | None, a: UUID | None) -> None:
    """Who somebody is decides what she may do: voz and voto that the rule gave follow."""
    uuids = set(_uuids(u, "asistencia_persona", escrito, de))
    filas = u.varios(Asistencia, uuid=uuids)
    reuniones = [r for r in u.varios(Reunion, uuid={f.reunion for f in filas}) if es_editable(u, r)]
    with derechos_al_dia(u, *reuniones):
        for asistencia in (fila for r in reuniones for fila in r.asistencias if fila.uuid in uuids):
            asistencia.persona_registrada = a
        for nombramiento in u.varios(Nombramiento, uuid=_uuids(u, "nombramiento", escrito, de)):
            nombramiento.persona = a
