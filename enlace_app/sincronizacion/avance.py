"""How far long work has come; every report is also the point at which the person may cancel it."""

from collections.abc import Callable

Progreso = Callable[[int, int], None]
"""Gets what is done and what there is in all (rows, steps; 0: nobody knows yet); what it raises stops the work."""

FILAS_POR_AVISO = 500
_FINURA = 10_000


def por_partes(progreso: Progreso | None, *pesos: int) -> tuple[Progreso, ...]:
    """Return one progress for each phase of the work, in their order, which count on in their own measures.

    Together they are one that never goes back and whose total never changes; `pesos` say how much of it each phase is.
    """
    if progreso is None:
        return tuple(_sin_decir for _ in pesos)
    total = sum(pesos)
    return tuple(
        _parte(progreso, _FINURA * sum(pesos[:n]) // total, _FINURA * sum(pesos[: n + 1]) // total)
        for n in range(len(pesos))
    )


def detenido(progreso: Progreso) -> Progreso:
    """Return one that stays at the end of `progreso`: more of the same work, which may still be cancelled."""
    return lambda _hecho, _total: progreso(1, 1)


def _parte(progreso: Progreso, desde: int, hasta: int) -> Progreso:
    def avisar(hecho: int, total: int) -> None:
        progreso(desde + ((hasta - desde) * min(hecho, total) // total if total else 0), _FINURA)

    return avisar


def _sin_decir(_hecho: int, _total: int) -> None:
    """Nobody listens."""
