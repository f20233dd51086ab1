"""Whether there is a quorum, and what is missing for one, in a sentence above the attendance."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from enlace_app.dominio.quorum import enumerar
from enlace_app.ui.componentes.etiquetas import Etiqueta
from enlace_app.ui.componentes.senales import Aspecto, Senal
from enlace_app.ui.tema import Icono, Rol

if TYPE_CHECKING:
    from enlace_app.servicios.derechos import DerechosDeReunion

HAY = Aspecto("Hay quórum", Icono.CUMPLIDO, Rol.BIEN)
NO_HAY = Aspecto("No hay quórum", Icono.ERROR, Rol.PELIGRO)
SIN_REGLA = Aspecto("Quórum sin regla", Icono.ALERTA, Rol.AVISO)


def escribir_quorum(juicio: "DerechosDeReunion", hora: str | None, *, con_quorum: bool) -> str:
    """Say it in words: who is there for which party, who is missing, what to do."""
    if not con_quorum:
        return ""
    if juicio.hay_quorum is None:
        return "El ejercicio de esta reunión no dice qué partes hacen quórum: elija el ejercicio en la pestaña Datos."
    cuando = f"A las {hora} h, " if hora else ""
    if juicio.hay_quorum:
        dicho = juicio.explicacion
    else:
        falta = "falta la parte" if len(juicio.partes_que_faltan) == 1 else "faltan las partes"
        imprescindibles = [p for p in juicio.partes_que_faltan if p in juicio.indispensables]
        sin_ellas = f" Sin {_citar(imprescindibles)} no puede haberlo." if imprescindibles else ""
        dicho = (
            f"{falta} {_citar(juicio.partes_que_faltan)}.{sin_ellas} Anote a su titular, o a quien lo suple con "
            "«Suple a»"
        )
    texto = f"{cuando}{dicho}."
    return texto[:1].upper() + texto[1:]


def _citar(partes: Sequence[str]) -> str:
    return enumerar([f"«{parte}»" for parte in partes])


class FranjaDeQuorum(QWidget):
    """Sign, word and sentence; hidden in the kinds of meeting that need no quorum."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.senal = Senal(SIN_REGLA)
        self.frase = Etiqueta("", ajustar=True)
        fila = QHBoxLayout(self)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.addWidget(self.senal)
        fila.addWidget(self.frase, 1)

    def poner(self, juicio: "DerechosDeReunion", hora: str | None, *, con_quorum: bool) -> None:
        """Show what was judged."""
        self.setVisible(con_quorum)
        self.senal.poner({True: HAY, False: NO_HAY, None: SIN_REGLA}[juicio.hay_quorum])
        self.frase.setText(escribir_quorum(juicio, hora, con_quorum=con_quorum))
