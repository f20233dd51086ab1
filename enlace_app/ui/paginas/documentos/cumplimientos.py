"""«¿Cumple el acuerdo /03 de 24 oct? Márquelo»: what a document may fulfil, looked for beside the window."""

from collections.abc import Collection

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QVBoxLayout, QWidget

from enlace_app.consultas.cumplimientos import Sugerencia, acuerdos_que_cumpliria
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.componentes.escritura import escribir_fecha
from enlace_app.ui.componentes.etiquetas import EtiquetaElidida, RolDeEtiqueta, texto_de_ayuda
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.tareas import Progreso

_A_LA_VISTA = 2
_ESPERA_MILISEGUNDOS = 250


def nombrar(folio: str, fecha: str) -> str:
    """«el acuerdo /03 de 24 oct 2017»: the short name by which people speak of it."""
    corto = f"/{folio.rsplit('/', 1)[1]}" if "/" in folio else folio
    return f"el acuerdo {corto} de {fecha}" if fecha else f"el acuerdo {corto}"


class Cumplimientos(QFrame):
    """The likeliest open agreements, each one key away (Alt+1, Alt+2); hidden where there is none.

    `marcado` tells the choice: a `Sugerencia`, or None where a tick was taken away. `al_momento` shows buttons that
    mark at once instead of ticks for what is yet to be saved.
    """

    marcado = Signal(object)

    def __init__(self, entorno: Entorno, *, al_momento: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._al_momento = al_momento
        self._pregunta: tuple[str, str | None, tuple[str, ...]] = ("", None, ())
        self._renglones: list[QWidget] = []
        self._casillas: list[tuple[QCheckBox, Sugerencia]] = []
        self.sugerencias: tuple[Sugerencia, ...] = ()
        self.controles: list[BotonSecundario | QCheckBox] = []
        self.setProperty("papel", "tarjeta")
        self.setAccessibleName("Acuerdos que este documento puede cumplir")
        self._caja = QVBoxLayout(self)
        self._caja.setSpacing(2)
        self._reloj = QTimer(self, singleShot=True, interval=_ESPERA_MILISEGUNDOS)
        self._reloj.timeout.connect(self._buscar)
        self.hide()

    def buscar(self, remitente: str, reunion: str | None, compromisos: Collection[str]) -> None:
        """Look for what a document of that sender may fulfil, once the typing pauses."""
        pregunta = (remitente, reunion, tuple(compromisos))
        if pregunta != self._pregunta:
            self._pregunta = pregunta
            self._reloj.start()

    def limpiar(self) -> None:
        """Show nothing."""
        self._reloj.stop()
        self._pregunta = ("", None, ())
        self._mostrar([])

    def elegida(self) -> Sugerencia | None:
        """The agreement that is ticked."""
        return next((sugerencia for casilla, sugerencia in self._casillas if casilla.isChecked()), None)

    def marcar(self, acuerdo: str | None) -> None:
        """Tick that agreement and no other, as if it were done before: nothing is told."""
        for casilla, sugerencia in self._casillas:
            casilla.setChecked(sugerencia.acuerdo == acuerdo)

    def _buscar(self) -> None:
        pregunta = self._pregunta
        remitente, reunion, compromisos = pregunta
        if not (remitente or reunion or compromisos):
            self._mostrar([])
            return
        almacen, hoy = self._entorno.contexto.almacen, self._entorno.ahora_en(None).date()

        def buscar(_progreso: Progreso) -> list[Sugerencia]:
            return acuerdos_que_cumpliria(
                almacen.lectura, hoy=hoy, remitente=remitente, reunion=reunion, compromisos=compromisos
            )

        def terminar(halladas: list[Sugerencia]) -> None:
            if pregunta == self._pregunta:  # something else may have been typed meanwhile
                self._mostrar(halladas)

        self._entorno.tareas.lanzar(
            "Buscando qué acuerdo cumple", buscar, al_terminar=terminar, para=self, callada=True
        )

    def _mostrar(self, halladas: list[Sugerencia]) -> None:
        antes = self.elegida()
        for renglon in self._renglones:
            self._caja.removeWidget(renglon)
            renglon.hide()
            renglon.deleteLater()
        self._renglones, self._casillas, self.controles = [], [], []
        self.sugerencias = tuple(halladas[:_A_LA_VISTA])
        for lugar, sugerencia in enumerate(self.sugerencias, start=1):
            self._agregar(lugar, sugerencia)
        self.setVisible(bool(self.sugerencias))
        if antes is not None and antes.acuerdo in {s.acuerdo for s in self.sugerencias}:
            self.marcar(antes.acuerdo)
        elif antes is not None:
            self.marcado.emit(None)

    def _agregar(self, lugar: int, sugerencia: Sugerencia) -> None:
        fecha = escribir_fecha(sugerencia.fecha_reunion) if sugerencia.fecha_reunion else ""
        dicho = f"¿Cumple {nombrar(sugerencia.folio, fecha)}?"
        control: BotonSecundario | QCheckBox
        if self._al_momento:
            control = BotonSecundario(f"Sí  (Alt+{lugar})", al_pulsar=lambda: self.marcado.emit(sugerencia))
        else:
            control = QCheckBox(f"Sí  (Alt+{lugar})")
            control.clicked.connect(lambda si: self._marcar(sugerencia, si=si))
            self._casillas.append((control, sugerencia))
        control.setAccessibleName(f"{dicho} Sí, márquelo")
        control.setShortcut(f"Alt+{lugar}")
        control.setToolTip(texto_de_ayuda(sugerencia.texto))
        atraso = "venció · " if sugerencia.vencido else ""
        renglon = QWidget()
        rejilla = QGridLayout(renglon)
        rejilla.setContentsMargins(0, 0, 0, 0)
        rejilla.setVerticalSpacing(0)
        rejilla.setColumnStretch(0, 1)
        rejilla.addWidget(EtiquetaElidida(dicho), 0, 0)
        detalle = f"{atraso}{sugerencia.porque}: {sugerencia.texto}"
        rejilla.addWidget(EtiquetaElidida(detalle, RolDeEtiqueta.DETALLE), 1, 0)
        rejilla.addWidget(control, 0, 1, 2, 1)
        self._caja.addWidget(renglon)
        self._renglones.append(renglon)
        self.controles.append(control)

    def _marcar(self, sugerencia: Sugerencia, *, si: bool) -> None:
        self.marcar(sugerencia.acuerdo if si else None)
        self.marcado.emit(sugerencia if si else None)
