"""Labels, fields and what is wrong with them, line by line."""

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta

C = TypeVar("C", bound=QWidget)


@dataclass(frozen=True)
class _Renglon:
    nombre: str
    etiqueta: Etiqueta
    error: Etiqueta
    ayuda: Etiqueta | None
    descripcion: str


class Formulario(QWidget):
    """Rows of label and field, with the error under its field; names for a screen reader come from the labels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rejilla = QGridLayout(self)
        self._rejilla.setContentsMargins(0, 0, 0, 0)
        alto = self.fontMetrics().height()
        self._rejilla.setHorizontalSpacing(round(alto * 0.7))
        self._rejilla.setVerticalSpacing(round(alto * 0.2))
        self._rejilla.setColumnStretch(1, 1)
        self._renglones: dict[QWidget, _Renglon] = {}

    def agregar(self, nombre: str, campo: C, *, obligatorio: bool = False, ayuda: str = "") -> C:
        """Add a row and give the field back; `&` in `nombre` marks the key that leads to it with Alt."""
        limpio = nombre.replace("&", "")
        etiqueta = Etiqueta(f"{nombre} *" if obligatorio else nombre)
        etiqueta.setBuddy(campo)
        etiqueta.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        # The label's first line stands at the height of the field's text.
        margen = max((campo.sizeHint().height() - self.fontMetrics().height()) // 2, 0)
        etiqueta.setContentsMargins(0, min(margen, round(self.fontMetrics().height() * 0.4)), 0, 0)
        error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        error.hide()
        descripcion = ". ".join(parte for parte in ("Obligatorio" if obligatorio else "", ayuda) if parte)
        campo.setAccessibleName(limpio)
        campo.setAccessibleDescription(descripcion)
        fila = self._rejilla.rowCount()
        self._rejilla.addWidget(etiqueta, fila, 0)
        self._rejilla.addWidget(campo, fila, 1)
        bajo_el_campo = Etiqueta(ayuda, RolDeEtiqueta.DETALLE, ajustar=True) if ayuda else None
        if bajo_el_campo is not None:
            self._rejilla.addWidget(bajo_el_campo, fila + 1, 1)
        self._rejilla.addWidget(error, fila + 2, 1)
        self._renglones[campo] = _Renglon(limpio, etiqueta, error, bajo_el_campo, descripcion)
        return campo

    def mostrar_renglon(self, campo: QWidget, *, visible: bool) -> None:
        """Show or hide a whole row; one that is hidden has no error."""
        renglon = self._renglones[campo]
        for control in (renglon.etiqueta, campo, renglon.ayuda):
            if control is not None:
                control.setVisible(visible)
        if not visible:
            self.mostrar_error(campo, "")

    def mostrar_error(self, campo: QWidget, texto: str) -> None:
        """Say under the field what is wrong with it; an empty text takes it away."""
        renglon = self._renglones[campo]
        renglon.error.setText(texto)
        renglon.error.setVisible(bool(texto))
        _marcar(campo, erroneo=bool(texto))
        campo.setAccessibleDescription(f"Error: {texto}" if texto else renglon.descripcion)

    def limpiar_errores(self) -> None:
        """Take all errors away."""
        for campo in self._renglones:
            self.mostrar_error(campo, "")

    def errores(self) -> dict[str, str]:
        """What is wrong now, by the name of the field, from top to bottom."""
        return {r.nombre: r.error.text() for r in self._renglones.values() if r.error.text()}

    def ir_al_primer_error(self) -> bool:
        """Put the keyboard into the first field that is wrong; whether there was one."""
        for campo, renglon in self._renglones.items():
            if renglon.error.text():
                campo.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False


def _marcar(campo: QWidget, *, erroneo: bool) -> None:
    linea = campo.focusProxy() or campo
    if bool(linea.property("erroneo")) is erroneo:
        return
    linea.setProperty("erroneo", erroneo)
    linea.style().unpolish(linea)
    linea.style().polish(linea)
