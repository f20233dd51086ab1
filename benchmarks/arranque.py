"""Start of the window against a bare PySide6 window with one table, on a real screen: `python -m benchmarks.arranque`.

What counts is the moment when the picture on the screen stands complete: from the start of the process to the last
change of a pixel. Needs Xvfb. `--sinteticos CARPETA` uses (or makes) ten years of synthetic data there.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.datos_sinteticos import sembrar
from benchmarks.ejemplo import ejemplo_importado
from benchmarks.medicion import Contendiente, Trabajo, comparar
from benchmarks.pantalla import Apertura, PantallaVirtual, abrir, pantalla

REPETICIONES = 9
_DESNUDA = "bare window with one table"
_IMPORTADOS = "enlace, imported data"
_SINTETICOS = "enlace, ten years of data"
_LIMITES = {_IMPORTADOS: 2.0, _SINTETICOS: 2.2}


def main() -> int:
    """Print the ratios and the memory; the exit code is 1 if a limit was passed."""
    argumentos = argparse.ArgumentParser(description=__doc__)
    argumentos.add_argument("--sinteticos", type=Path)
    argumentos.add_argument("--repeticiones", type=int, default=REPETICIONES)
    opciones = argumentos.parse_args()
    with tempfile.TemporaryDirectory() as temporal, pantalla() as virtual:
        raiz = Path(temporal)
        importados = ejemplo_importado(raiz / "importados")
        sinteticos = opciones.sinteticos or raiz / "sinteticos"
        if not sinteticos.exists():
            sembrar(sinteticos)
        aperturas: dict[str, list[Apertura]] = {}
        ordenes = {
            _DESNUDA: [sys.executable, "-m", "benchmarks.ventana_desnuda"],
            _IMPORTADOS: [sys.executable, "-m", "enlace_app", "--datos", str(importados)],
            _SINTETICOS: [sys.executable, "-m", "enlace_app", "--datos", str(sinteticos)],
        }
        contendientes = [
            Contendiente(nombre, _inicio(virtual, orden, aperturas.setdefault(nombre, []), raiz / "cache"))
            for nombre, orden in ordenes.items()
        ]
        razones = comparar(
            "From the start of the process to the complete first page",
            contendientes[0],
            contendientes[1:],
            repeticiones=opciones.repeticiones,
            medir=_segundos,
        )
        _decir_memoria(aperturas)
    pasados = [nombre for nombre, limite in _LIMITES.items() if razones[nombre] > limite]
    for nombre in pasados:
        sys.stdout.write(f"{nombre}: {razones[nombre]:.2f} x, more than {_LIMITES[nombre]} x\n")
    return 1 if pasados else 0


def _inicio(
    virtual: PantallaVirtual, orden: list[str], aperturas: list[Apertura], cache: Path
) -> Callable[[], Trabajo]:
    def preparar() -> Trabajo:
        def trabajo() -> float:
            # Killed afterwards, as by a power cut: else the next start would find a window that was closed in order,
            # which makes no difference to the first page but for the place that it returns to, Inicio in both cases.
            entorno = {"XDG_CACHE_HOME": str(cache), "PYTHONPYCACHEPREFIX": str(cache / "pyc")}
            aperturas.append(abrir(virtual, orden, entorno))
            return aperturas[-1].completa

        return trabajo

    return preparar


def _segundos(trabajo: Trabajo) -> float:
    """The work tells its own time: it goes on looking after the picture is complete."""
    segundos = trabajo()
    if not isinstance(segundos, float):
        raise TypeError("the work told no time")
    return segundos


def _decir_memoria(aperturas: dict[str, list[Apertura]]) -> None:
    base = median(a.memoria for a in aperturas[_DESNUDA])
    sys.stdout.write("\nResident memory when the first page was complete (median)\n")
    for nombre, suyas in aperturas.items():
        memoria = median(a.memoria for a in suyas)
        primera = median(a.primera / a.completa for a in suyas)
        sys.stdout.write(f"  {nombre:<28}{memoria / base:6.2f} x   first pixels at {primera:.0%} of the way\n")


if __name__ == "__main__":
    shutil.which("Xvfb") or sys.exit("Xvfb is not installed")
    sys.exit(main())
