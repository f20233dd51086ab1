"""An agreement typed in one line; what will be kept of it stands beneath before Enter is pressed."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.dominio.renglon_de_acuerdo import RenglonDeAcuerdo, leer_renglon
from enlace_app.dominio.sugerencias import sugerencias
from enlace_app.ui.componentes.campo_de_linea import CampoDeLinea
from enlace_app.ui.componentes.completado import Sugerencia
from enlace_app.ui.componentes.escritura import escribir_dia
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta

ACUERDO_NUEVO = "Acuerdo nuevo, en un renglón"
SIN_RESPONSABLE = "sin responsable"
_INVITA = "Acuerdo · @responsable · fecha como se dice: «8 nov», «en dos semanas» · Enter lo agrega"
_SIN_FECHA = "sin fecha: quedará pendiente"
_A_LA_VISTA = 8

Conocidos = Callable[[], Mapping[str, str]]
"""Gives each folded name with the way it is written, those first who are most likely meant."""


def sugerir_nombres(conocidos: Mapping[str, str], escrito: str) -> list[Sugerencia]:
    """Return whom a few letters may mean; the likeliest ones where nothing was typed yet."""
    halladas = sugerencias(conocidos, escrito) if escrito else list(dict.fromkeys(conocidos.values()))[:_A_LA_VISTA]
    return [Sugerencia(nombre) for nombre in halladas]


class LineaDeAcuerdo(QWidget):
    """Enter hands on what was understood; whoever takes it calls `limpiar`, or `mostrar_error` if it was refused."""

    escrito = Signal(object)
    """A `RenglonDeAcuerdo` with some text in it."""
    abandonado = Signal()
    """Esc with nothing to give up."""

    def __init__(
        self, conocidos: Conocidos, referencia: Callable[[], date | None], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._conocidos, self._referencia = conocidos, referencia
        self.rotulo = Etiqueta("F4")
        self.campo = CampoDeLinea(
            lambda texto: sugerir_nombres(self._conocidos(), texto), prefijo="@", sugerencia=_INVITA
        )
        self.campo.setAccessibleName(ACUERDO_NUEVO)
        self.texto = EtiquetaElidida("", RolDeEtiqueta.TENUE)
        self.responsables = EtiquetaElidida("")
        self.plazo = Etiqueta("")
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self._arriba, abajo = QHBoxLayout(), QHBoxLayout()
        self._arriba.addWidget(self.rotulo)
        self._arriba.addWidget(self.campo, 1)
        abajo.addWidget(self.texto, 3)
        abajo.addWidget(self.responsables, 2)
        abajo.addWidget(self.plazo)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(2)
        caja.addLayout(self._arriba)
        caja.addLayout(abajo)
        caja.addWidget(self.error)
        self.setFocusProxy(self.campo)
        self.campo.textChanged.connect(self._mostrar)
        self.campo.tecleada.connect(self._entrar)
        self.campo.confirmada.connect(self._entrar)
        self.campo.abandonado.connect(self._abandonar)
        self._mostrar()

    def poner_delante(self, control: QWidget) -> None:
        """Put what else is said of the agreement before its line."""
        self._arriba.insertWidget(1, control)

    def leido(self) -> RenglonDeAcuerdo:
        """What will be kept of the line."""
        return leer_renglon(self.campo.valor(), referencia=self._referencia(), conocidos=self._conocidos())

    def recuperar(self, escrito: str, anotados: Collection[str]) -> None:
        """Put back what an earlier run was typing, unless it is one of the texts that it still managed to add."""
        self.campo.setText(escrito)
        if escrito and self.leido().texto in anotados:
            self.limpiar()

    def limpiar(self) -> None:
        """It was added: make room for the next one."""
        self.campo.clear()

    def tomar_teclado(self) -> None:
        """Take the keyboard at the end of the line."""
        self.campo.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.campo.end(False)

    def mostrar_error(self, error: object) -> None:
        """Say why it was not added; the line stays as it is."""
        self.error.setText(str(error))
        self.error.setVisible(bool(self.error.text()))

    def _mostrar(self) -> None:
        self.mostrar_error("")
        leido = self.leido() if self.campo.valor() else None
        quienes = f"A cargo de {', '.join(leido.responsables)}" if leido and leido.responsables else SIN_RESPONSABLE
        self.texto.setText(f"Se anota: {leido.texto}" if leido else "")
        self.responsables.setText(quienes if leido else "")
        self.plazo.setText(_escribir_plazo(leido) if leido else "")
        self.campo.setAccessibleDescription(f"{quienes}. {self.plazo.text()}" if leido else "")

    def _abandonar(self) -> None:
        self.abandonado.emit()

    def _entrar(self) -> None:
        if not self.campo.valor():
            return
        leido = self.leido()
        if not leido.texto:
            self.mostrar_error("Falta qué se acordó: escríbalo antes del responsable y del plazo.")
            self.campo.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.escrito.emit(leido)


def _escribir_plazo(leido: RenglonDeAcuerdo) -> str:
    """Say until when, as it will be kept."""
    if leido.plazo is not None:
        return f"Plazo: {escribir_dia(leido.plazo)}"
    return f"Plazo: «{leido.plazo_literal}», sin día" if leido.plazo_literal else _SIN_FECHA
