"""Words of a text: whatever is typed, they are letters and digits only, and stand where they say."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.busqueda import palabras, plegar_en_palabras

ESCRITO = st.text(alphabet=st.characters(min_codepoint=0, max_codepoint=0x24FF), max_size=80)


@pytest.mark.parametrize(
    ("texto", "plegado"),
    [
        ("ICAI/2026", "icai 2026"),
        ("O'Brien", "o brien"),
        ("-x", "x"),
        ('"', ""),
        ("Plática de ÑANDÚES", "platica de nandues"),
        ("la 1ª sesión; 2º punto", "la 1a sesion 2o punto"),
        ("a_b*c\x00d\tE", "a b c d e"),
        ("straße", "strasse"),
        ("", ""),
    ],
)
def test_los_signos_separan_y_los_acentos_no_cuentan(texto: str, plegado: str) -> None:
    assert plegar_en_palabras(texto) == plegado


@given(ESCRITO)
def test_cada_palabra_esta_donde_dice(texto: str) -> None:
    anterior = 0
    for palabra in palabras(texto):
        assert anterior <= palabra.inicio < palabra.fin
        assert plegar_en_palabras(texto[palabra.inicio : palabra.fin]) == palabra.plegada
        anterior = palabra.fin


@given(ESCRITO)
def test_lo_plegado_son_palabras_y_ya_no_cambia(texto: str) -> None:
    plegado = plegar_en_palabras(texto)
    assert all(palabra.isalnum() for palabra in plegado.split(" ") if plegado)
    assert plegar_en_palabras(plegado) == plegado


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x17F), max_size=40))
def test_un_acento_en_dos_caracteres_es_el_mismo(texto: str) -> None:
    assert plegar_en_palabras(unicodedata.normalize("NFD", texto)) == plegar_en_palabras(texto)
