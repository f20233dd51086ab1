"""The documents around a meeting that are printed from its record: the call, the list to sign, the agreements."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.ui.componentes.archivos import pedir_destino
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.documentos_impresos import Componer, pedir_documento
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.reuniones.acciones import Accion
from enlace_app.ui.tareas import Progreso
from enlace_app.ui.tema import Icono, icono


class DocumentosImpresos(BotonSecundario):
    """A button that opens the menu of documents of the meeting that was last put."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__("Para im&primir", al_pulsar=self.mostrar_menu, parent=parent)
        self.setToolTip("Convocatoria, lista de asistencia y relación de acuerdos, en PDF")
        self._entorno = entorno
        self._r: RegistroDeReunion | None = None

    def poner(self, registro: RegistroDeReunion) -> None:
        """From now on offer the documents of this meeting; a withdrawn one has none."""
        self._r = registro
        self.setVisible(not registro.baja)

    @property
    def _registro(self) -> RegistroDeReunion:
        assert self._r is not None  # noqa: S101 - no button shows before there is a record
        return self._r

    def opciones(self) -> list[Accion]:
        """What the menu offers."""
        return [
            Accion("Convocatoria…", Icono.CORREO, self.convocatoria),
            Accion("Archivo de calendario (.ics)…", Icono.CALENDARIO, self.calendario),
            Accion("Lista de asistencia para firmar…", Icono.FIRMA, self.lista_de_asistencia),
            Accion("Relación de acuerdos…", Icono.ACUERDOS, self.relacion_de_acuerdos),
        ]

    def mostrar_menu(self) -> None:
        """Open the menu under the button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for opcion in self.opciones():
            elegible = QAction(icono(opcion.icono), opcion.texto, menu)
            elegible.triggered.connect(lambda _=False, hacer=opcion.hacer: hacer())
            menu.addAction(elegible)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def convocatoria(self) -> None:
        """Ask for a file and write the call to it."""
        self._pedir("convocatoria", self._componer_convocatoria())

    def _componer_convocatoria(self) -> Componer:
        almacen, uuid = self._entorno.contexto.almacen, UUID(self._registro.uuid)

        def componer() -> Mapping[str, Any]:
            from enlace_app.servicios.documentos_de_reunion import convocatoria

            return convocatoria(almacen, uuid)

        return componer

    def lista_de_asistencia(self) -> None:
        """Ask for a file and write the list to sign by hand to it."""
        contexto, uuid = self._entorno.contexto, UUID(self._registro.uuid)

        def componer() -> Mapping[str, Any]:
            from enlace_app.servicios.documentos_de_reunion import lista_de_asistencia

            return lista_de_asistencia(contexto.almacen, uuid, aviso_privacidad=contexto.aviso_privacidad)

        self._pedir("lista_de_asistencia", componer)

    def relacion_de_acuerdos(self) -> None:
        """Ask for a file and write the agreements, as they stand today, to it."""
        almacen, uuid = self._entorno.contexto.almacen, UUID(self._registro.uuid)

        def componer() -> Mapping[str, Any]:
            from enlace_app.servicios.documentos_de_reunion import relacion_de_acuerdos

            return relacion_de_acuerdos(almacen, uuid)

        self._pedir("relacion_de_acuerdos", componer)

    def _pedir(self, clase: str, componer: Componer) -> None:
        pedir_documento(self._entorno, self, clase, self._registro.folio, componer)

    def calendario(self) -> None:
        """Ask for a file and write the call to it as calendar programs take it in."""
        nombre = f"convocatoria-{self._registro.folio.replace('/', '_')}.ics"
        sugerido = Path.home() / nombre
        pedir_destino(self, "Guardar el archivo de calendario", sugerido, "Calendario (*.ics)", self.calendario_a)

    def calendario_a(self, destino: Path) -> None:
        """Write the calendar file there."""
        almacen, componer = self._entorno.contexto.almacen, self._componer_convocatoria()

        def trabajo(_progreso: Progreso) -> Path:
            from enlace_app.servicios.documentos_de_reunion import exportar_calendario

            return exportar_calendario(almacen, destino=destino, contenido=componer())

        self._entorno.operaciones.en_tarea(
            "Escribiendo el archivo de calendario",
            trabajo,
            al_terminar=lambda ruta: self._entorno.avisos.hecho(f"Se escribió «{ruta}»."),
        )
