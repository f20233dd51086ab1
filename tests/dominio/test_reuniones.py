"""States of a meeting: what each step needs, and that some are final."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.reuniones import CONGELADOS, PASOS, EstadoReunion
from enlace_app.errores import ErrorDeNegocio
from tests.dominio.fabrica import asistente, punto, reunion, sabinas

FINALES = {EstadoReunion.FIRMADA, EstadoReunion.CANCELADA, EstadoReunion.NO_CELEBRADA}
ABIERTOS = set(EstadoReunion) - FINALES - CONGELADOS


def test_los_pasos_cubren_todos_los_estados() -> None:
    assert set(PASOS) == set(EstadoReunion)
    assert set().union(*PASOS.values()) == set(EstadoReunion) - {EstadoReunion.BORRADOR}
    assert {e for e, siguientes in PASOS.items() if not siguientes} == FINALES


def test_de_lo_cerrado_solo_se_sale_firmando_o_reabriendo() -> None:
    assert PASOS[EstadoReunion.CERRADA] == {EstadoReunion.FIRMADA, EstadoReunion.EN_REVISION}
    entradas = {e for e, siguientes in PASOS.items() if EstadoReunion.CERRADA in siguientes}
    assert entradas == {EstadoReunion.CELEBRADA, EstadoReunion.EN_REVISION}
    assert {e for e, s in PASOS.items() if EstadoReunion.FIRMADA in s} == {EstadoReunion.CERRADA}


@given(camino=st.lists(st.sampled_from(list(EstadoReunion)), max_size=30))
def test_ningun_camino_sale_de_un_estado_final(camino: list[EstadoReunion]) -> None:
    caso = reunion(estado=EstadoReunion.BORRADOR)
    for siguiente in camino:
        antes = caso.estado
        try:
            caso.pasar_a(siguiente)
        except ErrorDeNegocio as error:
            assert caso.estado == antes, "lo rechazado no cambia nada"
            assert "pasos posibles" in str(error)
        else:
            assert siguiente in PASOS[antes]
            assert antes not in FINALES


def test_convocar_pide_fecha_programada_y_celebrar_fecha() -> None:
    caso = reunion(estado=EstadoReunion.BORRADOR, fecha=None)
    with pytest.raises(ErrorDeNegocio, match="programada"):
        caso.pasar_a(EstadoReunion.CONVOCADA)
    caso.programada = date(2017, 7, 18)
    caso.pasar_a(EstadoReunion.CONVOCADA)
    with pytest.raises(ErrorDeNegocio, match="fecha de la reunión"):
        caso.pasar_a(EstadoReunion.CELEBRADA)
    assert caso.estado == EstadoReunion.CONVOCADA


def test_cancelar_pide_motivo_y_lo_guarda() -> None:
    caso = reunion(estado=EstadoReunion.CONVOCADA)
    with pytest.raises(ErrorDeNegocio, match="motivo"):
        caso.cancelar("   ")
    caso.cancelar("Lluvia.")
    assert (caso.estado, caso.motivo_estado) == (EstadoReunion.CANCELADA, "Lluvia.")


def test_lo_celebrado_no_se_cancela() -> None:
    with pytest.raises(ErrorDeNegocio, match="no puede pasar a cancelada"):
        reunion(estado=EstadoReunion.CELEBRADA).cancelar("Tarde.")


@pytest.mark.parametrize("estado", sorted(set(EstadoReunion) - ABIERTOS))
def test_lo_que_no_esta_abierto_lo_dice(estado: EstadoReunion) -> None:
    caso = reunion(estado=estado, folio="RT/CAR-A2B3/2017-001")
    pista = {"cerrada": "enlace acta reabrir RT/CAR-A2B3/2017-001", "firmada": "fe de erratas"}.get(
        estado, "ya no se modifica"
    )
    with pytest.raises(ErrorDeNegocio, match=pista):
        caso.exigir_abierta()


@pytest.mark.parametrize("estado", sorted(ABIERTOS))
def test_lo_abierto_se_puede_editar(estado: EstadoReunion) -> None:
    caso = reunion(estado=estado)
    caso.exigir_abierta()
    assert not caso.congelada


def test_el_folio_definitivo_se_ve_en_cuanto_lo_hay() -> None:
    caso = reunion()
    assert caso.folio_visible == "CAR-A2B3-0001"
    caso.folio = "RT/CAR-A2B3/2017-001"
    assert caso.folio_visible == "RT/CAR-A2B3/2017-001"


def test_las_listas_vigentes_van_en_su_orden_y_sin_bajas() -> None:
    caso = reunion(
        puntos=[punto(n=3, asunto="c"), punto(n=1, asunto="a"), punto(n=2, asunto="b", baja=True)],
        asistencias=[asistente("Z", orden=1), asistente("A", orden=2)],
    )
    assert [p.asunto for p in caso.puntos_vigentes()] == ["a", "c"]
    assert [a.persona for a in caso.asistencias_vigentes()] == ["Z", "A"]


def test_el_municipio_da_la_zona() -> None:
    caso = reunion()
    caso.situar(sabinas(), "America/Mexico_City")
    assert (caso.zona, caso.zona_supuesta) == ("America/Monterrey", False)
    caso.situar(None, "America/Mexico_City")
    assert (caso.zona, caso.zona_supuesta, caso.municipio) == ("America/Mexico_City", True, None)


@pytest.mark.parametrize(
    ("datos", "contradice"),
    [
        ({"hora_inicio": "10:00", "hora_fin": "09:00"}, True),
        ({"hora_inicio": "10:00", "hora_fin": "10:00"}, False),
        ({"hora_inicio": "10:00", "hora_fin": None}, False),
        ({"hora_inicio": "20:00", "hora_fin": "01:00", "fecha_fin": date(2017, 7, 19)}, False),
    ],
)
def test_las_horas_se_contradicen(datos: dict[str, Any], contradice: bool) -> None:
    assert reunion(**datos).termina_antes_de_empezar is contradice
