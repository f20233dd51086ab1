"""A follow-up in one line, with its day and its evidence; what is not saved stays, even over a power cut."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from enlace_app.dominio.seguimiento_escrito import SeguimientoEscrito, leer_seguimiento
from enlace_app.errores import ErrorDeEnlace
from enlace_app.servicios.seguimientos import dar_seguimiento
from enlace_app.ui.componentes.botones import BotonPrimario
from enlace_app.ui.componentes.campo_de_fecha import CampoDeFecha
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.zona_de_archivos import ZonaDeArchivos
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.acuerdos.borrador import Borrador, leer_borrador
from enlace_app.ui.paginas.acuerdos.entendido import ATAJOS, Entendido
from enlace_app.ui.paginas.acuerdos.sustentos import Sustentos
from enlace_app.ui.tema import Icono, icono

_EJEMPLOS = "cumplido: entregaron el plano   ·   en proceso   ·   nuevo plazo 8 nov: por las lluvias"
_RECUPERADO = "Esto lo escribió antes y no se guardó: termínelo con Enter, o bórrelo."


class PanelDeSeguimiento(QFrame):
    """One agreement at a time; Enter saves. What is begun for one waits while another is shown."""

    def __init__(self, entorno: Entorno, hoy: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno, self._hoy = entorno, hoy
        self._uuid: str | None = None
        self._folio = ""
        self._guardando: str | None = None
        self._borradores: dict[str, Borrador] = {}
        self._ultimo = Borrador()
        self.setProperty("papel", "tarjeta")
        self.linea = CampoDeTexto(sugerencia=_EJEMPLOS)
        self.linea.setAccessibleName("Seguimiento en una línea")
        self.comienzo = self._crear_comienzo()
        self.entendido = Entendido()
        self.fecha = CampoDeFecha(hoy=hoy)
        self.fecha.setAccessibleName("Fecha del seguimiento")
        self.sustentos = Sustentos(entorno)
        self.archivos = ZonaDeArchivos(invitacion="archivo o foto: suéltelo en esta hoja, o Ctrl+V", recibe=False)
        self.boton = BotonPrimario("Guardar  (Enter)", con_icono=Icono.MAS, al_pulsar=self.guardar)
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.error.hide()
        self._armar()
        self._conectar()

    def _armar(self) -> None:
        caja = QVBoxLayout(self)
        caja.setSpacing(4)
        titulo = Etiqueta("Dar &seguimiento", RolDeEtiqueta.SUBTITULO)
        titulo.setBuddy(self.linea)
        caja.addWidget(titulo)
        primera = QHBoxLayout()
        primera.addWidget(self.comienzo)
        primera.addWidget(self.linea, 1)
        caja.addLayout(primera)
        caja.addWidget(self.entendido)
        caja.addWidget(self.error)
        renglon = QHBoxLayout()
        del_dia = Etiqueta("Fecha")
        del_dia.setBuddy(self.fecha)
        del_dia.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        renglon.addWidget(del_dia, 0, Qt.AlignmentFlag.AlignTop)
        renglon.addWidget(self.fecha, 6)
        renglon.addStretch(1)
        renglon.addWidget(self.boton, 0, Qt.AlignmentFlag.AlignTop)
        caja.addWidget(self.sustentos)
        caja.addWidget(self.archivos)
        caja.addLayout(renglon)
        self.setTabOrder(self.linea, self.sustentos.linea)

    def _crear_comienzo(self) -> QComboBox:
        """How a line may begin, for who does not remember it."""
        comienzo = QComboBox()
        comienzo.setAccessibleName("Qué pasó: escribe el comienzo de la línea")
        comienzo.addItem("Qué pasó…")
        for nombre, _, figura, rol in ATAJOS:
            comienzo.addItem(icono(figura, rol), nombre)
        comienzo.activated.connect(self._comenzar)
        return comienzo

    def _conectar(self) -> None:
        self.linea.textChanged.connect(self._mostrar_entendido)
        self.linea.returnPressed.connect(self.guardar)
        self.fecha.linea.textChanged.connect(self._mostrar_entendido)
        self.fecha.linea.returnPressed.connect(self.guardar)
        self.sustentos.cambiados.connect(self._mostrar_entendido)
        self.sustentos.linea.tecleada.connect(self._tecleado)
        self.archivos.cambiados.connect(self._mostrar_entendido)

    def mostrar(self, uuid: str, folio: str) -> None:
        """Take up the follow-up of this agreement, where it was left."""
        self._folio = folio
        if uuid == self._uuid:
            return
        self.apartar()
        self._uuid = uuid
        guardado = self._entorno.autoguardado.vigilar(_pantalla(uuid), partial(self._textos, uuid))
        borrador = self._borradores.pop(uuid, None) or leer_borrador(guardado)
        self._poner(borrador)
        if not borrador.vacio:
            self._decir(_RECUPERADO)
        self._ocupar()

    def apartar(self) -> None:
        """Put away what is begun, and say that it is not saved."""
        uuid, self._uuid = self._uuid, None
        if uuid is None or uuid == self._guardando:
            return
        borrador = self._borrador()
        if borrador.vacio:
            self._entorno.autoguardado.soltar(_pantalla(uuid))
            return
        self._borradores[uuid] = borrador
        self._entorno.avisos.aviso(
            f"Quedó sin guardar el seguimiento de {self._folio}. Lo que escribió sigue ahí.",
            opcion="Volver a él",
            accion=lambda: self._entorno.navegacion.abrir("acuerdo", uuid, campo="seguimiento"),
        )

    def enfocar(self) -> None:
        """Put the keyboard on the line."""
        self.linea.setFocus(Qt.FocusReason.OtherFocusReason)
        self.linea.end(False)

    def agregar_archivos(self, archivos: Sequence[Path]) -> None:
        """Take files as evidence, from wherever on the page they were dropped."""
        if self._uuid is not None and self._uuid != self._guardando:
            self.archivos.agregar(archivos)

    def pasar_de_dia(self, ayer: date) -> None:
        """Let a day that nobody chose follow the calendar."""
        if self.fecha.dia() == ayer:
            self.fecha.poner_fecha(self._hoy())

    def guardar(self) -> None:
        """Add it to the agreement; a refusal is told here and keeps what was typed."""
        uuid, dia = self._uuid, self.fecha.dia()
        if uuid is None or uuid == self._guardando:
            return
        if dia is None:
            self._rehusar(self.fecha.problema() or "Escriba la fecha del seguimiento.", self.fecha.linea)
            return
        if texto := self.sustentos.linea.valor():
            self._rehusar(f"Elija el documento o la reunión de la lista, o borre «{texto[:60]}».", self.sustentos.linea)
            return
        trabajo = partial(self._dar, UUID(uuid), dia, self._escrito(dia), self._borrador())
        dicho = f"Se agregó el seguimiento de {self._folio}."
        operaciones = self._entorno.operaciones
        self._guardando = uuid
        rehusar = partial(self._fallar, uuid)
        if not self.archivos.archivos():
            if operaciones.hacer(trabajo, dicho=dicho, al_rehusar=rehusar) is not None:
                self._terminar(uuid)
            return
        self._ocupar()
        operaciones.en_tarea(
            f"Guardando la evidencia de {self._folio}",
            lambda _: trabajo(),
            al_terminar=lambda _: self._terminar(uuid, dicho),
            al_rehusar=rehusar,
        )

    def _dar(self, acuerdo: UUID, dia: date, escrito: SeguimientoEscrito, borrador: Borrador) -> object:
        return dar_seguimiento(
            self._entorno.contexto.almacen,
            acuerdo=acuerdo,
            fecha=dia,
            estado=str(escrito.estado) if escrito.estado else None,
            nota=escrito.nota,
            plazo_nuevo=escrito.plazo_nuevo,
            archivos=borrador.archivos,
            documentos=[UUID(s.uuid) for s in borrador.sustentos if s.tabla == "documento"],
            reuniones=[UUID(s.uuid) for s in borrador.sustentos if s.tabla == "reunion"],
        )

    def _terminar(self, uuid: str, dicho: str | None = None) -> None:
        if dicho:
            self._entorno.avisos.hecho(dicho)
        self._guardando = None
        self._borradores.pop(uuid, None)
        if uuid == self._uuid and isValid(self):  # the draft goes even where the window went first
            self._poner(Borrador())
            self._ocupar()
        self._entorno.autoguardado.soltar(_pantalla(uuid))
        if uuid == self._uuid:
            self._entorno.autoguardado.vigilar(_pantalla(uuid), partial(self._textos, uuid))

    def _fallar(self, uuid: str, error: ErrorDeEnlace) -> None:
        self._guardando = None
        if uuid != self._uuid or not isValid(self):
            self._entorno.avisos.error(f"No se guardó un seguimiento: {error} Lo que escribió sigue en su acuerdo.")
            return
        self._ocupar()
        self._rehusar(str(error), self.linea)

    def _rehusar(self, texto: str, campo: QWidget) -> None:
        self._decir(texto)
        campo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decir(self, texto: str) -> None:
        self.error.setText(texto)
        self.error.setVisible(bool(texto))
        self.linea.setAccessibleDescription(texto or self.entendido.texto())

    def _ocupar(self) -> None:
        self.setEnabled(self._uuid is None or self._uuid != self._guardando)

    def _tecleado(self, texto: str) -> None:
        if not texto:
            self.guardar()

    def _comenzar(self, elegido: int) -> None:
        """Write how the line begins, in the place of another beginning."""
        self.comienzo.setCurrentIndex(0)
        if elegido < 1:
            return
        comienzo, texto = ATAJOS[elegido - 1][1], self.linea.text()
        for _, otro, _, _ in ATAJOS:
            if texto.startswith(otro.rstrip()):
                texto = texto[len(otro.rstrip()) :].lstrip()
        self.linea.setText(f"{comienzo}{texto}")
        self.linea.setFocus(Qt.FocusReason.OtherFocusReason)
        self.linea.setCursorPosition(len(comienzo))

    def _escrito(self, dia: date | None) -> SeguimientoEscrito:
        return leer_seguimiento(self.linea.valor(), dia or self._hoy())

    def _mostrar_entendido(self) -> None:
        dia = self.fecha.dia()
        adjuntos = len(self.archivos.archivos()) + len(self.sustentos.elegidos())
        self.entendido.mostrar(self._escrito(dia), dia, adjuntos=adjuntos)
        self._decir("")

    def _borrador(self) -> Borrador:
        return Borrador(
            linea=self.linea.text(),
            fecha="" if self.fecha.dia() == self._hoy() else self.fecha.linea.text(),
            archivos=tuple(self.archivos.archivos()),
            sustentos=self.sustentos.elegidos(),
        )

    def _poner(self, borrador: Borrador) -> None:
        self.linea.poner_valor(borrador.linea)
        self.fecha.poner_fecha(self._hoy())
        if borrador.fecha:
            self.fecha.linea.setText(borrador.fecha)
        self.sustentos.poner(borrador.sustentos)
        self.archivos.poner(borrador.archivos)
        self._mostrar_entendido()

    def _textos(self, uuid: str) -> dict[str, str]:
        # Asked once more while the window closes, when the fields are gone: then what they last held counts.
        if uuid == self._uuid and isValid(self.linea):
            self._ultimo = self._borrador()
        return (self._ultimo if uuid == self._uuid else self._borradores.get(uuid, Borrador())).textos()


def _pantalla(uuid: str) -> str:
    return f"acuerdo:{uuid}"
