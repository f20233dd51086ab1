"""Choosing several of a list without leaving the keyboard: a few letters and Enter add one, a button takes it away."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.opciones import Opcion
from enlace_app.dominio.calendario import plegar
from enlace_app.ui.componentes.botones import BotonDeIcono
from enlace_app.ui.componentes.completado import CampoConSugerencias, Sugerencia, buscador_de
from enlace_app.ui.componentes.etiquetas import EtiquetaElidida
from enlace_app.ui.tema import Icono


class ElegirVarios(QWidget):
    """What is chosen stands above the line in which one types; Down on the empty line shows all that is left.

    `cambiado` is emitted after each choice; `elegidos` are uuids in the order in which they were chosen.
    """

    cambiado = Signal()

    def __init__(self, *, que: str, parent: QWidget | None = None) -> None:
        """`que` says what one adds, for the line's hint: «región»."""
        super().__init__(parent)
        self._opciones: dict[str, Opcion] = {}
        self._elegidos: list[str] = []
        self._renglones: list[QWidget] = []
        self._solo_lectura = False
        self.linea = CampoConSugerencias(self._sugerir, sugerencia=f"Agregar {que}: unas letras y Enter")
        self.linea.elegida.connect(self._agregar_sugerencia)
        self.linea.tecleada.connect(self._agregar_tecleado)
        self._caja = QVBoxLayout(self)
        self._caja.setContentsMargins(0, 0, 0, 0)
        self._caja.setSpacing(2)
        self._caja.addWidget(self.linea)
        self.setFocusProxy(self.linea)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def poner(self, opciones: Sequence[Opcion], elegidos: Collection[str]) -> None:
        """Say what there is and what is chosen; that is no change, and what is being typed stays."""
        nuevas = {opcion.uuid: opcion for opcion in opciones}
        validos = [uuid for uuid in elegidos if uuid in nuevas]
        if nuevas == self._opciones and validos == self._elegidos:
            return
        self._opciones, self._elegidos = nuevas, validos
        self._dibujar()

    def elegidos(self) -> list[str]:
        """The uuids of what is chosen."""
        return list(self._elegidos)

    def solo_lectura(self, *, si: bool) -> None:
        """Show without letting change."""
        self._solo_lectura = si
        self.linea.setVisible(not si)
        self._dibujar()

    def setAccessibleName(self, nombre: str) -> None:
        """Name the line, where the keyboard is, too."""
        super().setAccessibleName(nombre)
        self.linea.setAccessibleName(nombre)

    def quitar(self, uuid: str) -> None:
        """Take one away."""
        self._elegidos.remove(uuid)
        self._dibujar()
        self.linea.setFocus(Qt.FocusReason.OtherFocusReason)
        self.cambiado.emit()

    def _sugerir(self, texto: str) -> list[Sugerencia]:
        libres = [o for uuid, o in self._opciones.items() if uuid not in self._elegidos]
        sugerencias = [Sugerencia(o.nombre, o.detalle or "", o.uuid) for o in libres]
        # Nobody types «PAL1-» before «C6»: where no word begins like that, the middle of one will do.
        return buscador_de(sugerencias)(texto) or [s for s in sugerencias if plegar(texto) in plegar(s.texto)]

    def _agregar_sugerencia(self, sugerencia: Sugerencia) -> None:
        uuid = str(sugerencia.dato)
        self.linea.poner_valor("")
        if uuid in self._elegidos:
            return
        self._elegidos.append(uuid)
        self._dibujar()
        self.cambiado.emit()

    def _agregar_tecleado(self, texto: str) -> None:
        """Enter with the suggestions put away: a name or a key written in full counts as well."""
        for opcion in self._opciones.values():
            if plegar(texto) in {plegar(opcion.nombre), plegar(opcion.clave)}:
                self._agregar_sugerencia(Sugerencia(opcion.nombre, "", opcion.uuid))

    def _dibujar(self) -> None:
        for renglon in self._renglones:
            self._caja.removeWidget(renglon)
            renglon.hide()
            renglon.deleteLater()
        self._renglones = [self._renglon(self._opciones[uuid]) for uuid in self._elegidos]
        if not self._renglones and self._solo_lectura:
            self._renglones = [EtiquetaElidida("—")]
        for lugar, renglon in enumerate(self._renglones):
            self._caja.insertWidget(lugar, renglon)

    def _renglon(self, opcion: Opcion) -> QWidget:
        renglon = QWidget()
        fila = QHBoxLayout(renglon)
        fila.setContentsMargins(0, 0, 0, 0)
        texto = f"{opcion.nombre} · {opcion.detalle}" if opcion.detalle else opcion.nombre
        fila.addWidget(EtiquetaElidida(texto), 1)
        if not self._solo_lectura:
            quitar = BotonDeIcono(Icono.QUITAR, f"Quitar {opcion.nombre}", al_pulsar=lambda: self.quitar(opcion.uuid))
            fila.addWidget(quitar)
        return renglon
