"""What is done to a meeting from its record; what must ask first does so in a panel inside the record."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from enlace_app.consultas.registro_de_reunion import RegistroDeReunion, traer
from enlace_app.consultas.versiones_de_acta import versiones_de_acta
from enlace_app.dominio.reuniones import CONGELADOS, EstadoReunion
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.archivos import pedir_destino
from enlace_app.ui.componentes.campo_de_fecha import CampoDeFecha
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.fechas_escritas import Sentido
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.reuniones.paneles import Panel
from enlace_app.ui.tareas import Progreso

if TYPE_CHECKING:
    from enlace_app.servicios.actas import ActaCerrada, ActaExportada


class Ordenes(QObject):
    """Every method acts on the meeting that was shown when it is called.

    Services are imported where they are called: the mapping that they load is not needed to look at a record.
    """

    panel = Signal(object)
    """A `Panel` to be shown in the record."""
    bloqueada = Signal(object)
    """Findings that kept the acta from being closed."""

    def __init__(self, entorno: Entorno, padre: QWidget) -> None:
        super().__init__(padre)
        self._entorno = entorno
        self._padre = padre
        self._r: RegistroDeReunion | None = None

    def poner(self, registro: RegistroDeReunion) -> None:
        """From now on act on this meeting."""
        self._r = registro

    @property
    def registro(self) -> RegistroDeReunion:
        """The meeting that is acted on."""
        assert self._r is not None  # noqa: S101 - no button shows before there is a record
        return self._r

    @property
    def hoy(self) -> date:
        """The day in the zone of the meeting."""
        return self._entorno.ahora_en(self.registro.zona).date()

    def _hoy(self) -> date:
        return self.hoy

    def abrir_sesion(self) -> None:
        """Open session mode."""
        self._entorno.navegacion.sesion(self.registro.uuid)

    def convocar(self) -> None:
        """Ask for the day, then call the meeting."""
        r = self.registro
        campo = CampoDeFecha(hoy=self._hoy, sentido=Sentido.FUTURO)
        campo.poner_fecha(r.programada or r.fecha.fecha)
        convocada = CampoDeFecha(hoy=self._hoy)
        convocada.poner_fecha(r.convocada_el or self._hoy())
        panel = self._panel(
            "Convocar la reunión",
            "Queda anotado cuándo y para qué día se convocó. Lo demás se puede seguir corrigiendo.",
            "Convocar",
            lambda panel: self._convocar(campo, convocada, panel),
        )
        panel.pedir("&Día programado", campo)
        panel.pedir("&Convocada el", convocada)
        self.panel.emit(panel)

    def _convocar(self, campo: CampoDeFecha, convocada: CampoDeFecha, panel: Panel) -> bool:
        from enlace_app.servicios import reuniones

        r, dia, almacen = self.registro, campo.dia(), self._entorno.contexto.almacen
        problema = convocada.problema() if dia else campo.problema() or "Escriba para qué día se convoca."
        if dia is None or problema:
            panel.mostrar_error(problema or "")
            return False
        el = convocada.dia()

        def hacer() -> object:
            rev = r.rev
            if (r.programada, r.convocada_el) != (dia, el):
                reuniones.cambiar_datos(almacen, reunion=UUID(r.uuid), rev=rev, programada=dia, convocada_el=el)
                rev = traer(almacen.lectura, r.uuid).rev
            return reuniones.dar_paso(almacen, reunion=UUID(r.uuid), rev=rev, estado=EstadoReunion.CONVOCADA)

        hecho = self._hacer(hacer, panel, "La reunión quedó convocada.")
        if hecho and (advertencia := reuniones.advertir_anticipacion(almacen, reunion=UUID(r.uuid))):
            self._entorno.avisos.aviso(advertencia)
        return hecho

    def dar_por_celebrada(self) -> None:
        """Mark it as held; asks for the day only where it is missing or lies ahead."""
        r = self.registro
        if r.fecha.fecha is not None and r.fecha.fecha <= self._hoy():
            self._celebrar(r.fecha.fecha, None)
            return
        campo = CampoDeFecha(hoy=self._hoy)
        campo.poner_fecha(min(r.programada or self._hoy(), self._hoy()))
        panel = self._panel(
            "Dar por celebrada", "", "Dar por celebrada", lambda panel: self._celebrar(campo.dia(), panel)
        )
        panel.pedir("&Día en que se celebró", campo)
        self.panel.emit(panel)

    def _celebrar(self, dia: date | None, panel: Panel | None) -> bool:
        from enlace_app.servicios import reuniones

        r, almacen = self.registro, self._entorno.contexto.almacen
        if dia is None or dia > self._hoy():
            if panel is not None:
                panel.mostrar_error("Escriba el día en que se celebró; no puede ser posterior a hoy.")
            return False

        def hacer() -> object:
            rev = r.rev
            if r.fecha.fecha != dia:
                reuniones.cambiar_fecha(almacen, reunion=UUID(r.uuid), rev=rev, fecha=dia)
                rev = traer(almacen.lectura, r.uuid).rev
            return reuniones.dar_paso(almacen, reunion=UUID(r.uuid), rev=rev, estado=EstadoReunion.CELEBRADA)

        return self._hacer(hacer, panel, "La reunión quedó como celebrada. Ctrl+Z lo deshace.")

    def enviar_a_revision(self) -> None:
        """Hand the acta to those who read it before it is closed."""
        self._dar_paso(EstadoReunion.EN_REVISION, None, "El acta quedó en revisión.")

    def regresar_a_celebrada(self) -> None:
        """Take it back from review."""
        self._dar_paso(EstadoReunion.CELEBRADA, None, "La reunión volvió a celebrada.")

    def no_celebrada(self) -> None:
        """Ask once, then note that there was no quorum."""
        self.panel.emit(
            self._panel(
                "No celebrada por falta de quórum",
                "Queda lo que se anotó y ya no se modifica. Quien asistió permanece en la lista.",
                "Marcar como no celebrada",
                lambda panel: self._dar_paso(
                    EstadoReunion.NO_CELEBRADA, panel, "Quedó como no celebrada por falta de quórum."
                ),
                peligro=True,
            )
        )

    def _dar_paso(self, estado: EstadoReunion, panel: Panel | None, dicho: str) -> bool:
        from enlace_app.servicios import reuniones

        r, almacen = self.registro, self._entorno.contexto.almacen
        return self._hacer(
            lambda: reuniones.dar_paso(almacen, reunion=UUID(r.uuid), rev=r.rev, estado=estado), panel, dicho
        )

    def cancelar(self) -> None:
        """Ask why, then cancel."""
        from enlace_app.servicios import reuniones

        r, almacen = self.registro, self._entorno.contexto.almacen
        self._pedir_motivo(
            "Cancelar la reunión",
            "No se celebrará. Queda en la lista como cancelada, con su motivo, y ya no se modifica.",
            "Cancelar la reunión",
            lambda motivo: reuniones.cancelar_reunion(almacen, reunion=UUID(r.uuid), rev=r.rev, motivo=motivo),
            "La reunión quedó cancelada.",
        )

    def reabrir(self) -> None:
        """Ask why, then reopen the closed acta."""
        from enlace_app.servicios import actas

        r, almacen = self.registro, self._entorno.contexto.almacen
        self._pedir_motivo(
            f"Reabrir el acta {r.folio}",
            "La versión cerrada se conserva. Al cerrar de nuevo se hace la versión siguiente, con el mismo folio y "
            "con este motivo; quien tenga impresa la anterior necesita la nueva.",
            "Reabrir el acta",
            lambda motivo: actas.reabrir_acta(almacen, reunion=UUID(r.uuid), motivo=motivo),
            "El acta se reabrió y quedó en revisión.",
        )

    def _pedir_motivo(
        self, titulo: str, explicacion: str, boton: str, accion: Callable[[str], object], dicho: str
    ) -> None:
        campo = CampoDeTexto()

        def aceptar(panel: Panel) -> bool:
            if not campo.valor():
                panel.mostrar_error("Escriba el motivo.")
                return False
            return self._hacer(lambda: accion(campo.valor()), panel, dicho)

        panel = self._panel(titulo, explicacion, boton, aceptar, peligro=True)
        panel.pedir("&Motivo", campo)
        self.panel.emit(panel)

    def retirar(self) -> None:
        """Ask once, then withdraw the draft."""
        from enlace_app.servicios import reuniones

        r, almacen = self.registro, self._entorno.contexto.almacen
        self.panel.emit(
            self._panel(
                "Retirar el borrador",
                "Deja de verse, con su asistencia, su orden del día, sus votaciones y sus acuerdos. Ctrl+Z lo deshace.",
                "Retirar",
                lambda panel: self._hacer(
                    lambda: reuniones.retirar_reunion(almacen, reunion=UUID(r.uuid), rev=r.rev),
                    panel,
                    f"Se retiró {r.folio}.",
                ),
                peligro=True,
            )
        )

    def nueva_desde(self) -> None:
        """Ask for the day, then begin a meeting like this one and show it."""
        campo = CampoDeFecha(hoy=self._hoy, sentido=Sentido.FUTURO)
        campo.poner_fecha(self._hoy())
        panel = self._panel(
            "Nueva reunión a partir de esta",
            "Lleva el mismo tipo, lugar, regiones, compromisos y asuntos del orden del día. No lleva lo que se dijo "
            "ni quién asistió.",
            "Crear borrador",
            lambda panel: self._nueva_desde(campo, panel),
        )
        panel.pedir("&Fecha", campo, ayuda="Puede quedar vacía.")
        self.panel.emit(panel)

    def _nueva_desde(self, campo: CampoDeFecha, panel: Panel) -> bool:
        from enlace_app.servicios import reuniones

        if problema := campo.problema():
            panel.mostrar_error(problema)
            return False
        r, almacen = self.registro, self._entorno.contexto.almacen
        cambios = self._entorno.operaciones.hacer(
            lambda: reuniones.nueva_desde(almacen, reunion=UUID(r.uuid), fecha=campo.dia()),
            dicho="Se creó el borrador.",
            al_rehusar=panel.mostrar_error,
        )
        if cambios is None:
            return False
        panel.cerrar()
        self._entorno.navegacion.abrir("reunion", str(cambios.principal))
        return False  # the panel is closed already, and another record is on show

    def copiar_acuerdos(self) -> None:
        """Put the agreements on the clipboard, as text for a message."""
        from enlace_app.consultas.mensaje_de_acuerdos import texto_para_mensaje

        texto = texto_para_mensaje(self._entorno.contexto.almacen.lectura, self.registro)
        QGuiApplication.clipboard().setText(texto)
        self._entorno.avisos.hecho("Los acuerdos se copiaron; péguelos en el mensaje con Ctrl+V.")

    def firmar(self) -> None:
        """Show who signed and who is open."""
        from enlace_app.ui.paginas.reuniones.firma import PanelDeFirma

        self.panel.emit(PanelDeFirma(self._entorno, self.registro))

    def corregir(self) -> None:
        """Ask what a fe de erratas mends."""
        from enlace_app.ui.paginas.reuniones.correcciones import PanelDeFeDeErratas

        self.panel.emit(PanelDeFeDeErratas(self._entorno, self.registro))

    def aclarar(self) -> None:
        """Ask what an acta aclaratoria makes clear."""
        from enlace_app.ui.paginas.reuniones.correcciones import PanelDeActaAclaratoria

        self.panel.emit(PanelDeActaAclaratoria(self._entorno, self.registro))

    def ir_a_la_anfitriona(self) -> None:
        """Show the meeting whose acta this one shares."""
        self._entorno.navegacion.ir(Destino(Seccion.REUNIONES, "reunion", self.registro.parte_de))

    def cerrar(self) -> None:
        """Ask once, then freeze the meeting and make its PDF, beside the window."""
        r = self.registro
        panel = self._panel(
            f"Cerrar el acta de {r.folio}",
            "Se le da su folio definitivo, se hace el PDF para firma y su contenido ya no cambia. Si después hay un "
            "error, se reabre con su motivo y se hace otra versión.",
            "Cerrar el acta",
            self._cerrar,
        )
        self.panel.emit(panel)

    def _cerrar(self, panel: Panel) -> bool:
        contexto, uuid, folio = self._entorno.contexto, UUID(self.registro.uuid), self.registro.folio
        panel.ocupar("Cerrando el acta…")

        def trabajo(_progreso: Progreso) -> "ActaCerrada":
            from enlace_app.servicios.actas import cerrar_acta

            return cerrar_acta(
                contexto.almacen, reunion=uuid, imprenta=contexto.imprenta, aviso_privacidad=contexto.aviso_privacidad
            )

        def terminar(cerrada: "ActaCerrada") -> None:
            self._entorno.avisos.hecho(f"El acta quedó cerrada con el folio {cerrada.folio}; imprímala para firmarla.")
            if panel.vivo:
                panel.cerrar()

        def rehusar(error: ErrorDeEnlace) -> None:
            hallazgos = getattr(error, "hallazgos", None)
            if panel.vivo:
                panel.cerrar()
            if hallazgos:
                self.bloqueada.emit(hallazgos)
                self._entorno.avisos.error(f"El acta de {folio} aún no se puede cerrar: vea lo que falta.")
            else:
                self._entorno.avisos.error(str(error))

        self._entorno.operaciones.en_tarea(
            f"Cerrando el acta de {folio}", trabajo, al_terminar=terminar, al_rehusar=rehusar
        )
        return False

    def proponer_version_publica(self) -> None:
        """Show what the public version of the acta leaves out."""
        from enlace_app.ui.paginas.reuniones.version_publica import RevisionDeVersionPublica

        self.panel.emit(RevisionDeVersionPublica(self._entorno, UUID(self.registro.uuid)))

    def exportar(self) -> None:
        """Ask for a file and write the acta to it."""
        from enlace_app.servicios.cierres import nombre_de_pdf

        cerradas = versiones_de_acta(self._entorno.contexto.almacen.lectura, self.registro.uuid)
        congelada = EstadoReunion(self.registro.estado) in CONGELADOS
        nombre = nombre_de_pdf(self.registro.folio, cerradas[-1].version if congelada and cerradas else None)
        pedir_destino(self._padre, "Exportar acta", Path.home() / nombre, "PDF (*.pdf)", self.exportar_a)

    def exportar_a(self, destino: Path) -> None:
        """Write the acta to that file: the stored PDF once it is closed, a draft before."""
        contexto, uuid = self._entorno.contexto, UUID(self.registro.uuid)

        def trabajo(progreso: Progreso) -> "ActaExportada":
            from enlace_app.servicios.actas import exportar_acta

            return exportar_acta(
                contexto.almacen,
                reunion=uuid,
                destino=destino,
                imprenta=contexto.imprenta,
                aviso_privacidad=contexto.aviso_privacidad,
                progreso=progreso,
            )

        self._entorno.operaciones.en_tarea(
            f"Exportando el acta de {self.registro.folio}",
            trabajo,
            al_terminar=lambda exportada: self._entorno.avisos.hecho(exportada.dicho),
            cancelable=True,
        )

    def _panel(
        self, titulo: str, explicacion: str, boton: str, al_aceptar: Callable[[Panel], bool], *, peligro: bool = False
    ) -> Panel:
        panel: Panel = Panel(titulo, explicacion, boton, lambda: al_aceptar(panel), peligro=peligro)
        return panel

    def _hacer(self, accion: Callable[[], object], panel: Panel | None, dicho: str) -> bool:
        al_rehusar = panel.mostrar_error if panel is not None else None
        return self._entorno.operaciones.hacer(accion, dicho=dicho, al_rehusar=al_rehusar) is not None
