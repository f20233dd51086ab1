"""A month to choose a day from, in Spanish and in the colours of the theme."""

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QShowEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from enlace_app.ui.tema import Icono, Rol, actual, icono

_BOTONES = {
    "qt_calendar_prevmonth": (Icono.FLECHA_IZQUIERDA, "Mes anterior"),
    "qt_calendar_nextmonth": (Icono.FLECHA_DERECHA, "Mes siguiente"),
    "qt_calendar_monthbutton": (None, "Mes"),
    "qt_calendar_yearbutton": (None, "Año"),
}


class Calendario(QCalendarWidget):
    """Pops up over the window and closes by itself; weeks begin on Monday. Enter or a click takes the day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setAccessibleName("Calendario")
        self.setLocale(QLocale(QLocale.Language.Spanish, QLocale.Country.Mexico))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for nombre, (figura, dicho) in _BOTONES.items():
            boton = self.findChild(QToolButton, nombre)
            if isinstance(boton, QToolButton):
                boton.setAccessibleName(dicho)
                if figura is not None:
                    boton.setIcon(icono(figura, Rol.TEXTO))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the colours of the theme that is on by now: Qt paints weekends in a red of its own."""
        fin_de_semana = QTextCharFormat()
        fin_de_semana.setForeground(actual().color(Rol.PELIGRO))
        for dia in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(dia, fin_de_semana)
        super().showEvent(event)

    def sizeHint(self) -> QSize:
        """Room for six whole weeks, which Qt's own measure cuts under a style sheet."""
        letra = self.fontMetrics()
        return super().sizeHint().expandedTo(QSize(letra.averageCharWidth() * 40, round(letra.height() * 13)))
