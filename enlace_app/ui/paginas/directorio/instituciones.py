"""The institutions of the directory."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from enlace_app.consultas.organizaciones import FilaOrganizacion, listado
from enlace_app.consultas.registro_de_organizacion import sectores
from enlace_app.servicios.organizaciones import agregar_organizacion
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.lista import Filtro, Lista
from enlace_app.ui.componentes.lista_y_registro import ListaYRegistro
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.organizaciones import COLUMNAS_DE_ORGANIZACIONES
from enlace_app.ui.paginas.directorio.panel import LineaDeAlta, Panel
from enlace_app.ui.paginas.directorio.registro_de_institucion import RegistroDeInstitucion
from enlace_app.ui.tema import Icono


class PanelDeInstituciones(Panel):
    """A name and Enter adds; the record beside the list."""

    def __init__(self, entorno: Entorno, hoy: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(entorno, parent)
        self.alta = LineaDeAlta("institución", self._agregar)
        lectura = entorno.contexto.almacen.lectura
        self.lista: Lista[FilaOrganizacion] = Lista(
            entorno,
            nombre="instituciones",
            que="instituciones",
            listado=listado(),
            columnas=COLUMNAS_DE_ORGANIZACIONES,
            vacio=EstadoVacio(
                Icono.INSTITUCION,
                "Todavía no hay instituciones",
                "Escriba arriba un nombre y Enter; después se le ponen sigla, otros nombres y fechas.",
            ),
            filtros=[
                Filtro("sector", "Sector", [(sector, sector) for sector in sectores(lectura)]),
                Filtro("vigente_el", "Vigencia", [("Existen hoy", hoy())]),
            ],
        )
        self.registro = RegistroDeInstitucion(entorno, hoy)
        self._elegir = EstadoVacio(
            Icono.INSTITUCION,
            "Elija una institución",
            "Aquí se ven sus nombres, desde y hasta cuándo existió, a cuál sucede y dónde se usa.",
        )
        self._lado = QStackedWidget()
        for vista in (self._elegir, self.registro):
            self._lado.addWidget(vista)
        izquierda = QWidget()
        caja = QVBoxLayout(izquierda)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(self.alta)
        caja.addWidget(self.lista, 1)
        todo = QVBoxLayout(self)
        todo.setContentsMargins(0, 0, 0, 0)
        todo.addWidget(ListaYRegistro(entorno.memoria, "instituciones", izquierda, self._lado, reparto=(1, 1)))
        self.lista.elegida.connect(self._mostrar)
        self.lista.abierta.connect(self._abrir)
        self.registro.retirada.connect(lambda: self._lado.setCurrentWidget(self._elegir))

    def mostrar(self, uuid: str) -> bool:
        """Show an institution, in the list too."""
        if not self._mostrar(uuid):
            return False
        self.lista.seleccionar(uuid)
        return True

    def nuevo(self) -> None:
        """Put the keyboard where one types a name."""
        self.alta.campo.setFocus()

    def enfocar(self) -> None:
        """Put the keyboard on the list; where it is empty, where one adds."""
        if self.lista.modelo.rowCount():
            self.lista.enfocar()
        else:
            self.nuevo()

    def refrescar(self) -> None:
        """Read again what is shown."""
        self.lista.recargar()
        if self.registro.registro is not None and not self.registro.mostrar(self.registro.registro.uuid):
            self._lado.setCurrentWidget(self._elegir)

    def dejar(self) -> bool:
        """Save the field that is being edited."""
        return self.registro.registro is None or self.registro.dejar()

    def _mostrar(self, uuid: str) -> bool:
        anterior = self.registro.registro
        if anterior is not None and anterior.uuid != uuid and not self.registro.dejar():
            self.lista.seleccionar(anterior.uuid)
            return False
        if not self.registro.mostrar(uuid):
            return False
        self._lado.setCurrentWidget(self.registro)
        return True

    def _abrir(self, uuid: str) -> None:
        if self._mostrar(uuid):
            self.registro.enfocar()

    def _agregar(self, nombre: str, _insistiendo: bool) -> bool:
        almacen = self.entorno.contexto.almacen
        cambios = self.entorno.operaciones.hacer(
            lambda: agregar_organizacion(almacen, nombre=nombre),
            dicho=f"Se agregó {nombre[:80]} al directorio. Ctrl+Z lo deshace.",
            al_rehusar=self.alta.mostrar_error,
        )
        if cambios is not None and cambios.principal is not None:
            self.mostrar(str(cambios.principal))
        return cambios is not None
