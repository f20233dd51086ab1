"""`enlace buscar`: words, folios and what is neither; the answer of a person and that of a program."""

import pytest

from tests.cli.programa import Programa


def test_encuentra_por_palabras_sin_acentos(publicado: Programa) -> None:
    dicho = publicado("buscar", "organismos", "SANEAM").salida
    assert dicho.startswith("COMPROMISOS\n  PAL1-C4\n    Derecho humano al agua y saneamiento")


def test_json_dice_donde_esta_cada_palabra(publicado: Programa) -> None:
    hallados = publicado("buscar", "sensibilizacion", "--json").json()
    assert {"Reuniones", "Acuerdos"} & {h["clase"] for h in hallados}
    con_marcas = [h for h in hallados if h["marcas"]]
    assert con_marcas
    for hallado in con_marcas:
        desde, hasta = hallado["marcas"][0]
        assert hallado["fragmento"][desde:hasta].lower() == "sensibilización"


def test_un_folio_va_primero(publicado: Programa) -> None:
    primero = publicado("buscar", "pal1-c3", "--json").json()[0]
    assert (primero["tabla"], primero["titulo"]) == ("compromiso", "PAL1-C3")


@pytest.mark.parametrize(
    ("textos", "respuesta"),
    [
        (("zzzqq",), "No se encontró nada con «zzzqq»"),
        (('"',), "No hay qué buscar"),
        (("",), "No hay qué buscar"),
        (("--", "-x*"), "No se encontró nada con «-x*»"),
        (("O'Brien", "AND", "("), "No se encontró nada"),
        (("x" * 10_000,), "No se encontró nada"),
    ],
)
def test_lo_que_no_esta_se_dice_y_no_es_un_error(publicado: Programa, textos: tuple[str, ...], respuesta: str) -> None:
    assert respuesta in publicado("buscar", *textos).salida
    assert publicado("buscar", "--json", *textos).json() == []


def test_sin_datos_dice_como_comenzar(vacio: Programa) -> None:
    assert "enlace iniciar" in vacio.rechazo(3, "buscar", "agua")
