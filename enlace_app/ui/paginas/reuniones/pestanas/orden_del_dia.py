"""Orden del día."""

from enlace_app.ui.paginas.reuniones.pestana import Pestana


class PestanaDeOrdenDelDia(Pestana):
    """Orden del día."""

    titulo = "Orden del día"
    tabla = "punto_orden_dia"
