"""Fields that only a document has: its sheets with «más de», what was done with it, and one record out of many."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from enlace_app.dominio.cantidades import leer_minimo
from enlace_app.errores import ErrorDeNegocio
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.completado import CampoConSugerencias, Sugerencia
from enlace_app.ui.componentes.etiquetas import texto_de_ayuda


class ElegirUno(CampoConSugerencias):
    """A line in which one record is looked for and chosen; `cambiado` tells that another one, or none, is."""

    cambiado = Signal()

    def __init__(
        self, sugerir: Callable[[str], Sequence[Sugerencia]], *, sugerencia: str, parent: QWidget | None = None
    ) -> None:
        """`sugerir` returns suggestions whose `dato` is the uuid."""
        super().__init__(sugerir, sugerencia=sugerencia, parent=parent)
        self._elegido: str | None = None
        self._texto = ""
        self.elegida.connect(self._elegir)
        self.dejado.connect(self._dejar)

    def uuid(self) -> str | None:
        """What is chosen; None while the line is empty or says something else."""
        return self._elegido if self.valor() == self._texto else None

    def poner(self, uuid: str | None, texto: str) -> None:
        """Show what is stored; that is no change."""
        self._elegido, self._texto = uuid, " ".join(texto.split()) if uuid else ""
        self.poner_valor(self._texto)
        self.setToolTip(texto_de_ayuda(self._texto))

    def elegir(self, uuid: str, texto: str) -> None:
        """Choose as the person does."""
        self.setText(texto)
        self._elegir(Sugerencia(texto, dato=uuid))

    def problema(self) -> str | None:
        """What to do about what was typed, or None."""
        if not self.valor() or self.uuid():
            return None
        return "Elija uno de la lista (flecha hacia abajo), o deje el campo vacío."

    def _elegir(self, sugerencia: Sugerencia) -> None:
        self.poner(str(sugerencia.dato), sugerencia.texto)
        self.setCursorPosition(0)
        self.cambiado.emit()

    def _dejar(self, valor: str) -> None:
        if not valor:
            self.poner(None, "")
            self.cambiado.emit()


class CampoDeFojas(QWidget):
    """A count of sheets with its tick «más de»; typing «más de 469» sets both."""

    dejado = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.linea = CampoDeTexto(sugerencia="o «más de 469»")
        self.linea.setMaximumWidth(self.fontMetrics().averageCharWidth() * 26)
        self.casilla = QCheckBox("más de")
        self.casilla.setAccessibleName("Fojas: más de ese número")
        self._puesto: tuple[int | None, bool] = (None, False)
        fila = QHBoxLayout(self)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.addWidget(self.casilla)
        fila.addWidget(self.linea, 3)
        fila.addStretch(1)
        self.setFocusProxy(self.linea)
        self.linea.dejado.connect(self._dejar)
        self.casilla.clicked.connect(self._marcar)

    def setAccessibleName(self, nombre: str) -> None:
        """Name the line, where the keyboard is, too."""
        super().setAccessibleName(nombre)
        self.linea.setAccessibleName(nombre)

    def valores(self) -> tuple[int | None, bool]:
        """The number and whether it is only the least; (None, False) while it is empty or wrong."""
        return self._leer()[0]

    def problema(self) -> str | None:
        """What to do about what was typed, or None."""
        return self._leer()[1]

    def poner(self, numero: int | None, *, es_minimo: bool) -> None:
        """Show what is stored; that is no change."""
        self._puesto = (numero, es_minimo and numero is not None)
        self.casilla.setChecked(self._puesto[1])
        self.linea.poner_valor("" if numero is None else f"{numero:,}")

    def solo_lectura(self, *, si: bool) -> None:
        """Show without letting change."""
        self.linea.setReadOnly(si)
        self.casilla.setEnabled(not si)

    def _leer(self) -> tuple[tuple[int | None, bool], str | None]:
        texto, nada = self.linea.valor(), (None, False)
        if not texto:
            return nada, "Marcó «más de»: escriba de cuántas fojas, o quite la marca." if self._marcada else None
        try:
            leida = leer_minimo(texto)
        except ErrorDeNegocio as error:
            return nada, str(error)
        if leida.nota:
            return nada, f"Escriba sólo el número de fojas; «{leida.nota}» va en la descripción."
        return (leida.numero, self._marcada or leida.es_minimo), None

    @property
    def _marcada(self) -> bool:
        return self.casilla.isChecked()

    def _dejar(self) -> None:
        numero, es_minimo = self.valores()
        if numero is not None:
            self.casilla.setChecked(es_minimo)
            self.linea.poner_valor(f"{numero:,}")
        elif not self.linea.valor():
            self.casilla.setChecked(False)
        self._avisar()

    def _marcar(self) -> None:
        # A tick before its number is a beginning, not a change.
        if self.linea.valor():
            self._avisar()

    def _avisar(self) -> None:
        if self.valores() != self._puesto or self.problema():
            self._puesto = self.valores()
            self.dejado.emit()


class Desplegable(QComboBox):
    """A short list of values; the wheel that scrolls the page past it changes nothing. Enter is told as in a line."""

    intro = Signal()
    dejado = Signal()

    def __init__(self, opciones: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`opciones` are (what is read, value)."""
        super().__init__(parent)
        for texto, valor in opciones:
            self.addItem(texto, valor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda _: self.dejado.emit())

    def valor(self) -> str:
        """The value that is chosen."""
        return str(self.currentData() or "")

    def poner(self, valor: str, texto: str) -> None:
        """Show what is stored, also where history has a value that nobody would choose today."""
        indice = self.findData(valor)
        if indice < 0:
            self.addItem(texto, valor)
            indice = self.count() - 1
        self.setCurrentIndex(indice)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is for who listens; the rest as always."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.intro.emit()
        else:
            super().keyPressEvent(event)
