"""Directorio: persons, institutions, nombramientos in time, and names that match none of them."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from enlace_app.ui.entorno import Entorno
from enlace_app.ui.navegacion import Destino
from enlace_app.ui.paginas.directorio.instituciones import PanelDeInstituciones
from enlace_app.ui.paginas.directorio.nombramientos import PanelDeNombramientos
from enlace_app.ui.paginas.directorio.nombres_sueltos import PanelDeNombresSueltos
from enlace_app.ui.paginas.directorio.panel import Panel
from enlace_app.ui.paginas.directorio.personas import PanelDePersonas
from enlace_app.ui.paginas.pagina import Pagina

PERSONAS, INSTITUCIONES, NOMBRAMIENTOS, NOMBRES_SUELTOS = range(4)
_NOMBRES = ("&Personas", "&Instituciones", "No&mbramientos", "Nombres s&ueltos")
_DE_TABLA = {"persona": PERSONAS, "organizacion": INSTITUCIONES, "nombramiento": NOMBRAMIENTOS}
_DE_CAMPO = {"instituciones": INSTITUCIONES, "nombramientos": NOMBRAMIENTOS, "nombres_sueltos": NOMBRES_SUELTOS}


class PaginaDeDirectorio(Pagina):
    """One tab for each; a tab is made when it is first shown."""

    titulo = "Directorio"
    tablas = frozenset(
        {
            "persona",
            "organizacion",
            "organizacion_alias",
            "vinculo",
            "nombramiento",
            "asistencia",
            "reunion",
            "acuerdo",
            "documento",
            "compromiso",
        }
    )

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(entorno, parent)
        self._crear: Sequence[Callable[[], Panel]] = (
            lambda: PanelDePersonas(entorno, self._hoy),
            lambda: PanelDeInstituciones(entorno, self._hoy),
            lambda: PanelDeNombramientos(entorno, self._hoy),
            lambda: PanelDeNombresSueltos(entorno),
        )
        self._paneles: dict[int, Panel] = {}
        self._pendientes: set[int] = set()
        self.vistas = QTabBar()
        self.vistas.setAccessibleName("Partes del directorio")
        self.vistas.setDrawBase(False)
        self.vistas.setExpanding(False)
        for nombre in _NOMBRES:
            self.vistas.addTab(nombre)
        self._pila = QStackedWidget()
        caja = QVBoxLayout(self)
        caja.addWidget(self.vistas)
        caja.addWidget(self._pila, 1)
        self._actual = PERSONAS
        self._cambiar(PERSONAS)
        self.vistas.currentChanged.connect(self._cambiar)

    def _hoy(self) -> date:
        return self.entorno.ahora_en(None).date()

    @property
    def panel(self) -> Panel:
        """The part on show."""
        return self.parte(self._actual)

    def parte(self, numero: int) -> Panel:
        """One of the parts, made if it was not yet."""
        if numero not in self._paneles:
            self._paneles[numero] = self._crear[numero]()
            self._pila.addWidget(self._paneles[numero])
        return self._paneles[numero]

    def _cambiar(self, numero: int) -> None:
        if numero != self._actual and not self.panel.dejar():
            self.vistas.setCurrentIndex(self._actual)
            return
        self._actual = numero
        panel = self.parte(numero)
        if numero in self._pendientes:
            self._pendientes.discard(numero)
            panel.refrescar()
        self._pila.setCurrentWidget(panel)

    def mostrar(self, destino: Destino) -> None:
        """Show a person, an institution or a nombramiento; `campo` may name another part."""
        if destino.tabla in _DE_TABLA and destino.uuid is not None:
            self.vistas.setCurrentIndex(_DE_TABLA[destino.tabla])
            if not self.panel.mostrar(destino.uuid):
                self.entorno.avisos.aviso("Eso ya no está en el directorio.")
        elif destino.campo in _DE_CAMPO:
            self.vistas.setCurrentIndex(_DE_CAMPO[destino.campo])
        if destino.nuevo:
            self.panel.nuevo()
        else:
            self.panel.enfocar()

    def refrescar(self, tocados: frozenset[tuple[str, str]]) -> None:
        """Read the part on show again, the others when they are shown."""
        self._pendientes = set(self._paneles) - {self._actual}
        self.panel.refrescar()

    def dejar(self) -> bool:
        """Save what is being edited."""
        return self.panel.dejar()
