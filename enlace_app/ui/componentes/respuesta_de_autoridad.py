"""What the authority said of the record on show: its folio, whether it has it as it is, and its remarks."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from enlace_app.consultas.acuses import Observacion
from enlace_app.consultas.respuesta_de_autoridad import Envio, Respuesta, decir_envio, respuesta_de
from enlace_app.dominio.sitios import RolDeSitio
from enlace_app.ui.componentes.escritura import escribir_dia
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.senales import Aspecto, Senal
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.observaciones_leidas import ObservacionesLeidas
from enlace_app.ui.tema import Icono, Rol

_LINEAS = 4
"""Higher it would push away what one came to do; the rest scrolls."""
_OBSERVADO = Aspecto("Observación", Icono.ALERTA, Rol.AVISO)
_RECHAZADO = Aspecto("No se tomó", Icono.ERROR, Rol.PELIGRO)


class RespuestaDeAutoridad(QWidget):
    """Hidden while there is nothing to tell, and always at the authority itself. What it shows counts as read."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._leidas = ObservacionesLeidas(entorno.memoria)
        self._uuids: list[str] = []
        self.folio = EtiquetaElidida("")
        self.envio = EtiquetaElidida("", RolDeEtiqueta.TENUE)
        self.senal = Senal(_OBSERVADO)
        self.observaciones = Etiqueta("", ajustar=True)
        self.observaciones.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.observaciones.setMinimumWidth(1)  # one word of ten thousand letters must not widen the page
        self._marco = QScrollArea()
        self._marco.setWidget(self.observaciones)
        self._marco.setWidgetResizable(True)
        self._marco.setFrameShape(QScrollArea.Shape.NoFrame)
        self._marco.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._marco.setAccessibleName("Observaciones de la autoridad")
        renglon = QHBoxLayout()
        renglon.setSpacing(self.fontMetrics().averageCharWidth())
        renglon.addWidget(self.senal)
        renglon.addWidget(self.folio)
        renglon.addWidget(self.envio, 1)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 2, 0, 2)
        caja.setSpacing(2)
        caja.addLayout(renglon)
        caja.addWidget(self._marco)
        self.hide()

    def mostrar(self, registro: str | None) -> None:
        """Show what there is to tell of a record; None tells nothing."""
        if registro is None or self._entorno.sitio.rol == RolDeSitio.GARANTE:
            self.hide()
            return
        self._poner(respuesta_de(self._entorno.contexto.almacen.lectura, registro))

    def _poner(self, respuesta: Respuesta) -> None:
        zona = self._entorno.sitio.zona
        self.folio.setText(f"Folio oficial {respuesta.folio}" if respuesta.folio else "")
        self.folio.setVisible(bool(respuesta.folio))
        self.folio.setMaximumWidth(self.folio.sizeHint().width())
        # Why it was not taken has the room of a remark: one must read all of it.
        self.envio.setText(decir_envio(replace(respuesta, motivo=None), zona=zona, dia=escribir_dia))
        rechazado = respuesta.envio is Envio.RECHAZADO
        self.senal.setVisible(rechazado or bool(respuesta.observaciones))
        self.senal.poner(_RECHAZADO if rechazado else _OBSERVADO)
        motivo = [f"{respuesta.motivo[0].upper()}{respuesta.motivo[1:]}"] if respuesta.motivo else []
        dichos = [*motivo, *map(self._decir, reversed(respuesta.observaciones))]  # the last one is in sight
        self.observaciones.setText("\n".join(dichos))
        self._marco.setVisible(bool(dichos))
        self.setVisible(bool(respuesta.folio or self.envio.texto_completo() or dichos))
        self._ajustar()
        self._uuids = [o.uuid for o in respuesta.observaciones]
        self._marcar()

    def _marcar(self) -> None:
        if self.isVisible():
            self._leidas.marcar(self._uuids)

    def _decir(self, observacion: Observacion) -> str:
        creado = datetime.fromisoformat(observacion.creado)
        en_utc = creado if creado.tzinfo else creado.replace(tzinfo=UTC)
        dia = escribir_dia(en_utc.astimezone(ZoneInfo(self._entorno.sitio.zona)).date())
        return f"{observacion.texto} ({observacion.autor or 'la autoridad'}, llegó el {dia})"

    def showEvent(self, event: QShowEvent) -> None:
        """What it shows is being read now."""
        super().showEvent(event)
        self._marcar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Its lines break elsewhere."""
        super().resizeEvent(event)
        self._ajustar()

    def _ajustar(self) -> None:
        alto = self.observaciones.heightForWidth(max(self._marco.viewport().width(), 1))
        self._marco.setFixedHeight(min(alto, _LINEAS * self.fontMetrics().lineSpacing()) + 2)
