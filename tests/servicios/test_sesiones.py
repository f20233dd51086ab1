"""The session by the hour: beginning, recesses, end."""

from datetime import date
from uuid import UUID

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.sesiones import (
    AntesDelInicio,
    abrir_receso,
    cerrar_receso,
    comenzar_sesion,
    terminar_sesion,
)
from tests.servicios.escenario import FECHA, fila_de, nueva, rev_de, volcado


def rev(almacen: Almacen, reunion: UUID) -> int:
    return rev_de(almacen, "reunion", reunion)


def recesos(almacen: Almacen) -> list[tuple[str, str | None, str | None]]:
    return [tuple(f.values()) for f in almacen.lectura.filas("SELECT inicio, fin, motivo FROM receso ORDER BY id")]


def test_la_hora_de_inicio_se_anota_una_vez(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    comenzar_sesion(almacen, reunion=reunion, rev=1, hora="9:30")
    comenzar_sesion(almacen, reunion=reunion, rev=rev(almacen, reunion), hora="11:00")
    assert fila_de(almacen, "reunion", reunion)["hora_inicio"] == "09:30"


def test_terminar_pone_la_hora_y_el_estado_o_ninguno(almacen: Almacen) -> None:
    reunion = nueva(almacen, hora_inicio="10:00")
    terminar_sesion(almacen, reunion=reunion, rev=1, hora="13:05")
    fila = fila_de(almacen, "reunion", reunion)
    assert (fila["hora_fin"], fila["estado"]) == ("13:05", "celebrada")
    sin_fecha = nueva(almacen, fecha=None, hora_inicio="10:00")
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match="falta la fecha"):
        terminar_sesion(almacen, reunion=sin_fecha, rev=1, hora="13:05")
    assert volcado(almacen) == antes


def test_terminar_otra_vez_corrige_la_hora_y_deja_el_estado(almacen: Almacen) -> None:
    reunion = nueva(almacen, hora_inicio="10:00")
    terminar_sesion(almacen, reunion=reunion, rev=1, hora="13:05")
    terminar_sesion(almacen, reunion=reunion, rev=rev(almacen, reunion), hora="13:20")
    assert fila_de(almacen, "reunion", reunion)["hora_fin"] == "13:20"


def test_antes_del_inicio_se_pregunta_si_ya_paso_la_medianoche(almacen: Almacen) -> None:
    reunion = nueva(almacen, hora_inicio="17:00")
    with pytest.raises(AntesDelInicio, match="medianoche"):
        terminar_sesion(almacen, reunion=reunion, rev=1, hora="01:10")
    terminar_sesion(almacen, reunion=reunion, rev=1, hora="01:10", al_dia_siguiente=True)
    fila = fila_de(almacen, "reunion", reunion)
    assert (fila["hora_fin"], fila["fecha"], fila["fecha_fin"]) == ("01:10", FECHA.isoformat(), "2017-07-19")
    assert date.fromisoformat(fila["fecha_fin"]) > FECHA


@pytest.mark.parametrize("hora", ["", "25:00", "diez"])
def test_lo_que_no_es_hora_se_dice(almacen: Almacen, hora: str) -> None:
    reunion = nueva(almacen)
    with pytest.raises(ErrorDeNegocio, match="no es una hora"):
        comenzar_sesion(almacen, reunion=reunion, rev=1, hora=hora)


def test_un_receso_se_abre_y_se_cierra_y_solo_hay_uno_a_la_vez(almacen: Almacen) -> None:
    reunion = nueva(almacen, hora_inicio="10:00")
    abrir_receso(almacen, reunion=reunion, rev=1, hora="11:00", motivo=" comida ")
    with pytest.raises(ErrorDeNegocio, match="receso abierto desde las 11:00"):
        abrir_receso(almacen, reunion=reunion, rev=rev(almacen, reunion), hora="11:10")
    with pytest.raises(ErrorDeNegocio, match="receso abierto desde las 11:00"):
        terminar_sesion(almacen, reunion=reunion, rev=rev(almacen, reunion), hora="13:00")
    with pytest.raises(AntesDelInicio):
        cerrar_receso(almacen, reunion=reunion, rev=rev(almacen, reunion), hora="10:50")
    assert recesos(almacen) == [("11:00", None, "comida")]
    cerrar_receso(almacen, reunion=reunion, rev=rev(almacen, reunion), hora="11:20")
    assert recesos(almacen) == [("11:00", "11:20", "comida")]
    with pytest.raises(ErrorDeNegocio, match="otro receso"):
        abrir_receso(almacen, reunion=reunion, rev=rev(almacen, reunion), hora="11:10")
    with pytest.raises(ErrorDeNegocio, match="ningún receso"):
        cerrar_receso(almacen, reunion=reunion, rev=rev(almacen, reunion), hora="11:30")


def test_un_receso_antes_de_empezar_o_con_otra_revision_no_cabe(almacen: Almacen) -> None:
    reunion = nueva(almacen, hora_inicio="10:00")
    with pytest.raises(AntesDelInicio):
        abrir_receso(almacen, reunion=reunion, rev=1, hora="09:00")
    with pytest.raises(ErrorDeNegocio, match="vuelva a abrirlo"):
        abrir_receso(almacen, reunion=reunion, rev=7, hora="11:00")
    assert recesos(almacen) == []
