"""The seat's table of regions: what came last from each, what is missing, what waits, and for what."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from enlace_app.consultas import historial_de_recibidos, remitentes
from enlace_app.consultas.listado import Pedido
from enlace_app.consultas.remitentes import RegionQueEnvia, SitioQueEnvia
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.textos import Alfabeto
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios.acuses import hacer_acuse
from enlace_app.servicios.recepcion import recibir_paquete
from enlace_app.servicios.recibidos import contenido_recibido
from enlace_app.servicios.sitios import iniciar
from enlace_app.sincronizacion.formato import Formato, leer_formato
from enlace_app.sincronizacion.paquete import PaqueteLeido
from tests.servicios.escenario import completa
from tests.sincronizacion.envios import con_portada, empaquetar

UNO, OTRO = str(uuid4()), str(uuid4())
REGIONES = ["Carbonífera", "Centro", "Laguna", "Norte", "Sureste"]

Recibir = Callable[..., str]


@pytest.fixture(scope="module")
def formato() -> Formato:
    return leer_formato(carpeta_recursos() / "formato_paquete.csv")


@pytest.fixture(scope="module")
def molde(tmp_path_factory: pytest.TempPathFactory, alfabeto: Alfabeto) -> Path:
    """A founded authority; copied for each test."""
    raiz = tmp_path_factory.mktemp("molde") / "garante"
    with Almacen(CarpetaDatos(raiz), alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Autoridad", rol="garante", region=None)
    return raiz


@pytest.fixture(scope="module")
def envio(tmp_path_factory: pytest.TempPathFactory, alfabeto: Alfabeto, formato: Formato) -> PaqueteLeido:
    """The first package of an enlace, with a meeting in it."""
    with Almacen(CarpetaDatos(tmp_path_factory.mktemp("enlace")), alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        completa(almacen)
        return empaquetar(almacen, formato, secuencia=1)


@pytest.fixture
def garante(molde: Path, tmp_path: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    with Almacen(CarpetaDatos(Path(shutil.copytree(molde, tmp_path / "garante"))), alfabeto=alfabeto) as almacen:
        yield almacen


@pytest.fixture
def recibir(garante: Almacen, envio: PaqueteLeido, formato: Formato) -> Recibir:
    """Receive a package with that Portada and a meeting that is its own, and give its hash."""

    def recibir_uno(secuencia: int, sitio: str = UNO, **portada: Any) -> str:
        filas = [dict(f) | {"uuid": str(uuid4()), "folio": f"F-{secuencia}"} for f in envio.filas("Reuniones")[:1]]
        hojas = {h: filas if h == "Reuniones" else [] for h in envio.hojas}
        cambios: dict[str, Any] = {"paquete_uuid": str(uuid4()), "sitio_uuid": sitio, "secuencia": secuencia} | portada
        paquete = con_portada(envio, formato, hojas, **cambios)
        recibir_paquete(garante, paquete, formato=formato)
        return str(paquete.portada["contenido_sha256"])

    return recibir_uno


def region(garante: Almacen, clave: str) -> RegionQueEnvia:
    return next(r for r in remitentes.listar(garante.lectura) if r.clave == clave)


def sitio(garante: Almacen, clave: str = "CAR") -> SitioQueEnvia:
    (unico,) = region(garante, clave).sitios
    return unico


def test_estan_las_cinco_aunque_nadie_haya_enviado(garante: Almacen) -> None:
    filas = remitentes.listar(garante.lectura)
    assert [r.nombre for r in filas] == REGIONES
    assert all(r.cuando is None and not r.sitios for r in filas)


def test_lo_que_falta_y_quien_lo_espera(garante: Almacen, recibir: Recibir, formato: Formato) -> None:
    recibir(1)
    sin_llegar = "f" * 64
    tercero = recibir(3, tipo="incremental", anterior_sha256=sin_llegar)
    recibir(4, tipo="incremental", anterior_sha256=tercero)
    visto = sitio(garante)
    assert (visto.secuencia, visto.faltan, visto.sin_llegar) == (4, (2,), ())
    assert [(r.secuencia, r.espera) for r in visto.retenidos] == [(3, (2,)), (4, (3,))]
    assert remitentes.contar_retenidos(garante.lectura) == 2
    retenido = visto.retenidos[0].uuid
    (renglon,) = contenido_recibido(garante, recibido=retenido, formato=formato).renglones
    assert (renglon.nombre, str(renglon.resultado)) == ("F-3", "nuevo"), "what is held can be looked into"
    recibir(5)  # complete: what the missing one said came in it, and what was held goes in
    visto = sitio(garante)
    assert (visto.faltan, visto.sin_llegar, visto.retenidos) == ((), (2,), ())
    pasos = historial_de_recibidos.pasos(garante.lectura, retenido)
    assert [p.estado for p in pasos] == ["retenido", "aplicado"]


def test_un_conflicto_no_es_el_ultimo(garante: Almacen, recibir: Recibir) -> None:
    recibir(1)
    recibir(2)
    recibir(1)
    visto = sitio(garante)
    assert (visto.secuencia, visto.en_conflicto, visto.faltan) == (2, (1,), ())


def test_tras_recuperar_un_respaldo_se_cuenta_de_nuevo(garante: Almacen, recibir: Recibir) -> None:
    recibir(7)
    recibir(1, epoca=2)
    visto = sitio(garante)
    assert (visto.epoca, visto.secuencia, visto.epocas, visto.faltan, visto.sin_llegar) == (2, 1, 2, (), ())


def test_dos_equipos_de_una_region_y_uno_sin_region(garante: Almacen, recibir: Recibir) -> None:
    recibir(1, generado="2026-01-05T12:00:00+00:00")
    recibir(3, sitio=OTRO, remitente="Persona Dos", generado="2026-02-05T12:00:00+00:00")
    recibir(1, sitio=str(uuid4()), remitente="Persona Tres", region=None)
    vista = region(garante, "CAR")
    assert [(s.nombre, s.secuencia, s.faltan) for s in vista.sitios] == [("Persona Dos", 3, ()), ("Persona Uno", 1, ())]
    assert vista.cuando == vista.sitios[0].cuando
    (sin_region,) = [r for r in remitentes.listar(garante.lectura) if r.clave is None]
    assert [s.nombre for s in sin_region.sitios] == ["Persona Tres"]


def test_un_reloj_adelantado_no_hace_puntual_a_nadie(garante: Almacen, recibir: Recibir) -> None:
    recibir(1, generado="2099-01-05T12:00:00+00:00")
    assert sitio(garante).cuando == sitio(garante).llegada


def test_los_acuses_que_faltan_y_el_historial(garante: Almacen, recibir: Recibir) -> None:
    recibir(1)
    recibir(2)
    recibir(4, tipo="incremental", anterior_sha256="f" * 64)
    primero, segundo = remitentes.sin_acuse(garante.lectura)
    hacer_acuse(garante, recibido=primero)
    assert remitentes.sin_acuse(garante.lectura) == [segundo], "what is held has nothing to acknowledge yet"
    visto = sitio(garante)
    assert (visto.acuse_de, visto.sin_acuse) == (1, (2,))
    lista = historial_de_recibidos.listado()
    todos = lista.todas(garante.lectura, Pedido())
    assert [(f.secuencia, f.estado, f.acuses) for f in todos] == [
        (4, "retenido", 0),
        (2, "aplicado", 0),
        (1, "aplicado", 1),
    ]
    assert len(lista.todas(garante.lectura, Pedido(texto="carbonífera uno"))) == 3
    assert not lista.todas(garante.lectura, Pedido(filtros={"region": "NTE"}))
