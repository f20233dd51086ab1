"""The directory of institutions and organisations."""

from __future__ import annotations

from uuid import UUID

from enlace_app.dominio.organizaciones import Alias, Organizacion
from enlace_app.servicios.importacion.celdas import Rechazo
from enlace_app.servicios.importacion.materia import Entrada, Materia


def _leer(entrada: Entrada) -> None:
    celdas = entrada.celdas
    entrada.poner_exigido("nombre")
    entrada.poner_textos("sigla", "sector", "ambito", "papel", "nota", "fuente")
    entrada.poner("desde", celdas.dia)
    entrada.poner("hasta", celdas.dia)
    if celdas.tiene("alias"):
        entrada.valores["alias"] = [Alias(alias=alias) for alias in celdas.lista("alias")]
    if celdas.tiene("sucede_a"):
        entrada.valores["sucede_a"] = _antecesora(entrada)


def _antecesora(entrada: Entrada) -> UUID | None:
    """Return the organisation that this one succeeds: by mark or name among these rows, or one of the directory."""
    texto = entrada.celdas.nombre("sucede_a")
    if texto is None:
        return None
    directorio = entrada.lote.directorio
    conocida = directorio.nombrado(Organizacion, texto)
    uuid = directorio.marcado(entrada.renglon, "Organizaciones", texto) or (conocida.uuid if conocida else None)
    uuid = uuid or directorio.organizacion(texto)
    if uuid is None:
        raise Rechazo("sucede_a", f"no se encontró la organización «{texto[:60]}»")
    return uuid


MATERIA = Materia(
    "Organizaciones",
    Organizacion,
    "organizacion",
    _leer,
    lambda e: e.celdas.exigir("nombre"),
    natural="nombre",
    interna="sucede_a",
)
