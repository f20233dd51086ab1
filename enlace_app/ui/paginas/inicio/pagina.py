"""The first page: what there is to do, read at one moment. It imports nothing heavy: the start is measured."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from enlace_app.consultas.inicio import DIAS_POR_VENCER, ObservacionRecibida, Panorama, panorama
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.observaciones_leidas import ObservacionesLeidas
from enlace_app.ui.paginas.inicio import noticias
from enlace_app.ui.paginas.inicio.pendientes import ListaDePendientes, renglones_de
from enlace_app.ui.paginas.inicio.pintados import Contador, Noticia
from enlace_app.ui.paginas.pagina import DE_LA_AUTORIDAD, Pagina
from enlace_app.ui.tema import Icono, Rol

if TYPE_CHECKING:
    from enlace_app.ui.paginas.inicio.autoridad import LoQueLlega


class PaginaDeInicio(Pagina):
    """Counters, what is overdue, what comes next, and the two things that one does most."""

    titulo = "Inicio"
    tablas = DE_LA_AUTORIDAD | frozenset(
        {"acuerdo", "seguimiento", "reunion", "acta", "documento", "paquete", "compromiso", "organizacion", "persona"}
        | {"paquete_recibido", "paso_de_paquete", "acuse_emitido", "propuesta_de_catalogo"}
    )

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(entorno, parent)
        self._leido: Panorama | None = None
        self._dia: date | None = None
        self.sede = _sede(entorno)
        self._leidas = ObservacionesLeidas(entorno.memoria)
        self.vencidos = Contador("Vencidos", Icono.VENCIDO, Rol.PELIGRO, lambda: self._acuerdos("vencidos", "1"))
        self.por_vencer = Contador(
            "Por vencer", Icono.POR_VENCER, Rol.AVISO, lambda: self._acuerdos("por_vencer", str(DIAS_POR_VENCER))
        )
        self.sin_enviar = Contador("Sin enviar", Icono.PAQUETES, Rol.ACENTO, lambda: self._ir(Seccion.PAQUETES))
        self.continuar = BotonPrimario("", con_icono=Icono.RELOJ, al_pulsar=self._continuar)
        self.lista = ListaDePendientes()
        self.proxima = Noticia(self._ultima_sesion)
        self.por_firmar = Noticia(lambda: self._ir(Seccion.REUNIONES, ("estado", "cerrada")))
        self.por_cerrar = Noticia(lambda: self._ir(Seccion.REUNIONES, ("estado", "celebrada")))
        self.borradores = Noticia(lambda: self._ir(Seccion.REUNIONES, ("estado", "borrador")))
        self.paquete = Noticia(lambda: self._ir(Seccion.PAQUETES))
        self.observaciones = Noticia(self._leer_observaciones)
        self.respaldo = Noticia(lambda: self._ir(Seccion.AJUSTES))
        navegacion = entorno.navegacion
        self.nueva = BotonPrimario(
            "Nueva reunión   Ctrl+N", con_icono=Icono.MAS, al_pulsar=lambda: navegacion.nuevo(Seccion.REUNIONES)
        )
        self.documento = BotonSecundario(
            "Registrar documento   Ctrl+D",
            con_icono=Icono.DOCUMENTO_NUEVO,
            al_pulsar=lambda: navegacion.nuevo(Seccion.DOCUMENTOS),
        )
        self.lista.pedido_abrir.connect(lambda uuid: navegacion.abrir("acuerdo", uuid))
        self.lista.pedido_seguimiento.connect(lambda uuid: navegacion.abrir("acuerdo", uuid, campo="seguimiento"))
        self.lista.pedidos_todos.connect(lambda filtro: self._ir(Seccion.ACUERDOS, filtro))
        self._aviso: QWidget | None = None
        self._capas = QStackedLayout(self)
        self._capas.addWidget(self._armar())

    def _armar(self) -> QWidget:
        cuerpo = QWidget()
        alto = self.fontMetrics().height()
        contadores = QHBoxLayout()
        contadores.setSpacing(alto * 2 // 3)
        for contador in (self.vencidos, self.por_vencer, self.sede.atrasadas if self.sede else self.sin_enviar):
            contadores.addWidget(contador, 1)
        lineas = QVBoxLayout()
        lineas.setSpacing(0)
        if self.sede is not None:
            lineas.addWidget(self.sede)
        for grupo in (
            (self.proxima,),
            (self.por_firmar, self.por_cerrar, self.borradores),
            (self.paquete, self.observaciones, self.respaldo),
        ):
            linea = QHBoxLayout()
            for noticia in grupo:
                linea.addWidget(noticia)
            linea.addStretch(1)
            lineas.addLayout(linea)
        ordenes = QHBoxLayout()
        ordenes.setSpacing(alto * 2 // 3)
        for boton in (*((self.sede.recibir,) if self.sede else ()), self.nueva, self.documento):
            boton.setMinimumHeight(round(alto * 2.4))
            ordenes.addWidget(boton)
        ordenes.addStretch(1)
        caja = QVBoxLayout(cuerpo)
        caja.setContentsMargins(alto, alto, alto, alto)
        caja.setSpacing(alto * 2 // 3)
        caja.addLayout(contadores)
        caja.addWidget(self.continuar)
        caja.addWidget(self.lista, 1)
        caja.addLayout(lineas)
        caja.addLayout(ordenes)
        return cuerpo

    def mostrar(self, destino: Destino) -> None:
        """Read again, days and backups included, and take the keyboard."""
        self._leer()
        self._enfocar()

    def refrescar(self, tocados: frozenset[tuple[str, str]]) -> None:
        """Read again; the line that one is on stays the same."""
        self._leer()

    def changeEvent(self, event: QEvent) -> None:
        """A window that stood open overnight counts from the new day."""
        super().changeEvent(event)
        volvio = event.type() is QEvent.Type.ActivationChange and self.isActiveWindow() and self.isVisible()
        if volvio and self._dia is not None and self._dia != self._hoy():
            self._leer()

    def _hoy(self) -> date:
        return self.entorno.ahora_en(None).date()

    def _leer(self) -> None:
        almacen, hoy = self.entorno.contexto.almacen, self._hoy()
        try:
            leido = panorama(almacen.lectura, hoy=hoy, carpeta=almacen.carpeta)
        except ErrorDeEnlace as error:
            self._decir_falla(str(error))
            return
        self._leido, self._dia = leido, hoy
        if leido.vacio:
            self._decir_que_hacer()
            return
        self._quitar_aviso()
        self._poner(leido, hoy)

    def _poner(self, leido: Panorama, hoy: date) -> None:
        self.vencidos.poner(leido.vencidos_n, "pasaron de su plazo")
        self.por_vencer.poner(leido.por_vencer_n, f"de hoy a {DIAS_POR_VENCER} días")
        self.sin_enviar.poner(leido.sin_enviar.total, "desde el último paquete", o_mas=leido.sin_enviar.es_minimo)
        self.lista.poner(renglones_de(leido))
        self.continuar.setVisible(leido.en_curso is not None)
        if leido.en_curso is not None:
            texto = noticias.sesion_en_curso(leido.en_curso, hoy)
            self.continuar.setText(texto.replace("&", "&&"))
            self.continuar.setAccessibleName(texto)
        self.proxima.poner(*noticias.proxima_sesion(leido.ritmo, hoy))
        self.por_firmar.poner(Icono.FIRMA, noticias.por_firmar(leido))
        self.por_cerrar.poner(Icono.CANDADO, noticias.por_cerrar(leido))
        self.borradores.poner(Icono.EDITAR, noticias.borradores(leido))
        if self.sede is not None:  # the authority sends to nobody
            self.sede.leer(hoy)
        else:
            anterior = noticias.paquete_anterior(leido.ultimo_paquete, self.entorno.sitio.zona)
            self.paquete.poner(Icono.PAQUETES, anterior)
        sin_leer = self._sin_leer(leido)
        self.observaciones.poner(Icono.ALERTA, noticias.observaciones_sin_leer(len(sin_leer)), Rol.AVISO)
        self.respaldo.poner(Icono.RESPALDO, noticias.ultimo_respaldo(leido.ultimo_respaldo, hoy))

    def _enfocar(self) -> None:
        if self._aviso is not None:
            self._aviso.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._leido is not None and self._leido.en_curso is not None:
            self.continuar.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.lista.pendientes.rowCount():
            self.lista.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.nueva.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decir_que_hacer(self) -> None:
        from enlace_app.ui.componentes.estado_vacio import EstadoVacio

        if self.sede is not None:
            from enlace_app.ui.paginas.inicio.autoridad import nada_recibido

            self._poner_aviso(*nada_recibido(self.entorno))
            return
        navegacion = self.entorno.navegacion
        primera = BotonPrimario(
            "Registrar la primera reunión   Ctrl+N",
            con_icono=Icono.MAS,
            al_pulsar=lambda: navegacion.nuevo(Seccion.REUNIONES),
        )
        traer = BotonSecundario(
            "Traer lo que tengo en Excel",
            con_icono=Icono.IMPORTAR,
            al_pulsar=lambda: navegacion.ir(Destino(Seccion.PAQUETES, campo="importar")),
        )
        self._poner_aviso(
            EstadoVacio(
                Icono.REUNIONES,
                "Aquí verá lo que hay que hacer",
                "Todavía no hay nada registrado. Comience con su primera reunión; si ya lleva reuniones, acuerdos o "
                "documentos en hojas de Excel, tráigalos y siga desde ahí.",
                [primera, traer],
            ),
            primera,
        )

    def _decir_falla(self, motivo: str) -> None:
        from enlace_app.ui.componentes.estado_vacio import EstadoVacio

        otra_vez = BotonPrimario("Leer otra vez", al_pulsar=self._leer)
        self._poner_aviso(EstadoVacio(Icono.ERROR, "No se pudo leer lo pendiente", motivo, [otra_vez]), otra_vez)

    def _poner_aviso(self, aviso: QWidget, primero: QWidget) -> None:
        self._quitar_aviso()
        aviso.setFocusProxy(primero)
        self._aviso = aviso
        self._capas.setCurrentIndex(self._capas.addWidget(aviso))

    def _quitar_aviso(self) -> None:
        if self._aviso is not None:
            self._capas.removeWidget(self._aviso)
            self._aviso.deleteLater()
            self._aviso = None
        self._capas.setCurrentIndex(0)

    def _ir(self, seccion: Seccion, filtro: tuple[str, str] | None = None) -> None:
        self.entorno.navegacion.ir(Destino(seccion, filtro=filtro))

    def _acuerdos(self, filtro: str, valor: str) -> None:
        self._ir(Seccion.ACUERDOS, (filtro, valor))

    def _sin_leer(self, leido: Panorama) -> list[ObservacionRecibida]:
        leidas = self._leidas.todas()
        return [observacion for observacion in leido.observaciones if observacion.uuid not in leidas]

    def _leer_observaciones(self) -> None:
        if self._leido is not None and (sin_leer := self._sin_leer(self._leido)):
            self.entorno.navegacion.abrir("paquete", sin_leer[-1].paquete)

    def _continuar(self) -> None:
        if self._leido is not None and self._leido.en_curso is not None:
            self.entorno.navegacion.sesion(self._leido.en_curso.reunion)

    def _ultima_sesion(self) -> None:
        if self._leido is not None and self._leido.ritmo is not None:
            self.entorno.navegacion.abrir("reunion", self._leido.ritmo.reunion)


def _sede(entorno: Entorno) -> "LoQueLlega | None":
    if entorno.sitio.rol != "garante":
        return None
    from enlace_app.ui.paginas.inicio.autoridad import LoQueLlega

    return LoQueLlega(entorno)
