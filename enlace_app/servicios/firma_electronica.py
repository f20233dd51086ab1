"""Settling a signatory by the SAT's e.firma: an increment on the stored PDF, then one row as for any signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from enlace_app.archivos import traducir_oserror
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.firmantes import homonimos, parecidos
from enlace_app.dominio.firmas import ClaseDeFirma, Resultado
from enlace_app.dominio.organizaciones import plegar
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.asientos import (
    Asiento,
    FirmaNueva,
    Situacion,
    acta_por_firmar,
    ahora,
    asentar,
    razon_de_firma,
    situacion,
)
from enlace_app.servicios.imprenta import Imprenta

if TYPE_CHECKING:
    from enlace_app.salida.efirma.firma import FirmadoConEfirma

_LIMITE: Final = 1024 * 1024
"""More than this is not even read: neither file of an e.firma has 3 KB."""


@dataclass(frozen=True)
class _Turno:
    """Who signs now, where, and whether nobody comes after."""

    acta: UUID
    nueva: FirmaNueva
    pdf_sha256: str
    casilla: str | None
    zona: str
    ultima: bool


def firmar_con_efirma(
    almacen: Almacen,
    *,
    reunion: UUID,
    cer: Path | bytes,
    key: Path | bytes,
    contrasena: bytearray,
    imprenta: Imprenta,
    firmante: str | None = None,
    resultado: Resultado = Resultado.FIRMO,
    motivo: str | None = None,
    siguen: bool = False,
    acta: UUID | None = None,
) -> Asiento:
    """Sign the stored PDF with an e.firma and settle its holder; the last one expected locks the file.

    The holder is the signatory with the name of the certificate, surnames first or not, whatever its accents and case.
    `firmante` says which of those expected it is where the acta writes the name otherwise, and is refused where the two
    names are not alike; somebody whom nobody expected is added under the certificate's name, which is stored with every
    e.firma. `siguen` leaves the file open for more. `acta` is the document to sign where it is not the meeting's acta
    in force.

    `cer` and `key` are the files or what is in them; `contrasena` (UTF-8) is overwritten before this returns or raises,
    and nothing of it or of the key is stored. Raises `ErrorDeNegocio` for whatever `firmar` of `salida.efirma` refuses,
    a holder who is settled already, a name that may or may not be one of those expected, and another's certificate;
    `ErrorDeEntorno` for files that cannot be read.
    """
    from enlace_app.salida.efirma.certificado import leer_certificado
    from enlace_app.salida.efirma.firma import firmar

    try:
        certificado, llave = _leer(cer), _leer(key)
        titular = almacen.alfabeto.limpiar("Nombre del certificado", leer_certificado(certificado).nombre)
        razon = razon_de_firma(almacen, resultado, motivo)
        with almacen.consultar() as u:
            actual = situacion(u, acta or acta_por_firmar(u, reunion))
            turno = _turno(actual, titular, firmante, resultado, razon, siguen=siguen)
        firmado: FirmadoConEfirma = firmar(
            almacen.adjuntos.leer(turno.pdf_sha256),
            cer=certificado,
            key=llave,
            contrasena=contrasena,
            casilla=turno.casilla,
            instante=turno.nueva.instante.astimezone(ZoneInfo(turno.zona)),
            ultima=turno.ultima,
            protesta=turno.nueva.motivo if turno.nueva.resultado is Resultado.BAJO_PROTESTA else None,
        )
    finally:
        contrasena[:] = bytes(len(contrasena))
    nueva = FirmaNueva(**{**vars(turno.nueva), "certificado": firmado.numero})
    return asentar(almacen, turno.acta, [nueva], imprenta, siguen=siguen, pdf_efirma=firmado.datos)


def _leer(archivo: Path | bytes) -> bytes:
    if isinstance(archivo, bytes):
        return archivo
    with traducir_oserror(archivo), archivo.open("rb") as abierto:
        datos = abierto.read(_LIMITE + 1)
    if len(datos) > _LIMITE:
        raise ErrorDeNegocio(f"«{archivo.name}» es demasiado grande para ser de una e.firma; revise cuál eligió.")
    return datos


def _turno(
    actual: Situacion, titular: str, firmante: str | None, resultado: Resultado, razon: str | None, *, siguen: bool
) -> _Turno:
    if actual.firmada:
        raise ErrorDeNegocio(
            f"El acta {actual.acta.folio} ya quedó firmada por todos; la e.firma se pone antes de la última firma."
        )
    propio = _quien(actual, titular, firmante)
    actual.exigir_sin_asentar(propio)
    nueva = FirmaNueva(propio, ClaseDeFirma.EFIRMA, ahora(), resultado, motivo=razon, titular=titular)
    return _Turno(
        acta=actual.acta.uuid,
        nueva=nueva,
        pdf_sha256=actual.pdf_por_firmar,
        casilla=_casilla(actual.esperados, propio),
        zona=str(actual.acta.leer()["reunion"]["zona"]),
        ultima=actual.termina_con([nueva], siguen=siguen),
    )


def _quien(actual: Situacion, titular: str, firmante: str | None) -> str:
    """Return under which name the signature is settled: the acta's own spelling where it expects that person."""
    if ya_firmo := next((f.nombre for f in actual.firmas if f.titular and homonimos(f.titular, titular)), None):
        return ya_firmo
    conocidos = [*actual.esperados, *(f.nombre for f in actual.firmas)]
    iguales = [nombre for nombre in conocidos if homonimos(nombre, titular)]
    mismo = min(iguales, key=lambda nombre: plegar(nombre) != plegar(titular), default=None)
    if firmante is not None:
        return _dicho(actual, titular, " ".join(firmante.split()), es_de_otro=mismo is not None)
    if mismo is not None:
        return mismo
    if dudosos := [nombre for nombre in actual.pendientes if parecidos(nombre, titular)]:
        raise ErrorDeNegocio(
            f"El certificado está a nombre de {titular}, y el acta espera a {' y a '.join(dudosos)}. No se firmó. "
            f"Si es la misma persona, repita diciendo de quién es la firma (firmante «{dudosos[0]}»); si es otra, diga "
            "ahí el nombre del certificado."
        )
    return titular


def _dicho(actual: Situacion, titular: str, dicho: str, *, es_de_otro: bool) -> str:
    """Return the one who was said to be the holder; nobody is settled by the certificate of another.

    `es_de_otro`: somebody in the acta has the very name of the certificate, so likeness is not enough.
    """
    if plegar(dicho) == plegar(titular):
        return actual.nombre_propio(titular)
    elegido = next((e for e in actual.pendientes if plegar(e) == plegar(dicho)), None)
    if elegido is None:
        faltan = ", ".join(actual.pendientes) or "nadie"
        raise ErrorDeNegocio(f"«{dicho}» no está entre quienes faltan por firmar: {faltan}.")
    if not homonimos(elegido, titular) and (es_de_otro or not parecidos(elegido, titular)):
        raise ErrorDeNegocio(
            f"El certificado está a nombre de {titular}, que no es el nombre de {elegido}. No se firmó: cada quien "
            f"firma con su propia e.firma. Si {elegido} firmó de otra manera, asiéntelo así."
        )
    return elegido


def _casilla(esperados: Sequence[str], nombre: str) -> str | None:
    """Return the cell al calce that was left for this person; nobody signs in that of another."""
    from enlace_app.salida.efirma.casillas import PREFIJO

    return next((f"{PREFIJO}{n}" for n, esperado in enumerate(esperados, start=1) if esperado == nombre), None)
