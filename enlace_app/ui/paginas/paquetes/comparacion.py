"""What two records or two versions of one say, side by side, with what differs marked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta

_VACIO = "(vacío)"
_LARGO = 4_000
"""More than that of one text nobody compares by eye."""


class Comparacion(QWidget):
    """Three columns: what it is, how it stands in the one, how in the other; `renglones` is what it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rejilla = QGridLayout(self)
        self._rejilla.setContentsMargins(0, 0, 0, 0)
        alto = self.fontMetrics().height()
        self._rejilla.setHorizontalSpacing(alto)
        self._rejilla.setVerticalSpacing(round(alto * 0.5))
        for columna, parte in ((0, 0), (1, 1), (2, 1)):
            self._rejilla.setColumnStretch(columna, parte)
        self._puestos: list[QWidget] = []
        self.renglones: tuple[tuple[str, str, str], ...] = ()

    def poner(self, primero: str, segundo: str, renglones: Sequence[tuple[str, str, str]]) -> None:
        """Show these lines under these two headings; what both say alike is dim."""
        for puesto in self._puestos:
            self._rejilla.removeWidget(puesto)
            puesto.hide()
            puesto.deleteLater()
        self._puestos = []
        self.renglones = tuple(renglones)
        for columna, titulo in enumerate(("", primero, segundo)):
            self._agregar(0, columna, Etiqueta(titulo, RolDeEtiqueta.SUBTITULO))
        for fila, (que, uno, otro) in enumerate(renglones):
            igual = uno == otro
            rol = RolDeEtiqueta.TENUE if igual else RolDeEtiqueta.NORMAL
            self._agregar(fila + 1, 0, Etiqueta(que, RolDeEtiqueta.TENUE))
            for columna, texto in ((1, uno), (2, otro)):
                etiqueta = _parrafo(texto[:_LARGO] + ("…" if len(texto) > _LARGO else "") or _VACIO, rol)
                etiqueta.setAccessibleName(f"{que}, {segundo if columna == 2 else primero}: {texto[:200] or _VACIO}")
                self._agregar(fila + 1, columna, etiqueta)

    def _agregar(self, fila: int, columna: int, control: QWidget) -> None:
        self._rejilla.addWidget(control, fila, columna, Qt.AlignmentFlag.AlignTop)
        self._puestos.append(control)
        control.show()


def _parrafo(texto: str, rol: RolDeEtiqueta) -> Etiqueta:
    etiqueta = Etiqueta(texto, rol, ajustar=True)
    etiqueta.setMinimumWidth(1)
    etiqueta.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return etiqueta
