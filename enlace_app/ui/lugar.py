"""Where the person was: after a power cut the next start returns there, with the meeting that was being held."""

import json
from dataclasses import asdict

from enlace_app.servicios.contexto import Contexto
from enlace_app.ui.autoguardado import Autoguardado
from enlace_app.ui.navegacion import Destino, Seccion

_PANTALLA = "ventana"
_CAMPO = "lugar"
_NO_SE_ANOTAN = ("archivos",)
"""Files that were dropped are kept by the form that took them."""


class Lugar:
    """Noted at each change of page, forgotten when the window is closed in order."""

    def __init__(self, contexto: Contexto, autoguardado: Autoguardado) -> None:
        self._capturas = contexto.almacen.capturas
        self._autoguardado = autoguardado

    def anotar(self, destino: Destino) -> None:
        """Remember a place; a new record that was not begun yet is no place to return to."""
        if not destino.nuevo:
            partes = {clave: valor for clave, valor in asdict(destino).items() if clave not in _NO_SE_ANOTAN}
            self._autoguardado.anotar(_PANTALLA, {_CAMPO: json.dumps(partes)})

    def olvidar(self) -> None:
        """The window was closed in order: the next start begins at Inicio."""
        self._autoguardado.olvidar(_PANTALLA)

    def anterior(self) -> Destino | None:
        """Return where the window was when it ended without being closed; None if it was closed."""
        escrito = self._capturas.leer(_PANTALLA).get(_CAMPO)
        if escrito is None:
            return None
        try:
            leido = json.loads(escrito)
            filtro = leido.pop("filtro", None)
            return Destino(
                Seccion(leido.pop("seccion")), filtro=(str(filtro[0]), str(filtro[1])) if filtro else None, **leido
            )
        except (ValueError, TypeError, KeyError, AttributeError, IndexError):
            return None  # written by another version of the program
