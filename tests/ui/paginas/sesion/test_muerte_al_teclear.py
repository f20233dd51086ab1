"""kill -9 while the enlace types: at most five seconds of it are lost, and the next start is where she was."""

import random
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest

from enlace_app.arranque import leer_alfabeto
from enlace_app.datos.almacen import Almacen
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.reuniones import crear_reunion
from tests.ui.paginas.sesion.escenario import HOY, uuid_de
from tests.vivero import entorno

CARPETAS, MUERTES_POR_CARPETA = 10, 5
PERDIDA_MAXIMA = 5.0
VIDA = (2.5, 7.5)
"""Seconds between the first letter and the death: often longer than what may be lost, or nothing would be asked."""
POR_CAMPO = (6, 1000)
"""Words before another field: few of them soon become operations, many are kept by the autosave alone."""
TECLEADOR = Path(__file__).with_name("tecleador.py")


@pytest.fixture(scope="module")
def molde(molde_vacio: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, UUID]:
    raiz = tmp_path_factory.mktemp("muerte") / "molde"
    shutil.copytree(molde_vacio, raiz)
    with Almacen(CarpetaDatos(raiz), alfabeto=leer_alfabeto()) as almacen:
        reunion = crear_reunion(almacen, tipo=uuid_de(almacen, "tipo_reunion", "reunion_trabajo"), fecha=HOY).principal
        assert reunion is not None
        for asunto in ("Uno", "Dos", "Tres"):
            agregar_punto(almacen, reunion=reunion, asunto=asunto)
    return raiz, reunion


def _guardadas(raiz: Path, reunion: UUID) -> set[int]:
    """Every word that is in the folder, wherever it stands."""
    with Almacen(CarpetaDatos(raiz), alfabeto=leer_alfabeto()) as almacen:
        textos = [*almacen.capturas.leer(f"sesion:{reunion}").values()]
        for sql in (
            "SELECT desarrollo AS t FROM punto_orden_dia",
            "SELECT texto AS t FROM acuerdo",
            "SELECT persona AS t FROM asistencia",
        ):
            textos += [f["t"] for f in almacen.lectura.filas(sql) if f["t"]]
    return {int(n) for texto in textos for n in re.findall(r"p(\d{5})(?!\d)", texto)}


def _morir(
    raiz: Path, reunion: UUID, desde: int, por_campo: int, vida: float
) -> tuple[str, list[tuple[int, float]], float]:
    """Type until death; return where it began, what was typed when, and the moment of the death."""
    orden = [sys.executable, str(TECLEADOR), str(raiz), str(reunion), str(desde), str(por_campo)]
    ambiente = entorno(QT_QPA_PLATFORM="offscreen")
    with subprocess.Popen(orden, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ambiente, text=True) as proceso:
        assert proceso.stdout is not None
        assert proceso.stderr is not None
        listo = proceso.stdout.readline().split()
        assert listo[:1] == ["listo"], proceso.stderr.read()
        time.sleep(vida)
        proceso.kill()
        muerte = time.monotonic()
        lineas = [linea.split() for linea in proceso.stdout if linea.startswith("van") and linea.endswith("\n")]
    return listo[1], [(int(n), float(cuando)) for _, n, cuando in lineas], muerte


def _vidas(molde: tuple[Path, UUID], raiz: Path, semilla: int) -> tuple[list[float], list[str]]:
    """Live and die in one folder, again and again; return how many seconds of typing each death took."""
    shutil.copytree(molde[0], raiz)
    azar, ultimo, tecleadas = random.Random(semilla), 0, set[int]()
    perdidas, comienzos = [], []
    for _ in range(MUERTES_POR_CARPETA):
        comienzo, van, muerte = _morir(raiz, molde[1], ultimo, POR_CAMPO[semilla % 2], azar.uniform(*VIDA))
        comienzos.append(comienzo)
        guardadas = _guardadas(raiz, molde[1])
        assert van, "murió antes de teclear una palabra"
        faltan = [cuando for n, cuando in van if n not in guardadas]
        assert tecleadas <= guardadas, f"palabras de una vida anterior: {sorted(tecleadas - guardadas)[:5]}"
        perdidas.append(muerte - min(faltan) if faltan else 0.0)
        tecleadas |= guardadas
        ultimo = van[-1][0]
    return perdidas, comienzos


def test_cincuenta_muertes(molde: tuple[Path, UUID], tmp_path: Path) -> None:
    with ThreadPoolExecutor(CARPETAS) as hilos:
        hechas = [hilos.submit(_vidas, molde, tmp_path / str(n), n) for n in range(CARPETAS)]
        vidas = [hecha.result() for hecha in hechas]
    perdidas = [p for suyas, _ in vidas for p in suyas]
    assert len(perdidas) == CARPETAS * MUERTES_POR_CARPETA
    assert max(perdidas) <= PERDIDA_MAXIMA, sorted(perdidas)[-5:]
    assert any(perdidas), "nunca se perdió nada: las muertes no cayeron mientras se tecleaba"
    for _, comienzos in vidas:
        assert comienzos == ["Uno", *["Dos"] * (MUERTES_POR_CARPETA - 1)], "se vuelve al punto en que se iba"
