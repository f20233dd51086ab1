"""The directory of institutions: no two of one name, no circle of successions, nothing withdrawn that is in use."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from enlace_app.consultas import organizaciones as consultas
from enlace_app.datos.almacen import Almacen
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.organizaciones import (
    agregar_alias,
    agregar_organizacion,
    cambiar_organizacion,
    quitar_alias,
    retirar_organizacion,
    sucede_a,
    viaja_como_propuesta,
)
from tests.servicios.escenario import fila_de, nueva, principal, rev_de, volcado


def del_catalogo(almacen: Almacen, sigla: str) -> UUID:
    (fila,) = almacen.lectura.filas("SELECT uuid FROM organizacion WHERE sigla = :sigla", {"sigla": sigla})
    return UUID(fila["uuid"])


def agregada(almacen: Almacen, nombre: str = "Comité de Prueba", **otros: Any) -> UUID:
    return principal(agregar_organizacion(almacen, nombre=nombre, **otros))


def rev(almacen: Almacen, organizacion: UUID) -> int:
    return rev_de(almacen, "organizacion", organizacion)


def test_lo_propio_es_propio_y_lo_publicado_viaja_como_propuesta(almacen: Almacen) -> None:
    hecha = agregar_organizacion(almacen, nombre=" Comité de Prueba ", sigla="CDP", alias=["El Comité"])
    assert not viaja_como_propuesta(hecha)
    (fila,) = consultas.listar(almacen.lectura, texto="el comite")
    assert (fila.nombre, fila.sigla, fila.alias) == ("Comité de Prueba", "CDP", ("El Comité",))
    publicada = del_catalogo(almacen, "CONAGUA")
    cambio = cambiar_organizacion(almacen, organizacion=publicada, rev=rev(almacen, publicada), nota="Cambió de casa.")
    assert viaja_como_propuesta(cambio)
    assert fila_de(almacen, "organizacion", publicada)["nota"] == "Cambió de casa."


@pytest.mark.parametrize(
    "datos",
    [
        {"nombre": "comision nacional del AGUA"},
        {"nombre": "conagua"},
        {"nombre": "Otra", "sigla": "Conagua"},
        {"nombre": "Otra", "alias": ["CONAGUA"]},
        {"nombre": "Otra", "alias": ["los mismos"]},
        {"nombre": "Otra", "alias": ["otra"]},
        {"nombre": "   "},
        {"nombre": "Otra", "desde": date(2020, 1, 2), "hasta": date(2020, 1, 1)},
        {"nombre": "Otra", "desde": date(202, 1, 2)},
    ],
)
def test_lo_que_confundiria_se_rechaza_y_nada_cambia(almacen: Almacen, datos: dict[str, Any]) -> None:
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio):
        agregar_organizacion(almacen, **datos)
    assert volcado(almacen) == antes


def test_una_sigla_que_ya_comparten_varias_puede_tenerla_otra(almacen: Almacen) -> None:
    assert len(consultas.listar(almacen.lectura, texto="SIMAS")) > 1
    agregada(almacen, "SIMAS de Prueba", sigla="SIMAS")


def test_los_alias_se_ponen_y_se_quitan(almacen: Almacen) -> None:
    suya = agregada(almacen)
    agregar_alias(almacen, organizacion=suya, rev=1, alias="Comité Único")
    with pytest.raises(ErrorDeNegocio, match="ya es un nombre"):
        agregar_alias(almacen, organizacion=suya, rev=2, alias="comite unico")
    quitar_alias(almacen, organizacion=suya, rev=2, alias="COMITÉ ÚNICO")
    assert almacen.lectura.filas("SELECT 1 FROM organizacion_alias WHERE organizacion = :o", {"o": str(suya)}) == []
    with pytest.raises(ErrorDeNegocio, match="no es otro nombre"):
        quitar_alias(almacen, organizacion=suya, rev=3, alias="Comité Único")


def test_nadie_se_sucede_a_si_misma(almacen: Almacen) -> None:
    una, dos, tres = (agregada(almacen, f"Comité {n}") for n in ("Uno", "Dos", "Tres"))
    sucede_a(almacen, organizacion=dos, rev=1, anterior=una)
    sucede_a(almacen, organizacion=tres, rev=1, anterior=dos)
    for anterior in (una, dos, tres):
        with pytest.raises(ErrorDeNegocio, match="sucederse a sí misma"):
            sucede_a(almacen, organizacion=una, rev=1, anterior=anterior)
    sucede_a(almacen, organizacion=dos, rev=2, anterior=None)
    sucede_a(almacen, organizacion=una, rev=1, anterior=tres)
    assert fila_de(almacen, "organizacion", una)["sucede_a"] == str(tres)


def test_lo_que_esta_en_uso_no_se_retira(almacen: Almacen) -> None:
    suya = agregada(almacen)
    registrar_asistencia(almacen, reunion=nueva(almacen), organizacion="comité de prueba")
    with pytest.raises(ErrorDeNegocio, match="asistencias: 1"):
        retirar_organizacion(almacen, organizacion=suya, rev=1)
    libre = agregada(almacen, "Comité Libre")
    retirar_organizacion(almacen, organizacion=libre, rev=1)
    assert consultas.listar(almacen.lectura, texto="Comité Libre") == []
    with pytest.raises(ErrorDeNegocio, match="ya se retiró"):
        cambiar_organizacion(almacen, organizacion=libre, rev=2, nota="x")


def test_quien_no_vio_el_ultimo_cambio_no_lo_pisa(almacen: Almacen) -> None:
    suya = agregada(almacen)
    cambiar_organizacion(almacen, organizacion=suya, rev=1, nota="Primera.")
    with pytest.raises(ErrorDeNegocio, match="cambió después"):
        cambiar_organizacion(almacen, organizacion=suya, rev=1, nota="Segunda.")
