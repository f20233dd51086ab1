"""Mending a signed acta: a fe de erratas or an acta aclaratoria, frozen and signed like an acta."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from enlace_app.consultas import expedientes as consultas
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios, Unidad
from enlace_app.dominio.actas import Acta, ClaseDeActa
from enlace_app.dominio.correcciones import (
    Aclaracion,
    Correccion,
    Corregida,
    Errata,
    componer_correccion,
    exigir_que_corrija,
    folio_de_correccion,
    nombre_de_documento,
)
from enlace_app.dominio.reuniones import EstadoReunion, Reunion
from enlace_app.dominio.textos import Alfabeto
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.cierres import guardar_acta, imprimir_para_firma
from enlace_app.servicios.imprenta import Imprenta

T = TypeVar("T", Errata, Aclaracion)
_ETIQUETAS = {
    "donde": "Dónde está la errata",
    "dice": "Dice",
    "debe_decir": "Debe decir",
    "asunto": "Asunto de la aclaración",
    "texto": "Texto de la aclaración",
}


@dataclass(frozen=True)
class CorreccionHecha:
    """The document that was made; `corrige` is the folio of the acta that it mends."""

    acta: UUID
    folio: str
    sha256: str
    corrige: str
    cambios: Cambios


def hacer_fe_de_erratas(
    almacen: Almacen,
    *,
    reunion: UUID,
    erratas: Sequence[Errata],
    motivo: str,
    imprenta: Imprenta,
    firmantes: Sequence[str] = (),
) -> CorreccionHecha:
    """Freeze a fe de erratas of a signed acta, ready to be signed by those who were expected to sign the acta.

    Each errata quotes what the acta says. Raises `ErrorDeNegocio` otherwise, and while the acta is not signed.
    """
    correccion = Correccion(ClaseDeActa.FE_DE_ERRATAS, motivo, erratas=erratas, firmantes=firmantes)
    return _hacer(almacen, reunion, correccion, imprenta)


def hacer_acta_aclaratoria(
    almacen: Almacen,
    *,
    reunion: UUID,
    aclaraciones: Sequence[Aclaracion],
    motivo: str,
    imprenta: Imprenta,
    firmantes: Sequence[str] = (),
) -> CorreccionHecha:
    """Freeze an acta aclaratoria of a signed acta; see `hacer_fe_de_erratas`."""
    correccion = Correccion(ClaseDeActa.ACTA_ACLARATORIA, motivo, aclaraciones=aclaraciones, firmantes=firmantes)
    return _hacer(almacen, reunion, correccion, imprenta)


def _hacer(almacen: Almacen, reunion: UUID, correccion: Correccion, imprenta: Imprenta) -> CorreccionHecha:
    """The PDF is made before the transaction, from the content that the transaction then composes again."""
    correccion = _limpia(almacen.alfabeto, correccion)
    instante = datetime.now(UTC).replace(microsecond=0)
    with almacen.consultar() as u:
        _, contenido = _componer(u, reunion, correccion, instante)
    impreso = imprimir_para_firma(almacen, imprenta, contenido)
    nombre = nombre_de_documento(correccion.clase)
    with almacen.escribir(f"Hacer {nombre}") as u:
        corregida, contenido = _componer(u, reunion, correccion, instante)
        if not impreso.es_de(contenido):
            raise ErrorDeNegocio("Otra acta se cerró al mismo tiempo; vuelva a intentarlo.")
        acta = guardar_acta(
            u,
            impreso,
            reunion=reunion,
            instante=instante,
            motivo=correccion.motivo,
            clase=correccion.clase,
            corrige=corregida.uuid,
        )
        u.principal = reunion
        u.asentar()
        return CorreccionHecha(acta.uuid, acta.folio, acta.sha256, corregida.folio, u.cambios)


def _componer(u: Unidad, reunion: UUID, correccion: Correccion, instante: datetime) -> tuple[Acta, dict[str, Any]]:
    corregida = _firmada(u, reunion)
    previas = [a for a in u.varios(Acta, reunion=reunion) if a.corrige == corregida.uuid]
    exigir_que_corrija(correccion, corregida.leer(), [p.leer() for p in previas])
    n = 1 + sum(p.clase == correccion.clase for p in previas)
    contenido = componer_correccion(
        correccion,
        Corregida(corregida.leer(), corregida.sha256),
        folio=folio_de_correccion(corregida.folio, correccion.clase, n),
        anterior_sha256=consultas.ultima_huella(u, str(u.sitio.uuid)),
        instante=instante,
    )
    return corregida, contenido


def _firmada(u: Unidad, reunion: UUID) -> Acta:
    """The acta in force of a meeting, which must be signed."""
    encontrada = u.traer(Reunion, reunion)
    if encontrada.parte_de is not None:
        folio = u.traer(Reunion, encontrada.parte_de).folio_visible
        raise ErrorDeNegocio(f"{encontrada.folio_visible} comparte el acta de {folio}; use ese folio.")
    if encontrada.estado != EstadoReunion.FIRMADA:
        remedio = (
            "aún no está firmada: reábrala con su motivo y cierre otra versión"
            if encontrada.estado == EstadoReunion.CERRADA
            else "no está cerrada: corrija el texto"
        )
        raise ErrorDeNegocio(
            f"El acta de {encontrada.folio_visible} {remedio}. Sólo lo firmado se corrige con otro documento."
        )
    u.exigir_propio(encontrada)
    return u.traer(Acta, UUID(consultas.versiones(u, reunion)[-1]["uuid"]))


def _limpia(alfabeto: Alfabeto, correccion: Correccion) -> Correccion:
    """What goes into the frozen JSON passes no field of a record, which is where texts are cleaned elsewhere."""
    nombres = (alfabeto.limpiar("Nombre de quien firma", " ".join(n.split())) for n in correccion.firmantes)
    return replace(
        correccion,
        motivo=alfabeto.limpiar("Motivo", correccion.motivo.strip()),
        erratas=[_limpio(alfabeto, e) for e in correccion.erratas],
        aclaraciones=[_limpio(alfabeto, a) for a in correccion.aclaraciones],
        firmantes=[n for n in nombres if n],
    )


def _limpio(alfabeto: Alfabeto, parte: T) -> T:
    limpios = {f.name: alfabeto.limpiar(_ETIQUETAS[f.name], getattr(parte, f.name).strip()) for f in fields(parte)}
    return replace(parte, **limpios)
