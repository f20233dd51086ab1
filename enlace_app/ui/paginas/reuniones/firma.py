"""Settling the signatories of a closed acta, or of what mends it: by the scan of the paper, or in any other way."""

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.actas import FilaActa
from enlace_app.consultas.firmas import Firmante, firmantes
from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.dominio.firmas import Resultado, exigir_circunstancias
from enlace_app.dominio.organizaciones import plegar
from enlace_app.errores import ErrorDeEnlace, ErrorDeNegocio
from enlace_app.ui.componentes.archivos import pedir_archivo
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.componentes.completado import CampoConSugerencias, Sugerencia, buscador_de
from enlace_app.ui.componentes.etiquetas import Etiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.reuniones.forma_de_efirma import FormaDeEfirma, PedidoDeEfirma
from enlace_app.ui.paginas.reuniones.forma_de_termino import FormaDeTermino, Termino
from enlace_app.ui.paginas.reuniones.lista_de_firmantes import ListaDeFirmantes
from enlace_app.ui.paginas.reuniones.paneles import Panel
from enlace_app.ui.paginas.reuniones.tramites_de_firma import Tramite, TramitesDeFirma
from enlace_app.ui.tema import Icono

if TYPE_CHECKING:
    from enlace_app.servicios.asientos import Asiento

_ARCHIVOS = "Acta firmada (*.pdf *.jpg *.jpeg *.png)"
_ADJUNTAR = "Adjuntar el acta firmada…"
_EXPLICACION = (
    "Lo usual: imprima el acta, que la firmen, y adjunte aquí el escaneo o una foto (PDF, JPG o PNG); también puede "
    "arrastrar el archivo hasta este cuadro. Vale para quienes estén marcados. Quien se retiró, se negó, protesta o "
    "firma con e.firma se asienta con «De otro modo…». El PDF siempre dice cuál fue."
)


class PanelDeFirma(Panel):
    """Who signed, who is open; the scan counts for those who are ticked."""

    llena = True

    def __init__(self, entorno: Entorno, registro: RegistroDeReunion, correccion: FilaActa | None = None) -> None:
        folio = correccion.folio if correccion is not None else registro.folio
        titulo = f"Firmar {folio}" if correccion is not None else f"Firmar el acta {folio}"
        super().__init__(titulo, _EXPLICACION, _ADJUNTAR, self._pedir)
        self._entorno, self._registro, self._folio = entorno, registro, folio
        self._acta = correccion.uuid if correccion is not None else None
        self._tramites = TramitesDeFirma(entorno.contexto, reunion=registro.uuid, acta=self._acta)
        self._tambien_firmo = ""
        self.setAcceptDrops(True)
        self.salir.setText("Cerrar  (Esc)")
        self.salir.setAccessibleName("Cerrar")
        self.lista = ListaDeFirmantes()
        self.lista.otro_modo.connect(self._de_otro_modo)
        self.lista.simple.connect(self._preguntar_simple)
        self.lista.efirma.connect(self.abrir_efirma)
        self.termino = FormaDeTermino()
        self.termino.pedido.connect(self._terminar_de_otro_modo)
        self.termino.cerrada.connect(self._volver_a_lo_usual)
        self.efirma = FormaDeEfirma()
        self.efirma.pedido.connect(self._firmar_con_efirma)
        self.efirma.falta.connect(self.mostrar_error)
        self.efirma.cerrada.connect(self._volver_a_lo_usual)
        self.nombre = CampoConSugerencias(self._sugerir)
        self.nombre.setPlaceholderText("Nombre de quien firma")
        self.nombre.setAccessibleName("Firma simple: nombre de quien firma")
        self.nombre.tecleada.connect(lambda _: self.firmar_simple())
        self.asentar = BotonSecundario("Asentar firma", con_icono=Icono.FIRMA, al_pulsar=self.firmar_simple)
        self.con_efirma = BotonSecundario("e.firma…", con_icono=Icono.CANDADO, al_pulsar=self.abrir_efirma)
        self.siguen = QCheckBox("Aún &firmará alguien que no está en la lista")
        self.siguen.setAccessibleName("Aún firmará alguien que no está en la lista")
        self.dar_por_firmada = BotonSecundario("Dar por firmada el acta", al_pulsar=self._dar_por_firmada)
        self._colocar()
        self.dibujar()

    def _colocar(self) -> None:
        self.usual = QWidget()
        fila = QHBoxLayout()
        fila.addWidget(Etiqueta("Firma simple:"))
        fila.addWidget(self.nombre, 1)
        for boton in (self.asentar, self.con_efirma):
            fila.addWidget(boton)
        abajo = QHBoxLayout()
        abajo.addWidget(self.siguen, 1)
        abajo.addWidget(self.dar_por_firmada)
        usual = QVBoxLayout(self.usual)
        usual.setContentsMargins(0, 0, 0, 0)
        usual.addWidget(self.lista)
        usual.addLayout(fila)
        usual.addLayout(abajo)
        for n, parte in enumerate((self.usual, self.termino, self.efirma), start=2):
            self.caja.insertWidget(n, parte)
        self.caja.addStretch(1)

    def _solo(self, forma: QWidget) -> None:
        """A form takes the place of the list: there is no room for both on a small screen."""
        self.mostrar_error("")
        es_la_lista = forma is self.usual
        for de_siempre in (self.explicacion, self.boton, self.salir):
            de_siempre.setVisible(es_la_lista)
        for parte in (self.usual, self.termino, self.efirma):
            parte.setVisible(parte is forma)

    def _volver_a_lo_usual(self) -> None:
        self._solo(self.usual)
        self.boton.setFocus(Qt.FocusReason.OtherFocusReason)

    def dibujar(self) -> None:
        """Read again who signed."""
        lectura = self._entorno.contexto.almacen.lectura
        self.firmantes = firmantes(lectura, self._registro.uuid, acta=self._acta)
        self.lista.poner(self.firmantes)
        self._ordenar()
        faltan = any(f.pendiente for f in self.firmantes)
        self.dar_por_firmada.setVisible(not faltan and any(f.firmo for f in self.firmantes))

    def _ordenar(self) -> None:
        """Tab goes from the list down, whenever its lines were made."""
        despues = [self.nombre, self.asentar, self.con_efirma, self.siguen, self.dar_por_firmada]
        for antes, luego in pairwise([*self.lista.controles(), *despues, self.boton, self.salir]):
            QWidget.setTabOrder(antes, luego)

    def _sugerir(self, texto: str) -> list[Sugerencia]:
        return buscador_de([Sugerencia(f.nombre, "falta por firmar") for f in self.firmantes if f.pendiente])(texto)

    def _pedir(self) -> bool:
        pedir_archivo(self, "Acta firmada", _ARCHIVOS, self.firmar_con)
        return False

    def firmar_con(self, archivo: Path) -> None:
        """Settle those who are ticked by that scan."""
        elegidos = self.lista.elegidos()
        faltan = [f.nombre for f in self.firmantes if f.pendiente]
        if faltan and not elegidos:
            self.mostrar_error("Marque quiénes firmaron en ese papel.")
            return
        self._escanear(archivo, elegidos if len(elegidos) != len(faltan) else [])

    def _escanear(self, archivo: Path, quienes: list[str], termino: Termino | None = None) -> None:
        self._lanzar(self._tramites.con_escaneo(archivo, quienes, termino, siguen=self.siguen.isChecked()))

    def firmar_simple(self) -> None:
        """Settle the person whose name was typed."""
        nombre = self.nombre.valor()
        if not nombre:
            self.mostrar_error("Escriba el nombre de quien firma.")
            self.nombre.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        # A signature cannot be taken back: a few letters and Enter must not make one of nobody.
        esperado = plegar(nombre) in {plegar(f.nombre) for f in self.firmantes}
        if not esperado and nombre != self._tambien_firmo:
            self._tambien_firmo = nombre
            self.mostrar_error(
                f"«{nombre}» no está entre quienes deben firmar, y una firma no se retira. "
                "Enter otra vez: también firmó."
            )
            return
        self._firmar_simple(nombre)

    def _preguntar_simple(self, firmante: Firmante) -> None:
        """Put the name in its line and wait for Enter: one slip in a menu must not sign for anybody."""
        self.nombre.poner_valor(firmante.nombre)
        self.mostrar_error(f"Firma simple de «{firmante.nombre}»: una firma no se retira. Enter otra vez: sí firmó.")
        self.nombre.setFocus(Qt.FocusReason.OtherFocusReason)

    def _firmar_simple(self, nombre: str, termino: Termino | None = None) -> None:
        self._lanzar(self._tramites.simple(nombre, termino, siguen=self.siguen.isChecked()))

    def _de_otro_modo(self, firmante: Firmante, resultado: Resultado) -> None:
        self._solo(self.termino)
        self.termino.abrir(firmante, resultado)

    def _terminar_de_otro_modo(self, termino: Termino) -> None:
        try:
            exigir_circunstancias(termino.resultado, hora=termino.hora, motivo=termino.motivo)
        except ErrorDeNegocio as error:
            self.mostrar_error(error)
            return
        if termino.en_papel:
            # Asked for before any file is chosen: a file that is then refused would have to be sought again.
            pedir_archivo(
                self, f"Hoja firmada de {termino.nombre}", _ARCHIVOS, lambda ruta: self.firmar_protesta(ruta, termino)
            )
        elif termino.resultado.firma:
            self._firmar_simple(termino.nombre, termino)
        else:
            self._lanzar(self._tramites.sin_firma(termino))

    def firmar_protesta(self, archivo: Path, termino: Termino) -> None:
        """Settle one who signed on paper under protest."""
        self._escanear(archivo, [termino.nombre], termino)

    def abrir_efirma(self) -> None:
        """Ask for the two files and the password."""
        self._solo(self.efirma)
        self.efirma.abrir([f.nombre for f in self.firmantes if f.pendiente])

    def _firmar_con_efirma(self, pedido: PedidoDeEfirma) -> None:
        contrasena = self.efirma.tomar_contrasena()
        self._lanzar(self._tramites.con_efirma(pedido, contrasena, siguen=self.siguen.isChecked()))

    def _dar_por_firmada(self) -> None:
        self._lanzar(self._tramites.dar_por_firmada())

    def _lanzar(self, tramite: Tramite) -> None:
        if not self.boton.isEnabled():
            return  # one is being settled: a second press would settle it twice
        self.ocupar("Asentando la firma…")
        self._entorno.operaciones.en_tarea(
            f"Firmando {self._folio}", tramite, al_terminar=self._terminar, al_rehusar=self.mostrar_error
        )

    def _terminar(self, asiento: "Asiento") -> None:
        quienes = ", ".join(asiento.asentadas)
        if asiento.firmada:
            que = "El acta " if self._acta is None else ""
            self._entorno.avisos.hecho(f"{que}{asiento.folio} quedó firmada.")
        elif asiento.pendientes:
            self._entorno.avisos.hecho(f"Se asentó: {quienes}. Faltan {len(asiento.pendientes)}.")
        else:
            self._entorno.avisos.hecho(f"Se asentó: {quienes}. Ya no falta nadie, y aún no está firmada.")
        if not self.vivo:
            return
        if asiento.firmada:
            self.cerrar()
            return
        self._adjuntar_otra_vez()
        self.boton.setEnabled(True)
        self.nombre.poner_valor("")
        self.efirma.olvidar()
        self.dibujar()

    def mostrar_error(self, error: ErrorDeEnlace | str) -> None:
        """Say why it was not done, and let try again."""
        if not self.vivo:
            self._entorno.avisos.error(str(error))
            return
        super().mostrar_error(error)
        self._adjuntar_otra_vez()

    def _adjuntar_otra_vez(self) -> None:
        self.boton.setText(_ADJUNTAR)
        self.boton.setAccessibleName(_ADJUNTAR)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file from the desktop."""
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped: the files of an e.firma, or the scan."""
        event.acceptProposedAction()
        rutas = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        if [ruta for ruta in rutas if self.efirma.tomar(ruta)]:
            self.abrir_efirma()
        else:
            self.firmar_con(rutas[0])
