"""Who has voz and voto on a day; source: «Informe ICAI, ejercicio local 2015-2017»."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.nombramientos import DerechoDeVoto, Nombramiento, Rol, derechos
from tests.dominio.fabrica import FECHA, PARTES, uuid

ANA, BRUNO, CARLA = uuid(1), uuid(2), uuid(3)
CIVIL = PARTES[0]


def nombrado(persona: Any = ANA, rol: str = "representante", **datos: Any) -> Nombramiento:
    comunes: dict[str, Any] = {"persona": persona, "rol": rol, "parte": CIVIL, "voz": True, "voto": DerechoDeVoto.SI}
    return Nombramiento(**(comunes | datos))


TITULAR = nombrado(ANA)
SUPLENTE = nombrado(BRUNO, "suplente", voto=DerechoDeVoto.AL_SUPLIR)


def test_el_titular_vota_y_el_enlace_solo_habla() -> None:
    assert derechos([TITULAR], ANA, FECHA).voto
    enlace = derechos([nombrado(CARLA, "enlace", voto=DerechoDeVoto.NO)], CARLA, FECHA)
    assert (enlace.voz, enlace.voto, enlace.parte) == (True, False, CIVIL)
    assert "sin voto" in enlace.razon


def test_el_suplente_vota_solo_si_suple_a_un_titular_de_su_parte() -> None:
    todos = [TITULAR, SUPLENTE]
    assert derechos(todos, BRUNO, FECHA, suple_a=ANA).voto
    assert not derechos(todos, BRUNO, FECHA).voto
    assert not derechos(todos, BRUNO, FECHA, suple_a=CARLA).voto
    assert not derechos(todos, BRUNO, FECHA, suple_a=BRUNO).voto, "nadie se suple a sí mismo"
    ajeno = [nombrado(ANA, parte=PARTES[1]), SUPLENTE]
    assert not derechos(ajeno, BRUNO, FECHA, suple_a=ANA).voto
    sin_parte = [nombrado(ANA, parte=None), nombrado(BRUNO, "suplente", parte=None, voto=DerechoDeVoto.AL_SUPLIR)]
    assert not derechos(sin_parte, BRUNO, FECHA, suple_a=ANA).voto, "no consta que sean de la misma parte"


def test_la_parte_se_compara_sin_acentos_ni_mayusculas() -> None:
    todos = [
        nombrado(ANA, parte="Órgano Garante"),
        nombrado(BRUNO, "suplente", parte="organo garante", voto="al_suplir"),
    ]
    assert derechos(todos, BRUNO, FECHA, suple_a=ANA).voto


def test_el_suplente_de_dos_partes_vota_por_la_que_suple() -> None:
    todos = [
        nombrado(ANA, parte=PARTES[1]),
        SUPLENTE,
        nombrado(BRUNO, "suplente", parte=PARTES[1], voto=DerechoDeVoto.AL_SUPLIR),
    ]
    suyos = derechos(todos, BRUNO, FECHA, suple_a=ANA)
    assert (suyos.voto, suyos.parte) == (True, PARTES[1])


def test_lo_que_el_nombramiento_calla_lo_dice_su_rol() -> None:
    roles = [Rol(clave="representante", nombre="Representante", voz=True, voto=DerechoDeVoto.SI)]
    callado = [nombrado(rol="Representante", voz=None, voto=None)]
    assert derechos(callado, ANA, FECHA, roles=roles).voto
    assert not derechos(callado, ANA, FECHA).voto
    expreso = [nombrado(rol="representante", voto=DerechoDeVoto.NO)]
    assert not derechos(expreso, ANA, FECHA, roles=roles).voto, "lo expreso vale más que el catálogo"


@pytest.mark.parametrize(("desplazado", "vota"), [(-1, False), (0, True), (1, True), (2, False)])
def test_los_dos_extremos_cuentan(desplazado: int, vota: bool) -> None:
    nombramiento = nombrado(desde=FECHA, hasta=FECHA + timedelta(days=1))
    assert derechos([nombramiento], ANA, FECHA + timedelta(days=desplazado)).voto is vota


def test_el_suplente_de_un_titular_cesado_no_vota() -> None:
    cesado = nombrado(ANA, hasta=FECHA - timedelta(days=1))
    assert not derechos([cesado, SUPLENTE], BRUNO, FECHA, suple_a=ANA).voto


PERSONAS = st.sampled_from([ANA, BRUNO, CARLA])
FECHAS = st.none() | st.dates(date(2015, 1, 1), date(2019, 12, 31))
NOMBRAMIENTOS = st.lists(
    st.builds(
        Nombramiento,
        persona=PERSONAS,
        rol=st.sampled_from(["representante", "suplente", "enlace", "presidente", "observador"]),
        parte=st.sampled_from([*PARTES, None]),
        voz=st.sampled_from([True, False, None]),
        voto=st.sampled_from([*DerechoDeVoto, None]),
        desde=FECHAS,
        hasta=FECHAS,
        baja=st.booleans(),
    ),
    max_size=6,
)
DIAS = st.dates(date(2015, 1, 1), date(2019, 12, 31))


@given(todos=NOMBRAMIENTOS, persona=PERSONAS, dia=DIAS, suple_a=st.none() | PERSONAS)
def test_el_facilitador_no_vota_sea_lo_que_sea_ademas(
    todos: list[Nombramiento], persona: Any, dia: date, suple_a: Any
) -> None:
    todos = [*todos, nombrado(persona, "Facilitadora", voto=DerechoDeVoto.SI)]
    suyos = derechos(todos, persona, dia, suple_a=suple_a)
    assert (suyos.voz, suyos.voto) == (True, False)


@given(todos=NOMBRAMIENTOS, persona=PERSONAS, dia=DIAS, suple_a=st.none() | PERSONAS)
def test_quien_vota_tiene_con_que(todos: list[Nombramiento], persona: Any, dia: date, suple_a: Any) -> None:
    suyos = derechos(todos, persona, dia, suple_a=suple_a)
    vigentes = [n for n in todos if n.vigente(dia)]
    propios = [n for n in vigentes if n.persona == persona]
    titular = any(n.voto == DerechoDeVoto.SI for n in propios)
    suple = any(
        n.voto == DerechoDeVoto.AL_SUPLIR and n.parte and t.parte == n.parte
        for n in propios
        for t in vigentes
        if t.persona == suple_a and t.voto == DerechoDeVoto.SI
    )
    assert suyos.voto == (titular or suple)
    assert suyos.voz or not suyos.voto, "quien vota habla"
    if not propios:
        assert (suyos.voz, suyos.voto, suyos.parte) == (False, False, None)
    assert suyos.razon


@given(todos=NOMBRAMIENTOS, persona=PERSONAS, dia=DIAS, orden=st.randoms())
def test_el_orden_no_decide_quien_vota(todos: list[Nombramiento], persona: Any, dia: date, orden: Any) -> None:
    revueltos = list(todos)
    orden.shuffle(revueltos)
    una, otra = (derechos(lista, persona, dia) for lista in (todos, revueltos))
    assert (una.voz, una.voto) == (otra.voz, otra.voto)
