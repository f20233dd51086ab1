"""Points of the agenda."""

from __future__ import annotations

from enlace_app.dominio.puntos import PuntoOrdenDia
from enlace_app.servicios.importacion.celdas import Rechazo
from enlace_app.servicios.importacion.materia import Entrada, Materia
from enlace_app.servicios.importacion.referencias import enlazar_reunion, sin_mudarse


def _leer(entrada: Entrada) -> None:
    sin_mudarse(entrada)
    entrada.valores["reunion"] = entrada.enlaces["reunion"]
    entrada.poner_exigido("asunto")
    entrada.poner_textos("desarrollo")
    if entrada.nueva or entrada.celdas.tiene("n"):
        n = entrada.celdas.entero("n")
        if not n:
            raise Rechazo("n", "falta el número del punto: 1, 2, 3…")
        entrada.valores["n"] = n


MATERIA = Materia("OrdenDelDia", PuntoOrdenDia, "punto_orden_dia", _leer, lambda e: e.clave, enlaces=enlazar_reunion)
