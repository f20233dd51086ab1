"""Ctrl+Z: takes back the last edit, by its name."""

from uuid import UUID

from enlace_app.ui.entorno import Entorno


class Deshacer:
    """Undo and redo over the whole record, not over the letters of one field (fields keep their own).

    Imports when a key is pressed: services bring the libraries that write, and the first page must not wait for them.
    """

    def __init__(self, entorno: Entorno) -> None:
        self._entorno = entorno

    def deshacer(self) -> None:
        """Undo the latest operation that can be undone, and say which it was."""
        from enlace_app.consultas.deshacer import ultimo_deshacible

        deshacible = ultimo_deshacible(self._entorno.contexto.almacen.lectura)
        if deshacible is None:
            self._entorno.avisos.aviso("No hay nada que deshacer.")
            return
        self._hacer(deshacible.operacion, f"Se deshizo: {deshacible.intencion}.")

    def rehacer(self) -> None:
        """Do again what was undone last."""
        from enlace_app.consultas.deshacer import ultimo_rehacible

        rehacible = ultimo_rehacible(self._entorno.contexto.almacen.lectura)
        if rehacible is None:
            self._entorno.avisos.aviso("No hay nada que rehacer.")
            return
        self._hacer(rehacible.operacion, f"Se rehizo: {rehacible.intencion}.")

    def _hacer(self, operacion: UUID, dicho: str) -> None:
        from enlace_app.servicios import deshacer as servicio

        almacen = self._entorno.contexto.almacen
        self._entorno.operaciones.hacer(lambda: servicio.deshacer(almacen, operacion=operacion), dicho=dicho)
