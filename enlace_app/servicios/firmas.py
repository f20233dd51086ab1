"""Settling the signatories of a closed acta: by the scan of the paper, by name, or by what happened instead."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from uuid import UUID

from enlace_app.archivos import explicar_oserror
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.firmas import ClaseDeFirma, Resultado, exigir_circunstancias
from enlace_app.dominio.organizaciones import plegar
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.asientos import (
    AdjuntoDeFirma,
    Asiento,
    FirmaNueva,
    Situacion,
    acta_por_firmar,
    ahora,
    asentar,
    motivo_limpio,
    razon_de_firma,
    situacion,
)
from enlace_app.servicios.horas import leer_hora_escrita
from enlace_app.servicios.imprenta import Imprenta

__all__ = ["Asiento", "asentar_sin_firma", "dar_por_firmada", "firmar_con_escaneo", "firmar_simple"]

SIN_NOMBRES = "Firmas autógrafas del escaneo"
"""Stands for the signatories of a scan where the acta expects nobody by name."""

TAMANO_MAXIMO = 50 * 1024 * 1024
_TIPOS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}


def firmar_simple(
    almacen: Almacen,
    *,
    reunion: UUID,
    nombre: str,
    imprenta: Imprenta,
    resultado: Resultado = Resultado.FIRMO,
    motivo: str | None = None,
    siguen: bool = False,
    acta: UUID | None = None,
) -> Asiento:
    """Settle one signatory by name, time and hash; someone who was not expected is added.

    `acta` is the document to sign where it is not the meeting's acta in force: a correction of it.
    """
    limpio = _nombre(almacen, nombre)
    razon = razon_de_firma(almacen, resultado, motivo)
    with almacen.consultar() as u:
        actual = _actual(u, reunion, acta)
        actual.exigir_sin_asentar(limpio)
        cual, propio = actual.acta.uuid, actual.nombre_propio(limpio)
    nueva = FirmaNueva(propio, ClaseDeFirma.SIMPLE, ahora(), resultado, motivo=razon)
    return asentar(almacen, cual, [nueva], imprenta, siguen=siguen)


def firmar_con_escaneo(
    almacen: Almacen,
    *,
    reunion: UUID,
    archivo: Path,
    imprenta: Imprenta,
    firmantes: Sequence[str] = (),
    resultado: Resultado = Resultado.FIRMO,
    motivo: str | None = None,
    siguen: bool = False,
    acta: UUID | None = None,
) -> Asiento:
    """Settle by the scan of the signed paper (PDF, JPG or PNG): the named signatories, or all who are still open.

    Who signed under protest is settled alone, with the reason. `acta` as in `firmar_simple`.
    """
    nombre = almacen.alfabeto.limpiar("Nombre del escaneo", archivo.name)
    razon = razon_de_firma(almacen, resultado, motivo)
    with almacen.consultar() as u:
        actual = _actual(u, reunion, acta)
        cual, elegidos = actual.acta.uuid, _elegidos(actual, firmantes)
    if resultado != Resultado.FIRMO and len(elegidos) != 1:
        raise ErrorDeNegocio("Quien firma bajo protesta se asienta aparte: diga de quién es la firma.")
    datos = _leer_escaneo(archivo)
    sha256 = almacen.adjuntos.guardar(datos)
    instante = ahora()
    nuevas = [
        FirmaNueva(
            quien,
            ClaseDeFirma.ESCANEO,
            instante,
            resultado,
            motivo=razon,
            adjunto_nombre=nombre,
            adjunto_sha256=sha256,
        )
        for quien in elegidos
    ]
    adjunto = AdjuntoDeFirma(sha256, nombre, _tipo(datos), len(datos))
    return asentar(almacen, cual, nuevas, imprenta, adjunto=adjunto, siguen=siguen)


def asentar_sin_firma(
    almacen: Almacen,
    *,
    reunion: UUID,
    nombre: str,
    resultado: Resultado,
    imprenta: Imprenta,
    hora: str | None = None,
    motivo: str | None = None,
    acta: UUID | None = None,
) -> Asiento:
    """Attest that one who was expected to sign left or refused.

    The hour at which somebody left is that of the attendance unless another is given. Only those whom the acta expects
    can end so: of others there is nothing to attest.
    """
    if resultado.firma:
        raise ErrorDeNegocio("Sin firma sólo se asienta que alguien se retiró o se negó a firmar.")
    limpio = _nombre(almacen, nombre)
    with almacen.consultar() as u:
        actual = _actual(u, reunion, acta)
        actual.exigir_sin_asentar(limpio)
        (propio,) = _elegir(actual.pendientes, [limpio])
        cual, salida = actual.acta.uuid, actual.salidas().get(plegar(propio))
    leida = leer_hora_escrita(hora) if hora and hora.strip() else None
    if resultado == Resultado.SE_RETIRO:
        leida = leida or salida
    razon = motivo_limpio(almacen, motivo)
    exigir_circunstancias(resultado, hora=leida, motivo=razon)
    nueva = FirmaNueva(propio, ClaseDeFirma.CONSTANCIA, ahora(), resultado, hora=leida, motivo=razon)
    return asentar(almacen, cual, [nueva], imprenta)


def dar_por_firmada(almacen: Almacen, *, reunion: UUID, imprenta: Imprenta, acta: UUID | None = None) -> Asiento:
    """End the signing of an acta where more signatures were announced and nobody else came."""
    with almacen.consultar() as u:
        actual = _actual(u, reunion, acta)
        if actual.firmada:
            raise ErrorDeNegocio(f"El acta {actual.acta.folio} ya está firmada.")
        if actual.pendientes:
            faltan = ", ".join(actual.pendientes)
            raise ErrorDeNegocio(f"En el acta {actual.acta.folio} faltan por firmar: {faltan}.")
        if not actual.termina_con((), siguen=False):
            raise ErrorDeNegocio(f"El acta {actual.acta.folio} no la firmó nadie; hace falta al menos una firma.")
        cual = actual.acta.uuid
    return asentar(almacen, cual, (), imprenta)


def _actual(u: Unidad, reunion: UUID, acta: UUID | None) -> Situacion:
    return situacion(u, acta or acta_por_firmar(u, reunion))


def _nombre(almacen: Almacen, nombre: str) -> str:
    limpio = almacen.alfabeto.limpiar("Nombre de quien firma", " ".join(nombre.split()))
    if not limpio:
        raise ErrorDeNegocio("Escriba el nombre de quien firma.")
    return limpio


def _elegidos(actual: Situacion, firmantes: Sequence[str]) -> list[str]:
    """Whom a scan settles."""
    elegidos = _elegir(actual.pendientes, firmantes) if firmantes else actual.pendientes
    if elegidos:
        return elegidos
    if actual.esperados or any(f.nombre == SIN_NOMBRES for f in actual.firmas):
        raise ErrorDeNegocio(f"En el acta {actual.acta.folio} ya no falta nadie por firmar.")
    return [SIN_NOMBRES]


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
        return b"%%EOF" in datos[-2048:] and b"startxref" in datos and (b"/Page" in datos or _tiene_hojas(datos))
    fin = {"jpg": b"\xff\xd9", "png": b"IEND"}.get(tipo, b"")
    return bool(fin) and fin in datos[-65_536:]


def _tiene_hojas(datos: bytes) -> bool:
    """Whether a PDF has pages that its bytes do not show: most scanners and programs compress its objects."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(datos), attempt_recovery=False) as documento:
            return len(documento.pages) > 0
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return False


def _tipo(datos: bytes) -> str:
    return next((tipo for inicio, tipo in _TIPOS.items() if datos.startswith(inicio)), "")
