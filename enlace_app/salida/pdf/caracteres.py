"""Which characters can be printed, as the compact file that the capture of texts reads.

Run `python -m enlace_app.salida.pdf.caracteres > recursos/caracteres.txt` after changing the fonts.
"""

import sys
from collections.abc import Iterable, Iterator

from enlace_app.salida.pdf.fuentes import Fuentes


def caracteres_imprimibles(fuentes: Fuentes) -> frozenset[int]:
    """Return the code points that every face in use can print."""
    return fuentes.imprimibles


def rangos(puntos: Iterable[int]) -> Iterator[str]:
    """Yield `0020-007E` or `00D7` for each run of consecutive code points, in order."""
    inicio = fin = -2
    for punto in (*sorted(puntos), -1):
        if punto == fin + 1 and punto >= 0:
            fin = punto
            continue
        if inicio >= 0:
            yield f"{inicio:04X}" if inicio == fin else f"{inicio:04X}-{fin:04X}"
        inicio = fin = punto


def main() -> None:
    """Write the ranges to standard output, one per line."""
    sys.stdout.writelines(f"{rango}\n" for rango in rangos(caracteres_imprimibles(Fuentes.cargar())))


if __name__ == "__main__":
    main()
