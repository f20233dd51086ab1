"""What is said about the current point, as it is typed; it becomes an operation when it is left, or after a pause."""

from uuid import UUID

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QSizePolicy, QWidget

from enlace_app.consultas.partes_de_reunion import PuntoDeReunion
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.campos import CampoLargo
from enlace_app.ui.paginas.sesion.sesion_abierta import SesionAbierta

PAUSA_MILISEGUNDOS = 60_000
_CON_PUNTO = "Lo que se dice y se hace en este punto. F7 anota la hora."
_SIN_PUNTO = (
    "Todavía no hay orden del día.\n\n"
    "Ctrl+P  agrega un punto; aquí se toman sus notas\n"
    "F3  anota quién llega: tres letras y Enter\n"
    "F4  escribe un acuerdo\n\n"
    "Todo se guarda solo."
)
_EN_NINGUNO = "Lo que se acordó sin punto. Elija un punto del orden del día para tomar notas (F2)."
_RECUPERADO = "[recuperado]"


class NotasDelPunto(CampoLargo):
    """Fills the room; what is stored elsewhere meanwhile never takes the place of what is being typed."""

    def __init__(self, sesion: SesionAbierta, parent: QWidget | None = None) -> None:
        super().__init__(minimo=3, parent=parent)
        self._sesion = sesion
        self._punto: str | None = None
        self._base = ""
        self._rev = 0
        self.setAccessibleName("Notas del punto")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._pausa = QTimer(self, singleShot=True, interval=PAUSA_MILISEGUNDOS)
        self._pausa.timeout.connect(self.confirmar)
        self.textChanged.connect(self._pausa.start)
        self.dejado.connect(self._redactar)
        self._mostrar()

    @property
    def pendiente(self) -> bool:
        """Whether something was typed that is no operation yet."""
        return self._punto is not None and self.valor() != self._base

    def refrescar(self) -> None:
        """Show the current point; what is being typed stays, and so does the cursor."""
        punto = self._sesion.punto
        if (punto.uuid if punto else None) != self._punto:
            self._mostrar()
        elif punto is not None and (punto.desarrollo or "") == self._base:
            self._rev = punto.rev
        elif punto is not None and not self.pendiente:
            cursor = self.textCursor().position()
            self._tomar(punto)
            marca = self.textCursor()
            marca.setPosition(min(cursor, len(self.valor())))
            self.setTextCursor(marca)

    def capturas(self) -> dict[str, str]:
        """What a power cut must not take."""
        if not self.pendiente or self._punto is None:
            return {}
        # A text of one space stands for notes that were emptied: empty captures are not kept.
        return {"notas": self.valor() or " ", "notas_de": self._punto, "notas_rev": str(self._rev)}

    def recuperar(self, capturas: dict[str, str]) -> None:
        """Put back what an earlier run was typing in this point."""
        texto = capturas.get("notas")
        if texto is None or capturas.get("notas_de") != self._punto or texto == self._base:
            return
        if capturas.get("notas_rev") == str(self._rev):
            self.setPlainText("" if texto == " " else texto)
        elif not self._base.startswith(texto.rstrip()):
            # It was stored anew after that: both stay, and the person decides.
            self.setPlainText(f"{self._base}\n{_RECUPERADO} {texto}" if self._base else texto)
        marca = self.textCursor()
        marca.movePosition(marca.MoveOperation.End)
        self.setTextCursor(marca)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window where there are no letters to take back."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            deshace = event.matches(QKeySequence.StandardKey.Undo)
            if deshace and not self.document().isUndoAvailable():
                event.ignore()
                return False
        return super().event(event)

    def insertar_hora(self, hora: str) -> None:
        """Write the hour where the cursor stands, on a line of its own."""
        marca = self.textCursor()
        antes = marca.block().text()[: marca.positionInBlock()]
        salto = "\n" if antes.strip() else ""
        marca.insertText(f"{salto}[{hora}] ")
        self.setTextCursor(marca)
        self.ensureCursorVisible()

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * 12)

    def minimumSizeHint(self) -> QSize:
        """Three lines, where lists and strips need the room."""
        return QSize(self.fontMetrics().averageCharWidth() * 20, self.fontMetrics().lineSpacing() * 3 + 10)

    def _mostrar(self) -> None:
        punto = self._sesion.punto
        self.setEnabled(punto is not None)
        ninguno = _EN_NINGUNO if self._sesion.registro.puntos else _SIN_PUNTO
        self.setPlaceholderText(_CON_PUNTO if punto else ninguno)
        if punto is None:
            self._punto, self._base = None, ""
            self.poner_valor("")
        else:
            self._tomar(punto)
            marca = self.textCursor()
            marca.movePosition(marca.MoveOperation.End)
            self.setTextCursor(marca)
        self._pausa.stop()

    def _tomar(self, punto: PuntoDeReunion) -> None:
        self._punto, self._base, self._rev = punto.uuid, punto.desarrollo or "", punto.rev
        self.poner_valor(self._base)

    def _redactar(self, texto: str) -> None:
        if self._punto is None or texto == self._base:
            return
        sesion, punto, rev = self._sesion, UUID(self._punto), self._rev

        def redactar() -> object:
            from enlace_app.servicios.puntos import redactar_punto

            cambios = redactar_punto(sesion.almacen, punto=punto, rev=rev, desarrollo=texto)
            # Before the record is read again: what is stored is then what this field holds.
            self._base = texto
            return cambios

        if sesion.hacer(redactar, al_rehusar=self._rehusado) is None:
            actual = next((p for p in sesion.registro.puntos if p.uuid == str(punto)), None)
            if actual is not None:
                self._base, self._rev = actual.desarrollo or "", actual.rev
            self._guardado = self._base
        else:
            sesion.asentar_capturas()

    def _rehusado(self, error: ErrorDeEnlace) -> None:
        motivo = str(error).rstrip(".")
        self._sesion.entorno.avisos.error(f"{motivo}. Sus notas siguen aquí; se guardarán al volver a salir de ellas.")
