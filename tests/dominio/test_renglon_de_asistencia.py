"""Who walked in, from one line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.renglon_de_asistencia import leer_asistente

CONOCIDAS = {"aguas del norte", "los amigos, a.c."}


@pytest.mark.parametrize(
    ("linea", "persona", "organizacion", "cargo"),
    [
        ("Persona Uno, directora, Instituto de Pruebas", "Persona Uno", "Instituto de Pruebas", "directora"),
        ("Persona Uno; Instituto de Pruebas; directora", "Persona Uno", "Instituto de Pruebas", "directora"),
        ("Persona Uno, vocal, Amigos", "Persona Uno", "Amigos", "vocal"),
        ("Persona Uno - IDP", "Persona Uno", "IDP", None),
        ("Persona Uno, secretaria", "Persona Uno", None, "secretaria"),
        ("Persona Uno, aguas del norte", "Persona Uno", "aguas del norte", None),
        ("IDP", None, "IDP", None),
        ("Instituto de Pruebas", None, "Instituto de Pruebas", None),
        ("Aguas del Norte, delegado", None, "Aguas del Norte", "delegado"),
        ("Vecinos del Río, A.C.", None, "Vecinos del Río, A.C.", None),
        ("Persona Uno, presidenta, Los Amigos, A.C.", "Persona Uno", "Los Amigos, A.C.", "presidenta"),
        ("  Persona   Uno ", "Persona Uno", None, None),
        ("Persona Uno, jefa, área, oficina, IDP", "Persona Uno", "área, oficina, IDP", "jefa"),
        (" , ", None, None, None),
    ],
)
def test_se_separa_persona_cargo_e_institucion(
    linea: str, persona: str | None, organizacion: str | None, cargo: str | None
) -> None:
    leido = leer_asistente(linea, CONOCIDAS)
    assert (leido.persona, leido.organizacion, leido.cargo) == (persona, organizacion, cargo)


@given(st.text(st.characters(codec="utf-8") | st.sampled_from(" ,;-ABab"), max_size=60))
def test_ninguna_palabra_se_pierde(linea: str) -> None:
    leido = leer_asistente(linea, CONOCIDAS)
    quedan = " ".join(t for t in (leido.persona, leido.organizacion, leido.cargo) if t)
    assert sorted(re.findall(r"\w+", quedan)) == sorted(re.findall(r"\w+", linea))
