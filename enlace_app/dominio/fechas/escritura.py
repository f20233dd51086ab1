"""Writing dates for people; what is written here, `leer_fecha` reads back."""

from datetime import date

from enlace_app.dominio.calendario import MESES
from enlace_app.dominio.fechas.tipos import FechaImprecisa, Precision

SIN_FECHA = "sin fecha indicada"
TOTAL_DECLARADO = "total declarado"


def escribir_fecha(fecha: FechaImprecisa) -> str:
    """Write a date as people in Mexico do: "18 de julio de 2017", "segundo semestre de 2018", "sin fecha indicada"."""
    primero = fecha.fecha
    if primero is None:
        return TOTAL_DECLARADO if fecha.precision is Precision.agregado else SIN_FECHA
    match fecha.precision:
        case Precision.mes:
            texto = f"{MESES[primero.month - 1]} de {primero.year}"
        case Precision.semestre:
            texto = f"{'primer' if primero.month <= 6 else 'segundo'} semestre de {primero.year}"
        case Precision.anio:
            texto = str(primero.year)
        case Precision.rango:
            texto = _escribir_rango(primero, fecha.fin or primero)
        case Precision.posterior_a:
            texto = f"después del {_escribir_dia(primero)}"
        case Precision.agregado:
            texto = f"{TOTAL_DECLARADO} al {_escribir_dia(primero)}"
        case _:
            texto = _escribir_dia(primero)
    return texto


def _escribir_dia(dia: date) -> str:
    return f"{dia.day} de {MESES[dia.month - 1]} de {dia.year}"


def _escribir_rango(desde: date, hasta: date) -> str:
    if desde == hasta:
        return _escribir_dia(desde)
    if desde.year != hasta.year:
        comienzo = _escribir_dia(desde)
    elif desde.month != hasta.month:
        comienzo = f"{desde.day} de {MESES[desde.month - 1]}"
    else:
        comienzo = str(desde.day)
    return f"del {comienzo} al {_escribir_dia(hasta)}"
