"""Quorum: which parties were there, at the opening or from which hour."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.ejercicios import ReglaDecision, ReglaDeQuorum
from enlace_app.dominio.quorum import Quorum, enumerar, votos_por_parte
from enlace_app.dominio.quorum import evaluar as evaluar_votantes
from enlace_app.dominio.votantes import Directorio, Votante, votantes
from tests.dominio.fabrica import PARTES, asistente, catalogo, ejercicio, regla, reunion, sesion, titular

TODAS, MAYORIA = ReglaDeQuorum.TODAS_LAS_PARTES, ReglaDeQuorum.MAYORIA_DE_PARTES
CIVIL, GARANTE, LOCAL = PARTES


def con_derechos(regla_de: ReglaDecision, asistencias: Sequence[Asistencia]) -> list[Votante]:
    plan = ejercicio()
    plan.regla = regla_de
    celebrada = reunion(tipo=sesion(), ejercicio=plan, asistencias=list(asistencias))
    return votantes(celebrada, Directorio(roles=catalogo()))


def evaluar(regla_de: ReglaDecision, asistencias: Sequence[Asistencia], inicio: str | None) -> Quorum:
    return evaluar_votantes(regla_de, con_derechos(regla_de, asistencias), inicio)


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
        {"calidad": "observador", "voto": True},
        {"calidad": "suplente"},
        {"calidad": "suplente", "voto": True},
        {"calidad": "facilitador", "voto": True},
        {"calidad": "titular", "cargo": "Facilitadora (imparcial)", "voto": True},
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
    suple_a = "Persona Ausente" if calidad == "Suplente" else None
    assert reunido(regla((CIVIL,)), asistente(parte=CIVIL, calidad=calidad, voto=voto, suple_a=suple_a))


def test_una_institucion_sin_persona_representa_a_su_parte() -> None:
    assert reunido(regla((CIVIL,)), asistente(None, organizacion="Vecinos", parte=CIVIL, calidad="titular"))


@pytest.mark.parametrize("escrita", ["garante", "el Organo Garante", "ICAI", "órgano garante (estatal)"])
def test_la_parte_se_reconoce_aunque_se_escriba_de_otro_modo(escrita: str) -> None:
    una = regla(PARTES)
    una.partes[1].sinonimos = "icai; instituto"
    assert una.parte_de(escrita) == GARANTE


@pytest.mark.parametrize("escrita", [None, "", "de", "órgano garante nacional", "gobierno", "o"])
def test_lo_que_no_es_una_parte_no_lo_parece(escrita: str | None) -> None:
    assert regla(PARTES).parte_de(escrita) is None


def test_el_suplente_vota_cuando_el_titular_se_va() -> None:
    titular_se_va = titular(CIVIL, salida="11:00")
    suplente = asistente("Persona Dos", parte=CIVIL, calidad="suplente", suple_a=f"Titular de {CIVIL}")
    lista = [titular_se_va, suplente, titular(LOCAL, llegada="11:30")]
    respuesta = evaluar(regla((CIVIL, LOCAL)), lista, "10:00")
    assert (respuesta.reunido, respuesta.desde) == (True, "11:30")


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
        persona=st.sampled_from(["Persona Uno", "Persona Dos", "Persona Tres"]),
        parte=st.sampled_from([*PARTES, None]),
        calidad=st.sampled_from(["titular", "suplente", "observador", "Facilitadora", "vocal", None]),
        suple_a=st.sampled_from(["Persona Uno", "Persona Dos", "Persona Ajena", None]),
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


@given(regla_de=REGLAS, asistencias=ASISTENCIAS, inicio=HORAS, parte=st.sampled_from(PARTES), escrito=st.booleans())
def test_quien_facilita_nunca_cuenta_para_el_quorum(
    regla_de: ReglaDecision, asistencias: list[Asistencia], inicio: str | None, parte: str, escrito: bool
) -> None:
    """Whatever else the list says of her, and whatever it says of the others."""
    facilita = asistente("Persona Imparcial", parte=parte, calidad="facilitador", voto=escrito)
    otras = [a for a in asistencias if a.suple_a != "Persona Imparcial"]
    assert evaluar(regla_de, [*otras, facilita], inicio) == evaluar(regla_de, otras, inicio)


@given(regla_de=REGLAS, asistencias=ASISTENCIAS, hora=st.times().map(lambda t: f"{t:%H:%M}"))
def test_cada_parte_tiene_a_lo_mas_un_voto_y_de_quien_puede_votar(
    regla_de: ReglaDecision, asistencias: list[Asistencia], hora: str
) -> None:
    lista = con_derechos(regla_de, asistencias)
    votos = votos_por_parte(regla_de, lista, hora)
    assert len(votos) <= len(PARTES)
    assert len({id(v) for v in votos.values()}) == len(votos), "nadie vota por dos partes"
    for parte, votante in votos.items():
        a = votante.asistencia
        assert (a.parte, a.ausente, a.voto is False) == (parte, False, False)
        assert a.presente_a(hora)
        assert a.calidad not in {"observador", "Facilitadora"}
        if a.calidad == "suplente":
            assert a.suple_a not in {None, a.persona}
            suplidos = [o for o in asistencias if o.persona == a.suple_a]
            assert not any(o.presente_a(hora) for o in suplidos)


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


def test_la_declaracion_nombra_a_quien_estuvo_por_cada_parte() -> None:
    ausente = titular(GARANTE, ausente=True)
    suplente = asistente("Persona Dos", parte=GARANTE, calidad="suplente", suple_a=ausente.persona)
    declarado = evaluar(regla(), [titular(CIVIL), ausente, suplente, titular(LOCAL)], "10:00")
    assert declarado.declaracion == (
        "Con la presencia de las tres partes: sociedad civil (por Titular de sociedad civil, titular), órgano garante "
        "(por Persona Dos, suplente de Titular de órgano garante) y autoridad local (por Titular de autoridad local, "
        "titular), se declara que hay quórum."
    )


def test_la_declaracion_dice_desde_cuando_hasta_cuando_y_si_vuelve() -> None:
    lista = [titular(CIVIL), titular(LOCAL, llegada="10:40", salida="11:20"), titular(LOCAL, llegada="11:50")]
    dicho = evaluar(regla((CIVIL, LOCAL)), lista, "10:00").declaracion
    assert dicho.startswith("A las 10:40 horas, con la presencia de las dos partes: ")
    assert "antes de esa hora no lo había, pues faltaba autoridad local." in dicho
    assert (
        "A las 11:20 horas, al retirarse Titular de autoridad local, dejó de haber quórum: sin autoridad local. "
        "Lo hubo de nuevo desde las 11:50 horas, con autoridad local."
    ) in dicho


def test_irse_al_terminar_no_es_perder_el_quorum() -> None:
    lista = [titular(CIVIL, salida="12:00"), titular(LOCAL, salida="12:00")]
    votan = con_derechos(regla((CIVIL, LOCAL)), lista)
    assert "dejó de haber" not in evaluar_votantes(regla((CIVIL, LOCAL)), votan, "10:00", "12:00").declaracion
    assert "A las 12:00 horas" in evaluar_votantes(regla((CIVIL, LOCAL)), votan, "10:00", "12:30").declaracion


def test_sin_quorum_se_dice_quien_falto_y_quien_estuvo() -> None:
    falta = evaluar(regla(), [titular(CIVIL)], "10:00").declaracion
    assert falta == (
        "No hay quórum: faltaron órgano garante y autoridad local; sólo estuvo representada la parte sociedad civil "
        "(por Titular de sociedad civil, titular)."
    )
    assert evaluar(regla(), [], "10:00").declaracion.endswith("ninguna parte estuvo representada.")


@given(regla_de=REGLAS, asistencias=ASISTENCIAS, inicio=HORAS)
def test_lo_declarado_no_contradice_al_juicio(
    regla_de: ReglaDecision, asistencias: list[Asistencia], inicio: str | None
) -> None:
    juicio = evaluar(regla_de, asistencias, inicio)
    assert ("se declara que hay quórum" in juicio.declaracion) is juicio.reunido
    assert juicio.declaracion.startswith("No hay quórum") is not juicio.reunido
    assert juicio.desde is None or f"A las {juicio.desde} horas, con la presencia" in juicio.declaracion
    for parte in juicio.presentes:
        assert f"{parte} (por " in juicio.declaracion
