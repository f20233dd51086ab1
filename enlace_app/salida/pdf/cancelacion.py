"""Cancelling blank space, so that nothing can be written into a page after it was signed."""

from typing import Any, Final

from enlace_app.salida.pdf.estilos import FILETE
from enlace_app.salida.pdf.parrafos import GUIONES, trazar_guiones

_DESPRECIABLE: Final = 9.0
"""Points below which nobody can write a line."""
_RENGLON: Final = 13.0
_POCO: Final = 4 * _RENGLON


def cancelar(lienzo: Any, izquierda: float, derecha: float, abajo: float, arriba: float) -> None:
    """Cross out a blank: rows of dashes if it is low, else a Z of dashes from margin to margin."""
    alto = arriba - abajo
    if alto < _DESPRECIABLE:
        return
    if alto < _POCO:
        renglones = max(1, int(alto // _RENGLON))
        for n in range(renglones):
            trazar_guiones(lienzo, izquierda, derecha, arriba - (n + 0.5) * alto / renglones)
        return
    techo, suelo = arriba - _RENGLON / 2, abajo + 1
    trazar_guiones(lienzo, izquierda, derecha, techo)
    trazar_guiones(lienzo, izquierda, derecha, suelo)
    lienzo.saveState()
    lienzo.setStrokeColor(FILETE)
    lienzo.setLineWidth(0.6)
    lienzo.setDash(*GUIONES)
    lienzo.line(derecha, techo, izquierda, suelo)
    lienzo.restoreState()
