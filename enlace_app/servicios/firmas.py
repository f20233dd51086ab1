"""Settling the signatories of a closed acta."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from enlace_app.archivos import explicar_oserror
from enlace_app.consultas import expedientes as consultas
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.actas import Acta, Rendicion
from enlace_app.dominio.firmas import ClaseDeFirma, Firma, asentada, pendientes
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.reuniones import EstadoReunion, Reunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.actas import nombre_de_pdf
from enlace_app.servicios.imprenta import Imprenta

FIRMADA = "firmada"
SIN_NOMBRES = "Firmas autógrafas del escaneo"
"""Stands for the signatories of a scan where the acta expects nobody by name."""

TAMANO_MAXIMO = 50 * 1024 * 1024
_TIPOS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}


@dataclass(frozen=True)
class Asiento:
    """What was settled now, who is still open, and whether the acta is signed off with it."""

    folio: str
    asentadas: tuple[str, ...]
    pendientes: tuple[str, ...]
    firmada: bool


@dataclass(frozen=True)
class _FirmaNueva:
    nombre: str
    clase: ClaseDeFirma
    instante: datetime
    adjunto_nombre: str | None = None
    adjunto_sha256: str | None = None

    def constancia(self, acta: UUID) -> Firma:
        return Firma(
            acta=acta,
            nombre=self.nombre,
            clase=self.clase,
            instante=self.instante,
            adjunto_nombre=self.adjunto_nombre,
            adjunto_sha256=self.adjunto_sha256,
        )


def firmar_simple(almacen: Almacen, *, reunion: UUID, nombre: str, imprenta: Imprenta) -> Asiento:
    """Settle one signatory by name, time and hash; someone who was not expected is added."""
    limpio = almacen.alfabeto.limpiar("Nombre de quien firma", " ".join(nombre.split()))
    if not limpio:
        raise ErrorDeNegocio("Escriba el nombre de quien firma.")
    with almacen.consultar() as u:
        acta, esperados, firmas = _situacion(u, reunion)
        if plegar(limpio) in {plegar(f.nombre) for f in firmas}:
            raise ErrorDeNegocio(f"{limpio} ya firmó el acta {acta.folio}.")
    # The acta's own spelling of the name wins over what was typed.
    propio = next((e for e in esperados if plegar(e) == plegar(limpio)), limpio)
    return _asentar(almacen, reunion, [_FirmaNueva(propio, ClaseDeFirma.SIMPLE, _ahora())], imprenta, adjunto=None)


def firmar_con_escaneo(
    almacen: Almacen, *, reunion: UUID, archivo: Path, imprenta: Imprenta, firmantes: Sequence[str] = ()
) -> Asiento:
    """Settle by the scan of the signed paper (PDF, JPG or PNG): the named signatories, or all who are still open."""
    nombre = almacen.alfabeto.limpiar("Nombre del escaneo", archivo.name)
    with almacen.consultar() as u:
        acta, esperados, firmas = _situacion(u, reunion)
        abiertos = pendientes(esperados, firmas)
        elegidos = _elegir(abiertos, firmantes) if firmantes else abiertos
        if not elegidos:
            if esperados or any(f.nombre == SIN_NOMBRES for f in firmas):
                raise ErrorDeNegocio(f"En el acta {acta.folio} ya no falta nadie por firmar.")
            elegidos = [SIN_NOMBRES]
    datos = _leer_escaneo(archivo)
    sha256 = almacen.adjuntos.guardar(datos)
    instante = _ahora()
    nuevas = [_FirmaNueva(quien, ClaseDeFirma.ESCANEO, instante, nombre, sha256) for quien in elegidos]
    return _asentar(almacen, reunion, nuevas, imprenta, adjunto=(sha256, nombre, _tipo(datos), len(datos)))


def _ahora() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _elegir(abiertos: Sequence[str], nombrados: Sequence[str]) -> list[str]:
    por_nombre = {plegar(nombre): nombre for nombre in abiertos}
    for nombrado in nombrados:
        if plegar(nombrado) not in por_nombre:
            faltan = ", ".join(abiertos) or "nadie"
            raise ErrorDeNegocio(f"«{nombrado}» no está entre quienes faltan por firmar: {faltan}.")
    return list(dict.fromkeys(por_nombre[plegar(nombrado)] for nombrado in nombrados))


def _leer_escaneo(archivo: Path) -> bytes:
    """The content decides what a file is, not its name."""
    try:
        if archivo.stat().st_size > TAMANO_MAXIMO:
            raise ErrorDeNegocio(f"El escaneo «{archivo.name}» pasa de 50 MB; vuelva a escanear con menos resolución.")
        datos = archivo.read_bytes()
    except OSError as error:
        raise explicar_oserror(error, archivo) from error
    tipo = _tipo(datos)
    if not tipo:
        raise ErrorDeNegocio(
            f"«{archivo.name}» no es un PDF ni una foto JPG o PNG; adjunte el escaneo del acta firmada."
        )
    if not _esta_entero(datos, tipo):
        raise ErrorDeNegocio(f"«{archivo.name}» está incompleto o dañado; vuelva a escanear o a copiar el archivo.")
    return datos


def _esta_entero(datos: bytes, tipo: str) -> bool:
    """Whether the file has its end as well as its beginning: half a download must not sign an acta for ever."""
    if tipo == "pdf":
        return b"%%EOF" in datos[-2048:] and b"startxref" in datos and b"/Page" in datos
    fin = {"jpg": b"\xff\xd9", "png": b"IEND"}.get(tipo, b"")
    return bool(fin) and fin in datos[-65_536:]


def _tipo(datos: bytes) -> str:
    return next((tipo for inicio, tipo in _TIPOS.items() if datos.startswith(inicio)), "")


def _situacion(u: Unidad, reunion: UUID) -> tuple[Acta, list[str], list[Firma]]:
    """The latest version of a closed acta, who is expected to sign it, and who did."""
    encontrada = u.traer(Reunion, reunion)
    if encontrada.parte_de is not None:
        anfitriona = u.traer(Reunion, encontrada.parte_de)
        raise ErrorDeNegocio(
            f"{encontrada.folio_visible} comparte el acta de {anfitriona.folio_visible}; use ese folio."
        )
    if not encontrada.congelada:
        raise ErrorDeNegocio(
            f"El acta de {encontrada.folio_visible} no está cerrada; ciérrela antes de firmarla "
            f"(enlace acta cerrar {encontrada.folio_visible})."
        )
    acta = u.traer(Acta, UUID(consultas.versiones(u, reunion)[-1]["uuid"]))
    esperados = [str(f["nombre"]) for f in acta.leer()["firmantes"]]
    firmas = sorted(u.varios(Firma, acta=acta.uuid), key=lambda f: (f.instante, f.uuid))
    return acta, esperados, firmas


def _asentar(
    almacen: Almacen,
    reunion: UUID,
    nuevas: Sequence[_FirmaNueva],
    imprenta: Imprenta,
    *,
    adjunto: tuple[str, str, str, int] | None,
) -> Asiento:
    """Write the signatures; with the last one, the second rendering and the state `firmada`, all or nothing."""
    with almacen.consultar() as u:
        acta, esperados, firmas = _situacion(u, reunion)
        completas = [*firmas, *(n.constancia(acta.uuid) for n in nuevas)]
        termina = u.traer(Reunion, reunion).estado == EstadoReunion.CERRADA and asentada(esperados, completas)
        contenido, sha256 = acta.leer(), acta.sha256
        ya_firmaron = {f.uuid for f in firmas}
    # Outside the transaction: printing takes seconds, in which nobody else could save.
    pdf = imprenta.firmada(contenido, sha256, completas) if termina else b""
    pdf_sha256 = almacen.adjuntos.guardar(pdf) if termina else None
    with almacen.escribir("Firmar acta") as u:
        acta, esperados, firmas = _situacion(u, reunion)
        if {f.uuid for f in firmas} != ya_firmaron:
            raise ErrorDeNegocio("Otra firma se asentó al mismo tiempo; vuelva a intentarlo.")
        if adjunto:
            u.registrar_adjunto(*adjunto)
        constancias = [n.constancia(acta.uuid) for n in nuevas]
        for constancia in constancias:
            u.agregar(constancia)
        u.asentar()
        if pdf_sha256:
            u.registrar_adjunto(pdf_sha256, nombre_de_pdf(acta.folio, acta.version), "pdf", len(pdf))
            u.agregar(Rendicion(acta=acta.uuid, etapa=FIRMADA, pdf_sha256=pdf_sha256))
            u.traer(Reunion, reunion).pasar_a(EstadoReunion.FIRMADA)
            for visita in u.varios(Reunion, parte_de=reunion, estado=EstadoReunion.CERRADA):
                visita.pasar_a(EstadoReunion.FIRMADA)
        u.principal = reunion
        u.asentar()
        todas = [*firmas, *constancias]
        return Asiento(
            acta.folio,
            tuple(n.nombre for n in nuevas),
            tuple(pendientes(esperados, todas)),
            u.traer(Reunion, reunion).estado == EstadoReunion.FIRMADA,
        )
