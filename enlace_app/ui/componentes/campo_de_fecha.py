"""Fields for a day and for an hour, typed in ordinary Spanish; what was understood shows before one leaves."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.dominio.calendario import DIAS_DE_LA_SEMANA
from enlace_app.dominio.fechas import FechaImprecisa, Precision, escribir_fecha
from enlace_app.ui.componentes.botones import BotonDeIcono
from enlace_app.ui.componentes.calendario import Calendario
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.fechas_escritas import Sentido, leer_fecha_escrita, leer_hora_escrita
from enlace_app.ui.tema import Icono


class CampoDeFecha(QWidget):
    """A day (or, unless `solo_dia`, a month, a semester…). `hoy` is asked each time: the program stays open for days.

    Alt+Down opens the calendar, Up and Down move by one day.
    """

    dejado = Signal()
    """The focus left, or Enter, and the text is another one than before."""

    def __init__(
        self,
        *,
        hoy: Callable[[], date] = date.today,
        sentido: Sentido = Sentido.PASADO,
        solo_dia: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hoy, self._sentido, self._solo_dia = hoy, sentido, solo_dia
        self.linea = _LineaDeFecha(self)
        self.boton = BotonDeIcono(Icono.CALENDARIO, "Abrir el calendario", al_pulsar=self.abrir_calendario)
        self.entendida = Etiqueta("", RolDeEtiqueta.DETALLE)
        self.calendario: Calendario | None = None
        fila = QHBoxLayout()
        fila.setSpacing(2)
        fila.addWidget(self.linea, 1)
        fila.addWidget(self.boton)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(0)
        caja.addLayout(fila)
        caja.addWidget(self.entendida)
        self.setFocusProxy(self.linea)
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * 40)
        self.linea.textChanged.connect(self._mostrar_entendida)
        self.linea.dejado.connect(self._dejar)
        self._mostrar_entendida()

    def fecha(self) -> FechaImprecisa | None:
        """What was understood; None while it is empty or wrong."""
        return self._leer()[0]

    def dia(self) -> date | None:
        """The day, where one day was understood."""
        leida = self.fecha()
        return leida.fecha if leida is not None and leida.precision is Precision.dia else None

    def problema(self) -> str | None:
        """What to do about what was typed, or None."""
        return self._leer()[1]

    def poner_fecha(self, fecha: FechaImprecisa | date | None) -> None:
        """Show what is stored; that is no change."""
        self.linea.poner_valor(_escribir(fecha))

    def confirmar(self) -> None:
        """Tell now what was typed, if it was not told."""
        self.linea.confirmar()

    def mover(self, dias: int) -> None:
        """Go this many days on from the day shown, or from today."""
        dia = self.dia()
        nuevo = self._hoy() if dia is None else dia + timedelta(days=dias)
        self.linea.setText(_escribir(nuevo))

    def abrir_calendario(self) -> None:
        """Show the calendar under the field; it closes by itself."""
        if self.calendario is None:
            self.calendario = Calendario(self)
            self.calendario.clicked.connect(self._elegir)
            self.calendario.activated.connect(self._elegir)
        dia = self.dia() or self._hoy()
        self.calendario.setSelectedDate(QDate(dia.year, dia.month, dia.day))
        self.calendario.move(self.mapToGlobal(QPoint(0, self.linea.height() + 2)))
        self.calendario.show()
        self.calendario.setFocus()

    def setAccessibleName(self, nombre: str) -> None:
        """Name the line, where the keyboard is, too."""
        super().setAccessibleName(nombre)
        self.linea.setAccessibleName(nombre)

    def _elegir(self, dia: QDate) -> None:
        if self.calendario is not None:
            self.calendario.hide()
        self.linea.setText(_escribir(date(dia.year(), dia.month(), dia.day())))
        self.linea.setFocus()
        self.confirmar()

    def _leer(self) -> tuple[FechaImprecisa | None, str | None]:
        texto = self.linea.valor()
        if not texto:
            return None, None
        try:
            leida = leer_fecha_escrita(texto, self._hoy(), self._sentido)
        except (ValueError, OverflowError) as error:
            return None, str(error)
        if self._solo_dia and leida.precision is not Precision.dia:
            return None, "Falta el día: escriba, por ejemplo, 18/7/2017 o 18 de julio."
        return leida, None

    def _mostrar_entendida(self) -> None:
        leida, problema = self._leer()
        texto = ""
        if leida is not None:
            texto = escribir_fecha(leida)
            if leida.precision is Precision.dia and leida.fecha is not None:
                texto = f"{DIAS_DE_LA_SEMANA[leida.fecha.weekday()]} {texto}"
        elif problema:
            texto = "Aún no se entiende la fecha."
        self.entendida.setText(texto or "Por ejemplo: 18/7/2017, 18 jul, hoy")
        self.linea.setAccessibleDescription(self.entendida.text())

    def _dejar(self) -> None:
        leida = self.fecha()
        if leida is not None:
            self.poner_fecha(leida)  # «ayer» would mean another day tomorrow
        self.dejado.emit()


class _LineaDeFecha(CampoDeTexto):
    def __init__(self, campo: CampoDeFecha) -> None:
        super().__init__(parent=campo)
        self._campo = campo

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._campo.abrir_calendario()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._campo.mover(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)


class CampoDeHora(CampoDeTexto):
    """An hour of the day: «9», «930», «9:30 pm»; written as «09:30» when one leaves it."""

    def __init__(self, valor: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(valor, sugerencia="9:30", parent=parent)
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * 14)

    def hora(self) -> str | None:
        """The hour as "HH:MM"; None while it is empty or wrong."""
        return self._leer()[0]

    def problema(self) -> str | None:
        """What to do about what was typed, or None."""
        return self._leer()[1]

    def confirmar(self) -> None:
        """Write the hour in full, then tell it if it is another one."""
        if (hora := self.hora()) and self.text() != hora:
            self.setText(hora)
        super().confirmar()

    def _leer(self) -> tuple[str | None, str | None]:
        texto = self.valor()
        if not texto:
            return None, None
        try:
            return leer_hora_escrita(texto), None
        except ValueError as error:
            return None, str(error)


def _escribir(fecha: FechaImprecisa | date | None) -> str:
    if fecha is None:
        return ""
    return escribir_fecha(FechaImprecisa(fecha, Precision.dia) if isinstance(fecha, date) else fecha)
