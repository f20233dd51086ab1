"""Legible in all three themes, by the numbers of WCAG 2.2."""

import pytest

from enlace_app.ui.tema import ALTO_CONTRASTE, CLARO, OSCURO, Rol, Tema, contraste

TEMAS = [CLARO, OSCURO, ALTO_CONTRASTE]
DE_TEXTO = [Rol.TEXTO, Rol.TEXTO_TENUE, Rol.ACENTO, Rol.PELIGRO, Rol.AVISO, Rol.BIEN, Rol.NEUTRO]
SUPERFICIES = [Rol.FONDO, Rol.SUPERFICIE, Rol.SELECCION]


@pytest.mark.parametrize("tema", TEMAS, ids=lambda tema: tema.nombre)
def test_todo_texto_se_lee_sobre_toda_superficie(tema: Tema) -> None:
    minimo = 7 if tema is ALTO_CONTRASTE else 4.5
    flojos: list[tuple[Rol, str, float]] = [
        (rol, sobre, round(contraste(tema.valor(rol), tema.valor(sobre)), 2))
        for rol in DE_TEXTO
        for sobre in SUPERFICIES
        if contraste(tema.valor(rol), tema.valor(sobre)) < minimo
    ]
    flojos += [
        (rol, "tinte", round(contraste(tema.color(rol), tema.tinte(rol)), 2))
        for rol in DE_TEXTO
        if contraste(tema.color(rol), tema.tinte(rol)) < minimo
    ]
    assert not flojos
    assert contraste(tema.texto_sobre_acento, tema.acento) >= minimo


@pytest.mark.parametrize("tema", TEMAS, ids=lambda tema: tema.nombre)
def test_bordes_y_foco_se_ven(tema: Tema) -> None:
    for rol in (Rol.BORDE, Rol.FOCO):
        for sobre in (Rol.FONDO, Rol.SUPERFICIE):
            assert contraste(tema.valor(rol), tema.valor(sobre)) >= 3, (rol, sobre)


def test_contraste_con_los_valores_de_la_norma() -> None:
    assert round(contraste("#000000", "#ffffff"), 2) == 21
    assert round(contraste("#777777", "#ffffff"), 2) == 4.48
    assert contraste("#123456", "#123456") == 1
