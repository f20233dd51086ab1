"""Random runs converge: nothing is lost, nothing doubled. The long ones are `python -m benchmarks.fuzz`."""

import pytest

from tests.sincronizacion.convergencia.corrida import Corrida, correr, sorteada
from tests.sincronizacion.convergencia.guion import escribir_guion
from tests.sincronizacion.convergencia.molde import Molde


def comprobar(corrida: Corrida, molde: Molde) -> None:
    resultado = correr(corrida, molde)
    assert resultado.falla is None, escribir_guion(resultado)


@pytest.mark.parametrize("semillas", [(1, 2, 3), (4, 5, 6)], ids=str)
def test_todo_converge(molde: Molde, semillas: tuple[int, ...]) -> None:
    for semilla in semillas:
        comprobar(sorteada(semilla, 60), molde)


@pytest.mark.parametrize("semilla", [1, 2])
def test_tambien_por_libros(molde: Molde, semilla: int) -> None:
    comprobar(sorteada(semilla, 25, libros=True), molde)
