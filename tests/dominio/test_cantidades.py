"""Counts as the sources write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.cantidades import TOPE, Cantidad, leer_minimo
from enlace_app.errores import ErrorDeNegocio

SEPARADORES = [" ", "\u00a0", "\u2007", "\u2009", "\u202f", ","]


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("más de 2 737 fojas", (2737, True, None)),
        ("Mas de 2,737 fojas", (2737, True, None)),
        ("más de 2\u202f737\u00a0fojas", (2737, True, None)),
        ("2737", (2737, False, None)),
        ("02737", (2737, False, None)),
        ("240 (suma de las cinco)", (240, False, "suma de las cinco")),
        ("al menos 240 personas (aprox.)", (240, True, "aprox.")),
        ("240+", (240, True, None)),
        ("240 o más asistentes", (240, True, None)),
        (">= 47", (47, True, None)),
        ("10 páginas", (10, False, "páginas")),
        ("10 páginas (copia)", (10, False, "páginas; copia")),
        ("0", (0, False, None)),
        ("0" * 5000, (0, False, None)),
        ("999,999,999,999,999", (TOPE - 1, False, None)),
    ],
)
def test_lee_las_formas_que_usan_las_fuentes(texto: str, esperado: tuple[int, bool, str | None]) -> None:
    assert leer_minimo(texto) == esperado


@pytest.mark.parametrize(
    "texto",
    [
        "",
        "muchos",
        "más de",
        "2.737",
        "2,73",
        "2 73",
        "1,234 567",
        "-5",
        "240-260",
        "1e5",
        "٣",
        "2 737 871 x 3",
        "34 de 38",
        "2\n737",
        "1000000000000000",
        "1,000,000,000,000,000",
        "9" * 5000,
    ],
)
def test_rechaza_lo_que_no_es_un_numero_entero(texto: str) -> None:
    with pytest.raises(ErrorDeNegocio):
        leer_minimo(texto)


@given(st.integers(0, TOPE - 1), st.sampled_from(SEPARADORES), st.booleans(), st.sampled_from(["", " fojas"]))
def test_un_numero_agrupado_se_lee_igual_con_cualquier_separador(
    numero: int, separador: str, minimo: bool, unidad: str
) -> None:
    escrito = f"{numero:,}".replace(",", separador)
    assert leer_minimo(f"{'más de ' if minimo else ''}{escrito}{unidad}") == Cantidad(numero, minimo, None)


@given(st.text(max_size=40))
def test_cualquier_texto_da_una_cantidad_valida_o_un_error_para_el_usuario(texto: str) -> None:
    try:
        cantidad = leer_minimo(texto)
    except ErrorDeNegocio:
        return
    assert 0 <= cantidad.numero < TOPE
    assert cantidad.nota is None or cantidad.nota.strip()


def test_un_relleno_enorme_se_rechaza_sin_demora() -> None:
    """Many adjacent optional blanks once made this cubic."""
    with pytest.raises(ErrorDeNegocio):
        leer_minimo("5" + " " * 100_000 + "!" + "a " * 50_000)
