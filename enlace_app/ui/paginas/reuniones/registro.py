"""The record of one meeting: where it stands, what leads on, what is missing, and its tabs."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabWidget, QVBoxLayout, QWidget

from enlace_app.consultas.registro_de_reunion import RegistroDeReunion, traer
from enlace_app.dominio.hallazgos import AJUSTES, Gravedad, Hallazgo
from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.ui.componentes.botones import BotonDeIcono, BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.escritura import escribir_fecha, escribir_horas
from enlace_app.ui.componentes.etiquetas import EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.la_misma_que import LaMismaQue
from enlace_app.ui.componentes.respuesta_a_la_region import RespuestaALaRegion
from enlace_app.ui.componentes.respuesta_de_autoridad import RespuestaDeAutoridad
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.reuniones.acciones import Acciones
from enlace_app.ui.paginas.reuniones.documentos_impresos import DocumentosImpresos
from enlace_app.ui.paginas.reuniones.ordenes import Ordenes
from enlace_app.ui.paginas.reuniones.paneles import Panel
from enlace_app.ui.paginas.reuniones.pasos import Pasos
from enlace_app.ui.paginas.reuniones.pendientes import Pendientes
from enlace_app.ui.paginas.reuniones.pestana import Pestana
from enlace_app.ui.tema import Icono, icono

_MEMORIA = "reuniones/pestana"


def _datos(entorno: Entorno) -> Pestana:
    from enlace_app.ui.paginas.reuniones.pestanas.datos import PestanaDeDatos

    return PestanaDeDatos(entorno)


def _asistencia(entorno: Entorno) -> Pestana:
    from enlace_app.ui.paginas.reuniones.pestanas.asistencia import PestanaDeAsistencia

    return PestanaDeAsistencia(entorno)


def _orden_del_dia(entorno: Entorno) -> Pestana:
    from enlace_app.ui.paginas.reuniones.pestanas.orden_del_dia import PestanaDeOrdenDelDia

    return PestanaDeOrdenDelDia(entorno)


def _acuerdos(entorno: Entorno) -> Pestana:
    from enlace_app.ui.paginas.reuniones.pestanas.acuerdos import PestanaDeAcuerdos

    return PestanaDeAcuerdos(entorno)


def _documentos(entorno: Entorno) -> Pestana:
    from enlace_app.ui.paginas.reuniones.pestanas.documentos import PestanaDeDocumentos

    return PestanaDeDocumentos(entorno)


def _acta(entorno: Entorno) -> Pestana:
    from enlace_app.ui.paginas.reuniones.pestanas.acta import PestanaDeActa

    return PestanaDeActa(entorno)


PESTANAS: tuple[tuple[str, str, Callable[[Entorno], Pestana]], ...] = (
    ("datos", "Datos", _datos),
    ("asistencia", "Asistencia", _asistencia),
    ("orden_del_dia", "Orden del día", _orden_del_dia),
    ("acuerdos", "Acuerdos", _acuerdos),
    ("documentos", "Documentos", _documentos),
    ("acta", "Acta", _acta),
)
"""Key, title and how it is made: a tab is imported when it is first shown."""

_DE_TABLA = {
    "asistencia": "asistencia",
    "punto_orden_dia": "orden_del_dia",
    "votacion": "acuerdos",
    "intervencion": "acuerdos",
    "observacion": "acta",
    "acuerdo": "acuerdos",
    "documento": "documentos",
    "firma": "acta",
}
_DE_CAMPO = {
    "puntos": "orden_del_dia",
    "votaciones": "orden_del_dia",
    "asistencias": "asistencia",
    "presentes_n": "asistencia",
}
"""Parts of a meeting that are not called as their tab is."""
_CON_CAMPOS = range(3)
"""The tabs that have fields of the meeting itself."""


class Registro(QWidget):
    """One meeting at a time; the tab that was on stays on when another meeting is shown."""

    volver = Signal()
    """The list is asked for, where there is no room for both."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Registro de la reunión")
        self.a_la_lista = BotonDeIcono(Icono.FLECHA_IZQUIERDA, "Volver a la lista (Alt+0)", al_pulsar=self.volver.emit)
        self._entorno = entorno
        self.registro: RegistroDeReunion | None = None
        self._hechas: dict[int, Pestana] = {}
        self._al_dia: set[int] = set()
        self._panel: Panel | None = None
        self.ordenes = Ordenes(entorno, self)
        self._acciones = Acciones(self.ordenes)
        self.titulo = EtiquetaElidida("", RolDeEtiqueta.SUBTITULO)
        self.detalle = EtiquetaElidida("", RolDeEtiqueta.TENUE)
        self.boton = BotonPrimario("", al_pulsar=self._seguir)
        self.mas = BotonSecundario("&Más acciones", al_pulsar=self._mostrar_menu)
        self.imprimibles = DocumentosImpresos(entorno)
        self.pasos = Pasos()
        self.respuesta = RespuestaDeAutoridad(entorno)
        self.a_la_region = RespuestaALaRegion(entorno)
        self.la_misma_que = LaMismaQue(entorno)
        self.pendientes = Pendientes(entorno)
        self.pestanas = self._crear_pestanas()
        self._caja = QVBoxLayout(self)
        self._caja.setContentsMargins(0, 0, 0, 0)
        self._caja.setSpacing(4)
        self._caja.addLayout(self._crear_encabezado())
        self._caja.addWidget(self.pasos)
        for parte in (self.la_misma_que, self.respuesta, self.a_la_region):
            self._caja.addWidget(parte)
        self._caja.addWidget(self.pendientes)
        self._caja.addWidget(self.pestanas, 1)
        self.ordenes.panel.connect(self._abrir_panel)
        self.ordenes.bloqueada.connect(self._mostrar_bloqueos)
        self.pendientes.elegido.connect(self._ir_al_hallazgo)

    def _crear_encabezado(self) -> QHBoxLayout:
        textos = QVBoxLayout()
        textos.setSpacing(0)
        textos.addWidget(self.titulo)
        textos.addWidget(self.detalle)
        encabezado = QHBoxLayout()
        encabezado.addWidget(self.a_la_lista)
        encabezado.addLayout(textos, 1)
        encabezado.addWidget(self.imprimibles)
        encabezado.addWidget(self.mas)
        encabezado.addWidget(self.boton)
        return encabezado

    def _crear_pestanas(self) -> QTabWidget:
        pestanas = QTabWidget()
        pestanas.setDocumentMode(True)
        pestanas.setUsesScrollButtons(True)
        pestanas.tabBar().setAccessibleName("Partes del registro")
        for n, (_, titulo, _hacer) in enumerate(PESTANAS, start=1):
            hueco = QWidget()
            caja = QVBoxLayout(hueco)
            caja.setContentsMargins(0, 4, 0, 0)
            pestanas.addTab(hueco, titulo)
            pestanas.setTabToolTip(n - 1, f"{titulo}  (Alt+{n})")
        claves = [clave for clave, _, _ in PESTANAS]
        ultima = self._entorno.memoria.texto_de(_MEMORIA)
        pestanas.setCurrentIndex(claves.index(ultima) if ultima in claves else 0)
        pestanas.currentChanged.connect(self._cambio_de_pestana)
        return pestanas

    def mostrar(self, uuid: str) -> None:
        """Show a meeting; raises `ErrorDeNegocio` if there is none such."""
        if self.registro is None or self.registro.uuid != uuid:
            self._cerrar_panel()
        self._poner(traer(self._entorno.contexto.almacen.lectura, uuid))

    def enfocar(self) -> None:
        """Take the keyboard: on the tabs, where no key does anything to the meeting."""
        self.pestanas.tabBar().setFocus(Qt.FocusReason.TabFocusReason)

    def refrescar(self) -> None:
        """Read the same meeting again."""
        if self.registro is not None:
            self._poner(traer(self._entorno.contexto.almacen.lectura, self.registro.uuid))

    def _poner(self, registro: RegistroDeReunion) -> None:
        cambio_de_estado = self.registro is not None and (self.registro.uuid, self.registro.estado) != (
            registro.uuid,
            registro.estado,
        )
        self.registro = registro
        if cambio_de_estado:
            self._cerrar_panel()
        self.ordenes.poner(registro)
        self.imprimibles.poner(registro)
        self._poner_encabezado(registro)
        self.pasos.poner(registro.estado)
        for parte in (self.la_misma_que, self.respuesta, self.a_la_region):
            parte.mostrar(registro.uuid)
        self.pendientes.poner(registro.uuid, registro.folio, registro.estado)
        self._al_dia.clear()
        self._pestana(self.pestanas.currentIndex())

    def _poner_encabezado(self, registro: RegistroDeReunion) -> None:
        self.titulo.setText(f"{registro.tipo_nombre} · {registro.folio}")
        lugar = ", ".join(p for p in (registro.sede, registro.municipio_nombre or registro.ciudad) if p)
        cuando = escribir_fecha(registro.fecha)
        if registro.fecha.fecha is None and registro.programada:
            cuando = f"programada para el {registro.programada:%d/%m/%Y}"
        horas = escribir_horas(registro.hora_inicio, registro.hora_fin)
        partes = [cuando, horas, lugar or "sin lugar", self._por_que_no_sigue(registro)]
        self.detalle.setText(" · ".join(parte for parte in partes if parte))
        principal = self._acciones.principal()
        self.boton.setVisible(principal is not None)
        if principal is not None:
            self.boton.setText(principal.texto)
            self.boton.setAccessibleName(principal.texto)
            self.boton.setToolTip(f"{principal.texto}  (Alt+8)")
            self.boton.cambiar_icono(principal.icono)

    @staticmethod
    def _por_que_no_sigue(registro: RegistroDeReunion) -> str:
        if registro.baja:
            return "retirada"
        if registro.estado == EstadoReunion.CANCELADA:
            return "cancelada"
        if registro.estado == EstadoReunion.NO_CELEBRADA:
            return "no se celebró por falta de quórum"
        return "" if registro.propia else "de otro sitio: sólo se lee"

    def _seguir(self) -> None:
        principal = self._acciones.principal()
        if principal is not None and self.dejar():
            principal.hacer()

    def _mostrar_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for accion in self._acciones.otras():
            elegible = QAction(icono(accion.icono), accion.texto, menu)
            elegible.triggered.connect(lambda _=False, hacer=accion.hacer: self._hacer(hacer))
            menu.addAction(elegible)
        menu.popup(self.mas.mapToGlobal(QPoint(0, self.mas.height())))

    def _hacer(self, hacer: Callable[[], object]) -> None:
        if self.dejar():
            hacer()

    def _abrir_panel(self, panel: Panel) -> None:
        self._cerrar_panel()
        self._panel = panel
        panel.cerrado.connect(self._cerrar_panel)
        self._caja.insertWidget(self._caja.indexOf(self.pestanas), panel, int(panel.llena))
        self.pestanas.setVisible(not panel.llena)
        panel.enfocar()

    def _cerrar_panel(self) -> None:
        if self._panel is None:
            return
        panel, self._panel = self._panel, None
        tenia_el_teclado = panel.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        panel.hide()
        self.pestanas.show()
        panel.deleteLater()
        if tenia_el_teclado:
            (self.boton if self.boton.isVisible() else self.mas).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def panel(self) -> Panel | None:
        """What is being asked now."""
        return self._panel

    def _mostrar_bloqueos(self, hallazgos: list[Hallazgo]) -> None:
        avisos = [h for h in self.pendientes.hallazgos if h.gravedad != Gravedad.BLOQUEA]
        self.pendientes.mostrar([*hallazgos, *avisos])
        self.pendientes.enfocar()

    def _ir_al_hallazgo(self, hallazgo: Hallazgo) -> None:
        uuid = str(hallazgo.uuid)
        if hallazgo.tabla == AJUSTES:
            self._entorno.navegacion.ir(Destino(Seccion.AJUSTES, campo=hallazgo.campo))
            return
        if hallazgo.tabla == "reunion" and self.registro is not None and uuid != self.registro.uuid:
            self._entorno.navegacion.abrir("reunion", uuid, campo=hallazgo.campo)
            return
        self.ir_a(hallazgo.tabla, hallazgo.campo, uuid)

    def ir_a(self, tabla: str, campo: str | None, uuid: str | None) -> bool:
        """Put the keyboard on a field of the meeting or of one of its parts (`uuid`); False if no tab has it.

        `campo` may also be the key of a tab, or `puntos:<uuid>` for a part.
        """
        campo, _, parte = (campo or "").partition(":")
        suyo = (parte or None) if tabla == "reunion" else uuid
        clave = _DE_TABLA.get(tabla) or _DE_CAMPO.get(campo, campo)
        claves = [c for c, _, _ in PESTANAS]
        primera = claves.index(clave) if clave in claves else 0
        # A part is sought in its own tab; a field of the meeting may also be in one of the first.
        for n in dict.fromkeys((primera, *(_CON_CAMPOS if tabla == "reunion" and campo else ()))):
            self.pestanas.setCurrentIndex(n)
            if self._pestana(n).ir_a(campo or None, suyo):
                return True
        self.pestanas.setCurrentIndex(primera)
        self._pestana(primera).setFocus(Qt.FocusReason.OtherFocusReason)
        return clave in claves

    def elegir_pestana(self, n: int) -> None:
        """Show the n-th tab, counted from 0; beyond either end it begins again."""
        self.pestanas.setCurrentIndex(n % len(PESTANAS))
        self.pestanas.tabBar().setFocus(Qt.FocusReason.TabFocusReason)

    def mover_pestana(self, pasos: int) -> None:
        """Go on to the next tab, or back."""
        self.elegir_pestana(self.pestanas.currentIndex() + pasos)

    def dejar(self) -> bool:
        """Save what is being typed; False if it was refused and must stay."""
        return all(pestana.dejar() for pestana in self._hechas.values())

    def _pestana(self, n: int) -> Pestana:
        """Return a tab as it stands now: made when it is first asked for, and read again if it was not shown since."""
        if n not in self._hechas:
            pestana = PESTANAS[n][2](self._entorno)
            hueco = self.pestanas.widget(n)
            caja = hueco.layout() if hueco is not None else None
            assert caja is not None  # noqa: S101 - both were made above
            caja.addWidget(pestana)
            pestana.show()  # at once: what is still hidden cannot take the keyboard
            self._hechas[n] = pestana
        if self.registro is not None and n not in self._al_dia:
            self._al_dia.add(n)
            self._hechas[n].poner(self.registro)
        return self._hechas[n]

    def _cambio_de_pestana(self, n: int) -> None:
        self._entorno.memoria.guardar(_MEMORIA, PESTANAS[n][0])
        if self.registro is not None:
            self._pestana(n)
