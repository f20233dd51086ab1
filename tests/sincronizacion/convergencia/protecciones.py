"""The rules that make everything converge, each switched off: with any of them gone the fuzzer must fail."""

import pytest

from enlace_app.consultas import incrementos, paquetes
from enlace_app.datos.lote import Lote
from enlace_app.servicios import recepcion_en_curso
from enlace_app.sincronizacion import comparar, llegada


def sin_orden_de_paquetes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last to arrive counts, whenever it was made."""
    monkeypatch.setattr(comparar, "filas_guardadas", lambda *_, **__: {})


def sin_memoria_de_lo_retirado(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was withdrawn comes back with a row that does not say so."""
    monkeypatch.setattr(comparar, "_efectiva", lambda fila, *, retirada: fila)


def sin_retener(monkeypatch: pytest.MonkeyPatch) -> None:
    """An increment is applied although what it starts from never came."""
    for modulo in (llegada, recepcion_en_curso):
        monkeypatch.setattr(modulo, "se_puede_aplicar", lambda *_: True)


def sin_esperas(monkeypatch: pytest.MonkeyPatch) -> None:
    """What names something that is not here yet is forgotten."""
    monkeypatch.setattr(comparar, "en_espera", lambda _: [])


def insertando_dos_veces(monkeypatch: pytest.MonkeyPatch) -> None:
    """The members of a list are added to those that are there."""

    def agregar(yo: Lote, lista: object, duenios: object, filas: object) -> None:
        sustituir(yo, lista, [], filas)  # type: ignore[arg-type]

    sustituir = Lote.sustituir
    monkeypatch.setattr(Lote, "sustituir", agregar)


def tomando_lo_ajeno(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other sites' records are passed on, and whoever passes one on is taken for its owner."""
    monkeypatch.setattr(paquetes, "ajenos", lambda *_: frozenset())
    monkeypatch.setattr(comparar, "_nacidos_en_otro", lambda *_: frozenset())


def olvidando_borradores(monkeypatch: pytest.MonkeyPatch) -> None:
    """An increment lacks what was written while its meeting was a draft."""
    monkeypatch.setattr(incrementos, "_eran_borradores", lambda *_: frozenset())


TODAS = (
    sin_orden_de_paquetes,
    sin_memoria_de_lo_retirado,
    sin_retener,
    sin_esperas,
    insertando_dos_veces,
    tomando_lo_ajeno,
    olvidando_borradores,
)
