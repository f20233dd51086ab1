"""The rows of a sheet as this site would send them, for comparing them with what arrives."""

from collections.abc import Callable, Mapping
from typing import cast

from enlace_app.consultas import (
    actas,
    actividades,
    acuerdos,
    asistencias,
    compromisos,
    documentos,
    nombramientos,
    organizaciones,
    puntos,
    reuniones,
    votaciones,
)
from enlace_app.consultas.expedientes import Lector
from enlace_app.consultas.valores import FilaDePaquete
from enlace_app.datos.lectura import Lectura

_DE_HOJA: Mapping[str, Callable[[Lectura], list[FilaDePaquete]]] = {
    "Reuniones": reuniones.filas_de_paquete,
    "Actas": actas.filas_de_paquete,
    "Asistencia": asistencias.filas_de_paquete,
    "OrdenDelDia": puntos.filas_de_paquete,
    "Votaciones": votaciones.filas_de_paquete,
    "Acuerdos": acuerdos.filas_de_paquete,
    "Documentos": documentos.filas_de_paquete,
    "Compromisos": compromisos.filas_de_paquete,
    "Actividades": actividades.filas_de_paquete,
    "Organizaciones": organizaciones.filas_de_paquete,
    "Nombramientos": nombramientos.filas_de_paquete,
}


def filas_de_hoja(lector: Lector, hoja: str) -> list[FilaDePaquete]:
    """Return all rows of a sheet; inside a transaction, as they stand in it."""
    return _DE_HOJA[hoja](cast("Lectura", lector))
