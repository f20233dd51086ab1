"""Closing, reopening and exporting an acta."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from enlace_app.archivos import escribir_atomico
from enlace_app.consultas import expedientes as consultas
from enlace_app.consultas.rendiciones import rendiciones_de
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios, Unidad
from enlace_app.dominio.actas import (
    Acta,
    Cierre,
    Etapa,
    Reapertura,
    acuerdos_numerados,
    componer,
)
from enlace_app.dominio.expedientes import Expediente
from enlace_app.dominio.hallazgos import AJUSTES
from enlace_app.dominio.numeracion import FolioEmitido, folio_de_acuerdo, folio_definitivo, serie_de_numeracion
from enlace_app.dominio.reuniones import EstadoReunion, Reunion
from enlace_app.dominio.revision import Gravedad, Hallazgo, revisar_para_cerrar
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.cierres import guardar_acta, imprimir_para_firma
from enlace_app.servicios.destinos import es_pdf_de_enlace, exigir_destino
from enlace_app.servicios.expedientes import reunir_expediente
from enlace_app.servicios.imprenta import Imprenta
from enlace_app.sincronizacion.avance import Progreso

_PASOS = 2


class ErrorDeCierre(ErrorDeNegocio):
    """The meeting cannot be closed yet; `hallazgos` are what blocks, each with its record and field."""

    def __init__(self, folio: str, hallazgos: list[Hallazgo]) -> None:
        lineas = "\n".join(f"  - {h.mensaje}" for h in hallazgos)
        super().__init__(f"El acta de {folio} no se puede cerrar todavía:\n{lineas}")
        self.hallazgos = hallazgos


@dataclass(frozen=True)
class ActaCerrada:
    """What closing made; `advertencias` did not stop it."""

    acta: UUID
    folio: str
    version: int
    sha256: str
    advertencias: tuple[Hallazgo, ...]
    cambios: Cambios


@dataclass(frozen=True)
class ActaImpresa:
    """A PDF and which rendering it is: `borrador` or an `Etapa`, of which version.

    `hoja` is the sheet of signatures apart, which goes with an acta that was signed with an e.firma.
    """

    datos: bytes
    folio: str
    etapa: str
    version: int
    hoja: bytes | None = None


@dataclass(frozen=True)
class ActaExportada:
    """Which rendering was written, `borrador` or an `Etapa`; `hoja` is the sheet of signatures apart, if any."""

    ruta: Path
    folio: str
    etapa: str
    hoja: Path | None = None

    @property
    def dicho(self) -> str:
        """What was written, in a sentence."""
        aparte = f", y aparte su hoja de firmas «{self.hoja.name}»" if self.hoja is not None else ""
        return f"Se escribió «{self.ruta}»{aparte}."


def revisar_acta(almacen: Almacen, *, reunion: UUID, responsable_de_datos: str) -> list[Hallazgo]:
    """Return what would keep the meeting from being closed, and what is worth a warning.

    `responsable_de_datos` is the setting: without it the privacy notice of the acta names nobody, which can only be
    mended before closing.
    """
    with almacen.consultar() as u:
        hallazgos = revisar_para_cerrar(reunir_expediente(u, reunion, aviso_privacidad=None))
    if not responsable_de_datos.strip():
        mensaje = (
            "Sin responsable de los datos personales; el aviso de privacidad dirá «sin registro». Escríbalo en Ajustes."
        )
        hallazgos.append(Hallazgo(Gravedad.ADVIERTE, AJUSTES, reunion, "responsable_de_datos", mensaje))
    return hallazgos


def cerrar_acta(almacen: Almacen, *, reunion: UUID, imprenta: Imprenta, aviso_privacidad: str | None) -> ActaCerrada:
    """Freeze a meeting: definitive folio, canonical JSON, hash, chain and the PDF to be signed, all or nothing.

    The PDF is made before the transaction, from the same JSON that the transaction then composes again: if somebody
    changed the meeting meanwhile, nothing is closed. Raises `ErrorDeCierre` with what blocks.
    """
    instante = datetime.now(UTC).replace(microsecond=0)
    with almacen.consultar() as u:
        expediente = _cerrable(u, reunion, aviso_privacidad)
        advertencias = tuple(revisar_para_cerrar(expediente))
        cierre, _ = _cierre(u, expediente, instante)
        contenido = componer(expediente, cierre)
    impreso = imprimir_para_firma(almacen, imprenta, contenido)
    with almacen.escribir("Cerrar acta") as u:
        expediente = _cerrable(u, reunion, aviso_privacidad)
        cierre, folio = _cierre(u, expediente, instante)
        if not impreso.es_de(componer(expediente, cierre)):
            raise ErrorDeNegocio("La reunión cambió mientras se cerraba; revise el cambio y vuelva a cerrar.")
        if folio is not None:
            u.emitir_folio(folio, reunion)
        # The acta first: the database lets no meeting be closed without it.
        acta = guardar_acta(u, impreso, reunion=reunion, instante=instante, motivo=cierre.motivo)
        _congelar(u, expediente, cierre.folio)
        u.principal = reunion
        u.asentar()
        return ActaCerrada(acta.uuid, cierre.folio, cierre.version, acta.sha256, advertencias, u.cambios)


def _cerrable(u: Unidad, reunion: UUID, aviso_privacidad: str | None) -> Expediente:
    expediente = reunir_expediente(u, reunion, aviso_privacidad=aviso_privacidad)
    encontrada = expediente.reunion
    encontrada.exigir_abierta()
    if encontrada.estado not in {EstadoReunion.CELEBRADA, EstadoReunion.EN_REVISION}:
        raise ErrorDeNegocio(
            f"La reunión {encontrada.folio_visible} está {encontrada.estado.etiqueta}; sólo se cierra el acta de una "
            "reunión celebrada o en revisión. Si ya se celebró, vuelva a importar su libro y cierre después."
        )
    bloqueos = [h for h in revisar_para_cerrar(expediente) if h.gravedad == Gravedad.BLOQUEA]
    if bloqueos:
        raise ErrorDeCierre(encontrada.folio_visible, bloqueos)
    return expediente


def _cierre(u: Unidad, expediente: Expediente, instante: datetime) -> tuple[Cierre, FolioEmitido | None]:
    """A reopened meeting keeps its folio and gets the next version; the reason is that of its reopening."""
    reunion = expediente.reunion
    anterior = consultas.ultima_huella(u, str(u.sitio.uuid))
    previas = consultas.versiones(u, reunion.uuid)
    if previas and reunion.folio:
        version, motivo = version_siguiente(u, previas)
        return Cierre(reunion.folio, version, motivo, anterior, instante), None
    region = reunion.regiones[0].clave if len(reunion.regiones) == 1 else u.sitio.region
    if reunion.fecha is None:
        raise ErrorDeNegocio("Para dar el folio falta la fecha de la reunión.")
    serie = serie_de_numeracion(reunion.tipo, region, u.sitio.marca)
    folio = folio_definitivo(
        reunion.tipo,
        fecha=reunion.fecha,
        numero=reunion.numero,
        region=region,
        marca=u.sitio.marca,
        consecutivo=u.siguiente_consecutivo(serie, reunion.fecha.year),
    )
    return Cierre(folio.folio, anterior_sha256=anterior, instante=instante), folio


def version_siguiente(u: Unidad, previas: Sequence[Mapping[str, Any]]) -> tuple[int, str | None]:
    """Return the version that the next closing makes, and why there is one: the reason of the last reopening."""
    if not previas:
        return 1, None
    ultima = u.uno(Reapertura, acta=UUID(previas[-1]["uuid"]))
    return int(previas[-1]["version"]) + 1, ultima.motivo if ultima else None


def _congelar(u: Unidad, expediente: Expediente, folio: str) -> None:
    reunion = expediente.reunion
    for n, acuerdo in acuerdos_numerados(expediente, folio):
        acuerdo.folio = folio_de_acuerdo(folio, n)
    u.asentar()
    reunion.folio = folio
    for congelada in (reunion, *expediente.visitas):
        congelada.pasar_a(EstadoReunion.CERRADA)
    u.asentar()


def reabrir_acta(almacen: Almacen, *, reunion: UUID, motivo: str) -> Cambios:
    """Open a closed acta again, with its reason; what was closed stays as version 1, the next closing is version 2."""
    if not motivo.strip():
        raise ErrorDeNegocio("Para reabrir el acta escriba el motivo.")
    with almacen.escribir("Reabrir acta") as u:
        encontrada = u.traer(Reunion, reunion)
        if encontrada.estado == EstadoReunion.FIRMADA:
            raise ErrorDeNegocio(
                f"El acta {encontrada.folio_visible} está firmada y no se reabre: lo firmado sólo se corrige con una "
                "fe de erratas o un acta aclaratoria."
            )
        if encontrada.parte_de is not None:
            folio = u.traer(Reunion, encontrada.parte_de).folio_visible
            raise ErrorDeNegocio(f"{encontrada.folio_visible} comparte el acta de {folio}; use ese folio.")
        if encontrada.estado != EstadoReunion.CERRADA:
            raise ErrorDeNegocio(f"El acta de {encontrada.folio_visible} no está cerrada; no hay qué reabrir.")
        ultima = consultas.versiones(u, reunion)[-1]
        u.agregar(Reapertura(acta=UUID(ultima["uuid"]), motivo=motivo.strip(), persona=u.sitio.nombre))
        u.asentar()
        encontrada.pasar_a(EstadoReunion.EN_REVISION)
        u.asentar()
        for visita in u.varios(Reunion, parte_de=reunion, estado=EstadoReunion.CERRADA):
            visita.pasar_a(EstadoReunion.EN_REVISION)
        u.principal = reunion
        u.asentar()
        return u.cambios


def imprimir_acta(
    almacen: Almacen,
    *,
    reunion: UUID,
    imprenta: Imprenta,
    aviso_privacidad: str | None,
    version: int | None = None,
    acta: UUID | None = None,
    progreso: Progreso | None = None,
) -> ActaImpresa:
    """Return the acta as PDF: the stored bytes once it is closed, a BORRADOR made now while it is not.

    `version` asks for an earlier one, whose stored bytes remain; `acta` for the document that mends it. Writes nothing
    and may run in any thread; what `progreso` raises stops it between two steps.
    """
    avisar = progreso or _callar
    avisar(0, _PASOS)
    with almacen.consultar() as u:
        if acta is not None:
            return _guardada(almacen, u, acta)
        encontrada = u.traer(Reunion, reunion)
        previas = consultas.versiones(u, reunion)
        # A visit that shares an acta has none of its own, in whatever state: gathering the record says whose it is.
        if encontrada.parte_de is None and (encontrada.congelada or version is not None):
            return _guardada(almacen, u, _pedida(previas, version))
        expediente = reunir_expediente(u, reunion, aviso_privacidad=aviso_privacidad)
        siguiente, motivo = version_siguiente(u, previas)
        contenido = componer(expediente, Cierre(encontrada.folio_visible, siguiente, motivo))
    avisar(1, _PASOS)
    datos = imprenta.borrador(contenido)
    avisar(_PASOS, _PASOS)
    return ActaImpresa(datos, encontrada.folio_visible, "borrador", siguiente)


def _guardada(almacen: Almacen, u: Unidad, cual: UUID) -> ActaImpresa:
    """The stored PDF of a closed acta that counts now: where there is an e.firma, the last increment."""
    acta, guardadas = u.traer(Acta, cual), rendiciones_de(u, cual)
    etapa = next(e for e in (Etapa.EFIRMA, Etapa.FIRMADA, Etapa.PARA_FIRMA) if e in guardadas)
    hoja = guardadas.get(Etapa.HOJA_DE_FIRMAS)
    return ActaImpresa(
        almacen.adjuntos.leer(guardadas[etapa]),
        acta.folio,
        etapa,
        acta.version,
        almacen.adjuntos.leer(hoja) if hoja else None,
    )


def vista_previa(
    almacen: Almacen,
    *,
    reunion: UUID,
    imprenta: Imprenta,
    aviso_privacidad: str | None,
    version: int | None = None,
    progreso: Progreso | None = None,
) -> bytes:
    """Return the PDF that a screen shows of an acta; see `imprimir_acta`."""
    return imprimir_acta(
        almacen,
        reunion=reunion,
        imprenta=imprenta,
        aviso_privacidad=aviso_privacidad,
        version=version,
        progreso=progreso,
    ).datos


def exportar_acta(
    almacen: Almacen,
    *,
    reunion: UUID,
    destino: Path,
    imprenta: Imprenta,
    aviso_privacidad: str | None,
    version: int | None = None,
    acta: UUID | None = None,
    progreso: Progreso | None = None,
) -> ActaExportada:
    """Write what `imprimir_acta` returns to a file; replaces an earlier PDF of ours, no other file.

    A sheet of signatures apart is written beside it, as `<name>-hoja-de-firmas.pdf`.
    """
    exigir_destino(almacen.carpeta, destino, ".pdf", es_pdf_de_enlace)
    impresa = imprimir_acta(
        almacen,
        reunion=reunion,
        imprenta=imprenta,
        aviso_privacidad=aviso_privacidad,
        version=version,
        acta=acta,
        progreso=progreso,
    )
    hoja = destino.with_name(f"{destino.stem}-hoja-de-firmas.pdf") if impresa.hoja is not None else None
    if hoja is not None:
        exigir_destino(almacen.carpeta, hoja, ".pdf", es_pdf_de_enlace)
    escribir_atomico(destino, impresa.datos)
    if hoja is not None and impresa.hoja is not None:
        escribir_atomico(hoja, impresa.hoja)
    return ActaExportada(destino, impresa.folio, impresa.etapa, hoja)


def _callar(_hecho: int, _total: int) -> None:
    """Nobody wants to know how far it is."""


def _pedida(previas: Sequence[Mapping[str, Any]], version: int | None) -> UUID:
    """The closed acta of that version, or the latest."""
    por_version = {int(p["version"]): UUID(p["uuid"]) for p in previas}
    elegida = version if version is not None else max(por_version)
    if elegida not in por_version:
        cuales = ", ".join(map(str, por_version)) or "ninguna: aún no se cierra"
        raise ErrorDeNegocio(f"No hay una versión {version} de esta acta; las que hay: {cuales}.")
    return por_version[elegida]
