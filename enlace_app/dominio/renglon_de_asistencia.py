"""Somebody who walks in, in one line: «Persona Uno, directora, Instituto X», «Instituto X»."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from enlace_app.dominio.organizaciones import plegar

_SEPARADOR = re.compile(r"\s*[,;·]\s*|\s+[-–—]\s+")
_RAZON_SOCIAL = re.compile(
    r",\s*(?=(?:A\.? ?C|S\.? ?A|S\. ?C|I\.? ?A\.? ?P|A\. ?B\. ?P|S\. ?de|S\.? ?P\.? ?R)\b)", re.IGNORECASE
)
"""The comma of «Vecinos del Río, A.C.» separates nothing."""

_DE_INSTITUCION = frozenset({
    "agencia", "asociacion", "ayuntamiento", "camara", "centro", "colegio", "comision", "comite", "congreso",
    "consejo", "coordinacion", "delegacion", "departamento", "direccion", "ejido", "empresa", "facultad", "federacion",
    "fiscalia", "fundacion", "gobierno", "grupo", "hospital", "instituto", "junta", "museo", "municipio", "oficina",
    "organismo", "organizacion", "patronato", "presidencia", "procuraduria", "red", "secretaria", "servicio",
    "sindicato", "sistema", "sociedad", "subsecretaria", "tribunal", "union", "universidad", "vecinos",
})  # fmt: skip
"""First words by which an institution calls itself, in this order of words: «Secretaría de…», not «secretaria»."""

_SIGLA = re.compile(r"(?=(?:[^A-ZÁÉÍÓÚÑ]*[A-ZÁÉÍÓÚÑ]){2})[A-ZÁÉÍÓÚÑ0-9][A-ZÁÉÍÓÚÑ0-9a-z.&/-]*")
_PARTES_CLARAS = 3


@dataclass(frozen=True, slots=True)
class AsistenteEscrito:
    """What was understood; every word that was typed is in one of the three."""

    persona: str | None
    organizacion: str | None
    cargo: str | None


def leer_asistente(texto: str, instituciones: Collection[str] = ()) -> AsistenteEscrito:
    """Read who came: person, post, institution, of which any may be missing; `instituciones` are folded known names.

    What is not clear stays as typed: one name of which nothing is known is a person's, and more than three parts are
    person, post and the rest.
    """
    limpio = " ".join(texto.split())
    protegido = _RAZON_SOCIAL.sub("\0", limpio)
    partes = [parte.replace("\0", ", ").strip() for parte in _SEPARADOR.split(protegido)]
    partes = [parte for parte in partes if parte]
    if not partes:
        return AsistenteEscrito(None, None, None)
    if _es_institucion(partes[0], instituciones):
        return AsistenteEscrito(None, partes[0], ", ".join(partes[1:]) or None)
    persona, resto = partes[0], partes[1:]
    if len(partes) > _PARTES_CLARAS:
        cargo, organizacion = resto[0], ", ".join(resto[1:])
        return AsistenteEscrito(persona, organizacion, cargo)
    suyas = [parte for parte in resto if _es_institucion(parte, instituciones)]
    if len(partes) == _PARTES_CLARAS and not suyas:
        suyas = [resto[-1]]
    organizacion_suya = suyas[-1] if suyas else None
    cargos = [parte for parte in resto if parte is not organizacion_suya]
    return AsistenteEscrito(persona, organizacion_suya, ", ".join(cargos) or None)


def _es_institucion(parte: str, instituciones: Collection[str]) -> bool:
    palabras = parte.split()
    if plegar(parte) in instituciones or _SIGLA.fullmatch(parte):
        return True
    # Alone, «secretaria» and «coordinación» are posts as often as offices.
    return len(palabras) > 1 and plegar(palabras[0]) in _DE_INSTITUCION and palabras[0][0].isupper()
