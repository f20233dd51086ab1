"""What every page is handed: the open data and the window's own services."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from enlace_app.consultas.sitios import FilaSitio
from enlace_app.servicios.contexto import Contexto
from enlace_app.ui.autoguardado import Autoguardado
from enlace_app.ui.avisos import Avisos
from enlace_app.ui.memoria import Memoria
from enlace_app.ui.navegacion import Navegacion
from enlace_app.ui.operaciones import Operaciones
from enlace_app.ui.tareas import Tareas


@dataclass(eq=False)
class Entorno:
    """Passed to the constructor of each page; `ahora` is the clock, so that a test can set it.

    Only `sitio` is ever replaced, when the person changes the time zone of this computer.
    """

    contexto: Contexto
    sitio: FilaSitio
    operaciones: Operaciones
    tareas: Tareas
    avisos: Avisos
    navegacion: Navegacion
    memoria: Memoria
    autoguardado: Autoguardado
    ahora: Callable[[], datetime]
    """The present instant, with a time zone."""

    def ahora_en(self, zona: str | None) -> datetime:
        """Return the present hour in a time zone; without one, in that of this computer's site."""
        return self.ahora().astimezone(ZoneInfo(zona or self.sitio.zona))
