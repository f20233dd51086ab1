"""Two or more ways to do the same work, timed in turns in one process."""

import gc
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

Trabajo = Callable[[], object]


@dataclass(frozen=True)
class Contendiente:
    """One way to do the work; `preparar` makes ready what is not timed and returns what is."""

    nombre: str
    preparar: Callable[[], Trabajo]


def ya(trabajo: Trabajo) -> Callable[[], Trabajo]:
    """Return a preparation that has nothing to prepare."""
    return lambda: trabajo


def cronometro(trabajo: Trabajo) -> float:
    """Return the seconds that a piece of work took."""
    gc.collect()
    inicio = time.perf_counter()
    trabajo()
    return time.perf_counter() - inicio


def comparar(
    titulo: str,
    par: Contendiente,
    otros: Sequence[Contendiente],
    *,
    repeticiones: int,
    medir: Callable[[Trabajo], float] = cronometro,
) -> dict[str, float]:
    """Print the median of each contender and its ratio to `par`; return those ratios by name.

    They take turns, so that a slow moment of the computer hits all of them; the first round only warms up (imports,
    fonts, the disk's cache) and does not count.
    """
    contendientes = [par, *otros]
    tiempos: dict[str, list[float]] = {c.nombre: [] for c in contendientes}
    for ronda in range(repeticiones + 1):
        for contendiente in contendientes:
            tiempo = medir(contendiente.preparar())
            if ronda:
                tiempos[contendiente.nombre].append(tiempo)
    base = median(tiempos[par.nombre])
    ancho = max(len(c.nombre) for c in contendientes)
    sys.stdout.write(f"\n{titulo} (median of {repeticiones}, interleaved)\n")
    for contendiente in contendientes:
        suyos = tiempos[contendiente.nombre]
        sys.stdout.write(
            f"  {contendiente.nombre:<{ancho}}  {median(suyos) * 1000:9.1f} ms  {median(suyos) / base:6.2f} x"
            f"   (from {min(suyos) / base:.2f} to {max(suyos) / base:.2f})\n"
        )
    return {nombre: median(suyos) / base for nombre, suyos in tiempos.items()}
