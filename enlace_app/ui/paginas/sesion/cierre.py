"""F10: the end of the session. What is still open is told; nothing of it is compulsory."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.paginas.sesion.sesion_abierta import SesionAbierta

_RENGLONES = 8


class FranjaDeCierre(QFrame):
    """Enter ends the session at the hour shown, Esc goes on with it."""

    cerrada = Signal()
    terminada = Signal()

    def __init__(self, sesion: SesionAbierta, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._al_dia_siguiente = False
        self.setProperty("papel", "tarjeta")
        self.hora = CampoDeTexto(sugerencia="13:05")
        self.hora.setAccessibleName("Hora en que termina")
        self.hora.setMaximumWidth(self.fontMetrics().averageCharWidth() * 14)
        self.pendientes = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        fila = QHBoxLayout()
        fila.addWidget(Etiqueta("Terminar la sesión a las", RolDeEtiqueta.SUBTITULO))
        fila.addWidget(self.hora)
        fila.addStretch(1)
        fila.addWidget(BotonPrimario("Terminar Enter", al_pulsar=self.terminar))
        fila.addWidget(BotonSecundario("Seguir Esc", al_pulsar=self.cerrar))
        caja = QVBoxLayout(self)
        caja.setContentsMargins(8, 6, 8, 6)
        caja.setSpacing(4)
        caja.addLayout(fila)
        caja.addWidget(self.pendientes)
        caja.addWidget(self.error)
        self.hora.returnPressed.connect(self.terminar)
        self.hora.textEdited.connect(self._otra_hora)
        self.hide()

    def abrir(self, a_medias: Sequence[str]) -> None:
        """Ask; `a_medias` are lines that were typed and not noted yet, by name."""
        self.hora.setText(self._sesion.reloj.hora or self._sesion.registro.hora_fin or "")
        self.hora.selectAll()
        abiertos = [*(f"Quedó a medias: {nombre}." for nombre in a_medias), *lo_que_queda(self._sesion.registro)]
        if abiertos:
            resto = len(abiertos) - _RENGLONES
            lineas = [*abiertos[:_RENGLONES], *([f"…y {resto} más."] if resto > 0 else [])]
            self.pendientes.setText("Queda para después, nada de esto impide terminar:\n" + "\n".join(lineas))
        else:
            self.pendientes.setText("No queda nada abierto.")
        self._otra_hora()
        self.show()
        self.hora.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def cerrar(self) -> None:
        """Go on with the session."""
        self.hide()
        self.cerrada.emit()

    def terminar(self) -> None:
        """End it."""
        from enlace_app.servicios.sesiones import terminar_sesion

        sesion, hora, siguiente = self._sesion, self.hora.valor(), self._al_dia_siguiente
        hecho = sesion.hacer(
            lambda: terminar_sesion(
                sesion.almacen, reunion=sesion.uuid, rev=sesion.registro.rev, hora=hora, al_dia_siguiente=siguiente
            ),
            al_rehusar=self._rehusar,
        )
        if hecho is not None:
            self.hide()
            self.terminada.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes on."""
        if event.key() == Qt.Key.Key_Escape:
            self.cerrar()
        else:
            super().keyPressEvent(event)

    def _rehusar(self, error: ErrorDeEnlace) -> None:
        from enlace_app.servicios.sesiones import AntesDelInicio

        self._al_dia_siguiente = isinstance(error, AntesDelInicio)
        self.error.setText(
            f"{error} Enter otra vez: fue después de la medianoche." if self._al_dia_siguiente else str(error)
        )
        self.error.show()

    def _otra_hora(self) -> None:
        self._al_dia_siguiente = False
        self.error.hide()


def lo_que_queda(r: RegistroDeReunion) -> list[str]:
    """Say what of a meeting is still open, as sentences."""
    dichos = []
    if r.receso_abierto:
        dichos.append(f"El receso de las {r.receso_abierto.inicio} sigue abierto: F8 anota cuándo se reanudó.")
    if not r.asistencias and r.presentes_n is None:
        dichos.append("No consta quién asistió.")
    if not r.puntos:
        dichos.append("No hay orden del día.")
    sin_notas = [p for p in r.puntos if not (p.desarrollo or "").strip() and not r.acuerdos_de(p.uuid)]
    if sin_notas and len(sin_notas) < len(r.puntos):
        dichos.append(f"Sin notas ni acuerdos: {', '.join(p.asunto for p in sin_notas)}.")
    elif sin_notas:
        dichos.append("Ningún punto tiene notas.")
    sin_quien = sum(1 for a in r.acuerdos if not a.responsables)
    if sin_quien:
        dichos.append(f"Acuerdos sin responsable: {sin_quien}.")
    sin_plazo = sum(1 for a in r.acuerdos if not a.plazo_literal)
    if sin_plazo:
        dichos.append(f"Acuerdos sin fecha: {sin_plazo}.")
    return dichos
