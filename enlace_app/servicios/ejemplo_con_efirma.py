"""An invented session of the demonstration: a divided vote, two e.firmas and the proposal of its public version."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from enlace_app.consultas.firmas import firmantes
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios
from enlace_app.dominio.identidad import uuid_publicado
from enlace_app.dominio.intervenciones import ClaseDeIntervencion
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.reuniones import CONGELADOS, EstadoReunion, Reunion
from enlace_app.servicios.actas import ActaExportada, cerrar_acta, exportar_acta
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.contexto import Contexto
from enlace_app.servicios.firma_electronica import firmar_con_efirma
from enlace_app.servicios.intervenciones import agregar_intervencion
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.reuniones import crear_reunion, dar_paso
from enlace_app.servicios.testados import marcar_texto, propuesta_de_version_publica
from enlace_app.servicios.versiones_publicas import VersionPublicaExportada, exportar_version_publica
from enlace_app.servicios.votaciones import votar_consenso, votar_por_parte

_CAMPOS = ("numero", "hora_inicio", "hora_fin", "sede", "modalidad", "convoca", "preside", "resumen")
_CONTRASENA = "ejemplo-sin-validez"
"""Of keys that are made for one call and thrown away with it."""


def hacer_sesion(contexto: Contexto, guion: Mapping[str, Any], salida: Path) -> tuple[ActaExportada, Path]:
    """Record, close and sign the session of the script; write its acta and the proposal of its public version.

    Runs again without harm: what is closed stays closed, who signed does not sign again, and a run that was cut off
    goes on at the next point.
    """
    almacen = contexto.almacen
    reunion = _existente(almacen, guion) or _crear(almacen, guion)
    with almacen.consultar() as u:
        estado = u.traer(Reunion, reunion).estado
    if estado == EstadoReunion.BORRADOR:
        _celebrar(almacen, reunion, guion)
    if estado not in CONGELADOS:
        cerrar_acta(almacen, reunion=reunion, imprenta=contexto.imprenta, aviso_privacidad=contexto.aviso_privacidad)
    if estado != EstadoReunion.FIRMADA:
        _firmar(contexto, reunion, guion["firmantes"])
    acta = exportar_acta(
        almacen,
        reunion=reunion,
        destino=salida / guion["archivo"],
        imprenta=contexto.imprenta,
        aviso_privacidad=contexto.aviso_privacidad,
    )
    return acta, _publicar(contexto, reunion, guion, salida).ruta


def _existente(almacen: Almacen, guion: Mapping[str, Any]) -> UUID | None:
    fila = almacen.lectura.fila(
        "SELECT uuid FROM reunion WHERE tipo = :tipo AND numero = :numero AND NOT baja",
        {"tipo": str(uuid_publicado("tipo_reunion", guion["tipo"])), "numero": guion["numero"]},
    )
    return UUID(fila["uuid"]) if fila else None


def _crear(almacen: Almacen, guion: Mapping[str, Any]) -> UUID:
    return principal(
        crear_reunion(
            almacen,
            tipo=uuid_publicado("tipo_reunion", guion["tipo"]),
            fecha=guion["fecha"],
            ejercicio=uuid_publicado("ejercicio", guion["ejercicio"]),
            municipio=uuid_publicado("municipio", guion["municipio"]),
            **{campo: guion[campo] for campo in _CAMPOS},
        )
    )


def _celebrar(almacen: Almacen, reunion: UUID, guion: Mapping[str, Any]) -> None:
    with almacen.consultar() as u:
        previa = u.traer(Reunion, reunion)
        asistentes, puntos = len(previa.asistencias), len(previa.puntos)
    for asistente in guion["asistencia"][asistentes:]:
        registrar_asistencia(almacen, reunion=reunion, **asistente)
    for punto in guion["puntos"][puntos:]:
        _tratar(almacen, reunion, punto)
    with almacen.consultar() as u:
        rev = u.traer(Reunion, reunion).rev
    dar_paso(almacen, reunion=reunion, rev=rev, estado=EstadoReunion.CELEBRADA)


def _tratar(almacen: Almacen, reunion: UUID, guion: Mapping[str, Any]) -> None:
    punto = principal(agregar_punto(almacen, reunion=reunion, asunto=guion["asunto"], desarrollo=guion["desarrollo"]))
    if guion.get("consenso"):
        votar_consenso(almacen, reunion=reunion, punto=punto)
    if "sentidos" in guion:
        votacion = principal(votar_por_parte(almacen, reunion=reunion, sentidos=guion["sentidos"], punto=punto))
        agregar_intervencion(
            almacen,
            reunion=reunion,
            clase=ClaseDeIntervencion.VOTO_PARTICULAR,
            punto=punto,
            votacion=votacion,
            **guion["voto_particular"],
        )
    if "manifestacion" in guion:
        clase = ClaseDeIntervencion.MANIFESTACION
        agregar_intervencion(almacen, reunion=reunion, clase=clase, punto=punto, **guion["manifestacion"])
    if "acuerdo" in guion:
        suyo = guion["acuerdo"]
        responsables = [suyo["responsable"]]
        agregar_acuerdo(
            almacen, reunion=reunion, texto=suyo["texto"], responsables=responsables, plazo=suyo["plazo"], punto=punto
        )


def _firmar(contexto: Contexto, reunion: UUID, nombres: Sequence[str]) -> None:
    """Sign with certificates made here and now, which no authority issued; who signed before is left alone."""
    from enlace_app.salida.efirma.ejemplo import AutoridadDeEjemplo, efirma_de_ejemplo

    faltan = {plegar(f.nombre) for f in firmantes(contexto.almacen.lectura, str(reunion)) if f.pendiente}
    desde = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
    autoridad = AutoridadDeEjemplo.crear(desde)
    for consecutivo, nombre in enumerate(nombres, start=1):
        if plegar(nombre) not in faltan:
            continue
        suya = efirma_de_ejemplo(autoridad, nombre, consecutivo=consecutivo, desde=desde, contrasena=_CONTRASENA)
        firmar_con_efirma(
            contexto.almacen,
            reunion=reunion,
            cer=suya.cer,
            key=suya.key,
            contrasena=bytearray(_CONTRASENA.encode()),
            imprenta=contexto.imprenta,
        )


def _publicar(contexto: Contexto, reunion: UUID, guion: Mapping[str, Any], salida: Path) -> VersionPublicaExportada:
    almacen = contexto.almacen
    if not any(tachado.marca for tachado in propuesta_de_version_publica(almacen, reunion).propuesta.tachados):
        for pasaje in guion["testar"]:
            marcar_texto(almacen, reunion=reunion, texto=pasaje["texto"], causal=pasaje["causal"])
    return exportar_version_publica(
        almacen,
        reunion=reunion,
        destino=salida / guion["version_publica"],
        imprenta=contexto.imprenta,
        unidad=contexto.ajustes.unidad_que_clasifica,
    )


def principal(cambios: Cambios) -> UUID:
    """Return the record that the operation was about."""
    if cambios.principal is None:
        raise TypeError("la operación no dice de qué registro fue")
    return cambios.principal
