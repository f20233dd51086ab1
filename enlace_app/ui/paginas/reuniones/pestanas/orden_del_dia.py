"""The agenda: its points in order, what was said about each, and the recesses."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.ui.componentes.botones import BotonDeIcono, BotonSecundario
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import Etiqueta
from enlace_app.ui.componentes.tabla_editable import TablaEditable
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.modelo_de_partes import ModeloDePartes
from enlace_app.ui.modelos_tabla.puntos import COLUMNAS_DE_PUNTOS, FilaDePunto
from enlace_app.ui.paginas.reuniones.pestana import Pestana
from enlace_app.ui.paginas.reuniones.pestanas.desarrollo import Desarrollo
from enlace_app.ui.paginas.reuniones.pestanas.recesos import Recesos
from enlace_app.ui.paginas.reuniones.pestanas.rehusados import Rehusados
from enlace_app.ui.paginas.reuniones.solo_lectura import ESTILO_DE_SOLO_LECTURA, explicar_cierre
from enlace_app.ui.tema import Icono

_MEMORIA = "reparto/orden_del_dia"


class PestanaDeOrdenDelDia(Pestana):
    """Points above, the text of the one under the cursor beneath."""

    titulo = "Orden del día"
    tabla = "punto_orden_dia"

    def __init__(self, entorno: Entorno) -> None:
        super().__init__(entorno)
        self.setStyleSheet(ESTILO_DE_SOLO_LECTURA)
        self.modelo: ModeloDePartes[FilaDePunto] = ModeloDePartes(
            COLUMNAS_DE_PUNTOS,
            self._renombrar,
            nombrar=lambda fila: f"«{fila.punto.asunto}»",
            arrastrable=True,
            parent=self,
        )
        self._pantalla: str | None = None
        self._recuperados: dict[str, str] = {}
        self._escrito: dict[str, str] = {}
        self.aviso = Etiqueta("", ajustar=True)
        self.campo = CampoDeTexto(sugerencia="Asunto de un punto nuevo; Enter lo agrega al final")
        self.campo.setAccessibleName("Asunto del punto nuevo")
        self.rejilla = TablaEditable(self.modelo, "Puntos del orden del día")
        self.rehusados = Rehusados(self.modelo, self.rejilla)
        self.desarrollo = Desarrollo()
        self.recesos = Recesos(entorno)
        self._crear_botones()
        self._armar()
        self._conectar()

    def _crear_botones(self) -> None:
        self.agregar = BotonSecundario("Agregar", con_icono=Icono.MAS, al_pulsar=self._agregar_al_final)
        self.insertar = BotonSecundario("Insertar antes", al_pulsar=self._insertar)
        self.insertar.setToolTip("Pone el asunto escrito antes del punto señalado.")
        self.subir = BotonDeIcono(Icono.FLECHA_ARRIBA, "Subir el punto (Ctrl+↑)", al_pulsar=lambda: self._mover(-1))
        self.bajar = BotonDeIcono(Icono.FLECHA_ABAJO, "Bajar el punto (Ctrl+↓)", al_pulsar=lambda: self._mover(1))
        self.retirar = BotonSecundario("Retirar", con_icono=Icono.QUITAR, al_pulsar=self._retirar)
        self.retirar.setToolTip("Quita el punto del orden del día (Supr). Ctrl+Z lo recupera.")

    def _armar(self) -> None:
        self._linea_de_alta = QWidget()
        alta = QHBoxLayout(self._linea_de_alta)
        alta.setContentsMargins(0, 0, 0, 0)
        alta.addWidget(self.campo, 1)
        for boton in (self.agregar, self.insertar, self.subir, self.bajar, self.retirar):
            alta.addWidget(boton)
        self.rejilla.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.rejilla.setDragDropOverwriteMode(False)
        self.vacio = EstadoVacio(
            Icono.INFORMES,
            "Todavía no hay puntos",
            "Escriba arriba el asunto de cada punto y presione Enter. Para repetir el orden del día de otra reunión, "
            "ábrala y elija Más acciones → Nueva a partir de esta.",
        )
        self._reparto = QSplitter(Qt.Orientation.Vertical)
        self._reparto.addWidget(self.rejilla)
        self._reparto.addWidget(self.desarrollo)
        self._reparto.setChildrenCollapsible(False)
        self._reparto.setStretchFactor(0, 2)
        self._reparto.setStretchFactor(1, 3)
        estado = self.entorno.memoria.bytes_de(_MEMORIA)
        if estado is not None:
            self._reparto.restoreState(estado)
        self._reparto.splitterMoved.connect(
            lambda *_: self.entorno.memoria.guardar(_MEMORIA, self._reparto.saveState())
        )
        lugar = QWidget()
        self._pila = QStackedLayout(lugar)
        self._pila.addWidget(self._reparto)
        self._pila.addWidget(self.vacio)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(4)
        caja.addWidget(self.aviso)
        caja.addWidget(self._linea_de_alta)
        caja.addWidget(lugar, 1)
        caja.addWidget(self.rehusados)
        caja.addWidget(self.recesos)

    def _conectar(self) -> None:
        self.campo.returnPressed.connect(self._agregar_al_final)
        self.rejilla.actual.connect(self._elegir)
        self.rejilla.suprimir.connect(self._retirar)
        self.modelo.movida.connect(self._mover_a)
        self.desarrollo.dejado.connect(self._redactar)
        self.desarrollo.acuerdo_pedido.connect(lambda uuid: self.entorno.navegacion.abrir("acuerdo", uuid))
        for tecla, pasos in (("Ctrl+Up", -1), ("Ctrl+Down", 1)):
            atajo = QShortcut(QKeySequence(tecla), self.rejilla, context=Qt.ShortcutContext.WidgetShortcut)
            atajo.activated.connect(lambda p=pasos: self._mover(p))

    def poner(self, registro: RegistroDeReunion) -> None:
        """Show the agenda; the point under the cursor and what is being typed stay."""
        otra = self.registro is None or self.registro.uuid != registro.uuid
        super().poner(registro)
        if otra:
            self.rejilla.confirmar()
            self.modelo.olvidar()
            self.campo.poner_valor("")
            self.desarrollo.punto = None
        if otra or registro.editable is not (self._pantalla is not None):
            self._vigilar(registro)
        filas = [
            FilaDePunto(p, len(registro.acuerdos_de(p.uuid)), len(registro.votaciones_de(p.uuid)))
            for p in registro.puntos
        ]
        self._rescatar_retirado(registro)
        self.modelo.poner(filas, editable=registro.editable)
        self.recesos.poner(registro)
        explicacion = explicar_cierre(registro)
        self.aviso.setText(explicacion)
        self.aviso.setVisible(bool(explicacion))
        self._linea_de_alta.setVisible(registro.editable)
        self.vacio.explicacion.setVisible(registro.editable)
        self._pila.setCurrentWidget(self._reparto if registro.puntos else self.vacio)
        if registro.puntos and (otra or self.rejilla.uuid_actual is None):
            self.rejilla.elegir(registro.puntos[0].uuid)
        self._mostrar_punto(self.rejilla.uuid_actual)

    def _vigilar(self, registro: RegistroDeReunion) -> None:
        """Keep what is typed and not stored yet through a power cut, and put back what an earlier one left."""
        autoguardado = self.entorno.autoguardado
        if self._pantalla is not None:
            autoguardado.soltar(self._pantalla)
            self._pantalla = None
        self._recuperados = {}
        if registro.editable:
            self._pantalla = f"reunion/puntos:{registro.uuid}"
            dejados = autoguardado.vigilar(self._pantalla, self._sin_guardar)
            self._recuperados = {
                p.uuid: dejados[p.uuid]
                for p in registro.puntos
                if p.uuid in dejados and dejados[p.uuid] != (p.desarrollo or "")
            }

    def _sin_guardar(self) -> dict[str, str]:
        if not isValid(self.desarrollo.texto):
            return self._escrito  # the window is gone, its last words are not
        escrito = dict(self._recuperados)
        if self.desarrollo.sin_guardar and self.desarrollo.punto is not None:
            escrito[self.desarrollo.punto.uuid] = self.desarrollo.texto.valor()
        self._escrito = escrito
        return escrito

    def _rescatar_retirado(self, registro: RegistroDeReunion) -> None:
        """A point that was withdrawn while somebody typed in it takes no words with it."""
        punto = self.desarrollo.punto
        if punto is None or not self.desarrollo.sin_guardar or any(p.uuid == punto.uuid for p in registro.puntos):
            return
        QGuiApplication.clipboard().setText(self.desarrollo.texto.valor())
        self.entorno.avisos.aviso(
            f"El punto «{punto.asunto}» se retiró mientras lo redactaba. Lo escrito se copió: péguelo donde haga falta."
        )

    def _elegir(self, uuid: str | None) -> None:
        actual = self.desarrollo.punto
        if actual is not None and uuid != actual.uuid:
            self.desarrollo.confirmar()
            if self.desarrollo.sin_guardar and self.rejilla.elegir(actual.uuid):
                return  # it was refused: the words stay in sight
        self._mostrar_punto(uuid)

    def _mostrar_punto(self, uuid: str | None) -> None:
        if self.registro is None:
            return
        actual = self.desarrollo.punto
        if actual is not None and self.desarrollo.sin_guardar and self.modelo.renglon(actual.uuid) is not None:
            uuid = actual.uuid
        self.desarrollo.poner(self.registro, uuid)
        renglon = self.modelo.renglon(uuid)
        self.subir.setEnabled(renglon is not None and renglon > 0)
        self.bajar.setEnabled(renglon is not None and renglon < len(self.modelo.filas) - 1)
        self.retirar.setEnabled(renglon is not None)
        self.insertar.setEnabled(renglon is not None)
        if uuid is not None and (texto := self._recuperados.pop(uuid, None)) and self.registro.editable:
            self.desarrollo.escribir(texto)
            self.entorno.avisos.aviso("Se recuperó lo que estaba escribiendo en el desarrollo del punto.")

    def _agregar_al_final(self) -> None:
        self._agregar(None)

    def _insertar(self) -> None:
        renglon = self.modelo.renglon(self.rejilla.uuid_actual)
        self._agregar(None if renglon is None else renglon + 1)

    def _agregar(self, posicion: int | None) -> None:
        from enlace_app.servicios.puntos import agregar_punto

        registro, asunto, almacen = self.registro, self.campo.valor(), self.entorno.contexto.almacen
        self.campo.setFocus(Qt.FocusReason.OtherFocusReason)
        if registro is None or not asunto or not self._guardar_desarrollo():
            return
        cambios = self.entorno.operaciones.hacer(
            lambda: agregar_punto(almacen, reunion=UUID(registro.uuid), asunto=asunto, posicion=posicion)
        )
        if cambios is not None:
            self.campo.poner_valor("")
            if cambios.principal is not None:
                self.rejilla.elegir(str(cambios.principal))

    def _renombrar(self, fila: FilaDePunto, _clave: str, texto: str) -> str | None:
        from enlace_app.servicios.puntos import renombrar_punto

        almacen, problemas, punto = self.entorno.contexto.almacen, list[str](), fila.punto
        self.entorno.operaciones.hacer(
            lambda: renombrar_punto(almacen, punto=UUID(punto.uuid), rev=punto.rev, asunto=texto),
            al_rehusar=lambda error: problemas.append(str(error)),
        )
        return problemas[0] if problemas else None

    def _redactar(self, uuid: str, texto: str) -> None:
        from enlace_app.servicios.puntos import redactar_punto

        renglon = self.modelo.renglon(uuid)
        if renglon is None:
            return
        punto, almacen = self.modelo.filas[renglon].punto, self.entorno.contexto.almacen
        hecho = self.entorno.operaciones.hacer(
            lambda: redactar_punto(almacen, punto=UUID(uuid), rev=punto.rev, desarrollo=texto),
            al_rehusar=lambda error: self.desarrollo.decir(str(error)),
        )
        if hecho is not None:
            self.desarrollo.guardado(texto)

    def _guardar_desarrollo(self) -> bool:
        self.desarrollo.confirmar()
        return not self.desarrollo.sin_guardar

    def _mover(self, pasos: int) -> None:
        uuid = self.rejilla.uuid_actual
        renglon = self.modelo.renglon(uuid)
        if uuid is not None and renglon is not None and 0 <= renglon + pasos < len(self.modelo.filas):
            self._mover_a(uuid, renglon + pasos + 1)

    def _mover_a(self, uuid: str, posicion: int) -> None:
        from enlace_app.servicios.puntos import mover_punto

        renglon, almacen = self.modelo.renglon(uuid), self.entorno.contexto.almacen
        if renglon is not None and self._guardar_desarrollo():
            rev = self.modelo.filas[renglon].punto.rev
            self.entorno.operaciones.hacer(lambda: mover_punto(almacen, punto=UUID(uuid), rev=rev, posicion=posicion))
            self.rejilla.elegir(uuid)

    def _retirar(self) -> None:
        from enlace_app.servicios.puntos import retirar_punto

        renglon, almacen = self.modelo.renglon(self.rejilla.uuid_actual), self.entorno.contexto.almacen
        if renglon is None or not self.modelo.editable or not self._guardar_desarrollo():
            return
        punto = self.modelo.filas[renglon].punto
        self.entorno.operaciones.hacer(
            lambda: retirar_punto(almacen, punto=UUID(punto.uuid), rev=punto.rev),
            dicho=f"Se retiró el punto «{punto.asunto}». Ctrl+Z lo recupera.",
        )

    def ir_a(self, campo: str | None, uuid: str | None) -> bool:
        """Put the keyboard into the text or the subject of a point; of a vote, on the point that it decided."""
        if uuid is None:
            if campo not in {None, "puntos", "orden_del_dia", "votaciones"}:
                return False
            (self.campo if self.modelo.editable else self.rejilla).setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        votaciones = {v.uuid: v.punto for v in self.registro.votaciones} if self.registro else {}
        if uuid in votaciones:
            punto, campo = votaciones[uuid], None
        else:
            punto = uuid
        if punto is None or not self.rejilla.elegir(punto):
            return uuid in votaciones
        self._elegir(punto)
        destino: dict[str | None, Callable[[], object]] = {
            "asunto": lambda: self.rejilla.abrir(punto, "asunto"),
            "desarrollo": lambda: self.desarrollo.texto.setFocus(Qt.FocusReason.OtherFocusReason),
        }
        destino.get(campo, lambda: self.rejilla.setFocus(Qt.FocusReason.OtherFocusReason))()
        return True

    def dejar(self) -> bool:
        """Save the open cell and the text; False while one is refused."""
        self.rejilla.confirmar()
        if self.modelo.rehusados():
            self.rehusados.ir()
            self.entorno.avisos.error(f"Antes de seguir corrija o descarte: {self.rehusados.texto.text()}")
            return False
        if not self._guardar_desarrollo():
            self.desarrollo.texto.setFocus(Qt.FocusReason.OtherFocusReason)
            self.entorno.avisos.error(f"El desarrollo del punto no se guardó: {self.desarrollo.error.text()}")
            return False
        return True
