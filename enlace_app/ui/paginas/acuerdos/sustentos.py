"""Choosing documents and meetings as evidence by typing a few words of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.busqueda import Hallado, buscar
from enlace_app.ui.componentes.botones import BotonDeIcono
from enlace_app.ui.componentes.completado import CampoConSugerencias, Sugerencia
from enlace_app.ui.componentes.etiquetas import EtiquetaElidida, texto_de_ayuda
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.acuerdos.borrador import Sustento
from enlace_app.ui.tema import Icono

_CLASES = {"documento": "Documento", "reunion": "Reunión"}
_LARGO = 90
_LETRAS_MINIMAS = 2


class Sustentos(QWidget):
    """The line in which one searches, and beneath it what was chosen, each with its button to take it away."""

    cambiados = Signal()

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._elegidos: list[Sustento] = []
        self._renglones: list[QWidget] = []
        self.linea = CampoConSugerencias(
            self._sugerir,
            minimo_de_letras=_LETRAS_MINIMAS,
            sugerencia="Documento o reunión ya registrados: escriba folio o palabras",
        )
        self.linea.setAccessibleName("Evidencia: documento o reunión ya registrados")
        self.linea.elegida.connect(self._agregar)
        self.setFocusProxy(self.linea)
        self._caja = QVBoxLayout(self)
        self._caja.setContentsMargins(0, 0, 0, 0)
        self._caja.setSpacing(2)
        self._caja.addWidget(self.linea)

    def elegidos(self) -> tuple[Sustento, ...]:
        """What is chosen, in its order."""
        return tuple(self._elegidos)

    def poner(self, sustentos: Sequence[Sustento]) -> None:
        """Show these and an empty line; that is no change."""
        self.linea.poner_valor("")
        if list(sustentos) != self._elegidos:
            self._elegidos = list(sustentos)
            self._dibujar()

    def _sugerir(self, texto: str) -> list[Sugerencia]:
        grupos = buscar(self._entorno.contexto.almacen.lectura, texto)
        ya = {sustento.uuid for sustento in self._elegidos}
        hallados = [h for g in grupos if g.tabla in _CLASES for h in g.hallados if h.uuid not in ya]
        return [Sugerencia(_corto(h.titulo), f"{_CLASES[h.tabla]} · {_corto(h.fragmento)}", h) for h in hallados]

    def _agregar(self, sugerencia: Sugerencia) -> None:
        hallado = sugerencia.dato
        self.linea.poner_valor("")
        if isinstance(hallado, Hallado):
            self._elegidos.append(Sustento(hallado.tabla, hallado.uuid, _corto(hallado.titulo)))
            self._dibujar()
            self.cambiados.emit()

    def _quitar(self, sustento: Sustento) -> None:
        self._elegidos.remove(sustento)
        self._dibujar()
        self.linea.setFocus(Qt.FocusReason.OtherFocusReason)
        self.cambiados.emit()

    def _dibujar(self) -> None:
        for renglon in self._renglones:
            self._caja.removeWidget(renglon)
            renglon.hide()
            renglon.deleteLater()
        self._renglones = [self._renglon(sustento) for sustento in self._elegidos]
        for renglon in self._renglones:
            self._caja.addWidget(renglon)

    def _renglon(self, sustento: Sustento) -> QWidget:
        renglon = QWidget()
        fila = QHBoxLayout(renglon)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.addWidget(EtiquetaElidida(f"{_CLASES.get(sustento.tabla, '')} {sustento.titulo}"), 1)
        quitar = BotonDeIcono(Icono.QUITAR, f"Quitar {sustento.titulo}", al_pulsar=lambda: self._quitar(sustento))
        quitar.setToolTip(texto_de_ayuda(f"Quitar {sustento.titulo}"))
        fila.addWidget(quitar)
        return renglon


def _corto(texto: str) -> str:
    limpio = " ".join(texto.split())
    return limpio if len(limpio) <= _LARGO else f"{limpio[:_LARGO]}…"
