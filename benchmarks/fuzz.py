"""Five regions and one authority under random steps: many runs, in several processes.

The steps and what is compared at the end are in tests/sincronizacion/convergencia.
`--corridas 500 --pasos 200` on package objects, `--libros --corridas 50` through real workbooks. A run that fails is
made shorter and printed as a script that replays it; the exit code is then 1.
"""

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

import pytest

from tests.sincronizacion.convergencia.corrida import Corrida, Resultado, correr, reducir, sorteada
from tests.sincronizacion.convergencia.guion import escribir_guion, preparar_molde
from tests.sincronizacion.convergencia.molde import Molde, lugar_de_trabajo
from tests.sincronizacion.convergencia.protecciones import TODAS

_PRIMERAS = ("paquete ", "acuse", "envía", "llega tarde", "se ", "restaura")
"""The counts that are told first: what became of packages and receipts."""


def main(argumentos: Sequence[str] | None = None) -> int:
    pedido = _leer(argumentos)
    if pedido.controles:
        return _controlar(pedido)
    empezo = time.monotonic()
    semillas = range(pedido.semilla, pedido.semilla + pedido.corridas)
    cuentas: Counter[str] = Counter()
    fallidas: list[Resultado] = []
    hechas = 0
    with lugar_de_trabajo() as lugar:
        molde = preparar_molde(lugar / "molde")
        corridas = [sorteada(s, pedido.pasos, libros=pedido.libros) for s in semillas]
        contexto = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(pedido.procesos, mp_context=contexto) as procesos:
            encargadas = [procesos.submit(_hacer, c, molde, reduce=not pedido.sin_reducir) for c in corridas]
            for encargada in as_completed(encargadas):
                resultado = encargada.result()
                hechas += 1
                cuentas.update(resultado.cuentas)
                if resultado.falla is not None:
                    fallidas.append(resultado)
                    _contar_falla(resultado, pedido.guiones)
                _avance(hechas, len(semillas), len(fallidas), time.monotonic() - empezo)
    _resumir(hechas, pedido.pasos, cuentas, fallidas, time.monotonic() - empezo)
    return 1 if fallidas else 0


def _leer(argumentos: Sequence[str] | None) -> argparse.Namespace:
    lector = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    lector.add_argument("--corridas", type=int, default=20, help="how many runs")
    lector.add_argument("--pasos", type=int, default=200, help="steps of each")
    lector.add_argument("--semilla", type=int, default=1, help="of the first run; the others count on from it")
    lector.add_argument("--procesos", type=int, default=1)
    lector.add_argument("--libros", action="store_true", help="through real workbooks, saved again by other programs")
    lector.add_argument("--sin-reducir", action="store_true", help="print a run that fails with all its steps")
    lector.add_argument("--controles", action="store_true", help="with each rule off: after how many runs it is found")
    lector.add_argument("--guiones", type=Path, help="folder for the scripts of the runs that fail, besides printing")
    return lector.parse_args(argumentos)


def _controlar(pedido: argparse.Namespace) -> int:
    """Switch every rule off in turn; all of them must be missed within the runs asked for."""
    inadvertidas = 0
    with lugar_de_trabajo() as lugar:
        molde = preparar_molde(lugar / "molde")
        for apagar in TODAS:
            hallada = 0
            for n in range(1, pedido.corridas + 1):
                with pytest.MonkeyPatch.context() as parche:
                    apagar(parche)
                    resultado = correr(sorteada(pedido.semilla + n - 1, pedido.pasos), molde)
                if resultado.falla is not None:
                    hallada = n
                    break
            dicho = f"en la corrida {hallada}: {resultado.clase.strip()}" if hallada else "NO SE NOTÓ"
            sys.stdout.write(f"  {apagar.__name__:<30} {dicho}\n")
            sys.stdout.flush()
            inadvertidas += not hallada
    return 1 if inadvertidas else 0


def _hacer(corrida: Corrida, molde: Molde, *, reduce: bool) -> Resultado:
    resultado = correr(corrida, molde)
    return reducir(resultado, molde) if resultado.falla is not None and reduce else resultado


def _contar_falla(resultado: Resultado, carpeta: Path | None) -> None:
    nombre = f"guion-{resultado.corrida.semilla}.py"
    texto = escribir_guion(resultado, nombre)
    sys.stdout.write(f"\nFALLA, semilla {resultado.corrida.semilla}; el guion que la repite:\n\n{texto}\n")
    if carpeta is not None:
        carpeta.mkdir(parents=True, exist_ok=True)
        (carpeta / nombre).write_text(texto, encoding="utf-8")


def _avance(hechas: int, todas: int, fallas: int, segundos: float) -> None:
    if hechas % 10 == 0 or hechas == todas:
        sys.stdout.write(f"{hechas} de {todas} corridas, {fallas} fallidas, {segundos:.0f} s\n")
        sys.stdout.flush()


def _resumir(hechas: int, pasos: int, cuentas: Counter[str], fallidas: Sequence[Resultado], segundos: float) -> None:
    sys.stdout.write(f"\n{hechas} corridas de {pasos} pasos en {segundos:.0f} s\n")
    primeras = [c for c in sorted(cuentas) if c.startswith(_PRIMERAS)]
    otras = [c for c in sorted(cuentas) if c not in primeras and not c.startswith("  ")]
    for concepto in (*primeras, *otras):
        sys.stdout.write(f"  {concepto:<40} {cuentas[concepto]:>8}\n")
    if fallidas:
        semillas = ", ".join(str(f.corrida.semilla) for f in fallidas)
        sys.stdout.write(f"NO CONVERGEN {len(fallidas)}: semillas {semillas}\n")
    else:
        sys.stdout.write("Todas convergen: nada se perdió, nada quedó dos veces.\n")


if __name__ == "__main__":
    sys.exit(main())
