"""Reading, inspecting and receiving tell how far they have come, and stop at any report without a trace."""

import hashlib
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.textos import Alfabeto
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios.paquetes import exportar_paquete
from enlace_app.servicios.recepcion import recibir_paquete, revisar_paquete
from enlace_app.servicios.sitios import iniciar
from enlace_app.sincronizacion.formato import leer_formato
from enlace_app.sincronizacion.lector.lectura import leer_paquete
from tests.servicios.escenario import completa

FORMATO = leer_formato(carpeta_recursos() / "formato_paquete.csv")
CONTRASENA = "una de prueba"
Progreso = Callable[[int, int], None]


class Basta(Exception):
    """The person cancelled."""


class Oyente:
    """Hears all reports, and cancels at one of them."""

    def __init__(self, hasta: int | None = None) -> None:
        self.avisos: list[tuple[int, int]] = []
        self._hasta = hasta

    def __call__(self, hecho: int, total: int) -> None:
        self.avisos.append((hecho, total))
        if len(self.avisos) == self._hasta:
            raise Basta

    def exigir_cuenta_cabal(self) -> None:
        assert self.avisos == sorted(self.avisos)
        assert len({total for _, total in self.avisos if total}) == 1
        assert self.avisos[-1][0] == self.avisos[-1][1]


@pytest.fixture(scope="module")
def lugar(tmp_path_factory: pytest.TempPathFactory, molde_iniciado: Path, alfabeto: Alfabeto) -> Path:
    """One content as a workbook, and under a password; an authority that has received nothing."""
    lugar = tmp_path_factory.mktemp("cancelar")
    with Almacen(CarpetaDatos(shutil.copytree(molde_iniciado, lugar / "enlace")), alfabeto=alfabeto) as almacen:
        completa(almacen)
        for nombre, contrasena in (("claro.xlsx", None), ("cifrado.xlsx", CONTRASENA)):
            exportar_paquete(
                almacen, lugar / nombre, formato=FORMATO, destinatario=None, version_app="1.0", contrasena=contrasena
            )
    with Almacen(CarpetaDatos(lugar / "garante"), alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Autoridad", rol="garante", region=None)
    return lugar


@pytest.fixture(scope="module")
def garante(lugar: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    """Whatever is cancelled leaves it as it was, so all tests of this file share it; only the last one receives."""
    with Almacen(CarpetaDatos(lugar / "garante"), alfabeto=alfabeto) as almacen:
        yield almacen


@pytest.fixture
def procesos(monkeypatch: pytest.MonkeyPatch) -> list["subprocess.Popen[bytes]"]:
    """The processes that reading starts."""
    lista: list[subprocess.Popen[bytes]] = []
    original: Any = subprocess.Popen

    def abrir(*argumentos: Any, **nombrados: Any) -> "subprocess.Popen[bytes]":
        lista.append(original(*argumentos, **nombrados))
        return lista[-1]

    monkeypatch.setattr(subprocess, "Popen", abrir)
    return lista


def fotografia(almacen: Almacen) -> dict[Path, str]:
    """Every file of the folder, by its content."""
    archivos = (r for r in almacen.carpeta.raiz.rglob("*") if r.is_file())
    return {r: hashlib.sha256(r.read_bytes()).hexdigest() for r in archivos}


@pytest.mark.parametrize(("nombre", "contrasena"), [("claro.xlsx", None), ("cifrado.xlsx", CONTRASENA)])
def test_cancelar_la_lectura_acaba_con_sus_procesos(
    lugar: Path, procesos: list["subprocess.Popen[bytes]"], nombre: str, contrasena: str | None
) -> None:
    entero = Oyente()
    leer_paquete(lugar / nombre, FORMATO, contrasena=contrasena, progreso=entero)
    entero.exigir_cuenta_cabal()
    assert len(entero.avisos) > len(FORMATO.hojas)
    for hasta in (1, len(entero.avisos) // 2, len(entero.avisos)):
        with pytest.raises(Basta):
            leer_paquete(lugar / nombre, FORMATO, contrasena=contrasena, progreso=Oyente(hasta))
    assert len(procesos) == (8 if contrasena else 4)
    assert all(p.returncode is not None for p in procesos), "nobody waited for it: it may still run"


def test_revisar_se_cancela_y_vuelve_a_empezar(lugar: Path, garante: Almacen) -> None:
    paquete, antes = leer_paquete(lugar / "claro.xlsx", FORMATO), fotografia(garante)
    entero = Oyente()
    revisar_paquete(garante, paquete, formato=FORMATO, progreso=entero)
    for hasta in (1, len(entero.avisos) // 2, len(entero.avisos)):
        with pytest.raises(Basta):
            revisar_paquete(garante, paquete, formato=FORMATO, progreso=Oyente(hasta))
    assert revisar_paquete(garante, paquete, formato=FORMATO).se_recibiria  # the snapshot was let go each time
    assert fotografia(garante) == antes


def test_recibir_se_cancela_en_cualquier_aviso_sin_rastro(lugar: Path, garante: Almacen) -> None:
    ruta = lugar / "claro.xlsx"
    paquete, antes = leer_paquete(ruta, FORMATO), fotografia(garante)
    hasta = 0
    while True:
        hasta += 1
        oyente = Oyente(hasta)
        try:
            hecha = recibir_paquete(garante, paquete, formato=FORMATO, archivo=ruta, progreso=oyente)
        except Basta:
            assert fotografia(garante) == antes, f"aviso {hasta}: {oyente.avisos[-1]}"
        else:
            break
    oyente.exigir_cuenta_cabal()
    assert hasta > 35, "comparing, writing rows, writing indexes: each in many steps"
    assert not hecha.repetido
    assert len(fotografia(garante)) == len(antes) + 1
