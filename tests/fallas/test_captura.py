"""kill -9 while somebody types: what was acknowledged is there, and the data open again."""

import random
import subprocess
import sys
import time
from pathlib import Path

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.textos import Alfabeto
from enlace_app.rutas import CarpetaDatos
from tests.vivero import entorno

MUERTES = 24

_TECLEAR = """
import sys
from pathlib import Path
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.textos import Alfabeto
from enlace_app.rutas import CarpetaDatos
almacen = Almacen(CarpetaDatos(Path(sys.argv[1])), alfabeto=Alfabeto(frozenset()))
n = int(sys.argv[2])
while True:
    n += 1
    almacen.capturas.guardar("acta", {"texto": f"{n} " + "palabra " * 2000, "copia": str(n)})
    print(n, flush=True)
"""


def test_lo_ultimo_confirmado_sobrevive(tmp_path: Path, alfabeto: Alfabeto) -> None:
    carpeta = CarpetaDatos(tmp_path / "datos")
    with Almacen(carpeta, alfabeto=alfabeto):
        pass
    azar, ultimo = random.Random(20), 0
    for _ in range(MUERTES):
        orden = [sys.executable, "-c", _TECLEAR, str(carpeta.raiz), str(ultimo)]
        with subprocess.Popen(orden, stdout=subprocess.PIPE, env=entorno(), text=True) as proceso:
            assert proceso.stdout is not None
            primero = int(proceso.stdout.readline())
            assert primero == ultimo + 1
            time.sleep(azar.random() * 0.08)
            proceso.kill()
            confirmado = int(([str(primero), *proceso.stdout.read().split()])[-1])
        with Almacen(carpeta, alfabeto=alfabeto) as almacen:
            leido = almacen.capturas.leer("acta")
        numero, _, texto = leido["texto"].partition(" ")
        assert texto == "palabra " * 2000
        assert leido["copia"] == numero, "los dos campos de una vez"
        ultimo = int(numero)
        assert ultimo in {confirmado, confirmado + 1}
    assert ultimo > MUERTES, "siempre murió tras guardar una sola vez: no se probó nada"
