"""Paquetes: what goes to the authority, what went, and what is brought in from workbooks."""

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from enlace_app.dominio.sitios import RolDeSitio
from enlace_app.ui.componentes.lista_y_registro import ListaYRegistro
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.navegacion import Destino
from enlace_app.ui.paginas.pagina import Pagina
from enlace_app.ui.paginas.paquetes.historial import crear_historial
from enlace_app.ui.paginas.paquetes.lo_que_ira import LoQueIra
from enlace_app.ui.paginas.paquetes.traer import TraerLoQueTengo

IMPORTAR = "importar"
"""The `Destino.campo` that opens the import."""


class PaginaDePaquetes(Pagina):
    """One tab sends, the other brings in; the authority, which receives, sends nothing."""

    titulo = "Paquetes"
    tablas = frozenset(
        {
            "paquete",
            "reunion",
            "acta",
            "asistencia",
            "punto_orden_dia",
            "votacion",
            "acuerdo",
            "seguimiento",
            "documento",
            "compromiso",
            "actividad",
            "organizacion",
            "persona",
            "nombramiento",
        }
    )

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(entorno, parent)
        self.historial = crear_historial(entorno)
        self.lo_que_ira = None if entorno.sitio.rol == RolDeSitio.GARANTE else LoQueIra(entorno)
        self.traer = TraerLoQueTengo(entorno)
        self.pestanas = QTabWidget()
        self.pestanas.tabBar().setAccessibleName("Partes de Paquetes")
        if self.lo_que_ira is None:
            self.pestanas.addTab(self.historial, "Historial")
        else:
            partes = ListaYRegistro(entorno.memoria, "paquetes", self.lo_que_ira, self.historial, reparto=(1, 1))
            self.pestanas.addTab(partes, "Enviar")
        self.pestanas.addTab(self.traer, "Traer lo que ya tengo")
        caja = QVBoxLayout(self)
        caja.addWidget(self.pestanas)

    def mostrar(self, destino: Destino) -> None:
        """Show what would go, a package of the history, or the import."""
        if self.lo_que_ira is not None:
            self.lo_que_ira.leer()
        if destino.campo == IMPORTAR:
            self.pestanas.setCurrentWidget(self.traer)
            self.traer.enfocar()
            return
        self.pestanas.setCurrentIndex(0)
        if destino.uuid is not None and self.historial.seleccionar(destino.uuid):
            self.historial.enfocar()
        elif self.lo_que_ira is not None:
            self.lo_que_ira.boton.setFocus()
        else:
            self.historial.enfocar()

    def refrescar(self, tocados: frozenset[tuple[str, str]]) -> None:
        """Look again at what would go, and at what went."""
        if not tocados or any(tabla == "paquete" for tabla, _ in tocados):
            self.historial.recargar()
        if self.lo_que_ira is not None:
            self.lo_que_ira.leer()
