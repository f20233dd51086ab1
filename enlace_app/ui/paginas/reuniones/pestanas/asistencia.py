"""Asistencia."""

from enlace_app.ui.paginas.reuniones.pestana import Pestana


class PestanaDeAsistencia(Pestana):
    """Asistencia."""

    titulo = "Asistencia"
    tabla = "asistencia"
