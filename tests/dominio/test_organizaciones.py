"""Names as written meet the directory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.organizaciones import Alias, Organizacion, indice_de_nombres, plegar
from enlace_app.dominio.personas import Persona, indice_de_personas


@pytest.mark.parametrize(
    ("escrito", "plegado"),
    [
        ("  Comisión   Nacional ", "comision nacional"),
        ("AÑO", "ano"),
        ("Straße", "strasse"),
        ("", ""),
        ("\n a\tb", "a b"),
    ],
)
def test_plegar(escrito: str, plegado: str) -> None:
    assert plegar(escrito) == plegado


@given(texto=st.text(max_size=40))
def test_plegar_dos_veces_es_plegar_una(texto: str) -> None:
    assert plegar(plegar(texto)) == plegar(texto)
    assert plegar(texto.upper()) == plegar(texto.upper().lower())


def organizacion(nombre: str, sigla: str | None = None, *alias: str, baja: bool = False) -> Organizacion:
    return Organizacion(nombre=nombre, sigla=sigla, alias=[Alias(alias=a) for a in alias], baja=baja)


def test_cada_nombre_lleva_a_la_suya() -> None:
    conagua = organizacion("Comisión Nacional del Agua", "CONAGUA", "CNA")
    indice = indice_de_nombres([conagua, organizacion("Otra")])
    for nombre in ("comision nacional del agua", "CONAGUA", "cna"):
        assert indice[plegar(nombre)] == conagua.uuid


def test_lo_que_varias_comparten_no_lleva_a_ninguna() -> None:
    uno, otro = organizacion("SIMAS Sabinas", "SIMAS"), organizacion("SIMAS Acuña", "SIMAS")
    indice = indice_de_nombres([uno, otro])
    assert "simas" not in indice
    assert indice["simas sabinas"] == uno.uuid


def test_el_nombre_completo_vale_mas_que_el_alias_de_otra() -> None:
    instituto, otra = organizacion("Instituto"), organizacion("Otra", None, "Instituto")
    assert indice_de_nombres([otra, instituto])["instituto"] == instituto.uuid


def test_lo_dado_de_baja_no_se_ofrece() -> None:
    assert indice_de_nombres([organizacion("Una", baja=True)]) == {}


def test_dos_homonimas_no_son_la_misma_persona() -> None:
    """Whoever shares a name must not be given the other one's vote."""
    una, otra, tercera = (Persona(nombre=n) for n in ("Ana Prueba", "ANA prueba", "Persona Dos"))
    assert indice_de_personas([una, otra, tercera]) == {"persona dos": tercera.uuid}
    otra.baja = True
    assert indice_de_personas([una, otra])["ana prueba"] == una.uuid
