"""The first sheet of a package: who sends what, and the hashes that prove it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enlace_app.sincronizacion.contenido import Contenido
from enlace_app.sincronizacion.firma import CAMPO_CLAVE, CAMPO_FIRMA, LlaveDeEnvio
from enlace_app.sincronizacion.formato import FORMATO, FORMATO_VERSION


@dataclass(frozen=True, slots=True)
class Envio:
    """What a package says of itself beside its content; `generado` carries the offset of `zona_horaria`.

    `llave` signs it; without one `clave_publica` and `firma` are empty, as in the packages of older versions.
    """

    paquete_uuid: UUID
    tipo: str
    sitio_uuid: str
    epoca: int
    secuencia: int
    anterior_sha256: str | None
    region: str | None
    remitente: str
    destinatario: str | None
    ejercicio: str | None
    generado: datetime
    zona_horaria: str
    version_app: str
    llave: LlaveDeEnvio | None = None


def campos_de_portada(envio: Envio, contenido: Contenido) -> Iterator[tuple[str, str | int | None]]:
    """Yield the fields in the order of the format, signed by the key of `envio`."""
    campos = dict(_campos_sin_firma(envio, contenido))
    yield from campos.items()
    firmados = envio.llave.firmar_portada(campos) if envio.llave else {}
    for campo in (CAMPO_CLAVE, CAMPO_FIRMA):
        yield campo, firmados.get(campo)


def _campos_sin_firma(envio: Envio, contenido: Contenido) -> Iterator[tuple[str, str | int | None]]:
    yield "formato", FORMATO
    yield "formato_version", FORMATO_VERSION
    yield "paquete_uuid", str(envio.paquete_uuid)
    yield "tipo", envio.tipo
    yield "sitio_uuid", envio.sitio_uuid
    yield "epoca", envio.epoca
    yield "secuencia", envio.secuencia
    yield "anterior_sha256", envio.anterior_sha256
    yield "region", envio.region
    yield "remitente", envio.remitente
    yield "destinatario", envio.destinatario
    yield "ejercicio", envio.ejercicio
    yield "generado", envio.generado.isoformat(timespec="seconds")
    yield "zona_horaria", envio.zona_horaria
    yield "version_app", envio.version_app
    for hoja, filas in contenido.hojas.items():
        yield f"filas.{hoja}", len(filas)
    for hoja, huella in contenido.huellas.items():
        yield f"sha256.{hoja}", huella
    yield "contenido_sha256", contenido.contenido_sha256
    yield "cadena_actas", contenido.cadena_actas
