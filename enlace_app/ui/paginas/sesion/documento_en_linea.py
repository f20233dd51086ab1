"""F6: a document that is handed over, in one line; a file may be dropped on it."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.cumplimientos import Sugerencia as Cumplimiento
from enlace_app.consultas.cumplimientos import acuerdos_que_cumpliria
from enlace_app.consultas.secciones import escribir_fojas
from enlace_app.dominio.documentos import Sentido
from enlace_app.dominio.renglon_de_documento import RenglonDeDocumento, leer_documento
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.campo_de_linea import CampoDeLinea
from enlace_app.ui.componentes.escritura import escribir_fecha
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.renglon_de_acuerdo import Conocidos, sugerir_nombres
from enlace_app.ui.componentes.zona_de_archivos import ZonaDeArchivos
from enlace_app.ui.paginas.sesion.acuerdo_en_linea import cola_de_folio
from enlace_app.ui.paginas.sesion.sesion_abierta import SesionAbierta

_INVITA = "oficio 123 de @quien más de 12 fojas · Enter lo registra"
_CALMA_MILISEGUNDOS = 200


class FranjaDeDocumento(QFrame):
    """Enter registers, Ctrl+Enter registers and marks the agreement that it seems to fulfil; Esc closes."""

    cerrada = Signal()

    def __init__(self, sesion: SesionAbierta, conocidos: Conocidos, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion, self._conocidos = sesion, conocidos
        self._cumple: Cumplimiento | None = None
        self._remitente: str | None = None
        self.setProperty("papel", "tarjeta")
        self.campo = CampoDeLinea(lambda texto: sugerir_nombres(conocidos(), texto), prefijo="@", sugerencia=_INVITA)
        self.campo.setAccessibleName("Documento que se recibe")
        self.leido = EtiquetaElidida("", RolDeEtiqueta.TENUE)
        self.cumplimiento = EtiquetaElidida("")
        self.archivo = ZonaDeArchivos(varios=False, invitacion="o suéltelo aquí", recibe=False)
        self.archivo.boton.setText("Archivo…")
        self.archivo.boton.setAccessibleName("Elegir el archivo del documento")
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.boton_de_marcar = BotonSecundario(
            "Registrar y marcar Ctrl+Enter", al_pulsar=lambda: self.registrar(cumple=True)
        )
        self._armar()
        self._calma = QTimer(self, singleShot=True, interval=_CALMA_MILISEGUNDOS)
        self._calma.timeout.connect(self._buscar_cumplimiento)
        self.campo.textChanged.connect(self._mostrar)
        self.campo.tecleada.connect(lambda _: self.registrar())
        self.campo.confirmada.connect(lambda: self.registrar(cumple=True))
        self.campo.abandonado.connect(self.cerrar)
        self._mostrar()
        self.hide()

    def _armar(self) -> None:
        pie = QHBoxLayout()
        pie.addWidget(self.archivo, 1)
        pie.addWidget(self.boton_de_marcar)
        pie.addWidget(BotonPrimario("Registrar Enter", al_pulsar=self.registrar))
        pie.addWidget(BotonSecundario("Cerrar Esc", al_pulsar=self.cerrar))
        arriba = QHBoxLayout()
        arriba.addWidget(Etiqueta("F6"))
        arriba.addWidget(self.campo, 1)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(8, 6, 8, 6)
        caja.setSpacing(4)
        caja.addLayout(arriba)
        for control in (self.leido, self.cumplimiento, self.error):
            caja.addWidget(control)
        caja.addLayout(pie)

    def abrir(self, archivo: Path | None = None) -> None:
        """Ask what it is."""
        if archivo is not None:
            self.archivo.poner([archivo])
        self.show()
        self.campo.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._calma.start()

    def cerrar(self) -> None:
        """Put it away; what was typed is given up."""
        self.campo.clear()
        self.archivo.poner([])
        self.error.hide()
        self.hide()
        self.cerrada.emit()

    def capturas(self) -> dict[str, str]:
        """What a power cut must not take."""
        return {} if self.isHidden() else {"documento": self.campo.text()}

    def recuperar(self, capturas: dict[str, str]) -> None:
        """Put back what an earlier run was typing."""
        if capturas.get("documento"):
            self.campo.setText(capturas["documento"])
            self.show()

    def registrar(self, *, cumple: bool = False) -> None:
        """Register what the line says; with `cumple` the agreement that is shown is marked too."""
        if not self.campo.valor():
            return
        self._buscar_cumplimiento()
        marcado = self._cumple if cumple else None
        leido, archivos = self._leer(), self.archivo.archivos()
        archivo = archivos[0] if archivos else None
        if archivo is not None:
            self._sesion.entorno.operaciones.en_tarea(
                "Guardando el documento",
                lambda _: self._guardar(leido, marcado, archivo),
                al_terminar=lambda _: self._registrado(marcado),
                al_rehusar=self._rehusar,
            )
        elif self._sesion.hacer(lambda: self._guardar(leido, marcado, None), al_rehusar=self._rehusar) is not None:
            self._registrado(marcado)

    def _guardar(self, leido: RenglonDeDocumento, marcado: Cumplimiento | None, archivo: Path | None) -> object:
        from enlace_app.servicios.documentos import registrar_documento

        sesion, r = self._sesion, self._sesion.registro
        return registrar_documento(
            sesion.almacen,
            sentido=Sentido.ENTREGA,
            tipo=leido.tipo,
            archivo=archivo,
            fecha=r.fecha.fecha,
            remitente=leido.remitente,
            descripcion=leido.descripcion,
            fojas=leido.fojas,
            es_minimo=leido.es_minimo,
            medio=leido.medio,
            reunion=sesion.uuid,
            cumple=UUID(marcado.acuerdo) if marcado else None,
            compromisos=tuple(UUID(c.uuid) for c in r.compromisos),
        )

    def _registrado(self, marcado: Cumplimiento | None) -> None:
        cumplido = f" Cumple el acuerdo {cola_de_folio(marcado.folio)}, que quedó marcado." if marcado else ""
        self._sesion.entorno.avisos.hecho(f"El documento quedó registrado.{cumplido}")
        self.campo.clear()
        self.archivo.poner([])
        self.error.hide()
        self._sesion.asentar_capturas()

    def _leer(self) -> RenglonDeDocumento:
        return leer_documento(self.campo.valor(), self._conocidos())

    def _mostrar(self) -> None:
        self.error.hide()
        if not self.campo.valor():
            self.leido.setText("")
        else:
            leido = self._leer()
            fojas = escribir_fojas(leido.fojas, es_minimo=leido.es_minimo) if leido.fojas is not None else None
            partes = [leido.descripcion or leido.tipo, f"de {leido.remitente}" if leido.remitente else None, fojas]
            self.leido.setText(f"Se registra: {' · '.join(parte for parte in partes if parte)}")
            if leido.remitente == self._remitente:
                return
        self._decir_cumplimiento(None)
        self._calma.start()

    def _buscar_cumplimiento(self) -> None:
        """Look for an open agreement of the sender, taken in another meeting."""
        self._calma.stop()
        remitente = self._leer().remitente if self.campo.valor() else None
        if remitente is None:
            self._decir_cumplimiento(None)
            return
        if remitente == self._remitente:
            return
        self._remitente = remitente
        suyos = {a.uuid for a in self._sesion.registro.acuerdos}
        hallados = acuerdos_que_cumpliria(self._sesion.lectura, hoy=self._sesion.reloj.hoy, remitente=remitente)
        self._decir_cumplimiento(next((h for h in hallados if h.acuerdo not in suyos), None))

    def _decir_cumplimiento(self, hallado: Cumplimiento | None) -> None:
        self._cumple = hallado
        if hallado is None:
            self._remitente = None if not self.campo.valor() else self._remitente
        self.cumplimiento.setVisible(hallado is not None)
        self.boton_de_marcar.setVisible(hallado is not None)
        if hallado is not None:
            de = f" del {escribir_fecha(hallado.fecha_reunion)}" if hallado.fecha_reunion else ""
            self.cumplimiento.setText(f"¿Cumple el acuerdo {cola_de_folio(hallado.folio)}{de}: «{hallado.texto}»?")

    def _rehusar(self, error: ErrorDeEnlace) -> None:
        self.error.setText(str(error))
        self.error.show()
