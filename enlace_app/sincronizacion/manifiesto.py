"""What a package says of itself, checked against what it holds: nothing of it is believed before."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.errores import ErrorDeNegocio
from enlace_app.sincronizacion.formato import FORMATO, FORMATO_VERSION
from enlace_app.sincronizacion.huella import huella_contenido
from enlace_app.sincronizacion.paquete import CampoDePortada, PaqueteLeido

FORMATO_DE_ACUSE = "enlace-acuse"
_HUELLA = re.compile(r"[0-9a-f]{64}")
_MAYOR = 10**15


@dataclass(frozen=True, slots=True)
class Manifiesto:
    """The fields of a Portada, typed; `generado` is UTC."""

    paquete: str
    tipo: TipoPaquete
    sitio: str
    epoca: int
    secuencia: int
    anterior_sha256: str | None
    region: str | None
    remitente: str
    generado: datetime
    contenido_sha256: str
    clave_publica: str | None
    version_app: str | None

    @property
    def sello(self) -> tuple[int, int]:
        """Its place among the packages of its site: of two, the greater one was made later."""
        return self.epoca, self.secuencia

    @property
    def nombre(self) -> str:
        """How a person calls it."""
        return f"paquete {self.secuencia} de {self.remitente}"


def leer_manifiesto(paquete: PaqueteLeido) -> Manifiesto:
    """Return what the Portada says, once the hashes of all sheets agree with it.

    Raises:
        ErrorDeNegocio: it is no package, of a newer format, incomplete, or not what was sent; the message names where.
    """
    portada = paquete.portada
    _exigir_formato(paquete.archivo, portada)
    if graves := [p for p in paquete.problemas if p.grave]:
        raise ErrorDeNegocio(
            f"No se recibió: {_lugares(len(graves))}{graves[0]}. Pida el libro otra vez a quien lo envió."
        )
    manifiesto = Manifiesto(
        paquete=_uuid(portada, "paquete_uuid"),
        tipo=_tipo(portada),
        sitio=_uuid(portada, "sitio_uuid"),
        epoca=_entero(portada, "epoca"),
        secuencia=_entero(portada, "secuencia"),
        anterior_sha256=_huella(portada, "anterior_sha256", obligatoria=False),
        region=_texto(portada, "region", obligatorio=False),
        remitente=_texto(portada, "remitente") or "",
        generado=_instante(portada, "generado"),
        contenido_sha256=_huella(portada, "contenido_sha256") or "",
        clave_publica=_huella(portada, "clave_publica", obligatoria=False),
        version_app=_texto(portada, "version_app", obligatorio=False),
    )
    if manifiesto.tipo is TipoPaquete.INCREMENTAL and manifiesto.anterior_sha256 is None:
        raise _incompleta("anterior_sha256")
    _exigir_huellas(paquete, manifiesto)
    return manifiesto


def _lugares(cuantos: int) -> str:
    if cuantos == 1:
        return "hay un lugar del libro que no se puede leer. Es "
    return f"hay {cuantos:,} lugares del libro que no se pueden leer. El primero: "


def _exigir_formato(archivo: str, portada: Mapping[str, CampoDePortada]) -> None:
    formato = portada.get("formato")
    if formato == FORMATO_DE_ACUSE:
        raise ErrorDeNegocio(
            f"{archivo} es un acuse, no un paquete. Lo trae quien envió el paquete: en su página Paquetes, o con: "
            f"enlace paquete acuse {archivo}"
        )
    if formato != FORMATO:
        raise ErrorDeNegocio(
            f"{archivo} no es un paquete: le falta la hoja Portada que escribe el programa. Si es un libro de captura, "
            f"tráigalo en Paquetes, «Traer lo que ya tengo», o con: enlace importar {archivo}"
        )
    version = portada.get("formato_version")
    if not str(version).isdecimal() or int(str(version)) < 1:
        raise _incompleta("formato_version")
    if int(str(version)) > FORMATO_VERSION:
        raise ErrorDeNegocio(
            f"{archivo} lo hizo una versión más nueva del programa (formato {version}; ésta lee hasta el "
            f"{FORMATO_VERSION}). No se tocó: actualice el programa y recíbalo otra vez."
        )


def _exigir_huellas(paquete: PaqueteLeido, manifiesto: Manifiesto) -> None:
    distintas = [
        hoja for hoja, huella in paquete.huellas.items() if str(paquete.portada.get(f"sha256.{hoja}")).lower() != huella
    ]
    if distintas:
        hoja = distintas[0]
        dicen, hay = paquete.portada.get(f"filas.{hoja}"), len(paquete.filas(hoja))
        detalle = "" if str(dicen) == str(hay) else f" (dice tener {dicen} filas y tiene {hay})"
        raise ErrorDeNegocio(
            f"{paquete.archivo} cambió después de que se hizo: la hoja «{hoja}» no es la que se envió{detalle}. No se "
            "recibió nada. Pida el libro otra vez a quien lo envió; lo que la autoridad anota va en la columna "
            "«observacion»."
        )
    if huella_contenido(paquete.huellas.values()) != manifiesto.contenido_sha256:
        raise ErrorDeNegocio(
            f"{paquete.archivo} cambió después de que se hizo: la huella de su Portada no es la de su contenido. "
            "No se recibió nada. Pida el libro otra vez a quien lo envió."
        )


def _incompleta(campo: str) -> ErrorDeNegocio:
    return ErrorDeNegocio(
        f"La Portada del libro no dice bien su «{campo}». No se recibió nada; pida el libro otra vez a quien lo envió."
    )


def _texto(portada: Mapping[str, CampoDePortada], campo: str, *, obligatorio: bool = True) -> str | None:
    valor = portada.get(campo)
    if valor in {None, ""}:
        if obligatorio:
            raise _incompleta(campo)
        return None
    return str(valor)


def _uuid(portada: Mapping[str, CampoDePortada], campo: str) -> str:
    try:
        return str(UUID(str(portada.get(campo))))
    except ValueError as error:
        raise _incompleta(campo) from error


def _entero(portada: Mapping[str, CampoDePortada], campo: str) -> int:
    valor = str(portada.get(campo))
    if not (valor.isascii() and valor.isdecimal()) or not 0 < int(valor) < _MAYOR:
        raise _incompleta(campo)
    return int(valor)


def _huella(portada: Mapping[str, CampoDePortada], campo: str, *, obligatoria: bool = True) -> str | None:
    valor = _texto(portada, campo, obligatorio=obligatoria)
    if valor is not None and not _HUELLA.fullmatch(valor):
        raise _incompleta(campo)
    return valor


def _instante(portada: Mapping[str, CampoDePortada], campo: str) -> datetime:
    try:
        instante = datetime.fromisoformat(str(portada.get(campo)))
        if instante.tzinfo is None:
            raise _incompleta(campo)
        return instante.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _incompleta(campo) from error


def _tipo(portada: Mapping[str, CampoDePortada]) -> TipoPaquete:
    try:
        return TipoPaquete(str(portada.get("tipo")))
    except ValueError as error:
        raise _incompleta("tipo") from error
