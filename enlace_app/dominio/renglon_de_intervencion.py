"""What somebody asks to be put on record, in one line: «Persona Uno: pide que conste su desacuerdo»."""

from collections.abc import Mapping
from dataclasses import dataclass

from enlace_app.dominio.sugerencias import sugerencias


@dataclass(frozen=True, slots=True)
class IntervencionEscrita:
    """Who and what; either is empty where it was not typed yet."""

    persona: str
    texto: str


def leer_intervencion(renglon: str, conocidos: Mapping[str, str]) -> IntervencionEscrita:
    """Read it: who stands before the first colon, a few letters meaning the likeliest of those who are there."""
    quien, dos_puntos, texto = (parte.strip() for parte in renglon.partition(":"))
    hallados = sugerencias(conocidos, quien, limite=1) if quien else []
    if not dos_puntos:
        return IntervencionEscrita(hallados[0] if hallados else "", "")
    return IntervencionEscrita(hallados[0] if hallados else quien, texto)
