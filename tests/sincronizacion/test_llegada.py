"""Whether a package may be taken now, and what is remembered of who sends. All persons are invented."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from enlace_app.consultas.paquetes_recibidos import conocido
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.recepcion import EstadoDeRecepcion
from enlace_app.dominio.textos import Alfabeto
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios.recepcion import recibir_paquete
from enlace_app.sincronizacion.formato import Formato, leer_formato
from tests.servicios.escenario import completa
from tests.sincronizacion.envios import con_portada, empaquetar, incremento


@pytest.fixture(scope="module")
def formato() -> Formato:
    return leer_formato(carpeta_recursos() / "formato_paquete.csv")


@pytest.fixture
def garante(molde_garante: Path, tmp_path: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    with Almacen(CarpetaDatos(shutil.copytree(molde_garante, tmp_path / "garante")), alfabeto=alfabeto) as almacen:
        yield almacen


def test_uno_completo_posterior_libera_lo_que_esperaba(almacen: Almacen, garante: Almacen, formato: Formato) -> None:
    """Its base was lost for good: a later complete package holds all of it."""
    base = empaquetar(almacen, formato, secuencia=1)
    completa(almacen)
    retenido = incremento(empaquetar(almacen, formato, secuencia=2), foto=base, base=base, formato=formato)
    assert recibir_paquete(garante, retenido, formato=formato).estado is EstadoDeRecepcion.RETENIDO
    hecha = recibir_paquete(garante, empaquetar(almacen, formato, secuencia=3), formato=formato)
    assert hecha.liberados == ("paquete 2 de Persona Uno",)


def test_la_huella_del_contenido_tambien_se_compara(almacen: Almacen, garante: Almacen, formato: Formato) -> None:
    """Without a signature nothing else covers it, and increments are named by it."""
    paquete = empaquetar(almacen, formato, secuencia=1)
    falso = replace(paquete, portada=dict(paquete.portada) | {"contenido_sha256": "c" * 64})
    with pytest.raises(ErrorDeNegocio, match="la huella de su Portada"):
        recibir_paquete(garante, falso, formato=formato)


def test_de_quien_envia_dice_el_ultimo_que_hizo(almacen: Almacen, garante: Almacen, formato: Formato) -> None:
    """Not the last that came."""
    primero = empaquetar(almacen, formato, secuencia=1)
    segundo = con_portada(primero, formato, paquete_uuid=str(uuid4()), secuencia=2, remitente="Persona Dos")
    for paquete in (segundo, primero):
        recibir_paquete(garante, paquete, formato=formato)
    recordado = conocido(garante.lectura, str(primero.portada["sitio_uuid"]))
    assert recordado is not None and recordado.nombre == "Persona Dos"
