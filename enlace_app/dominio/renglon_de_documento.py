"""A document in one line, as it is typed while it is handed over: «oficio 123 de @Instituto X más de 12 fojas»."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from enlace_app.dominio.cantidades import leer_minimo
from enlace_app.dominio.documentos import Medio
from enlace_app.dominio.menciones import leer_menciones
from enlace_app.dominio.organizaciones import plegar
from enlace_app.errores import ErrorDeNegocio

_FOJAS = re.compile(
    r"[,;·]?\s*(?<![\w./-])(?:(?:en|con)\s+)?((?:m[aá]s\s+de\s+|al\s+menos\s+)?\d[\d ,]*(?:\s*o\s+m[aá]s)?)"
    r"\s*(?:fojas?|hojas?)(?=$|[\s,;.])",
    re.IGNORECASE,
)
_DE = re.compile(
    r"[,;·]?\s*\b(?:de parte de|de|del|por|entrega|remite|env[ií]a)(?:\s+(?:la|el|los|las))?\s*$", re.IGNORECASE
)
_NUMERO = re.compile(r"\s+(?:n[uú]m(?:ero|\.)?|no\.|n[.º°]+)?\s*[\w./-]*\d.*$", re.IGNORECASE)
_MEDIOS = {plegar(medio): medio for medio in (Medio.CD, Medio.USB, Medio.PLANO, Medio.CORREO)}


@dataclass(frozen=True, slots=True)
class RenglonDeDocumento:
    """What was understood: `tipo` is what kind it is, `descripcion` all that was said of it where that is more.

    Every word of the line is in one of them, in `remitente` or in the sheets, but those that join them («de parte de»).
    """

    tipo: str
    descripcion: str | None
    remitente: str | None
    fojas: int | None
    es_minimo: bool
    medio: Medio | None


def leer_documento(texto: str, conocidos: Mapping[str, str]) -> RenglonDeDocumento:
    """Read the line; it never fails. `conocidos` maps each folded name to the way it is written.

    Of several names the first is the sender, the others stay in the words.
    """
    linea = " ".join(texto.split())
    fojas, es_minimo = None, False
    if contadas := _FOJAS.search(linea):
        try:
            cantidad = leer_minimo(contadas.group(1).strip())
        except ErrorDeNegocio:
            pass  # «1 2 fojas» stays words
        else:
            fojas, es_minimo = cantidad.numero, cantidad.es_minimo
            linea = f"{linea[: contadas.start()]} {linea[contadas.end() :]}".strip()
    menciones = leer_menciones(linea, conocidos)
    remitente = menciones[0].nombre if menciones else None
    for n, mencion in reversed(list(enumerate(menciones))):
        antes, despues = linea[: mencion.desde], linea[mencion.hasta :]
        linea = f"{antes}{mencion.nombre}{despues}" if n else f"{_DE.sub('', antes.rstrip())} {despues}"
    dicho = " ".join(linea.split()).strip(" ,;·-@")
    tipo = _NUMERO.sub("", dicho).strip() or dicho
    medio = next((_MEDIOS[p] for p in plegar(dicho).split() if p in _MEDIOS), None)
    return RenglonDeDocumento(tipo, dicho if dicho != tipo else None, remitente, fojas, es_minimo, medio)
