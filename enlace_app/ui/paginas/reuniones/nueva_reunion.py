"""Beginning a meeting: its kind is enough, everything else is offered and may be changed later."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas import opciones
from enlace_app.dominio.calendario import plegar
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.area import AreaDeFormulario
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.campo_de_fecha import CampoDeFecha
from enlace_app.ui.componentes.completado import CampoConSugerencias, Sugerencia, buscador_de
from enlace_app.ui.componentes.elegir_varios import ElegirVarios
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.fechas_escritas import Sentido
from enlace_app.ui.componentes.formulario import Formulario
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.reuniones.combos import combo_angosto, llenar_combo
from enlace_app.ui.tema import Icono


class NuevaReunion(QWidget):
    """The form in the record's place. Enter anywhere, or the first button, begins the session at once."""

    creada = Signal(str, bool)
    """The uuid of the draft, and whether its session is to be opened."""
    descartada = Signal()

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Nueva reunión")
        self._entorno = entorno
        self._regiones: tuple[UUID, ...] = ()
        self._municipios: dict[str, str] = {}
        self.formulario = Formulario()
        self.tipo = self.formulario.agregar("&Tipo de reunión", combo_angosto(), obligatorio=True)
        self.fecha = self.formulario.agregar("&Fecha", CampoDeFecha(hoy=self._hoy, sentido=Sentido.FUTURO))
        self.municipio = self.formulario.agregar(
            "M&unicipio",
            CampoConSugerencias(self._sugerir_municipio, sugerencia="Tres letras y Enter"),
            ayuda="De él depende la hora: unos municipios siguen el horario de verano y otros no.",
        )
        self.ejercicio = self.formulario.agregar("&Ejercicio", combo_angosto())
        self.compromisos = self.formulario.agregar("&Compromisos", ElegirVarios(que="compromiso"))
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.error.hide()
        self.empezar = BotonPrimario(
            "Empezar la &sesión ahora  (Enter)", con_icono=Icono.REUNIONES, al_pulsar=lambda: self.crear(sesion=True)
        )
        self.guardar = BotonSecundario("&Guardar como borrador", al_pulsar=lambda: self.crear(sesion=False))
        self.cancelar = BotonSecundario("Descartar  (Esc)", al_pulsar=self.descartada.emit)
        self._armar()
        self.municipio.tecleada.connect(lambda _: self.crear(sesion=True))
        self.fecha.linea.returnPressed.connect(lambda: self.crear(sesion=True))

    def _armar(self) -> None:
        hoja = QWidget()
        caja = QVBoxLayout(hoja)
        caja.addWidget(Etiqueta("Nueva reunión", RolDeEtiqueta.TITULO))
        caja.addWidget(
            Etiqueta("Sólo el tipo es necesario; lo demás se completa cuando se pueda.", RolDeEtiqueta.TENUE)
        )
        caja.addSpacing(8)
        caja.addWidget(self.formulario)
        caja.addWidget(self.error)
        caja.addSpacing(8)
        # Two rows: beside the list, at a scaling of 150 %, one would not fit.
        for renglon in ((self.empezar,), (self.guardar, self.cancelar)):
            botones = QHBoxLayout()
            for boton in renglon:
                botones.addWidget(boton)
            botones.addStretch(1)
            caja.addLayout(botones)
        caja.addStretch(1)
        area = AreaDeFormulario(hoja)
        todo = QVBoxLayout(self)
        todo.setContentsMargins(0, 0, 0, 0)
        todo.addWidget(area)

    def comenzar(self) -> None:
        """Offer what is likely and take the keyboard."""
        lectura = self._entorno.contexto.almacen.lectura
        propuesta = opciones.propuesta(lectura, region=self._entorno.sitio.region, hoy=self._hoy())
        self._regiones = (UUID(propuesta.region),) if propuesta.region else ()
        llenar_combo(self.tipo, opciones.tipos_de_reunion(lectura), propuesta.tipo)
        llenar_combo(self.ejercicio, opciones.ejercicios(lectura), propuesta.ejercicio, vacia="Sin ejercicio")
        municipios = opciones.municipios(lectura)
        self._municipios = {plegar(m.nombre): m.uuid for m in municipios}
        self._sugerir_de_municipios = buscador_de([Sugerencia(m.nombre, m.detalle or "", m.uuid) for m in municipios])
        sede = next((m.nombre for m in municipios if m.uuid == propuesta.municipio), "")
        self.municipio.poner_valor(sede)
        self.fecha.poner_fecha(self._hoy())
        self.compromisos.poner(opciones.compromisos(lectura), ())
        self.formulario.limpiar_errores()
        self._mostrar_error("")
        self.tipo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hoy(self) -> date:
        return self._entorno.ahora_en(None).date()

    def _sugerir_municipio(self, texto: str) -> list[Sugerencia]:
        return self._sugerir_de_municipios(texto)

    def crear(self, *, sesion: bool) -> None:
        """Create the draft; `sesion` opens it in session mode."""
        self.formulario.limpiar_errores()
        municipio, problema = self._leer_municipio()
        if problema:
            self.formulario.mostrar_error(self.municipio, problema)
        if de_la_fecha := self.fecha.problema():
            self.formulario.mostrar_error(self.fecha, de_la_fecha)
        if self.formulario.ir_al_primer_error():
            return
        from enlace_app.servicios.reuniones import crear_reunion

        almacen, ejercicio = self._entorno.contexto.almacen, self.ejercicio.currentData()
        cambios = self._entorno.operaciones.hacer(
            lambda: crear_reunion(
                almacen,
                tipo=UUID(self.tipo.currentData()),
                fecha=self.fecha.dia(),
                ejercicio=UUID(ejercicio) if ejercicio else None,
                municipio=UUID(municipio) if municipio else None,
                regiones=self._regiones,
                compromisos=tuple(UUID(uuid) for uuid in self.compromisos.elegidos()),
            ),
            dicho=None if sesion else "El borrador quedó guardado.",
            al_rehusar=self._mostrar_error,
        )
        if cambios is not None:
            self.creada.emit(str(cambios.principal), sesion)

    def _leer_municipio(self) -> tuple[str | None, str]:
        escrito = self.municipio.valor()
        if not escrito:
            return None, ""
        uuid = self._municipios.get(plegar(escrito))
        return uuid, "" if uuid else "No hay un municipio con ese nombre; elija uno de la lista o déjelo vacío."

    def _mostrar_error(self, error: ErrorDeEnlace | str) -> None:
        self.error.setText(str(error))
        self.error.setVisible(bool(str(error)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a field that does not want it begins; Esc discards."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.crear(sesion=True)
        elif event.key() == Qt.Key.Key_Escape:
            self.descartada.emit()
        else:
            super().keyPressEvent(event)
