"""Why: each question that was asked of the file, with its answer beneath."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.dominio.verificacion import Comprobacion, Juicio
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.senales import Aspecto
from enlace_app.ui.tema import Icono, Rol, actual, dibujo, lado_de_icono

ASPECTOS = {
    Juicio.BIEN: Aspecto("Bien", Icono.CUMPLIDO, Rol.BIEN),
    Juicio.MAL: Aspecto("Mal", Icono.ERROR, Rol.PELIGRO),
    Juicio.NO_COMPROBADO: Aspecto("No comprobado", Icono.INFORMACION, Rol.TEXTO_TENUE),
}


class Razones(QWidget):
    """One line for each check, the failed ones first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.renglones: list[RenglonDeRazon] = []
        self._caja = QVBoxLayout(self)
        self._caja.setContentsMargins(0, 0, 0, 0)
        self._caja.addStretch(1)

    def poner(self, comprobaciones: Sequence[Comprobacion]) -> None:
        """Show these checks."""
        for renglon in self.renglones:
            self._caja.removeWidget(renglon)
            renglon.hide()
            renglon.deleteLater()
        ordenadas = sorted(comprobaciones, key=lambda c: c.resultado is not Juicio.MAL)
        self.renglones = [RenglonDeRazon(c, self) for c in ordenadas]
        for lugar, renglon in enumerate(self.renglones):
            self._caja.insertWidget(lugar, renglon)


class RenglonDeRazon(QWidget):
    """Sign and word of the result, what was asked, and the answer."""

    def __init__(self, comprobacion: Comprobacion, parent: QWidget) -> None:
        super().__init__(parent)
        self._aspecto = ASPECTOS[comprobacion.resultado]
        self.figura = Etiqueta()
        self.nombre = Etiqueta(f"{comprobacion.nombre}: {self._aspecto.palabra.lower()}", RolDeEtiqueta.SUBTITULO)
        self.explicacion = Etiqueta(comprobacion.explicacion, RolDeEtiqueta.TENUE, ajustar=True)
        self.explicacion.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName(f"{self.nombre.text()}. {comprobacion.explicacion}")
        textos = QVBoxLayout()
        textos.setSpacing(0)
        textos.addWidget(self.nombre)
        textos.addWidget(self.explicacion)
        caja = QHBoxLayout(self)
        caja.setContentsMargins(0, 4, 0, 4)
        caja.setSpacing(self.fontMetrics().height() // 2)
        caja.addWidget(self.figura, 0, Qt.AlignmentFlag.AlignTop)
        caja.addLayout(textos, 1)
        self._pintar_figura()

    def _pintar_figura(self) -> None:
        escala = self.devicePixelRatioF()
        self.figura.setPixmap(
            dibujo(self._aspecto.icono, actual().valor(self._aspecto.rol), lado_de_icono(1.4), escala)
        )

    def changeEvent(self, event: QEvent) -> None:
        """Draw the sign again in the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "figura"):
            self._pintar_figura()
