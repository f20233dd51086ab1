"""An open data folder: founded once, writers one at a time, errors in words that a person understands."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.conexion import ErrorDeClave
from enlace_app.dominio.personas import Persona
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.textos import Alfabeto
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.sitios import iniciar
from tests.servicios.escenario import PDF, cerrar, completa, escrito, firmar, nueva


def test_sin_fundar_no_se_escribe_y_se_dice_como(almacen_vacio: Almacen) -> None:
    with pytest.raises(ErrorDeNegocio, match="enlace iniciar"), almacen_vacio.escribir("Escribir"):
        pass


def test_se_funda_una_sola_vez(almacen_vacio: Almacen) -> None:
    almacen_vacio.fundar(nombre="Persona Uno", rol="enlace", region="CAR", zona="America/Monterrey", ejemplo=False)
    antes = almacen_vacio.lectura.filas("SELECT * FROM sitio")
    with pytest.raises(ErrorDeNegocio, match="ya está iniciada"):
        almacen_vacio.fundar(nombre="Persona Dos", rol="enlace", region="NTE", zona="America/Monterrey", ejemplo=False)
    assert almacen_vacio.lectura.filas("SELECT * FROM sitio") == antes


def test_lo_escrito_queda_al_volver_a_abrir(tmp_path: Path, alfabeto: Alfabeto) -> None:
    carpeta = CarpetaDatos(tmp_path / "datos")
    with Almacen(carpeta, alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        reunion = nueva(almacen, sede="Sala")
    with Almacen(carpeta, alfabeto=alfabeto) as almacen, almacen.consultar() as u:
        assert u.traer(Reunion, reunion).sede == "Sala"
        assert not almacen.cambio_desde_el_respaldo


def test_un_segundo_programa_no_entra(almacen: Almacen) -> None:
    with pytest.raises(ErrorDeEntorno):
        Almacen(almacen.carpeta, alfabeto=almacen.alfabeto)


def test_cambio_desde_el_respaldo(almacen: Almacen) -> None:
    cambio = [almacen.cambio_desde_el_respaldo]
    for hacer in (lambda: nueva(almacen), lambda: almacen.respaldar("manual"), lambda: nueva(almacen)):
        hacer()
        cambio.append(almacen.cambio_desde_el_respaldo)
    assert cambio == [False, True, False, True]


def test_lo_que_rechaza_un_disparador_es_cosa_del_usuario(almacen: Almacen) -> None:
    """Exit code 3 with a Spanish reason, not a bug with a traceback."""
    caso = completa(almacen)
    cerrar(almacen, caso.reunion)
    with pytest.raises(ErrorDeNegocio, match="acta cerrada: su contenido no cambia"), almacen.escribir("Forzar") as u:
        u.traer(Reunion, caso.reunion).sede = "Otra"


def test_lo_que_rechaza_otra_regla_de_la_base_es_un_defecto(almacen: Almacen) -> None:
    with pytest.raises(Exception, match="constraint failed") as error, almacen.escribir("Forzar") as u:
        u.agregar(Persona(nombre=None))  # type: ignore[arg-type]
    assert not isinstance(error.value, ErrorDeNegocio | ErrorDeEntorno)
    assert "parameters hidden" in str(error.value), "un mensaje no lleva datos personales"


def test_muchos_hilos_leen_a_la_vez(almacen: Almacen) -> None:
    """None loses its connection because another thread wants one."""
    reunion = nueva(almacen)
    cuantos = 12
    barrera = threading.Barrier(cuantos, timeout=30)

    def leer(_: int) -> str:
        with almacen.consultar() as u:
            antes = u.traer(Reunion, reunion).folio_provisional
            barrera.wait()
            assert len(u.filas("SELECT uuid FROM reunion")) == 1
            return antes

    with ThreadPoolExecutor(cuantos) as hilos:
        assert len(set(hilos.map(leer, range(cuantos)))) == 1


def test_muchos_hilos_escriben_uno_tras_otro(almacen: Almacen) -> None:
    cuantos = 8

    def escribir(n: int) -> None:
        with almacen.escribir(f"Hilo {n}") as u:
            u.agregar(Persona(nombre=f"Persona {u.siguiente('hilos')}"))

    with ThreadPoolExecutor(cuantos) as hilos:
        list(hilos.map(escribir, range(cuantos)))
    nombres = {
        f["nombre"] for f in almacen.lectura.filas("SELECT nombre FROM persona WHERE nombre GLOB 'Persona [0-9]*'")
    }
    assert nombres == {f"Persona {n}" for n in range(1, cuantos + 1)}


def test_cifrada_de_principio_a_fin(tmp_path: Path, alfabeto: Alfabeto) -> None:
    carpeta, clave = CarpetaDatos(tmp_path / "datos"), "una frase de prueba"
    with Almacen(carpeta, alfabeto=alfabeto, clave=clave) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        caso = completa(almacen)
        cerrar(almacen, caso.reunion)
        firmar(almacen, caso.reunion)
        respaldo = almacen.respaldar("manual")
    for archivo in (carpeta.base, respaldo.ruta):
        crudo = archivo.read_bytes()
        assert not crudo.startswith(b"SQLite format")
        assert "Entregar la relación".encode() not in crudo
    antes = carpeta.base.read_bytes()
    for mala in ("otra frase", None):
        with pytest.raises(ErrorDeClave, match="contraseña"):
            Almacen(carpeta, alfabeto=alfabeto, clave=mala)
    assert carpeta.base.read_bytes() == antes
    with Almacen(carpeta, alfabeto=alfabeto, clave=clave) as almacen, almacen.consultar() as u:
        assert u.traer(Reunion, caso.reunion).congelada


def test_sin_cifrar_una_clave_sobra_y_se_dice(tmp_path: Path, alfabeto: Alfabeto) -> None:
    carpeta = CarpetaDatos(tmp_path / "datos")
    with Almacen(carpeta, alfabeto=alfabeto):
        pass
    with pytest.raises(ErrorDeClave, match="no están cifrados"):
        Almacen(carpeta, alfabeto=alfabeto, clave="una frase")


def test_si_falta_la_base_y_hay_respaldos_no_se_crea_otra(tmp_path: Path, alfabeto: Alfabeto) -> None:
    carpeta = CarpetaDatos(tmp_path / "datos")
    with Almacen(carpeta, alfabeto=alfabeto) as almacen:
        almacen.fundar(nombre="Persona Uno", rol="enlace", region="CAR", zona="America/Monterrey", ejemplo=False)
        almacen.respaldar("manual")
    carpeta.base.unlink()
    with pytest.raises(ErrorDeEntorno, match="enlace respaldo restaurar"):
        Almacen(carpeta, alfabeto=alfabeto)
    assert not carpeta.base.exists()


@pytest.mark.parametrize("contenido", [b"SQLite format 3\x00" + b"\xff" * 4080, PDF * 40])
def test_un_archivo_que_no_es_una_base_queda_como_estaba(tmp_path: Path, alfabeto: Alfabeto, contenido: bytes) -> None:
    carpeta = CarpetaDatos(tmp_path / "datos")
    carpeta.preparar()
    escrito(carpeta.raiz, "enlace.db", contenido)
    with pytest.raises((ErrorDeNegocio, ErrorDeEntorno)):
        Almacen(carpeta, alfabeto=alfabeto)
    assert carpeta.base.read_bytes() == contenido
    carpeta.base.unlink()
    with Almacen(carpeta, alfabeto=alfabeto) as almacen:
        assert almacen.lectura.fila("SELECT 1 AS n") == {"n": 1}, "el cerrojo se soltó al fallar"


def test_un_encabezado_borrado_es_un_dano_y_no_una_clave_que_falta(tmp_path: Path, alfabeto: Alfabeto) -> None:
    """Noise could be encryption; where the backups are plain it is damage: asking for a passphrase would mislead."""
    carpeta = CarpetaDatos(tmp_path / "datos")
    with Almacen(carpeta, alfabeto=alfabeto) as almacen:
        almacen.fundar(nombre="Persona Uno", rol="enlace", region="CAR", zona="America/Monterrey", ejemplo=False)
        almacen.respaldar("manual")
    danados = b"\x00" * 4096 + carpeta.base.read_bytes()[4096:]
    carpeta.base.write_bytes(danados)
    with pytest.raises(ErrorDeEntorno, match="está dañado"):
        Almacen(carpeta, alfabeto=alfabeto)
    assert carpeta.base.read_bytes() == danados
