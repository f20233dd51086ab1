"""What the wordings of one document may cost: work and text have an end, whoever wrote the template."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from enlace_app.errores import ErrorDeNegocio


@dataclass
class Presupuesto:
    """What the wordings of one document may still do: rounds, calls and filters; characters."""

    pasos: int = 500_000
    caracteres: int = 20_000_000

    def gastar(self, pasos: int, caracteres: int) -> None:
        """Take off, or raise `ErrorDeNegocio`: no document needs that much."""
        self.pasos -= pasos
        self.caracteres -= caracteres
        if self.pasos < 0:
            raise ErrorDeNegocio("la plantilla da demasiadas vueltas; revise sus ciclos {% for %} y sus macros")
        if self.caracteres < 0:
            raise ErrorDeNegocio("la plantilla produce demasiado texto; revise lo que repite")


_VIGENTE: ContextVar[Presupuesto | None] = ContextVar("presupuesto", default=None)


@contextmanager
def presupuesto() -> Iterator[Presupuesto]:
    """Let all wordings of the block share one budget; without it, each wording has its own."""
    nuevo = _VIGENTE.get() or Presupuesto()
    ficha = _VIGENTE.set(nuevo)
    try:
        yield nuevo
    finally:
        _VIGENTE.reset(ficha)


def gastar(pasos: int, caracteres: int) -> None:
    """Take off the budget in force."""
    vigente = _VIGENTE.get()
    if vigente is not None:
        vigente.gastar(pasos, caracteres)
