"""The authority's seat: the regions on top, below them what comes in and what came, with one package looked into."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from enlace_app.consultas import acuses, historial_de_recibidos, opciones
from enlace_app.consultas import paquetes_recibidos as llegados
from enlace_app.consultas.historial_de_recibidos import FilaRecibida
from enlace_app.servicios.recibidos import Contenido, contenido_recibido
from enlace_app.sincronizacion.firma import huella_en_palabras
from enlace_app.sincronizacion.llegada import Destino
from enlace_app.ui.componentes.archivos import pedir_archivos
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.lista import Lista
from enlace_app.ui.componentes.lista_y_registro import ListaYRegistro
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.paquetes.por_contestar import PorContestar
from enlace_app.ui.paginas.paquetes.recibidos import palabras
from enlace_app.ui.paginas.paquetes.recibidos.acuses import AcusesPorGuardar
from enlace_app.ui.paginas.paquetes.recibidos.archivos import ListaDeArchivos
from enlace_app.ui.paginas.paquetes.recibidos.bandeja import Bandeja, Llegado
from enlace_app.ui.paginas.paquetes.recibidos.clave_distinta import ClaveDistinta
from enlace_app.ui.paginas.paquetes.recibidos.historial import crear_historial_de_recibidos
from enlace_app.ui.paginas.paquetes.recibidos.regiones import RegionesQueEnvian
from enlace_app.ui.paginas.paquetes.recibidos.revision import RevisionDePaquete
from enlace_app.ui.tareas import Progreso
from enlace_app.ui.tema import Icono

_TIPOS = "Paquetes (*.xlsx *.zip);;Todos los archivos (*)"


class RecibidosDeRegiones(QWidget):
    """Files come in through `recibir_archivos`; who drops them where is the page's business."""

    por_atender = Signal(int)
    """How many files wait for the person."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._pedido = 0
        self._leyendo = False
        lectura = entorno.contexto.almacen.lectura
        self._regiones = {o.clave: o.nombre for o in opciones.regiones(lectura)}
        self.bandeja = Bandeja(entorno, self)
        self.regiones = RegionesQueEnvian(entorno)
        self.archivos = ListaDeArchivos(self.bandeja, self._nombre_de_region)
        self.historial: Lista[FilaRecibida] = crear_historial_de_recibidos(entorno)
        self.revision = RevisionDePaquete(entorno, self._nombre_de_region)
        self.elegir = BotonSecundario(
            "Recibir archivos…  Ctrl+O", con_icono=Icono.ADJUNTAR, al_pulsar=self.elegir_archivos
        )
        self.cancelar = BotonSecundario("Cancelar", con_icono=Icono.CERRAR, al_pulsar=self.bandeja.cancelar)
        self.invitacion = EtiquetaElidida("", RolDeEtiqueta.TENUE)
        self.todos = BotonPrimario("", con_icono=Icono.IMPORTAR, al_pulsar=self.recibir_todos)
        self.acuses = AcusesPorGuardar(entorno)
        self.por_contestar = PorContestar(entorno)
        self._pila = QStackedWidget()
        self._izquierda = QTabWidget()
        self._armar()
        self._conectar()
        self.leer()
        self._mostrar_bandeja()

    def _armar(self) -> None:
        barra = QHBoxLayout()
        barra.addWidget(self.elegir)
        barra.addWidget(self.invitacion, 1)
        for boton in (self.cancelar, self.todos, self.acuses):
            barra.addWidget(boton)
        self._izquierda.setDocumentMode(True)
        self._izquierda.tabBar().setAccessibleName("Lo que llega y el historial")
        self.historial.setMinimumHeight(self.fontMetrics().height() * 9)
        self._izquierda.addTab(self.archivos, "Llegan")
        self._izquierda.addTab(self.historial, "Historial")
        self._vacio = EstadoVacio(
            Icono.PAQUETES,
            "Suelte aquí los paquetes que le envíen",
            "Todos a la vez, tal como venían en el correo o en la memoria USB. Enlace los lee sin abrirlos en Excel, "
            "dice de quién son y qué cambiarían, y no guarda nada antes de que usted lo diga.",
        )
        self._vacio.setAccessibleName("Todavía no se ha recibido ningún paquete")
        partes = ListaYRegistro(self._entorno.memoria, "recibidos", self._izquierda, self.revision, reparto=(9, 11))
        self._pila.addWidget(partes)
        self._pila.addWidget(self._vacio)
        abajo = QWidget()
        caja = QVBoxLayout(abajo)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addLayout(barra)
        caja.addWidget(self.por_contestar)
        caja.addWidget(self._pila, 1)
        todo = QSplitter(Qt.Orientation.Vertical)
        todo.setChildrenCollapsible(False)
        todo.addWidget(self.regiones)
        todo.addWidget(abajo)
        todo.setStretchFactor(1, 1)
        entera = QVBoxLayout(self)
        entera.addWidget(todo)

    def _conectar(self) -> None:
        tecla = QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self)
        tecla.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        tecla.activated.connect(self.elegir_archivos)
        self.bandeja.cambiada.connect(self._mostrar_bandeja)
        self.bandeja.recibidos.connect(self._decir_recibidos)
        self.archivos.elegido.connect(self._mostrar_elegido)
        self.historial.elegida.connect(lambda _: self._mostrar_elegido())
        self._izquierda.currentChanged.connect(lambda _: self._mostrar_elegido())
        self.regiones.elegida.connect(self._mostrar_region)
        self.revision.pide_recibir.connect(lambda llegado: self.bandeja.recibir([llegado]))
        self.revision.pide_leer.connect(lambda llegado, contrasena: self.bandeja.leer(llegado, contrasena or None))
        self.revision.pide_quitar.connect(self.bandeja.quitar)
        self.revision.pide_clave.connect(self._comparar_clave)
        self.revision.pide_acuse.connect(self.acuses.guardar)
        self.revision.pide_carpeta.connect(self._abrir_carpeta)
        self.acuses.guardado.connect(self._anotar_acuse)

    def leer(self) -> None:
        """Read again what the data say: regions, history and receipts."""
        self._leer_regiones()
        self.historial.recargar()
        self.acuses.leer()
        self.por_contestar.leer()
        self._elegir_vista()
        if self._izquierda.currentWidget() is self.historial:
            self._mostrar_elegido()

    def mostrar(self, uuid: str | None) -> None:
        """Show a received package, or what waits; takes the keyboard."""
        self._leer_regiones()  # days pass while a window stands open
        if uuid is not None and self.historial.seleccionar(uuid):
            self._izquierda.setCurrentWidget(self.historial)
            self.historial.enfocar()
        elif self.bandeja.archivos:
            self.archivos.enfocar()
        else:
            self.elegir.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leer_regiones(self) -> None:
        self.regiones.leer()
        self.invitacion.setText(f"o suéltelos en esta página · {self.regiones.ritmo}")

    def elegir_archivos(self) -> None:
        """Ask for the files."""
        pedir_archivos(self, "Recibir paquetes", _TIPOS, self.recibir_archivos)

    def recibir_archivos(self, archivos: Sequence[Path]) -> None:
        """Read these files and say of each what it would change."""
        self.bandeja.quitar_recibidos()  # they are in the history
        self.bandeja.agregar(archivos)
        self._leyendo = True
        self._izquierda.setCurrentWidget(self.archivos)

    def recibir_todos(self) -> None:
        """Receive every file that can be received, each sender's in the order in which they were made."""
        self.bandeja.recibir(self.bandeja.por_recibir())

    def _nombre_de_region(self, clave: str | None) -> str:
        return self._regiones.get(clave or "", clave or "sin región")

    def _mostrar_bandeja(self) -> None:
        archivos, se_pueden = self.bandeja.archivos, len(self.bandeja.por_recibir())
        self._izquierda.setTabText(0, f"Llegan ({len(archivos)})")
        self._izquierda.setTabVisible(0, bool(archivos))
        self.todos.setText(f"Recibir los {se_pueden} que se pueden")
        self.todos.setAccessibleName(self.todos.text())
        self.todos.setVisible(se_pueden > 1)
        self.todos.setEnabled(not self.bandeja.ocupada)
        self.revision.setEnabled(not self.bandeja.recibiendo)
        self.cancelar.setVisible(self.bandeja.ocupada)
        self.por_atender.emit(sum(a.recepcion is None and a.destino is not Destino.REPETIDO for a in archivos))
        self._elegir_vista()
        if self._izquierda.currentWidget() is self.archivos:
            self._mostrar_elegido()
        if self._leyendo and not self.bandeja.ocupada:
            self._leyendo = False
            self._decir_leidos(se_pueden)

    def _elegir_vista(self) -> None:
        hay = bool(self.bandeja.archivos or self.historial.modelo.rowCount() or self.historial.modelo.pedido.filtros)
        self._pila.setCurrentIndex(0 if hay else 1)

    def _decir_leidos(self, se_pueden: int) -> None:
        """Who does not see the list hears what came of it; the keyboard goes to what comes next."""
        esperan = [a for a in self.bandeja.archivos if a.recepcion is None]
        if not esperan:
            return
        self._entorno.avisos.hecho(palabras.leidos(len(esperan), se_pueden))
        if self.elegir.hasFocus() and not self.todos.isHidden():
            self.todos.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decir_recibidos(self, recibidos: list[Llegado]) -> None:
        self.leer()
        dicho = palabras.recibidos([a.recepcion for a in recibidos if a.recepcion is not None])
        if self.acuses.isHidden():
            self._entorno.avisos.hecho(dicho)
            return
        self._entorno.avisos.hecho(dicho, opcion=self.acuses.text(), accion=self.acuses.guardar_todos)
        self.acuses.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mostrar_elegido(self) -> None:
        self._pedido += 1
        if self._izquierda.currentWidget() is self.archivos:
            llegado = self.archivos.actual
            if llegado is None:
                self.revision.vaciar()
            else:
                self.revision.mostrar_llegado(llegado, self._clave_de_antes(llegado))
        elif (uuid := self.historial.uuid_actual) is not None:
            self._mostrar_recibido(uuid)
        elif self.historial.modelo.rowCount():
            self.historial.tabla.selectRow(0)  # which shows it
        else:
            self.revision.vaciar()

    def _clave_de_antes(self, llegado: Llegado) -> tuple[str, ...]:
        if llegado.revision is None:
            return ()
        conocido = llegados.conocido(self._entorno.contexto.almacen.lectura, llegado.revision.manifiesto.sitio)
        return huella_en_palabras(conocido.clave_publica) if conocido and conocido.clave_publica else ()

    def _mostrar_recibido(self, uuid: str) -> None:
        contexto, numero = self._entorno.contexto, self._pedido
        lectura = contexto.almacen.lectura
        fila = historial_de_recibidos.traer(lectura, uuid)
        if fila is None:
            self.revision.vaciar()
            return
        pasos = historial_de_recibidos.pasos(lectura, uuid)
        hechos = [str(a["creado"]) for a in acuses.emitidos(lectura, uuid)]
        self.revision.mostrar_recibido(fila, pasos, hechos, None)

        def mirar(progreso: Progreso) -> Contenido | None:
            if numero != self._pedido:  # another one is looked at meanwhile
                return None
            return contenido_recibido(contexto.almacen, recibido=uuid, formato=contexto.formato, progreso=progreso)

        def poner(contenido: Contenido | None) -> None:
            if contenido is not None and numero == self._pedido:
                self.revision.mostrar_recibido(fila, pasos, hechos, contenido)

        self._entorno.tareas.lanzar(
            "Viendo qué trajo", mirar, al_terminar=poner, para=self, callada=True, cancelable=True
        )

    def _mostrar_region(self, clave: str) -> None:
        self.historial.filtrar("region", clave)
        self._izquierda.setCurrentWidget(self.historial)

    def _comparar_clave(self, llegado: Llegado) -> None:
        if llegado.revision is None:
            return
        dialogo = ClaveDistinta(
            llegado.revision.manifiesto.remitente, self._clave_de_antes(llegado), llegado.revision.palabras, self
        )
        dialogo.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogo.aceptada.connect(lambda: self.bandeja.aceptar_clave(llegado))
        dialogo.open()

    def _anotar_acuse(self, recibido: str, archivo: Path) -> None:
        self.revision.acuses_guardados[recibido] = archivo
        self.leer()
        self._mostrar_elegido()
        if self.acuses.isHidden():
            self._izquierda.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _abrir_carpeta(self, recibido: str) -> None:
        self.acuses.abrir_carpeta(self.revision.acuses_guardados[recibido])
