"""`enlace acta firmar --efirma`: the password comes from the keyboard or one line of input, never from an argument."""

import subprocess
import sys
from pathlib import Path

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.textos import Alfabeto
from enlace_app.rutas import CarpetaDatos, carpeta_plantillas
from enlace_app.salida.efirma.lectura import firmas_de
from enlace_app.salida.pdf.imprenta import ImprentaDePlantillas
from enlace_app.servicios.sitios import iniciar
from tests.cli.programa import Programa
from tests.efirmas import CONTRASENA, efirma
from tests.servicios.escenario import celebrada, cerrar
from tests.vivero import entorno

TITULAR = "PRESIDENTA PERSONA"
"""As a certificate might name «Persona Presidenta»."""


def escribir(programa: Programa, contrasena: str, *argumentos: object) -> subprocess.CompletedProcess[str]:
    """Run one command with a line on its input."""
    return subprocess.run(
        [sys.executable, "-m", "enlace_app", "--datos", programa.datos, *map(str, argumentos)],
        input=f"{contrasena}\n",
        capture_output=True,
        encoding="utf-8",
        cwd=programa.lugar,
        env=entorno(PYTHONUTF8="1"),
        check=False,
        timeout=120,
    )


@pytest.fixture
def cerrada(tmp_path: Path, alfabeto: Alfabeto) -> tuple[Programa, str]:
    """The program on data with a closed acta, and its folio."""
    datos = CarpetaDatos(tmp_path / "datos")
    with Almacen(datos, alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        reunion = celebrada(almacen, preside="Persona Presidenta")
        folio = cerrar(almacen, reunion, ImprentaDePlantillas(carpeta_plantillas())).folio
    return Programa(datos.raiz, tmp_path), folio


def test_se_firma_con_la_contrasena_de_la_entrada(cerrada: tuple[Programa, str], tmp_path: Path) -> None:
    programa, folio = cerrada
    cer, key, suya = tmp_path / "titular.cer", tmp_path / "titular.key", efirma(TITULAR)
    cer.write_bytes(suya.cer)
    key.write_bytes(suya.key)
    orden = ("acta", "firmar", folio, "--efirma", cer, key)

    mala = escribir(programa, "no.es-7781", *orden)
    assert mala.returncode == 3, mala.stderr
    assert "La contraseña no es la de esa llave" in mala.stderr
    assert "no.es-7781" not in mala.stdout + mala.stderr

    buena = escribir(programa, CONTRASENA, *orden)
    assert buena.returncode == 0, buena.stderr
    assert "Firma asentada" in buena.stdout
    assert "Persona Presidenta" in buena.stdout
    assert CONTRASENA not in buena.stdout + buena.stderr

    pdfs = [ruta.read_bytes() for ruta in (programa.datos / "adjuntos").rglob("*") if ruta.is_file()]
    (hallada,) = firmas_de(max(pdfs, key=len))
    assert (hallada.nombre, hallada.se_sostiene, hallada.cubre_todo) == (TITULAR, True, True)


def test_falta_la_llave(vacio: Programa, tmp_path: Path) -> None:
    assert "necesita 2 valores" in vacio.rechazo(2, "acta", "firmar", "X-1", "--efirma", tmp_path / "solo.cer")
