"""What a nombramiento and a role of the catalogue carry; source: «Informe ICAI, ejercicio local 2015-2017»."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.nombramientos import DerechoDeVoto, Nombramiento, Rol, Roles, cargo_de_nombramiento
from tests.dominio.fabrica import FECHA, catalogo, ejercicio, uuid


def nombrado(rol: str = "representante", **datos: Any) -> Nombramiento:
    comunes: dict[str, Any] = {"persona": uuid(1), "rol": rol, "parte": "sociedad civil"}
    return Nombramiento(**(comunes | datos))


@pytest.mark.parametrize(
    ("escrito", "clave"),
    [
        ("Facilitadora", "facilitador"),
        ("facilitador (Director de una facultad, 2015)", "facilitador"),
        ("ENLACE  regional", "enlace"),
        ("Observadora, invitada", "observador"),
        ("vocal", None),
        ("", None),
        (None, None),
    ],
)
def test_un_rol_se_reconoce_por_cualquiera_de_sus_nombres(escrito: str | None, clave: str | None) -> None:
    rol = Roles(catalogo()).de(escrito)
    assert (rol.clave if rol else None) == clave


def test_un_rol_retirado_del_catalogo_no_da_nada() -> None:
    assert Roles([Rol(clave="titular", nombre="Titular", voto=DerechoDeVoto.SI, baja=True)]).de("titular") is None


@pytest.mark.parametrize(
    ("datos", "voto"),
    [
        ({"rol": "Representante"}, DerechoDeVoto.SI),
        ({"rol": "Representante", "voto": DerechoDeVoto.NO}, DerechoDeVoto.NO),
        ({"rol": "Representante", "calidad": "suplente"}, DerechoDeVoto.AL_SUPLIR),
        ({"rol": "Enlace regional", "calidad": "titular"}, DerechoDeVoto.NO),
        ({"rol": "Secretario de algo", "calidad": "titular"}, DerechoDeVoto.SI),
        ({"rol": "Secretario de algo"}, DerechoDeVoto.NO),
        ({"rol": "Secretario de algo", "voto": DerechoDeVoto.SI}, DerechoDeVoto.SI),
        ({"rol": "Facilitador", "calidad": "titular", "voto": DerechoDeVoto.SI}, DerechoDeVoto.NO),
    ],
)
def test_lo_que_el_nombramiento_calla_lo_dice_el_catalogo(datos: dict[str, Any], voto: DerechoDeVoto) -> None:
    assert cargo_de_nombramiento(nombrado(**datos), Roles(catalogo())).voto == voto


@given(
    rol=st.sampled_from(["representante", "titular", "vocal", "facilitador"]),
    calidad=st.sampled_from(["titular", "suplente", "Facilitación", None]),
    voto=st.sampled_from([*DerechoDeVoto, None]),
    voz=st.sampled_from([True, False, None]),
)
def test_quien_facilita_habla_y_no_vota(rol: str, calidad: str | None, voto: Any, voz: Any) -> None:
    cargo = cargo_de_nombramiento(nombrado(rol, calidad=calidad, voto=voto, voz=voz), Roles(catalogo()))
    assert cargo.facilita == (rol == "facilitador" or calidad == "Facilitación")
    if cargo.facilita:
        assert (cargo.voz, cargo.voto) == (True, DerechoDeVoto.NO)


@pytest.mark.parametrize(("desplazado", "vigente"), [(-1, False), (0, True), (1, True), (2, False)])
def test_los_dos_extremos_cuentan(desplazado: int, vigente: bool) -> None:
    nombramiento = nombrado(desde=FECHA, hasta=FECHA + timedelta(days=1))
    assert nombramiento.vigente(FECHA + timedelta(days=desplazado)) is vigente
    assert not nombrado(baja=True).vigente(date(2017, 1, 1))


def test_el_de_otro_ejercicio_no_vale() -> None:
    uno, otro = ejercicio(), ejercicio()
    assert nombrado(ejercicio=uno).es_del_ejercicio(uno)
    assert not nombrado(ejercicio=uno).es_del_ejercicio(otro)
    assert nombrado().es_del_ejercicio(otro)
    assert nombrado(ejercicio=uno).es_del_ejercicio(None)
