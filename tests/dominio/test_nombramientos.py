"""What a nombramiento and a role of the catalogue carry; source: «Informe ICAI, ejercicio local 2015-2017»."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.nombramientos import (
    DerechoDeVoto,
    Nombramiento,
    Rol,
    Roles,
    cargo_de_nombramiento,
    contradice,
)
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


DIAS = [date(2020, 1, dia) for dia in range(1, 6)]
PERSONAS = [uuid(1), uuid(2)]
CATALOGO = Roles(catalogo())
extremos = st.none() | st.sampled_from(DIAS)


@st.composite
def nombramientos(dibujar: st.DrawFn) -> Nombramiento:
    desde, hasta = dibujar(extremos), dibujar(extremos)
    if desde and hasta and hasta < desde:
        desde, hasta = hasta, desde
    return Nombramiento(
        persona=dibujar(st.sampled_from(PERSONAS)),
        rol=dibujar(st.sampled_from(["Representante", "Suplente", "Facilitador", "Observador", "Vocal"])),
        parte=dibujar(st.none() | st.sampled_from(["una parte", "Otra parte"])),
        organo=dibujar(st.none() | st.sampled_from(["Un órgano", "Otro órgano"])),
        desde=desde,
        hasta=hasta,
    )


@given(nombramientos(), nombramientos())
def test_la_contradiccion_no_depende_de_cual_se_mire_primero(uno: Nombramiento, otro: Nombramiento) -> None:
    assert contradice(uno, otro, CATALOGO) == contradice(otro, uno, CATALOGO)


@given(nombramientos(), nombramientos())
def test_solo_se_contradicen_los_que_coinciden_algun_dia(uno: Nombramiento, otro: Nombramiento) -> None:
    """Control by looking at each day: an open end reaches past both ends of the days that there are."""
    dias = [date(2019, 12, 31), *DIAS, date(2020, 1, 6)]
    if not any(uno.vigente(dia) and otro.vigente(dia) for dia in dias):
        assert contradice(uno, otro, CATALOGO) is None


def test_un_fin_dicho_solo_en_palabras_no_contradice() -> None:
    """Two titulares of one party are published so: «hasta la 2ª sesión», «desde la 3ª sesión»."""
    antes = Nombramiento(persona=PERSONAS[0], rol="Representante", parte="una parte", hasta_literal="hasta la 2ª")
    despues = Nombramiento(persona=PERSONAS[1], rol="Representante", parte="una parte", desde_literal="desde la 3ª")
    assert contradice(despues, antes, CATALOGO) is None
    antes.hasta_literal = None
    assert contradice(despues, antes, CATALOGO) == "cada parte tiene un solo titular y un solo suplente"
