"""Choices of a form, from what `consultas.opciones` gives."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from enlace_app.consultas.opciones import Opcion

_LETRAS = 12


def combo_angosto() -> QComboBox:
    """Return a choice that takes the room there is: the longest name must not widen the page."""
    combo = QComboBox()
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(_LETRAS)
    return combo


def llenar_combo(combo: QComboBox, cuales: Sequence[Opcion], elegida: str | None = None, *, vacia: str = "") -> None:
    """Offer these, each with its uuid; `vacia` names the choice of none, which comes first."""
    combo.clear()
    if vacia:
        combo.addItem(vacia, None)
    for opcion in cuales:
        combo.addItem(opcion.nombre, opcion.uuid)
    combo.setCurrentIndex(max(combo.findData(elegida), 0))
