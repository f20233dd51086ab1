"""Counts and modality may not contradict each other."""

from typing import Any

import pytest

from enlace_app.dominio.votaciones import Conteo, Sentido, SentidoDeParte, Votacion
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
        {"evidente": True},
        {"evidente": True, "sentidos": [SentidoDeParte(parte="una", sentido="a favor")]},
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
        ({"a_favor": 2, "presentes_sin_votar": -1}, "negativo"),
        ({"evidente": True, "a_favor": 2}, "la que no se contó"),
        ({"modalidad": "consenso", "evidente": True}, "la que no se contó"),
        ({"sentidos": [SentidoDeParte(parte=p, sentido="a favor") for p in ("una", " UNA ")]}, "dos veces"),
    ],
)
def test_lo_contradictorio_se_rechaza(contradictoria: dict[str, Any], motivo: str) -> None:
    with pytest.raises(ErrorDeNegocio, match=motivo):
        votacion(**contradictoria).exigir_coherencia()


ABSTENCION = Sentido.ABSTENCION


@pytest.mark.parametrize(
    ("conteo", "modalidad"),
    [
        (Conteo(3), "consenso"),
        (Conteo(2, 1), "mayoria"),
        (Conteo(2, 0, 1), "mayoria"),
        (Conteo(0, 0, 2), "mayoria"),
        (Conteo(2, sin_votar=1), "mayoria"),
        (Conteo.de_partes({"una": ABSTENCION}), "mayoria"),
    ],
)
def test_hay_consenso_donde_nadie_difiere(conteo: Conteo, modalidad: str) -> None:
    assert conteo.modalidad == modalidad
    registrada = votacion(str(conteo.modalidad), a_favor=conteo.a_favor, en_contra=conteo.en_contra)
    registrada.exigir_coherencia()
