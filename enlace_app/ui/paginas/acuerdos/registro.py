"""The record of one agreement: what was agreed, the line to follow it up, and its chain."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from enlace_app.consultas.cadena_de_acuerdo import cadena
from enlace_app.consultas.registro_de_acuerdo import RegistroDeAcuerdo, traer
from enlace_app.ui.componentes.area import AreaDeFormulario
from enlace_app.ui.componentes.botones import BotonSecundario, Enlace
from enlace_app.ui.componentes.escritura import escribir_dia, escribir_fecha
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.respuesta_a_la_region import RespuestaALaRegion
from enlace_app.ui.componentes.respuesta_de_autoridad import RespuestaDeAutoridad
from enlace_app.ui.componentes.senales import Senal, aspecto_de_acuerdo
from enlace_app.ui.componentes.zona_de_archivos import ReceptorDeArchivos
from enlace_app.ui.documentos_impresos import pedir_documento
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.acuerdos import aspecto_en, detalle_en
from enlace_app.ui.paginas.acuerdos.cadena import CadenaDeAcuerdo
from enlace_app.ui.paginas.acuerdos.edicion import EdicionDeAcuerdo
from enlace_app.ui.paginas.acuerdos.mensaje import componer_mensaje
from enlace_app.ui.paginas.acuerdos.seguimiento import PanelDeSeguimiento
from enlace_app.ui.tema import Icono


class RegistroDelAcuerdo(QWidget):
    """Files dropped anywhere on it are evidence of the follow-up."""

    def __init__(self, entorno: Entorno, hoy: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Registro del acuerdo")
        self._entorno, self._hoy = entorno, hoy
        self.registro: RegistroDeAcuerdo | None = None
        self.folio = EtiquetaElidida("", RolDeEtiqueta.SUBTITULO)
        self.senal = Senal(aspecto_de_acuerdo("pendiente"))
        self.copiar = BotonSecundario("&Copiar texto", con_icono=Icono.COPIAR, al_pulsar=self.copiar_texto)
        self.extracto = BotonSecundario("E&xtracto…", con_icono=Icono.EXPORTAR, al_pulsar=self.pedir_extracto)
        self.respuesta = RespuestaDeAutoridad(entorno)
        self.a_la_region = RespuestaALaRegion(entorno)
        self.texto = _parrafo()
        self.quienes = _parrafo(RolDeEtiqueta.TENUE)
        self.plazo = _parrafo(RolDeEtiqueta.TENUE)
        self.edicion = EdicionDeAcuerdo(entorno)
        self.impedimento = _parrafo(RolDeEtiqueta.DETALLE)
        self.reunion = Enlace("", al_activar=self._abrir_reunion)
        self.seguimiento = PanelDeSeguimiento(entorno, hoy)
        self.cadena = CadenaDeAcuerdo(entorno)
        self._compromisos = QHBoxLayout()
        self._enlaces: dict[str, Enlace] = {}
        self._area = self._armar()
        receptor = ReceptorDeArchivos(self)
        receptor.recibidos.connect(self.seguimiento.agregar_archivos)
        receptor.rechazado.connect(self.seguimiento.archivos.mostrar_error)

    def _armar(self) -> QScrollArea:
        cabeza = QHBoxLayout()
        cabeza.addWidget(self.folio, 1)
        cabeza.addWidget(self.senal)
        cabeza.addWidget(self.copiar)
        cabeza.addWidget(self.extracto)
        enlaces = QHBoxLayout()
        enlaces.addWidget(self.reunion)
        enlaces.addLayout(self._compromisos)
        enlaces.addStretch(1)
        dentro = QWidget()
        caja = QVBoxLayout(dentro)
        caja.setContentsMargins(0, 0, 8, 0)
        for parte in (self.respuesta, self.a_la_region, self.texto, self.quienes, self.edicion):
            caja.addWidget(parte)
        caja.addWidget(self.plazo)
        caja.addWidget(self.impedimento)
        caja.addLayout(enlaces)
        caja.addWidget(self.seguimiento)
        caja.addWidget(self.cadena)
        caja.addStretch(1)
        area = AreaDeFormulario(dentro)
        todo = QVBoxLayout(self)
        todo.setContentsMargins(8, 0, 0, 0)
        todo.addLayout(cabeza)
        todo.addWidget(area, 1)
        return area

    def mostrar(self, uuid: str) -> bool:
        """Show an agreement; False if there is none such."""
        lectura = self._entorno.contexto.almacen.lectura
        registro, eslabones = traer(lectura, uuid), cadena(lectura, uuid)
        if registro is None or eslabones is None:
            return False
        if self.registro is None or self.registro.uuid != uuid:
            self._area.verticalScrollBar().setValue(0)
        self.registro = registro
        self._escribir(registro)
        self.respuesta.mostrar(uuid)
        self.a_la_region.mostrar(uuid)
        self.seguimiento.setVisible(not registro.baja)
        if registro.baja:
            self.seguimiento.apartar()
        else:
            self.seguimiento.mostrar(uuid, registro.folio)
        self.cadena.mostrar(eslabones)
        return True

    def _escribir(self, registro: RegistroDeAcuerdo) -> None:
        hoy, editable = self._hoy(), registro.impedimento is None
        self.folio.setText(registro.folio)
        self.senal.poner(
            aspecto_en(registro.estado, registro.plazo, hoy), detalle_en(registro.estado, registro.plazo, hoy)
        )
        for parte in (self.texto, self.quienes):
            parte.setVisible(not editable)
        self.texto.setText(registro.texto)
        self.quienes.setText(f"Responsables: {', '.join(registro.responsables) or 'sin responsable anotado'}")
        self.plazo.setText(_decir_plazo(registro, editable=editable))
        self.plazo.setVisible(bool(self.plazo.text()))
        self.edicion.setVisible(editable)
        if editable:
            self.edicion.mostrar(registro)
        self.impedimento.setText(registro.impedimento or "")
        self.impedimento.setVisible(not editable)
        self.reunion.setVisible(registro.reunion is not None)
        self.extracto.setVisible(registro.reunion is not None and not registro.baja)
        if registro.folio_reunion and registro.fecha_reunion:
            self.reunion.poner_texto(f"Reunión {registro.folio_reunion[:60]}, {escribir_fecha(registro.fecha_reunion)}")
        self._enlazar_compromisos(registro)

    def _enlazar_compromisos(self, registro: RegistroDeAcuerdo) -> None:
        claves = {compromiso.uuid: compromiso.clave[:40] for compromiso in registro.compromisos}
        if list(claves) == list(self._enlaces):
            return
        for enlace in self._enlaces.values():
            self._compromisos.removeWidget(enlace)
            enlace.hide()
            enlace.deleteLater()
        self._enlaces = {uuid: self._enlace_a_compromiso(uuid, clave) for uuid, clave in claves.items()}
        for enlace in self._enlaces.values():
            self._compromisos.addWidget(enlace)

    def _enlace_a_compromiso(self, uuid: str, clave: str) -> Enlace:
        enlace = Enlace(clave, al_activar=lambda: self._abrir("compromiso", uuid))
        enlace.setAccessibleName(f"Abrir compromiso {clave}")
        return enlace

    def _abrir(self, tabla: str, uuid: str) -> None:
        self._entorno.navegacion.abrir(tabla, uuid)

    def _abrir_reunion(self) -> None:
        if self.registro is not None and self.registro.reunion is not None:
            self._abrir("reunion", self.registro.reunion)

    def enfocar(self) -> None:
        """Put the keyboard on the follow-up line."""
        self.seguimiento.enfocar()
        self._area.ensureWidgetVisible(self.seguimiento.linea)

    def dejar(self) -> bool:
        """Save the field that is being edited; False if it was refused and must stay."""
        if self.registro is None or self.registro.impedimento is not None:
            return True
        return self.edicion.confirmar()

    def soltar(self) -> None:
        """Show nothing any more."""
        self.seguimiento.apartar()
        self.registro = None

    def pedir_extracto(self) -> None:
        """Ask for a file and write the extract of the agreement to it."""
        if self.registro is None:
            return
        almacen, uuid = self._entorno.contexto.almacen, UUID(self.registro.uuid)

        def componer() -> Mapping[str, Any]:
            from enlace_app.servicios.documentos_de_reunion import extracto_de_acuerdo

            return extracto_de_acuerdo(almacen, uuid)

        pedir_documento(self._entorno, self, "extracto_de_acuerdo", self.registro.folio, componer)

    def copiar_texto(self) -> None:
        """Put it on the clipboard, for a message."""
        if self.registro is None:
            return
        texto = componer_mensaje(self._entorno.contexto, self.registro, self.senal.texto())
        QGuiApplication.clipboard().setText(texto)
        self._entorno.avisos.hecho("El acuerdo se copió como texto: péguelo con Ctrl+V en su mensaje.")


def _decir_plazo(registro: RegistroDeAcuerdo, *, editable: bool) -> str:
    """The plazo as said, its day, and what became of it; while one edits only what the field does not show."""
    literal, acordado = registro.plazo_literal, registro.plazo_acordado
    partes = []
    if not editable:
        dia = escribir_dia(acordado) if acordado else ""
        dicho = f"«{literal}»" if literal else ""
        partes.append(f"Plazo: {' · '.join(p for p in (dicho, dia) if p) or 'sin plazo anotado'}")
    partes += [f"ampliado al {escribir_dia(dia)}" for dia in registro.ampliaciones]
    todo = " · ".join(partes)
    return f"Plazo {todo}" if editable and todo else todo


def _parrafo(rol: RolDeEtiqueta = RolDeEtiqueta.NORMAL) -> Etiqueta:
    etiqueta = Etiqueta("", rol, ajustar=True)
    etiqueta.setMinimumWidth(1)  # one word of ten thousand letters must not widen the page
    etiqueta.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return etiqueta
