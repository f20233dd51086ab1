"""One person: her name, what she was named to in time, and where she was."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.nombramientos import FilaNombramiento
from enlace_app.consultas.personas import Persona, traer
from enlace_app.errores import ErrorDeEnlace
from enlace_app.servicios import nombramientos, personas
from enlace_app.ui.componentes.botones import BotonDePeligro, BotonSecundario
from enlace_app.ui.componentes.campo_de_fecha import CampoDeFecha
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.formulario import Formulario
from enlace_app.ui.componentes.lista_corta import ListaCorta
from enlace_app.ui.componentes.senales import Senal
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.personas import (
    COLUMNAS_DE_REUNIONES_DE_PERSONA,
    aspecto_de_nombramiento,
    escribir_derechos,
    escribir_periodo,
)
from enlace_app.ui.paginas.directorio.nuevo_nombramiento import NuevoNombramiento
from enlace_app.ui.paginas.directorio.panel import VIAJA, area_de, parrafo, poner, vaciar
from enlace_app.ui.tema import Icono


class RegistroDePersona(QWidget):
    """`retirada` is emitted when she was withdrawn."""

    retirada = Signal()

    def __init__(self, entorno: Entorno, hoy: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno, self._hoy = entorno, hoy
        self.registro: Persona | None = None
        self.titulo = EtiquetaElidida("", RolDeEtiqueta.SUBTITULO)
        self.formulario = Formulario()
        self.nombre = self.formulario.agregar("Nombre", CampoDeTexto())
        self.nombre.dejado.connect(self._cambiar_nombre)
        self.nota = parrafo("", RolDeEtiqueta.DETALLE)
        self.organizaciones = parrafo()
        self._lineas = QVBoxLayout()
        self.nombrar = BotonSecundario("Agregar nombramiento…", con_icono=Icono.MAS, al_pulsar=self._empezar)
        self.nuevo = NuevoNombramiento(entorno, hoy)
        self.nuevo.cerrado.connect(self._cerrar_nuevo)
        self.nuevo.hide()
        self.fin = self._crear_fin()
        self.reuniones = ListaCorta(
            entorno,
            nombre="reuniones_de_persona",
            que="reuniones de la persona",
            columnas=COLUMNAS_DE_REUNIONES_DE_PERSONA,
            vacio=EstadoVacio(Icono.REUNIONES, "No consta en ninguna lista de asistencia"),
        )
        self.reuniones.setMinimumHeight(self.fontMetrics().height() * 12)
        self.reuniones.abierta.connect(lambda fila: entorno.navegacion.abrir("reunion", fila.uuid))
        self.retirar = BotonDePeligro("Retirar del directorio", al_pulsar=self._retirar)
        self._armar()

    def _crear_fin(self) -> QWidget:
        """The line that ends a nombramiento: until which day."""
        linea = QWidget()
        self._que_termina: FilaNombramiento | None = None
        self._dice_que = EtiquetaElidida("")
        self.ultimo_dia = CampoDeFecha(hoy=self._hoy)
        self.ultimo_dia.setAccessibleName("Último día del nombramiento")
        self.error_de_fin = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        botones = QHBoxLayout()
        botones.addWidget(BotonSecundario("Terminar ese día", al_pulsar=self._terminar))
        botones.addWidget(BotonSecundario("Cancelar", al_pulsar=linea.hide))
        botones.addStretch(1)
        caja = QVBoxLayout(linea)
        caja.setContentsMargins(0, 0, 0, 0)
        for parte in (self._dice_que, self.ultimo_dia, self.error_de_fin):
            caja.addWidget(parte)
        caja.addLayout(botones)
        linea.hide()
        return linea

    def _armar(self) -> None:
        dentro = QWidget()
        caja = QVBoxLayout(dentro)
        caja.setContentsMargins(0, 0, 8, 0)
        for parte in (self.formulario, self.nota, self.organizaciones):
            caja.addWidget(parte)
        caja.addWidget(Etiqueta("Nombramientos", RolDeEtiqueta.SUBTITULO))
        caja.addLayout(self._lineas)
        caja.addWidget(self.fin)
        caja.addWidget(self.nombrar, 0, Qt.AlignmentFlag.AlignLeft)
        caja.addWidget(self.nuevo)
        caja.addWidget(Etiqueta("Reuniones en que consta", RolDeEtiqueta.SUBTITULO))
        caja.addWidget(self.reuniones, 1)
        caja.addWidget(self.retirar, 0, Qt.AlignmentFlag.AlignLeft)
        self._area = area_de(dentro)
        todo = QVBoxLayout(self)
        todo.setContentsMargins(8, 0, 0, 0)
        todo.addWidget(self.titulo)
        todo.addWidget(self._area, 1)

    def mostrar(self, uuid: str) -> bool:
        """Show a person; False if there is none such."""
        registro = traer(self._entorno.contexto.almacen.lectura, uuid, hoy=self._hoy())
        if registro is None:
            return False
        antes, self.registro = self.registro, registro
        otra = antes is None or antes.uuid != uuid
        self.titulo.setText(registro.nombre)
        if otra:
            self.formulario.limpiar_errores()
            self.nuevo.hide()
            self.fin.hide()
            self._area.verticalScrollBar().setValue(0)
        if otra or (antes is not None and self.nombre.valor() == antes.nombre):
            self.nombre.poner_valor(registro.nombre)
        self.nota.setText(VIAJA if registro.publicada else "")
        self.nota.setVisible(registro.publicada)
        nombres = list(dict.fromkeys(o.nombre or o.literal for o in registro.organizaciones))
        self.organizaciones.setText(f"Ha venido por: {', '.join(nombres[:6])}")
        self.organizaciones.setVisible(bool(nombres))
        if registro != antes:
            self._escribir(registro)
            self.reuniones.poner(registro.reuniones)
        return True

    def _escribir(self, registro: Persona) -> None:
        vaciar(self._lineas)
        if not registro.nombramientos:
            poner(self._lineas, parrafo("No tiene nombramientos anotados.", RolDeEtiqueta.TENUE))
        for fila in registro.nombramientos:
            poner(self._lineas, self._tarjeta(fila))

    def _tarjeta(self, fila: FilaNombramiento) -> QFrame:
        tarjeta = QFrame()
        tarjeta.setProperty("papel", "tarjeta")
        caja = QVBoxLayout(tarjeta)
        margen = self.fontMetrics().height() // 3
        caja.setContentsMargins(margen, margen, margen, margen)
        caja.setSpacing(2)
        cabeza = QHBoxLayout()
        cabeza.addWidget(Senal(aspecto_de_nombramiento(fila)))
        cabeza.addWidget(EtiquetaElidida(fila.rol), 1)
        corto = " ".join(fila.rol.split())[:60]
        if fila.hasta is None:
            terminar = BotonSecundario("Terminar…", al_pulsar=lambda: self._pedir_fin(fila))
            terminar.setAccessibleName(f"Terminar el nombramiento {corto}")
            cabeza.addWidget(terminar)
        if not fila.publicado:
            retirar = BotonSecundario("Retirar", al_pulsar=lambda: self._retirar_nombramiento(fila))
            retirar.setAccessibleName(f"Retirar el nombramiento {corto}")
            cabeza.addWidget(retirar)
        caja.addLayout(cabeza)
        detalles = (fila.calidad, fila.parte, fila.region and f"región {fila.region}", escribir_derechos(fila))
        caja.addWidget(parrafo(" · ".join(d for d in detalles if d), RolDeEtiqueta.TENUE))
        caja.addWidget(parrafo(escribir_periodo(fila)))
        return tarjeta

    def enfocar(self) -> None:
        """Put the keyboard on her name."""
        self.nombre.setFocus(Qt.FocusReason.OtherFocusReason)

    def dejar(self) -> bool:
        """Save her name; False if it was refused."""
        self.nombre.confirmar()
        return not self.formulario.errores()

    def _empezar(self) -> None:
        if self.registro is not None:
            self.nuevo.show()
            self.nuevo.abrir(self.registro.uuid)
            self._area.ensureWidgetVisible(self.nuevo.guardar)

    def _cerrar_nuevo(self) -> None:
        self.nuevo.hide()
        self.nombrar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cambiar_nombre(self, nombre: str) -> None:
        registro, almacen = self.registro, self._entorno.contexto.almacen
        if registro is None:
            return
        self.formulario.mostrar_error(self.nombre, "")
        self._entorno.operaciones.hacer(
            lambda: personas.cambiar_persona(almacen, persona=UUID(registro.uuid), rev=registro.rev, nombre=nombre),
            al_rehusar=lambda error: self.formulario.mostrar_error(self.nombre, str(error)),
        )

    def _pedir_fin(self, fila: FilaNombramiento) -> None:
        self._que_termina = fila
        self._dice_que.setText(f"¿Cuál fue su último día como {fila.rol}?")
        self.ultimo_dia.poner_fecha(self._hoy())
        self._decir_fin("")
        self.fin.show()
        self.ultimo_dia.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decir_fin(self, texto: ErrorDeEnlace | str) -> None:
        self.error_de_fin.setText(str(texto))
        self.error_de_fin.setVisible(bool(str(texto)))

    def _terminar(self) -> None:
        fila, dia, almacen = self._que_termina, self.ultimo_dia.dia(), self._entorno.contexto.almacen
        if fila is None:
            return
        if dia is None:
            self._decir_fin(self.ultimo_dia.problema() or "Escriba su último día.")
            return
        hecho = self._entorno.operaciones.hacer(
            lambda: nombramientos.terminar_nombramiento(almacen, nombramiento=UUID(fila.uuid), rev=fila.rev, hasta=dia),
            dicho="Se anotó el fin del nombramiento. Ctrl+Z lo deshace.",
            al_rehusar=self._decir_fin,
        )
        if hecho is not None:
            self.fin.hide()

    def _retirar_nombramiento(self, fila: FilaNombramiento) -> None:
        almacen = self._entorno.contexto.almacen
        self._entorno.operaciones.hacer(
            lambda: nombramientos.retirar_nombramiento(almacen, nombramiento=UUID(fila.uuid), rev=fila.rev),
            dicho="Se retiró el nombramiento. Ctrl+Z lo devuelve.",
        )

    def _retirar(self) -> None:
        registro, almacen = self.registro, self._entorno.contexto.almacen
        if registro is None:
            return
        hecho = self._entorno.operaciones.hacer(
            lambda: personas.retirar_persona(almacen, persona=UUID(registro.uuid), rev=registro.rev),
            dicho=f"Se retiró {registro.nombre[:80]} del directorio. Ctrl+Z la devuelve.",
        )
        if hecho is not None:
            self.registro = None
            self.retirada.emit()
