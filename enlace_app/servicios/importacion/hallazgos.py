"""The findings of an import as a person can read them: one line for what has one cause, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from enlace_app.servicios.importacion.celdas import Lugar
from enlace_app.sincronizacion.problemas import Problema

Sueltas = Mapping[tuple[str, str, str | None, str], Sequence[Problema]]
"""Rows that name what is nowhere, by file, sheet, column and the sheet that they name."""


def juntar(
    problemas: Iterable[Problema], dependientes: Mapping[Lugar, Sequence[Lugar]], sueltas: Sueltas
) -> list[Problema]:
    """Add to each rejected row those that hang on it, and make one finding of many rows that lack the same."""
    pendientes = dict(dependientes)
    juntos: list[Problema] = []
    for problema in problemas:
        lugar = Lugar(problema.archivo, problema.hoja or "", problema.fila)
        suyos = pendientes.pop(lugar, ()) if problema.grave else ()
        motivo = f"{problema.motivo.rstrip('.')}; {_cola(suyos)}" if suyos else problema.motivo
        juntos.append(replace(problema, motivo=motivo))
    for (archivo, hoja, columna, que), faltas in sueltas.items():
        detras = [s for p in faltas for s in pendientes.pop(Lugar(archivo, hoja, p.fila), ())]
        if len(faltas) == 1:
            motivo, fila = faltas[0].motivo, faltas[0].fila
        else:
            filas = _tramos(p.fila or 0 for p in faltas)
            motivo = f"{len(faltas)} filas ({filas}) se refieren a {que} que no están en el programa ni en lo importado"
            motivo, fila = f"{motivo}; importe la carpeta completa", None
        motivo = f"{motivo}; {_cola(detras)}" if detras else motivo
        juntos.append(Problema(archivo, hoja, fila, columna, motivo, grave=True))
    for lugar, resto in pendientes.items():
        juntos.append(Problema(lugar.archivo, lugar.hoja, lugar.fila, None, f"no entró; {_cola(resto)}", grave=True))
    return juntos


def ordenar(problemas: Sequence[Problema], hojas: Sequence[str]) -> list[Problema]:
    """Sort by file, then sheet in the order given, then row; what is about the whole file or sheet comes first."""
    archivos = list(dict.fromkeys(p.archivo for p in problemas))
    lugar_de_hoja = {hoja: lugar for lugar, hoja in enumerate(hojas)}

    def lugar(problema: Problema) -> tuple[int, int, int]:
        hoja = -1 if problema.hoja is None else lugar_de_hoja.get(problema.hoja, len(hojas))
        return archivos.index(problema.archivo), hoja, problema.fila or 0

    return sorted(problemas, key=lugar)


def _cola(lugares: Sequence[Lugar]) -> str:
    por_hoja: dict[str, list[int]] = {}
    for lugar in lugares:
        por_hoja.setdefault(lugar.hoja, []).append(lugar.fila or 0)
    donde = "; ".join(f"{hoja} {_tramos(filas)}" for hoja, filas in por_hoja.items())
    cuantas = "1 fila que depende" if len(lugares) == 1 else f"{len(lugares)} filas que dependen"
    return f"tampoco {'entró' if len(lugares) == 1 else 'entraron'} {cuantas} de ella ({donde})"


def _tramos(filas: Iterable[int]) -> str:
    """Return row numbers as people write them: «2 a 9, 12»."""
    numeros = sorted(set(filas))
    cortes = [0, *(i for i, (uno, otro) in enumerate(pairwise(numeros), start=1) if otro != uno + 1), len(numeros)]
    tramos = [numeros[desde:hasta] for desde, hasta in pairwise(cortes)]
    return ", ".join(str(t[0]) if len(t) == 1 else f"{t[0]} a {t[-1]}" for t in tramos)
