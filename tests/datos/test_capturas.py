"""Autosaved typing: kept at once, apart from every operation, and never lost by what fails later."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from enlace_app.datos import conexion as modulo_conexion
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.personas import Persona
from enlace_app.dominio.textos import Alfabeto
from enlace_app.errores import ErrorDeEntorno
from enlace_app.rutas import CarpetaDatos
from tests.servicios.escenario import volcado


@pytest.fixture
def sin_paciencia(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever finds the database taken gives up at once."""
    impaciente = [("busy_timeout", "20", 20), *modulo_conexion._PRAGMAS[1:]]
    assert modulo_conexion._PRAGMAS[0][0] == "busy_timeout"
    monkeypatch.setattr(modulo_conexion, "_PRAGMAS", tuple(impaciente))


def test_guarda_por_campo_y_olvida(almacen: Almacen) -> None:
    capturas = almacen.capturas
    capturas.guardar("reunión nueva", {"sede": "Sala", "resumen": "Se tra"})
    capturas.guardar("reunión nueva", {"resumen": "Se trató"})
    capturas.guardar("acuerdo", {"texto": ""})
    assert capturas.leer("reunión nueva") == {"resumen": "Se trató", "sede": "Sala"}
    assert capturas.pantallas() == ["acuerdo", "reunión nueva"]
    capturas.olvidar("reunión nueva", "sede", "no hay")
    assert capturas.leer("reunión nueva") == {"resumen": "Se trató"}
    capturas.olvidar("reunión nueva")
    assert (capturas.leer("reunión nueva"), capturas.pantallas()) == ({}, ["acuerdo"])


def test_queda_al_volver_a_abrir_y_no_es_un_cambio(tmp_path: Path, alfabeto: Alfabeto) -> None:
    carpeta = CarpetaDatos(tmp_path / "datos")
    with Almacen(carpeta, alfabeto=alfabeto) as almacen:
        almacen.fundar(nombre="Persona Uno", rol="enlace", region="CAR", zona="America/Monterrey", ejemplo=False)
        antes = volcado(almacen)
        almacen.capturas.guardar("p", {"c": "x"})
        despues = volcado(almacen)
        assert {t for t in antes if antes[t] != despues[t]} == {"captura"}
        assert not almacen.cambio_desde_el_respaldo
    with Almacen(carpeta, alfabeto=alfabeto) as almacen:
        assert almacen.capturas.leer("p") == {"c": "x"}


@pytest.mark.parametrize("texto", ["línea\r\notra\ttab", "nulo\x00dentro", "'; DROP TABLE captura; --", "😀" * 9000])
def test_guarda_lo_tecleado_tal_cual(almacen: Almacen, texto: str) -> None:
    """The rules of what may be kept hold when the field is confirmed, not while it is typed."""
    almacen.capturas.guardar("p", {"c": texto})
    assert almacen.capturas.leer("p") == {"c": texto}


def test_medio_caracter_no_impide_guardar(almacen: Almacen) -> None:
    almacen.capturas.guardar("p", {"mitad": "a\ud83d", "entero": "\ud83d\ude00"})
    assert almacen.capturas.leer("p") == {"mitad": "a\ufffd", "entero": "😀"}


def test_lo_igual_no_se_vuelve_a_escribir(almacen: Almacen) -> None:
    almacen.capturas.guardar("p", {"c": "x"})
    antes = almacen.lectura.fila("SELECT instante FROM captura")
    almacen.capturas.guardar("p", {"c": "x"})
    assert almacen.lectura.fila("SELECT instante FROM captura") == antes


@pytest.mark.usefixtures("sin_paciencia")
def test_con_la_base_ocupada_se_dice_y_no_se_pierde_lo_anterior(almacen: Almacen) -> None:
    """Another thread is in the middle of a long operation."""
    almacen.capturas.guardar("p", {"c": "uno", "d": "dos"})
    ocupada, libre = threading.Event(), threading.Event()

    def ocupar() -> None:
        with almacen.escribir("Importar algo largo") as u:
            u.agregar(Persona(nombre="Persona Nueva"))
            u.asentar()
            ocupada.set()
            libre.wait(30)

    with ThreadPoolExecutor(1) as hilo:
        trabajo = hilo.submit(ocupar)
        assert ocupada.wait(30)
        with pytest.raises(ErrorDeEntorno, match="ocupados"):
            almacen.capturas.guardar("p", {"c": "tres"})
        with pytest.raises(ErrorDeEntorno, match="ocupados"):
            almacen.capturas.olvidar("p")
        assert almacen.capturas.leer("p") == {"c": "uno", "d": "dos"}, "leer no espera a nadie"
        libre.set()
        trabajo.result(30)
    almacen.capturas.guardar("p", {"c": "tres"})
    assert almacen.capturas.leer("p") == {"c": "tres", "d": "dos"}


@pytest.mark.usefixtures("sin_paciencia")
def test_una_lectura_larga_no_deja_la_captura_a_medias(almacen: Almacen) -> None:
    """A reader can keep the commit from happening: then nothing is stored, and the next try works."""
    almacen.capturas.guardar("p", {"c": "uno"})
    with almacen.lectura.momento():
        almacen.lectura.fila("SELECT count(*) AS n FROM captura")
        with ThreadPoolExecutor(1) as hilo, pytest.raises(ErrorDeEntorno, match="ocupados"):
            hilo.submit(almacen.capturas.guardar, "p", {"c": "dos"}).result(30)
    assert almacen.capturas.leer("p") == {"c": "uno"}
    almacen.capturas.guardar("p", {"c": "dos"})
    assert almacen.capturas.leer("p") == {"c": "dos"}


def test_muchos_hilos_guardan_mientras_otro_lee(almacen: Almacen) -> None:
    def guardar(hilo: int) -> None:
        for n in range(15):
            almacen.capturas.guardar(f"p{hilo}", {"c": f"{n}", "copia": f"{n}"})

    with ThreadPoolExecutor(4) as hilos:
        trabajos = [hilos.submit(guardar, hilo) for hilo in range(4)]
        while not all(trabajo.done() for trabajo in trabajos):
            leido = almacen.capturas.leer("p1")
            assert leido.get("c") == leido.get("copia"), "todo o nada"
    for trabajo in trabajos:
        trabajo.result()
    assert [almacen.capturas.leer(f"p{hilo}")["c"] for hilo in range(4)] == ["14"] * 4


def test_cifrada_no_deja_lo_tecleado_a_la_vista(tmp_path: Path, alfabeto: Alfabeto) -> None:
    carpeta = CarpetaDatos(tmp_path / "datos")
    with Almacen(carpeta, alfabeto=alfabeto, clave="una frase de prueba") as almacen:
        almacen.capturas.guardar("p", {"c": "palabra secreta"})
        assert almacen.capturas.leer("p") == {"c": "palabra secreta"}
    assert b"palabra secreta" not in carpeta.base.read_bytes()
