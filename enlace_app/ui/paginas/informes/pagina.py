"""Informes: what the authority and the press ask for, to be looked at and exported."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from enlace_app.consultas import compromisos, informes
from enlace_app.consultas.compromisos import FilaCompromiso
from enlace_app.consultas.informes import AcuerdosDeRegion, AsistenciaDeInstitucion, ReunionesDelAnio, SesionOrdinaria
from enlace_app.consultas.listado import Pedido
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla import informes as columnas
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.informes.informe import Informe
from enlace_app.ui.paginas.pagina import Pagina

_NOMBRES = ("Acuerdos por regió&n", "&Reuniones por año", "Sesiones &ordinarias", "&Fojas", "&Asistencia")
_CLAVES = ("acuerdos", "reuniones", "ordinarias", "fojas", "asistencia")


class PaginaDeInformes(Pagina):
    """One tab for each report; a report is made and read when it is first shown."""

    titulo = "Informes"
    tablas = frozenset(
        {"acuerdo", "seguimiento", "reunion", "asistencia", "documento", "compromiso", "organizacion", "region"}
    )

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(entorno, parent)
        self._maximo = 0
        self._crear: Sequence[Callable[[], Informe[Any]]] = (
            self._acuerdos,
            self._reuniones,
            self._ordinarias,
            self._fojas,
            self._asistencia,
        )
        self._informes: dict[int, Informe[Any]] = {}
        self._pendientes: set[int] = set()
        self.vistas = QTabBar()
        self.vistas.setAccessibleName("Informes")
        self.vistas.setDrawBase(False)
        self.vistas.setExpanding(False)
        for nombre in _NOMBRES:
            self.vistas.addTab(nombre)
        self._pila = QStackedWidget()
        caja = QVBoxLayout(self)
        caja.addWidget(self.vistas)
        caja.addWidget(self._pila, 1)
        self._cambiar(0)
        self.vistas.currentChanged.connect(self._cambiar)

    @property
    def informe(self) -> Informe[Any]:
        """The report on show."""
        return self._informes[self.vistas.currentIndex()]

    def mostrar(self, destino: Destino) -> None:
        """Show a report; `campo` may name it."""
        if destino.campo in _CLAVES:
            self.vistas.setCurrentIndex(_CLAVES.index(destino.campo))
        self.informe.lista.enfocar()

    def refrescar(self, tocados: frozenset[tuple[str, str]]) -> None:
        """Read the report on show again, the others when they are shown."""
        self._pendientes = set(self._informes) - {self.vistas.currentIndex()}
        self.informe.leer()

    def _cambiar(self, numero: int) -> None:
        nuevo = numero not in self._informes
        if nuevo:
            self._informes[numero] = self._crear[numero]()
            self._pila.addWidget(self._informes[numero])
        self._pila.setCurrentWidget(self._informes[numero])
        if nuevo or numero in self._pendientes:
            self._pendientes.discard(numero)
            self._informes[numero].leer()

    def _hoy(self) -> date:
        return self.entorno.ahora_en(None).date()

    def _ir(self, seccion: Seccion, clave: str, valor: str) -> None:
        self.entorno.navegacion.ir(Destino(seccion, filtro=(clave, valor)))

    def _acuerdos(self) -> Informe[AcuerdosDeRegion]:
        almacen = self.entorno.contexto.almacen

        def leer() -> tuple[Sequence[AcuerdosDeRegion], str]:
            filas, todos = informes.acuerdos_por_region(almacen.lectura, self._hoy())
            return filas, _decir_acuerdos(todos) if todos else ""

        def abrir(fila: AcuerdosDeRegion) -> None:
            if fila.clave is not None:
                self._ir(Seccion.ACUERDOS, "region", fila.clave)

        return Informe(
            self.entorno,
            nombre="acuerdos",
            que="acuerdos por región",
            nota="Cada acuerdo es de las regiones de su reunión: el de dos regiones está en las dos, y una vez en el "
            "total. Enter abre los de la región.",
            columnas=columnas.COLUMNAS_DE_ACUERDOS_POR_REGION,
            leer=leer,
            abrir=abrir,
        )

    def _reuniones(self) -> Informe[ReunionesDelAnio]:
        almacen = self.entorno.contexto.almacen

        def leer() -> tuple[Sequence[ReunionesDelAnio], str]:
            filas = informes.reuniones_por_anio(almacen.lectura)
            total, firmadas = sum(f.reuniones for f in filas), sum(f.firmadas for f in filas)
            return filas, f"En total {total:,} celebradas, {firmadas:,} con acta firmada." if filas else ""

        return Informe(
            self.entorno,
            nombre="reuniones",
            que="reuniones por año",
            nota="Sólo las que se celebraron. Enter abre las de ese tipo.",
            columnas=columnas.COLUMNAS_DE_REUNIONES_POR_ANIO,
            leer=leer,
            abrir=lambda fila: self._ir(Seccion.REUNIONES, "tipo", fila.tipo),
        )

    def _ordinarias(self) -> Informe[SesionOrdinaria]:
        almacen = self.entorno.contexto.almacen

        def leer() -> tuple[Sequence[SesionOrdinaria], str]:
            filas = informes.ritmo_de_ordinarias(almacen.lectura)
            medidas = [f for f in filas if f.dias is not None and f.maximo is not None]
            tarde = sum(f.tarde for f in medidas)
            return filas, f"{tarde:,} de {len(medidas):,} llegaron tarde." if medidas else ""

        return Informe(
            self.entorno,
            nombre="ordinarias",
            que="sesiones ordinarias",
            nota="Días de una sesión ordinaria a la siguiente del mismo ejercicio, contra los que permite su regla. "
            "Sólo las de día conocido. Enter abre la sesión.",
            columnas=columnas.COLUMNAS_DE_ORDINARIAS,
            leer=leer,
            abrir=lambda fila: self.entorno.navegacion.abrir("reunion", fila.uuid),
        )

    def _fojas(self) -> Informe[FilaCompromiso]:
        almacen = self.entorno.contexto.almacen

        def leer() -> tuple[Sequence[FilaCompromiso], str]:
            filas = compromisos.listado().todas(almacen.lectura, Pedido())
            self._maximo = max((f.fojas.numero for f in filas if f.fojas), default=0)
            todas = informes.fojas_recibidas(almacen.lectura)
            mas = "más de " if todas and todas.es_minimo else ""
            return filas, f"En total {mas}{todas.numero:,} fojas recibidas." if todas else ""

        return Informe(
            self.entorno,
            nombre="fojas",
            que="fojas por compromiso",
            nota="Lo que sólo se pidió, se prometió o se citó no cuenta. Un documento de dos compromisos está en los "
            "dos, y una vez en el total. Enter abre el compromiso.",
            columnas=columnas.columnas_de_fojas(lambda: self._maximo),
            leer=leer,
            abrir=lambda fila: self.entorno.navegacion.abrir("compromiso", fila.uuid),
        )

    def _asistencia(self) -> Informe[AsistenciaDeInstitucion]:
        almacen = self.entorno.contexto.almacen

        def leer() -> tuple[Sequence[AsistenciaDeInstitucion], str]:
            return informes.asistencia_por_institucion(almacen.lectura), ""

        def abrir(fila: AsistenciaDeInstitucion) -> None:
            if fila.uuid is not None:
                self.entorno.navegacion.abrir("organizacion", fila.uuid)
            else:
                self.entorno.navegacion.ir(Destino(Seccion.DIRECTORIO, campo="nombres_sueltos"))

        return Informe(
            self.entorno,
            nombre="asistencia",
            que="asistencia por institución",
            nota="En cuántas reuniones estuvo, de las celebradas que tienen lista de asistencia. Lo que no está en el "
            "directorio se cuenta como se escribió; vincularlo lo junta.",
            columnas=columnas.COLUMNAS_DE_ASISTENCIA_POR_INSTITUCION,
            leer=leer,
            abrir=abrir,
        )


def _decir_acuerdos(todos: AcuerdosDeRegion) -> str:
    vencidos = f"; {todos.vencidos:,} vencidos" if todos.vencidos else "; ninguno vencido"
    return (
        f"En total {todos.total:,} acuerdos: {todos.cumplidos:,} cumplidos, {todos.parciales:,} parciales, "
        f"{todos.en_proceso:,} en proceso, {todos.pendientes:,} pendientes, "
        f"{todos.no_proceden:,} no proceden{vencidos}."
    )
