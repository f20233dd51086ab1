"""How each party votes: one key per party, F in favour, C against, A abstains, N is there and does not vote."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from enlace_app.dominio.votaciones import Sentido
from enlace_app.ui.tema import Rol, actual

_TECLAS = {
    Qt.Key.Key_F: Sentido.A_FAVOR,
    Qt.Key.Key_C: Sentido.EN_CONTRA,
    Qt.Key.Key_A: Sentido.ABSTENCION,
    Qt.Key.Key_N: Sentido.PRESENTE_SIN_VOTAR,
    Qt.Key.Key_1: Sentido.A_FAVOR,
    Qt.Key.Key_2: Sentido.EN_CONTRA,
    Qt.Key.Key_3: Sentido.ABSTENCION,
    Qt.Key.Key_4: Sentido.PRESENTE_SIN_VOTAR,
}
_COLORES = {
    Sentido.A_FAVOR: Rol.BIEN,
    Sentido.EN_CONTRA: Rol.PELIGRO,
    Sentido.ABSTENCION: Rol.AVISO,
    Sentido.PRESENTE_SIN_VOTAR: Rol.AVISO,
}
_SIGUIENTE = {
    None: Sentido.A_FAVOR,
    Sentido.A_FAVOR: Sentido.EN_CONTRA,
    Sentido.EN_CONTRA: Sentido.ABSTENCION,
    Sentido.ABSTENCION: Sentido.PRESENTE_SIN_VOTAR,
}
_SIN_VOTO = "F · C · A · N"


class PartesQueVotan(QWidget):
    """The parties one beside the other; the marked one takes the next key. A click goes through the three votes."""

    cambiado = Signal()
    aceptado = Signal()
    por_conteo = Signal()
    evidente = Signal()
    excusa = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.partes: tuple[str, ...] = ()
        self._presentes: tuple[str, ...] = ()
        self._sentidos: dict[str, Sentido] = {}
        self._marcada = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Voto de cada parte")
        self.hide()

    def poner(self, partes: Sequence[str], presentes: Sequence[str]) -> None:
        """Ask these; the first that has somebody to vote for it is marked."""
        self.partes, self._presentes = tuple(partes), tuple(presentes)
        self._sentidos = {p: s for p, s in self._sentidos.items() if p in self.partes}
        self._marcada = next((n for n, p in enumerate(self.partes) if p in self._presentes), 0)
        self._contar()

    def sentidos(self) -> dict[str, Sentido]:
        """How each one voted so far, in the order of the rule."""
        return {p: self._sentidos[p] for p in self.partes if p in self._sentidos}

    def limpiar(self) -> None:
        """Nobody voted."""
        self._sentidos = {}
        self._contar()

    def capturado(self) -> str:
        """What `recuperar` takes."""
        return json.dumps(self.sentidos(), ensure_ascii=False) if self._sentidos else ""

    def recuperar(self, capturado: str) -> None:
        """Put back the votes of an earlier run; what cannot be read is left out."""
        try:
            leidos = json.loads(capturado or "{}")
            self._sentidos = {str(p): Sentido(s) for p, s in leidos.items() if p in self.partes}
        except (ValueError, AttributeError):
            self._sentidos = {}
        self._contar()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F, C, A, N vote for the marked party; arrows mark another, Delete takes its vote back."""
        tecla = Qt.Key(event.key())
        if tecla in _TECLAS and self.partes and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._votar(_TECLAS[tecla])
        elif tecla in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._marcar(1 if tecla in (Qt.Key.Key_Right, Qt.Key.Key_Down) else -1)
        elif tecla in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.partes:
            self._sentidos.pop(self.partes[self._marcada], None)
            self._contar()
        elif tecla in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.aceptado.emit()
        elif tecla is Qt.Key.Key_P:
            self.por_conteo.emit()
        elif tecla is Qt.Key.Key_E:
            self.evidente.emit()
        elif tecla is Qt.Key.Key_X:
            self.excusa.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """See the class."""
        for n, casilla in enumerate(self._casillas()):
            if casilla.contains(event.position().toPoint()):
                self._marcada = n
                parte = self.partes[n]
                siguiente = _SIGUIENTE.get(self._sentidos.get(parte))
                if siguiente is None:
                    self._sentidos.pop(parte, None)
                else:
                    self._sentidos[parte] = siguiente
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self._contar()

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(300, round(self.fontMetrics().height() * 2.3))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name over vote, the marked one framed."""
        pintor, tema, metrica = QPainter(self), actual(), self.fontMetrics()
        for n, (parte, casilla) in enumerate(zip(self.partes, self._casillas(), strict=True)):
            if n == self._marcada and self.hasFocus():
                pintor.setPen(tema.color(Rol.FOCO))
                pintor.drawRect(casilla.adjusted(0, 0, -1, -1))
            sentido = self._sentidos.get(parte)
            dentro = casilla.adjusted(4, 2, -4, -2)
            presente = parte in self._presentes
            pintor.setPen(tema.color(Rol.TEXTO if presente else Rol.TEXTO_TENUE))
            nombre = parte if presente else f"{parte} (nadie)"
            pintor.drawText(dentro, 0, metrica.elidedText(nombre, Qt.TextElideMode.ElideRight, dentro.width()))
            pintor.setPen(tema.color(_COLORES[sentido] if sentido else Rol.TEXTO_TENUE))
            abajo = dentro.adjusted(0, metrica.height(), 0, 0)
            dicho = str(sentido) if sentido else _SIN_VOTO
            pintor.drawText(abajo, 0, metrica.elidedText(dicho, Qt.TextElideMode.ElideRight, abajo.width()))

    def _casillas(self) -> list[QRect]:
        cuantas = max(len(self.partes), 1)
        ancho = self.width() // cuantas
        return [QRect(n * ancho, 0, ancho, self.height()) for n in range(len(self.partes))]

    def _votar(self, sentido: Sentido) -> None:
        self._sentidos[self.partes[self._marcada]] = sentido
        # On to the next one that still has to vote and has somebody to do it; the last one stays marked.
        quedan = [n for n, p in enumerate(self.partes) if p not in self._sentidos and p in self._presentes]
        self._marcada = next((n for n in quedan if n > self._marcada), quedan[0] if quedan else self._marcada)
        self._contar()

    def _marcar(self, pasos: int) -> None:
        if self.partes:
            self._marcada = (self._marcada + pasos) % len(self.partes)
            self.update()

    def _contar(self) -> None:
        votos = ", ".join(f"{p}: {self._sentidos.get(p, 'sin voto')}" for p in self.partes)
        self.setAccessibleDescription(votos)
        self.update()
        self.cambiado.emit()
