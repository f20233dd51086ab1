"""The window fits the small screens of the laptops that are used: whole, with a program of its own for each screen."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_ABRIR = """
import sys
from datetime import date
from pathlib import Path
from uuid import UUID
from PySide6.QtCore import QRect
from enlace_app import arranque
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.reuniones import crear_reunion
from enlace_app.ui import aplicacion

app = aplicacion.crear_aplicacion()
with arranque.abrir_contexto(CarpetaDatos(Path(sys.argv[1])), integridad=False) as contexto:
    programa = aplicacion.Programa(app, contexto)
    programa.abrir()
    ventana = programa.ventana
    if len(sys.argv) > 2:
        ventana.setGeometry(QRect(*map(int, sys.argv[2:])))
    app.processEvents()
    tipo = contexto.almacen.lectura.fila("SELECT uuid FROM tipo_reunion WHERE clave = 'reunion_trabajo'")["uuid"]
    reunion = crear_reunion(contexto.almacen, tipo=UUID(tipo), fecha=date.today()).principal
    programa.entorno.navegacion.sesion(str(reunion))
    app.processEvents()
    assert ventana.pagina_actual.sesion is not None
    pantalla = app.primaryScreen().availableGeometry()
    print(pantalla.width(), pantalla.height(), pantalla.contains(ventana.frameGeometry()))
    ventana.close()
    programa.tareas.esperar()
"""


def _abrir(carpeta: Path, ancho: int, alto: int, *geometria: int, escala: str = "1.5") -> list[str]:
    pantalla = {"name": "una", "x": 0, "y": 0, "width": ancho, "height": alto, "logicalDpi": 96, "logicalBaseDpi": 96}
    descrita = carpeta.parent / "pantalla.json"
    descrita.write_text(json.dumps({"screens": [{**pantalla, "dpr": 1.0}]}), encoding="utf-8")
    hecho = subprocess.run(
        [sys.executable, "-c", _ABRIR, str(carpeta), *map(str, geometria)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={descrita}", "QT_SCALE_FACTOR": escala},
    )
    assert hecho.returncode == 0, hecho.stderr
    return hecho.stdout.split()


@pytest.mark.parametrize(("ancho", "alto", "logico"), [(1366, 768, ["911", "512"]), (1280, 720, ["853", "480"])])
def test_cabe_entera_tambien_en_la_sesion(carpeta_vacia: Path, ancho: int, alto: int, logico: list[str]) -> None:
    assert _abrir(carpeta_vacia, ancho, alto) == [*logico, "True"]


def test_la_que_se_quedo_en_un_monitor_grande_vuelve_a_la_pantalla_chica(carpeta_vacia: Path) -> None:
    assert _abrir(carpeta_vacia, 3840, 2160, 2000, 900, 1700, 1100, escala="1")[2] == "True"
    assert _abrir(carpeta_vacia, 1280, 720) == ["853", "480", "True"]
