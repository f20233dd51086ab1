"""A name in a certificate and one in an acta: the same person, perhaps, or somebody else."""

import random

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
    ],
)
def test_no_son_la_misma(uno: str, otro: str) -> None:
    """A word more, or the same words in other numbers, is another name."""
    assert not homonimos(uno, otro)


@given(PALABRAS, st.randoms(use_true_random=False))
def test_el_orden_los_acentos_y_las_mayusculas_no_cuentan(palabras: list[str], azar: random.Random) -> None:
    revueltas = azar.sample(palabras, len(palabras))
    sin_acentos = " ".join(revueltas).upper().translate(str.maketrans("ÁÉÍÓÚÑ", "AEIOUN"))
    assert homonimos(" ".join(palabras), sin_acentos)


@pytest.mark.parametrize(
    ("uno", "otro", "dudoso"),
    [
        ("Lic. Persona Inventada", "PERSONA INVENTADA NUNEZ", True),
        ("Persona Uno", "PERSONA DOS", False),
        ("EJEMPLO", "EJEMPLO UNO SIN VALIDEZ", False),
    ],
)
def test_cuando_hay_que_preguntar(uno: str, otro: str, *, dudoso: bool) -> None:
    assert parecidos(uno, otro) is dudoso
