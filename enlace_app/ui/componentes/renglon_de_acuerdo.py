"""An agreement typed in one line; what will be kept of it stands beneath before Enter is pressed."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.dominio.renglon_de_acuerdo import RenglonDeAcuerdo, leer_renglon
from enlace_app.dominio.sugerencias import sugerencias
from enlace_app.ui.componentes.completado import CampoConSugerencias, Sugerencia
from enlace_app.ui.componentes.escritura import escribir_dia
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta

_INVITA = "Acuerdo @responsable fecha como se dice: «8 nov», «en dos semanas». Enter lo agrega"
_A_LA_VISTA = 8

Conocidos = Callable[[], Mapping[str, str]]
"""Gives each folded name with the way it is written, those first who are most likely meant."""


def sugerir_nombres(conocidos: Mapping[str, str], escrito: str) -> list[str]:
    """Return whom a few letters may mean; the likeliest ones where nothing was typed yet."""
    return sugerencias(conocidos, escrito) if escrito else list(dict.fromkeys(conocidos.values()))[:_A_LA_VISTA]


class LineaDeAcuerdo(QWidget):
    """Enter hands on what was understood; whoever takes it calls `limpiar`, or `mostrar_error` if it was refused."""

    escrito = Signal(object)
    """A `RenglonDeAcuerdo` with some text in it."""

    def __init__(
        self, conocidos: Conocidos, referencia: Callable[[], date | None], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._conocidos, self._referencia = conocidos, referencia
        self.campo = CampoConSugerencias(self._sugerir, prefijo="@", sugerencia=_INVITA)
        self.campo.setAccessibleName("Acuerdo nuevo, en un renglón")
        self.texto = EtiquetaElidida("", RolDeEtiqueta.TENUE)
        self.responsables = EtiquetaElidida("")
        self.plazo = Etiqueta("")
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.error.hide()
        self._entendido = QWidget()
        abajo = QHBoxLayout(self._entendido)
        abajo.setContentsMargins(0, 0, 0, 0)
        abajo.addWidget(self.texto, 3)
        abajo.addWidget(self.responsables, 2)
        abajo.addWidget(self.plazo)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(2)
        for parte in (self.campo, self._entendido, self.error):
            caja.addWidget(parte)
        self.setFocusProxy(self.campo)
        self.campo.textChanged.connect(self._mostrar)
        self.campo.tecleada.connect(self._entrar)
        self._mostrar()

    def leido(self) -> RenglonDeAcuerdo:
        """What will be kept of the line."""
        return leer_renglon(self.campo.valor(), referencia=self._referencia(), conocidos=self._conocidos())

    def limpiar(self) -> None:
        """It was added: make room for the next one."""
        self.campo.poner_valor("")
        self._mostrar()

    def mostrar_error(self, error: object) -> None:
        """Say why it was not added; the line stays as it is."""
        self.error.setText(str(error))
        self.error.setVisible(bool(self.error.text()))

    def _sugerir(self, texto: str) -> list[Sugerencia]:
        return [Sugerencia(nombre) for nombre in sugerir_nombres(self._conocidos(), texto)]

    def _mostrar(self) -> None:
        self.mostrar_error("")
        hay = bool(self.campo.valor())
        self._entendido.setVisible(hay)
        if not hay:
            self.campo.setAccessibleDescription("")
            return
        leido = self.leido()
        self.texto.setText(f"Se anota: {leido.texto}")
        self.responsables.setText(" · ".join(leido.responsables) or "sin responsable")
        self.plazo.setText(escribir_plazo(leido))
        self.campo.setAccessibleDescription(
            f"Responsable: {self.responsables.texto_completo()}. Plazo: {self.plazo.text()}"
        )

    def _entrar(self) -> None:
        if not self.campo.valor():
            return
        leido = self.leido()
        if not leido.texto:
            self.mostrar_error("Falta qué se acordó: escríbalo antes del responsable y del plazo.")
            self.campo.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.escrito.emit(leido)


def escribir_plazo(leido: RenglonDeAcuerdo) -> str:
    """Say until when, as it will be kept."""
    if leido.plazo is not None:
        return f"a más tardar el {escribir_dia(leido.plazo)}"
    return f"«{leido.plazo_literal}», sin día" if leido.plazo_literal else "sin plazo"
