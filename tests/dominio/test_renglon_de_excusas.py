"""Recusals and what somebody asks to be put on record, typed in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.renglon_de_excusas import escribir_excusas, leer_excusas
from enlace_app.dominio.renglon_de_intervencion import IntervencionEscrita, leer_intervencion

PRESENTES = ["Ana de Prueba", "Bruno de Prueba", "Instituto de Prueba"]
CONOCIDOS = {plegar(nombre): nombre for nombre in PRESENTES}


@pytest.mark.parametrize(
    ("texto", "excusas"),
    [
        ("", {}),
        (" ; ", {}),
        ("ana", {"Ana de Prueba": None}),
        ("ana: es suya; bru", {"Ana de Prueba": "es suya", "Bruno de Prueba": None}),
        ("ana: es suya; y además lejana; bru:", {"Ana de Prueba": "es suya; y además lejana", "Bruno de Prueba": None}),
        ("Persona Ajena: por algo", {"Persona Ajena": "por algo"}),
        (": sin nadie", {}),
    ],
)
def test_quien_se_excusa_y_por_que(texto: str, excusas: dict[str, str | None]) -> None:
    assert leer_excusas(texto, CONOCIDOS) == excusas


@given(
    st.dictionaries(
        st.sampled_from(PRESENTES), st.none() | st.text("xyz ", min_size=1).map(str.strip).filter(bool), max_size=3
    )
)
def test_lo_escrito_se_lee_como_era(excusas: dict[str, str | None]) -> None:
    assert leer_excusas(escribir_excusas(excusas), CONOCIDOS) == excusas


@pytest.mark.parametrize(
    ("renglon", "esperado"),
    [
        ("", ("", "")),
        ("bru", ("Bruno de Prueba", "")),
        ("bru: disiente: queda lejos", ("Bruno de Prueba", "disiente: queda lejos")),
        ("Vecina: pide agua", ("Vecina", "pide agua")),
        (": nadie", ("", "nadie")),
    ],
)
def test_quien_pide_que_conste_y_que(renglon: str, esperado: tuple[str, str]) -> None:
    assert leer_intervencion(renglon, CONOCIDOS) == IntervencionEscrita(*esperado)
