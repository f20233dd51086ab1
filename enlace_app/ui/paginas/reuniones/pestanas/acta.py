"""The acta as it will print: a live draft while the meeting is open, the stored PDF once it is closed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.archivos import pedir_destino
from enlace_app.ui.componentes.botones import BotonDeIcono, BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.reuniones.paneles import Panel
from enlace_app.ui.paginas.reuniones.pestana import Pestana
from enlace_app.ui.paginas.reuniones.pestanas.elegir_version import ElegirVersion
from enlace_app.ui.paginas.reuniones.pestanas.firmas_del_acta import FirmasDelActa
from enlace_app.ui.paginas.reuniones.pestanas.lector_del_equipo import LectorDelEquipo
from enlace_app.ui.paginas.reuniones.pestanas.observaciones_del_acta import ObservacionesDelActa
from enlace_app.ui.tareas import Progreso, Tarea
from enlace_app.ui.tema import Icono

if TYPE_CHECKING:
    from enlace_app.servicios.actas import ActaExportada, ActaImpresa
    from enlace_app.ui.paginas.reuniones.pestanas.impresion import PedidoDeImpresion
    from enlace_app.ui.paginas.reuniones.pestanas.panel_de_impresion import PanelDeImpresion
    from enlace_app.ui.paginas.reuniones.pestanas.vista_pdf import VistaPdf

ESPERA_MILISEGUNDOS = 900
"""After the last change, before the draft is made again: who types a line does not want ten of them."""

_PREPARANDO = "Preparando la vista…"
_ATRASADA = "El acta cambió; la vista se está poniendo al día…"


class PestanaDeActa(Pestana):
    """Ctrl+P prints, Ctrl+S writes the PDF, F5 makes the preview again."""

    titulo = "Acta"
    tabla = "acta"

    def __init__(self, entorno: Entorno) -> None:
        super().__init__(entorno)
        self._tarea: Tarea | None = None
        self._atrasada = False
        self._mostrada: ActaImpresa | None = None
        self.lector = LectorDelEquipo()
        self.vista: VistaPdf | None = None
        self.panel: Panel | PanelDeImpresion | None = None
        self._reloj = QTimer(self, singleShot=True)
        self._reloj.timeout.connect(self._preparar)
        self.versiones = ElegirVersion(entorno)
        self.versiones.activated.connect(lambda _: self._elegir_version())
        self.estado = EtiquetaElidida("", RolDeEtiqueta.TENUE)
        self.firmas = FirmasDelActa(entorno, al_firmar=self.firmar_correccion)
        self.observaciones = ObservacionesDelActa(entorno)
        self.falla = EstadoVacio(
            Icono.ALERTA,
            "No se pudo preparar el acta",
            "",
            [BotonSecundario("Volver a intentar  (F5)", al_pulsar=self.actualizar)],
        )
        self.espera = EstadoVacio(Icono.RELOJ, _PREPARANDO)
        self.pila = QStackedWidget()
        for vista in (self.espera, self.falla):
            self.pila.addWidget(vista)
        self._caja = QVBoxLayout(self)
        self._caja.setContentsMargins(0, 0, 0, 0)
        self._caja.setSpacing(4)
        self._caja.addLayout(self._crear_barra())
        self._caja.addWidget(self.firmas)
        self._caja.addWidget(self.observaciones)
        self._caja.addWidget(self.pila, 1)
        self._crear_teclas()

    def _crear_barra(self) -> QHBoxLayout:
        barra = QHBoxLayout()
        self.imprimir = BotonPrimario("Imprimir…", con_icono=Icono.IMPRIMIR, al_pulsar=self.abrir_impresion)
        self.imprimir.setToolTip("Imprimir  (Ctrl+P)")
        self.guardar = BotonSecundario("Guardar PDF…", con_icono=Icono.EXPORTAR, al_pulsar=self.pedir_archivo)
        self.guardar.setToolTip("Guardar PDF  (Ctrl+S)")
        self.abrir = BotonDeIcono(
            Icono.ABRIR, "Abrir con el lector de PDF del equipo", al_pulsar=self.abrir_con_el_lector
        )
        verificar = Destino(Seccion.VERIFICAR)
        self.verificar = BotonDeIcono(
            Icono.VERIFICAR, "Verificar un PDF…", al_pulsar=lambda: self.entorno.navegacion.ir(verificar)
        )
        cual = QVBoxLayout()
        cual.setSpacing(2)
        cual.addWidget(self.versiones)
        cual.addWidget(self.estado)
        barra.addLayout(cual, 1)
        for boton in (self.verificar, self.abrir, self.guardar, self.imprimir):
            barra.addWidget(boton)
        return barra

    def _crear_teclas(self) -> None:
        for tecla, accion in (
            (QKeySequence.StandardKey.Print, self.abrir_impresion),
            (QKeySequence.StandardKey.Save, self.pedir_archivo),
            (QKeySequence.StandardKey.Refresh, self.actualizar),
        ):
            atajo = QShortcut(QKeySequence(tecla), self)
            # Of the window, for the keyboard may be on the tabs or in the list; only while this tab is on show.
            atajo.activated.connect(lambda hacer=accion: hacer() if self.isVisible() else None)

    def poner(self, registro: RegistroDeReunion) -> None:
        """Show the acta of this meeting, or note that the one on show is no longer up to date."""
        otra = self.registro is None or self.registro.uuid != registro.uuid
        cambio_de_estado = self.registro is not None and self.registro.estado != registro.estado
        super().poner(registro)
        self.versiones.poner(registro, conservar=not otra and not cambio_de_estado)
        self.firmas.poner(registro, self.versiones.correccion)
        self.observaciones.poner(registro)
        if otra:
            self._cerrar_panel()
            self._olvidar_lo_mostrado()
        self._pedir(al_instante=otra or cambio_de_estado)

    @property
    def version(self) -> int | None:
        """The older version that was chosen; None for the one in force, the draft, or a correction."""
        return self.versiones.version

    def _elegir_version(self) -> None:
        self._cerrar_panel()
        if self.registro is not None:
            self.firmas.poner(self.registro, self.versiones.correccion)
        self._olvidar_lo_mostrado()
        self._pedir(al_instante=True)

    def _olvidar_lo_mostrado(self) -> None:
        self._mostrada = None
        self.pila.setCurrentWidget(self.espera)
        self._permitir(si=False)

    def actualizar(self) -> None:
        """Make the preview again now."""
        self._pedir(al_instante=True)

    def _pedir(self, *, al_instante: bool) -> None:
        self._atrasada = True
        if self._tarea is not None:
            self._tarea.cancelar()
        self.estado.setText(_ATRASADA if self._mostrada else _PREPARANDO)
        self._reloj.setInterval(0 if al_instante else ESPERA_MILISEGUNDOS)
        if self.isVisible():
            self._reloj.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another tab was on show."""
        super().showEvent(event)
        if self._atrasada and self.registro is not None:
            self._reloj.start()

    def _preparar(self) -> None:
        registro = self.registro
        if registro is None or not self.isVisible():
            return
        self._atrasada = False
        trabajo = self._imprenta(registro)
        tarea = self.entorno.tareas.lanzar(
            "Preparando la vista del acta",
            trabajo,
            al_terminar=lambda impresa: self._mostrar(tarea, impresa),
            al_fallar=lambda error: None,
            para=self,
            cancelable=True,
            callada=True,
        )
        tarea.al_fallar(lambda error: self._fallar(tarea, error), para=self)
        self._tarea = tarea

    def _imprenta(self, registro: RegistroDeReunion) -> "Callable[[Progreso], ActaImpresa]":
        contexto, version, acta = self.entorno.contexto, self.version, self._acta()

        def trabajo(progreso: Progreso) -> "ActaImpresa":
            from enlace_app.servicios.actas import imprimir_acta

            return imprimir_acta(
                contexto.almacen,
                reunion=UUID(registro.uuid),
                imprenta=contexto.imprenta,
                aviso_privacidad=contexto.aviso_privacidad,
                version=version,
                acta=acta,
                progreso=progreso,
            )

        return trabajo

    def _acta(self) -> UUID | None:
        correccion = self.versiones.correccion
        return UUID(correccion.uuid) if correccion is not None else None

    def _mostrar(self, tarea: Tarea, impresa: "ActaImpresa") -> None:
        if tarea is not self._tarea or self._atrasada:
            return  # another one is on its way, and this one may already be wrong
        vista = self._la_vista()
        if not vista.mostrar(impresa.datos, conservar=self._mostrada is not None):
            self._decir_falla("El PDF se hizo, pero no se pudo mostrar. Guárdelo y ábralo con el lector del equipo.")
            return
        self._mostrada = impresa
        self.pila.setCurrentWidget(vista)
        self.estado.setText(self._que_es(impresa))
        self._permitir(si=True)

    def _que_es(self, impresa: "ActaImpresa") -> str:
        if self.version is not None:
            return _ANTERIOR
        if self.versiones.correccion is not None and impresa.etapa == "para_firma":
            return "Para firma: es el PDF que se guardó al hacerla."
        return _QUE_ES[impresa.etapa]

    def _la_vista(self) -> "VistaPdf":
        if self.vista is None:
            # QtPdf is loaded when the first acta is looked at, not with the window.
            from enlace_app.ui.paginas.reuniones.pestanas.vista_pdf import VistaPdf

            self.vista = VistaPdf("Vista previa del acta")
            self.pila.addWidget(self.vista)
        return self.vista

    def _fallar(self, tarea: Tarea, error: Exception) -> None:
        if tarea is not self._tarea or self._atrasada:
            return
        nuestra = isinstance(error, ErrorDeEnlace)
        self._decir_falla(str(error) if nuestra else "Algo falló al prepararla; lo anotado está guardado.")

    def _decir_falla(self, texto: str) -> None:
        if self._mostrada is not None:
            self.estado.setText(f"Esta vista NO está al día: {texto}")
            return
        self.estado.setText("")
        self.falla.explicacion.setText(texto)
        self.falla.explicacion.show()
        self.pila.setCurrentWidget(self.falla)
        self._permitir(si=False)

    def _permitir(self, *, si: bool) -> None:
        for boton in (self.imprimir, self.guardar, self.abrir):
            boton.setEnabled(si)

    def abrir_impresion(self) -> None:
        """Ask which printer, which pages and how many, above the preview."""
        from enlace_app.ui.paginas.reuniones.pestanas.panel_de_impresion import PanelDeImpresion

        if self._mostrada is None or self.vista is None or self.registro is None:
            return
        self._abrir_panel(PanelDeImpresion(self._nombre(), self.vista.paginas, self.imprimir_como))

    def firmar_correccion(self) -> None:
        """Settle the signatories of the fe de erratas or acta aclaratoria that is on show."""
        from enlace_app.ui.paginas.reuniones.firma import PanelDeFirma

        if self.registro is not None and (correccion := self.versiones.correccion) is not None:
            self._abrir_panel(PanelDeFirma(self.entorno, self.registro, correccion))

    def _abrir_panel(self, panel: "Panel | PanelDeImpresion") -> None:
        self._cerrar_panel()
        self.panel = panel
        panel.cerrado.connect(self._cerrar_panel)
        self._caja.insertWidget(self._caja.indexOf(self.pila), panel)
        self.pila.setVisible(not (isinstance(panel, Panel) and panel.llena))
        panel.enfocar()

    def _cerrar_panel(self) -> None:
        if self.panel is None:
            return
        panel, self.panel = self.panel, None
        panel.hide()
        self.pila.show()
        panel.deleteLater()
        self.imprimir.setFocus(Qt.FocusReason.OtherFocusReason)

    def imprimir_como(self, pedido: "PedidoDeImpresion") -> None:
        """Print the acta as it stands now, beside the window; it can be cancelled between two pages."""
        if self.registro is None:
            return
        preparar, nombre = self._imprenta(self.registro), self._nombre()

        def trabajo(progreso: Progreso) -> int:
            from enlace_app.ui.paginas.reuniones.pestanas.impresion import imprimir

            # Made again where it is a draft: what goes on paper must not be older than what was noted.
            return imprimir(preparar(progreso).datos, pedido, progreso)

        self.entorno.operaciones.en_tarea(
            f"Imprimiendo {nombre}",
            trabajo,
            al_terminar=lambda hojas: self.entorno.avisos.hecho(
                f"Se mandó a «{pedido.impresora}»: {hojas} página{'' if hojas == 1 else 's'} de {nombre}."
            ),
            cancelable=True,
        )

    def _nombre(self) -> str:
        folio = self.registro.folio if self.registro is not None else ""
        if self._mostrada is None or self._mostrada.etapa == "borrador":
            return f"el borrador de {folio}"
        if self.versiones.correccion is not None:
            return f"{self.versiones.correccion.folio}"
        return f"el acta {folio}, versión {self._mostrada.version}"

    def pedir_archivo(self) -> None:
        """Ask where to write the PDF."""
        if self._mostrada is not None:
            sugerido = Path.home() / self._nombre_de_archivo(self._mostrada)
            pedir_destino(self, "Guardar el acta en PDF", sugerido, "PDF (*.pdf)", self.guardar_a)

    @staticmethod
    def _nombre_de_archivo(impresa: "ActaImpresa") -> str:
        from enlace_app.servicios.cierres import nombre_de_pdf

        return nombre_de_pdf(impresa.folio, None if impresa.etapa == "borrador" else impresa.version)

    def guardar_a(self, destino: Path) -> None:
        """Write the acta to that file: the chosen version, or the draft as it stands now."""
        if self.registro is None:
            return
        contexto, uuid, version, acta = self.entorno.contexto, UUID(self.registro.uuid), self.version, self._acta()

        def trabajo(progreso: Progreso) -> "ActaExportada":
            from enlace_app.servicios.actas import exportar_acta

            return exportar_acta(
                contexto.almacen,
                reunion=uuid,
                destino=destino,
                imprenta=contexto.imprenta,
                aviso_privacidad=contexto.aviso_privacidad,
                version=version,
                acta=acta,
                progreso=progreso,
            )

        self.entorno.operaciones.en_tarea(
            f"Guardando {self._nombre()}",
            trabajo,
            al_terminar=lambda exportada: self.entorno.avisos.hecho(exportada.dicho),
            cancelable=True,
        )

    def abrir_con_el_lector(self) -> None:
        """Hand a copy of what is on show to the system's PDF reader."""
        impresa = self._mostrada
        if impresa is not None:
            nombre = self._nombre_de_archivo(impresa)
            self.entorno.operaciones.hacer(lambda: self.lector.abrir(impresa.datos, nombre))

    def ir_a(self, campo: str | None, uuid: str | None) -> bool:
        """Put the keyboard on the pages, on who signed, on a remark, or show what mends the acta."""
        if campo == "resultado" and uuid is not None:
            return self.observaciones.ir_a(uuid)
        if campo == "acta" and uuid is not None and self.versiones.elegir(uuid):
            self._elegir_version()
            return True
        if campo == "firmas" or (uuid is not None and campo is None):
            return self.firmas.enfocar()
        if campo not in {None, "acta"}:
            return False
        (self.vista or self.imprimir).setFocus(Qt.FocusReason.OtherFocusReason)
        return True


_QUE_ES = {
    "borrador": "Borrador: así se imprimirá al cerrarla.",
    "para_firma": "Cerrada, para firma: es el PDF guardado.",
    "firmada": "Acta firmada: el PDF guardado dice quién firmó y cómo.",
    "efirma": "Con e.firma: es el archivo firmado; al guardarlo se escribe aparte su hoja de firmas, cuando la tiene.",
}
_ANTERIOR = "Versión anterior: se conserva como se cerró y ya no es la vigente."
