"""Quorum: which parties were there, at the opening or from which hour."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.ejercicios import ReglaDecision, ReglaDeQuorum
from enlace_app.dominio.quorum import enumerar, evaluar
from tests.dominio.fabrica import PARTES, asistente, regla, titular

TODAS, MAYORIA = ReglaDeQuorum.TODAS_LAS_PARTES, ReglaDeQuorum.MAYORIA_DE_PARTES
CIVIL, GARANTE, LOCAL = PARTES


def reunido(regla_de: ReglaDecision, *asistencias: Asistencia, inicio: str | None = "10:00") -> bool:
    return evaluar(regla_de, asistencias, inicio).reunido


def test_todas_las_partes() -> None:
    assert reunido(regla(), *(titular(p) for p in PARTES))
    falta = evaluar(regla(), [titular(CIVIL), titular(LOCAL)], "10:00")
    assert (falta.reunido, falta.faltan) == (False, (GARANTE,))
    assert falta.explicacion == "sin la presencia de órgano garante"


def test_mayoria_de_las_partes() -> None:
    mayoria = regla(quorum=MAYORIA)
    assert not reunido(mayoria, titular(CIVIL))
    dos = evaluar(mayoria, [titular(CIVIL), titular(LOCAL)], "10:00")
    assert dos.reunido
    assert dos.explicacion == "con la presencia de dos de las tres partes: sociedad civil y autoridad local"
    cuatro = regla(("a", "b", "c", "d"), MAYORIA)
    assert not reunido(cuatro, titular("a"), titular("b")), "la mitad no es mayoría"


def test_sin_la_parte_indispensable_no_hay_mayoria() -> None:
    """Morelos: no decision without civil society."""
    mayoria = regla(quorum=MAYORIA, indispensables=(CIVIL,))
    assert not reunido(mayoria, titular(GARANTE), titular(LOCAL))
    assert reunido(mayoria, titular(GARANTE), titular(CIVIL))


def test_las_partes_se_comparan_sin_acentos_ni_mayusculas() -> None:
    assert reunido(regla((GARANTE,)), titular("Organo  GARANTE"))


@pytest.mark.parametrize(
    "asistencia",
    [
        {"calidad": "observador"},
        {"calidad": "titular", "voto": False},
        {"calidad": "titular", "ausente": True},
        {"calidad": "titular", "baja": True},
        {"calidad": None},
    ],
)
def test_quien_no_representa_a_su_parte_no_cuenta(asistencia: dict[str, Any]) -> None:
    assert not reunido(regla((CIVIL,)), asistente(parte=CIVIL, **asistencia))


@pytest.mark.parametrize("calidad", ["titular", "Suplente", "representante", None])
def test_quien_la_representa_si(calidad: str | None) -> None:
    voto = None if calidad else True
    assert reunido(regla((CIVIL,)), asistente(parte=CIVIL, calidad=calidad, voto=voto))


def test_se_reune_cuando_llega_quien_faltaba() -> None:
    tarde = evaluar(regla((CIVIL, LOCAL)), [titular(CIVIL), titular(LOCAL, llegada="10:40")], "10:00")
    assert (tarde.reunido, tarde.desde) == (True, "10:40")
    assert tarde.explicacion.endswith("desde las 10:40 horas")
    puntual = evaluar(regla((CIVIL, LOCAL)), [titular(CIVIL), titular(LOCAL, llegada="09:50")], "10:00")
    assert (puntual.reunido, puntual.desde) == (True, None)


def test_no_se_reune_si_uno_se_va_antes_de_que_el_otro_llegue() -> None:
    """Both came, never together: the text must not say that nobody was missing."""
    cruzados = [titular(CIVIL, salida="10:30"), titular(LOCAL, llegada="11:00")]
    respuesta = evaluar(regla((CIVIL, LOCAL)), cruzados, "10:00")
    assert not respuesta.reunido
    assert respuesta.faltan == (LOCAL,)
    assert respuesta.explicacion == "sin la presencia de autoridad local"
    assert reunido(regla((CIVIL, LOCAL)), titular(CIVIL, salida="11:01"), titular(LOCAL, llegada="11:00"))


def test_sin_hora_de_apertura_cuenta_desde_que_coinciden() -> None:
    assert reunido(regla((CIVIL, LOCAL)), titular(CIVIL), titular(LOCAL), inicio=None)
    tarde = evaluar(regla((CIVIL, LOCAL)), [titular(CIVIL), titular(LOCAL, llegada="10:40")], None)
    assert (tarde.reunido, tarde.desde) == (True, "10:40")
    cruzados = [titular(CIVIL, salida="10:30"), titular(LOCAL, llegada="11:00")]
    assert not reunido(regla((CIVIL, LOCAL)), *cruzados, inicio=None)


def test_una_regla_sin_partes_no_da_quorum_y_lo_dice() -> None:
    respuesta = evaluar(regla(()), [titular(CIVIL)], "10:00")
    assert (respuesta.reunido, respuesta.explicacion) == (False, "la regla del ejercicio no nombra partes")


HORAS = st.none() | st.times().map(lambda t: f"{t:%H:%M}")
ASISTENCIAS = st.lists(
    st.builds(
        Asistencia,
        persona=st.just("Persona"),
        parte=st.sampled_from([*PARTES, None]),
        calidad=st.sampled_from(["titular", "suplente", "observador", None]),
        voto=st.sampled_from([True, False, None]),
        llegada=HORAS,
        salida=HORAS,
        ausente=st.booleans(),
    ),
    max_size=7,
)
REGLAS = st.builds(
    regla, st.just(PARTES), st.sampled_from(list(ReglaDeQuorum)), st.sampled_from([(), (CIVIL,), (CIVIL, LOCAL)])
)


@given(regla_de=REGLAS, asistencias=ASISTENCIAS, parte=st.sampled_from(PARTES), inicio=HORAS)
def test_un_titular_mas_nunca_quita_el_quorum(
    regla_de: ReglaDecision, asistencias: list[Asistencia], parte: str, inicio: str | None
) -> None:
    antes = evaluar(regla_de, asistencias, inicio)
    despues = evaluar(regla_de, [*asistencias, titular(parte)], inicio)
    assert despues.reunido or not antes.reunido
    if antes.reunido:
        assert (despues.desde or "") <= (antes.desde or "99"), "tampoco lo retrasa"


@given(regla_de=REGLAS, asistencias=ASISTENCIAS, inicio=HORAS)
def test_presentes_y_faltantes_son_todas_las_partes(
    regla_de: ReglaDecision, asistencias: list[Asistencia], inicio: str | None
) -> None:
    respuesta = evaluar(regla_de, asistencias, inicio)
    assert set(respuesta.presentes) | set(respuesta.faltan) == set(PARTES)
    assert not set(respuesta.presentes) & set(respuesta.faltan)
    assert respuesta.reunido or respuesta.faltan, "sin quórum, alguien faltó"
    if respuesta.reunido and regla_de.quorum == TODAS:
        assert respuesta.faltan == ()


@given(regla_de=REGLAS, asistencias=ASISTENCIAS, inicio=HORAS, azar=st.randoms())
def test_el_orden_en_que_se_anotaron_no_importa(
    regla_de: ReglaDecision, asistencias: list[Asistencia], inicio: str | None, azar: Any
) -> None:
    revueltas = list(asistencias)
    azar.shuffle(revueltas)
    assert evaluar(regla_de, asistencias, inicio) == evaluar(regla_de, revueltas, inicio)


@pytest.mark.parametrize(
    ("nombres", "texto"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a y b"),
        (["a", "b", "c"], "a, b y c"),
        (["uno", "ICAI"], "uno e ICAI"),
        (["uno", "Higinio"], "uno e Higinio"),
        (["agua", "hielo"], "agua y hielo"),
        (["a", "Índigo"], "a e Índigo"),
    ],
)
def test_enumerar(nombres: list[str], texto: str) -> None:
    assert enumerar(nombres) == texto
