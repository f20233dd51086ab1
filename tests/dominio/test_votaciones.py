"""Counts and modality may not contradict each other."""

from typing import Any

import pytest

from enlace_app.dominio.votaciones import SentidoDeParte, Votacion
from enlace_app.errores import ErrorDeNegocio


def votacion(modalidad: str = "mayoria", **datos: Any) -> Votacion:
    return Votacion(modalidad=modalidad, resultado="aprobado", **datos)


@pytest.mark.parametrize(
    "coherente",
    [
        {"modalidad": "consenso"},
        {"modalidad": "consenso", "a_favor": 3, "en_contra": 0, "abstenciones": 1},
        {"a_favor": 2, "en_contra": 1},
        {"a_favor": 0, "en_contra": 3},
        {"modalidad": "votación secreta de enlaces"},
    ],
)
def test_lo_coherente_pasa(coherente: dict[str, Any]) -> None:
    votacion(**coherente).exigir_coherencia()


def test_el_sentido_de_cada_parte_vale_por_el_conteo() -> None:
    votacion(sentidos=[SentidoDeParte(parte="sociedad civil", sentido="a favor")]).exigir_coherencia()


@pytest.mark.parametrize(
    ("contradictoria", "motivo"),
    [
        ({"modalidad": "consenso", "en_contra": 1}, "no hay consenso"),
        ({}, "necesita el conteo"),
        ({"en_contra": 1}, "necesita el conteo"),
        ({"a_favor": -1}, "negativo"),
        ({"modalidad": "consenso", "abstenciones": -1}, "negativo"),
    ],
)
def test_lo_contradictorio_se_rechaza(contradictoria: dict[str, Any], motivo: str) -> None:
    with pytest.raises(ErrorDeNegocio, match=motivo):
        votacion(**contradictoria).exigir_coherencia()
