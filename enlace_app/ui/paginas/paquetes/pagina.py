"""Paquetes: what goes to the authority, what went and what is brought in; at the authority, what the regions send."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from enlace_app.dominio.sitios import RolDeSitio
from enlace_app.ui.componentes.lista_y_registro import ListaYRegistro
from enlace_app.ui.componentes.zona_de_archivos import ReceptorDeArchivos
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.navegacion import Destino
from enlace_app.ui.paginas.pagina import DE_LA_AUTORIDAD, Pagina
from enlace_app.ui.paginas.paquetes.duplicados import PosiblesDuplicados
from enlace_app.ui.paginas.paquetes.enviar import Enviar
from enlace_app.ui.paginas.paquetes.historial import crear_historial
from enlace_app.ui.paginas.paquetes.libro_del_estado import LibroDelEstado
from enlace_app.ui.paginas.paquetes.propuestas import PropuestasDeRegiones
from enlace_app.ui.paginas.paquetes.recibidos.pestana import RecibidosDeRegiones
from enlace_app.ui.paginas.paquetes.traer import TraerLoQueTengo

IMPORTAR = "importar"
"""The `Destino.campo` that opens the import."""
PROPUESTAS = "propuestas"
"""The one that opens what regions propose, at the authority."""
_RECIBIDOS, _PROPUESTAS, _DUPLICADOS = "Recibidos", "Propuestas", "Posibles duplicados"


class PaginaDePaquetes(Pagina):
    """One tab sends, the other brings in; at the authority the first one receives, and what is sent is all it has."""

    titulo = "Paquetes"
    tablas = DE_LA_AUTORIDAD | frozenset(
        {
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
            "paquete_recibido",
            "paso_de_paquete",
            "acuse_emitido",
            "propuesta_de_catalogo",
            "vinculo",
        }
    )

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(entorno, parent)
        self.enviar = None if entorno.sitio.rol == RolDeSitio.GARANTE else Enviar(entorno)
        self.historial = self.enviar.historial if self.enviar is not None else crear_historial(entorno)
        self.lo_que_ira = self.enviar.lo_que_ira if self.enviar is not None else None
        self.traer = TraerLoQueTengo(entorno)
        self.recibidos: RecibidosDeRegiones | None = None
        self.libro: LibroDelEstado | None = None
        self.propuestas: PropuestasDeRegiones | None = None
        self.duplicados: PosiblesDuplicados | None = None
        self.pestanas = QTabWidget()
        self.pestanas.tabBar().setAccessibleName("Partes de Paquetes")
        if self.enviar is None:
            self._armar_sede()
        else:
            self.pestanas.addTab(self.enviar, "Enviar")
        self.pestanas.addTab(self.traer, "Traer lo que ya tengo")
        caja = QVBoxLayout(self)
        caja.addWidget(self.pestanas)

    def _armar_sede(self) -> None:
        """Lay out what the authority sees; files may be dropped on any of it."""
        self.recibidos = RecibidosDeRegiones(self.entorno)
        self.libro = LibroDelEstado(self.entorno)
        enviar = ListaYRegistro(self.entorno.memoria, "libro_del_estado", self.libro, self.historial, reparto=(1, 1))
        self.propuestas = PropuestasDeRegiones(self.entorno)
        self.duplicados = PosiblesDuplicados(self.entorno)
        for parte, titulo in (
            (self.recibidos, _RECIBIDOS),
            (self.propuestas, _PROPUESTAS),
            (self.duplicados, _DUPLICADOS),
            (enviar, "Enviar"),
        ):
            self.pestanas.addTab(parte, titulo)
            receptor = ReceptorDeArchivos(parte)
            receptor.recibidos.connect(self._recibir)
            receptor.rechazado.connect(self.entorno.avisos.error)
        for n, (senal, titulo) in enumerate(
            (
                (self.recibidos.por_atender, _RECIBIDOS),
                (self.propuestas.cuantos, _PROPUESTAS),
                (self.duplicados.cuantos, _DUPLICADOS),
            )
        ):
            senal.connect(partial(self._contar, n, titulo))

    def _contar(self, pestana: int, titulo: str, cuantos: int) -> None:
        self.pestanas.setTabText(pestana, f"{titulo} ({cuantos:,})" if cuantos else titulo)

    def _recibir(self, archivos: Sequence[Path]) -> None:
        if self.recibidos is not None:
            self.pestanas.setCurrentWidget(self.recibidos)
            self.recibidos.recibir_archivos(archivos)

    def mostrar(self, destino: Destino) -> None:
        """Show what would go, a package of the history, or the import."""
        self._leer()
        if destino.campo == IMPORTAR:
            self.pestanas.setCurrentWidget(self.traer)
            self.traer.enfocar()
            return
        if destino.campo == PROPUESTAS and self.propuestas is not None:
            self.pestanas.setCurrentWidget(self.propuestas)
            self.propuestas.lista.enfocar()
            return
        self.pestanas.setCurrentIndex(0)
        if self.recibidos is not None:
            self.recibidos.mostrar(destino.uuid)
        elif self.enviar is not None and destino.uuid is not None and self.enviar.mostrar_paquete(destino.uuid):
            self.historial.enfocar()
        elif self.lo_que_ira is not None:
            self.lo_que_ira.boton.setFocus()

    def refrescar(self, tocados: frozenset[tuple[str, str]]) -> None:
        """Look again at what would go, at what went, and at what came."""
        if not tocados or any(tabla in {"paquete", "acuse"} for tabla, _ in tocados):
            if self.enviar is not None:
                self.enviar.refrescar()
            else:
                self.historial.recargar()
        if self.recibidos is not None:
            self.recibidos.leer()
        self._leer()

    def _leer(self) -> None:
        for parte in (self.lo_que_ira, self.libro, self.propuestas, self.duplicados):
            if parte is not None:
                parte.leer()
