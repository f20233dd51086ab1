"""Closed actas, version by version: their rows in a package, and those of one meeting with what settled them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from enlace_app.consultas.valores import FilaDePaquete, instante_local
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.reuniones import EstadoReunion

_CAMPOS = """
SELECT acta.uuid, acta.reunion, acta.folio, acta.version, acta.sha256, acta.anterior_sha256, acta.cerrada, acta.motivo,
  reunion.zona, reunion.estado
FROM acta JOIN reunion ON reunion.uuid = acta.reunion
WHERE acta.clase = 'acta'
ORDER BY acta.cerrada, acta.version, acta.uuid
"""
_RECIBIDAS = """
SELECT uuid, reunion, version, sha256, anterior_sha256, cerrada, firmada, pdf_sha256 FROM acta_recibida
ORDER BY cerrada, version, uuid
"""
_RENDICIONES = "SELECT acta, etapa, pdf_sha256, creado FROM rendicion ORDER BY creado, uuid"
_FIRMAS = "SELECT acta, nombre, clase, resultado, instante FROM firma ORDER BY instante, uuid"


@dataclass(frozen=True, slots=True)
class FilaFirma:
    """How one signatory was settled; `instante` is ISO 8601 in the meeting's zone."""

    nombre: str
    clase: str
    resultado: str
    instante: str


@dataclass(frozen=True, slots=True)
class FilaActa:
    """One version of an acta; instants are ISO 8601 in the meeting's zone."""

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


def listar(lectura: Lectura, *, reunion: str | None = None) -> list[FilaActa]:
    """Return the versions in the order of their closing, all or those of one meeting."""
    actas = [a for a in lectura.filas(_CAMPOS) if reunion is None or a["reunion"] == reunion]
    rendiciones, firmas = _por_acta(lectura, _RENDICIONES), _por_acta(lectura, _FIRMAS)
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
                _firmada(
                    rendiciones.get(a["uuid"], []),
                    firmas.get(a["uuid"], []),
                    vigente=ultimas[a["reunion"]] == a["uuid"] and a["estado"] == EstadoReunion.FIRMADA,
                ),
                a["zona"],
            ),
            pdf_sha256=next((r["pdf_sha256"] for r in reversed(rendiciones.get(a["uuid"], []))), None),
            motivo=a["motivo"],
            firmas=tuple(
                FilaFirma(f["nombre"], f["clase"], f["resultado"], instante_local(f["instante"], a["zona"]) or "")
                for f in firmas.get(a["uuid"], [])
            ),
        )
        for a in actas
    ]


def _por_acta(lectura: Lectura, sql: str) -> dict[str, list[dict[str, Any]]]:
    grupos: dict[str, list[dict[str, Any]]] = {}
    for fila in lectura.filas(sql):
        grupos.setdefault(fila["acta"], []).append(fila)
    return grupos


def _firmada(rendiciones: list[dict[str, Any]], firmas: list[dict[str, Any]], *, vigente: bool) -> str | None:
    """When the last signatory was settled: its rendering was made then; without one, the last signature tells."""
    hechas = [r["creado"] for r in rendiciones if r["etapa"] == "firmada"]
    if hechas:
        return str(hechas[0])
    return max((str(f["instante"]) for f in firmas), default=None) if vigente else None
