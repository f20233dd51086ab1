"""Up to the complete first page nothing heavy is imported: what a person waits for at each start."""

import subprocess
import sys
from pathlib import Path

import pytest

_ABRIR = """
import sys
from pathlib import Path
from enlace_app import arranque
from enlace_app.rutas import CarpetaDatos
from enlace_app.ui import aplicacion

app = aplicacion.crear_aplicacion()
with arranque.abrir_contexto(CarpetaDatos(Path(sys.argv[1])), integridad=False) as contexto:
    programa = aplicacion.Programa(app, contexto)
    programa._preparar_lo_pesado = lambda: None  # what comes after the page, held back
    programa.abrir()
    for _ in range(5):
        app.processEvents()
    pagina = programa.ventana.pagina_actual
    assert pagina.isVisible() and pagina.titulo == "Inicio"
    {despues}
    print(" ".join(sorted(sys.modules)))
    programa.ventana.close()
    programa.autoguardado.esperar()
    programa.tareas.esperar()
"""
PESADAS = ("sqlalchemy", "alembic", "openpyxl", "reportlab", "typer", "rich", "PySide6.QtPdf", "jinja2", "asyncio")
PROPIAS = ("enlace_app.servicios.reuniones", "enlace_app.dominio.reuniones", "enlace_app.dominio.plazos")
"""Modules of ours that cost as much as a library and that the first page has no use for."""


def _modulos(carpeta: Path, despues: str = "") -> set[str]:
    hecho = subprocess.run(
        [sys.executable, "-c", _ABRIR.format(despues=despues), str(carpeta)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert hecho.returncode == 0, hecho.stderr
    return set(hecho.stdout.split())


@pytest.mark.parametrize("clase", ["vacia", "real"])
def test_la_primera_pagina_no_espera_a_lo_pesado(
    molde_vacio: Path, molde_real: Path, tmp_path: Path, clase: str
) -> None:
    import shutil

    carpeta = Path(shutil.copytree(molde_vacio if clase == "vacia" else molde_real, tmp_path / "datos"))
    cargados = _modulos(carpeta)
    assert [m for m in (*PESADAS, *PROPIAS) if m in cargados] == []
    assert "enlace_app.ui.paginas.inicio.pagina" in cargados


def test_si_algo_lo_cargara_se_notaria(carpeta_vacia: Path) -> None:
    """The same look, after something heavy was asked for."""
    assert "sqlalchemy" in _modulos(carpeta_vacia, "contexto.almacen.preparar_escritura()")
