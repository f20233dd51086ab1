"""A document from one line: nothing that was typed is lost."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.renglon_de_documento import leer_documento

CONOCIDOS = {"conagua": "CONAGUA", "instituto x": "Instituto X"}
UNEN = frozenset({
    "al", "con", "de", "del", "el", "en", "entrega", "envia", "foja", "fojas", "hoja", "hojas", "la", "las", "los",
    "mas", "menos", "o", "parte", "por", "remite",
})  # fmt: skip
"""What joins sender and sheets to the rest."""

_PARTES = (
    "oficio", "CNA/7/2017", "@CONAGUA", "@instituto x", '@"Otro Más"', "@", "uno@dos.mx", "padrón,", "12 fojas",
    "más de 2,737 fojas", "contienen 5 hojas", "1 2 fojas", "de", "del", "entrega", "12", "A12 fojas", "- ;",
)  # fmt: skip


@pytest.mark.parametrize(
    ("linea", "tipo", "descripcion", "remitente", "fojas", "es_minimo"),
    [
        ("oficio 123 de @CONAGUA 12 fojas", "oficio", "oficio 123", "CONAGUA", 12, False),
        ("oficio 123 de @CONAGUA, más de 2,737 fojas", "oficio", "oficio 123", "CONAGUA", 2737, True),
        ("CD con el padrón de @instituto x", "CD con el padrón", None, "Instituto X", None, False),
        ("@CONAGUA entrega plano", "entrega plano", None, "CONAGUA", None, False),
        ("oficio CNA/7/2017", "oficio", "oficio CNA/7/2017", None, None, False),
        ("minuta", "minuta", None, None, None, False),
        ("actas que contienen 5 fojas", "actas que contienen", None, None, 5, False),
        ("oficio con copia a uno@ejemplo.mx", "oficio con copia a uno@ejemplo.mx", None, None, None, False),
        ('oficio de @CONAGUA para @"Instituto X"', "oficio para Instituto X", None, "CONAGUA", None, False),
        ("expediente 3.12 fojas", "expediente", "expediente 3.12 fojas", None, None, False),
    ],
)
def test_lo_que_se_entiende(
    linea: str, tipo: str, descripcion: str | None, remitente: str | None, fojas: int | None, es_minimo: bool
) -> None:
    leido = leer_documento(linea, CONOCIDOS)
    assert (leido.tipo, leido.descripcion, leido.remitente) == (tipo, descripcion, remitente)
    assert (leido.fojas, leido.es_minimo) == (fojas, es_minimo)


@given(st.text(max_size=60) | st.lists(st.sampled_from(_PARTES), max_size=8).map(" ".join))
def test_ninguna_palabra_se_pierde(linea: str) -> None:
    leido = leer_documento(linea, CONOCIDOS)
    quedan = _palabras(" ".join(t for t in (leido.descripcion or leido.tipo, leido.remitente) if t))
    perdidas = [p for p in (_palabras(linea) - quedan).elements() if p not in UNEN]
    assert "".join(perdidas).lstrip("0") == str(leido.fojas or "")
    assert leido.tipo == (leido.descripcion or leido.tipo)[: len(leido.tipo)]


def _palabras(texto: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", plegar(texto)))
