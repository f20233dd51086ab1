"""Who may vote at the hour of a vote, recusals included, and whether what the vote kept is still so."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.habilitados import con_voto, conteo_de, explicar, lista_distinta, partes_excusadas
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.votaciones import Excusa, Habilitado, Sentido, SentidoDeParte, Votacion
from enlace_app.dominio.votantes import Directorio, votantes
from tests.dominio.fabrica import PARTES, asistente, catalogo, ejercicio, reunion, sesion, tipo, titular

CIVIL, GARANTE, LOCAL = PARTES
DIRECTORIO = Directorio(roles=catalogo())


def sala(*asistencias: Asistencia, **datos: Any) -> Reunion:
    for orden, asistencia in enumerate(asistencias, start=1):
        asistencia.orden = orden
    comunes: dict[str, Any] = {"tipo": sesion(), "ejercicio": ejercicio()}
    return reunion(**(comunes | datos), asistencias=list(asistencias))


def votan(suya: Reunion, *excusados: str, hora: str = "11:00") -> dict[str, tuple[str | None, str | None]]:
    juzgados = votantes(suya, DIRECTORIO, excusados)
    return {c.persona: (c.parte, c.suple_a) for c in con_voto(suya, juzgados, hora)}


def suplente(nombre: str = "Suplente", parte: str = CIVIL, **datos: Any) -> Asistencia:
    return asistente(nombre, parte=parte, calidad="suplente", **datos)


def votada(suya: Reunion, *excusados: str, **datos: Any) -> Votacion:
    """A vote that kept who could vote."""
    hora = datos.get("hora") or "11:00"
    lista = con_voto(suya, votantes(suya, DIRECTORIO, excusados), hora)
    return Votacion(
        **{"modalidad": "consenso", "resultado": "aprobado por consenso"} | datos,
        habilitados=[Habilitado(persona=c.persona, parte=c.parte, suple_a=c.suple_a) for c in lista],
        excusas=[Excusa(persona=nombre) for nombre in excusados],
    )


def test_si_el_titular_se_excusa_vota_el_suplente_de_su_parte_que_este() -> None:
    suya = sala(titular(CIVIL), suplente(voto=False), suplente("Otra", GARANTE), titular(LOCAL))
    assert votan(suya) == {f"Titular de {CIVIL}": (CIVIL, None), f"Titular de {LOCAL}": (LOCAL, None)}
    assert votan(suya, f"titular de {CIVIL.upper()}") == {
        "Suplente": (CIVIL, f"Titular de {CIVIL}"),
        f"Titular de {LOCAL}": (LOCAL, None),
    }
    ida = sala(titular(CIVIL), suplente(salida="10:30"))
    assert votan(ida, f"Titular de {CIVIL}") == {}
    assert partes_excusadas(ida, DIRECTORIO, [f"Titular de {CIVIL}"], "11:00") == [CIVIL]
    assert partes_excusadas(suya, DIRECTORIO, [f"Titular de {CIVIL}"], "11:00") == []


def test_el_suplente_anotado_por_un_presente_vota_mientras_aquel_se_excusa() -> None:
    suya = sala(titular(CIVIL), suplente(suple_a=f"Titular de {CIVIL}", voto=False))
    assert list(votan(suya)) == [f"Titular de {CIVIL}"]
    assert list(votan(suya, f"Titular de {CIVIL}")) == ["Suplente"]
    assert votan(suya, f"Titular de {CIVIL}", "Suplente") == {}


def test_fuera_de_sesion_votan_los_que_estan_si_se_conoce_a_todos() -> None:
    trabajo: dict[str, Any] = {"tipo": tipo(con_votacion=True), "facilitador": "Imparcial"}
    suya = sala(
        asistente("Uno"), asistente("Imparcial"), asistente("Dos", salida="10:30"), asistente("Tres"), **trabajo
    )
    assert list(votan(suya)) == ["Uno", "Tres"]
    assert list(votan(suya, "Tres")) == ["Uno"]
    assert votan(sala(asistente("Uno"), **trabajo, presentes_n=30)) == {}
    assert votan(sala(asistente(None, organizacion="Varias"), **trabajo)) == {}


def test_lo_que_la_votacion_guardo_se_compara_con_la_asistencia_corregida() -> None:
    tarde = titular(LOCAL)
    suya = sala(titular(CIVIL), tarde)
    votacion = votada(suya, hora="11:00")
    assert lista_distinta(suya, DIRECTORIO, votacion) is None
    tarde.llegada = "11:30"
    distinta = lista_distinta(suya, DIRECTORIO, votacion)
    assert [c.persona for c in distinta or []] == [f"Titular de {CIVIL}"]
    tarde.llegada, tarde.salida = None, "11:01"
    assert lista_distinta(suya, DIRECTORIO, votacion) is None, "se fue después de votar"
    assert lista_distinta(suya, DIRECTORIO, Votacion(modalidad="consenso", resultado="aprobado")) is None


def test_sin_hora_basta_con_que_en_algun_momento_fuera_asi() -> None:
    suya = sala(titular(CIVIL, salida="11:00"), titular(LOCAL, llegada="10:30"))
    for hora in ("10:15", "10:45", "11:30"):
        votacion = votada(suya, hora=hora)
        votacion.hora = None
        assert lista_distinta(suya, DIRECTORIO, votacion) is None
    nunca = Votacion(
        modalidad="consenso", resultado="aprobado", habilitados=[Habilitado(persona="Nadie", parte=GARANTE)]
    )
    assert lista_distinta(suya, DIRECTORIO, nunca) is not None


def test_la_votacion_dice_si_ya_no_habia_quorum() -> None:
    suya = sala(titular(CIVIL), titular(GARANTE, salida="10:40"), titular(LOCAL))
    assert explicar(suya, DIRECTORIO, votada(suya, hora="10:30")).sin_quorum == ()
    despues = explicar(suya, DIRECTORIO, votada(suya, hora="10:50"))
    assert despues.sin_quorum == (GARANTE,)
    assert "A las 10:50 horas, cuando se votó, no había quórum: faltaba órgano garante." in (despues.explicacion or "")
    excusado = votada(suya, f"Titular de {CIVIL}", hora="10:30")
    assert explicar(suya, DIRECTORIO, excusado).sin_quorum == (), "quien se excusa está presente"


def test_la_historia_importada_sin_lista_no_dice_mas_de_lo_que_se_anoto() -> None:
    suya = sala(titular(CIVIL))
    vieja = Votacion(modalidad="consenso", resultado="aprobado")
    assert explicar(suya, DIRECTORIO, vieja).explicacion is None
    contada = Votacion(modalidad="mayoria", resultado="se aprueba", a_favor=2, en_contra=1)
    assert "2 votos a favor, 1 en contra" in (explicar(suya, DIRECTORIO, contada).explicacion or "")


def test_una_parte_con_dos_nombres_tiene_un_solo_voto() -> None:
    suya = ejercicio()
    assert suya.regla is not None
    suya.regla.partes[0].sinonimos = "osc"
    doble = Votacion(
        modalidad="mayoria",
        resultado="aprobado",
        sentidos=[SentidoDeParte(orden=n, parte=p, sentido="A favor") for n, p in enumerate((CIVIL, "OSC", LOCAL), 1)],
    )
    leido = conteo_de(doble, suya.regla)
    assert leido is not None
    assert (leido.por_parte, leido.a_favor) == ({CIVIL: Sentido.A_FAVOR, LOCAL: Sentido.A_FAVOR}, 2)


NOMBRES = ["Ana", "Bruno", "Carla", "Dora"]
SALAS = st.lists(
    st.builds(
        asistente,
        st.sampled_from(NOMBRES),
        parte=st.sampled_from(PARTES),
        calidad=st.sampled_from(["titular", "suplente", "observador"]),
        suple_a=st.sampled_from([*NOMBRES, None]),
        ausente=st.booleans(),
        llegada=st.sampled_from([None, "10:30"]),
        salida=st.sampled_from([None, "11:30"]),
    ),
    max_size=6,
)
HORAS = st.sampled_from(["10:00", "11:00", "12:00"])


@given(asistencias=SALAS, excusados=st.lists(st.sampled_from(NOMBRES), unique=True), hora=HORAS)
def test_quien_se_excusa_nunca_vota_y_ninguna_parte_vota_dos_veces(
    asistencias: list[Asistencia], excusados: list[str], hora: str
) -> None:
    suya = sala(*asistencias)
    lista = con_voto(suya, votantes(suya, DIRECTORIO, excusados), hora)
    partes = [c.parte for c in lista]
    assert len(set(partes)) == len(partes)
    assert not {c.persona for c in lista} & set(excusados)
    assert not {c.parte for c in lista} & set(partes_excusadas(suya, DIRECTORIO, excusados, hora))
    presentes = {a.persona for a in asistencias if a.presente_a(hora)}
    assert {c.persona for c in lista} <= presentes


@given(asistencias=SALAS, excusado=st.sampled_from(NOMBRES), hora=HORAS)
def test_una_excusa_solo_toca_a_las_partes_de_quien_se_excusa(
    asistencias: list[Asistencia], excusado: str, hora: str
) -> None:
    suya = sala(*asistencias)
    antes, despues = (
        {c.parte: c.persona for c in con_voto(suya, votantes(suya, DIRECTORIO, quienes), hora)}
        for quienes in ((), (excusado,))
    )
    for parte, persona in antes.items():
        assert persona == excusado or despues.get(parte) is not None


def test_sin_hora_se_juzga_por_el_quorum_de_la_sesion() -> None:
    suya = sala(titular(CIVIL))
    votacion = votada(suya)
    explicada = explicar(suya, DIRECTORIO, votacion)
    assert (explicada.decision.aprobada, explicada.sin_quorum) == (True, (GARANTE, LOCAL))
    assert "En ningún momento de la sesión hubo quórum: faltaban órgano garante y autoridad local." in (
        explicada.explicacion or ""
    )
    completa = sala(*(titular(parte) for parte in PARTES))
    assert explicar(completa, DIRECTORIO, votada(completa)).sin_quorum == ()
