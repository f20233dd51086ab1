"""`enlace acta verificar`, as one types it: exit code, answer, and no trace on a computer that has no record."""

from pathlib import Path

import pytest

from enlace_app.datos.almacen import Almacen
from tests.cli.programa import Programa, fotografia
from tests.servicios.actas_por_verificar import acta_sin_efirma, imprenta_real
from tests.servicios.escenario import escrito


@pytest.fixture
def con_acta(almacen: Almacen, tmp_path: Path) -> tuple[Programa, Path]:
    """The program on a record with one closed acta, and that acta's PDF."""
    _, pdf = acta_sin_efirma(almacen, imprenta_real())
    almacen.cerrar()
    return Programa(almacen.carpeta.raiz, tmp_path), escrito(tmp_path, "acta.pdf", pdf)


def test_verificar(con_acta: tuple[Programa, Path], tmp_path: Path) -> None:
    programa, pdf = con_acta
    antes = fotografia(programa.datos)
    buena = programa("acta", "verificar", pdf)
    assert buena.salida.startswith("AUTÉNTICA Y VIGENTE\n")
    assert "✓ Integridad del registro" in buena.salida
    assert fotografia(programa.datos) == antes, "preguntar no escribe"

    alterada = escrito(tmp_path, "alterada.pdf", pdf.read_bytes() + b" ")
    respuesta = programa("acta", "verificar", alterada, "--json", codigo=3).json()
    assert respuesta["veredicto"] == "alterada"
    assert {c["resultado"] for c in respuesta["comprobaciones"]} >= {"mal", "bien"}
    assert respuesta["siguiente"]


def test_en_un_equipo_sin_registro(con_acta: tuple[Programa, Path], tmp_path: Path) -> None:
    otro_equipo, (_, pdf) = Programa(tmp_path / "otro equipo", tmp_path), con_acta
    lejos = otro_equipo("acta", "verificar", pdf, codigo=3)
    assert lejos.salida.startswith("NO SE PUEDE COMPROBAR AQUÍ\n")
    assert "por sí mismo no prueba nada" in lejos.salida
    assert not otro_equipo.datos.exists(), "una pregunta no crea una carpeta de datos"
