import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from enlace_app.datos.conexion import APLICACION_ID, Conexion, abrir_conexion
from enlace_app.datos.respaldos import crear_respaldo
from enlace_app.datos.restauracion import completar_restauracion, restaurar
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos

# A raw key in SQLCipher's notation: as secret as a passphrase, without its quarter of a second of key derivation.
CLAVE = "x'" + "5a" * 32 + "'"
CLAVES = pytest.mark.parametrize("clave", [None, CLAVE], ids=["sin clave", "cifrada"])
FILAS = 200

_MORIR_A_MEDIA_TRANSACCION = """
import os, signal, sys
from pathlib import Path
from enlace_app.datos.conexion import abrir_conexion
con = abrir_conexion(Path(sys.argv[1]), clave=sys.argv[2] or None)
con.execute("PRAGMA cache_spill = 1")
con.execute("PRAGMA cache_size = 2")
con.execute("BEGIN IMMEDIATE")
con.execute("UPDATE t SET de = 'a medias'")
con.executemany("INSERT INTO t VALUES ('a medias', ?)", [("z" * 3000,)] * 100)
os.kill(os.getpid(), signal.SIGKILL)
"""

# Restores, and at the n-th thing it does to a file of the folder dies, or gets an error instead.
_RESTAURAR_CON_FALLA = """
import errno, os, signal, sys
from pathlib import Path
from enlace_app.datos.restauracion import restaurar
from enlace_app.rutas import CarpetaDatos
raiz, respaldo, clave, paso, modo = sys.argv[1:]
hechos = 0
def vigilar(evento, argumentos):
    global hechos
    if evento in ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir") and str(argumentos[0]).startswith(raiz):
        hechos += 1
        if hechos == int(paso):
            if modo == "matar":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(errno.EIO, "falla inventada")
sys.addaudithook(vigilar)
nueva_epoca = lambda conexion: conexion.execute("UPDATE epoca SET n = 9")
restaurar(CarpetaDatos(Path(raiz)), Path(respaldo), clave or None, al_restaurar=nueva_epoca)
print("COMPLETA")
"""


def _poblar(conexion: Conexion, de: str) -> None:
    conexion.execute("BEGIN IMMEDIATE")
    conexion.execute("CREATE TABLE t (de TEXT, x TEXT)")
    conexion.executemany("INSERT INTO t VALUES (?, ?)", [(de, "y" * 300)] * FILAS)
    conexion.execute("CREATE TABLE epoca (n INTEGER)")
    conexion.execute("INSERT INTO epoca VALUES (1)")
    conexion.execute(f"PRAGMA application_id = {APLICACION_ID}")
    conexion.execute("PRAGMA user_version = 3")
    conexion.execute("COMMIT")


def _preparar(raiz: Path, de: str, clave: str | None = None) -> CarpetaDatos:
    carpeta = CarpetaDatos(raiz)
    carpeta.preparar()
    with contextlib.closing(abrir_conexion(carpeta.base, clave=clave)) as conexion:
        _poblar(conexion, de)
    return carpeta


def _interrumpir(carpeta: CarpetaDatos, clave: str | None = None) -> Path:
    """Leave the database with a hot journal, as a power cut does; the old content is in the two together."""
    subprocess.run([sys.executable, "-c", _MORIR_A_MEDIA_TRANSACCION, str(carpeta.base), clave or ""], check=False)
    diario = carpeta.base.with_name("enlace.db-journal")
    assert diario.stat().st_size > 0
    return diario


def _contenido(base: Path, clave: str | None = None) -> tuple[str, int, int]:
    """Whose rows the database holds, how many, and which época; it must be whole and of one origin."""
    assert base.exists()
    with contextlib.closing(abrir_conexion(base, clave=clave)) as conexion:
        assert conexion.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert conexion.execute("SELECT count(DISTINCT de) FROM t").fetchone() == (1,)
        de, cuantas = conexion.execute("SELECT min(de), count(*) FROM t").fetchone()
        return str(de), int(cuantas), int(conexion.execute("SELECT n FROM epoca").fetchone()[0])


def _fuera_de_lugar(carpeta: CarpetaDatos) -> list[str]:
    conocidos = {"enlace.db", "enlace.db-journal", "adjuntos", "respaldos"}
    return sorted(ruta.name for ruta in carpeta.raiz.iterdir() if ruta.name not in conocidos)


@pytest.fixture
def respaldo(tmp_path: Path) -> Path:
    return crear_respaldo(_preparar(tmp_path / "otra", "nueva"), None, "manual").ruta


@pytest.fixture
def carpeta(tmp_path: Path) -> CarpetaDatos:
    return _preparar(tmp_path / "datos", "vieja")


@CLAVES
def test_restaurar_cambia_la_base_aparta_la_vieja_y_corre_el_aviso(tmp_path: Path, clave: str | None) -> None:
    respaldo = crear_respaldo(_preparar(tmp_path / "otra", "nueva", clave), clave, "manual").ruta
    carpeta = _preparar(tmp_path / "datos", "vieja", clave)
    apartado = restaurar(carpeta, respaldo, clave, al_restaurar=lambda c: c.execute("UPDATE epoca SET n = n + 1"))
    assert _contenido(carpeta.base, clave) == ("nueva", FILAS, 2)
    assert apartado.parent == carpeta.respaldos
    assert _contenido(apartado / "enlace.db", clave) == ("vieja", FILAS, 1)
    assert _fuera_de_lugar(carpeta) == []
    assert not completar_restauracion(carpeta)


def test_dos_veces_seguidas_no_pisa_lo_apartado(carpeta: CarpetaDatos, respaldo: Path) -> None:
    primero, segundo = restaurar(carpeta, respaldo, None), restaurar(carpeta, respaldo, None)
    assert primero != segundo
    assert _contenido(primero / "enlace.db")[0] == "vieja"
    assert _contenido(segundo / "enlace.db")[0] == "nueva"


def test_se_puede_restaurar_donde_no_hay_nada(tmp_path: Path, respaldo: Path) -> None:
    carpeta = CarpetaDatos(tmp_path / "vacia")
    carpeta.preparar()
    restaurar(carpeta, respaldo, None)
    assert _contenido(carpeta.base) == ("nueva", FILAS, 1)


def test_se_puede_restaurar_sobre_una_base_danada_y_se_conserva(carpeta: CarpetaDatos, respaldo: Path) -> None:
    carpeta.base.write_bytes(b"basura")
    apartado = restaurar(carpeta, respaldo, None)
    assert _contenido(carpeta.base)[0] == "nueva"
    assert (apartado / "enlace.db").read_bytes() == b"basura"


@pytest.mark.skipif(os.name != "posix", reason="kill -9 es de POSIX")
def test_el_diario_de_la_vieja_se_va_con_ella(carpeta: CarpetaDatos, respaldo: Path) -> None:
    diario = _interrumpir(carpeta)
    apartado = restaurar(carpeta, respaldo, None)
    assert not diario.exists()
    assert _contenido(carpeta.base) == ("nueva", FILAS, 1)
    assert _contenido(apartado / "enlace.db") == ("vieja", FILAS, 1), "la vieja se recupera con su propio diario"


@pytest.mark.skipif(os.name != "posix", reason="kill -9 es de POSIX")
def test_control_dejar_el_diario_altera_la_base_restaurada(carpeta: CarpetaDatos, respaldo: Path) -> None:
    """Why the sidecars are moved at all: SQLite rolls the old journal back into the new database."""
    _interrumpir(carpeta)
    shutil.copyfile(respaldo, carpeta.base)
    with pytest.raises((AssertionError, ErrorDeEntorno, sqlite.DatabaseError)):
        assert _contenido(carpeta.base) == ("nueva", FILAS, 1)


def test_un_respaldo_danado_ajeno_o_mas_nuevo_se_rechaza_sin_tocar_nada(carpeta: CarpetaDatos, respaldo: Path) -> None:
    antes = [ruta for ruta in sorted(carpeta.raiz.rglob("*")) if ruta.name != "enlace.db-journal"]
    with pytest.raises(ErrorDeNegocio, match="versión más nueva"):
        restaurar(carpeta, respaldo, None, version_conocida=2)
    contenido = bytearray(respaldo.read_bytes())
    contenido[5000] ^= 1
    respaldo.write_bytes(contenido)
    with pytest.raises(ErrorDeNegocio, match=r"no se puede usar.*la huella no coincide"):
        restaurar(carpeta, respaldo, None)
    assert _contenido(carpeta.base) == ("vieja", FILAS, 1)
    assert [ruta for ruta in sorted(carpeta.raiz.rglob("*")) if ruta.name != "enlace.db-journal"] == antes


def test_si_el_aviso_falla_todo_queda_como_estaba(carpeta: CarpetaDatos, respaldo: Path) -> None:
    def fallar(conexion: Conexion) -> None:
        conexion.execute("UPDATE epoca SET n = 5")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        restaurar(carpeta, respaldo, None, al_restaurar=fallar)
    assert _contenido(carpeta.base) == ("vieja", FILAS, 1)
    assert _fuera_de_lugar(carpeta) == []
    assert [ruta for ruta in carpeta.respaldos.iterdir() if ruta.is_dir()] == []


@pytest.mark.skipif(os.name != "posix", reason="kill -9 es de POSIX")
@pytest.mark.parametrize("clave", [None, CLAVE], ids=["sin clave", "cifrada"])
@pytest.mark.parametrize("modo", ["matar", "fallar"])
def test_cortado_en_cada_paso_queda_la_vieja_o_la_nueva_completa(tmp_path: Path, modo: str, clave: str | None) -> None:
    respaldo = crear_respaldo(_preparar(tmp_path / "otra", "nueva", clave), clave, "manual").ruta
    molde = _preparar(tmp_path / "molde", "vieja", clave)
    _interrumpir(molde, clave)
    vistas: list[tuple[str, int, int]] = []
    for paso in range(1, 200):
        carpeta = CarpetaDatos(tmp_path / f"datos-{paso}")
        shutil.copytree(molde.raiz, carpeta.raiz)
        argumentos = [str(carpeta.raiz), str(respaldo), clave or "", str(paso), modo]
        hecho = subprocess.run(
            [sys.executable, "-c", _RESTAURAR_CON_FALLA, *argumentos], capture_output=True, text=True, check=False
        )
        fallo = "COMPLETA" not in hecho.stdout
        if modo == "matar" or not fallo:
            completar_restauracion(carpeta)
        elif carpeta.raiz.joinpath("restauracion.json").exists():
            pytest.fail(f"paso {paso}: la falla no se deshizo: {hecho.stderr}")
        contenido = _contenido(carpeta.base, clave)
        assert contenido in {("vieja", FILAS, 1), ("nueva", FILAS, 9)}, f"paso {paso}"
        if modo == "fallar" and fallo:
            assert contenido[0] == "vieja", f"paso {paso}: dijo que falló y cambió los datos: {hecho.stderr}"
        assert _fuera_de_lugar(carpeta) == [], f"paso {paso}"
        vistas.append(contenido)
        if not fallo and contenido[0] == "nueva" and hecho.returncode == 0 and _sin_fallas_pendientes(vistas):
            break
        shutil.rmtree(carpeta.raiz)
    assert len(vistas) > 15, "la prueba no alcanzó a cortar los pasos"
    assert {v[0] for v in vistas} == {"vieja", "nueva"}


def _sin_fallas_pendientes(vistas: list[tuple[str, int, int]]) -> bool:
    """Some late steps survive their failure on purpose: stop after several complete runs in a row."""
    return len(vistas) > 3 and all(v[0] == "nueva" for v in vistas[-4:])


@pytest.mark.skipif(os.name != "posix", reason="kill -9 es de POSIX")
def test_matado_en_momentos_al_azar(tmp_path: Path, respaldo: Path) -> None:
    molde = _preparar(tmp_path / "molde", "vieja")
    for vuelta in range(15):
        carpeta = CarpetaDatos(tmp_path / f"datos-{vuelta}")
        shutil.copytree(molde.raiz, carpeta.raiz)
        argumentos = [str(carpeta.raiz), str(respaldo), "", "0", "matar"]
        with subprocess.Popen(
            [sys.executable, "-c", _RESTAURAR_CON_FALLA, *argumentos], stdout=subprocess.DEVNULL
        ) as proceso:
            time.sleep(random.uniform(0.05, 0.2))
            proceso.send_signal(signal.SIGKILL)
        completar_restauracion(carpeta)
        assert _contenido(carpeta.base) in {("vieja", FILAS, 1), ("nueva", FILAS, 9)}
        assert _fuera_de_lugar(carpeta) == []


def test_si_la_preparada_se_perdio_vuelve_la_vieja(carpeta: CarpetaDatos) -> None:
    """The disk lost the new one after the old one had left."""
    apartado = carpeta.respaldos / "apartado-2026-11-21T101530"
    apartado.mkdir()
    carpeta.base.rename(apartado / "enlace.db")
    (carpeta.raiz / "restauracion.db").write_bytes(b"cortada")
    (carpeta.raiz / "restauracion.json").write_text(json.dumps({"apartado": apartado.name, "huella": "0" * 64}))
    assert completar_restauracion(carpeta)
    assert _contenido(carpeta.base) == ("vieja", FILAS, 1)
    assert _fuera_de_lugar(carpeta) == []
    assert not apartado.exists()


def test_lo_terminado_que_no_alcanzo_a_decirlo_no_se_deshace(carpeta: CarpetaDatos, respaldo: Path) -> None:
    apartado = restaurar(carpeta, respaldo, None)
    (carpeta.raiz / "restauracion.json").write_text(json.dumps({"apartado": apartado.name, "huella": "0" * 64}))
    assert completar_restauracion(carpeta)
    assert _contenido(carpeta.base) == ("nueva", FILAS, 1)
    assert _contenido(apartado / "enlace.db") == ("vieja", FILAS, 1)


@pytest.mark.parametrize(
    "texto", ["", "{", "[]", '{"apartado": "../fuera", "huella": "0"}', '{"apartado": "apartado-1", "otra": 1}']
)
def test_una_intencion_ilegible_no_mueve_nada(carpeta: CarpetaDatos, texto: str) -> None:
    (carpeta.raiz / "restauracion.json").write_text(texto)
    with pytest.raises(ErrorDeEntorno, match="No se tocó nada"):
        completar_restauracion(carpeta)
    assert _contenido(carpeta.base) == ("vieja", FILAS, 1)


@pytest.fixture
def disco_chico(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 2 MB."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("montar un disco de prueba necesita Linux y ser root")
    punto = tmp_path / "disco"
    punto.mkdir()
    orden = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(punto)]
    if subprocess.run(orden, capture_output=True, check=False).returncode != 0:
        pytest.skip("aquí no se permite montar un disco de prueba")
    yield punto
    subprocess.run(["umount", str(punto)], check=True)


def test_disco_lleno_deja_la_vieja_y_nada_mas(disco_chico: Path, respaldo: Path) -> None:
    carpeta = _preparar(disco_chico, "vieja")
    (disco_chico / "adjuntos" / "grande").write_bytes(b"x" * (shutil.disk_usage(disco_chico).free - 40_000))
    with pytest.raises(ErrorDeEntorno, match="El disco está lleno"):
        restaurar(carpeta, respaldo, None)
    assert _contenido(carpeta.base) == ("vieja", FILAS, 1)
    assert _fuera_de_lugar(carpeta) == []
