"""A name in a certificate and one in an acta: the same person, perhaps, or somebody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.firmantes import homonimos, parecidos

PALABRAS = st.lists(
    st.sampled_from(["José", "MARÍA", "Núñez", "de", "la", "Ángel", "Zúñiga", "Peña"]), min_size=1, max_size=6
)


@pytest.mark.parametrize(
    ("uno", "otro"),
    [
        ("Persona Inventada Núñez", "PERSONA INVENTADA NUNEZ"),
        ("Núñez Persona Inventada", "PERSONA INVENTADA NUÑEZ"),
        ("Núñez, Persona  Inventada", "PERSONA INVENTADA NUNEZ"),
    ],
)
def test_son_la_misma(uno: str, otro: str) -> None:
    assert homonimos(uno, otro)


@pytest.mark.parametrize(
    ("uno", "otro"),
    [
        ("Persona Inventada", "PERSONA INVENTADA NUNEZ"),
        ("Persona Persona Inventada", "PERSONA INVENTADA INVENTADA"),
        ("Persona Uno", "PERSONA DOS"),
        ("María José Inventada Ruiz", "JOSE MARIA INVENTADA RUIZ"),
    ],
)
def test_no_son_la_misma(uno: str, otro: str) -> None:
    """A word more, or the same words in other numbers, is another name."""
    assert not homonimos(uno, otro)


@given(PALABRAS, st.integers(0, 6))
def test_los_apellidos_primero_los_acentos_y_las_mayusculas_no_cuentan(palabras: list[str], vuelta: int) -> None:
    giradas = palabras[vuelta:] + palabras[:vuelta]
    sin_acentos = " ".join(giradas).upper().translate(str.maketrans("ÁÉÍÓÚÑ", "AEIOUN"))
    assert homonimos(" ".join(palabras), sin_acentos)


@given(st.permutations(["uno", "dos", "tres", "cuatro"]))
def test_en_otro_orden_hay_que_preguntar(palabras: list[str]) -> None:
    """The same words may name somebody else: María José is not José María."""
    escritas = " ".join(palabras)
    gira = escritas in "uno dos tres cuatro uno dos tres"
    assert homonimos("Uno Dos Tres Cuatro", escritas) is gira
    assert parecidos("Uno Dos Tres Cuatro", escritas)


@pytest.mark.parametrize(
    ("uno", "otro", "dudoso"),
    [
        ("Lic. Persona Inventada", "PERSONA INVENTADA NUNEZ", True),
        ("Persona Uno", "PERSONA DOS", False),
        ("EJEMPLO", "EJEMPLO UNO SIN VALIDEZ", False),
        ("Uno de la Prueba", "DOS DE LA INVENTADA", False),
    ],
)
def test_cuando_hay_que_preguntar(uno: str, otro: str, *, dudoso: bool) -> None:
    assert parecidos(uno, otro) is dudoso
