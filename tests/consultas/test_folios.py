"""What a person types finds the record that she means, or is told that it could be several."""

from typing import Any

import pytest

from enlace_app.consultas.folios import buscar_folio
from enlace_app.datos.lectura import Lectura
from enlace_app.errores import ErrorDeNegocio


@pytest.mark.parametrize(
    ("escrito", "tabla", "cual"),
    [
        ("STGA/ORD-05/2026", "reunion", "sesion"),
        ("  stga/ord-05/2026 ", "reunion", "sesion"),
        ("CAR-A2B3-0001", "reunion", "sesion"),
        ("05", "reunion", "sesion"),
        ("ORD-05/2026", "reunion", "sesion"),
        ("STGA/ORD-05/2026/01", "acuerdo", "primero"),
        ("car-a2b3-0001/01", "acuerdo", "primero"),
        ("D-CAR-A2B3-0001", "documento", "oficio"),
        ("pal9-c10", "compromiso", "compromiso"),
        ("C10", "compromiso", "compromiso"),
    ],
)
def test_se_halla(lectura: Lectura, sembrado: Any, escrito: str, tabla: str, cual: str) -> None:
    encontrado = buscar_folio(lectura, escrito)
    assert encontrado is not None
    assert (encontrado.tabla, encontrado.uuid) == (tabla, getattr(sembrado, cual))


def test_tambien_por_uuid_y_dice_el_folio_que_lleva_hoy(lectura: Lectura, sembrado: Any) -> None:
    for escrito in (sembrado.sesion, sembrado.sesion.upper(), "CAR-A2B3-0001"):
        encontrado = buscar_folio(lectura, escrito)
        assert encontrado is not None
        assert encontrado.folio == "STGA/ORD-05/2026"


@pytest.mark.parametrize("escrito", ["", "  ", "R047", "A2B3-000", "10", "olio", "2026/02"])
def test_lo_que_no_es_de_nadie_no_se_halla(lectura: Lectura, escrito: str) -> None:
    """«10» is inside «C10», but a tail begins after a sign."""
    assert buscar_folio(lectura, escrito) is None


def test_entre_varios_no_se_adivina(lectura: Lectura) -> None:
    with pytest.raises(ErrorDeNegocio, match=r"«0002» puede ser CAR-A2B3-0002, D-CAR-A2B3-0002; escriba"):
        buscar_folio(lectura, "0002")


def test_lo_retirado_se_halla_solo_si_no_hay_otro(lectura: Lectura) -> None:
    encontrado = buscar_folio(lectura, "CAR-A2B3-0004")
    assert encontrado is not None
    assert (encontrado.tabla, encontrado.folio) == ("reunion", "CAR-A2B3-0004")
