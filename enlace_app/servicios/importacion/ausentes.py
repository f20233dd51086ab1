"""Rows that a workbook had and has no more: nothing is withdrawn by leaving it out, but somebody should know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from enlace_app.sincronizacion.problemas import Problema

if TYPE_CHECKING:
    from enlace_app.servicios.importacion.lote import Lote
    from enlace_app.servicios.importacion.materia import Materia


def avisar_de_ausentes(lote: Lote, libros: Iterable[str], materias: Iterable[Materia]) -> None:
    """Remark, by workbook and sheet, how many rows of earlier imports it lacks; an own row is never meant.

    Who fills in another meeting under the same name was told so already: there the rows are not missing.
    """
    por_hoja = {m.hoja: m for m in materias}
    for archivo in libros:
        if lote.tiene_ajenas(archivo):
            continue
        faltan: Counter[str] = Counter()
        for procedencia, presente in lote.memoria.del_libro(archivo):
            suya = por_hoja.get(procedencia.hoja)
            if presente or suya is None or lote.se_rechazo(archivo, procedencia.hoja, procedencia.renglon):
                continue
            registro: Any = lote.directorio.de_uuid(suya.clase, procedencia.registro)
            faltan[procedencia.hoja] += registro is not None and not getattr(registro, "baja", False)
        for hoja, materia in por_hoja.items():
            if faltan[hoja]:
                lote.cuenta.problemas.append(_aviso(archivo, materia, faltan[hoja]))


def _aviso(archivo: str, materia: Materia, cuantas: int) -> Problema:
    una = cuantas == 1
    motivo = (
        f"{'1 fila' if una else f'{cuantas} filas'} que este libro traía antes ya no {'está' if una else 'están'} en "
        f"él; {'sigue' if una else 'siguen'} en el programa."
    )
    if not materia.solo_se_agrega:
        motivo += (
            f" Para {'retirarla, vuelva a ponerla' if una else 'retirarlas, vuelva a ponerlas'} con «sí» en la "
            "columna «baja»."
        )
    return Problema(archivo, materia.hoja, None, None, motivo, grave=False)
