"""Where a meeting stands on its way from draft to signed acta, in one row: by sign, by word and by colour."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.ui.componentes.senales import aspecto_de_reunion
from enlace_app.ui.tema import Icono, Rol, actual, dibujo, lado_de_icono

CAMINO = (
    EstadoReunion.BORRADOR,
    EstadoReunion.CONVOCADA,
    EstadoReunion.CELEBRADA,
    EstadoReunion.EN_REVISION,
    EstadoReunion.CERRADA,
    EstadoReunion.FIRMADA,
)
"""The ordinary way; a meeting that was called off has left it."""


@dataclass(frozen=True)
class Paso:
    """One step as it is drawn; `dicho` is what a screen reader and the tooltip say of it."""

    palabra: str
    icono: Icono
    rol: Rol
    dicho: str
    actual: bool = False


def pasos_de(estado: str) -> list[Paso]:
    """Return the steps of a meeting in that state: done, current, next; one alone where it left the way."""
    esta = EstadoReunion(estado)
    if esta not in CAMINO:
        aspecto = aspecto_de_reunion(estado)
        return [Paso(aspecto.palabra, aspecto.icono, aspecto.rol, f"{aspecto.palabra}: ya no sigue", actual=True)]
    lugar = CAMINO.index(esta)
    pasos = []
    for n, cual in enumerate(CAMINO):
        palabra = aspecto_de_reunion(cual).palabra
        if n < lugar:
            pasos.append(Paso(palabra, Icono.CUMPLIDO, Rol.BIEN, f"{palabra}: hecho"))
        elif n == lugar:
            figura = Icono.CUMPLIDO if esta is EstadoReunion.FIRMADA else Icono.EN_PROCESO
            pasos.append(Paso(palabra, figura, Rol.ACENTO, f"{palabra}: aquí está", actual=True))
        else:
            pasos.append(Paso(palabra, Icono.PENDIENTE, Rol.NEUTRO, f"{palabra}: falta"))
    return pasos


class Pasos(QWidget):
    """The row; where it does not fit, only the current step keeps its word, and tooltips say the others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pasos: list[Paso] = []
        self._zonas: list[QRect] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def poner(self, estado: str) -> None:
        """Show the way of a meeting in that state."""
        self._pasos = pasos_de(estado)
        self.setAccessibleName("Estado de la reunión. " + ". ".join(paso.dicho for paso in self._pasos))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as all the words; less is allowed."""
        return QSize(sum(self._anchos(con_palabras=True)), round(self.fontMetrics().height() * 1.7))

    def minimumSizeHint(self) -> QSize:
        """Room for the signs and the current word."""
        return QSize(sum(self._anchos(con_palabras=False)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint in the theme that is on."""
        pintor, tema = QPainter(self), actual()
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        con_palabras = sum(self._anchos(con_palabras=True)) <= self.width()
        lado, hueco, x = lado_de_icono(1.0), self._hueco(), 0
        medio = self.height() / 2
        self._zonas = []
        for n, (paso, ocupa) in enumerate(zip(self._pasos, self._anchos(con_palabras=con_palabras), strict=True)):
            ancho = ocupa - (hueco * 2 if n else 0)
            if n:
                pintor.setPen(tema.color(Rol.BORDE))
                pintor.drawLine(QPointF(x + 3, medio), QPointF(x + hueco * 2 - 3, medio))
                x += hueco * 2
            self._zonas.append(QRect(x, 0, ancho, self.height()))
            figura = dibujo(paso.icono, tema.color(paso.rol).name(), lado, self.devicePixelRatioF())
            pintor.drawPixmap(QPointF(x, medio - lado / 2), figura)
            if con_palabras or paso.actual:
                pintor.setFont(self._letra(paso))
                pintor.setPen(tema.color(paso.rol if paso.actual else Rol.TEXTO_TENUE))
                pintor.drawText(
                    QRect(x + lado + hueco // 2, 0, ancho, self.height()), Qt.AlignmentFlag.AlignVCenter, paso.palabra
                )
            x += ancho

    def event(self, event: QEvent) -> bool:
        """Each step has its own tooltip."""
        if isinstance(event, QHelpEvent):
            for zona, paso in zip(self._zonas, self._pasos, strict=False):
                if zona.contains(event.pos()):
                    QToolTip.showText(event.globalPos(), paso.dicho, self)
                    return True
        return super().event(event)

    def _hueco(self) -> int:
        return round(self.fontMetrics().height() * 0.45)

    def _letra(self, paso: Paso) -> QFont:
        letra = QFont(self.font())
        letra.setBold(paso.actual)
        return letra

    def _anchos(self, *, con_palabras: bool) -> list[int]:
        """Width of each step, the line before it included."""
        lado, hueco = lado_de_icono(1.0), self._hueco()
        anchos = []
        for n, paso in enumerate(self._pasos):
            ancho = lado + (hueco * 2 if n else 0)
            if con_palabras or paso.actual:
                # Bold is at most a tenth wider; measured on the plain letter it would be cut.
                ancho += hueco // 2 + round(self.fontMetrics().horizontalAdvance(paso.palabra) * 1.12)
            anchos.append(ancho)
        return anchos
