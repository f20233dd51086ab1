"""kill -9 at any moment of import, closing and export: all of it is there, or nothing, and the program goes on."""

import random
import shutil
import time
from pathlib import Path

import pytest

from tests.fallas.ordenes import ORDENES, PAQUETE, Intento, Orden, matar_al_escribir
from tests.vivero import Falla, Vivero

POR_TANDA = 10
TANDAS = [("importar", n) for n in range(4)] + [("cerrar", n) for n in range(3)] + [("exportar", n) for n in range(3)]
"""100 random moments: 40 of import, 30 of closing, 30 of export."""


def _exigir_entero(intento: Intento, vivero: Vivero) -> None:
    hallados = intento.revisar()
    assert hallados == []
    assert intento.repetir(vivero) == []
    shutil.rmtree(intento.lugar)


@pytest.mark.parametrize(("nombre", "tanda"), TANDAS)
def test_en_un_momento_cualquiera(
    nombre: str, tanda: int, ordenes: dict[str, Orden], vivero: Vivero, lugar: Path
) -> None:
    orden = ordenes[nombre]
    azar = random.Random(f"{nombre} {tanda}")
    partes = sum(1 for n, _ in TANDAS if n == nombre) * POR_TANDA
    duracion, muertos = orden.duracion, 0
    for n in range(10 * POR_TANDA):
        # One moment in each part of the duration, so that none of its phases is left out by chance.
        momento = (tanda * POR_TANDA + muertos + azar.random()) / partes * duracion
        intento = orden.preparar(lugar / str(n))
        corrida = intento.comenzar(vivero)
        time.sleep(momento)
        corrida.matar()
        if corrida.esperar().muerto:
            muertos += 1
            _exigir_entero(intento, vivero)
        else:
            duracion *= 0.9  # it was over before: this computer has become faster than when it was measured
        if muertos == POR_TANDA:
            return
    pytest.fail("la orden termina siempre antes de que se la pueda matar")


@pytest.mark.parametrize("nombre", ORDENES)
def test_mientras_se_escribe_la_base(nombre: str, ordenes: dict[str, Orden], vivero: Vivero, lugar: Path) -> None:
    azar = random.Random(nombre)
    for n in range(8):
        intento = ordenes[nombre].preparar(lugar / str(n))
        matar_al_escribir(intento, vivero, azar.random() * 0.004)
        _exigir_entero(intento, vivero)


@pytest.mark.parametrize("resto", range(3))
@pytest.mark.parametrize("nombre", ORDENES)
def test_antes_de_cada_operacion_con_archivos(
    nombre: str, resto: int, ordenes: dict[str, Orden], vivero: Vivero, lugar: Path
) -> None:
    operacion, muerto = resto + 1, True
    while muerto:
        intento = ordenes[nombre].preparar(lugar / str(operacion))
        muerto = intento.correr(vivero, Falla(en_operacion=operacion)).muerto
        _exigir_entero(intento, vivero)
        operacion += 3
    assert operacion > 12, "la orden no toca archivos: no se probó nada"


def test_sin_el_diario_se_nota(ordenes: dict[str, Orden], vivero: Vivero, lugar: Path) -> None:
    """Control: with SQLite's journal taken away after the kill, the same checks find the damage."""
    for n in range(40):
        intento = ordenes["importar"].preparar(lugar / str(n))
        matar_al_escribir(intento, vivero, 0)
        diario = intento.datos / "enlace.db-journal"
        if diario.stat().st_size:
            diario.write_bytes(b"")
            if intento.revisar():
                return
        shutil.rmtree(intento.lugar)
    pytest.fail("ninguna muerte a media escritura dejó daño: la revisión no ve nada")


def test_sin_el_reemplazo_se_nota(ordenes: dict[str, Orden], vivero: Vivero, lugar: Path) -> None:
    """Control: a package written straight under its name is found as half a file when the program dies."""
    operacion = 1
    while True:
        intento = ordenes["exportar"].preparar(lugar / str(operacion))
        final = intento.correr(vivero, Falla(en_operacion=operacion, sin_reemplazo=True))
        if any("no es un libro" in hallado for hallado in intento.revisar()):
            return
        assert final.muerto, f"nunca quedó a medias {PAQUETE}: la revisión no ve nada"
        operacion += 1
