"""The circle, once, of the demonstration: two regions send, the authority receives and answers, the regions read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from enlace_app.consultas import acuses as respuestas
from enlace_app.consultas import propuestas as propuestas_recibidas
from enlace_app.consultas.folios import buscar_folio
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.identidad import uuid_publicado
from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.dominio.reuniones import CONGELADOS, EstadoReunion, Reunion
from enlace_app.dominio.sitios import RolDeSitio
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.actas import cerrar_acta
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.servicios.acuses import asignar_folio_oficial, exportar_acuse, observar_registro
from enlace_app.servicios.acuses_recibidos import AcuseTomado, leer_archivo_de_acuse, recibir_acuse
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.contexto import Contexto
from enlace_app.servicios.ejemplo_con_efirma import principal
from enlace_app.servicios.importacion import importar
from enlace_app.servicios.organizaciones import agregar_alias
from enlace_app.servicios.paquetes import PaqueteExportado, exportar_paquete
from enlace_app.servicios.propuestas import declinar_propuesta, tomar_propuesta
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.recepcion import recibir_paquete
from enlace_app.servicios.recepcion_en_curso import Recepcion
from enlace_app.servicios.reuniones import crear_reunion, dar_paso
from enlace_app.servicios.sitios import iniciar
from enlace_app.sincronizacion.lector.lectura import leer_paquete

_CAMPOS = ("hora_inicio", "hora_fin", "sede", "modalidad", "resumen")


@dataclass(frozen=True)
class Vuelta:
    """What one region sent, what became of it, and what it then read."""

    enviado: PaqueteExportado
    recibido: Recepcion
    acuse: Path
    leido: AcuseTomado


@dataclass(frozen=True)
class Circulo:
    """The demonstration's circle; `acuerdo` is the folio of the agreement that the authority remarked on."""

    region: Vuelta
    otra: Vuelta
    acuerdo: str
    libro: PaqueteExportado


def cerrar_circulo(
    region: Contexto,
    otra: Contexto,
    autoridad: Contexto,
    *,
    ejemplo: Path,
    guion: Mapping[str, Any],
    salida: Path,
) -> Circulo:
    """Let two example sites send to a third, which answers, and read the answers.

    The authority has the published history of `ejemplo`, which is its own: what a region made of it is a proposal.
    Every file goes the way that it goes in earnest: written, read in the other process, checked, received. Runs again
    without harm: each side sends what is new, and what was answered stays answered.
    """
    suya = guion["otra"]
    if respuestas.listar(region.almacen.lectura) and autoridad.almacen.lectura.fila("SELECT uuid FROM sitio") is None:
        raise ErrorDeNegocio(
            f"Falta la carpeta «{autoridad.almacen.carpeta.raiz}», de la autoridad del ejemplo que ya respondió. "
            "Use otra carpeta con --datos."
        )
    _fundar(otra, nombre=suya["nombre"], rol=RolDeSitio.ENLACE, region=suya["region"])
    _fundar(autoridad, nombre=guion["autoridad"], rol=RolDeSitio.GARANTE, region=None)
    importar(autoridad.almacen, [ejemplo], formato=autoridad.formato)
    reunion, acuerdo = _reunion_inventada(otra, suya)
    _proponer(otra.almacen, guion)
    enviados = [
        _enviar(region, salida / guion["paquete_de_la_region"]),
        _enviar(otra, salida / guion["paquete_de_la_otra"]),
    ]
    recibidos = [_recibir(autoridad, enviado.ruta) for enviado in enviados]
    _responder(autoridad, guion, reunion=reunion, acuerdo=acuerdo)
    destinos = [salida / guion["acuse_de_la_region"], salida / guion["acuse_de_la_otra"]]
    for recibido, destino in zip(recibidos, destinos, strict=True):
        exportar_acuse(autoridad.almacen, recibido=recibido.recibido, destino=destino)
    leidos = [_leer(contexto, acuse) for contexto, acuse in zip((region, otra), destinos, strict=True)]
    return Circulo(
        region=Vuelta(enviados[0], recibidos[0], destinos[0], leidos[0]),
        otra=Vuelta(enviados[1], recibidos[1], destinos[1], leidos[1]),
        acuerdo=_folio(otra.almacen, acuerdo),
        libro=_enviar(autoridad, salida / guion["libro"], TipoPaquete.COMPLETO),
    )


def _fundar(contexto: Contexto, *, nombre: str, rol: RolDeSitio, region: str | None) -> None:
    if contexto.almacen.lectura.fila("SELECT uuid FROM sitio") is None:
        iniciar(contexto.almacen, nombre=nombre, rol=rol, region=region, ejemplo=True)


def _reunion_inventada(otra: Contexto, guion: Mapping[str, Any]) -> tuple[UUID, UUID]:
    """Return the invented meeting and its agreement, recorded and closed; a run that was cut off goes on."""
    almacen = otra.almacen
    hecha = almacen.lectura.fila("SELECT uuid FROM reunion WHERE sede = :sede", {"sede": guion["sede"]})
    reunion = UUID(hecha["uuid"]) if hecha else _crear(almacen, guion)
    with almacen.consultar() as u:
        previa = u.traer(Reunion, reunion)
        estado, asistencias, puntos, acuerdos = (
            previa.estado,
            len(previa.asistencias),
            len(previa.puntos),
            len(previa.acuerdos),
        )
    if not asistencias:
        registrar_asistencia(almacen, reunion=reunion, **guion["asistente"])
    if not puntos:
        agregar_punto(almacen, reunion=reunion, asunto=guion["asunto"], desarrollo=guion["desarrollo"])
    if not acuerdos:
        suyo = guion["acuerdo"]
        agregar_acuerdo(
            almacen, reunion=reunion, texto=suyo["texto"], responsables=[suyo["responsable"]], plazo=suyo["plazo"]
        )
    if estado is EstadoReunion.BORRADOR:
        with almacen.consultar() as u:
            rev = u.traer(Reunion, reunion).rev
        dar_paso(almacen, reunion=reunion, rev=rev, estado=EstadoReunion.CELEBRADA)
    if estado not in CONGELADOS:
        cerrar_acta(almacen, reunion=reunion, imprenta=otra.imprenta, aviso_privacidad=otra.aviso_privacidad)
    with almacen.consultar() as u:
        return reunion, u.traer(Reunion, reunion).acuerdos_vigentes()[0].uuid


def _crear(almacen: Almacen, guion: Mapping[str, Any]) -> UUID:
    creada = crear_reunion(
        almacen,
        tipo=uuid_publicado("tipo_reunion", guion["tipo"]),
        fecha=guion["fecha"],
        municipio=uuid_publicado("municipio", guion["municipio"]),
        **{campo: guion[campo] for campo in _CAMPOS},
    )
    return principal(creada)


def _proponer(almacen: Almacen, guion: Mapping[str, Any]) -> None:
    """Give an institution of the catalogue another name, once: it is the authority's, so this travels as a proposal."""
    fila = almacen.lectura.fila(
        "SELECT uuid, rev FROM organizacion WHERE nombre = :nombre AND NOT EXISTS "
        "(SELECT 1 FROM organizacion_alias AS otro "
        "WHERE otro.organizacion = organizacion.uuid AND otro.alias = :alias)",
        {"nombre": guion["organizacion"], "alias": guion["alias"]},
    )
    if fila is not None:
        agregar_alias(almacen, organizacion=UUID(fila["uuid"]), rev=fila["rev"], alias=guion["alias"])


def _enviar(contexto: Contexto, destino: Path, tipo: TipoPaquete | None = None) -> PaqueteExportado:
    return exportar_paquete(
        contexto.almacen,
        destino,
        formato=contexto.formato,
        destinatario=contexto.destinatario,
        version_app=contexto.version_app,
        tipo=tipo,
    )


def _recibir(autoridad: Contexto, ruta: Path) -> Recepcion:
    paquete = leer_paquete(ruta, autoridad.formato)
    return recibir_paquete(autoridad.almacen, paquete, formato=autoridad.formato, archivo=ruta)


def _responder(autoridad: Contexto, guion: Mapping[str, Any], *, reunion: UUID, acuerdo: UUID) -> None:
    """Remark on the agreement and give the meeting its official folio, once; answer what the regions propose."""
    almacen = autoridad.almacen
    if not respuestas.observaciones(almacen.lectura, [str(acuerdo)]):
        observar_registro(almacen, registro=acuerdo, texto=guion["observacion"])
    if not respuestas.folios_oficiales(almacen.lectura, [str(reunion)]):
        asignar_folio_oficial(almacen, registro=reunion, folio=guion["folio_oficial"])
    for propuesta in propuestas_recibidas.listar(autoridad.almacen.lectura):
        cual, rev = UUID(propuesta.uuid), propuesta.rev
        if propuesta.hoja == "Organizaciones":
            declinar_propuesta(almacen, propuesta=cual, rev=rev, respuesta=guion["respuesta"])
        else:
            tomar_propuesta(almacen, propuesta=cual, rev=rev, formato=autoridad.formato)


def _folio(almacen: Almacen, acuerdo: UUID) -> str:
    encontrado = buscar_folio(almacen.lectura, str(acuerdo))
    return encontrado.folio if encontrado else str(acuerdo)


def _leer(contexto: Contexto, acuse: Path) -> AcuseTomado:
    return recibir_acuse(contexto.almacen, leer_archivo_de_acuse(acuse), archivo=acuse)
