"""Whose a received record is, and what must be there before a meeting counts as closed. All persons are invented."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.recepcion import Resultado
from enlace_app.dominio.textos import Alfabeto
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios.recepcion import recibir_paquete
from enlace_app.sincronizacion.formato import Formato, leer_formato
from tests.servicios.escenario import cerrar, completa, fila_de
from tests.sincronizacion.envios import con_portada, empaquetar


@pytest.fixture(scope="module")
def formato() -> Formato:
    return leer_formato(carpeta_recursos() / "formato_paquete.csv")


@pytest.fixture
def garante(molde_garante: Path, tmp_path: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    with Almacen(CarpetaDatos(shutil.copytree(molde_garante, tmp_path / "garante")), alfabeto=alfabeto) as almacen:
        yield almacen


@pytest.mark.parametrize(
    ("hoja", "valores"),
    [
        ("OrdenDelDia", {"n": 9, "asunto": "Punto de otro"}),
        ("Asistencia", {"persona": "Persona Ajena", "organizacion": "Institución de Prueba"}),
        ("Acuerdos", {"folio": "CAR-X1-0001/01", "texto": "Acuerdo de otro."}),
    ],
)
def test_nadie_agrega_a_la_reunion_de_otro(
    almacen: Almacen, garante: Almacen, formato: Formato, hoja: str, valores: dict[str, Any]
) -> None:
    """New rows under identities of its own, that name a meeting which another site made."""
    caso = completa(almacen)
    paquete = empaquetar(almacen, formato, secuencia=1)
    recibir_paquete(garante, paquete, formato=formato)
    suya = {"uuid": str(uuid4()), "rev": 1, "baja": "no", "reunion": str(caso.reunion), **valores}
    ajeno = con_portada(paquete, formato, {hoja: [suya]}, sitio_uuid=str(uuid4()), paquete_uuid=str(uuid4()))
    hecha = recibir_paquete(garante, ajeno, formato=formato)
    tabla = {"OrdenDelDia": "punto_orden_dia", "Asistencia": "asistencia", "Acuerdos": "acuerdo"}[hoja]
    en_ella = garante.lectura.filas(f"SELECT uuid FROM {tabla} WHERE reunion = :r", {"r": str(caso.reunion)})
    assert suya["uuid"] not in {f["uuid"] for f in en_ella}
    assert hecha.cuentas[Resultado.NUEVO] + hecha.cuentas[Resultado.OBSERVADO] == 1


def test_sin_la_huella_de_su_acta_nada_cuenta_como_cerrado(
    almacen: Almacen, garante: Almacen, formato: Formato
) -> None:
    caso = completa(almacen)
    cerrar(almacen, caso.reunion)
    paquete = empaquetar(almacen, formato, secuencia=1)
    sin_acta = con_portada(paquete, formato, dict(paquete.hojas) | {"Actas": []}, paquete_uuid=str(uuid4()))
    hecha = recibir_paquete(garante, sin_acta, formato=formato)
    assert hecha.cuentas[Resultado.OBSERVADO] > 0
    assert garante.lectura.filas("SELECT estado FROM reunion") == []
    recibir_paquete(garante, con_portada(paquete, formato, secuencia=2), formato=formato)
    assert fila_de(garante, "reunion", caso.reunion)["estado"] == "cerrada"
