"""Who votes in a meeting, from nombramientos, catalogue and whom one substitutes."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.nombramientos import DerechoDeVoto, Nombramiento
from enlace_app.dominio.votantes import Directorio, Votante, votante, votantes
from tests.dominio.fabrica import FECHA, PARTES, asistente, catalogo, ejercicio, reunion, sesion, tipo, uuid

ANA, BRUNO, CARLA = uuid(1), uuid(2), uuid(3)
PERSONAS = {"ana": ANA, "bruno": BRUNO, "carla": CARLA}
CIVIL, GARANTE, _ = PARTES


def nombrado(persona: UUID, rol: str = "representante", parte: str | None = CIVIL, **datos: Any) -> Nombramiento:
    return Nombramiento(persona=persona, rol=rol, parte=parte, **datos)


def fila(nombre: str, **datos: Any) -> Asistencia:
    return asistente(nombre, persona_registrada=PERSONAS.get(nombre.casefold()), **datos)


def juzgar(
    *asistencias: Asistencia, nombramientos: tuple[Nombramiento, ...] = (), dia: date | None = FECHA, **datos: Any
) -> list[Votante]:
    comunes: dict[str, Any] = {"tipo": sesion(), "ejercicio": ejercicio(), "fecha": dia}
    celebrada = reunion(**(comunes | datos), asistencias=list(asistencias))
    orden = {a.uuid: n for n, a in enumerate(asistencias)}
    juzgadas = votantes(celebrada, Directorio(catalogo(), nombramientos, PERSONAS))
    return sorted(juzgadas, key=lambda v: orden[v.asistencia.uuid])


def vota(*asistencias: Asistencia, **datos: Any) -> bool:
    """Whether the first one does."""
    return juzgar(*asistencias, **datos)[0].vota


TITULAR, SUPLENTE = nombrado(ANA), nombrado(BRUNO, "suplente")


def test_por_su_nombramiento_el_titular_vota_y_el_enlace_solo_habla() -> None:
    assert vota(fila("Ana"), nombramientos=(TITULAR,))
    (enlace,) = juzgar(fila("Carla", calidad="titular"), nombramientos=(nombrado(CARLA, "enlace"),))
    assert (enlace.voz, enlace.vota, enlace.parte) == (True, False, CIVIL), "el nombramiento vale más que la calidad"
    assert "sin voto" in enlace.razon


def test_el_nombramiento_es_el_de_ese_dia_y_ese_ejercicio() -> None:
    cesado = nombrado(ANA, hasta=FECHA - timedelta(days=1))
    (ana,) = juzgar(fila("Ana", calidad="titular", parte=CIVIL), nombramientos=(cesado,))
    assert not ana.vota
    assert "vigente" in ana.razon
    de_otro = nombrado(ANA, "enlace", ejercicio=ejercicio())
    assert vota(fila("Ana", calidad="titular", parte=CIVIL), nombramientos=(de_otro,)), "decide el catálogo"


def test_el_suplente_vota_solo_si_suple_a_un_titular_de_su_parte_que_no_esta() -> None:
    todos = (TITULAR, SUPLENTE)
    assert vota(fila("Bruno", suple_a="Ana"), nombramientos=todos)
    assert vota(fila("Bruno", suple_a="Ana"), fila("Ana", ausente=True), nombramientos=todos)
    assert not vota(fila("Bruno", suple_a="Ana"), fila("Ana"), nombramientos=todos)
    assert not vota(fila("Bruno"), nombramientos=todos)
    assert not vota(fila("Bruno", suple_a="Bruno"), nombramientos=todos), "nadie se suple a sí mismo"
    sin_voto = (*todos, nombrado(CARLA, "enlace"))
    assert not vota(fila("Bruno", suple_a="Carla"), nombramientos=sin_voto)
    assert not vota(fila("Bruno", suple_a="Ana"), nombramientos=(nombrado(ANA, parte=GARANTE), SUPLENTE))
    sin_parte = (nombrado(ANA, parte=None), nombrado(BRUNO, "suplente", None))
    assert not vota(fila("Bruno", suple_a="Ana"), nombramientos=sin_parte), "no consta que sean de la misma parte"
    cesado = nombrado(ANA, hasta=FECHA - timedelta(days=1))
    assert not vota(fila("Bruno", suple_a="Ana"), nombramientos=(cesado, SUPLENTE))


def test_la_parte_se_compara_como_la_regla_la_entiende() -> None:
    todos = (nombrado(ANA, parte="Órgano Garante"), nombrado(BRUNO, "suplente", "garante"))
    (bruno,) = juzgar(fila("Bruno", suple_a="Ana"), nombramientos=todos)
    assert (bruno.vota, bruno.parte) == (True, GARANTE)


def test_el_suplente_de_dos_partes_vota_por_la_que_suple() -> None:
    todos = (nombrado(ANA, parte=GARANTE), SUPLENTE, nombrado(BRUNO, "suplente", GARANTE))
    (bruno,) = juzgar(fila("Bruno", suple_a="Ana"), nombramientos=todos)
    assert (bruno.vota, bruno.parte) == (True, GARANTE)


@pytest.mark.parametrize(
    ("suplida", "esperado"),
    [
        (None, True),
        ({"ausente": True, "calidad": "titular"}, True),
        ({"ausente": True, "calidad": "observador"}, False),
        ({"ausente": True, "calidad": "facilitador"}, False),
        ({"ausente": True, "calidad": "titular", "parte": GARANTE}, False),
        ({"calidad": "titular"}, False),
    ],
)
def test_sin_nombramientos_decide_la_calidad_de_la_suplida(suplida: dict[str, Any] | None, esperado: bool) -> None:
    suplente = asistente("Persona Suplente", parte=CIVIL, calidad="suplente", suple_a="Persona Titular")
    otras = [] if suplida is None else [asistente("Persona Titular", **({"parte": CIVIL} | suplida))]
    assert vota(suplente, *otras) is esperado


def test_de_lo_que_nadie_sabe_vale_lo_escrito() -> None:
    assert [v.vota for v in juzgar(asistente(voto=True), asistente(voto=False), asistente())] == [True, False, False]
    (desconocida,) = juzgar(asistente(calidad="vocal"))
    assert (desconocida.voz, desconocida.voto) == (None, None), "no se inventa un derecho"


def test_lo_escrito_no_da_el_voto_que_el_rol_no_tiene() -> None:
    (observadora,) = juzgar(asistente(calidad="Observadora", parte=CIVIL, voto=True))
    assert (observadora.vota, observadora.asistencia.voto) == (False, True), "se conserva como se escribió"
    assert not vota(asistente(calidad="titular", parte=CIVIL, voto=False))


def test_sin_fecha_no_hay_nombramiento_que_valga() -> None:
    assert not vota(fila("Ana"), nombramientos=(TITULAR,), dia=None)


def test_en_una_eleccion_vota_quien_se_anota() -> None:
    eleccion: dict[str, Any] = {"tipo": tipo(con_votacion=True)}
    assert vota(asistente(calidad="enlace", voto=True), **eleccion)
    (callada,) = juzgar(asistente(calidad="enlace"), **eleccion)
    assert callada.voto is None
    assert not vota(asistente(calidad="facilitador", voto=True), **eleccion)


def test_una_fila_mas_se_juzga_como_en_la_lista() -> None:
    celebrada = reunion(tipo=sesion(), ejercicio=ejercicio())
    suplente = asistente("Persona Suplente", parte=CIVIL, calidad="suplente", suple_a="Persona Titular")
    presente = asistente("Persona Titular", parte=CIVIL, calidad="titular")
    directorio = Directorio(roles=catalogo())
    assert votante(suplente, celebrada, [], directorio).vota
    assert not votante(suplente, celebrada, [presente], directorio).vota
    presente.baja = True
    assert votante(suplente, celebrada, [presente], directorio).vota


FILAS = st.lists(
    st.builds(
        fila,
        st.sampled_from(["Ana", "Bruno", "Carla", "Dora"]),
        parte=st.sampled_from([*PARTES, None]),
        calidad=st.sampled_from(["titular", "suplente", "observador", "facilitador", "vocal", None]),
        cargo=st.sampled_from(["Facilitadora", "Directora", None]),
        voto=st.sampled_from([True, False, None]),
        suple_a=st.sampled_from(["Ana", "Bruno", "Zoé", None]),
        ausente=st.booleans(),
    ),
    max_size=5,
)
NOMBRAMIENTOS = st.lists(
    st.builds(
        nombrado,
        st.sampled_from([ANA, BRUNO, CARLA]),
        st.sampled_from(["representante", "suplente", "enlace", "Secretaria de algo"]),
        st.sampled_from([*PARTES, None]),
        voto=st.sampled_from([*DerechoDeVoto, None]),
        voz=st.sampled_from([True, False, None]),
    ),
    max_size=5,
).map(tuple)


@given(
    filas=FILAS, nombramientos=NOMBRAMIENTOS, calidad=st.sampled_from(["titular", "suplente", None]),
    voto=st.sampled_from([True, False, None]), como=st.sampled_from(["nombramiento", "calidad", "cargo", "reunión"]),
)  # fmt: skip
def test_quien_facilita_no_vota_conste_donde_conste(
    filas: list[Asistencia], nombramientos: tuple[Nombramiento, ...], calidad: str | None, voto: Any, como: str
) -> None:
    quien = fila("Ana", parte=CIVIL, calidad="Facilitación" if como == "calidad" else calidad, voto=voto, suple_a="Zoé")
    quien.cargo = "Facilitador (imparcial)" if como == "cargo" else None
    if como == "nombramiento":
        nombramientos = (*nombramientos, nombrado(ANA, "Facilitadora", voto=DerechoDeVoto.SI))
    facilitador = " ANA " if como == "reunión" else None
    suya = juzgar(quien, *filas, nombramientos=nombramientos, facilitador=facilitador)[0]
    assert (suya.facilita, suya.voz, suya.vota) == (True, True, False)


@given(filas=FILAS, nombramientos=NOMBRAMIENTOS)
def test_nadie_vota_contra_lo_escrito_ni_sin_razon(
    filas: list[Asistencia], nombramientos: tuple[Nombramiento, ...]
) -> None:
    for v in juzgar(*filas, nombramientos=nombramientos):
        assert v.razon
        assert not (v.vota and v.asistencia.voto is False)
        assert v.voz or not v.voto, "quien vota habla"
        if v.voto is False:
            assert not v.vota


@given(filas=FILAS, nombramientos=NOMBRAMIENTOS, azar=st.randoms())
def test_el_orden_de_los_nombramientos_no_decide_quien_vota(
    filas: list[Asistencia], nombramientos: tuple[Nombramiento, ...], azar: Any
) -> None:
    revueltos = list(nombramientos)
    azar.shuffle(revueltos)
    unos, otros = (juzgar(*filas, nombramientos=tuple(lista)) for lista in (nombramientos, revueltos))
    assert [(v.voz, v.voto) for v in unos] == [(v.voz, v.voto) for v in otros]
