"""Backups as a person asks for them; what they are made of is proved with `datos`."""

from pathlib import Path

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.textos import Alfabeto
from enlace_app.errores import ErrorDeEnlace, ErrorDeEntorno
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios import respaldos
from enlace_app.servicios.reuniones import cambiar_datos
from enlace_app.servicios.sitios import iniciar
from tests.servicios.escenario import cerrar, completa, fila_de, nueva


@pytest.fixture
def carpeta(tmp_path: Path) -> CarpetaDatos:
    return CarpetaDatos(tmp_path / "datos")


def epoca(almacen: Almacen) -> int:
    fila = almacen.lectura.fila("SELECT epoca FROM sitio")
    assert fila is not None
    return int(fila["epoca"])


@pytest.mark.parametrize("clave", [None, "una frase de prueba"], ids=["abierta", "cifrada"])
def test_se_vuelve_a_lo_respaldado_en_otra_epoca(carpeta: CarpetaDatos, alfabeto: Alfabeto, clave: str | None) -> None:
    with Almacen(carpeta, alfabeto=alfabeto, clave=clave) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        reunion = nueva(almacen, sede="Antes")
        respaldo = respaldos.crear(almacen)
        cambiar_datos(almacen, reunion=reunion, rev=1, sede="Después")
        primera = epoca(almacen)
    assert [r.ruta for r in respaldos.listar(carpeta)] == [respaldo.ruta]
    respaldos.verificar(carpeta, respaldo.ruta, clave)
    epocas = [primera]
    for _ in range(2):
        apartada = respaldos.restaurar_respaldo(carpeta, respaldo.ruta, clave)
        assert list(apartada.iterdir()), "lo que había se aparta, no se borra"
        with Almacen(carpeta, alfabeto=alfabeto, clave=clave) as almacen:
            assert fila_de(almacen, "reunion", reunion)["sede"] == "Antes"
            epocas.append(epoca(almacen))
    assert epocas == sorted(set(epocas)), "ninguna época se repite, aunque el respaldo sea el mismo"


def test_lo_cerrado_sigue_cerrado_tras_restaurar(carpeta: CarpetaDatos, alfabeto: Alfabeto) -> None:
    with Almacen(carpeta, alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        caso = completa(almacen)
        cerrar(almacen, caso.reunion)
        respaldo = respaldos.crear(almacen)
    respaldos.restaurar_respaldo(carpeta, respaldo.ruta, None)
    with Almacen(carpeta, alfabeto=alfabeto) as almacen:
        with almacen.consultar() as u:
            assert u.traer(Reunion, caso.reunion).congelada
        with pytest.raises(ErrorDeEnlace, match="está cerrada"):
            cambiar_datos(almacen, reunion=caso.reunion, rev=1, sede="Otra")
        (rendicion,) = almacen.lectura.filas("SELECT pdf_sha256 FROM rendicion")
        assert almacen.adjuntos.leer(rendicion["pdf_sha256"])


@pytest.mark.parametrize("danada", [False, True], ids=["legible", "dañada"])
def test_un_folio_dado_no_se_vuelve_a_dar_tras_restaurar(
    carpeta: CarpetaDatos, alfabeto: Alfabeto, *, danada: bool
) -> None:
    """The acta that the restore forgets is on paper, and in a workbook that the authority has."""
    with Almacen(carpeta, alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        viejo = respaldos.crear(almacen)
        caso = completa(almacen)
        provisional = fila_de(almacen, "reunion", caso.reunion)["folio_provisional"]
        dado = cerrar(almacen, caso.reunion).folio
        respaldos.crear(almacen)
    if danada:  # then what the later backup knows has to do
        carpeta.base.write_bytes(b"\x00" * 8192)
    respaldos.restaurar_respaldo(carpeta, viejo.ruta, None)
    with Almacen(carpeta, alfabeto=alfabeto) as almacen:
        otro = completa(almacen)
        assert fila_de(almacen, "reunion", otro.reunion)["folio_provisional"] != provisional
        assert cerrar(almacen, otro.reunion).folio != dado


def test_un_respaldo_danado_no_se_restaura(carpeta: CarpetaDatos, alfabeto: Alfabeto) -> None:
    with Almacen(carpeta, alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        respaldo = respaldos.crear(almacen)
    datos = bytearray(respaldo.ruta.read_bytes())
    datos[5000:9000] = b"\x00" * 4000
    respaldo.ruta.write_bytes(bytes(datos))
    antes = carpeta.base.read_bytes()
    with pytest.raises(ErrorDeEnlace):
        respaldos.restaurar_respaldo(carpeta, respaldo.ruta, None)
    assert carpeta.base.read_bytes() == antes


def test_con_los_datos_abiertos_no_se_restaura(almacen: Almacen) -> None:
    respaldo = respaldos.crear(almacen)
    with pytest.raises(ErrorDeEntorno):
        respaldos.restaurar_respaldo(almacen.carpeta, respaldo.ruta, None)


def test_si_los_datos_se_perdieron_se_restaura_igual(carpeta: CarpetaDatos, alfabeto: Alfabeto) -> None:
    with Almacen(carpeta, alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        respaldo = respaldos.crear(almacen)
    carpeta.base.write_bytes(b"basura" * 100)
    respaldos.restaurar_respaldo(carpeta, respaldo.ruta, None)
    with Almacen(carpeta, alfabeto=alfabeto) as almacen:
        assert epoca(almacen) > 1
