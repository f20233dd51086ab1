"""Trying a template out on an example: what it names and nobody knows is found before an acta has to be closed."""

from collections.abc import Mapping
from typing import Any, Final

from enlace_app.dominio.actas import huella
from enlace_app.salida.pdf.actas import Estampa, FirmaImpresa, acta_en_pdf
from enlace_app.salida.pdf.documentos import documento_en_pdf
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.plantilla import Plantilla
from enlace_app.salida.pdf.recinto import presupuesto
from enlace_app.salida.pdf.version_publica import version_publica_en_pdf

_INSTANTE: Final = "2021-08-17T10:00:00-05:00"
_FIRMAS: Final = (
    FirmaImpresa("Persona Uno", "escaneo", "firmó", _INSTANTE, "firmas (ejemplo).pdf", "ef" * 32),
    FirmaImpresa("Persona Dos", "simple", "firmó bajo protesta", _INSTANTE, motivo="Motivo de ejemplo."),
    FirmaImpresa("Persona Tres", "constancia", "se retiró", _INSTANTE, hora="12:45"),
    FirmaImpresa(
        "Persona Cuatro", "efirma", "firmó", _INSTANTE, certificado="30001000000500003416", titular="PERSONA CUATRO"
    ),
)


def probar(plantilla: Plantilla, ejemplo: Mapping[str, Any], fuentes: Fuentes) -> None:
    """Print the example in every stage that its document goes through; raise what printing raises."""
    with presupuesto():
        if "portada" in ejemplo:
            contenido = {clave: valor for clave, valor in ejemplo.items() if clave != "portada"}
            version_publica_en_pdf(contenido, ejemplo["portada"], plantilla, fuentes)
            return
        if "firmantes" not in ejemplo:
            documento_en_pdf(ejemplo, plantilla, fuentes)
            return
        sha256 = huella(ejemplo)
        abierto = {**ejemplo, "cerrada": None}
        acta_en_pdf(abierto, Estampa("borrador", None), plantilla, fuentes)
        acta_en_pdf(ejemplo, Estampa("para_firma", sha256), plantilla, fuentes)
        for etapa in ("firmada", "hoja_de_firmas"):
            acta_en_pdf(ejemplo, Estampa(etapa, sha256, _FIRMAS), plantilla, fuentes)
