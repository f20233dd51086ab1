"""The controls of the fuzzer: with a rule switched off it fails, and the script that it prints fails again."""

from collections.abc import Callable

import pytest

from tests.sincronizacion.convergencia import protecciones
from tests.sincronizacion.convergencia.corrida import correr, reducir, sorteada
from tests.sincronizacion.convergencia.guion import escribir_guion, leer_guion
from tests.sincronizacion.convergencia.molde import Molde


@pytest.mark.parametrize(
    ("apagar", "semilla", "pasos"),
    [
        (protecciones.sin_orden_de_paquetes, 1, 50),
        (protecciones.tomando_lo_ajeno, 1, 60),
    ],
    ids=lambda v: getattr(v, "__name__", str(v)),
)
def test_sin_la_regla_no_converge(
    molde: Molde,
    monkeypatch: pytest.MonkeyPatch,
    apagar: Callable[[pytest.MonkeyPatch], None],
    semilla: int,
    pasos: int,
) -> None:
    apagar(monkeypatch)
    assert correr(sorteada(semilla, pasos), molde).falla is not None


def test_el_guion_repite_la_falla(molde: Molde, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorter, as a script: it fails like the first, and no longer once the rule is back."""
    protecciones.insertando_dos_veces(monkeypatch)
    fallida = correr(sorteada(2, 60), molde)
    corta = reducir(fallida, molde, intentos=2)
    assert fallida.falla is not None
    assert len(corta.corrida.pasos) < len(fallida.corrida.pasos)
    leida = leer_guion(escribir_guion(corta))
    assert leida == corta.corrida
    assert correr(leida, molde).clase == fallida.clase
    monkeypatch.undo()
    assert correr(leida, molde).falla is None
