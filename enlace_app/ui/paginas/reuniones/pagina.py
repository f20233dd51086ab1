"""Reuniones: the list, and beside it the record of one meeting or the beginning of a new one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from enlace_app.consultas import opciones
from enlace_app.consultas.partes_de_reunion import reunion_de
from enlace_app.consultas.reuniones import FilaReunion, listado
from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.lista import Filtro, Lista
from enlace_app.ui.componentes.lista_y_registro import ListaYRegistro
from enlace_app.ui.componentes.respuesta_a_la_region import ofrecer_respuestas
from enlace_app.ui.componentes.senales import aspecto_de_reunion
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.columna import con_regiones
from enlace_app.ui.modelos_tabla.reuniones import COLUMNAS_DE_REUNIONES
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.pagina import DE_LA_AUTORIDAD, Pagina
from enlace_app.ui.paginas.reuniones.nueva_reunion import NuevaReunion
from enlace_app.ui.paginas.reuniones.registro import PESTANAS, Registro
from enlace_app.ui.tema import Icono

_LETRAS_DE_FILTRO = 5
"""Three choices above a list that shares the page with its record: they must not push the record away."""

_LETRAS_PARA_LOS_DOS = 125
"""Width, in letters, from which list and record fit beside each other."""


class PaginaDeReuniones(Pagina):
    """List and record; Ctrl+N begins, F9 opens session mode, Alt+1 to Alt+6 choose a tab, Alt+7 what is missing.

    Alt+8 presses the button that leads on.
    """

    titulo = "Reuniones"
    tablas = DE_LA_AUTORIDAD | frozenset(
        {
            "reunion",
            "punto_orden_dia",
            "asistencia",
            "votacion",
            "intervencion",
            "acuerdo",
            "seguimiento",
            "documento",
            "acta",
            "firma",
            "observacion",
            "resolucion",
            "rendicion",
            "municipio",
            "nombramiento",
            "persona",
            "organizacion",
            "vinculo",
        }
    )

    def __init__(self, entorno: Entorno) -> None:
        super().__init__(entorno)
        self._en_la_lista = True
        self.lista = self._crear_lista()
        self.registro = Registro(entorno)
        ofrecer_respuestas(entorno, self.lista.tabla, self.registro.a_la_region, antes=self._ver_registro)
        self.nueva = NuevaReunion(entorno)
        self._elegir = EstadoVacio(
            Icono.REUNIONES,
            "Elija una reunión",
            "Aquí se ve su registro: en qué paso va, qué le falta y todo lo que se anotó.",
            [BotonPrimario("Nueva reunión  (Ctrl+N)", con_icono=Icono.MAS, al_pulsar=self._pedir_nueva)],
        )
        self._derecha = QStackedWidget()
        for vista in (self._elegir, self.registro, self.nueva):
            self._derecha.addWidget(vista)
        for combo in self.lista.findChildren(QComboBox):
            combo.setMinimumContentsLength(_LETRAS_DE_FILTRO)
        self.partida = ListaYRegistro(entorno.memoria, "reuniones", self.lista, self._derecha)
        caja = QVBoxLayout(self)
        caja.addWidget(self.partida)
        self.lista.elegida.connect(self._mostrar_registro)
        self.lista.abierta.connect(self._abrir)
        self.nueva.creada.connect(self._creada)
        self.nueva.descartada.connect(self._descartar)
        self.registro.volver.connect(self._volver_a_la_lista)
        self._crear_teclas()
        self._ajustar_partida()

    def _crear_lista(self) -> Lista[FilaReunion]:
        lectura = self.entorno.contexto.almacen.lectura
        vacio = EstadoVacio(
            Icono.REUNIONES,
            "Registre su primera reunión (Ctrl+N) o traiga lo que ya tiene en Excel",
            "",
            [
                BotonPrimario("Nueva reunión  (Ctrl+N)", con_icono=Icono.MAS, al_pulsar=self._pedir_nueva),
                BotonSecundario("Traer de Excel…", con_icono=Icono.IMPORTAR, al_pulsar=self._importar),
            ],
        )
        return Lista(
            self.entorno,
            nombre="reuniones",
            que="reuniones",
            listado=listado(),
            columnas=con_regiones(COLUMNAS_DE_REUNIONES, self.entorno.sitio.rol),
            vacio=vacio,
            filtros=[
                Filtro("estado", "Estado", [(aspecto_de_reunion(e).palabra, str(e)) for e in EstadoReunion]),
                Filtro("tipo", "Tipo", [(o.nombre, o.clave) for o in opciones.tipos_de_reunion(lectura)]),
                Filtro("region", "Región", [(o.nombre, o.clave) for o in opciones.regiones(lectura)]),
            ],
        )

    def _crear_teclas(self) -> None:
        def tecla(cual: str, accion: Callable[[], object]) -> None:
            QShortcut(QKeySequence(cual), self).activated.connect(accion)

        for n in range(len(PESTANAS)):
            tecla(f"Alt+{n + 1}", partial(self._con_registro, partial(self.registro.elegir_pestana, n)))
        tecla("Ctrl+PgDown", lambda: self._con_registro(lambda: self.registro.mover_pestana(1)))
        tecla("Ctrl+PgUp", lambda: self._con_registro(lambda: self.registro.mover_pestana(-1)))
        tecla("Alt+7", lambda: self._con_registro(self.registro.pendientes.enfocar))
        tecla("Alt+8", lambda: self._con_registro(self.registro.boton.click))
        tecla("Alt+0", self._volver_a_la_lista)
        tecla("F9", lambda: self._con_registro(self.registro.ordenes.abrir_sesion))

    def _con_registro(self, accion: Callable[[], object]) -> None:
        if self._derecha.currentWidget() is self.registro and self.registro.registro is not None:
            accion()

    def mostrar(self, destino: Destino) -> None:
        """Show a meeting, a part of one, a filter, or the form of a new one."""
        if destino.nuevo:
            self._comenzar_nueva()
            return
        if destino.filtro is not None:
            self.lista.filtrar(*destino.filtro)
        if destino.uuid is None:
            if self._derecha.currentWidget() is not self.nueva:
                self._en_la_lista = True
                self._ajustar_partida()
                self.lista.enfocar()
            return
        tabla = destino.tabla or "reunion"
        uuid = destino.uuid if tabla == "reunion" else self._reunion_de(tabla, destino.uuid)
        if uuid is None or not self._mostrar_registro(uuid):
            return
        self.lista.seleccionar(uuid)
        self._ver_registro()
        if destino.campo is not None or tabla != "reunion":
            self.registro.ir_a(tabla, destino.campo, destino.uuid)
        else:
            self.registro.enfocar()

    def _reunion_de(self, tabla: str, uuid: str) -> str | None:
        reunion = reunion_de(self.entorno.contexto.almacen.lectura, tabla, uuid)
        if reunion is None:
            self.entorno.avisos.aviso("Ese registro ya no está en ninguna reunión.")
        return reunion

    def _mostrar_registro(self, uuid: str) -> bool:
        actual = self.registro.registro
        if actual is not None and actual.uuid == uuid and self._derecha.currentWidget() is self.registro:
            return True
        if not self.registro.dejar():
            if actual is not None:
                self.lista.seleccionar(actual.uuid)
            return False
        try:
            self.registro.mostrar(uuid)
        except ErrorDeNegocio as error:
            self.entorno.avisos.aviso(str(error))
            return False
        self._poner_a_la_derecha(self.registro)
        return True

    def _abrir(self, uuid: str) -> None:
        if self._mostrar_registro(uuid):
            self._ver_registro()
            self.registro.enfocar()

    def _ver_registro(self) -> None:
        self._en_la_lista = False
        self._ajustar_partida()

    def _comenzar_nueva(self) -> None:
        if not self.registro.dejar():
            return
        if self._derecha.currentWidget() is not self.nueva:
            self._poner_a_la_derecha(self.nueva)
            self.nueva.comenzar()
        else:
            self.nueva.tipo.setFocus()

    def _creada(self, uuid: str, sesion: bool) -> None:
        self._poner_a_la_derecha(self._elegir)
        if sesion:
            self.entorno.navegacion.sesion(uuid)
        else:
            self.entorno.navegacion.abrir("reunion", uuid)

    def _descartar(self) -> None:
        self._en_la_lista = True
        self._poner_a_la_derecha(self.registro if self.registro.registro is not None else self._elegir)
        self.lista.enfocar()

    def _poner_a_la_derecha(self, vista: QWidget) -> None:
        self._derecha.setCurrentWidget(vista)
        self._en_la_lista = self._en_la_lista and vista is self.registro
        self._ajustar_partida()

    def _ajustar_partida(self) -> None:
        """Show list and record beside each other; where that is too narrow, the one that was asked for last.

        With no meeting at all there is nothing to choose from: what to do first takes the whole page.
        """
        pedido = self.lista.modelo.pedido
        hay = self.lista.modelo.rowCount() > 0 or bool(pedido.texto or pedido.filtros)
        nada_que_ver = self._derecha.currentWidget() is self._elegir
        angosta = self.width() < self.fontMetrics().averageCharWidth() * _LETRAS_PARA_LOS_DOS
        en_la_lista = self._en_la_lista or nada_que_ver
        self._derecha.setVisible(not (nada_que_ver and not hay) and not (angosta and en_la_lista))
        self.lista.setVisible(not angosta or en_la_lista)
        self.registro.a_la_lista.setVisible(angosta)

    def _volver_a_la_lista(self) -> None:
        if self.dejar():
            self._en_la_lista = True
            self._ajustar_partida()
            self.lista.enfocar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths have room for one or for both."""
        super().resizeEvent(event)
        self._ajustar_partida()

    def refrescar(self, tocados: frozenset[tuple[str, str]]) -> None:
        """Read again the list and what is on show; a meeting that was withdrawn is put away."""
        self.lista.recargar()
        if self.registro.registro is not None:
            try:
                self.registro.refrescar()
            except ErrorDeNegocio:
                self._soltar()
            else:
                if self.registro.registro.baja:
                    self._soltar()
        self._ajustar_partida()

    def _soltar(self) -> None:
        if self._derecha.currentWidget() is self.registro:
            self._poner_a_la_derecha(self._elegir)
            self.lista.enfocar()

    def dejar(self) -> bool:
        """Save the field that is being edited."""
        return self.registro.dejar()

    def _pedir_nueva(self) -> None:
        self.entorno.navegacion.nuevo(Seccion.REUNIONES)

    def _importar(self) -> None:
        self.entorno.navegacion.ir(Destino(Seccion.PAQUETES, campo="importar"))
