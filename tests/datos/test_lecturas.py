"""Each thread reads through a connection of its own; closing closes them all."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.conexion import BaseDanada
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.textos import Alfabeto
from enlace_app.errores import ErrorDeEntorno
from enlace_app.rutas import CarpetaDatos


def test_cada_hilo_tiene_la_suya_y_siempre_la_misma(almacen: Almacen) -> None:
    barrera = threading.Barrier(4, timeout=30)

    def leer() -> Lectura:
        barrera.wait()
        assert almacen.lectura.fila("SELECT count(*) AS n FROM sitio") == {"n": 1}
        assert almacen.lectura is almacen.lectura
        return almacen.lectura

    with ThreadPoolExecutor(4) as hilos:
        lecturas = [trabajo.result() for trabajo in [hilos.submit(leer) for _ in range(4)]]
    assert len({id(lectura) for lectura in [*lecturas, almacen.lectura]}) == 5


def test_el_momento_de_un_hilo_no_es_el_de_otro(almacen: Almacen) -> None:
    """In one shared connection a worker's query would fall into the main thread's snapshot, or end it."""
    with almacen.lectura.momento(), ThreadPoolExecutor(1) as hilo:

        def leer() -> None:
            with almacen.lectura.momento():
                almacen.lectura.filas("SELECT uuid FROM region")

        hilo.submit(leer).result(30)
        assert almacen.lectura.fila("SELECT 1 AS n") == {"n": 1}


def test_la_de_un_hilo_que_termino_se_cierra(almacen: Almacen) -> None:
    abiertas: list[Lectura] = []
    for _ in range(3):
        hilo = threading.Thread(target=lambda: abiertas.append(almacen.lectura))
        hilo.start()
        hilo.join()
    for lectura in abiertas[:-1]:
        with pytest.raises(Exception, match="closed"):  # the driver's own error: using it would be a bug
            lectura.filas("SELECT 1")


def test_al_cerrar_se_cierran_todas(tmp_path: Path, alfabeto: Alfabeto) -> None:
    almacen = Almacen(CarpetaDatos(tmp_path / "datos"), alfabeto=alfabeto)
    leida, cerrado = threading.Event(), threading.Event()

    def leer() -> str:
        almacen.lectura.filas("SELECT 1")
        leida.set()
        assert cerrado.wait(30)
        with pytest.raises(Exception, match="closed"):
            suya.filas("SELECT 1")
        return "cerrada"

    with ThreadPoolExecutor(1) as hilo:
        suya = hilo.submit(lambda: almacen.lectura).result(30)
        trabajo = hilo.submit(leer)
        assert leida.wait(30)
        almacen.cerrar()
        cerrado.set()
        assert trabajo.result(30) == "cerrada"
    with pytest.raises(ErrorDeEntorno, match="ya se cerraron"):
        _ = almacen.lectura


def test_cerrar_termina_una_consulta_larga(tmp_path: Path, alfabeto: Alfabeto) -> None:
    """A worker must not keep the program from ending."""
    almacen = Almacen(CarpetaDatos(tmp_path / "datos"), alfabeto=alfabeto)
    sin_fin = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    with ThreadPoolExecutor(1) as hilo:
        suya = hilo.submit(lambda: almacen.lectura).result(30)
        trabajo = hilo.submit(suya.filas, sin_fin)
        while not trabajo.running():
            pass
        almacen.cerrar()
        with pytest.raises(Exception, match=r"interrupted|closed"):
            trabajo.result(30)


def test_la_integridad_se_puede_dejar_para_despues(tmp_path: Path, alfabeto: Alfabeto) -> None:
    carpeta = CarpetaDatos(tmp_path / "datos")
    with Almacen(carpeta, alfabeto=alfabeto) as almacen:
        almacen.fundar(nombre="Persona Uno", rol="enlace", region="CAR", zona="America/Monterrey", ejemplo=False)
        fila = almacen.lectura.fila("SELECT rootpage FROM sqlite_schema WHERE name = 'ix_documento_sha256'")
        assert fila is not None
        almacen.comprobar_integridad()
    datos = bytearray(carpeta.base.read_bytes())
    desde = 4096 * (fila["rootpage"] - 1)
    datos[desde : desde + 4096] = b"\x5a" * 4096
    carpeta.base.write_bytes(bytes(datos))
    with pytest.raises(BaseDanada):
        Almacen(carpeta, alfabeto=alfabeto)
    with Almacen(carpeta, alfabeto=alfabeto, integridad=False) as almacen, ThreadPoolExecutor(1) as hilo:
        assert almacen.lectura.fila("SELECT count(*) AS n FROM sitio") == {"n": 1}
        with pytest.raises(BaseDanada, match="está dañado"):
            hilo.submit(almacen.comprobar_integridad).result(30)
