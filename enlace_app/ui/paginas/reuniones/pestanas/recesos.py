"""The pauses of the session with their hours."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.partes_de_reunion import RecesoDeReunion
from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.botones import BotonDeIcono, BotonSecundario
from enlace_app.ui.componentes.campo_de_fecha import CampoDeHora
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.escritura import escribir_horas
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.tema import Icono


class Recesos(QWidget):
    """One line for each pause, and one to note another."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._registro: RegistroDeReunion | None = None
        self._mostrados: tuple[RecesoDeReunion, ...] = ()
        self.inicio, self.fin = CampoDeHora(), CampoDeHora()
        self.inicio.setAccessibleName("Inicio del receso")
        self.fin.setAccessibleName("Fin del receso")
        self.motivo = CampoDeTexto(sugerencia="motivo (si lo hubo)")
        self.motivo.setAccessibleName("Motivo del receso")
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.error.hide()
        self._lista = QVBoxLayout()
        self._lista.setSpacing(0)
        self._alta = QWidget()
        fila = QHBoxLayout(self._alta)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.addWidget(Etiqueta("Receso de las"))
        fila.addWidget(self.inicio)
        fila.addWidget(Etiqueta("a las"))
        fila.addWidget(self.fin)
        fila.addWidget(self.motivo, 1)
        fila.addWidget(BotonSecundario("Anotar receso", con_icono=Icono.RECESO, al_pulsar=self.anotar))
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(0)
        caja.addLayout(self._lista)
        caja.addWidget(self._alta)
        caja.addWidget(self.error)
        for campo in (self.inicio, self.fin, self.motivo):
            campo.returnPressed.connect(self.anotar)

    def poner(self, registro: RegistroDeReunion) -> None:
        """Show the pauses; what is being typed stays unless another meeting is shown."""
        otra = self._registro is None or self._registro.uuid != registro.uuid
        cambio_de_estado = self._registro is None or self._registro.editable is not registro.editable
        self._registro = registro
        self._alta.setVisible(registro.editable)
        if otra:
            self._vaciar()
        if otra or cambio_de_estado or registro.recesos != self._mostrados:
            self._mostrados = registro.recesos
            self._dibujar(registro)

    def _vaciar(self) -> None:
        for campo in (self.inicio, self.fin, self.motivo):
            campo.poner_valor("")
        self._decir("")

    def _dibujar(self, registro: RegistroDeReunion) -> None:
        while (sobra := self._lista.takeAt(0)) is not None:
            if (widget := sobra.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for receso in registro.recesos:
            self._lista.addWidget(self._renglon(receso, editable=registro.editable))

    def _renglon(self, receso: RecesoDeReunion, *, editable: bool) -> QWidget:
        renglon = QWidget()
        fila = QHBoxLayout(renglon)
        fila.setContentsMargins(0, 0, 0, 0)
        horas = escribir_horas(receso.inicio, receso.fin)
        dicho = f"Receso {horas}" if receso.fin else f"Receso {horas}, sin hora de reanudación"
        fila.addWidget(EtiquetaElidida(f"{dicho} · {receso.motivo}" if receso.motivo else dicho), 1)
        if editable:
            nombre = f"Quitar el receso de las {receso.inicio}"
            quitar = BotonDeIcono(Icono.QUITAR, nombre, al_pulsar=lambda: self._quitar(receso.inicio))
            fila.addWidget(quitar)
        return renglon

    def anotar(self) -> None:
        """Note the pause; one that is still open is ended by its second hour."""
        registro = self._registro
        if registro is None or not registro.editable:
            return
        inicio, fin = self.inicio.hora() or self.inicio.valor(), self.fin.hora() or self.fin.valor()
        if not inicio:
            self._decir("Escriba a qué hora empezó el receso.")
            self.inicio.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        from enlace_app.servicios.reuniones import anotar_receso

        almacen, motivo = self._entorno.contexto.almacen, self.motivo.valor()
        self._decir("")
        hecho = self._entorno.operaciones.hacer(
            lambda: anotar_receso(
                almacen,
                reunion=UUID(registro.uuid),
                rev=registro.rev,
                inicio=inicio,
                fin=fin or None,
                motivo=motivo or None,
            ),
            al_rehusar=self._decir,
        )
        if hecho is not None:
            self._vaciar()
            self.inicio.setFocus(Qt.FocusReason.OtherFocusReason)

    def _quitar(self, inicio: str) -> None:
        from enlace_app.servicios.reuniones import quitar_receso

        registro, almacen = self._registro, self._entorno.contexto.almacen
        if registro is not None:
            self._entorno.operaciones.hacer(
                lambda: quitar_receso(almacen, reunion=UUID(registro.uuid), rev=registro.rev, inicio=inicio),
                dicho="Se quitó el receso. Ctrl+Z lo recupera.",
            )

    def _decir(self, problema: ErrorDeEnlace | str) -> None:
        self.error.setText(str(problema))
        self.error.setVisible(bool(str(problema)))
