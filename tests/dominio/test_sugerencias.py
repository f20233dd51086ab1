"""Which name a few letters mean."""

from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.sugerencias import plegar_nombres, sugerencias, sugerir

NOMBRES = [
    "Consejo de Cuenca",
    "Comisión Nacional de Conservación",
    "Persona Conde",
    "CONA",
    "Aguas, S.A. (CONTRATISTA)",
    "Órgano de Ñandúes",
]
CONOCIDOS = {plegar(nombre): nombre for nombre in NOMBRES}


def test_primero_la_sigla_luego_el_nombre_luego_sus_palabras() -> None:
    assert sugerencias(CONOCIDOS, "con") == [
        "CONA",
        "Consejo de Cuenca",
        "Comisión Nacional de Conservación",
        "Persona Conde",
        "Aguas, S.A. (CONTRATISTA)",
    ]


def test_lo_escrito_entero_va_antes_que_todo() -> None:
    assert sugerencias({plegar(n): n for n in ("CONAFOR", "CONA")}, "Cona") == ["CONA", "CONAFOR"]


def test_acentos_mayusculas_y_varias_palabras() -> None:
    assert sugerencias(CONOCIDOS, "ORGANO DE N") == ["Órgano de Ñandúes"]
    assert sugerencias(CONOCIDOS, "cons nac") == ["Comisión Nacional de Conservación"]
    assert sugerencias(CONOCIDOS, "ejo") == []
    assert sugerencias(CONOCIDOS, " ") == sugerencias(CONOCIDOS, "(") == []


def test_lo_igual_de_probable_sigue_en_su_orden_y_hay_un_limite() -> None:
    opciones = [f"Persona {n:02}" for n in range(20)]
    assert sugerir(opciones, "pers", plegar_nombres, limite=3) == opciones[:3]
    assert sugerir(reversed(opciones), "pers", plegar_nombres, limite=1) == ["Persona 19"]


@given(st.text(min_size=1, max_size=12), st.text(max_size=6))
def test_todo_nombre_se_encuentra_por_su_principio(nombre: str, resto: str) -> None:
    hallado = sugerir([f"{nombre} {resto}"], nombre, plegar_nombres)
    assert hallado or not plegar_nombres(nombre)
