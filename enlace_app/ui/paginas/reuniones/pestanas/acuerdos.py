"""Acuerdos."""

from enlace_app.ui.paginas.reuniones.pestana import Pestana


class PestanaDeAcuerdos(Pestana):
    """Acuerdos."""

    titulo = "Acuerdos"
    tabla = "acuerdo"
