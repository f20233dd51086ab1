"""A data folder that is damaged, foreign, newer, encrypted, read-only or in use: said so, and not touched."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.estropear import de_solo_lectura, sin_medio
from tests.cli.programa import EJEMPLO, Programa, fotografia
from tests.vivero import entorno


def test_una_carpeta_de_datos_que_no_se_puede_escribir(vacio: Programa, tmp_path: Path) -> None:
    (tmp_path / "archivo").write_text("de otro")
    for datos in (tmp_path / "archivo", tmp_path / "archivo" / "datos", Path("/proc/enlace")):
        dicho = Programa(datos, tmp_path).rechazo(4, "iniciar", "--nombre", "Persona Uno", "--region", "CAR")
        assert str(datos) in dicho
    assert (tmp_path / "archivo").read_text() == "de otro"


def test_datos_en_un_discode_solo_lectura(publicado: Programa) -> None:
    antes = fotografia(publicado.datos)
    with de_solo_lectura(publicado.datos):
        for argumentos in (("importar", EJEMPLO), ("listar", "reuniones"), ("acta", "cerrar", "R047")):
            assert str(publicado.datos) in publicado.rechazo(4, *argumentos)
    assert fotografia(publicado.datos) == antes
    publicado("listar", "reuniones")


DANOS: dict[str, Callable[[bytes], bytes]] = {
    "paginas": sin_medio,
    "cabecera": lambda base: b"\x00" * 512 + base[512:],
    "truncada": lambda base: base[: len(base) // 3],
    "truncada-a-media-pagina": lambda base: base[: len(base) // 2 // 4096 * 4096 + 1000],
}


@pytest.mark.parametrize("dano", DANOS)
def test_una_base_danada_no_se_toca_y_el_respaldo_la_recupera(publicado: Programa, dano: str) -> None:
    publicado("respaldo", "crear")
    respaldo = publicado("respaldo", "listar", "--json").json()[0]["ruta"]
    publicado.base.write_bytes(DANOS[dano](publicado.base.read_bytes()))
    antes = fotografia(publicado.datos)
    for argumentos in (("listar", "reuniones"), ("importar", EJEMPLO), ("paquete", "exportar", "-o", "p.xlsx")):
        assert "enlace respaldo" in publicado.rechazo(4, *argumentos)
    assert fotografia(publicado.datos) == antes
    publicado("respaldo", "restaurar", respaldo)
    assert len(publicado("listar", "reuniones", "--json").json()) == 51


def test_una_base_de_otro_programa_no_se_toca(vacio: Programa) -> None:
    vacio.datos.mkdir()
    conexion = sqlite3.connect(vacio.base)
    conexion.executescript("CREATE TABLE recetas (nombre TEXT); INSERT INTO recetas VALUES ('mole')")
    conexion.close()
    antes = fotografia(vacio.datos)
    for argumentos in (("listar", "reuniones"), ("iniciar", "--nombre", "Persona Uno", "--region", "CAR")):
        assert "otro programa" in vacio.rechazo(3, *argumentos)
    assert fotografia(vacio.datos) == antes


def test_un_archivo_cualquiera_en_lugar_de_la_base(vacio: Programa) -> None:
    vacio.datos.mkdir()
    vacio.base.write_text("lista del mandado\n" * 40)
    antes = fotografia(vacio.datos)
    assert "no es una base de datos" in vacio.rechazo(3, "listar", "reuniones")
    assert fotografia(vacio.datos) == antes


def test_una_base_mas_nueva_no_se_toca(publicado: Programa) -> None:
    conexion = sqlite3.connect(publicado.base)
    conexion.execute("PRAGMA user_version = 99")
    conexion.close()
    antes = fotografia(publicado.datos)
    for argumentos in (("listar", "reuniones"), ("importar", EJEMPLO), ("demo", "--sin-ventana")):
        assert "más nueva" in publicado.rechazo(3, *argumentos)
    assert fotografia(publicado.datos) == antes


def test_datos_cifrados_sin_contrasena_o_con_otra(vacio: Programa) -> None:
    clave = {"ENLACE_CLAVE": "correcta"}
    vacio("iniciar", "--nombre", "Persona Uno", "--region", "CAR", cambios=clave)
    assert not vacio.base.read_bytes().startswith(b"SQLite format 3")
    antes = fotografia(vacio.datos)
    for cambios in ({}, {"ENLACE_CLAVE": "otra"}):
        dicho = vacio.rechazo(3, "listar", "reuniones", cambios=cambios)
        assert "contraseña" in dicho
        assert "correcta" not in dicho.replace("no es la correcta", "")
    assert fotografia(vacio.datos) == antes
    vacio("listar", "organizaciones", cambios=clave)


def test_otro_programa_con_los_mismos_datos(publicado: Programa) -> None:
    tomar = (
        "import sys; from pathlib import Path; from enlace_app.datos.cerrojo import Cerrojo; "
        "from enlace_app.rutas import CarpetaDatos; c = Cerrojo(CarpetaDatos(Path(sys.argv[1]))); c.tomar(); "
        "print('listo', flush=True); sys.stdin.read()"
    )
    otro = subprocess.Popen(
        [sys.executable, "-c", tomar, publicado.datos], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=entorno()
    )
    assert otro.stdout is not None
    assert otro.stdout.readline() == b"listo\n"
    antes = fotografia(publicado.datos)
    try:
        for argumentos in (("listar", "reuniones"), ("importar", EJEMPLO), ("respaldo", "crear")):
            assert f"proceso {otro.pid}" in publicado.rechazo(4, *argumentos)
        assert fotografia(publicado.datos) == antes
    finally:
        otro.communicate(b"")
    publicado("listar", "reuniones")
