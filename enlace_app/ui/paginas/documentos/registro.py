"""The record of one document: every field saved when it is left, its file, and what it hangs together with."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from enlace_app.consultas.cumplimientos import Sugerencia
from enlace_app.consultas.registro_de_documento import RegistroDeDocumento, traer
from enlace_app.dominio.documentos import escribir_tipo
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.botones import BotonDePeligro, BotonSecundario, Enlace
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.respuesta_a_la_region import RespuestaALaRegion
from enlace_app.ui.componentes.respuesta_de_autoridad import RespuestaDeAutoridad
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.navegacion import Seccion
from enlace_app.ui.paginas.documentos.archivo import PanelDeArchivo
from enlace_app.ui.paginas.documentos.campos import CamposDeDocumento
from enlace_app.ui.paginas.documentos.cumplimientos import Cumplimientos
from enlace_app.ui.paginas.documentos.seguimiento import marcar_cumplido
from enlace_app.ui.paginas.documentos.turnado import Turnado
from enlace_app.ui.tema import Icono


class RegistroDeUnDocumento(QWidget):
    """`retirado` tells that the document that was shown is no longer in the list."""

    retirado = Signal()

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self.registro: RegistroDeDocumento | None = None
        self._rehusados: set[str] = set()
        self._enlaces: list[Enlace] = []
        self.titulo = EtiquetaElidida("", RolDeEtiqueta.SUBTITULO)
        self.impedimento = self._crear_impedimento()
        self.respuesta = RespuestaDeAutoridad(entorno)
        self.a_la_region = RespuestaALaRegion(entorno)
        self.archivo = PanelDeArchivo(entorno)
        self.cumplimientos = Cumplimientos(entorno, al_momento=True)
        self.campos = CamposDeDocumento(entorno)
        self.turnado = Turnado(entorno)
        self.retirar = BotonDePeligro("Retirar este documento", con_icono=Icono.QUITAR, al_pulsar=self._retirar)
        self._caja_de_enlaces = QVBoxLayout()
        self._armar()
        self.campos.dejado.connect(self._guardar)
        self.cumplimientos.marcado.connect(self._cumple)

    def _crear_impedimento(self) -> QFrame:
        marco = QFrame()
        marco.setProperty("papel", "tarjeta")
        self.motivo = Etiqueta("", ajustar=True)
        otro = BotonSecundario(
            "Registrar otro documento",
            con_icono=Icono.DOCUMENTO_NUEVO,
            al_pulsar=lambda: self._entorno.navegacion.nuevo(Seccion.DOCUMENTOS),
        )
        caja = QVBoxLayout(marco)
        caja.addWidget(self.motivo)
        caja.addWidget(otro, 0, Qt.AlignmentFlag.AlignLeft)
        return marco

    def _armar(self) -> None:
        dentro = QWidget()
        caja = QVBoxLayout(dentro)
        caja.setContentsMargins(0, 0, 8, 0)
        for arriba in (self.respuesta, self.a_la_region, self.impedimento, self.archivo, self.cumplimientos):
            caja.addWidget(arriba)
        caja.addLayout(self._caja_de_enlaces)
        caja.addWidget(self.campos)
        caja.addWidget(self.turnado)
        self._caja_de_enlaces.setSpacing(0)
        pie = QHBoxLayout()
        pie.addWidget(self.retirar)
        pie.addStretch(1)
        caja.addLayout(pie)
        caja.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(dentro)
        area.setMinimumWidth(dentro.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())
        self._area = area
        todo = QVBoxLayout(self)
        todo.addWidget(self.titulo)
        todo.addWidget(area, 1)

    def mostrar(self, uuid: str, campo: str | None = None) -> bool:
        """Show a document, with the keyboard in `campo` if it is named; False if there is none such."""
        registro = traer(self._entorno.contexto.almacen.lectura, uuid)
        if registro is None:
            return False
        otro = self.registro is None or self.registro.uuid != uuid
        if otro:
            self._rehusados.clear()
            self.cumplimientos.limpiar()
            self._area.verticalScrollBar().setValue(0)
        self._poner(registro, otro=otro)
        if campo is not None and (campo == "turnado_a" or hasattr(self.campos, campo)):
            destino: QWidget = self.turnado if campo == "turnado_a" else self.campos.campo(campo)
            destino.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(destino)
        return True

    def refrescar(self) -> None:
        """Read again what is shown; what is being typed stays."""
        if self.registro is not None:
            self.mostrar(self.registro.uuid)

    def confirmar(self) -> bool:
        """Save what is typed; False if something was refused and would be lost."""
        if self.registro is not None and self.registro.impedimento is None:
            self.campos.confirmar()
        return not self._rehusados

    def _poner(self, registro: RegistroDeDocumento, *, otro: bool) -> None:
        self.registro = registro
        self.titulo.setText(f"{registro.folio} · {escribir_tipo(registro.tipo)}")
        editable = registro.impedimento is None
        self.motivo.setText(registro.impedimento or "")
        self.impedimento.setVisible(not editable)
        self.campos.poner(registro, otro=otro)
        self.campos.solo_lectura(si=not editable)
        self.respuesta.mostrar(registro.uuid)
        self.a_la_region.mostrar(registro.uuid)
        self.archivo.poner(registro)
        self.turnado.poner(registro)
        self.retirar.setVisible(editable)
        self._enlazar(registro)
        if registro.acuerdo is None and not registro.baja:
            self.cumplimientos.buscar(
                registro.remitente or "",
                registro.reunion.uuid if registro.reunion else None,
                [c.uuid for c in registro.compromisos],
            )
        else:
            self.cumplimientos.limpiar()

    def _enlazar(self, registro: RegistroDeDocumento) -> None:
        for enlace in self._enlaces:
            self._caja_de_enlaces.removeWidget(enlace)
            enlace.hide()
            enlace.deleteLater()
        destinos = []
        if registro.reunion:
            dia = f", {registro.reunion.detalle}" if registro.reunion.detalle else ""
            destinos.append((f"Reunión {registro.reunion.nombre}{dia}", "reunion", registro.reunion.uuid))
        if registro.acuerdo:
            hecho = "cumple" if registro.acuerdo_concluido else "es para"
            destinos.append(
                (f"{hecho.capitalize()} el acuerdo {registro.acuerdo.nombre}", "acuerdo", registro.acuerdo.uuid)
            )
        destinos += [(f"Compromiso {c.nombre}", "compromiso", c.uuid) for c in registro.compromisos]
        self._enlaces = [self._enlace(*destino) for destino in destinos]
        for enlace in self._enlaces:
            self._caja_de_enlaces.addWidget(enlace)

    def _enlace(self, texto: str, tabla: str, uuid: str) -> Enlace:
        return Enlace(texto, al_activar=lambda: self._entorno.navegacion.abrir(tabla, uuid))

    @property
    def enlaces(self) -> tuple[Enlace, ...]:
        """What leads to the meeting, the agreement and the commitments of this document."""
        return tuple(self._enlaces)

    def _guardar(self, clave: str) -> None:
        """Save one field; on refusal what was typed stays, with the reason under it."""
        registro = self.registro
        if registro is None or registro.impedimento is not None:
            return
        problema = self.campos.problemas().get(clave)
        if problema:
            self._rehusar(clave, problema)
            return
        from enlace_app.servicios.documentos import cambiar_documento

        almacen, datos = self._entorno.contexto.almacen, self.campos.datos(clave)
        self._rehusados.discard(clave)
        self.campos.mostrar_error(self.campos.campo(clave), "")
        self._entorno.operaciones.hacer(
            lambda: cambiar_documento(almacen, documento=UUID(registro.uuid), rev=registro.rev, **datos),
            al_rehusar=lambda error: self._rehusar(clave, error),
        )

    def _rehusar(self, clave: str, error: ErrorDeEnlace | str) -> None:
        self._rehusados.add(clave)
        self.campos.mostrar_error(self.campos.campo(clave), str(error))

    def _cumple(self, sugerencia: Sugerencia) -> None:
        registro = self.registro
        if registro is None:
            return
        if marcar_cumplido(self._entorno, acuerdo=sugerencia.acuerdo, documento=registro.uuid):
            self._entorno.avisos.hecho(f"Se marcó cumplido el acuerdo {sugerencia.folio}.")
            if registro.impedimento is None:
                self.campos.acuerdo.elegir(sugerencia.acuerdo, sugerencia.folio)
            else:
                self.cumplimientos.limpiar()

    def _retirar(self) -> None:
        from enlace_app.servicios.documentos import retirar_documento

        registro, almacen = self.registro, self._entorno.contexto.almacen
        if registro is None:
            return
        self._rehusados.clear()
        cambios = self._entorno.operaciones.hacer(
            lambda: retirar_documento(almacen, documento=UUID(registro.uuid), rev=registro.rev),
            dicho=f"Se retiró {registro.folio}. Ctrl+Z lo devuelve.",
        )
        if cambios is not None:
            self.retirado.emit()
