"""What is kept prints exactly as typed, or is refused with its field."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.textos import MAXIMO_UTF16, Alfabeto, ErrorDeTexto, normalizar, unidades_utf16


def test_lee_rangos_y_sueltos_con_comentarios() -> None:
    leido = Alfabeto.de_lineas(["# letras", "0041-0043", "", "  2713  # palomita", "00F1"])
    assert leido.imprimibles == {0x41, 0x42, 0x43, 0x2713, 0xF1}


def test_las_unidades_son_las_que_cuenta_excel() -> None:
    assert unidades_utf16("ñ") == 1
    assert unidades_utf16("😀a") == 3 == len("😀a".encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("escrito", "guardado"),
    [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\n\rb", "a\n\nb"), ("a\tb", "a b"), ("\r\n\r\n", "\n\n"), ("", "")],
)
def test_finales_de_renglon_y_tabuladores(escrito: str, guardado: str) -> None:
    assert normalizar(escrito) == guardado


@pytest.mark.parametrize("texto", ["Ana <ana@x.mx>", "5 < 7 & «ñ»", "  con espacios  ", "_x00_", "uno\n\ndos", "x005F"])
def test_lo_imprimible_queda_igual(alfabeto: Alfabeto, texto: str) -> None:
    assert alfabeto.limpiar("Campo", texto) == texto


def test_la_letra_en_dos_partes_se_une(alfabeto: Alfabeto) -> None:
    """A Mac gives file names so: without this, «Acuña» pasted from one would be refused."""
    assert alfabeto.limpiar("Campo", unicodedata.normalize("NFD", "Acuña, José Ünico")) == "Acuña, José Ünico"


@pytest.mark.parametrize("caracter", ["\x00", "\x07", "\x1b", "\x7f", "\u200b", "\ufeff", "\u2028", "\u0085", "\x0b"])
def test_lo_invisible_se_rechaza_con_su_lugar(alfabeto: Alfabeto, caracter: str) -> None:
    with pytest.raises(ErrorDeTexto) as error:
        alfabeto.limpiar("Desarrollo", f"ab{caracter}c")
    assert str(error.value).startswith("Desarrollo: el carácter 3 (U+")
    assert "invisible" in str(error.value)
    assert (error.value.campo, str(error.value)) == ("Desarrollo", f"Desarrollo: {error.value.motivo}")


def test_lo_que_la_letra_no_tiene_se_rechaza_mostrandolo(alfabeto: Alfabeto) -> None:
    with pytest.raises(ErrorDeTexto, match=r"«漢» \(U\+6F22, posición 2\)"):
        alfabeto.limpiar("Asunto", "a漢")


@pytest.mark.parametrize("secuencia", ["_x000D_", "_x0041_", "_xABCD_", "_X000d_", "x005F_"])
def test_lo_que_una_hoja_de_calculo_lee_de_otro_modo_se_rechaza(alfabeto: Alfabeto, secuencia: str) -> None:
    with pytest.raises(ErrorDeTexto, match="hoja de cálculo"):
        alfabeto.limpiar("Nota", f"texto {secuencia} más")


def test_el_limite_es_justo(alfabeto: Alfabeto) -> None:
    assert len(alfabeto.limpiar("Nota", "a" * MAXIMO_UTF16)) == MAXIMO_UTF16
    with pytest.raises(ErrorDeTexto, match="caben 32,767"):
        alfabeto.limpiar("Nota", "a" * (MAXIMO_UTF16 + 1))
    muchos = Alfabeto(frozenset({0x1F600}))
    with pytest.raises(ErrorDeTexto, match="caben"):
        muchos.limpiar("Nota", "😀" * (MAXIMO_UTF16 // 2 + 1))


@given(texto=st.text(max_size=60))
def test_lo_aceptado_se_puede_aceptar_otra_vez(alfabeto: Alfabeto, texto: str) -> None:
    try:
        limpio = alfabeto.limpiar("Campo", texto)
    except ErrorDeTexto:
        return
    assert alfabeto.limpiar("Campo", limpio) == limpio
    assert all(c == "\n" or ord(c) in alfabeto.imprimibles for c in limpio)
    assert unidades_utf16(limpio) <= MAXIMO_UTF16
    assert limpio == unicodedata.normalize("NFC", normalizar(texto)), "nada se pierde sin decirlo"
