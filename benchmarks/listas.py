"""The first screen of each list among ten years of data, against one frame: `python -m benchmarks.listas CARPETA`.

CARPETA is a folder of `benchmarks.datos_sinteticos`. What is compared is reading what a screen shows (how many rows
there are, and the first of them) with reading the same number of whole rows by their rowid, and with the 16.7 ms that a
screen of 60 frames a second shows each picture. Memory is that of the model after every row was looked at once.
"""

import gc
import sys
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.medicion import Contendiente, comparar, ya
from enlace_app.arranque import abrir_contexto
from enlace_app.consultas import acuerdos, documentos, reuniones
from enlace_app.consultas.listado import Listado, Pedido
from enlace_app.datos.lectura import Lectura
from enlace_app.rutas import CarpetaDatos
from enlace_app.ui.modelos_tabla.modelo_de_listado import PAGINA

REPETICIONES = 9


def main() -> None:
    """Print each list's first screen and the memory of going through it."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    hoy = datetime.now(UTC).date()
    with abrir_contexto(CarpetaDatos(Path(sys.argv[1])), integridad=False) as contexto:
        lectura = contexto.almacen.lectura
        listas: dict[str, Listado[Any]] = {
            "reunion": reuniones.listado(),
            "acuerdo": acuerdos.listado(hoy=hoy),
            "documento": documentos.listado(),
        }
        for tabla, lista in listas.items():
            cuantas = lista.contar(lectura, Pedido())
            comparar(
                f"{tabla}: {cuantas} rows, the first screen of {PAGINA}",
                Contendiente("the same rows by rowid", ya(_crudas(lectura, tabla))),
                [
                    Contendiente("count and first page", ya(_primera(lectura, lista))),
                    Contendiente("count and a page in the middle", ya(_pagina(lectura, lista, cuantas // 2))),
                ],
                repeticiones=REPETICIONES,
            )
            _decir_memoria(lectura, lista, cuantas)


def _crudas(lectura: Lectura, tabla: str) -> Callable[[], object]:
    return lambda: lectura.filas(f"SELECT * FROM {tabla} WHERE rowid <= {PAGINA}")


def _primera(lectura: Lectura, lista: Listado[Any]) -> Callable[[], object]:
    return _pagina(lectura, lista, 0)


def _pagina(lectura: Lectura, lista: Listado[Any], desde: int) -> Callable[[], object]:
    return lambda: (lista.contar(lectura, Pedido()), lista.pagina(lectura, Pedido(), desde, PAGINA))


def _decir_memoria(lectura: Lectura, lista: Listado[Any], cuantas: int) -> None:
    gc.collect()
    tracemalloc.start()
    for desde in range(0, min(cuantas, 20 * PAGINA), PAGINA):
        lista.pagina(lectura, Pedido(), desde, PAGINA)
    gc.collect()
    usada, maxima = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    sys.stdout.write(f"  memory kept after twenty pages: {usada / 1024:.0f} kB, at most {maxima / 1024:.0f} kB\n")


if __name__ == "__main__":
    main()
