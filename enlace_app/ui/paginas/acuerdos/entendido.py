"""What was understood of a follow-up, shown while one types: the state, the new plazo, the note, the day."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from enlace_app.dominio.seguimiento_escrito import SeguimientoEscrito
from enlace_app.ui.componentes.escritura import escribir_dia
from enlace_app.ui.componentes.etiquetas import EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.senales import Senal, aspecto_de_acuerdo
from enlace_app.ui.tema import Icono, Rol

_COMIENZO = "Escriba qué pasó. Antes de guardar se ve aquí lo que se entendió."
_SIN_RAZON = "falta la razón («: por las lluvias»)"


class Entendido(QWidget):
    """A chip where the line changes the state, and one line of words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._senal = Senal(aspecto_de_acuerdo("pendiente"))
        self._senal.hide()
        self._dicho = EtiquetaElidida(_COMIENZO, RolDeEtiqueta.TENUE)
        fila = QHBoxLayout(self)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.addWidget(self._senal)
        fila.addWidget(self._dicho, 1)
        self.setMinimumHeight(self._senal.sizeHint().height())

    def mostrar(self, escrito: SeguimientoEscrito, dia: date | None, *, adjuntos: int) -> None:
        """Say what would be written down on that day, with so many pieces of evidence."""
        nada = not (escrito.estado or escrito.nota or escrito.plazo_nuevo or adjuntos)
        self._senal.setVisible(escrito.estado is not None)
        if escrito.estado is not None:
            self._senal.poner(aspecto_de_acuerdo(escrito.estado))
        self._dicho.setText(_COMIENZO if nada else " · ".join(_partes(escrito, dia, adjuntos)))

    def texto(self) -> str:
        """All that it says."""
        estado = f"{self._senal.texto()} · " if not self._senal.isHidden() else ""
        return f"{estado}{self._dicho.texto_completo()}"


def _partes(escrito: SeguimientoEscrito, dia: date | None, adjuntos: int) -> list[str]:
    partes = []
    if escrito.plazo_nuevo is not None:
        partes.append(f"nuevo plazo: {escribir_dia(escrito.plazo_nuevo)}")
        if dia is not None and escrito.plazo_nuevo < dia:
            partes.append("ese día ya pasó: revíselo")
        if escrito.nota is None:
            partes.append(_SIN_RAZON)
    elif escrito.estado is None:
        partes.append("el estado no cambia")
    if adjuntos:
        partes.append("1 evidencia" if adjuntos == 1 else f"{adjuntos:,} evidencias")
    if dia is not None:
        partes.append(escribir_dia(dia))
    if escrito.nota is not None:
        partes.append(f"nota: «{escrito.nota}»")
    return partes


ATAJOS: tuple[tuple[str, str, Icono, Rol], ...] = (
    ("Cumplido", "cumplido: ", Icono.CUMPLIDO, Rol.BIEN),
    ("En proceso", "en proceso: ", Icono.EN_PROCESO, Rol.ACENTO),
    ("Parcial", "parcial: ", Icono.PARCIAL, Rol.ACENTO),
    ("Nuevo plazo", "nuevo plazo ", Icono.CALENDARIO, Rol.AVISO),
    ("No procede", "no procede: ", Icono.NO_PROCEDE, Rol.NEUTRO),
)
"""What a line may begin with: what the button says, what it writes, its sign."""
