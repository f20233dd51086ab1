"""The acta as PDF: canonical content in, the same bytes out for the same content, template and fonts."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from enlace_app.dominio.actas import canonico
from enlace_app.dominio.actas_formatos import completar
from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.pdf.documentos import (
    Dichos,
    cada_hoja,
    dichos_de_todos,
    en_cada_hoja,
    exigir_dichos,
    imprimir,
    imprimir_sellado,
)
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.marcado import llano
from enlace_app.salida.pdf.pagina import CadaHoja
from enlace_app.salida.pdf.plantilla import Plantilla


@dataclass(frozen=True)
class FirmaImpresa:
    """A settled signature; `instante` is ISO 8601 with offset, `hora` HH:MM, `clase` a `ClaseDeFirma`.

    `hora`, `motivo`, `certificado` and `titular` are what `dominio.firmas.Firma` says they are.
    """

    nombre: str
    clase: str
    resultado: str
    instante: str
    adjunto_nombre: str | None = None
    adjunto_sha256: str | None = None
    nota: str | None = None
    hora: str | None = None
    motivo: str | None = None
    certificado: str | None = None
    titular: str | None = None


@dataclass(frozen=True)
class Estampa:
    """What hangs on an acta from outside: its stage, the hash of its canonical bytes (None in a draft), signatures."""

    etapa: Literal["borrador", "para_firma", "firmada", "hoja_de_firmas"]
    sha256: str | None
    firmas: tuple[FirmaImpresa, ...] = ()

    @property
    def huella(self) -> str | None:
        """The first eight characters of the hash, as every page bears them."""
        return self.sha256[:8] if self.sha256 else None


def acta_en_pdf(contenido: Mapping[str, Any], estampa: Estampa, plantilla: Plantilla, fuentes: Fuentes) -> bytes:
    """Render an acta or a correction; closed, it is sealed as PDF/A-3b with its canonical JSON attached.

    What is attached is the content as given; printed is also what `completar` adds to an older format.

    A draft is laid out and tagged alike, but neither judged nor given a source: it is made at every look.

    Raises:
        ErrorDeNegocio: stage, hash and content contradict each other, the template does not fit the content, or a
            character has no glyph.
        ErrorDeEntorno: the printed acta does not pass as PDF/A.
    """
    if (estampa.etapa == "borrador") != (estampa.sha256 is None):
        raise ErrorDeNegocio("Un borrador no tiene huella y un acta cerrada siempre la tiene; cierre el acta primero.")
    contexto = _contexto(contenido, estampa)
    hoja = cada_hoja(contexto, plantilla, fuentes)
    exigir_dichos((*dichos_de_todos(hoja, contexto), *_identidad(hoja, contexto)), plantilla)
    if estampa.sha256 is None:
        return imprimir(contexto, hoja, plantilla, fuentes, fecha=None)
    fuente = canonico(contenido)
    if hashlib.sha256(fuente).hexdigest() != estampa.sha256:
        raise ErrorDeNegocio(
            "La huella no es la de este contenido: el acta no se imprimió. Verifique la cadena de actas y, si no "
            "coincide, recupere un respaldo."
        )
    fecha = datetime.fromisoformat(contenido["cerrada"])
    return imprimir_sellado(contexto, hoja, plantilla, fuentes, fecha=fecha, fuente=fuente)


def _contexto(contenido: Mapping[str, Any], estampa: Estampa) -> dict[str, Any]:
    firmas = [asdict(firma) for firma in estampa.firmas]
    return {
        **completar(contenido),
        "etapa": estampa.etapa,
        "sha256": estampa.sha256,
        "huella": estampa.huella,
        "firmas": firmas,
        "calce": _calce(contenido["firmantes"], firmas),
    }


def _calce(firmantes: list[dict[str, Any]], firmas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Pair each expected signatory with her settled signature; signatures of nobody expected follow."""
    pendientes = list(firmas)
    calce: list[dict[str, Any]] = []
    for firmante in firmantes:
        firma = next((f for f in pendientes if f["nombre"] == firmante["nombre"]), None)
        if firma is not None:
            pendientes.remove(firma)
        calce.append({"firmante": firmante, "firma": firma})
    nadie = {"organizacion": None, "cargo": None, "calidad": None}
    return calce + [{"firmante": {**nadie, "nombre": firma["nombre"]}, "firma": firma} for firma in pendientes]


def _identidad(hoja: CadaHoja, contexto: Mapping[str, Any]) -> Dichos:
    impreso = en_cada_hoja(hoja)
    return (
        ("el folio", contexto["folio"] in impreso),
        ("la versión", str(contexto["version"]) in llano(hoja.pie) + llano(hoja.encabezado)),
        ("la huella", (contexto["huella"] or "") in impreso),
        ("la marca de borrador", contexto["etapa"] != "borrador" or "borrador" in hoja.marca_de_agua.casefold()),
    )
