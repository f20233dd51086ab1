"""Acta."""

from enlace_app.ui.paginas.reuniones.pestana import Pestana


class PestanaDeActa(Pestana):
    """Acta."""

    titulo = "Acta"
    tabla = "acta"
