"""Due dates in ordinary Spanish: the wording as it was said, and the last day on which it is still in time.

The grammar is our own because dateparser, tried on the same phrases, guesses dates from bare numbers and knows neither
weeks nor fortnights of a month, nor working days, nor numbers in words.
"""

from enlace_app.dominio.plazos.lectura import dias_de_atraso, leer_motivo_sin_plazo, leer_plazo, vencido
from enlace_app.dominio.plazos.tipos import Plazo

__all__ = ["Plazo", "dias_de_atraso", "leer_motivo_sin_plazo", "leer_plazo", "vencido"]
