"""The proposal of a public version as PDF: what is printed and what is attached is only the public content."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from enlace_app.dominio.actas import canonico
from enlace_app.salida.pdf.documentos import (
    Dichos,
    cada_hoja,
    dichos_de_todos,
    en_cada_hoja,
    exigir_dichos,
    imprimir_sellado,
)
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.pagina import CadaHoja
from enlace_app.salida.pdf.plantilla import Plantilla
from enlace_app.salida.pdf.sellado import NOMBRE_DE_FUENTE_PUBLICA

ETAPA: Final = "publica"
_LEYENDA: Final = "propuesta de versión pública"


def version_publica_en_pdf(
    contenido: Mapping[str, Any], portada: Mapping[str, Any], plantilla: Plantilla, fuentes: Fuentes
) -> bytes:
    """Render a redacted content ("enlace-version-publica/1"), sealed as PDF/A-3b with that content attached.

    `portada` has `emitida` (ISO instant with offset, the file's only date), `fecha` and `unidad`; it becomes part of
    what is attached. The only hash in the file is the one of what is attached.

    Raises:
        ErrorDeNegocio: the template does not fit the content, or a character has no glyph.
        ErrorDeEntorno: the printed document does not pass as PDF/A.
    """
    publico = {**contenido, "portada": dict(portada)}
    fuente = canonico(publico)
    sha256 = hashlib.sha256(fuente).hexdigest()
    contexto = {
        **publico,
        "etapa": ETAPA,
        "sha256": sha256,
        "huella": sha256[:8],
        "firmas": [],
        "calce": [],
        "motivos": _motivos(contenido["testados"]),
    }
    hoja = cada_hoja(contexto, plantilla, fuentes)
    exigir_dichos((*dichos_de_todos(hoja, contexto), *_identidad(hoja, contexto)), plantilla)
    return imprimir_sellado(
        contexto,
        hoja,
        plantilla,
        fuentes,
        fecha=datetime.fromisoformat(portada["emitida"]),
        fuente=fuente,
        nombre_fuente=NOMBRE_DE_FUENTE_PUBLICA,
    )


def _identidad(hoja: CadaHoja, contexto: Mapping[str, Any]) -> Dichos:
    impreso = en_cada_hoja(hoja)
    return (
        ("«propuesta de versión pública»", _LEYENDA in impreso.casefold()),
        ("el folio", contexto["folio"] in impreso),
        ("la versión", str(contexto["version"]) in impreso),
        ("la huella", contexto["huella"] in impreso),
    )


def _motivos(testados: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each kind of datum once, with how many there are; the cover says what is confidential and on what ground.

    One ground may cover several kinds: a name, and what tells whose it is.
    """
    cuenta: dict[tuple[str, str], dict[str, Any]] = {}
    for testado in testados:
        motivo = cuenta.setdefault((testado["causal"], testado["motivo"]), {**testado, "veces": 0})
        motivo["veces"] += 1
    return list(cuenta.values())
