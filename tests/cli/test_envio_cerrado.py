"""What arrives in a zip with its files, or under a password, by the commands alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.textos import Alfabeto
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.documentos import registrar_documento
from tests.cli.programa import Programa
from tests.servicios.escenario import FECHA, escrito
from tests.vivero import entorno


@pytest.fixture
def autoridad(tmp_path: Path) -> Programa:
    programa = Programa(tmp_path / "autoridad", tmp_path)
    programa("iniciar", "--nombre", "Autoridad de Prueba", "--rol", "garante")
    return programa


def con_entrada(programa: Programa, escrito: str, *argumentos: object) -> str:
    """Run a command that asks for a password, and give it in one line, as a script does."""
    orden: list[str] = [sys.executable, "-m", "enlace_app", "--datos", str(programa.datos), *map(str, argumentos)]
    hecho = subprocess.run(
        orden, input=f"{escrito}\n", capture_output=True, text=True, cwd=programa.lugar, env=entorno(), check=False
    )
    return hecho.stdout if hecho.returncode == 0 else f"{hecho.returncode}: {hecho.stderr}"


def test_el_zip_dice_lo_que_trae(iniciado: Programa, autoridad: Programa, tmp_path: Path, alfabeto: Alfabeto) -> None:
    oficio = escrito(tmp_path, "oficio.pdf", b"%PDF-1.7 de prueba")
    with Almacen(CarpetaDatos(iniciado.datos), alfabeto=alfabeto) as almacen:
        registrar_documento(almacen, sentido="recibido", tipo="oficio", fecha=FECHA, archivo=oficio)
    iniciado("paquete", "exportar", "--con-adjuntos", "-o", tmp_path / "envio.zip")
    assert "Adjuntos: 1 viene." in autoridad("paquete", "revisar", tmp_path / "envio.zip").salida
    recibido = autoridad("paquete", "recibir", tmp_path / "envio.zip", "--json").json()
    assert recibido["adjuntos"] == {"vienen": 1, "faltan": [], "sobran": 0}
    assert "Adjuntos: 1 viene." in autoridad("paquete", "recibir", tmp_path / "envio.zip").salida
    guardados = [r.read_bytes() for r in (autoridad.datos / "adjuntos").rglob("*") if r.is_file()]
    assert b"%PDF-1.7 de prueba" in guardados


def test_la_contrasena_se_pregunta(iniciado: Programa, autoridad: Programa, tmp_path: Path) -> None:
    clave, libro = "tres palabras sueltas ñ", tmp_path / "cerrado.xlsx"
    con_entrada(iniciado, clave, "paquete", "exportar", "--contrasena", "-o", libro)
    assert "repita la orden con --contrasena" in autoridad.rechazo(3, "paquete", "recibir", libro)
    assert "3: " in (dicho := con_entrada(autoridad, "otra cosa", "paquete", "recibir", "--contrasena", libro))
    assert "no se abre con esa contraseña" in " ".join(dicho.split())
    assert "Recibido: " in con_entrada(autoridad, clave, "paquete", "recibir", "--contrasena", libro)
