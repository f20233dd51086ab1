"""Freezing content as an acta: what closing a meeting and mending a signed acta have in common."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.actas import Acta, ClaseDeActa, Etapa, Rendicion, canonico, huella
from enlace_app.servicios.imprenta import Imprenta


@dataclass(frozen=True)
class Impreso:
    """Content with its hash, and the PDF to be signed that was made and stored of it."""

    contenido: dict[str, Any]
    sha256: str
    pdf_sha256: str
    tamano: int

    def es_de(self, contenido: Mapping[str, Any]) -> bool:
        """Whether it was made of this content: what is composed again inside the transaction must be the same."""
        return huella(contenido) == self.sha256


def imprimir_para_firma(almacen: Almacen, imprenta: Imprenta, contenido: dict[str, Any]) -> Impreso:
    """Make and store the PDF of that content; outside a transaction, for it takes seconds."""
    sha256 = huella(contenido)
    pdf = imprenta.para_firma(contenido, sha256)
    return Impreso(contenido, sha256, almacen.adjuntos.guardar(pdf), len(pdf))


def guardar_acta(
    u: Unidad,
    impreso: Impreso,
    *,
    reunion: UUID,
    instante: datetime,
    motivo: str | None,
    clase: ClaseDeActa = ClaseDeActa.ACTA,
    corrige: UUID | None = None,
) -> Acta:
    """Write the acta and its PDF; folio, version and place in the chain are those of its content."""
    contenido = impreso.contenido
    acta = Acta(
        reunion=reunion,
        folio=contenido["folio"],
        version=contenido["version"],
        contenido=canonico(contenido).decode(),
        sha256=impreso.sha256,
        anterior_sha256=contenido["anterior_sha256"],
        cerrada=instante,
        motivo=motivo,
        clase=clase,
        corrige=corrige,
    )
    u.agregar(acta)
    u.asentar()
    u.registrar_adjunto(impreso.pdf_sha256, nombre_de_pdf(acta.folio, acta.version), "pdf", impreso.tamano)
    u.agregar(Rendicion(acta=acta.uuid, etapa=Etapa.PARA_FIRMA, pdf_sha256=impreso.pdf_sha256))
    return acta


def nombre_de_pdf(folio: str, version: int | None) -> str:
    """Return the file name that an acta takes, a draft without version: its folio without what file systems refuse."""
    return f"{folio.replace('/', '_')}-{f'v{version}' if version else 'borrador'}.pdf"
