"""Closed actas, version by version, and what mends them: as rows of a package, and with what settled them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from enlace_app.consultas.valores import FilaDePaquete, instante_local
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.actas import ClaseDeActa
from enlace_app.dominio.reuniones import EstadoReunion

_CAMPOS = """
SELECT acta.uuid, acta.reunion, acta.folio, acta.version, acta.sha256, acta.anterior_sha256, acta.cerrada, acta.motivo,
  acta.clase, reunion.zona, reunion.estado
FROM acta JOIN reunion ON reunion.uuid = acta.reunion
ORDER BY acta.cerrada, acta.version, acta.uuid
"""
_RENDICIONES = """
SELECT rendicion.acta, rendicion.etapa, rendicion.pdf_sha256, rendicion.creado
FROM rendicion LEFT JOIN adjunto ON adjunto.sha256 = rendicion.pdf_sha256
WHERE rendicion.etapa <> 'hoja_de_firmas'
ORDER BY CASE rendicion.etapa WHEN 'para_firma' THEN 0 WHEN 'firmada' THEN 1 ELSE 2 END,
  coalesce(adjunto.tamano, 0), rendicion.creado, rendicion.uuid
"""
_FINALES = (
    "SELECT acta, min(creado) AS creado FROM rendicion WHERE etapa IN ('firmada', 'hoja_de_firmas') GROUP BY acta"
)
_FIRMAS = """
SELECT acta, nombre, clase, resultado, instante, hora, motivo, adjunto_sha256, certificado, titular
FROM firma ORDER BY instante, uuid
"""
_RECIBIDAS = """
SELECT uuid, reunion, version, sha256, anterior_sha256, cerrada, firmada, pdf_sha256 FROM acta_recibida
ORDER BY cerrada, version, uuid
"""


@dataclass(frozen=True, slots=True)
class FilaFirma:
    """How one signatory was settled; `instante` is ISO 8601 in the meeting's zone, the rest as in `Firma`."""

    nombre: str
    clase: str
    resultado: str
    instante: str
    hora: str | None
    motivo: str | None
    adjunto_sha256: str | None
    certificado: str | None
    titular: str | None


@dataclass(frozen=True, slots=True)
class FilaActa:
    """One version of an acta, or a document that mends it; instants are ISO 8601 in the meeting's zone.

    `pdf_sha256` is of the stored PDF that counts: the last e.firma, else the signed one, else the one to be signed.
    """

    uuid: str
    reunion: str
    folio: str
    version: int
    sha256: str
    anterior_sha256: str | None
    cerrada: str
    firmada: str | None
    pdf_sha256: str | None
    motivo: str | None
    clase: str
    firmas: tuple[FilaFirma, ...]


def filas_de_paquete(lectura: Lectura, *, fuera: Collection[str] = frozenset()) -> list[FilaDePaquete]:
    """Return the rows of the sheet Actas in the order of their closing, without those of the meetings in `fuera`.

    Those of other sites, whose hash is all that ever came, follow this site's own.
    """
    propias: list[FilaDePaquete] = [
        {
            "uuid": acta.uuid,
            "reunion": acta.reunion,
            "version": acta.version,
            "sha256": acta.sha256,
            "anterior_sha256": acta.anterior_sha256,
            "cerrada": acta.cerrada,
            "firmada": acta.firmada,
            "pdf_sha256": acta.pdf_sha256,
        }
        for acta in listar(lectura)
        if acta.reunion not in fuera
    ]
    return propias + [dict(fila) for fila in lectura.filas(_RECIBIDAS) if fila["reunion"] not in fuera]


def correcciones_de_paquete(lectura: Lectura) -> list[FilaDePaquete]:
    """Return the documents that mend signed actas, as rows like those of the sheet Actas."""
    return [
        {
            "uuid": acta.uuid,
            "reunion": acta.reunion,
            "folio": acta.folio,
            "clase": acta.clase,
            "sha256": acta.sha256,
            "anterior_sha256": acta.anterior_sha256,
            "cerrada": acta.cerrada,
            "firmada": acta.firmada,
            "pdf_sha256": acta.pdf_sha256,
            "motivo": acta.motivo,
        }
        for acta in correcciones(lectura)
    ]


def listar(lectura: Lectura, *, reunion: str | None = None) -> list[FilaActa]:
    """Return the versions in the order of their closing, all or those of one meeting."""
    return _filas(lectura, reunion, correcciones=False)


def correcciones(lectura: Lectura, *, reunion: str | None = None) -> list[FilaActa]:
    """Return the documents that mend signed actas in the order of their closing, all or those of one meeting."""
    return _filas(lectura, reunion, correcciones=True)


def _filas(lectura: Lectura, reunion: str | None, *, correcciones: bool) -> list[FilaActa]:
    actas = [
        a
        for a in lectura.filas(_CAMPOS)
        if (a["clase"] != ClaseDeActa.ACTA) == correcciones and (reunion is None or a["reunion"] == reunion)
    ]
    rendiciones, firmas = _por_acta(lectura, _RENDICIONES), _por_acta(lectura, _FIRMAS)
    finales = {f["acta"]: str(f["creado"]) for f in lectura.filas(_FINALES)}
    ultimas = {a["reunion"]: a["uuid"] for a in sorted(actas, key=lambda a: a["version"])}
    return [
        FilaActa(
            uuid=a["uuid"],
            reunion=a["reunion"],
            folio=a["folio"],
            version=a["version"],
            sha256=a["sha256"],
            anterior_sha256=a["anterior_sha256"],
            cerrada=instante_local(a["cerrada"], a["zona"]) or "",
            firmada=instante_local(
                finales.get(a["uuid"])
                or _firmada_sin_rendicion(
                    firmas.get(a["uuid"], []),
                    vigente=not correcciones
                    and ultimas[a["reunion"]] == a["uuid"]
                    and a["estado"] == EstadoReunion.FIRMADA,
                ),
                a["zona"],
            ),
            pdf_sha256=next((r["pdf_sha256"] for r in reversed(rendiciones.get(a["uuid"], []))), None),
            motivo=a["motivo"],
            clase=a["clase"],
            firmas=tuple(_firma(f, a["zona"]) for f in firmas.get(a["uuid"], [])),
        )
        for a in actas
    ]


def _firma(fila: dict[str, Any], zona: str) -> FilaFirma:
    return FilaFirma(
        nombre=fila["nombre"],
        clase=fila["clase"],
        resultado=fila["resultado"],
        instante=instante_local(fila["instante"], zona) or "",
        hora=fila["hora"],
        motivo=fila["motivo"],
        adjunto_sha256=fila["adjunto_sha256"],
        certificado=fila["certificado"],
        titular=fila["titular"],
    )


def _por_acta(lectura: Lectura, sql: str) -> dict[str, list[dict[str, Any]]]:
    grupos: dict[str, list[dict[str, Any]]] = {}
    for fila in lectura.filas(sql):
        grupos.setdefault(fila["acta"], []).append(fila)
    return grupos


def _firmada_sin_rendicion(firmas: list[dict[str, Any]], *, vigente: bool) -> str | None:
    """When the last signatory was settled, where its rendering is not there to tell."""
    return max((str(f["instante"]) for f in firmas), default=None) if vigente else None
