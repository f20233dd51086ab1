"""Counts and modality may not contradict each other."""

from typing import Any

import pytest

from enlace_app.dominio.votaciones import Conteo, Sentido, SentidoDeParte, Votacion, resultado_propuesto
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


FAVOR, CONTRA, ABSTENCION = Sentido.A_FAVOR, Sentido.EN_CONTRA, Sentido.ABSTENCION


@pytest.mark.parametrize(
    ("conteo", "resultado"),
    [
        (None, "aprobado por consenso"),
        (Conteo(3), "aprobado sin votos en contra: 3 votos a favor, 0 en contra, 0 abstenciones"),
        (Conteo(2, 1), "aprobado: 2 votos a favor, 1 en contra, 0 abstenciones"),
        (Conteo(1, 2, 1), "no aprobado: 1 voto a favor, 2 en contra, 1 abstención"),
        (Conteo(1, 1), "empate, sin decisión: 1 voto a favor, 1 en contra, 0 abstenciones"),
        (Conteo(0, 0, 2), "sin decisión: 0 votos a favor, 0 en contra, 2 abstenciones"),
    ],
)
def test_el_resultado_dice_lo_que_se_conto(conteo: Conteo | None, resultado: str) -> None:
    assert resultado_propuesto(conteo) == resultado


def test_sin_la_parte_indispensable_no_se_dice_aprobado() -> None:
    a_favor = Conteo.de_partes({"una": FAVOR, "otra": FAVOR, "tercera": CONTRA})
    assert resultado_propuesto(a_favor, ["una"]).startswith("aprobado")
    for conteo in (a_favor, Conteo(2, 1)):
        assert resultado_propuesto(conteo, ["tercera"]).startswith(
            "mayoría a favor; no consta el voto a favor de tercera"
        )


@pytest.mark.parametrize(
    ("conteo", "modalidad"),
    [
        (Conteo(3), "consenso"),
        (Conteo(2, 1), "mayoria"),
        (Conteo(2, 0, 1), "mayoria"),
        (Conteo(0, 0, 2), "mayoria"),
        (Conteo.de_partes({"una": ABSTENCION}), "mayoria"),
    ],
)
def test_hay_consenso_donde_nadie_difiere(conteo: Conteo, modalidad: str) -> None:
    assert conteo.modalidad == modalidad
    registrada = votacion(str(conteo.modalidad), a_favor=conteo.a_favor, en_contra=conteo.en_contra)
    registrada.exigir_coherencia()
