"""What regions would change of the authority's own data: taken or declined one by one, with an answer."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from enlace_app.consultas import propuestas as consulta
from enlace_app.consultas.deshacer import exigir_vuelta
from enlace_app.consultas.nombres_de_registros import RegistroNombrado, nombrar
from enlace_app.consultas.propuestas import FilaPropuesta
from enlace_app.dominio.recepcion import EstadoDePropuesta
from enlace_app.errores import ErrorDeEnlace, ErrorDeNegocio
from enlace_app.ui.componentes.area import AreaDeFormulario
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario, Enlace
from enlace_app.ui.componentes.campos import CampoLargo
from enlace_app.ui.componentes.escritura import escribir_instante
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.lista_corta import ListaCorta
from enlace_app.ui.componentes.lista_y_registro import ListaYRegistro
from enlace_app.ui.componentes.senales import Senal
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.propuestas import (
    aspecto_de_propuesta,
    columnas_de_propuestas,
    quien_propone,
    registro_de,
)
from enlace_app.ui.modelos_tabla.renglones_de_paquete import campo_en_palabras
from enlace_app.ui.paginas.paquetes.comparacion import Comparacion
from enlace_app.ui.tema import Icono

_PENDIENTES, _RESPONDIDAS = range(2)


class PropuestasDeRegiones(QWidget):
    """List and detail; `cuantos` tells how many wait for an answer whenever it was read."""

    cuantos = Signal(int)

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self.propuesta: FilaPropuesta | None = None
        self._filas: list[FilaPropuesta] = []
        self._borradores: dict[str, str] = {}
        """What was typed in answer to a proposal and not given yet."""
        self.vistas = QTabBar()
        self.vistas.setAccessibleName("Cuáles propuestas se ven")
        self.vistas.setDrawBase(False)
        self.vistas.setExpanding(False)
        for titulo in ("Por responder", "Respondidas"):
            self.vistas.addTab(titulo)
        self.lista: ListaCorta[FilaPropuesta] = ListaCorta(
            entorno,
            nombre="propuestas",
            que="propuestas",
            columnas=columnas_de_propuestas(entorno.sitio.zona),
            vacio=EstadoVacio(
                Icono.EXITO,
                "No hay propuestas aquí",
                "Cuando una región corrija un dato publicado por la autoridad, su cambio esperará aquí a que usted lo "
                "tome o lo decline. Mientras tanto el dato queda como está.",
            ),
        )
        self.titulo = EtiquetaElidida("", RolDeEtiqueta.SUBTITULO)
        self.abrir = Enlace("Abrir", al_activar=self._abrir_registro)
        self.senal = Senal(aspecto_de_propuesta(EstadoDePropuesta.PENDIENTE))
        self.quien = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self.comparacion = Comparacion()
        self.respuesta = CampoLargo(sugerencia="Se lo dirá el próximo acuse. Para declinar, diga por qué.", minimo=2)
        self.respuesta.setAccessibleName("Respuesta para quien lo propuso")
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.tomar = BotonPrimario("&Tomar", con_icono=Icono.CUMPLIDO, al_pulsar=self._tomar)
        self.declinar = BotonSecundario("&Declinar", con_icono=Icono.NO_PROCEDE, al_pulsar=self._declinar)
        self.respondida = Etiqueta("", ajustar=True)
        self.deshacer = BotonSecundario("Deshacer esta respuesta", con_icono=Icono.DESHACER, al_pulsar=self._deshacer)
        self.por_que_no = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        for parrafo in (self.quien, self.respondida, self.por_que_no, self.error):
            parrafo.setMinimumWidth(1)  # one word of ten thousand letters must not widen the page
        self._lado = self._armar()
        self._lado.hide()
        self.vistas.currentChanged.connect(lambda _: self._poner_lista())
        self.lista.elegida.connect(self._mostrar)
        self.lista.abierta.connect(lambda _: self.enfocar_respuesta())

    def _armar(self) -> AreaDeFormulario:
        dentro = QWidget()
        caja = QVBoxLayout(dentro)
        caja.setContentsMargins(8, 0, 8, 0)
        cabeza = QHBoxLayout()
        cabeza.addWidget(self.titulo, 1)
        cabeza.addWidget(self.abrir)
        cabeza.addWidget(self.senal)
        caja.addLayout(cabeza)
        botones = QHBoxLayout()
        for boton in (self.tomar, self.declinar, self.deshacer):
            botones.addWidget(boton)
        botones.addStretch(1)
        for parte in (self.quien, self.comparacion, self.respuesta, self.error, self.respondida):
            caja.addWidget(parte)
        caja.addLayout(botones)
        caja.addWidget(self.por_que_no)
        caja.addStretch(1)
        lado = AreaDeFormulario(dentro)
        todo = QVBoxLayout(self)
        todo.setContentsMargins(0, 0, 0, 0)
        todo.addWidget(self.vistas)
        partida = ListaYRegistro(self._entorno.memoria, "propuestas", self.lista, lado, reparto=(1, 1))
        todo.addWidget(partida, 1)
        return lado

    def leer(self) -> None:
        """Read again; what is chosen and what is being typed stay."""
        contexto = self._entorno.contexto
        self._filas = consulta.listar(contexto.almacen.lectura, estado=None)
        pendientes = sum(_pendiente(f) for f in self._filas)
        if pendientes:
            from enlace_app.servicios.propuestas import al_dia  # heavy, and only here

            self._filas = al_dia(contexto.almacen.lectura, self._filas, contexto.formato)
        self.vistas.setTabText(_PENDIENTES, f"Por responder: {pendientes:,}")
        self.vistas.setTabText(_RESPONDIDAS, f"Respondidas: {len(self._filas) - pendientes:,}")
        self._poner_lista()
        self.cuantos.emit(pendientes)

    def enfocar_respuesta(self) -> None:
        """Put the keyboard where the chosen proposal is answered."""
        destino = self.respuesta if self.propuesta and _pendiente(self.propuesta) else self.deshacer
        destino.setFocus(Qt.FocusReason.OtherFocusReason)

    def _poner_lista(self) -> None:
        quiere = self.vistas.currentIndex() == _PENDIENTES
        filas = [f for f in self._filas if _pendiente(f) is quiere]
        if not quiere:
            filas.sort(key=lambda f: f.respondida or "", reverse=True)
        elegida = self.propuesta
        self.lista.poner(filas)
        misma = next((f for f in filas if elegida and f.uuid == elegida.uuid), None)
        siguiente = misma or (filas[0] if filas else None)
        if siguiente is None:
            self._guardar_borrador()
            self.propuesta = None
            self._lado.hide()
        elif siguiente != self.propuesta or self._lado.isHidden():
            self.lista.seleccionar(siguiente)
            self._mostrar(siguiente)

    def _guardar_borrador(self) -> None:
        if self.propuesta is not None and _pendiente(self.propuesta):
            self._borradores[self.propuesta.uuid] = self.respuesta.valor()

    def _mostrar(self, fila: FilaPropuesta) -> None:
        self._guardar_borrador()
        otra = self.propuesta is None or self.propuesta.uuid != fila.uuid
        self.propuesta = fila
        self._lado.show()
        nombrado = self._registro_de(fila)
        self.titulo.setText(nombrado.nombre if nombrado else f"{fila.hoja}: {registro_de(fila)}")
        self.abrir.setVisible(nombrado is not None)
        self.senal.poner(aspecto_de_propuesta(fila.estado))
        paquete = f" en su paquete {fila.secuencia}" if fila.secuencia else ""
        self.quien.setText(f"{quien_propone(fila)} lo propuso{paquete}; llegó el {self._cuando(fila.creado)}.")
        self.comparacion.poner(
            _primero(fila),
            "Propuesto",
            [(campo_en_palabras(c), _escrito(aqui), _escrito(alla)) for c, aqui, alla in fila.campos],
        )
        self._decir("")
        pendiente = _pendiente(fila)
        for control in (self.respuesta, self.tomar, self.declinar):
            control.setVisible(pendiente)
        for dicho in (self.respondida, self.deshacer, self.por_que_no):
            dicho.setVisible(not pendiente)
        if pendiente and otra:
            self.respuesta.poner_valor(self._borradores.get(fila.uuid, ""))
        if not pendiente:
            self._mostrar_respuesta(fila)

    def _mostrar_respuesta(self, fila: FilaPropuesta) -> None:
        cuando = f" el {self._cuando(fila.respondida)}" if fila.respondida else ""
        dicho = f": «{fila.respuesta}»" if fila.respuesta else "."
        verbo = "La tomó" if fila.estado == EstadoDePropuesta.TOMADA else "La declinó"
        self.respondida.setText(f"{verbo} {fila.quien or 'la autoridad'}{cuando}{dicho}")
        motivo = self._por_que_no_se_deshace(fila)
        self.deshacer.setVisible(motivo is None)
        self.por_que_no.setText(motivo or "Al deshacerla, el dato vuelve a como estaba y la propuesta espera de nuevo.")

    def _por_que_no_se_deshace(self, fila: FilaPropuesta) -> str | None:
        lectura = self._entorno.contexto.almacen.lectura
        operacion = consulta.operacion_de_respuesta(lectura, fila.uuid)
        if operacion is None:
            return "No se sabe con qué operación se respondió; corrija el registro directamente."
        try:
            exigir_vuelta(lectura, UUID(operacion))
        except ErrorDeNegocio as motivo:
            return str(motivo)
        return None

    def _cuando(self, instante: str) -> str:
        return escribir_instante(datetime.fromisoformat(instante).astimezone(ZoneInfo(self._entorno.sitio.zona)))

    def _decir(self, texto: ErrorDeEnlace | str) -> None:
        self.error.setText(str(texto))
        self.error.setVisible(bool(str(texto)))
        self.respuesta.setAccessibleDescription(str(texto))

    def _registro_de(self, fila: FilaPropuesta) -> RegistroNombrado | None:
        """The record here, None where it is only proposed."""
        return nombrar(self._entorno.contexto.almacen.lectura, [fila.registro]).get(fila.registro)

    def _abrir_registro(self) -> None:
        nombrado = self._registro_de(self.propuesta) if self.propuesta is not None else None
        if nombrado is not None:
            self._entorno.navegacion.abrir(nombrado.tabla, nombrado.uuid)

    def _tomar(self) -> None:
        from enlace_app.servicios.propuestas import tomar_propuesta

        fila, contexto = self.propuesta, self._entorno.contexto
        if fila is None:
            return
        respuesta = self.respuesta.valor().strip() or None
        hecho = self._entorno.operaciones.hacer(
            lambda: tomar_propuesta(
                contexto.almacen,
                propuesta=UUID(fila.uuid),
                rev=fila.rev,
                formato=contexto.formato,
                respuesta=respuesta,
            ),
            dicho=f"Se tomó lo propuesto para {registro_de(fila)}. Ctrl+Z lo deshace.",
            al_rehusar=self._decir,
        )
        self._tras_responder(hecho is not None, fila)

    def _declinar(self) -> None:
        from enlace_app.servicios.propuestas import declinar_propuesta

        fila, almacen = self.propuesta, self._entorno.contexto.almacen
        if fila is None:
            return
        respuesta = self.respuesta.valor()
        hecho = self._entorno.operaciones.hacer(
            lambda: declinar_propuesta(almacen, propuesta=UUID(fila.uuid), rev=fila.rev, respuesta=respuesta),
            dicho=f"Se declinó lo propuesto para {registro_de(fila)}. Ctrl+Z lo deshace.",
            al_rehusar=self._decir,
        )
        self._tras_responder(hecho is not None, fila)

    def _tras_responder(self, hecha: bool, fila: FilaPropuesta) -> None:
        if not hecha:
            self.respuesta.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.propuesta is fila:  # nobody read again when it was announced
            self.leer()
        self._borradores.pop(fila.uuid, None)
        self.lista.enfocar()

    def _deshacer(self) -> None:
        from enlace_app.servicios.deshacer import deshacer

        fila, almacen = self.propuesta, self._entorno.contexto.almacen
        operacion = consulta.operacion_de_respuesta(almacen.lectura, fila.uuid) if fila is not None else None
        if fila is None or operacion is None:
            return
        hecho = self._entorno.operaciones.hacer(
            lambda: deshacer(almacen, operacion=UUID(operacion)),
            dicho=f"{registro_de(fila)}: se deshizo la respuesta; la propuesta espera de nuevo.",
            al_rehusar=self._decir,
        )
        if hecho is not None:
            self.leer()
            self.lista.enfocar()


def _pendiente(fila: FilaPropuesta) -> bool:
    return fila.estado == EstadoDePropuesta.PENDIENTE


def _primero(fila: FilaPropuesta) -> str:
    if not fila.existe:
        return "Aquí no existe"
    return "Antes" if fila.estado == EstadoDePropuesta.TOMADA else "Aquí"


def _escrito(valor: str | int | None) -> str:
    return "" if valor is None else str(valor)
