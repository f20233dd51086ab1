"""An agreement says who and by when, or expressly that there is no date."""

from datetime import date

import pytest

from tests.dominio.fabrica import acuerdo, uuid


@pytest.mark.parametrize(
    ("literal", "tiene"),
    [
        ("sin plazo: depende de la lluvia", True),
        ("SIN PLAZO:  por definir en la mesa", True),
        ("sin plazo", False),
        ("sin plazo:", False),
        ("sin plazo: …", False),
        ("pronto", False),
        ("", False),
        (None, False),
    ],
)
def test_sin_fecha_hace_falta_la_razon(literal: str | None, tiene: bool) -> None:
    suyo = acuerdo(plazo=None, plazo_literal=literal)
    assert (suyo.tiene_plazo, suyo.sin_plazo_expreso) == (tiene, tiene)


def test_con_fecha_basta() -> None:
    suyo = acuerdo(plazo=date(2017, 10, 31), plazo_literal=None)
    assert suyo.tiene_plazo
    assert not suyo.sin_plazo_expreso


def test_los_responsables_quedan_en_su_orden_y_enlazados() -> None:
    suyo = acuerdo()
    suyo.nombrar_responsables([" CONAGUA ", "", "Vecinos de Prueba", "  "], {"CONAGUA": uuid(7)})
    assert [(r.orden, r.literal, r.organizacion) for r in suyo.responsables] == [
        (1, "CONAGUA", uuid(7)),
        (2, "Vecinos de Prueba", None),
    ]
    suyo.nombrar_responsables([])
    assert suyo.responsables == []


def test_el_folio_definitivo_se_ve_en_cuanto_lo_hay() -> None:
    suyo = acuerdo()
    assert suyo.folio_visible == "CAR-A2B3-0001/01"
    suyo.folio = "RT/CAR-A2B3/2017-001/01"
    assert suyo.folio_visible == "RT/CAR-A2B3/2017-001/01"
