"""How far compromisos and their activities are."""

from uuid import UUID

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.compromisos import Actividad
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.compromisos import anotar_avance, anotar_avance_de_actividad
from enlace_app.servicios.organizaciones import viaja_como_propuesta
from tests.servicios.escenario import fila_de, rev_de, uuid_de


def test_el_avance_se_anota_en_porcentaje_y_estado(almacen: Almacen) -> None:
    compromiso = uuid_de(almacen, "compromiso", "PAL1-C6")
    rev = rev_de(almacen, "compromiso", compromiso)
    hecho = anotar_avance(almacen, compromiso=compromiso, rev=rev, avance=40, estado="limitado")
    fila = fila_de(almacen, "compromiso", compromiso)
    assert (fila["avance"], fila["estado"]) == (40, "limitado")
    assert viaja_como_propuesta(hecho), "los compromisos publicados son de la autoridad"
    with pytest.raises(ErrorDeNegocio, match="cambió después"):
        anotar_avance(almacen, compromiso=compromiso, rev=rev, avance=50)


@pytest.mark.parametrize(("avance", "estado"), [(-1, None), (101, None), (50, "casi")])
def test_lo_que_no_puede_ser_se_rechaza(almacen: Almacen, avance: int, estado: str | None) -> None:
    compromiso = uuid_de(almacen, "compromiso", "PAL1-C6")
    with pytest.raises(ErrorDeNegocio):
        anotar_avance(
            almacen, compromiso=compromiso, rev=rev_de(almacen, "compromiso", compromiso), avance=avance, estado=estado
        )


def test_tambien_el_de_una_actividad(almacen: Almacen) -> None:
    with almacen.escribir("Sembrar") as u:
        actividad = Actividad(compromiso=uuid_de(almacen, "compromiso", "PAL1-C6"), actividad="Reunirse.")
        u.agregar(actividad)
        suya = actividad.uuid
    anotar_avance_de_actividad(almacen, actividad=suya, rev=1, avance=100, estado="completo")
    assert fila_de(almacen, "actividad", UUID(str(suya)))["avance"] == 100
