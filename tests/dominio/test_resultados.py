"""What a vote decides by the rule: Coahuila's three parties, Morelos' four, and what no votes may bring about."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.ejercicios import ReglaDecision, ReglaDeQuorum
from enlace_app.dominio.resultados import ConVoto, Decision, ReglaDeVoto, decidir
from enlace_app.dominio.votaciones import Conteo, Sentido
from tests.dominio.fabrica import PARTES, regla

FAVOR, CONTRA, ABSTENCION, CALLA = Sentido
CIVIL, GARANTE, LOCAL = PARTES
EJECUTIVO, LEGISLATIVO = "poder ejecutivo", "poder legislativo"
DE_MORELOS = (EJECUTIVO, LEGISLATIVO, GARANTE, CIVIL)
COAHUILA = ReglaDeVoto.de(regla())
MORELOS = ReglaDeVoto.de(regla(DE_MORELOS, indispensables=(CIVIL,), votos_necesarios=3))


def lista(*partes: str) -> list[ConVoto]:
    return [ConVoto(f"Titular de {parte}", parte, None) for parte in partes]


def votos(regla_de: ReglaDeVoto, *sentidos: Sentido | None, **datos: Any) -> Decision:
    """How each party of the rule voted, in its order; None did not."""
    por_parte = {p: s for p, s in zip(regla_de.partes, sentidos, strict=True) if s}
    return decidir(regla_de, Conteo.de_partes(por_parte), **datos)


@pytest.mark.parametrize(
    ("conteo", "aprobada", "resultado"),
    [
        (None, True, "aprobado por consenso"),
        (Conteo(3), True, "aprobado sin votos en contra: 3 votos a favor, 0 en contra, 0 abstenciones"),
        (Conteo(2, 1), True, "aprobado: 2 votos a favor, 1 en contra, 0 abstenciones"),
        (Conteo(1, 2, 1), False, "no aprobado: 1 voto a favor, 2 en contra, 1 abstención"),
        (Conteo(1, 1), None, "empate, sin decisión: 1 voto a favor, 1 en contra, 0 abstenciones"),
        (Conteo(0, 0, 2), None, "sin decisión: 0 votos a favor, 0 en contra, 2 abstenciones"),
        (Conteo(2, 0, 0, 1), True, "aprobado sin votos en contra: 2 votos a favor, 0 en contra, 0 abstenciones, "
                                   "1 presente sin votar"),
        (Conteo(evidente=True), True, "aprobado por mayoría evidente, sin conteo"),
    ],
)  # fmt: skip
def test_el_resultado_dice_lo_que_se_conto(conteo: Conteo | None, aprobada: bool | None, resultado: str) -> None:
    decision = decidir(ReglaDeVoto(), conteo)
    assert (decision.aprobada, decision.resultado) == (aprobada, resultado)


def test_la_explicacion_nombra_a_las_partes_y_la_regla() -> None:
    assert votos(COAHUILA, FAVOR, FAVOR, CONTRA).explicacion == (
        "Aprobado por mayoría: dos partes a favor (sociedad civil y órgano garante), una en contra (autoridad local); "
        "la regla del ejercicio pide más votos a favor que en contra, uno por parte."
    )
    assert votos(COAHUILA, FAVOR, ABSTENCION, CALLA).explicacion.startswith(
        "Aprobado sin votos en contra: una parte a favor (sociedad civil), una en abstención (órgano garante), "
        "una presente sin votar (autoridad local)"
    )


def test_un_consenso_puede_llevar_disenso_razonado() -> None:
    decision = decidir(COAHUILA, None, habilitados=lista(*PARTES), con_disenso=True)
    assert (decision.aprobada, decision.resultado) == (True, "aprobado por consenso, con disenso razonado")
    assert "las tres partes con derecho a voto" in decision.explicacion
    assert "sin impedir el consenso" in decision.explicacion


@pytest.mark.parametrize(
    ("sentidos", "aprobada", "resultado"),
    [
        ((FAVOR, FAVOR, CONTRA, FAVOR), True, "aprobado:"),
        ((FAVOR, FAVOR, FAVOR, FAVOR), True, "aprobado sin votos en contra"),
        ((FAVOR, FAVOR, FAVOR, CONTRA), False, "no aprobado sin el voto a favor de sociedad civil"),
        ((FAVOR, FAVOR, FAVOR, ABSTENCION), False, "no aprobado sin el voto a favor de sociedad civil"),
        ((FAVOR, FAVOR, FAVOR, None), False, "mayoría a favor; no consta el voto a favor de sociedad civil"),
        ((FAVOR, None, None, FAVOR), False, "no aprobado: 2 votos a favor"),
        ((FAVOR, FAVOR, CONTRA, CONTRA), None, "empate"),
    ],
)
def test_en_morelos_tres_de_cuatro_y_entre_ellas_sociedad_civil(
    sentidos: tuple[Sentido | None, ...], aprobada: bool | None, resultado: str
) -> None:
    decision = votos(MORELOS, *sentidos)
    assert (decision.aprobada, decision.resultado.startswith(resultado)) == (aprobada, True), decision.resultado
    assert "al menos 3 votos a favor de 4, uno por parte, entre ellos el de sociedad civil" in decision.explicacion


def test_un_conteo_sin_nombres_solo_consta_si_votaron_todos_a_favor() -> None:
    """Who counted four hands in favour of four who could vote has counted civil society's."""
    todas = lista(*DE_MORELOS)
    assert decidir(MORELOS, Conteo(4), habilitados=todas).aprobada
    for conteo, habilitados in ((Conteo(4), []), (Conteo(3, 1), todas), (Conteo(3), todas)):
        decision = decidir(MORELOS, conteo, habilitados=habilitados)
        assert (decision.aprobada, "no consta el voto" in decision.resultado) == (False, True)
    sin_ella = lista(EJECUTIVO, LEGISLATIVO, GARANTE)
    assert not decidir(MORELOS, Conteo(3), habilitados=sin_ella).aprobada


def test_una_mayoria_evidente_no_prueba_el_voto_de_nadie() -> None:
    solo_civil = ReglaDeVoto.de(regla(indispensables=(CIVIL,)))
    visto = decidir(solo_civil, Conteo(evidente=True))
    assert (visto.aprobada, "no consta el voto a favor de sociedad civil" in visto.resultado) == (False, True)
    anotado = decidir(solo_civil, Conteo.de_partes({CIVIL: FAVOR}, evidente=True))
    assert (anotado.aprobada, "Consta el voto de sociedad civil (a favor)" in anotado.explicacion) == (True, True)
    assert not decidir(solo_civil, Conteo.de_partes({CIVIL: CONTRA}, evidente=True)).aprobada
    sin_numero = decidir(MORELOS, Conteo.de_partes({CIVIL: FAVOR}, evidente=True))
    assert (sin_numero.aprobada, "no consta que reuniera 3 votos" in sin_numero.resultado) == (False, True)


SENTIDOS = st.none() | st.sampled_from(list(Sentido))
REGLAS = st.builds(
    lambda partes, indispensables, necesarios: regla(
        partes, indispensables=indispensables, votos_necesarios=necesarios
    ),
    st.sampled_from([PARTES, DE_MORELOS]),
    st.sampled_from([(), (CIVIL,), (CIVIL, GARANTE)]),
    st.sampled_from([None, 1, 2, 3]),
)


@st.composite
def conteos(draw: st.DrawFn, partes: tuple[str, ...], *, con_partes: bool | None = None) -> Conteo | None:
    """Any way in which a vote can be noted."""
    if con_partes is None and draw(st.booleans()):
        return draw(st.none() | st.just(Conteo(evidente=True)))
    if con_partes or draw(st.booleans()):
        votado = draw(st.fixed_dictionaries(dict.fromkeys(partes, SENTIDOS)))
        return Conteo.de_partes({p: s for p, s in votado.items() if s}, evidente=draw(st.booleans()))
    a_favor, en_contra, abstenciones, sin_votar = (draw(st.integers(0, 5)) for _ in range(4))
    return Conteo(a_favor, en_contra, abstenciones, sin_votar)


@given(datos=st.data(), quienes=st.lists(st.sampled_from(DE_MORELOS), unique=True))
def test_en_morelos_nada_se_aprueba_sin_sociedad_civil(datos: st.DataObject, quienes: list[str]) -> None:
    """Whatever is noted: without its vote in favour, or that of all who could vote, she among them, nothing is."""
    conteo = datos.draw(conteos(DE_MORELOS))
    decision = decidir(MORELOS, conteo, habilitados=lista(*quienes))
    suyo = (conteo.por_parte or {}).get(CIVIL) if conteo else None
    if suyo != FAVOR and CIVIL not in quienes:
        assert decision.aprobada is not True
        assert not decision.resultado.startswith("aprobado")
    if suyo not in {FAVOR, None}:
        assert decision.aprobada is not True


@given(regla_de=REGLAS, datos=st.data())
def test_un_voto_mas_a_favor_nunca_quita_la_aprobacion(regla_de: ReglaDecision, datos: st.DataObject) -> None:
    suya, partes = ReglaDeVoto.de(regla_de), tuple(regla_de.nombres_de_partes)
    conteo = datos.draw(conteos(partes, con_partes=datos.draw(st.sampled_from([True, False]))))
    assert conteo is not None
    quienes = lista(*datos.draw(st.lists(st.sampled_from(partes), unique=True)))
    if conteo.por_parte is None:
        mas = Conteo(conteo.a_favor + 1, conteo.en_contra, conteo.abstenciones, conteo.sin_votar)
    else:
        otra = datos.draw(st.sampled_from(partes))
        mas = Conteo.de_partes({**conteo.por_parte, otra: FAVOR}, evidente=conteo.evidente)
    antes, despues = (decidir(suya, c, habilitados=quienes) for c in (conteo, mas))
    assert despues.aprobada or not antes.aprobada


@given(regla_de=REGLAS, datos=st.data())
def test_lo_que_voto_quien_se_excuso_no_cuenta(regla_de: ReglaDecision, datos: st.DataObject) -> None:
    """As if nothing had been noted for that party."""
    suya, partes = ReglaDeVoto.de(regla_de), tuple(regla_de.nombres_de_partes)
    conteo = datos.draw(conteos(partes, con_partes=True))
    assert conteo is not None
    assert conteo.por_parte is not None
    excusada = datos.draw(st.sampled_from(partes))
    sin_ella: Mapping[str, Sentido] = {p: s for p, s in conteo.por_parte.items() if p != excusada}
    assert decidir(suya, conteo, excusadas=[excusada]) == decidir(
        suya, Conteo.de_partes(sin_ella, evidente=conteo.evidente)
    )
    if excusada in suya.indispensables:
        assert not decidir(suya, conteo, excusadas=[excusada]).aprobada


@given(regla_de=REGLAS, quienes=st.lists(st.sampled_from(DE_MORELOS), unique=True), disenso=st.booleans())
def test_un_consenso_de_menos_partes_que_las_que_pide_la_regla_no_se_aprueba(
    regla_de: ReglaDecision, quienes: list[str], disenso: bool
) -> None:
    suya = ReglaDeVoto.de(regla_de)
    decision = decidir(suya, None, habilitados=lista(*quienes), con_disenso=disenso)
    estan = set(quienes) & set(suya.partes)
    basta = estan >= set(suya.indispensables) and len(estan) >= (suya.votos_necesarios or 0)
    assert (decision.aprobada, decision.resultado.startswith("aprobado")) == (basta, basta)
    assert basta or "no consta" in decision.explicacion


def test_en_morelos_el_consenso_de_dos_o_de_sociedad_civil_sola_dice_que_le_falta() -> None:
    de_mayoria = regla(DE_MORELOS, quorum=ReglaDeQuorum.MAYORIA_DE_PARTES, indispensables=(CIVIL,), votos_necesarios=3)
    suya = ReglaDeVoto.de(de_mayoria)
    for quienes in ([CIVIL], [CIVIL, GARANTE]):
        decision = decidir(suya, None, habilitados=lista(*quienes))
        assert decision.resultado == "consenso; no consta que lo compartieran al menos 3 partes"
    assert decidir(suya, None, habilitados=lista(CIVIL, GARANTE, EJECUTIVO)).aprobada
    excusada = decidir(suya, None, habilitados=lista(CIVIL, GARANTE), excusadas=[EJECUTIVO])
    assert excusada.resultado == "consenso; no consta que lo compartieran al menos 3 partes"


@given(regla_de=REGLAS, datos=st.data())
def test_el_voto_de_quien_no_podia_votar_no_cuenta(regla_de: ReglaDecision, datos: st.DataObject) -> None:
    suya, partes = ReglaDeVoto.de(regla_de), tuple(regla_de.nombres_de_partes)
    conteo = datos.draw(conteos(partes, con_partes=True))
    assert conteo is not None
    assert conteo.por_parte is not None
    pueden = datos.draw(st.lists(st.sampled_from(partes), unique=True, min_size=1))
    suyos = {p: s for p, s in conteo.por_parte.items() if p in pueden}
    con, sin = (
        decidir(suya, Conteo.de_partes(votado, evidente=conteo.evidente), habilitados=lista(*pueden))
        for votado in (conteo.por_parte, suyos)
    )
    assert (con.aprobada, con.resultado) == (sin.aprobada, sin.resultado)
    assert set(con.sin_derecho) == set(conteo.por_parte) - set(pueden)
    assert ("nadie podía votar" in con.explicacion) is bool(con.sin_derecho)


def test_mas_manos_que_las_que_podian_no_alcanzan() -> None:
    decision = decidir(MORELOS, Conteo(4), habilitados=lista(CIVIL, GARANTE))
    assert (decision.aprobada, "y sólo podían votar 2" in decision.explicacion) == (False, True)


def test_una_mayoria_evidente_con_los_cuatro_anotados_a_favor_reune_sus_votos() -> None:
    todos = dict.fromkeys(DE_MORELOS, FAVOR)
    decision = decidir(MORELOS, Conteo.de_partes(todos, evidente=True), habilitados=lista(*DE_MORELOS))
    assert (decision.aprobada, "no consta" in decision.explicacion) == (True, False)
