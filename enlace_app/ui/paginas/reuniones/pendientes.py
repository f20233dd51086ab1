"""What is still missing before the acta can be closed, each line a way to the field that mends it."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from enlace_app.dominio.hallazgos import Gravedad, Hallazgo
from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.ui.componentes.botones import BotonDePlegar
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.tema import Icono, Rol, icono

_ESPERA_MILISEGUNDOS = 250
"""After a change, before the review begins: several fields are often left one after the other."""
_RENGLONES_A_LA_VISTA = 5
_HALLAZGO = Qt.ItemDataRole.UserRole + 1
_SE_REVISAN = frozenset({EstadoReunion.BORRADOR, EstadoReunion.CONVOCADA, EstadoReunion.CELEBRADA} | {"en_revision"})


def escribir_cuenta(hallazgos: Sequence[Hallazgo]) -> str:
    """Say how much is missing: «Lo que falta: 3 · 2 avisos», «No falta nada para cerrar el acta»."""
    faltan = sum(h.gravedad == Gravedad.BLOQUEA for h in hallazgos)
    avisos = len(hallazgos) - faltan
    if not hallazgos:
        return "No falta nada para cerrar el acta"
    dicho = f"Lo que falta para cerrar el acta: {faltan}" if faltan else "Nada impide cerrar el acta"
    return f"{dicho} · {avisos} {'aviso' if avisos == 1 else 'avisos'}" if avisos else dicho


class Pendientes(QWidget):
    """Reviews the meeting beside the window, so that typing never waits for it."""

    elegido = Signal(object)
    """A `Hallazgo` whose field should get the keyboard."""
    revisado = Signal()
    """A review was shown."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._reunion: str | None = None
        self._folio = ""
        self._turno = 0
        self._por_enfocar = False
        self.hallazgos: list[Hallazgo] = []
        self.encabezado = BotonDePlegar("Lo que falta", con_icono=Icono.PLEGADO, al_pulsar=self._alternar)
        self.encabezado.setToolTip("Ir a lo que falta  (Alt+7)")
        self.lista = QListWidget()
        self.lista.setAccessibleName("Lo que falta")
        self.lista.setWordWrap(True)
        self.lista.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lista.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.lista.setTabKeyNavigation(False)
        self.lista.itemActivated.connect(self._ir)
        self.lista.itemClicked.connect(self._ir)
        self.lista.hide()
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(0)
        caja.addWidget(self.encabezado)
        caja.addWidget(self.lista)
        self._reloj = QTimer(self, singleShot=True, interval=_ESPERA_MILISEGUNDOS)
        self._reloj.timeout.connect(self._revisar)

    def poner(self, reunion: str, folio: str, estado: str) -> None:
        """Review this meeting soon; in a state that leads to no acta nothing is shown."""
        if reunion != self._reunion:
            self._mostrar([])
            self.encabezado.setText("Revisando lo que falta…")
            self.abrir(abierta=False)
        self._reunion, self._folio = reunion, folio
        se_revisa = estado in _SE_REVISAN
        self.setVisible(se_revisa)
        self._turno += 1
        if se_revisa:
            self._reloj.start()
        else:
            self._reloj.stop()
            self._mostrar([])

    def abrir(self, *, abierta: bool = True) -> None:
        """Unfold the list, or fold it."""
        abierta = abierta and bool(self.hallazgos)
        self.lista.setVisible(abierta)
        self.encabezado.cambiar_icono(Icono.DESPLEGADO if abierta else Icono.PLEGADO)
        self.encabezado.setAccessibleDescription("abierta" if abierta else "plegada")
        if abierta:
            self._ajustar_alto()

    def enfocar(self) -> None:
        """Unfold the list and put the keyboard on what is missing first; while that is not known, as soon as it is."""
        self._por_enfocar = not self.hallazgos
        self.abrir()
        if self.hallazgos:
            self.lista.setCurrentRow(0)
        (self.lista if self.hallazgos else self.encabezado).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def bloqueos(self) -> list[Hallazgo]:
        """What keeps the acta from being closed, by the last review."""
        return [h for h in self.hallazgos if h.gravedad == Gravedad.BLOQUEA]

    def mostrar(self, hallazgos: Sequence[Hallazgo]) -> None:
        """Show findings that a service returned, without waiting for the next review."""
        self._turno += 1
        self._mostrar(list(hallazgos))

    def _alternar(self) -> None:
        self.abrir(abierta=self.lista.isHidden())

    def _revisar(self) -> None:
        contexto = self._entorno.contexto
        reunion, turno, responsable = self._reunion, self._turno, contexto.ajustes.responsable_de_datos
        if reunion is None:
            return

        def revisar(_progreso: object) -> list[Hallazgo]:
            from enlace_app.servicios.actas import revisar_acta  # the mapping is not needed before a record is open

            return revisar_acta(contexto.almacen, reunion=UUID(reunion), responsable_de_datos=responsable)

        self._entorno.tareas.lanzar(
            "Revisar el acta",
            revisar,
            al_terminar=lambda hallazgos: self._recibir(turno, hallazgos),
            al_fallar=lambda _: None,  # withdrawn meanwhile: the page shows that by itself
            para=self,
            callada=True,
        )

    def _recibir(self, turno: int, hallazgos: list[Hallazgo]) -> None:
        if turno == self._turno:  # what was asked before a later change says nothing any more
            self._mostrar(hallazgos)
            if self._por_enfocar and self.encabezado.hasFocus():
                self.enfocar()
            self.revisado.emit()

    def _mostrar(self, hallazgos: list[Hallazgo]) -> None:
        if hallazgos == self.hallazgos and hallazgos:
            return
        renglon = self.lista.currentRow()
        self.hallazgos = hallazgos
        self.encabezado.setText(escribir_cuenta(hallazgos).replace("&", "&&"))
        self.encabezado.setAccessibleName(escribir_cuenta(hallazgos))
        self.lista.clear()
        for hallazgo in hallazgos:
            self.lista.addItem(self._item(hallazgo))
        self.lista.setCurrentRow(min(max(renglon, 0), len(hallazgos) - 1))
        self.abrir(abierta=not self.lista.isHidden())

    def _item(self, hallazgo: Hallazgo) -> QListWidgetItem:
        bloquea = hallazgo.gravedad == Gravedad.BLOQUEA
        mensaje = hallazgo.mensaje.removeprefix(f"{self._folio}: ")
        texto = mensaje[:1].upper() + mensaje[1:]
        figura = icono(Icono.ERROR, Rol.PELIGRO) if bloquea else icono(Icono.ALERTA, Rol.AVISO)
        item = QListWidgetItem(figura, texto)
        item.setData(_HALLAZGO, hallazgo)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{'Falta' if bloquea else 'Aviso'}: {texto}")
        return item

    def _ir(self, item: QListWidgetItem) -> None:
        self.elegido.emit(item.data(_HALLAZGO))

    def resizeEvent(self, event: object) -> None:
        """Other widths wrap into other heights."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._ajustar_alto()

    def _ajustar_alto(self) -> None:
        alturas = [self.lista.sizeHintForRow(n) for n in range(min(self.lista.count(), _RENGLONES_A_LA_VISTA))]
        self.lista.setFixedHeight(sum(alturas) + 2 * self.lista.frameWidth() + 4)
