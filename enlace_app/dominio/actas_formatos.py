"""Contents of older actas read as today's: what an earlier format did not tell is empty."""

from collections.abc import Mapping
from typing import Any, Final

from enlace_app.dominio.actas import FORMATO, ClaseDeActa
from enlace_app.errores import ErrorDeNegocio

_PRIMERO: Final = "enlace-acta/1"
_DE_CORRECCIONES: Final = "enlace-correccion/"


def completar(contenido: Mapping[str, Any]) -> dict[str, Any]:
    """Return a content with every key of the present format, those that it does not tell at their empty values.

    The hash is that of the stored text and of no other: what comes back is for printing and reading alone.

    Raises:
        ErrorDeNegocio: a format that this program does not know.
    """
    formato = str(contenido.get("formato"))
    if formato.startswith(_DE_CORRECCIONES):
        return dict(contenido)
    # The first actas of the present format did not tell this either.
    visitas = [{"intervenciones": [], **visita} for visita in contenido.get("visitas", ())]
    if formato == FORMATO:
        return {**contenido, "visitas": visitas} if visitas else dict(contenido)
    if formato != _PRIMERO:
        raise ErrorDeNegocio(
            f"El acta está escrita en el formato «{formato}», que este programa no conoce; ábrala con una versión más "
            "nueva."
        )
    quorum = contenido["quorum"]
    return {
        **contenido,
        "clase": ClaseDeActa.ACTA.value,
        "reunion": {"hora_programada": None, "convocada_el": None, **contenido["reunion"]},
        "quorum": {"declaracion": None, "fuente": None, **quorum} if quorum else quorum,
        "votaciones": [
            {
                "n": n,
                "hora": None,
                "asunto": None,
                "presentes_sin_votar": None,
                "evidente": False,
                "habilitados": [],
                "excusas": [],
                "regla": None,
                "explicacion": None,
                **votacion,
            }
            for n, votacion in enumerate(contenido["votaciones"], start=1)
        ],
        "intervenciones": [],
        "visitas": visitas,
    }
