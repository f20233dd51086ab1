"""The head of session mode: which meeting, that it is saved, the hour, and the way out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from enlace_app.dominio.fechas import leer_hora
from enlace_app.ui.componentes.botones import Boton, BotonPrimario, BotonSecundario, PapelDeBoton
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.escritura import escribir_fecha
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.senales import Aspecto, Senal
from enlace_app.ui.paginas.sesion.sesion_abierta import SesionAbierta
from enlace_app.ui.tema import Icono, Rol

_EJEMPLO = Aspecto("Ejemplo, sin validez", Icono.ALERTA, Rol.AVISO)
_RECESO = Aspecto("En receso", Icono.RECESO, Rol.AVISO)
_FIJADA = Aspecto("Hora fijada", Icono.ALERTA, Rol.AVISO)
_SIN_HORA = Aspecto("Sin hora", Icono.ALERTA, Rol.AVISO)


class Encabezado(QWidget):
    """One line; nothing in it takes the keyboard unless asked for."""

    terminar = Signal()
    volver = Signal()

    def __init__(self, sesion: SesionAbierta, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self.titulo = EtiquetaElidida("", RolDeEtiqueta.SUBTITULO)
        self.guardado = Etiqueta("todo guardado ✓", RolDeEtiqueta.TENUE)
        self.receso = Senal(_RECESO)
        self.hora = HoraDeSesion(sesion)
        self.duracion = Etiqueta("", RolDeEtiqueta.TENUE)
        self.boton_de_volver = BotonSecundario("Volver Esc", al_pulsar=self.volver.emit)
        self.boton_de_volver.setAccessibleName("Volver al registro sin terminar")
        self.boton_de_terminar = BotonPrimario("Terminar F10", al_pulsar=self.terminar.emit)
        for boton in (self.boton_de_volver, self.boton_de_terminar):
            boton.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        fila = QHBoxLayout(self)
        fila.setContentsMargins(10, 4, 10, 4)
        fila.addWidget(self.titulo, 1)
        if sesion.entorno.sitio.ejemplo:
            fila.addWidget(Senal(_EJEMPLO))
        for control in (
            self.guardado,
            self.receso,
            self.hora,
            self.duracion,
            self.boton_de_volver,
            self.boton_de_terminar,
        ):
            fila.addWidget(control)
        sesion.leida.connect(self.refrescar)
        sesion.reloj.cambiado.connect(self._decir_duracion)
        sesion.entorno.autoguardado.guardado.connect(self._decir_guardado)
        sesion.entorno.autoguardado.fallado.connect(self._decir_sin_guardar)
        self.refrescar()

    def refrescar(self) -> None:
        """Show the meeting as it was read last."""
        r = self._sesion.registro
        sobre = ", ".join(f"{c.clave} {c.nombre}" for c in r.compromisos) or r.sede or r.ciudad or r.municipio_nombre
        partes = [r.tipo_nombre, r.folio, sobre, "" if self._sesion.reloj.es_de_hoy else escribir_fecha(r.fecha)]
        self.titulo.setText(" · ".join(parte for parte in partes if parte))
        abierto = r.receso_abierto
        self.receso.setVisible(abierto is not None)
        if abierto is not None:
            self.receso.poner(_RECESO, f"desde {abierto.inicio}")
        self._decir_duracion()

    def _decir_duracion(self) -> None:
        r = self._sesion.registro
        lleva = self._sesion.reloj.transcurrido(r.hora_inicio)
        self.duracion.setText(lleva)
        self.duracion.setAccessibleName(f"Tiempo transcurrido: {lleva}" if lleva else "")
        self.duracion.setToolTip(f"Comenzó a las {r.hora_inicio}" if r.hora_inicio else "")

    def _decir_guardado(self) -> None:
        self._pintar(f"guardado {self._sesion.reloj.ahora:%H:%M} ✓", RolDeEtiqueta.TENUE)

    def _decir_sin_guardar(self) -> None:
        self._pintar("sin guardar ✗", RolDeEtiqueta.ERROR)

    def _pintar(self, texto: str, rol: RolDeEtiqueta) -> None:
        self.guardado.setText(texto)
        if self.guardado.property("rol") != rol.value:
            self.guardado.setProperty("rol", rol.value)
            self.guardado.style().polish(self.guardado)


class HoraDeSesion(QWidget):
    """The clock; pressed it becomes a field for the hour by which one goes on noting."""

    def __init__(self, sesion: SesionAbierta, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._antes: QWidget | None = None
        self.boton = _Cara("", con_icono=Icono.RELOJ, al_pulsar=self.alternar)
        self.boton.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.senal = Senal(_FIJADA)
        self.campo = _CampoDeHora(sugerencia="10:42")
        self.campo.setAccessibleName("Hora con la que se anota")
        self.campo.setMaximumWidth(self.fontMetrics().averageCharWidth() * 12)
        self.campo.hide()
        fila = QHBoxLayout(self)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.addWidget(self.senal)
        fila.addWidget(self.boton)
        fila.addWidget(self.campo)
        self.campo.returnPressed.connect(self._fijar)
        self.campo.abandonado.connect(self._cerrar)
        sesion.reloj.cambiado.connect(self._mostrar)
        self._mostrar()

    def alternar(self) -> None:
        """A set hour is let go; otherwise ask for one."""
        if self._sesion.reloj.fijada is not None:
            self._sesion.reloj.fijar(None)
        else:
            self.pedir()

    def pedir(self) -> None:
        """Open the field, what had the keyboard gets it back afterwards."""
        self._antes = self.window().focusWidget()
        self.boton.hide()
        self.campo.setText(self._sesion.reloj.hora or "")
        self.campo.selectAll()
        self.campo.show()
        self.campo.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fijar(self) -> None:
        escrita = self.campo.text().strip()
        try:
            hora = _leer(escrita) if escrita else None
        except ValueError as error:
            self._sesion.entorno.avisos.aviso(str(error))
            return
        self._cerrar()
        self._sesion.reloj.fijar(hora)

    def _cerrar(self) -> None:
        if self.campo.isHidden():
            return
        antes, self._antes = self._antes, None
        self.boton.show()
        if antes is not None and self.campo.hasFocus():
            antes.setFocus(Qt.FocusReason.OtherFocusReason)
        self.campo.hide()

    def _mostrar(self) -> None:
        reloj = self._sesion.reloj
        real, hora = f"{reloj.ahora:%H:%M}", reloj.hora
        lugar = self._sesion.registro.municipio_nombre or "esta computadora"
        self.boton.setText(hora or "--:--")
        if reloj.fijada is not None:
            self.senal.poner(_FIJADA, f"son las {real}")
            dicho = f"Se anota con las {hora}; son las {real}. Ctrl+H vuelve a la hora real."
        elif hora is None:
            self.senal.poner(_SIN_HORA, "Ctrl+H la fija")
            dicho = "La reunión no es de hoy: nada se anota con hora hasta que la fije con Ctrl+H."
        else:
            dicho = f"Son las {hora} en {lugar}. Ctrl+H fija otra hora para lo que se anote."
        self.senal.setVisible(reloj.fijada is not None or hora is None)
        self.boton.setAccessibleName(dicho)
        self.boton.setToolTip(dicho)


class _Cara(Boton):
    papel = PapelDeBoton.ICONO


class _CampoDeHora(CampoDeTexto):
    """Esc, or leaving it, changes nothing."""

    abandonado = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.abandonado.emit()
        else:
            super().keyPressEvent(event)


def _leer(escrita: str) -> str:
    """Read an hour; here «1042» and «942» can only be hours too."""
    if escrita.isdecimal() and len(escrita) in (3, 4):
        escrita = f"{escrita[:-2]}:{escrita[-2:]}"
    return leer_hora(escrita)
