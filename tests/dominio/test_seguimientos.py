"""The state of an agreement is that of the entry written last."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.seguimientos import (
    EstadoAcuerdo,
    Seguimiento,
    estado_vigente,
    ordenados,
    plazo_vigente,
    vencido,
)

INICIO = datetime(2017, 7, 18, tzinfo=UTC)


def entrada(minuto: int, **datos: Any) -> Seguimiento:
    return Seguimiento(creado=INICIO + timedelta(minutes=minuto), **datos)


def test_sin_seguimiento_esta_pendiente() -> None:
    assert estado_vigente([]) == EstadoAcuerdo.PENDIENTE
    assert estado_vigente([entrada(0, nota="Se llamó.")]) == EstadoAcuerdo.PENDIENTE


def test_manda_lo_escrito_al_final_no_la_fecha_mas_tardia() -> None:
    """A correction is written later about an earlier day."""
    entradas = [
        entrada(2, estado=EstadoAcuerdo.EN_PROCESO, fecha=date(2017, 8, 1)),
        entrada(1, estado=EstadoAcuerdo.CUMPLIDO, fecha=date(2017, 9, 1)),
        entrada(3, nota="Sólo una nota."),
    ]
    assert estado_vigente(entradas) == EstadoAcuerdo.EN_PROCESO
    assert [e.creado for e in ordenados(entradas)] == sorted(e.creado for e in entradas if e.creado)


def test_lo_escrito_en_el_mismo_segundo_conserva_su_orden() -> None:
    primera = Seguimiento(creado=INICIO, estado=EstadoAcuerdo.PARCIAL)
    segunda = Seguimiento(creado=INICIO + timedelta(microseconds=1), estado=EstadoAcuerdo.CUMPLIDO)
    assert estado_vigente([segunda, primera]) == EstadoAcuerdo.CUMPLIDO


def test_el_plazo_es_el_ultimo_que_se_dio() -> None:
    propio = date(2017, 10, 31)
    assert plazo_vigente(propio, []) == propio
    assert plazo_vigente(propio, [entrada(1, nota="x")]) == propio
    ampliado = [entrada(2, plazo_nuevo=date(2017, 12, 31)), entrada(1, plazo_nuevo=date(2018, 1, 31))]
    assert plazo_vigente(propio, ampliado) == date(2017, 12, 31)
    assert plazo_vigente(None, ampliado) == date(2017, 12, 31)


@given(dias=st.integers(-400, 400), estado=st.sampled_from(EstadoAcuerdo))
def test_vence_despues_del_ultimo_dia_y_solo_lo_no_concluido(dias: int, estado: EstadoAcuerdo) -> None:
    plazo = date(2017, 10, 31)
    concluido = estado in {EstadoAcuerdo.CUMPLIDO, EstadoAcuerdo.NO_PROCEDE}
    assert vencido(plazo, estado, plazo + timedelta(days=dias)) == (dias > 0 and not concluido)
    assert not vencido(None, estado, plazo)
