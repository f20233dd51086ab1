"""A line of follow-up: understood only where it is certain, and no word of it lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.seguimiento_escrito import SeguimientoEscrito, leer_seguimiento
from enlace_app.dominio.seguimientos import EstadoAcuerdo

HOY = date(2026, 10, 20)
CUMPLIDO, EN_PROCESO, PARCIAL = EstadoAcuerdo.CUMPLIDO, EstadoAcuerdo.EN_PROCESO, EstadoAcuerdo.PARCIAL
PENDIENTE, NO_PROCEDE = EstadoAcuerdo.PENDIENTE, EstadoAcuerdo.NO_PROCEDE


@pytest.mark.parametrize(
    ("linea", "estado", "nota"),
    [
        ("cumplido: entregaron el plano", CUMPLIDO, "entregaron el plano"),
        (" Cumplido ", CUMPLIDO, None),
        ("Ya se cumplió.", CUMPLIDO, None),
        ("cumplida, se recibió en CD", CUMPLIDO, "se recibió en CD"),
        ("cumplido - se recibió", CUMPLIDO, "se recibió"),
        ("Cumplido\nEntregaron todo", CUMPLIDO, "Entregaron todo"),
        ("en proceso de licitación", EN_PROCESO, "en proceso de licitación"),
        ("En trámite: ya se pidió", EN_PROCESO, "ya se pidió"),
        ("cumplido a medias", PARCIAL, None),
        ("cumplido en parte: 3 de 5", PARCIAL, "3 de 5"),
        ("sigue pendiente", PENDIENTE, None),
        ("no procede: cambió la ley", NO_PROCEDE, "cambió la ley"),
    ],
)
def test_el_estado_que_se_dice(linea: str, estado: EstadoAcuerdo, nota: str | None) -> None:
    assert leer_seguimiento(linea, HOY) == SeguimientoEscrito(estado, nota)


@pytest.mark.parametrize(
    "linea",
    [
        "cumplido al 50%",
        "cumplido, salvo el plano",
        "cumplido: pero falta la firma",
        "cumplido: no",
        "no procede aún",
        "no procedemos",
        "cumplimiento de la norma",
        "listo el oficio",
        "nuevo plazo mañanita: llovió",
        "ampliar el plano",
        "entregaron el plano",
    ],
)
def test_lo_dudoso_es_una_nota(linea: str) -> None:
    """Nothing passes for fulfilled because of how its sentence begins."""
    assert leer_seguimiento(linea, HOY) == SeguimientoEscrito(None, linea)


@pytest.mark.parametrize(
    ("linea", "plazo", "nota"),
    [
        ("nuevo plazo 8 nov: llovió", date(2026, 11, 8), "llovió"),
        ("Ampliar a en dos semanas porque llovió", date(2026, 11, 3), "porque llovió"),
        ("se amplía el plazo al 8 de noviembre; falta una firma", date(2026, 11, 8), "falta una firma"),
        ("prórroga al 15 de diciembre", date(2026, 12, 15), None),
        ("se amplió hasta el 30 de enero de 2027, por la elección", date(2027, 1, 30), "por la elección"),
    ],
)
def test_el_plazo_que_se_amplia(linea: str, plazo: date, nota: str | None) -> None:
    assert leer_seguimiento(linea, HOY) == SeguimientoEscrito(None, nota, plazo)


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["cumplido", ":", " ", "no", "plazo", "nuevo", "8 nov"])).map("".join)
)
def test_ninguna_palabra_se_pierde(linea: str) -> None:
    leido = leer_seguimiento(linea, HOY)
    if leido.estado is None and leido.plazo_nuevo is None:
        assert leido.nota == (linea.strip() or None)
    elif leido.nota is not None:
        assert linea.strip().endswith(leido.nota)
