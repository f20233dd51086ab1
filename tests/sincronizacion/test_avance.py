"""Several phases, one progress: never back, one total, and to the end."""

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from enlace_app.sincronizacion.avance import FILAS_POR_AVISO, detenido, por_partes
from enlace_app.sincronizacion.lector.cuenta import con_avance

Aviso = tuple[int, int]


def oidos() -> tuple[list[Aviso], Callable[[int, int], None]]:
    lista: list[Aviso] = []
    return lista, lambda hecho, total: lista.append((hecho, total))


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 7)), min_size=1, max_size=5))
def test_las_partes_juntas_son_un_solo_avance(fases: list[tuple[int, int]]) -> None:
    avisos, progreso = oidos()
    for (_, pasos), parte in zip(fases, por_partes(progreso, *(peso for peso, _ in fases)), strict=True):
        mitades = por_partes(parte, 1, 2)
        for mitad in mitades:
            for paso in range(pasos + 1):
                mitad(paso, pasos)
        mitad(pasos + 3, pasos)  # work that turned out to be more than was announced
    detenido(parte)(0, 9)
    assert len({total for _, total in avisos}) == 1
    assert avisos == sorted(avisos)
    assert avisos[-1][0] == avisos[-1][1]


def test_de_lo_leido_se_sabe_cuanto_va_y_cuanto_falta() -> None:
    filas: list[Any] = [[n, [0, "x"]] for n in range(1, 1301)]
    portada: list[Any] = [[1, [0, "campo"]], [2, [0, "filas.Actas", 1, ["n", 1299]]], [3, [0, "filas.X", 1, "mil"]]]
    avisos, progreso = oidos()
    mensajes: list[Any] = [{"hoja": "Portada"}, *portada, {"hoja": "Actas"}, *filas]
    assert list(con_avance(mensajes, progreso)) == mensajes
    assert avisos == [(0, 0), (0, 0), (0, 1299), (500, 1299), (1000, 1299), (1299, 1299)]
    assert FILAS_POR_AVISO == 500


def test_lo_que_portada_dice_de_mas_o_de_menos_no_lo_confunde() -> None:
    for dicho in (["n", -4], ["n", 10**9], ["n", 2], ["n", 0.5], "muchas"):
        avisos, progreso = oidos()
        mensajes: list[Any] = [{"hoja": "Portada"}, [1, [0, "filas.Actas", 1, dicho]], {"hoja": "Actas"}]
        assert len(list(con_avance([*mensajes, *([n, [0, "x"]] for n in range(600))], progreso))) == 603
        assert all(0 <= hecho <= total for hecho, total in avisos)
