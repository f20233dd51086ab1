"""Dates as the sources give them: a day, a month, a semester, a range, "after", or nothing; and hours.

What is stored is the period's first day plus its precision, so that a month never passes for its first day.
"""

from enlace_app.dominio.fechas.escritura import escribir_fecha
from enlace_app.dominio.fechas.horas import leer_hora
from enlace_app.dominio.fechas.lectura import leer_fecha, leer_precision
from enlace_app.dominio.fechas.tipos import FechaImprecisa, Precision, ultimo_dia

__all__ = [
    "FechaImprecisa",
    "Precision",
    "escribir_fecha",
    "leer_fecha",
    "leer_hora",
    "leer_precision",
    "ultimo_dia",
]
