"""How many there are where not everybody is listed, with a photo of the list they signed."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.dominio.cantidades import leer_minimo
from enlace_app.errores import ErrorDeEnlace, ErrorDeNegocio
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.zona_de_archivos import ZonaDeArchivos
from enlace_app.ui.paginas.sesion.sesion_abierta import SesionAbierta


class FranjaDeConteo(QFrame):
    """Inline: «31 personas», «más de 30»; Enter keeps it, Esc closes it. The photo is copied beside the window."""

    cerrada = Signal()

    def __init__(self, sesion: SesionAbierta, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self.setProperty("papel", "tarjeta")
        self.campo = CampoDeTexto(sugerencia="31 personas, más de 30…")
        self.campo.setAccessibleName("Cuántas personas hay")
        self.foto = ZonaDeArchivos(varios=False, invitacion="foto de la lista firmada", recibe=False)
        self.foto.boton.setText("Foto…")
        self.foto.boton.setAccessibleName("Elegir la foto de la lista firmada")
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.error.hide()
        botones = QHBoxLayout()
        botones.addWidget(BotonPrimario("Anotar", al_pulsar=self.anotar))
        botones.addWidget(BotonSecundario("Cancelar", al_pulsar=self.cerrar))
        caja = QVBoxLayout(self)
        caja.setContentsMargins(6, 6, 6, 6)
        caja.setSpacing(4)
        for control in (self.campo, self.foto, self.error):
            caja.addWidget(control)
        caja.addLayout(botones)
        self.campo.returnPressed.connect(self.anotar)
        self.hide()

    def abrir(self, foto: Path | None = None) -> None:
        """Ask; what was noted before stands there."""
        r = self._sesion.registro
        if self.isHidden() and not self.campo.text() and r.presentes_n is not None:
            self.campo.setText(f"{'más de ' if r.presentes_es_minimo else ''}{r.presentes_n}")
        if foto is not None:
            self.foto.poner([foto])
        self.error.hide()
        self.show()
        self.campo.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.campo.selectAll()

    def cerrar(self) -> None:
        """Put it away."""
        self.campo.clear()
        self.foto.poner([])
        self.hide()
        self.cerrada.emit()

    def capturas(self) -> dict[str, str]:
        """What a power cut must not take."""
        return {} if self.isHidden() else {"conteo": self.campo.text()}

    def recuperar(self, capturas: dict[str, str]) -> None:
        """Put back what an earlier run was typing."""
        if capturas.get("conteo"):
            self.campo.setText(capturas["conteo"])
            self.show()

    def anotar(self) -> None:
        """Keep the count, and the photo with it."""
        escrito = self.campo.valor()
        try:
            cantidad = leer_minimo(escrito) if escrito else None
        except ErrorDeNegocio as error:
            self._rehusar(error)
            return
        from enlace_app.servicios.asistencias import anotar_conteo

        sesion, fotos = self._sesion, self.foto.archivos()
        r = sesion.registro

        def guardar(_: object = None) -> object:
            return anotar_conteo(
                sesion.almacen,
                reunion=sesion.uuid,
                rev=r.rev,
                presentes_n=cantidad.numero if cantidad else None,
                es_minimo=cantidad.es_minimo if cantidad else False,
                nota=(cantidad.nota if cantidad else None) or r.presentes_nota,
                foto=fotos[0] if fotos else None,
            )

        if fotos:
            sesion.entorno.operaciones.en_tarea(
                "Guardando la foto de la lista", guardar, al_terminar=lambda _: self.cerrar(), al_rehusar=self._rehusar
            )
        elif sesion.hacer(guardar, al_rehusar=self._rehusar) is not None:
            self.cerrar()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.cerrar()
        else:
            super().keyPressEvent(event)

    def _rehusar(self, error: ErrorDeEnlace) -> None:
        self.error.setText(str(error))
        self.error.show()
