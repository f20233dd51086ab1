"""Typing that is not yet an operation, stored every few seconds so that a power cut takes nearly nothing.

Each screen hands in what its fields hold; a thread of its own writes what changed. What became an operation is
forgotten here; what was not is offered to the screen at the next start.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal, Slot

from enlace_app.errores import ErrorDeEnlace
from enlace_app.servicios.contexto import Contexto

INTERVALO_MILISEGUNDOS = 2500
"""Half of what may be lost at most (five seconds): the other half is for a slow disk."""

Lector = Callable[[], Mapping[str, str]]


class Autoguardado(QObject):
    """Watches screens by name (`sesion:<uuid>`); `guardado` is the quiet sign, `fallado` says why it is missing."""

    guardado = Signal(object)
    """The local `datetime` of the last saving."""
    fallado = Signal(str)
    _fin = Signal(object)

    def __init__(self, contexto: Contexto, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._capturas = contexto.almacen.capturas
        self._lectores: dict[str, Lector] = {}
        self._guardado: dict[str, dict[str, str]] = {}
        self._hilo = QThreadPool(self)
        self._hilo.setMaxThreadCount(1)
        self._reloj = QTimer(self)
        self._reloj.setInterval(INTERVALO_MILISEGUNDOS)
        self._reloj.timeout.connect(self.guardar)
        self._fin.connect(self._terminar, Qt.ConnectionType.QueuedConnection)

    def vigilar(self, pantalla: str, leer: Lector) -> dict[str, str]:
        """Begin to store what `leer` returns; return what an earlier run left there, field by field."""
        anterior = self._capturas.leer(pantalla)
        self._lectores[pantalla] = leer
        self._guardado[pantalla] = dict(anterior)
        self._reloj.start()
        return anterior

    def soltar(self, pantalla: str) -> None:
        """Stop watching a screen and forget its texts: they became operations, or were discarded."""
        if self._lectores.pop(pantalla, None) is None:
            return
        if self._guardado.pop(pantalla, None):
            self._en_el_hilo(lambda: self._capturas.olvidar(pantalla))
        if not self._lectores:
            self._reloj.stop()

    @Slot()
    def guardar(self) -> None:
        """Store what changed since the last time; called by the clock, and before something risky."""
        for pantalla, leer in tuple(self._lectores.items()):
            try:
                ahora = {campo: texto for campo, texto in leer().items() if texto}
            except RuntimeError:
                # PySide's word for a widget that went away with its page: what it held last stays stored.
                del self._lectores[pantalla]
                continue
            antes = self._guardado.get(pantalla, {})
            nuevos = {campo: texto for campo, texto in ahora.items() if antes.get(campo) != texto}
            sobran = [campo for campo in antes if campo not in ahora]
            if nuevos or sobran:
                self._guardado[pantalla] = ahora
                self._en_el_hilo(partial(self._escribir, pantalla, nuevos, sobran))

    def anotar(self, pantalla: str, textos: Mapping[str, str]) -> None:
        """Store texts now, without watching anything and without the sign: nobody typed them."""
        copia = dict(textos)
        self._en_el_hilo(lambda: self._capturas.guardar(pantalla, copia), callado=True)

    def olvidar(self, pantalla: str) -> None:
        """Forget what `anotar` stored."""
        self._en_el_hilo(lambda: self._capturas.olvidar(pantalla), callado=True)

    def _escribir(self, pantalla: str, nuevos: Mapping[str, str], sobran: list[str]) -> None:
        if nuevos:
            self._capturas.guardar(pantalla, nuevos)
        if sobran:
            self._capturas.olvidar(pantalla, *sobran)

    def _en_el_hilo(self, trabajo: Callable[[], None], *, callado: bool = False) -> None:
        def correr() -> None:
            try:
                trabajo()
            except ErrorDeEnlace as error:
                self._fin.emit(error)
            else:
                if not callado:
                    self._fin.emit(None)

        self._hilo.start(correr)

    @Slot(object)
    def _terminar(self, error: ErrorDeEnlace | None) -> None:
        if error is None:
            self.guardado.emit(datetime.now().astimezone())
            return
        # Whatever was not written is written again at the next beat.
        for textos in self._guardado.values():
            textos.clear()
        self.fallado.emit(str(error))

    def esperar(self) -> None:
        """Store what is pending and wait until it is on the disk."""
        self.guardar()
        self._hilo.waitForDone()
