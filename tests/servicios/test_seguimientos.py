"""Follow-up: only ever added, also after the acta is signed."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.acuerdos import retirar_acuerdo
from enlace_app.servicios.seguimientos import dar_seguimiento
from tests.servicios.escenario import Completa, cerrar, completa, fila_de, firmar, volcado

DIA = date(2017, 9, 1)


@pytest.fixture
def caso(almacen: Almacen) -> Completa:
    return completa(almacen)


def test_se_agrega_antes_y_despues_de_firmar_sin_tocar_el_acta(almacen: Almacen, caso: Completa) -> None:
    dar_seguimiento(almacen, acuerdo=caso.acuerdo, fecha=DIA, nota="Se llamó.")
    cerrar(almacen, caso.reunion)
    dar_seguimiento(almacen, acuerdo=caso.acuerdo, fecha=DIA, estado="en_proceso")
    firmar(almacen, caso.reunion)
    antes = volcado(almacen)
    dar_seguimiento(
        almacen,
        acuerdo=caso.acuerdo,
        fecha=DIA,
        estado="cumplido",
        cumple_documento=caso.documento,
        cumple_reunion=caso.reunion,
    )
    despues = volcado(almacen)
    assert {tabla for tabla in antes if antes[tabla] != despues[tabla]} == {
        "seguimiento",
        "bitacora",
        "sqlite_sequence",
    }
    assert [s["estado"] for s in despues["seguimiento"]] == [None, "en_proceso", "cumplido"]
    assert {s["autor"] for s in despues["seguimiento"]} == {"Persona Uno"}


@pytest.mark.parametrize(
    ("datos", "pista"),
    [
        ({}, "está vacío"),
        ({"nota": "  ", "evidencia": " "}, "está vacío"),
        ({"plazo_nuevo": date(2018, 1, 1)}, "escriba la razón"),
        ({"plazo_nuevo": date(2018, 1, 1), "nota": " "}, "escriba la razón"),
        ({"plazo_nuevo": date(18, 1, 1), "nota": "Más tiempo."}, "Plazo nuevo: el año 18"),
        ({"fecha": date(217, 9, 1), "nota": "Algo."}, "Fecha del seguimiento: el año 217"),
        ({"estado": "vencido"}, "No existe el estado «vencido»"),
        ({"cumple_reunion": uuid4()}, "ya no existe"),
        ({"cumple_documento": uuid4()}, "ya no existe"),
        ({"nota": "漢"}, "^Nota: "),
    ],
)
def test_lo_que_no_dice_nada_o_no_puede_ser_se_rechaza(
    almacen: Almacen, caso: Completa, datos: dict[str, Any], pista: str
) -> None:
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match=pista):
        argumentos: dict[str, Any] = {"acuerdo": caso.acuerdo, "fecha": DIA} | datos
        dar_seguimiento(almacen, **argumentos)
    assert volcado(almacen) == antes


def test_ampliar_un_plazo_no_cambia_el_acordado(almacen: Almacen, caso: Completa) -> None:
    dar_seguimiento(almacen, acuerdo=caso.acuerdo, fecha=DIA, plazo_nuevo=date(2017, 12, 31), nota="Llovió.")
    assert fila_de(almacen, "acuerdo", caso.acuerdo)["plazo"] == "2017-10-31"
    assert [s["plazo_nuevo"] for s in almacen.lectura.filas("SELECT plazo_nuevo FROM seguimiento")] == ["2017-12-31"]


def test_un_acuerdo_retirado_no_lleva_seguimiento(almacen: Almacen, caso: Completa) -> None:
    retirar_acuerdo(almacen, acuerdo=caso.acuerdo, rev=1)
    with pytest.raises(ErrorDeNegocio, match="se retiró"):
        dar_seguimiento(almacen, acuerdo=caso.acuerdo, fecha=DIA, nota="Algo.")
    with pytest.raises(ErrorDeNegocio, match="ya no existe"):
        dar_seguimiento(almacen, acuerdo=uuid4(), fecha=DIA, nota="Algo.")
