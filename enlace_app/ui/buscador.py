"""The one search box: what is found shows under it while one types, and the keyboard stays in the line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from enlace_app.ui.entorno import Entorno

if TYPE_CHECKING:
    from enlace_app.consultas.busqueda import Grupo, Hallado
    from enlace_app.ui.busquedas import Busquedas
    from enlace_app.ui.resultados import PanelDeResultados

_ESPERA_MILISEGUNDOS = 120
"""After the last key, before anything is looked for."""
_POR_CLASE = 5
_DE_UNA_CLASE = 200


class Buscador(QLineEdit):
    """Up and Down choose among what was found, Enter opens it, Esc goes back to where one was."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Buscar en todo  (Ctrl+K)")
        self.setAccessibleName("Buscar en todo")
        self._entorno = entorno
        self._panel: PanelDeResultados | None = None
        self._busquedas: Busquedas | None = None
        self._antes: QWidget | None = None
        self._clase: str | None = None
        self._abrir_al_llegar = False
        self._reloj = QTimer(self, singleShot=True, interval=_ESPERA_MILISEGUNDOS)
        self._reloj.timeout.connect(self._buscar)
        self.textEdited.connect(self._tecleado)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._anotar_foco)

    def enfocar(self) -> None:
        """Take the keyboard; what was looked for last shows again, ready to be typed over."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        if self.text().strip():
            self._buscar()

    @property
    def panel(self) -> PanelDeResultados:
        """Where what was found shows; made when it is first needed."""
        if self._panel is None:
            from enlace_app.ui.resultados import PanelDeResultados  # not before the first page stands

            self._panel = PanelDeResultados(self)
            self._panel.elegido.connect(self._abrir)
            self._panel.pedida_clase.connect(self._ver_clase)
        return self._panel

    def cerrar(self) -> None:
        """Put the results away; what was typed stays."""
        self._reloj.stop()
        self._abrir_al_llegar = False
        if self._busquedas is not None:
            self._busquedas.olvidar()
        if self._panel is not None:
            self._panel.hide()

    @property
    def _abierto(self) -> bool:
        return self._panel is not None and self._panel.isVisible()

    def _tecleado(self) -> None:
        self._clase = None
        self._abrir_al_llegar = False
        if self.text().strip():
            self._reloj.start()
        else:
            self.cerrar()

    def _buscar(self) -> None:
        self._reloj.stop()
        if self._busquedas is None:
            from enlace_app.ui.busquedas import Busquedas

            self._busquedas = Busquedas(self._entorno, self)
            self._busquedas.halladas.connect(self._mostrar)
            self._busquedas.fallada.connect(self._mostrar_falla)
        self._busquedas.pedir(self.text(), _DE_UNA_CLASE if self._clase else _POR_CLASE)

    def _mostrar(self, texto: str, grupos: list[Grupo]) -> None:
        if texto != self.text() or not self.hasFocus():
            return
        if self._clase is not None:
            grupos = [grupo for grupo in grupos if grupo.tabla == self._clase]
        self.panel.mostrar(texto, grupos, de_una_clase=self._clase is not None)
        if self._abrir_al_llegar:
            self._abrir_al_llegar = False
            self.panel.tomar()

    def _mostrar_falla(self, motivo: str) -> None:
        self._abrir_al_llegar = False
        if self.hasFocus():
            self.panel.mostrar_falla(motivo)

    def _ver_clase(self, tabla: str) -> None:
        self._clase = tabla
        self._buscar()

    def _abrir(self, hallado: Hallado) -> None:
        self.cerrar()
        self._entorno.navegacion.abrir(hallado.tabla, hallado.uuid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the results; all others belong to the line."""
        accion = self._accion_de(Qt.Key(event.key()))
        if accion is None:
            super().keyPressEvent(event)
        else:
            accion()
            event.accept()

    def _accion_de(self, tecla: Qt.Key) -> Callable[[], object] | None:
        if tecla is Qt.Key.Key_Escape:
            return self._volver
        if tecla in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._entrar
        if not self._abierto:
            return self._buscar if tecla is Qt.Key.Key_Down and self.text().strip() else None
        panel = self.panel
        return {
            Qt.Key.Key_Down: lambda: panel.mover(1),
            Qt.Key.Key_Up: lambda: panel.mover(-1),
            Qt.Key.Key_PageDown: lambda: panel.mover_de_clase(1),
            Qt.Key.Key_PageUp: lambda: panel.mover_de_clase(-1),
        }.get(tecla)

    def _entrar(self) -> None:
        al_dia = not self._reloj.isActive() and (self._busquedas is None or not self._busquedas.pendiente)
        if self._abierto and al_dia:
            self.panel.tomar()
        elif self.text().strip():
            # Faster than the search: the first of what comes is what was meant.
            self._buscar()
            self._abrir_al_llegar = True

    def _volver(self) -> None:
        self.cerrar()
        antes = self._antes
        if antes is not None and isValid(antes) and antes.isVisible() and antes.isEnabled():
            antes.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()

    def _anotar_foco(self, antes: QWidget | None, ahora: QWidget | None) -> None:
        if ahora is self and antes is not None:
            self._antes = antes

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the results away, but not for the line's own menu."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.cerrar()

    def hideEvent(self, event: QHideEvent) -> None:
        """The window closes or gives way to the session mode: nothing may read the data after that."""
        super().hideEvent(event)
        self.cerrar()
        if self._busquedas is not None:
            self._busquedas.esperar()
