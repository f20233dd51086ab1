"""Acuerdos: what is late and what is soon due, by whom and of which compromiso, and the record of each."""

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QTabBar, QVBoxLayout

from enlace_app.consultas.acuerdos import listado
from enlace_app.consultas.conteos_de_acuerdos import (
    DIAS_POR_VENCER,
    GrupoDeAcuerdos,
    conteos,
    por_compromiso,
    por_responsable,
)
from enlace_app.consultas.registro_de_acuerdo import acuerdo_de
from enlace_app.dominio.organizaciones import plegar
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.lista import TEXTO
from enlace_app.ui.componentes.lista_y_registro import ListaYRegistro
from enlace_app.ui.componentes.respuesta_a_la_region import ofrecer_respuestas
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.acuerdos.contadores import Contadores
from enlace_app.ui.paginas.acuerdos.grupos import Grupos
from enlace_app.ui.paginas.acuerdos.lista_de_acuerdos import ListaDeAcuerdos
from enlace_app.ui.paginas.acuerdos.registro import RegistroDelAcuerdo
from enlace_app.ui.paginas.pagina import DE_LA_AUTORIDAD, Pagina
from enlace_app.ui.tema import Icono

_VISTAS = ((None, "&Lista"), ("responsable_exacto", "Por &responsable"), ("compromiso", "Por co&mpromiso"))
"""Which filter of the list the groups of a view set, and what the view is called."""
_QUE = {"responsable_exacto": "responsable", "compromiso": "compromiso"}
_PARTES = {"responsable": "responsable_exacto"}
"""Filters by part of what a group is called, and the view in which they show: no group is the chosen one then."""
_MINUTO = 60_000


class PaginaDeAcuerdos(Pagina):
    """Counters and views above, list and record below; Enter on a line leads to its follow-up."""

    titulo = "Acuerdos"
    tablas = DE_LA_AUTORIDAD | {
        "acuerdo",
        "seguimiento",
        "reunion",
        "documento",
        "compromiso",
        "organizacion",
        "region",
        "punto_orden_dia",
    }

    def __init__(self, entorno: Entorno) -> None:
        super().__init__(entorno)
        self._dia = self._hoy()
        self.contadores = Contadores()
        self.vistas = self._crear_vistas()
        self.grupos = Grupos()
        self.grupos.hide()
        self.lista = ListaDeAcuerdos(entorno, self._crear_vacio(), self._hoy)
        self.registro = RegistroDelAcuerdo(entorno, self._hoy)
        ofrecer_respuestas(entorno, self.lista.tabla, self.registro.a_la_region)
        self._elegir = EstadoVacio(
            Icono.ACUERDOS,
            "Elija un acuerdo",
            "Aquí se ve qué se acordó, qué ha pasado desde entonces y con qué se cumplió. Enter en un renglón lleva a "
            "su seguimiento.",
        )
        self._derecha = QStackedWidget()
        for vista in (self._elegir, self.registro):
            self._derecha.addWidget(vista)
        self._armar()
        self.contadores.pedido.connect(self.lista.elegir)
        self.vistas.currentChanged.connect(self._cambiar_vista)
        self.grupos.elegido.connect(self._elegir_grupo)
        self.lista.elegida.connect(self._mostrar_registro)
        self.lista.abierta.connect(self._seguir)
        self.lista.modelo.modelReset.connect(self._marcar)
        self._contar()
        if conteos(entorno.contexto.almacen.lectura, self._dia).abiertos:
            self.lista.elegir({"abiertos": True})
        self._ajustar()
        self._reloj = QTimer(self, interval=_MINUTO)
        self._reloj.timeout.connect(self.revisar_dia)
        self._reloj.start()

    def _crear_vistas(self) -> QTabBar:
        vistas = QTabBar()
        vistas.setAccessibleName("Cómo se muestran los acuerdos")
        vistas.setDrawBase(False)
        vistas.setExpanding(False)
        for _, nombre in _VISTAS:
            vistas.addTab(nombre)
        return vistas

    def _crear_vacio(self) -> EstadoVacio:
        navegacion = self.entorno.navegacion
        return EstadoVacio(
            Icono.ACUERDOS,
            "Todavía no hay acuerdos",
            "Los acuerdos se anotan en la reunión en que se toman; aquí se ve después cuáles vencen y se les da "
            "seguimiento. Registre su primera reunión, o traiga lo que ya tiene en Excel.",
            [
                BotonPrimario(
                    "Nueva reunión  (Ctrl+N)",
                    con_icono=Icono.MAS,
                    al_pulsar=lambda: navegacion.nuevo(Seccion.REUNIONES),
                ),
                BotonSecundario(
                    "Traer de Excel…",
                    con_icono=Icono.IMPORTAR,
                    al_pulsar=lambda: navegacion.ir(Destino(Seccion.PAQUETES, campo="importar")),
                ),
            ],
        )

    def _armar(self) -> None:
        arriba = QHBoxLayout()
        arriba.addWidget(self.contadores)
        arriba.addStretch(1)
        arriba.addWidget(self.vistas)
        izquierda = QSplitter(Qt.Orientation.Vertical)
        izquierda.addWidget(self.grupos)
        izquierda.addWidget(self.lista)
        izquierda.setCollapsible(0, False)
        izquierda.setCollapsible(1, False)
        izquierda.setSizes([220, 400])
        self.partida = ListaYRegistro(self.entorno.memoria, "acuerdos", izquierda, self._derecha, reparto=(5, 6))
        caja = QVBoxLayout(self)
        caja.addLayout(arriba)
        caja.addWidget(self.partida, 1)

    def _hoy(self) -> date:
        return self.entorno.ahora_en(None).date()

    def mostrar(self, destino: Destino) -> None:
        """Show an agreement, its follow-up line, or what a filter keeps."""
        self.revisar_dia()
        if destino.filtro is not None:
            self._filtrar(*destino.filtro)
        if destino.uuid is None:
            self.lista.enfocar()
            return
        uuid = self._acuerdo_de(destino)
        if uuid is None or not self._mostrar_registro(uuid):
            return
        self.lista.seleccionar(uuid)
        if destino.campo == "seguimiento":
            self.registro.enfocar()
        else:
            self.lista.enfocar()

    def _acuerdo_de(self, destino: Destino) -> str | None:
        if destino.tabla != "seguimiento":
            return destino.uuid
        return acuerdo_de(self.entorno.contexto.almacen.lectura, destino.uuid or "")

    def _filtrar(self, clave: str, valor: str) -> None:
        suya = _PARTES.get(clave, clave)
        vista = next((n for n, (filtro, _) in enumerate(_VISTAS) if filtro == suya), 0)
        self.vistas.setCurrentIndex(vista)
        self.lista.limpiar()
        valores: dict[str, object] = {
            "vencidos": True,
            "por_vencer": int(valor) if valor.isascii() and valor.isdecimal() and int(valor) > 1 else DIAS_POR_VENCER,
            "abiertos": valor.casefold() not in {"0", "no", "false"},
        }
        valor = plegar(valor) if clave == "responsable_exacto" else valor
        if clave == TEXTO:
            self.lista.filtrar(clave, valor)
        else:
            self.lista.elegir({clave: valores.get(clave, valor)})
        self._mostrar_grupos()

    def _cambiar_vista(self, _numero: int) -> None:
        """Another grouping asks for another choice: that of the former one goes."""
        self.lista.elegir({filtro: None for filtro in (*_PARTES, *(f for f, _ in _VISTAS)) if filtro is not None})
        self._mostrar_grupos()

    def _mostrar_grupos(self) -> None:
        filtro = _VISTAS[self.vistas.currentIndex()][0]
        self.grupos.setVisible(filtro is not None)
        if filtro is None:
            return
        lectura, dia = self.entorno.contexto.almacen, self._dia
        contar = por_responsable if filtro == "responsable_exacto" else por_compromiso

        def poner(grupos: list[GrupoDeAcuerdos]) -> None:
            if _VISTAS[self.vistas.currentIndex()][0] == filtro:  # another view may have been chosen meanwhile
                self.grupos.poner(grupos, que=_QUE[filtro], clave=self.lista.elegido(filtro))

        self.entorno.tareas.lanzar(
            "Contando acuerdos", lambda _: contar(lectura.lectura, dia), al_terminar=poner, para=self, callada=True
        )

    def _elegir_grupo(self, clave: object) -> None:
        filtro = _VISTAS[self.vistas.currentIndex()][0]
        if filtro is not None:
            partes = {parte: None for parte, entero in _PARTES.items() if entero == filtro}
            self.lista.elegir({**partes, filtro: clave})

    def _marcar(self) -> None:
        self.contadores.marcar(dict(self.lista.modelo.pedido.filtros))

    def _contar(self) -> None:
        self.contadores.poner(conteos(self.entorno.contexto.almacen.lectura, self._dia))

    def _mostrar_registro(self, uuid: str) -> bool:
        anterior = self.registro.registro
        if anterior is not None and anterior.uuid != uuid and not self.registro.dejar():
            self.lista.seleccionar(anterior.uuid)
            return False
        if not self.registro.mostrar(uuid):
            self.entorno.avisos.aviso("Ese acuerdo ya no está en estos datos.")
            return False
        self._derecha.setCurrentWidget(self.registro)
        self._ajustar()
        return True

    def _seguir(self, uuid: str) -> None:
        if self._mostrar_registro(uuid):
            self.registro.enfocar()

    def _ajustar(self) -> None:
        """With no agreement at all there is nothing to choose from: what to do first takes the whole page."""
        pedido = self.lista.modelo.pedido
        hay = bool(self.lista.modelo.rowCount() or pedido.texto or pedido.filtros)
        self.contadores.setVisible(hay)
        self.vistas.setVisible(hay)
        self._derecha.setVisible(hay or self._derecha.currentWidget() is self.registro)

    def refrescar(self, tocados: frozenset[tuple[str, str]]) -> None:
        """Read again the numbers, the list and what is on show."""
        self.revisar_dia()
        self._contar()
        self.lista.recargar()
        self._mostrar_grupos()
        registro = self.registro.registro
        if registro is not None and not self.registro.mostrar(registro.uuid):
            self.registro.soltar()
            self._derecha.setCurrentWidget(self._elegir)
        self._ajustar()

    def revisar_dia(self) -> None:
        """After midnight other agreements are overdue."""
        hoy = self._hoy()
        if hoy == self._dia:
            return
        ayer, self._dia = self._dia, hoy
        self.lista.poner_listado(listado(hoy=hoy))
        self.registro.seguimiento.pasar_de_dia(ayer)
        self.refrescar(frozenset())

    def dejar(self) -> bool:
        """Save the field that is being edited; a follow-up that is begun stays as it is."""
        return self.registro.dejar()
