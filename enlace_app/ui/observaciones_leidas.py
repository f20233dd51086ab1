"""Which remarks of the authority the person has seen on this computer: only that is remembered of them."""

from collections.abc import Iterable

from enlace_app.ui.memoria import Memoria

_CLAVE = "autoridad/observaciones_leidas"


class ObservacionesLeidas:
    """By identity, in the window's memory."""

    def __init__(self, memoria: Memoria) -> None:
        self._memoria = memoria

    def todas(self) -> frozenset[str]:
        """Return those that were seen."""
        return frozenset(self._memoria.textos_de(_CLAVE))

    def marcar(self, observaciones: Iterable[str]) -> None:
        """Remember that these were seen."""
        leidas = self._memoria.textos_de(_CLAVE)
        if nuevas := [uuid for uuid in observaciones if uuid not in leidas]:
            self._memoria.guardar(_CLAVE, [*leidas, *nuevas])
