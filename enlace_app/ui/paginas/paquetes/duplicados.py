"""What may be one and the same under two identities: linked or told apart by a person, never merged."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from enlace_app.consultas import vinculos as consulta
from enlace_app.consultas.comparacion_de_duplicados import comparar
from enlace_app.consultas.duplicados import PosibleDuplicado, posibles_duplicados
from enlace_app.consultas.vinculos import FilaVinculo
from enlace_app.dominio.recepcion import ClaseDeVinculo
from enlace_app.errores import ErrorDeEnlace
from enlace_app.servicios.contexto import Contexto
from enlace_app.ui.componentes.area import AreaDeFormulario
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario, Enlace
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.lista_corta import ListaCorta
from enlace_app.ui.componentes.lista_y_registro import ListaYRegistro
from enlace_app.ui.componentes.senales import Senal
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.vinculos import ASPECTO_DE_CLASE, COLUMNAS_DE_PAREJAS, Pareja, aspecto_de_pareja
from enlace_app.ui.paginas.paquetes.comparacion import Comparacion
from enlace_app.ui.tema import Icono

_POR_REVISAR, _DECIDIDAS = range(2)
_TITULOS = {ClaseDeVinculo.REUNION: "¿Es la misma reunión?", ClaseDeVinculo.INSTITUCION: "¿Es la misma institución?"}


class PosiblesDuplicados(QWidget):
    """List and comparison, read beside the window; `cuantos` tells how many pairs nobody has decided on."""

    cuantos = Signal(int)

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self.pareja: Pareja | None = None
        self._parejas: tuple[list[Pareja], list[Pareja]] = ([], [])
        self._pedida = 0
        self.vistas = QTabBar()
        self.vistas.setAccessibleName("Cuáles parejas se ven")
        self.vistas.setDrawBase(False)
        self.vistas.setExpanding(False)
        for titulo in ("Por revisar", "Decididas"):
            self.vistas.addTab(titulo)
        self.lista: ListaCorta[Pareja] = ListaCorta(
            entorno,
            nombre="duplicados",
            que="posibles duplicados",
            columnas=COLUMNAS_DE_PAREJAS,
            vacio=EstadoVacio(
                Icono.EXITO,
                "No hay nada aquí",
                "Cuando dos regiones registren la misma reunión, o la misma institución con dos nombres, se preguntará "
                "aquí. Nada se junta solo: cada registro sigue siendo de quien lo hizo.",
            ),
        )
        self.titulo = Etiqueta("", RolDeEtiqueta.SUBTITULO, ajustar=True)
        self.senal = Senal(ASPECTO_DE_CLASE[ClaseDeVinculo.REUNION])
        self.motivo = Etiqueta("", ajustar=True)
        self.motivo.setMinimumWidth(1)  # one word of ten thousand letters must not widen the page
        self.abrir_una = Enlace("", al_activar=lambda: self._abrir(0))
        self.abrir_otra = Enlace("", al_activar=lambda: self._abrir(1))
        self.comparacion = Comparacion()
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.son = BotonPrimario("&Son la misma", con_icono=Icono.CUMPLIDO, al_pulsar=self._vincular)
        self.no_son = BotonSecundario("&No lo son", con_icono=Icono.NO_PROCEDE, al_pulsar=self._descartar)
        self.deshacer = BotonSecundario("Deshacer", con_icono=Icono.DESHACER, al_pulsar=self._deshacer)
        self.nota = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self._lado = self._armar()
        self._lado.hide()
        self.vistas.currentChanged.connect(lambda _: self._poner_lista())
        self.lista.elegida.connect(self._mostrar)
        self.lista.abierta.connect(lambda _: self._enfocar_decision())

    def _armar(self) -> AreaDeFormulario:
        dentro = QWidget()
        caja = QVBoxLayout(dentro)
        caja.setContentsMargins(8, 0, 8, 0)
        cabeza = QHBoxLayout()
        cabeza.addWidget(self.titulo, 1)
        cabeza.addWidget(self.senal)
        botones = QHBoxLayout()
        for boton in (self.son, self.no_son, self.deshacer):
            botones.addWidget(boton)
        botones.addStretch(1)
        caja.addLayout(cabeza)
        caja.addWidget(self.motivo)
        caja.addLayout(botones)
        caja.addWidget(self.error)
        caja.addWidget(self.nota)
        caja.addWidget(self.comparacion)
        caja.addWidget(self.abrir_una)
        caja.addWidget(self.abrir_otra)
        caja.addStretch(1)
        lado = AreaDeFormulario(dentro)
        todo = QVBoxLayout(self)
        todo.setContentsMargins(0, 0, 0, 0)
        todo.addWidget(self.vistas)
        partida = ListaYRegistro(self._entorno.memoria, "duplicados", self.lista, lado, reparto=(1, 1))
        todo.addWidget(partida, 1)
        return lado

    def leer(self) -> None:
        """Look again; what is shown stays until the answer is there."""
        self._pedida += 1
        numero, contexto = self._pedida, self._entorno.contexto

        def poner(parejas: tuple[list[Pareja], list[Pareja]] | None) -> None:
            if parejas is not None and numero == self._pedida:
                self._poner(parejas)

        self._entorno.tareas.lanzar(
            "Buscando duplicados",
            lambda _: leer_parejas(contexto) if numero == self._pedida else None,
            al_terminar=poner,
            para=self,
            callada=True,
        )

    def _poner(self, parejas: tuple[list[Pareja], list[Pareja]]) -> None:
        self._parejas = parejas
        por_revisar, decididas = (len(p) for p in parejas)
        self.vistas.setTabText(_POR_REVISAR, f"Por revisar: {por_revisar:,}")
        self.vistas.setTabText(_DECIDIDAS, f"Decididas: {decididas:,}")
        self._poner_lista()
        self.cuantos.emit(por_revisar)

    def _poner_lista(self) -> None:
        parejas = self._parejas[self.vistas.currentIndex()]
        self.lista.poner(parejas)
        elegida = self.pareja.clave if self.pareja else None
        siguiente = next((p for p in parejas if p.clave == elegida), parejas[0] if parejas else None)
        if siguiente is None:
            self.pareja = None
            self._lado.hide()
        else:
            self.lista.seleccionar(siguiente)
            self._mostrar(siguiente)

    def _mostrar(self, pareja: Pareja) -> None:
        posible = pareja.posible
        renglones = comparar(self._entorno.contexto.almacen.lectura, posible.clase, posible.uno, posible.otro)
        if self.pareja == pareja and self.comparacion.renglones == tuple(renglones) and not self._lado.isHidden():
            return
        self.pareja = pareja
        self._lado.show()
        self.titulo.setText(_TITULOS[posible.clase])
        self.senal.poner(aspecto_de_pareja(pareja))
        self.motivo.setText(posible.motivo[:1].upper() + posible.motivo[1:])
        self.comparacion.poner("Una", "Otra", renglones)
        for enlace, nombre in ((self.abrir_una, posible.nombre_de_uno), (self.abrir_otra, posible.nombre_de_otro)):
            enlace.poner_texto(f"Abrir {nombre[:40]}")
        self._decir("")
        self.son.setVisible(pareja.dicho is None)
        self.no_son.setVisible(pareja.dicho is None)
        self.deshacer.setVisible(pareja.dicho is not None)
        self.nota.setText(
            "Las dos quedan como están y las listas cuentan las dos; cada una dirá cuál otra es."
            if pareja.dicho is None
            else "Al deshacerlo, la pareja vuelve a preguntarse si todavía parecen la misma."
        )

    def _enfocar_decision(self) -> None:
        destino = self.deshacer if self.pareja is not None and self.pareja.dicho is not None else self.son
        destino.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decir(self, texto: ErrorDeEnlace | str) -> None:
        self.error.setText(str(texto))
        self.error.setVisible(bool(str(texto)))

    def _abrir(self, cual: int) -> None:
        if self.pareja is not None:
            self._entorno.navegacion.abrir(consulta.TABLA_DE_CLASE[self.pareja.posible.clase], self.pareja.clave[cual])

    def _vincular(self) -> None:
        from enlace_app.servicios.vinculos import vincular

        pareja, almacen = self.pareja, self._entorno.contexto.almacen
        if pareja is None or pareja.dicho is not None:
            return
        uno, otro = (UUID(uuid) for uuid in pareja.clave)
        self._tras_decidir(
            self._entorno.operaciones.hacer(
                lambda: vincular(almacen, clase=pareja.posible.clase, uno=uno, otro=otro, nota=pareja.posible.motivo),
                dicho="Quedaron vinculadas; ninguna cambió. Ctrl+Z lo deshace.",
                al_rehusar=self._decir,
            )
        )

    def _descartar(self) -> None:
        from enlace_app.servicios.vinculos import descartar

        pareja, almacen = self.pareja, self._entorno.contexto.almacen
        if pareja is None or pareja.dicho is not None:
            return
        uno, otro = (UUID(uuid) for uuid in pareja.clave)
        self._tras_decidir(
            self._entorno.operaciones.hacer(
                lambda: descartar(almacen, clase=pareja.posible.clase, uno=uno, otro=otro, nota=pareja.posible.motivo),
                dicho="No se volverá a preguntar por ellas. Ctrl+Z lo deshace.",
                al_rehusar=self._decir,
            )
        )

    def _deshacer(self) -> None:
        from enlace_app.servicios.vinculos import deshacer_vinculo

        dicho, almacen = self.pareja.dicho if self.pareja else None, self._entorno.contexto.almacen
        if dicho is None:
            return
        self._tras_decidir(
            self._entorno.operaciones.hacer(
                lambda: deshacer_vinculo(almacen, vinculo=UUID(dicho.uuid), rev=dicho.rev),
                dicho="Se deshizo.",
                al_rehusar=self._decir,
            )
        )

    def _tras_decidir(self, hecho: object) -> None:
        if hecho is not None:
            self.leer()
            self.lista.enfocar()


def leer_parejas(contexto: Contexto) -> tuple[list[Pareja], list[Pareja]]:
    """Return the pairs that nobody decided on, and those of which something was said, the latest first."""
    lectura = contexto.almacen.lectura
    dichos = consulta.listar(lectura, decision=None)
    nombres = consulta.nombres(lectura, {(v.tabla, uuid) for v in dichos for uuid in (v.uno, v.otro)})
    decididas = [_decidida(v, nombres[v.uno][0], nombres[v.otro][0]) for v in dichos if {v.uno, v.otro} <= set(nombres)]
    return [Pareja(p) for p in posibles_duplicados(lectura)], decididas[::-1]


def _decidida(v: FilaVinculo, uno: str, otro: str) -> Pareja:
    return Pareja(PosibleDuplicado(ClaseDeVinculo(v.clase), v.uno, uno, v.otro, otro, v.nota or ""), v)
