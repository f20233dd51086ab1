"""A meeting on show in the real window, at one of its tabs."""

from uuid import UUID

from pytestqt.qtbot import QtBot

from enlace_app.consultas.registro_de_reunion import RegistroDeReunion, traer
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.reuniones.pagina import PaginaDeReuniones
from enlace_app.ui.paginas.reuniones.pestana import Pestana
from enlace_app.ui.paginas.reuniones.registro import PESTANAS


def abrir_pestana(programa: Programa, qtbot: QtBot, reunion: UUID | str, clave: str) -> Pestana:
    """Show the meeting as a link to it does, then choose the tab."""
    assert programa.ventana is not None
    programa.entorno.operaciones.anunciar()  # what the test wrote beside the window
    programa.entorno.navegacion.ir(Destino(Seccion.REUNIONES, "reunion", str(reunion)))
    pagina = programa.ventana.pagina_actual
    assert isinstance(pagina, PaginaDeReuniones)
    pagina.registro.elegir_pestana([c for c, _, _ in PESTANAS].index(clave))
    pestana = pagina.registro._pestana(pagina.registro.pestanas.currentIndex())
    qtbot.waitUntil(pestana.isVisible)
    qtbot.wait(20)
    programa.ventana.activateWindow()
    qtbot.waitUntil(programa.ventana.isActiveWindow)
    return pestana


def leer(programa: Programa, reunion: UUID | str) -> RegistroDeReunion:
    """What is stored now."""
    return traer(programa.entorno.contexto.almacen.lectura, str(reunion))
